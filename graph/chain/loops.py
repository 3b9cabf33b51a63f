"""Loops of a chain: waste that becomes a product and arises from it again, and waste of one that feeds another."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import networkx as nx

from graph.chain.flows import Chain, entity_of, index_of
from graph.chain.index import Evidence, Index, first_words
from graph.chain.reach import ORIGINS, Edge
from graph.chain.results import Results, Row
from graph.model import Entity
from graph.record import Statement

KIND_OF = "skos:broader"
_LONGEST = 12
_RECYCLING = ("recycledFrom", "recycles")
_TAKING = ("recycles", "consumes")
Sort = Literal["Closed", "Exchange"]
Trail = tuple[Statement, str, str]  # what says it, upstream end, downstream end


@dataclass(frozen=True, slots=True)
class Loop:
    """A round of flows through waste that texts say is taken in.

    `Closed`: what is recovered leads, flow by flow, back to the waste it came from. `Exchange`: what one step or actor
    leaves over is taken in by another actor. `actors` are those a text says take the waste in. An edge of skos:broader
    joins a material and a kind of it. What no text states is reference knowledge: such a loop could run, and `stated`
    tells which of its edges texts bear.
    """

    sort: Sort
    waste: Entity
    edges: tuple[Edge, ...]
    actors: tuple[Entity, ...] = ()

    @property
    def entities(self) -> tuple[Entity, ...]:
        """All that it passes, in the order of the flow; a closed loop ends where it began."""
        return (self.edges[0].source, *(edge.target for edge in self.edges))

    @property
    def stated(self) -> tuple[Edge, ...]:
        """The edges that texts state, or that follow from what they state."""
        return tuple(edge for edge in self.edges if edge.origin != "Reference")

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words of texts first, also of who takes the waste in, then what domain knowledge cites."""
        index, waste = self.edges[0].index, self.waste.id
        taken = (s for actor in self.actors for s in index.about(actor.id, *_TAKING) if s.target == waste)
        said = sorted((edge.statement for edge in self.edges), key=lambda s: ORIGINS.index(s.origin))
        return tuple(dict.fromkeys(e for statement in (*taken, *said) for e in index.evidence(statement)))

    def __str__(self) -> str:
        return " → ".join(entity.label for entity in self.entities)

    def record(self) -> Row:
        """Its row in a table."""
        actors = "、".join(actor.label for actor in self.actors)
        row: Row = {"sort": self.sort, "waste": self.waste.label, "loop": str(self), "actors": actors}
        return row | {"length": len(self.edges), "stated": len(self.stated), **first_words(self.evidence)}


def loops(chain: Chain, longest: int = _LONGEST) -> Results[Loop]:
    """Every loop through waste that a text says is taken in or recovered, by waste; none longer than `longest` edges.

    The shortest way round is given for each product stated to be recovered from the waste (where that is several
    metals, for each of them), and, where texts name none, for the waste itself.

    >>> from graph import example
    >>> known = example()
    >>> [(loop.sort, loop.waste.label) for loop in loops(known.flows)]
    [('Closed', '废锂电池'), ('Exchange', '废锂电池')]
    """
    index, rounds = index_of(chain), _rounds(chain)
    found: list[Loop] = []
    for waste, actors in _wastes(index).items():
        for start in _starts(index, rounds, waste) if waste in rounds else ():
            back = _shortest(chain, rounds, start[-1][2] if start else waste, waste, longest - len(start))
            if back is not None:
                edges = tuple(_edge(chain, trail) for trail in (*start, *back))
                found.append(Loop("Closed", entity_of(chain, waste), edges, actors))
    found.extend(_exchanges(chain))
    each = {(loop.sort, loop.waste.id, str(loop)): loop for loop in reversed(found)}
    return Results(each[key] for key in sorted(each))


def _wastes(index: Index) -> dict[str, tuple[Entity, ...]]:
    """Each waste that texts say is recycled or recovered from, with who takes it in."""
    found: dict[str, list[Entity]] = {}
    for statement in index.record.statements:
        if statement.predicate in _RECYCLING and statement.origin != "Reference":
            takers = found.setdefault(statement.target, [])
            if statement.predicate == "recycles" and statement.subject in index.entities:
                takers.append(index.entities[statement.subject])
    return {waste: tuple(dict.fromkeys(takers)) for waste, takers in sorted(found.items())}


