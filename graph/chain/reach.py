"""What stands upstream and downstream of a node, and the ways between two: walks over flows, each edge with its words.

A material leads on to what it is made from (or made into) and to the actors beside it. An actor met on the way leads
on to those it buys from or sells to, and to its other materials only if it makes a single thing: of an enterprise with
many products nobody can tell which of its inputs goes into which. An actor asked about leads to all of its own.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

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
        return self.index.told(self.statement)


@dataclass(frozen=True, slots=True)
class Reached:
    """An entity at `depth` flows from where the walk began, by the edges that first lead there."""

    entity: Entity
    depth: int
    stage: str
    walk: _Walk = field(repr=False, compare=False)

    @property
    def edges(self) -> tuple[Edge, ...]:
        """The flows that lead there from one depth less; made when asked for, as there may be very many."""
        return tuple(_edge(self.walk.chain, hop) for hop in self.walk.hops_to(self.entity.id))

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words behind all of its edges."""
        return tuple(dict.fromkeys(e for edge in self.edges for e in edge.evidence))

    def record(self) -> Row:
        """Its row in a table."""
        edges = self.edges
        origin = min((edge.origin for edge in edges), key=ORIGINS.index)
        by = "；".join(sorted(map(str, edges)))
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
        QueryError: the chain has no such node, or there is no such depth, origin or kind.

    >>> from graph import example
    >>> known = example()
    >>> [reached.entity.label for reached in upstream(known.flows, "material/硫酸镍", 1, origin="Stated")]
    ['废锂电池', '年产3万吨硫酸镍项目']
    """
    return _reached(chain, node, _scope(chain, depth, origin, to), forward=False)


def downstream(
    chain: Chain, node: str, depth: int | None = None, *, origin: Grounds = None, to: Kinds = None
) -> Results[Reached]:  # fmt: skip
    """What a node flows into; as `upstream`.

    >>> from graph import example
    >>> known = example()
    >>> [reached.entity.label for reached in downstream(known.flows, "material/硫酸镍", 1, origin="Stated")]
    ['青石材料有限公司']
    """
    return _reached(chain, node, _scope(chain, depth, origin, to), forward=True)


def paths(chain: Chain, start: str, end: str, *, origin: Grounds = None, most: int = _MOST_PATHS) -> Results[Path]:
    """The ways along the flow from `start` to `end`, shortest first, at most `most`.

    None is more than three flows longer than the shortest, nor longer than twelve.

    Raises:
        QueryError: the chain has no such node.

    >>> from graph import example
    >>> known = example()
    >>> [str(path) for path in paths(known.flows, "material/废锂电池", "material/硫酸镍", origin="Stated")]
    ['废锂电池 → 硫酸镍']
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


def _scope(chain: Chain, depth: int | None, origin: Grounds, to: Kinds) -> _Scope:
    kinds, known = frozenset({to} if isinstance(to, str) else to or ()), index_of(chain).vocabulary.kinds
    if depth is not None and depth < 0:
        raise QueryError("no number of flows / 步数不对", str(depth), "give 0 or more")
    if odd := sorted(kinds - set(known)):
        raise QueryError("no such kind / 没有这个类别", "、".join(odd), f"give {', '.join(known)}")
    return _Scope(depth, origins(origin), kinds)


def _reached(chain: Chain, node: str, scope: _Scope, *, forward: bool) -> Results[Reached]:
    walk = _Walk(chain, scope.allowed, forward=forward).go(_node(chain, node), scope.depth)
    stages = {name: number for number, name in enumerate(index_of(chain).vocabulary.concepts("Stage"))}
    found, nodes = [], walk.nodes
    for other, depth in walk.depths.items():
        data = nodes[other]
        if depth and (not scope.kinds or data["kind"] in scope.kinds):
            order = depth, stages.get(data["stage"], len(stages)), data["kind"], other
            found.append((order, Reached(data["entity"], depth, data["stage"], walk)))
    found.sort(key=itemgetter(0))
    return Results(reached for _, reached in found)


