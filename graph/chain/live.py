"""An index and flows that read what they are asked for, in place of a record of everything.

Answers are those of a whole record, to the order: which says which of two flows comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import product
from typing import Any, Protocol, TypeVar, cast

from graph.chain.flows import NODES, TAKES, Chain, helps, mixed
from graph.chain.index import Index
from graph.chain.names import Names
from graph.model import Entity, Link
from graph.record import Matter, Record, Source, Statement, Step
from graph.stages import stages_of
from graph.vocab import Vocabulary

Ground = tuple[str, str, str, str]
_T = TypeVar("_T")
_MADE = ("madeFrom", "recycledFrom")


class Lookup(Protocol):
    """A written graph, asked for one piece; `graph.rdf.Lookup` is one."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all entities."""

    def names(self) -> Iterable[tuple[str, str]]:
        """Each name an entity goes by, with its id."""

    def entity(self, id: str) -> Entity | None:
        """The entity of an id."""

    def source(self, id: str) -> Source | None:
        """The text of an id."""

    def steps(self) -> tuple[Step, ...]:
        """All reference steps."""

    def matter(self, id: str) -> Matter:
        """What domain knowledge says of a material."""

    def narrower(self, id: str) -> tuple[str, ...]:
        """The concepts right below."""

    def links(self, id: str) -> tuple[Link, ...]:
        """Why names were taken to mean an entity."""

    def about(self, id: str) -> tuple[Statement, ...]:
        """The statements whose subject it is."""

    def of(self, id: str) -> tuple[Statement, ...]:
        """The statements whose object it is."""

    def by(self, *predicates: str) -> tuple[Statement, ...]:
        """The statements of these predicates, in the order of a record."""

    def subject_of(self, claim: str) -> str:
        """The id of what a claim is about."""

    def grounds(self, id: str, predicates: Iterable[str], *, about: bool) -> Iterable[Ground]:
        """What is stated about an entity, or ends in it, on what ground, as IRIs."""

    def id(self, iri: str) -> str:
        """The id of what an IRI names."""

    def local(self, iri: str) -> str:
        """A name of the vocabulary."""


class _Read(Mapping[str, _T]):
    """Things by id, each read when it is first asked for; `ids` are those to go through."""

    def __init__(self, read: Callable[[str], _T | None], ids: Callable[[], Iterable[str]]) -> None:
        self._read, self._ids, self._held = read, ids, dict[str, _T | None]()

    def __getitem__(self, id: str) -> _T:
        try:
            found = self._held[id]
        except KeyError:
            found = self._held[id] = self._read(id)
        if found is None:
            raise KeyError(id)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids())

    def __len__(self) -> int:
        return len(tuple(self._ids()))


class Live(Index):
    """An index of what a lookup reads. The record is read as a whole by those who ask for it."""

    def __init__(self, lookup: Lookup, vocabulary: Vocabulary, whole: Callable[[], Record]) -> None:
        self.lookup, self.vocabulary, self._whole = lookup, vocabulary, whole
        self.entities = _Read(lookup.entity, lambda: lookup.ids)
        self.sources = _Read(lookup.source, lambda: (source.id for source in self.record.sources))
        self._abouts = _Read(lookup.about, tuple)
        self._ofs = _Read(lookup.of, tuple)
        self._below = _Read(lookup.narrower, tuple)
        self.matters = _Read(lookup.matter, tuple)

    @cached_property
    def record(self) -> Record:  # type: ignore[override]
        """All of it, read when it is first asked for."""
        return self._whole()

    @cached_property
    def names(self) -> Names:  # type: ignore[override]
        """Every name of an entity."""
        return Names(self.lookup.names())

    @cached_property
    def steps(self) -> Mapping[str, Step]:  # type: ignore[override]
        """The reference steps."""
        return {step.id: step for step in self.lookup.steps()}

    def about(self, id: str, *predicates: str) -> tuple[Statement, ...]:
        """The statements whose subject it is, of these predicates or of all."""
        return tuple(s for s in self._abouts[id] if not predicates or s.predicate in predicates)

    def of(self, id: str, *predicates: str) -> tuple[Statement, ...]:
        """The statements whose object it is, of these predicates or of all."""
        return tuple(s for s in self._ofs[id] if not predicates or s.predicate in predicates)

    def by(self, *predicates: str) -> Iterator[Statement]:
        """The statements of these predicates, whoever they are about, in the order of the record."""
        return iter(self.lookup.by(*predicates))

    def links(self, id: str) -> tuple[Link, ...]:
        """Why names were taken to mean an entity."""
        return self.lookup.links(id)

    def claimed(self, claim: str) -> Statement | None:
        """The statement that a claim of this id is of."""
        subject = self.lookup.subject_of(claim)
        said = self._abouts[subject] if subject else ()
        return next((s for s in said if any(one.id == claim for one in s.claims)), None)

    def is_named(self, id: str) -> bool:
        """Whether a text says anything of it."""
        return any(s.origin != "Reference" for s in (*self._abouts[id], *self._ofs[id]))

    def matter(self, id: str) -> Matter:
        """What domain knowledge says of a material."""
        return self.matters[id]

    def kinds(self, id: str) -> tuple[str, ...]:
        """The concepts right below this one."""
        return self._below[id]

    def narrower(self, id: str) -> tuple[str, ...]:
        """Every concept that is a kind of this one, nearest first."""
        found: dict[str, None] = {}
        waiting = [id]
        while waiting:
            below = [narrow for one in waiting for narrow in self._below[one] if narrow not in found]
            found.update(dict.fromkeys(below))
            waiting = below
        return tuple(found)


