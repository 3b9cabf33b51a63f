"""Texts, entities and decisions about names as quads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256

from graph.model import Amount, Document, Entity, Fact, Knowledge, Link, digest
from graph.rdf.concepts import Concepts
from graph.rdf.terms import Names, Pairs, Quad, date, decimal, link, literal

SAME_NAME = "same name"
Homes = Mapping[str, frozenset[str]]
_DERIVED = frozenset(("derived",))


def document_quads(document: Document, names: Names) -> Iterable[Quad]:
    """Describe a text in its own graph."""
    home = names.within(f"document/{document.id}")
    return names.quads(names.thing(f"document/{document.id}"), home, _document(document, names))


def _document(document: Document, names: Names) -> Pairs:
    yield "rdf:type", names("Document")
    yield "dcterms:identifier", literal(document.name)
    yield "sha256", literal(sha256(document.text.encode("utf-8", "replace")).hexdigest())
    said = (("title", literal, document.title), ("publisher", literal, document.publisher))
    more = (("date", date, document.published), ("source", link, document.url))
    yield from ((f"dcterms:{name}", write(text)) for name, write, text in (*said, *more) if text)


def homes(knowledge: Knowledge) -> Homes:
    """Find the graphs that speak of each entity: of the texts that name it, and of what is derived about it.

    What nothing speaks of is described among what is derived.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for link_ in knowledge.links:
        found[link_.entity].add(_of_document(link_.document))
    for entity, mention in knowledge.mentions:
        found[entity].add(_of_document(mention.document))
    for fact in knowledge.facts:
        for entity in spoken_of(fact):
            found[entity].update(_graphs(fact))
    silent = {entity.id for entity in knowledge.entities} - found.keys()
    return {**{entity: frozenset(where) for entity, where in found.items()}, **dict.fromkeys(silent, _DERIVED)}


@lru_cache(maxsize=1 << 18)
def _of_document(id: str) -> str:
    """One string for each document, as its graph speaks of many things."""
    return f"document/{id}"


def spoken_of(fact: Fact) -> tuple[str, ...]:
    """The ids of the entities at its ends."""
    what = fact.object.material if isinstance(fact.object, Amount) else fact.object
    return (fact.subject, what) if "/" in what else (fact.subject,)


def _graphs(fact: Fact) -> Iterable[str]:
    if fact.origin == "Stated":
        return {_of_document(claim.evidence.document) for claim in fact.claims}
    return {fact.origin.lower()}


def used(knowledge: Knowledge) -> Iterator[str]:
    """Yield the id of everything that the knowledge or its reference steps name."""
    yield from (entity.id for entity in knowledge.entities)
    yield from (broader for entity in knowledge.entities for broader in entity.broader)
    yield from (id for fact in knowledge.facts for id in spoken_of(fact))
    yield from (process.id for process in knowledge.processes)
    yield from (process.chain for process in knowledge.processes if process.chain)
    yield from (flow.material for process in knowledge.processes for flow in process.flows)


def concept_quads(ids: Iterable[str], concepts: Concepts) -> Iterator[Quad]:
    """Describe the concepts used, and all that they are kinds of, in the reference graph."""
    names = concepts.names
    home = names.within("reference")
    for node in concepts.closure(names.thing(id) for id in ids):
        yield from ((node, predicate, term, home) for predicate, term in concepts.described[node])


def entity_quads(entity: Entity, where: Homes, concepts: Concepts) -> Iterator[Quad]:
    """Describe an entity in each graph that speaks of it; of a concept only what domain knowledge does not say."""
    names = concepts.names
    node = names.thing(entity.id)
    known = concepts.objects(node, "skos:prefLabel", "skos:altLabel", "skos:hiddenLabel")
    pairs = [(name, term) for name, term in _entity(entity, names, node in concepts) if term not in known]
    for home in sorted(where.get(entity.id, ())):
        yield from names.quads(node, names.within(home), pairs)
    yield from inferred_quads(entity, concepts)


def inferred_quads(entity: Entity, concepts: Concepts) -> Iterable[Quad]:
    """What follows from the form of the name of an entity that domain knowledge does not describe."""
    names = concepts.names
    node = names.thing(entity.id)
    return () if node in concepts else names.quads(node, names.within("derived"), _inferred(entity, names))


def _entity(entity: Entity, names: Names, concept: bool) -> Pairs:
    if not concept:
        yield "rdf:type", names(entity.kind)
        yield "skos:prefLabel", literal(entity.label, "zh")
    yield from (("skos:altLabel", literal(name, "zh")) for name in entity.names if name != entity.label)
    yield from (("skos:altLabel", literal(name, "en")) for name in entity.english)


def _inferred(entity: Entity, names: Names) -> Pairs:
    """Say what follows from the form of a name that no list holds: the head of 高硅电池铜箔 is 铜箔."""
    yield from (("skos:broader", names.thing(broader)) for broader in entity.broader)
    if entity.formula:
        yield "formula", literal(entity.formula)


def link_quads(decision: Link, names: Names) -> Iterator[Quad]:
    """Tell why a name was taken to mean an entity, unless it simply is its name."""
    if not decision.reason.startswith(SAME_NAME):
        home = names.within(f"document/{decision.document}")
        id = digest(decision.document, decision.label, decision.entity, decision.reason)
        yield from names.quads(names.thing(f"resolution/{id}"), home, _resolution(decision, names))


def _resolution(decision: Link, names: Names) -> Pairs:
    yield "rdf:type", names("Resolution")
    yield "entity", names.thing(decision.entity)
    yield "name", literal(decision.label)
    yield "score", decimal(round(decision.score, 4))
    yield "dcterms:description", literal(decision.reason)
    yield "dcterms:isPartOf", names.thing(f"document/{decision.document}")