class _Walk:
    """Steps from node to node in one direction, over edges on the grounds allowed."""

    def __init__(self, chain: Chain, allowed: frozenset[str], *, forward: bool) -> None:
        self.chain, self._allowed, self._forward = chain, allowed, forward
        # The dictionaries behind chain.succ, chain.pred and chain.nodes: the views around them cost more than the walk.
        raw: Any = chain
        self._succ, self._pred, self.nodes = raw._succ, raw._pred, raw._node
        self.depths: dict[str, int] = {}

    def _beside(self, node: str, *, forward: bool) -> list[str]:
        """The neighbours of a node in one direction."""
        links = (self._succ if forward else self._pred)[node]
        if len(self._allowed) == len(ORIGINS):
            return list(links)
        return [other for other, keyed in links.items() if any(d["origin"] in self._allowed for d in keyed.values())]

    def _said(self, node: str, other: str) -> Iterator[Hop]:
        """The flows of a hop, from their upstream to their downstream end."""
        ends = (node, other) if self._forward else (other, node)
        for data in self._succ[ends[0]][ends[1]].values():
            if data["origin"] in self._allowed:
                yield (*ends, data["statement"])

    def _is_actor(self, node: str) -> bool:
        return bool(self.nodes[node]["kind"] != "Material")

    def steps(self, node: str, *, begins: bool) -> list[tuple[str, str]]:
        """Where a walk goes on to, each with what the flow leaves (of an actor asked about, also a product)."""
        if not self._is_actor(node):
            return [(other, node) for other in self._beside(node, forward=self._forward)]
        back = [other for other in self._beside(node, forward=not self._forward) if not self._is_actor(other)]
        through = begins or len(back) <= 1
        found = [(o, node) for o in self._beside(node, forward=self._forward) if through or self._is_actor(o)]
        for material in back if begins else ():
            beyond = self._beside(material, forward=self._forward)
            found.extend((other, material) for other in beyond if other != node and not self._is_actor(other))
        return found

    def go(self, start: str, depth: int | None) -> _Walk:
        """Walk breadth first and note how far each node is."""
        self.depths = {start: 0}
        waiting = deque([start])
        while waiting:
            node = waiting.popleft()
            further = self.depths[node] + 1
            if depth is not None and further > depth:
                break
            for other, _ in self.steps(node, begins=further == 1):
                if other not in self.depths:
                    self.depths[other] = further
                    waiting.append(other)
        return self

    def hops_to(self, node: str) -> Iterator[Hop]:
        """The flows by which a node was reached from one depth less."""
        near = self.depths[node] - 1
        before = self._beside(node, forward=not self._forward) if near else [next(iter(self.depths))]
        for other in before:
            if self.depths.get(other) == near:
                for to, leaves in self.steps(other, begins=not near):
                    yield from self._said(leaves, to) if to == node else ()

    def distances_to(self, start: str, end: str) -> dict[str, int]:
        """How many hops at least lead from each node to the end; nothing if none do from the start."""
        distance = {end: 0}
        waiting = deque([end])
        while waiting:
            node = waiting.popleft()
            for other in self._beside(node, forward=not self._forward):
                if other not in distance and distance[node] < _LONGEST:
                    distance[other] = distance[node] + 1
                    waiting.append(other)
        return distance if start in distance else {}

    def simple(self, start: str, end: str, length: int, ahead: dict[str, int], most: int) -> Iterator[list[Hop]]:
        """The ways of exactly `length` hops that pass no node twice, at most `most`."""
        trail: list[Hop] = []
        given = 0

        def on(node: str, passed: frozenset[str]) -> Iterator[list[Hop]]:
            nonlocal given
            if node == end:
                if len(trail) == length:
                    given += 1
                    yield list(trail)
                return
            for other, leaves in sorted(self.steps(node, begins=node == start)):
                left = length - len(trail) - 1
                if given < most and other not in passed and ahead.get(other, _LONGEST + 1) <= left:
                    trail.append(next(self._said(leaves, other)))
                    yield from on(other, passed | {other})
                    trail.pop()

        yield from on(start, frozenset({start}))