def flows(index: Live) -> Chain:
    """What `to_networkx` makes of a record, each node read when a walk comes to it: enough to walk, not to count."""
    return cast(Chain, _Flows(index))


class _Said(dict[str, object]):
    """What is said of a flow; the statement is read when it is asked for."""

    def __init__(self, predicate: str, origin: str, read: Callable[[], Statement]) -> None:
        super().__init__(predicate=predicate, origin=origin)
        self._read = read

    def __missing__(self, key: str) -> object:
        if key != "statement":
            raise KeyError(key)
        self[key] = self._read()
        return self[key]


Links = dict[str, dict[str, _Said]]


class _Flows:
    """The dictionaries of a networkx graph, as far as walks go by them."""

    def __init__(self, index: Live) -> None:
        vocabulary = index.vocabulary
        self.graph = {"index": index}
        self._index, self._lookup = index, index.lookup
        self._flow = {name: term.flow for name, term in vocabulary.relations.items() if term.flow}
        self._excluded = {iri.rpartition("#")[2] for iri in vocabulary.relations["madeFrom"].excludes}
        self._node: Mapping[str, dict[str, Any]] = _Read(self._read_node, tuple)
        self._succ: Mapping[str, Links] = _Read(lambda id: self._links(id, forward=True), tuple)
        self._pred: Mapping[str, Links] = _Read(lambda id: self._links(id, forward=False), tuple)
        self._told: Mapping[str, tuple[Ground, ...]] = _Read(self._grounds, tuple)

    @property
    def nodes(self) -> Mapping[str, dict[str, Any]]:
        """What is known of each node."""
        return self._node

    def __contains__(self, id: str) -> bool:
        return id in self._node

    @cached_property
    def _stages(self) -> dict[str, str]:
        return stages_of(self._index.steps.values(), self._index.vocabulary)

    def _read_node(self, id: str) -> dict[str, Any] | None:
        entity = self._index.entities.get(id)
        if entity is None or entity.kind not in NODES:
            return None
        return {"label": entity.label, "kind": entity.kind, "stage": self._stages.get(id, ""), "entity": entity}

    def _grounds(self, id: str) -> tuple[Ground, ...]:
        """Every flow that a claim states from or to a node, in the order of a record."""
        both = (g for about in (True, False) for g in self._lookup.grounds(id, self._flow, about=about))
        return tuple(sorted(set(both)))

    def _links(self, id: str, *, forward: bool) -> Links:
        links: Links = {}
        for ground in self._told[id]:
            subject, predicate, thing, origin = self._names(ground)
            ends = (subject, thing) if self._flow[predicate] == "Forward" else (thing, subject)
            self._add(links, id, ends, forward, Statement(subject, predicate, thing, origin), self._reader)
        for feed, made in self._mixed(id):
            said = mixed(feed, made)
            self._add(links, id, (feed.target, made.target), forward, said, self._mixer(feed, made))
        return links

    def _names(self, ground: Ground) -> tuple[str, str, str, Any]:
        subject, predicate, thing, origin = ground
        lookup = self._lookup
        return lookup.id(subject), lookup.local(predicate), lookup.id(thing), lookup.local(origin)

    def _add(  # noqa: PLR0913, PLR0917 - all of them make one link
        self, links: Links, id: str, ends: tuple[str, str], forward: bool, said: Statement, read: Any
    ) -> None:
        here, other = ends if forward else ends[::-1]
        if here == id and other != id and other in self:
            links.setdefault(other, {})[said.id] = _Said(said.predicate, said.origin, lambda: read(said))

    def _reader(self, said: Statement) -> Statement:
        """The statement with its claims."""
        return next(s for s in self._index.about(said.subject, said.predicate) if s.id == said.id)

    def _mixer(self, feed: Statement, made: Statement) -> Callable[[Statement], Statement]:
        return lambda _: mixed(self._reader(feed), self._reader(made))

    def _mixed(self, id: str) -> Iterator[tuple[Statement, Statement]]:
        """What projects that take in or give out a material make of what, in the order of a record."""
        near = {self._names(ground)[0] for ground in self._told[id]}
        for project in sorted(one for one in near if one.startswith("project/")):
            said = [Statement(*self._names(ground)) for ground in self._told[project]]
            own = [s for s in said if s.subject == project]
            taken, given = [s for s in own if s.predicate in TAKES], [s for s in own if s.predicate == "produces"]
            for feed, made in product(taken, given):
                ends = made.target, feed.target
                follows = id in ends and ends[0] != ends[1] and not self._stated(*ends)
                if follows and not helps(*ends, self._excluded, self._index.matters):
                    yield feed, made

    def _stated(self, made: str, feed: str) -> bool:
        """Whether anything but domain knowledge says that one is made from the other."""
        said = (self._names(ground) for ground in self._told[made])
        return any(s == made and p in _MADE and o == feed and origin != "Reference" for s, p, o, origin in said)
