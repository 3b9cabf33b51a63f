"""What stands upstream and downstream of a node, and the ways between two: walks over flows, each edge with its words.

A material leads on to what it is made from (or made into) and to the actors beside it. An actor met on the way leads
on to those it buys from or sells to, and to its other materials only if it makes a single thing: of an enterprise with
many products nobody can tell which of its inputs goes into which. An actor asked about leads to all of its own.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.chain.flows import Chain, entity_of, index_of
from graph.chain.index import Backed, Evidence, first_words, origins
from graph.chain.results import Results, Row
from graph.errors import QueryError
from graph.model import Entity, Kind, Origin
from graph.record import Statement

_MOST_PATHS, _LONGEST, _DETOUR = 10, 12, 3
ORIGINS = ("Stated", "Derived", "Reference")
Grounds = Origin | Iterable[Origin] | None
Kinds = Kind | Iterable[Kind] | None
Hop = tuple[str, str, Statement]  # upstream end, downstream end


@dataclass(frozen=True, slots=True)
class Edge(Backed):
    """A flow from `source` to `target`, with the statement that says it ("A madeFrom B" flows from B to A)."""

    source: Entity
    target: Entity

    def __str__(self) -> str:
        of, statement = self.index, self.statement
        return f"{of.label(statement.subject)} {of.relation(statement.predicate)} {of.label(statement.target)}"


@dataclass(frozen=True, slots=True)
class Reached:
    """An entity at `depth` flows from where the walk began, by the edges that first lead there."""

    entity: Entity
    depth: int
    stage: str
    edges: tuple[Edge, ...]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words behind all of its edges."""
        return tuple(dict.fromkeys(e for edge in self.edges for e in edge.evidence))

    def record(self) -> Row:
        """Its row in a table."""
        origin = min((edge.origin for edge in self.edges), key=ORIGINS.index)
        by = "；".join(sorted(map(str, self.edges)))
        row: Row = {"depth": self.depth, "name": self.entity.label, "kind": self.entity.kind, "stage": self.stage}
        return row | {"origin": origin, "by": by, **first_words(self.evidence)}


