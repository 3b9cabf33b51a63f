"""A written graph read piece by piece: what is asked for is read from the store, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Protocol, cast

import pyoxigraph as ox

from graph.model import Entity, Kind, Link
from graph.rdf.read import NAMES, Reader
from graph.record import Matter, Source, Statement, Step
from graph.vocab import Vocabulary

Ground = tuple[str, str, str, str]  # subject, predicate, object, origin: the IRIs, in whose order statements stand
_HELD = 200_000  # nodes whose triples are kept
_HOMES = ("derived", "Derived"), ("reference", "Reference")


class Asked(Protocol):
    """What a store is asked for here."""

    def quads_for_pattern(
        self, subject: ox.NamedNode | None, predicate: ox.NamedNode | None, object: ox.NamedNode | None = None
    ) -> Iterable[ox.Quad]:
        """The triples of all graphs together with these ends."""

    def homes(
        self, subject: ox.NamedNode | None, predicate: ox.NamedNode | None, object: ox.NamedNode | None
    ) -> Iterable[tuple[str, str, str]]:
        """Subject, object and the name of the graph of the triples with these ends, as they were told."""


class _Nodes(dict[str, dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]]]):
    """What is said of each node, by the name of the property; read when it is first asked for."""

    def __init__(self, store: Asked, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._store, self._names = store, {vocabulary.iri(name): name for name in NAMES}

    def __missing__(self, node: str) -> dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]]:
        said = defaultdict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]](list)
        for quad in self._store.quads_for_pattern(ox.NamedNode(node), None):
            name = self._names.get(quad.predicate.value)
            if name is not None:
                said[name].append(quad.object)
        if len(self) >= _HELD:
            self.clear()
        self[node] = said
        return said


class Lookup(Reader):
    """The graph of a build by names and ends, each piece as the whole record would have it.

    It goes by what a build writes: for each claim a plain triple, in the graph that says on what ground it stands.
    """

    def __init__(self, store: Asked, vocabulary: Vocabulary) -> None:
        self._start(vocabulary)
        self._store, self._by = store, _Nodes(store, vocabulary)
        self._origins = {vocabulary.graph_iri(home): vocabulary.iri(origin) for home, origin in _HOMES}
        self._stated = vocabulary.iri("Stated")

    def _is(self, node: str, name: str) -> bool:
        return ox.NamedNode(self._vocabulary.iri(name)) in self._by[node]["rdf:type"]

    def _all(self, name: str) -> list[str]:
        wanted = ox.NamedNode(self._vocabulary.iri(name))
        return sorted(self._subjects("rdf:type", wanted))

    def _subjects(self, name: str, thing: ox.NamedNode) -> Iterator[str]:
        predicate = ox.NamedNode(self._vocabulary.iri(name))
        for quad in self._store.quads_for_pattern(None, predicate, thing):
            yield cast(ox.NamedNode, quad.subject).value

    def _node(self, id: str) -> ox.NamedNode:
        return ox.NamedNode(self._vocabulary.entity_iri(id))

    def entity(self, id: str) -> Entity | None:
        """The entity of an id."""
        node = self._vocabulary.entity_iri(id)
        kinds = [kind for kind in self._vocabulary.kinds if self._is(node, kind)]
        return self._entity(node, cast(Kind, kinds[-1])) if kinds else None

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of all entities, kind by kind."""
        return tuple(dict.fromkeys(self._id(node) for kind in self._vocabulary.kinds for node in self._all(kind)))

    def names(self) -> Iterator[tuple[str, str]]:
        """Each name an entity goes by, with its id, in the order of the ids."""
        preferred, others = self._labels("skos:prefLabel", "zh"), self._labels("skos:altLabel", "zh", "en")
        for id in self.ids:
            node = self._vocabulary.entity_iri(id)
            yield min(preferred.get(node, ()), default="") or id.partition("/")[2], id
            yield from ((name, id) for name in others.get(node, ()))

    def _labels(self, name: str, *languages: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for quad in self._store.quads_for_pattern(None, ox.NamedNode(self._vocabulary.iri(name))):
            if isinstance(quad.object, ox.Literal) and quad.object.language in languages:
                found[cast(ox.NamedNode, quad.subject).value].append(quad.object.value)
        return found

    def source(self, id: str) -> Source | None:
        """The text of an id."""
        node = self._vocabulary.entity_iri(f"document/{id}")
        return self._source(node) if self._is(node, "Document") else None

    def steps(self) -> tuple[Step, ...]:
        """All reference steps."""
        return tuple(self._step(node) for node in self._all("Process"))

    def matter(self, id: str) -> Matter:
        """What domain knowledge says of a material."""
        return self._matter(self._vocabulary.entity_iri(id))

    def narrower(self, id: str) -> tuple[str, ...]:
        """The concepts right below this one."""
        kinds = list(self._vocabulary.kinds)
        below = ((node, self.entity(self._id(node))) for node in self._subjects("skos:broader", self._node(id)))
        found = sorted((kinds.index(entity.kind), node) for node, entity in below if entity is not None)
        return tuple(self._id(node) for _, node in found)

    def links(self, id: str) -> tuple[Link, ...]:
        """Why names were taken to mean this entity."""
        nodes = (node for node in self._subjects("entity", self._node(id)) if self._is(node, "Resolution"))
        return tuple(self._link(node) for node in sorted(set(nodes)))

    def about(self, id: str) -> tuple[Statement, ...]:
        """The statements whose subject it is."""
        return self._told_by(self._subjects("rdf:subject", self._node(id)))

    def of(self, id: str) -> tuple[Statement, ...]:
        """The statements whose object it is."""
        return self._told_by(self._subjects("rdf:object", self._node(id)))

    def by(self, *predicates: str) -> tuple[Statement, ...]:
        """The statements of these predicates, in the order of a record."""
        names = (ox.NamedNode(self._vocabulary.iri(name)) for name in predicates)
        return self._told_by(node for name in names for node in self._subjects("rdf:predicate", name))

    def _told_by(self, nodes: Iterable[str]) -> tuple[Statement, ...]:
        claims = (node for node in nodes if self._is(node, "Claim"))
        return tuple(self._grouped(sorted(set(claims))))

    def subject_of(self, claim: str) -> str:
        """The id of what a claim is about, "" where there is no such claim."""
        return self._one(self._vocabulary.entity_iri(claim), "rdf:subject")

    def grounds(self, id: str, predicates: Iterable[str], *, about: bool) -> Iterator[Ground]:
        """What is stated about an entity, or ends in it, and on what ground, without the claims behind it."""
        node = self._node(id)
        for name in predicates:
            predicate = ox.NamedNode(self._vocabulary.iri(name))
            ends = (node, predicate, None) if about else (None, predicate, node)
            for subject, thing, home in self._store.homes(*ends):
                yield subject, predicate.value, thing, self._origins.get(home, self._stated)

    def id(self, iri: str) -> str:
        """The id of what an IRI names."""
        return self._id(iri)

    def local(self, iri: str) -> str:
        """A name of the vocabulary."""
        return self._local(iri)
