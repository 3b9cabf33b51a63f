"""How a loss spreads: from what is lost to those who take it in, to what they make, and on; each share bounded.

A shortage is shared in proportion to need, what stated makers do not supply is taken to come from elsewhere as before,
and an actor makes as much as its scarcest input allows. Through materials nobody is stated to make, a loss passes on
as possible only (nothing at least), and only if no usual way does without it; nor does it pass through what is worn
out and comes back as waste. Each flow is looked at once; what feeds itself is bounded by all of it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

import networkx as nx

from graph.chain.makers import doers, usual
from graph.chain.needs import Needs, least, most
from graph.chain.supply import ZERO, Holding, Range, Supplies, total
from graph.record import Statement, Step

ONE = Decimal(1)
Share = tuple[Decimal, Decimal]  # the least and the most of it that is lost, of one
Unit = tuple[str, str]  # who makes what; "" for one who only takes in
Node = str | Unit  # a material or a unit
NONE: Share = (ZERO, ZERO)


@dataclass(frozen=True, slots=True)
class Tie:
    """Why a unit depends on a material: a reference step, or a statement; `certain` if it has no other way."""

    material: str
    certain: bool
    step: Step | None = None
    statement: Statement | None = None


class Impact:
    """The shares lost of materials and of what units make, given what is lost at the start."""

    def __init__(self, supplies: Supplies, units: Mapping[Unit, Share], gone: frozenset[str]) -> None:
        self.index, self.supplies, self.needs = supplies.index, supplies, Needs(supplies)
        self._start, self._gone = units, gone
        self.depth: dict[Node, int] = {}
        self.ties: dict[Unit, list[Tie]] = {}
        self._flow: nx.DiGraph[Node] = nx.DiGraph()
        self._explore()
        self.shares: dict[Node, Share] = {}
        self._reckon()

    # What depends on what

    def _explore(self) -> None:
        """Every material and unit that the start can reach, nearest first."""
        begin: list[Node] = [*sorted(self._gone), *sorted(self._start)]
        self.depth = dict.fromkeys(begin, 0)
        waiting = deque(begin)
        while waiting:
            node = waiting.popleft()
            self._flow.add_node(node)
            for other in dict.fromkeys(self._onward(node)):
                self._flow.add_edge(node, other)
                if other not in self.depth:
                    self.depth[other] = self.depth[node] + isinstance(node, str)
                    waiting.append(other)

    def _onward(self, node: Node) -> Iterator[Node]:
        if isinstance(node, str):
            yield from self._dependents(node)
        elif node[1]:
            yield node[1]
            yield from self._above(node[1])

    def _above(self, material: str) -> Iterator[str]:
        """The concepts a material is a kind of: whoever takes one of these in may take it."""
        seen, waiting = {material}, deque([material])
        while waiting:
            entity = self.index.entities.get(waiting.popleft())
            for broader in entity.broader if entity is not None else ():
                if broader not in seen:
                    seen.add(broader)
                    waiting.append(broader)
                    yield broader

    def _dependents(self, material: str) -> Iterator[Node]:
        linked: set[Unit] = set()
        for tie, product in self._ties(material):
            units = list(self._units(product, tie))
            for unit, held in units:
                linked.add(unit)
                self._tie(unit, held)
                yield unit
            if not units and not self.supplies.of(product).holdings and _passes(tie, product):
                yield product
        for unit, tie in self._takers(material, linked):
            self._tie(unit, tie)
            yield unit

    def _tie(self, unit: Unit, tie: Tie) -> None:
        self.ties.setdefault(unit, []).append(tie)

    def _ties(self, material: str) -> Iterator[tuple[Tie, str]]:
        """What is made of a material, or with its help: by reference steps, and as texts say."""
        for step in self.needs.takers.get(material, ()):
            for product in (*step.materials("output"), *step.materials("byproduct")):
                if not self._used_up(material, product, step):
                    yield Tie(material, True, step=step), product
        for statement in self.index.of(material, "madeFrom", "recycledFrom"):
            if statement.origin != "Reference":
                yield Tie(material, False, statement=statement), statement.subject

    def _used_up(self, material: str, product: str, step: Step) -> bool:
        """Whether a product only comes back as waste when its use ends, which is years after it was made."""
        worn_out = product in step.materials("output") and "Waste" in self.index.matter(product).types
        return worn_out and "Waste" not in self.index.matter(material).types

    def _units(self, product: str, tie: Tie) -> Iterator[tuple[Unit, Tie]]:
        """Who makes a product, each with how sure it is that this tie binds."""
        for holding in self.supplies.of(product, self.needs.kinds(product)).holdings:
            ways = self.needs.ways(product, holding)
            if tie.step is not None and tie.step not in ways and (ways or product in tie.step.materials("output")):
                continue
            certain = bool(ways) and all(tie.material in way.materials("input") for way in ways)
            for made in holding.materials:
                yield (holding.subject.id, made), Tie(tie.material, certain, tie.step, tie.statement)

    def _takers(self, material: str, linked: set[Unit]) -> Iterator[tuple[Unit, Tie]]:
        """Who is stated to take it in, by what it makes; of several things, those it is known to go into."""
        for statement in doers(self.index, (material,), "consumes", "recycles"):
            units = self._of_actor(statement.subject)
            known = [unit for unit in units if unit in linked]
            certain = bool(known) or len(units) <= 1
            for unit in known or units or [(statement.subject, "")]:
                yield unit, Tie(material, certain, statement=statement)

    def _of_actor(self, actor: str) -> list[Unit]:
        """What an actor makes, itself or by its projects."""
        own = (actor, *(s.target for s in self.index.about(actor, "undertakes", "operates")))
        made = self.supplies.products(actor)
        return [(who, m) for m in sorted(made) for who in own if self.supplies.held(m, who) is not None]

    # How much of it is lost

    def _reckon(self) -> None:
        order = {node: number for number, node in enumerate(self.depth)}
        loops = nx.condensation(self._flow)
        self._loop: dict[Node, int] = loops.graph["mapping"]
        for group in nx.lexicographical_topological_sort(
            loops, key=lambda n: min(map(order.__getitem__, _in(loops, n)))
        ):
            members = sorted(_in(loops, group), key=order.__getitem__)
            for node in members:
                self.shares[node] = self._material(node) if isinstance(node, str) else self._unit(node)
            if len(members) > 1:
                self._bound(members)

    def _bound(self, members: list[Node]) -> None:
        """Of a loop of stated makers, all may be lost: how a loss comes round again is not followed."""
        kept = [n for n in members if not isinstance(n, str) or self.supplies.of(n).holdings]
        for loop in nx.strongly_connected_components(self._flow.subgraph(kept)):
            for node in loop if len(loop) > 1 else ():
                low, high = self.shares[node]
                self.shares[node] = (low, ONE if high else high)

    def _unit(self, unit: Unit) -> Share:
        """As much as of its scarcest input, or of itself."""
        found = [self._start.get(unit, NONE)]
        for tie in self.hits(unit):
            low, high = self.shares[tie.material]
            found.append((low if tie.certain else ZERO, high))
        return max(low for low, _ in found), max(high for _, high in found)

    def hits(self, unit: Unit) -> list[Tie]:
        """The ties by which a loss reaches a unit; through what nobody is stated to make none comes back round."""
        ties = self.ties.get(unit, ())
        return [tie for tie in ties if self.shares.get(tie.material, NONE)[1] and not self._comes_round(tie, unit)]

    def _comes_round(self, tie: Tie, unit: Unit) -> bool:
        material = tie.material
        if self._loop[material] != self._loop[unit] or material in self._gone or self.supplies.of(material).holdings:
            return False
        passed = (self.depth[m] for m in (unit[1], *self._above(unit[1])) if m in self.depth)
        return any(depth <= self.depth[material] for depth in passed)

    def _material(self, material: str) -> Share:
        """The part of its use that is lost with those who make it."""
        if material in self._gone:
            return ONE, ONE
        holdings = self.supplies.of(material).holdings
        if not holdings:
            before = (self.shares.get(node, NONE) for node in self._flow.pred[material])
            return ZERO, max((high for _, high in before), default=ZERO) if self._reached(material) else ZERO
        lost = [(h, self.of_holding(h)) for h in holdings]
        if not any(high for _, (_, high) in lost):
            return NONE
        gone = sum((h.low * low for h, (low, _) in lost), ZERO), total(_times(h.high, high) for h, (_, high) in lost)
        rest = (
            sum((h.low * (1 - high) for h, (_, high) in lost), ZERO),
            total(_times(h.high, 1 - low) for h, (low, _) in lost),
        )
        needs = self.needs.of(material)
        return use_lost(gone, rest, (least(needs), most(needs)))

    def _reached(self, material: str) -> bool:
        """Whether every usual way to what nobody is stated to make takes in something lost, or a text says so."""
        said = (s for s in self.index.about(material, "madeFrom", "recycledFrom") if s.origin != "Reference")
        ways = usual(self.needs.routes.get(material, ()))
        if not ways or any(self._may_lack(s.target) for s in said):
            return True
        return all(any(self._may_lack(m) for m in way.materials("input")) for way in ways)

    def _may_lack(self, material: str) -> bool:
        """Whether some of it is lost, or may be by a loop that is not reckoned yet."""
        return material in self._flow and bool(self.shares.get(material, (ZERO, ONE))[1])

    def of_holding(self, holding: Holding) -> Share:
        """The share lost of what an actor makes, of several kinds the least and the most."""
        found = [self.shares.get((holding.subject.id, m), NONE) for m in holding.materials]
        return min(low for low, _ in found), max(high for _, high in found)


def _in(loops: nx.DiGraph[int], group: int) -> set[Node]:
    found: set[Node] = loops.nodes[group]["members"]
    return found


def _passes(tie: Tie, product: str) -> bool:
    """Whether a loss goes on through a product nobody is stated to make: as what a step is run for."""
    return tie.step is None or product in tie.step.materials("output")


def _times(amount: Decimal | None, share: Decimal) -> Decimal | None:
    return ZERO if not share else None if amount is None else amount * share


def use_lost(lost: Range, rest: Range, need: Range) -> Share:
    """The part of a need that is no longer met when `lost` goes and `rest` stays, at least and at most.

    >>> use_lost((Decimal(30), Decimal(30)), (Decimal(70), Decimal(70)), (Decimal(80), Decimal(80)))
    (Decimal('0.125'), Decimal('0.125'))
    """
    low = ZERO
    if rest[1] is not None and need[1] is not None:
        low = min(_unmet(lost[0], rest[1], need[0]), _unmet(lost[0], rest[1], need[1]))
    return low, _most_lost(lost[1], rest[0], need)


def _most_lost(lost: Decimal | None, rest: Decimal, need: Range) -> Decimal:
    """It is most where the need is just what there was."""
    if lost == ZERO:
        return ZERO
    if lost is None:
        return max(ZERO, 1 - rest / need[1]) if need[1] else ONE
    before = rest + lost
    worst = max(need[0], before if need[1] is None else min(before, need[1]))
    return _unmet(lost, rest, worst) if worst else ONE


def _unmet(lost: Decimal, rest: Decimal, need: Decimal) -> Decimal:
    return (min(rest + lost, need) - min(rest, need)) / need if need else ZERO
