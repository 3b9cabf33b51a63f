"""Which column each entity stands in: what is taken in before what is made of it, no stage before an earlier one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from graph.model import Kind
from graph.page.view import Arrow, View

ACTORS = frozenset[Kind]({"Company", "Project", "Facility"})
Links = Mapping[str, Sequence[str]]


def columns(view: View, stage: Mapping[str, int], members: Iterable[str]) -> dict[str, int]:
    """A column for each of these entities, counted from 0, none of them empty.

    >>> columns(View((), (), (), ()), {}, ())
    {}
    """
    inside = sorted(members)
    kind = {e.id: e.kind for e in view.chain}
    arrows = [a for a in view.inner() if {a.source, a.target} <= set(inside)]
    flows = [a for a in arrows if a.flows]
    moving = {end for a in flows for end in (a.source, a.target)}
    settled = [i for i in inside if i in moving or kind[i] == "Material"]
    level = _levels(settled, [a for a in flows if stage[a.source] <= stage[a.target]], kind, stage)
    placed = _stepped(_attach(inside, arrows, level, stage), arrows)
    used = {c: n for n, c in enumerate(sorted(set(placed.values())))}
    return {i: used[c] for i, c in placed.items()}


def _levels(
    members: Sequence[str], flows: Iterable[Arrow], kind: Mapping[str, Kind], stage: Mapping[str, int]
) -> dict[str, int]:
    """Longest way from what is taken in; makers stand right before the first thing that they make."""
    links: dict[str, list[str]] = defaultdict(list)
    for arrow in flows:
        links[arrow.source].append(arrow.target)
    after = _acyclic(members, links)
    base = _bases({stage[i] for i in members}, {stage[i] for i in members if kind[i] in ACTORS})
    level = _longest(members, after, {i: base[stage[i]] - (kind[i] in ACTORS) for i in members})
    for i in sorted(members, key=lambda i: -level[i]):
        if kind[i] in ACTORS and after.get(i):
            level[i] = max(level[i], min(level[t] for t in after[i]) - 1)
    return level


def _bases(stages: set[int], staffed: set[int]) -> dict[int, int]:
    """The first column for materials of each stage, with one before it where somebody makes them."""
    found = {}
    free = 0
    for number in sorted(stages):
        free += number in staffed
        found[number] = free
        free += 1
    return found


def _acyclic(members: Sequence[str], after: Links) -> dict[str, list[str]]:
    """The same links without those that close a loop, found depth first from the sources on."""
    targets = {t for ts in after.values() for t in ts}
    state: dict[str, int] = {}
    kept: dict[str, list[str]] = defaultdict(list)
    for root in sorted(members, key=lambda i: (i in targets, i)):
        if root not in state:
            _walk(root, after, state, kept)
    return kept


def _walk(root: str, after: Links, state: dict[str, int], kept: dict[str, list[str]]) -> None:
    open_, done = 1, 2
    state[root] = open_
    stack = [(root, iter(after.get(root, ())))]
    while stack:
        node, rest = stack[-1]
        target = next(rest, None)
        if target is None:
            state[node] = done
            stack.pop()
        elif state.get(target) != open_:
            kept[node].append(target)
            if target not in state:
                state[target] = open_
                stack.append((target, iter(after.get(target, ()))))


def _longest(members: Sequence[str], after: Links, floor: Mapping[str, int]) -> dict[str, int]:
    level = dict(floor)
    waiting = dict.fromkeys(members, 0)
    for targets in after.values():
        for target in targets:
            waiting[target] += 1
    ready = [i for i in members if not waiting[i]]
    while ready:
        node = ready.pop()
        for target in after.get(node, ()):
            level[target] = max(level[target], level[node] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    return level


def _attach(
    members: Sequence[str], arrows: Iterable[Arrow], level: Mapping[str, int], stage: Mapping[str, int]
) -> dict[str, int]:
    """Those outside the flow stand by those they belong to: owners before, what they own after, else by stage."""
    after: dict[str, list[str]] = defaultdict(list)
    before: dict[str, list[str]] = defaultdict(list)
    for arrow in arrows:
        if not arrow.flows:
            after[arrow.source].append(arrow.target)
            before[arrow.target].append(arrow.source)
    placed = dict(level)
    loose = [i for i in members if i not in placed]
    while ready := {i: c for i in loose if (c := _beside(i, placed, after, before)) is not None}:
        placed |= ready
        loose = [i for i in loose if i not in placed]
    first = {stage[i]: c for i, c in sorted(level.items(), key=lambda p: -p[1])}
    return placed | {i: first.get(stage[i], 0) for i in loose}


def _stepped(placed: Mapping[str, int], arrows: Sequence[Arrow]) -> dict[str, int]:
    """Who owns something in the same column steps back one, unless what it takes in stands there."""
    found = dict(placed)
    fed = {(a.target, found[a.source]) for a in arrows if a.flows}
    for arrow in sorted(arrows, key=lambda a: (-found[a.source], a.source, a.target)):
        start = found[arrow.source]
        if not arrow.flows and start == found[arrow.target] and (arrow.source, start - 1) not in fed:
            found[arrow.source] = start - 1
    return found


def _beside(id: str, placed: Mapping[str, int], after: Links, before: Links) -> int | None:
    owned = [placed[n] for n in after.get(id, ()) if n in placed]
    if owned:
        return min(owned) - 1
    owners = [placed[n] for n in before.get(id, ()) if n in placed]
    return max(owners) + 1 if owners else None
