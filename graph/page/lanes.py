"""Which chain each entity is drawn with: one lane for each chain, and all the chains that it belongs to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.model import Process
from graph.page.view import View

MEMBER = "partOfChain"
ROUNDS = 8
Chains = Mapping[str, tuple[str, ...]]
Near = Mapping[str, list[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class Lanes:
    """The lanes, the largest first; the lane of each entity ("" for what belongs to no chain) and all its chains."""

    order: tuple[str, ...]
    of: Mapping[str, str]
    chains: Chains


def lanes(view: View, processes: Iterable[Process]) -> Lanes:
    """Chains of reference steps first, then those that texts state, then those of the neighbours.

    >>> lanes(View((), (), (), ()), ())
    Lanes(order=(), of={}, chains={})
    """
    known = _known(view, processes)
    stated = _stated(view)
    first = {e.id: known.get(e.id) or stated.get(e.id, ()) for e in view.chain if e.kind == "Material"}
    near = _near(view)
    of = {i: c[0] for i, c in first.items() if len(c) == 1}
    _spread(view, of, near, (stated, first))
    _gather(of, near)
    chains = {e.id: _all(e.id, of, known, stated) for e in view.chain}
    return Lanes(_order(of, near), {e.id: of.get(e.id, "") for e in view.chain}, chains)


def _known(view: View, processes: Iterable[Process]) -> dict[str, tuple[str, ...]]:
    """The chains of the steps that make a material, else of those that take it in, else those of a wider one."""
    made, taken = defaultdict[str, dict[str, None]](dict), defaultdict[str, dict[str, None]](dict)
    for process in processes:
        for flow in process.flows:
            if process.chain:
                (taken if flow.role == "input" else made)[flow.material][chain_id(process.chain)] = None
    found = {}
    for entity in view.chain:
        wider = (entity.id, *(b if "/" in b else f"material/{b}" for b in entity.broader))
        chains = next((table[i] for table in (made, taken) for i in wider if i in table), None)
        if entity.kind == "Material" and chains:
            found[entity.id] = tuple(sorted(chains))
    return found


def chain_id(name: str) -> str:
    """A chain as an id, whether a step names it by id or by label.

    >>> chain_id("镍产业链"), chain_id("chain/镍产业链")
    ('chain/镍产业链', 'chain/镍产业链')
    """
    return name if "/" in name else f"chain/{name}"


def _stated(view: View) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for statement in view.statements:
        if statement.predicate == MEMBER:
            found[statement.subject].append(statement.object)
    return {i: tuple(sorted(set(c))) for i, c in found.items()}


def _near(view: View) -> dict[str, list[tuple[str, int]]]:
    """Neighbours, each with its weight: what somebody makes tells more of him than what he takes in."""
    near: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for source, target, _, flows in view.inner:
        near[source].append((target, 3 if flows else 1))
        near[target].append((source, 2 if flows else 1))
    return near


def _vote(near: Iterable[tuple[str, int]], of: Mapping[str, str], among: Sequence[str] = ()) -> str:
    """The chain of most neighbours; the first of several."""
    votes: dict[str, int] = {}
    for neighbour, weight in near:
        lane = of.get(neighbour)
        if lane and (not among or lane in among):
            votes[lane] = votes.get(lane, 0) + weight
    if len(votes) < 2:
        return next(iter(votes), "")
    return min(votes, key=lambda c: (-votes[c], c))


def _spread(view: View, of: dict[str, str], near: Near, known: tuple[Chains, Chains]) -> None:
    """Give a lane to all that have none, by their neighbours, round by round.

    `known` are the chains that texts state, which count where no neighbour has one, and those that a material may be
    of, which go before any other chain of a neighbour.
    """
    stated, first = known
    waiting = [e.id for e in view.chain if e.id not in of]
    for _ in range(ROUNDS):
        votes = ((i, _vote(near.get(i, ()), of, first.get(i, ())) or _vote(near.get(i, ()), of)) for i in waiting)
        fresh = {i: lane for i, lane in votes if lane}
        fresh = fresh or {i: c[0] for i in waiting if (c := stated.get(i) or first.get(i))}
        of |= fresh
        waiting = [i for i in waiting if i not in fresh]
        if not fresh:
            break


def _gather(of: dict[str, str], near: Near) -> None:
    """What stands alone in its lane though it is joined to others stands with them."""
    size = Counter(of.values())
    for id in sorted(of):
        others = [(n, weight) for n, weight in near.get(id, ()) if of.get(n) != of[id]]
        if size[of[id]] == 1 and (lane := _vote(others, of)):
            size.subtract((of[id],))
            size.update((lane,))
            of[id] = lane


def _all(id: str, of: Mapping[str, str], known: Chains, stated: Chains) -> tuple[str, ...]:
    own = (of[id],) if of.get(id) else ()
    return tuple(dict.fromkeys((*own, *stated.get(id, ()), *known.get(id, ()))))


def _order(of: Mapping[str, str], near: Near) -> tuple[str, ...]:
    """The largest lane first, then always the one most joined to those above it."""
    size = Counter(of.values())
    joined: dict[str, Counter[str]] = defaultdict(Counter)
    for id, others in near.items():
        lane = of.get(id, "")
        for other, weight in others:
            if (beside := of.get(other, "")) != lane:
                joined[lane][beside] += weight
    found: list[str] = []
    rest = sorted(size, key=lambda c: (-size[c], c))
    while rest:
        best = min(rest, key=lambda c: (-sum(joined[c][p] for p in found), -size[c], c))
        found.append(best)
        rest.remove(best)
    return tuple(c for c in found if c)