@dataclass(frozen=True, slots=True)
class Path:
    """A way from one entity to another along the flow."""

    edges: tuple[Edge, ...]

    @property
    def entities(self) -> tuple[Entity, ...]:
        """All that it passes, both ends included."""
        return (self.edges[0].source, *(edge.target for edge in self.edges))

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words behind all of its edges."""
        return tuple(dict.fromkeys(e for edge in self.edges for e in edge.evidence))

    def __str__(self) -> str:
        return " → ".join(entity.label for entity in self.entities)

    def record(self) -> Row:
        """Its row in a table."""
        grounds = "、".join(edge.origin for edge in self.edges)
        return {"path": str(self), "length": len(self.edges), "origins": grounds, **first_words(self.evidence)}


def upstream(
    chain: Chain, node: str, depth: int | None = None, *, origin: Grounds = None, to: Kinds = None
) -> Results[Reached]:  # fmt: skip
    """What flows into a node, nearest first; of one depth in the order of stages. Linear in what is visited.

    `depth` bounds the number of flows, `origin` the ground of each, `to` the kinds of what is listed.

    Raises:
        QueryError: the chain has no such node.
    """
    return _reached(chain, node, _scope(depth, origin, to), forward=False)


def downstream(
    chain: Chain, node: str, depth: int | None = None, *, origin: Grounds = None, to: Kinds = None
) -> Results[Reached]:  # fmt: skip
    """What a node flows into; as `upstream`."""
    return _reached(chain, node, _scope(depth, origin, to), forward=True)


def paths(chain: Chain, start: str, end: str, *, origin: Grounds = None, most: int = _MOST_PATHS) -> Results[Path]:
    """The ways along the flow from `start` to `end`, shortest first, at most `most`.

    None is more than three flows longer than the shortest, nor longer than twelve.

    Raises:
        QueryError: the chain has no such node.
    """
    walk = _Walk(chain, origins(origin), forward=True)
    ahead = walk.distances_to(_node(chain, start), _node(chain, end))
    found: list[Path] = []
    shortest = ahead.get(start, 0)
    for length in range(shortest, min(_LONGEST, shortest + _DETOUR) + 1 if shortest else 0):
        found.extend(_path(chain, hops) for hops in walk.simple(start, end, length, ahead, most - len(found)))
    return Results(found)


def _node(chain: Chain, node: str) -> str:
    if node not in chain:
        raise QueryError(
            "not a material or an actor of this chain / 不在产业链的物料与主体之中", index_of(chain).label(node)
        )
    return node


def _edge(chain: Chain, hop: Hop) -> Edge:
    source, target, statement = hop
    return Edge(statement, index_of(chain), entity_of(chain, source), entity_of(chain, target))


def _path(chain: Chain, hops: Iterable[Hop]) -> Path:
    return Path(tuple(_edge(chain, hop) for hop in hops))


@dataclass(frozen=True, slots=True)
class _Scope:
    """How far to walk, over what, and what to list; no kinds means all."""

    depth: int | None
    allowed: frozenset[str]
    kinds: frozenset[str]


def _scope(depth: int | None, origin: Grounds, to: Kinds) -> _Scope:
    return _Scope(depth, origins(origin), frozenset({to} if isinstance(to, str) else to or ()))


def _reached(chain: Chain, node: str, scope: _Scope, *, forward: bool) -> Results[Reached]:
    walk = _Walk(chain, scope.allowed, forward=forward)
    stages = {name: number for number, name in enumerate(index_of(chain).vocabulary.concepts("Stage"))}
    found = []
    for other, (distance, hops) in walk.breadth_first(_node(chain, node), scope.depth).items():
        data = chain.nodes[other]
        if not scope.kinds or data["kind"] in scope.kinds:
            edges = tuple(_edge(chain, hop) for hop in hops)
            found.append(Reached(data["entity"], distance, data["stage"], edges))
    return Results(sorted(found, key=lambda r: (r.depth, stages.get(r.stage, len(stages)), r.entity.kind, r.entity.id)))


class _Walk:
    """Steps from node to node in one direction, over edges on the grounds allowed."""

    def __init__(self, chain: Chain, allowed: frozenset[str], *, forward: bool) -> None:
        self._chain, self._allowed, self._forward = chain, allowed, forward

    def _beside(self, node: str, *, forward: bool) -> Iterator[tuple[str, list[Statement]]]:
        """The neighbours of a node in one direction, each with the statements that lead there."""
        links = self._chain.succ[node] if forward else self._chain.pred[node]
        for other, keyed in links.items():
            said = [data["statement"] for data in keyed.values() if data["origin"] in self._allowed]
            if said:
                yield other, said

    def _is_actor(self, node: str) -> bool:
        return bool(self._chain.nodes[node]["kind"] != "Material")

    def steps(self, node: str, *, begins: bool) -> Iterator[tuple[str, list[Statement], str]]:
        """Where a walk goes on to from a node, and the node the flow leaves (of an actor asked about, a product)."""
        if not self._is_actor(node):
            yield from ((other, said, node) for other, said in self._beside(node, forward=self._forward))
            return
        back = [other for other, _ in self._beside(node, forward=not self._forward) if not self._is_actor(other)]
        for other, said in self._beside(node, forward=self._forward):
            if begins or self._is_actor(other) or len(back) <= 1:
                yield other, said, node
        for material in back if begins else ():
            for other, said in self._beside(material, forward=self._forward):
                if other != node and not self._is_actor(other):
                    yield other, said, material

    def breadth_first(self, start: str, depth: int | None) -> dict[str, tuple[int, list[Hop]]]:
        """Every node reached, at its distance, with all hops that reach it from the distance before."""
        found: dict[str, tuple[int, list[Hop]]] = {}
        waiting = deque([(start, 0)])
        while waiting:
            node, distance = waiting.popleft()
            if depth is not None and distance >= depth:
                break
            for other, said, leaves in self.steps(node, begins=node == start):
                if other == start:
                    continue
                if other not in found:
                    found[other] = distance + 1, []
                    waiting.append((other, distance + 1))
                if found[other][0] == distance + 1:
                    found[other][1].extend(self._hop(leaves, other, statement) for statement in said)
        return found

    def _hop(self, node: str, other: str, statement: Statement) -> Hop:
        return (node, other, statement) if self._forward else (other, node, statement)

    def distances_to(self, start: str, end: str) -> dict[str, int]:
        """How many hops at least lead from each node to the end, among those on the way from the start."""
        back = _Walk(self._chain, self._allowed, forward=not self._forward)
        distance = {end: 0}
        waiting = deque([end])
        while waiting:
            node = waiting.popleft()
            for other, _ in back._beside(node, forward=back._forward):
                if other not in distance and distance[node] < _LONGEST:
                    distance[other] = distance[node] + 1
                    waiting.append(other)
        return distance if start in distance else {}

    def simple(self, start: str, end: str, length: int, ahead: dict[str, int], most: int) -> Iterator[list[Hop]]:
        """The ways of exactly `length` hops that pass no node twice, at most `most`."""
        trail: list[Hop] = []
        given = 0

        def go(node: str, passed: frozenset[str]) -> Iterator[list[Hop]]:
            nonlocal given
            if node == end:
                if len(trail) == length:
                    given += 1
                    yield list(trail)
                return
            for other, said, leaves in sorted(self.steps(node, begins=node == start), key=lambda step: step[0]):
                left = length - len(trail) - 1
                if given < most and other not in passed and ahead.get(other, _LONGEST + 1) <= left:
                    trail.append(self._hop(leaves, other, said[0]))
                    yield from go(other, passed | {other})
                    trail.pop()

        yield from go(start, frozenset({start}))