def _starts(index: Index, rounds: nx.DiGraph[str], waste: str) -> Iterator[tuple[Trail, ...]]:
    """The first edges of the ways round: to each product stated to be recovered, else none."""
    stated = [s for s in index.of(waste, "recycledFrom") if s.origin != "Reference" and s.subject in rounds]
    for statement in stated:
        first = (statement, waste, statement.subject)
        yield from ((first, *up) for up in _metals(index, statement.subject))
    if not stated:
        yield ()


def _metals(index: Index, material: str) -> Iterator[tuple[Trail, ...]]:
    """From a material of several metals to each of them (镍钴 is 镍 and 钴); from any other, nothing."""
    found = False
    for group in (material, *index.entities[material].broader):
        elements = index.matter(group).elements
        for kind in index.kinds(group) if len(elements) > 1 else ():
            own = index.matter(kind).elements
            if len(own) == 1 and own < elements:
                found = True
                up = ((_is_kind(material, group), material, group),) if group != material else ()
                yield (*up, (_is_kind(kind, group), group, kind))
    if not found:
        yield ()


def _is_kind(narrow: str, broad: str) -> Statement:
    return Statement(narrow, KIND_OF, broad, "Reference")


def _rounds(chain: Chain) -> nx.DiGraph[str]:
    """The flows with one edge, the surest, where there are several; and edges from a material to its kinds."""
    index = index_of(chain)
    found: nx.DiGraph[str] = nx.DiGraph()
    found.add_nodes_from(chain)
    for source, target, data in chain.edges(data=True):
        said: Statement = data["statement"]
        rank = ORIGINS.index(said.origin)
        if not found.has_edge(source, target) or rank < ORIGINS.index(found[source][target]["statement"].origin):
            found.add_edge(source, target, statement=said)
    for entity in index.record.entities:
        for broader in entity.broader if entity.kind == "Material" else ():
            if entity.id in chain and broader in chain and not found.has_edge(broader, entity.id):
                found.add_edge(broader, entity.id, statement=_is_kind(entity.id, broader))
    return found


def _shortest(chain: Chain, rounds: nx.DiGraph[str], start: str, end: str, longest: int) -> tuple[Trail, ...] | None:
    """The shortest way over materials from `start` to `end`, which may be the same; None if there is none."""
    came: dict[str, Trail] = {}
    waiting = deque([(start, 0)])
    while waiting:
        node, length = waiting.popleft()
        for other, data in sorted(rounds.succ[node].items()) if length < longest else ():
            if other not in came and (other != start or start == end) and chain.nodes[other]["kind"] == "Material":
                came[other] = data["statement"], node, other
                if other == end:
                    return _back(came, start, end)
                waiting.append((other, length + 1))
    return None


def _back(came: Mapping[str, Trail], start: str, end: str) -> tuple[Trail, ...]:
    trails = [came[end]]
    while trails[-1][1] != start:
        trails.append(came[trails[-1][1]])
    return tuple(reversed(trails))


def _exchanges(chain: Chain) -> Iterator[Loop]:
    """What is left over somewhere and a text says an actor takes in."""
    index = index_of(chain)
    for statement in index.record.statements:
        waste = statement.object if statement.predicate in _TAKING and statement.origin == "Stated" else ""
        if isinstance(waste, str) and waste in chain and statement.subject in chain:
            taken = _edge(chain, (statement, waste, statement.subject))
            for given in _givers(index, waste, statement.subject):
                yield Loop("Exchange", entity_of(chain, waste), (_edge(chain, given), taken), (taken.target,))


def _givers(index: Index, waste: str, taker: str) -> Iterator[Trail]:
    """Who is stated to give off waste or a by-product; else, of waste, the materials it is known to come from."""
    is_waste = "Waste" in index.matter(waste).types
    stated = [s for s in index.of(waste, "produces") if s.subject != taker and s.origin == "Stated"]
    if is_waste or _is_byproduct(index, waste):
        yield from ((s, s.subject, waste) for s in stated if s.subject in index.entities)
    if is_waste and not stated:
        known = index.about(waste, "madeFrom", "recycledFrom")
        yield from ((s, s.target, waste) for s in known if s.target in index.entities)


def _is_byproduct(index: Index, material: str) -> bool:
    steps = {p for s in index.about(material, "madeFrom", "recycledFrom") for p in s.premises if p in index.steps}
    return any(material in index.steps[step].materials("byproduct") for step in steps)


def _edge(chain: Chain, trail: Trail) -> Edge:
    statement, source, target = trail
    return Edge(statement, index_of(chain), entity_of(chain, source), entity_of(chain, target))
