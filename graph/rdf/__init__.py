"""`Knowledge` as RDF: a named graph for each text, one for what is derived, one for domain knowledge.

The same knowledge gives the same bytes: nodes are named by their content, lines are sorted, and there
are no blank nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from graph.model import Fact, Knowledge, Process
from graph.rdf.claims import claim_ids, fact_quads, grounds
from graph.rdf.concepts import Concepts, read_concepts
from graph.rdf.describe import concept_quads, document_quads, entity_quads, homes, link_quads, used
from graph.rdf.passages import mention_quads, rejection_quads
from graph.rdf.read import record
from graph.rdf.reference import process_facts, process_quads
from graph.rdf.terms import Names, Quad
from graph.rdf.turtle import turtle_text
from graph.store import Store, store_of
from graph.vocab import Vocabulary, ontology_files

if TYPE_CHECKING:
    import rdflib

    Dataset = rdflib.Dataset

__all__ = [
    "Quads",
    "claim_ids",
    "jsonld",
    "nquads",
    "quads",
    "record",
    "reference_facts",
    "store_to_rdflib",
    "to_rdflib",
    "turtle",
]

Quads = tuple[Quad, ...]
Reference = Sequence[Path] | None
Source = Knowledge | Quads

_STRING = "http://www.w3.org/2001/XMLSchema#string"


def quads(knowledge: Knowledge, vocabulary: Vocabulary, reference: Reference = None) -> Quads:
    """Write all that a build knows as sorted quads of N-Quads terms.

    `reference` are the files of domain knowledge; by default those beside the vocabulary. Each writer below
    takes these quads in place of the knowledge, so that several formats cost one pass.

    >>> from graph.vocab import load
    >>> quads(Knowledge((), (), (), (), (), ()), load())
    ()
    """
    concepts = _concepts(vocabulary, reference)
    facts = (*knowledge.facts, *process_facts(knowledge.processes, concepts))
    said = fact_quads(facts, grounds(knowledge, facts, concepts))
    return tuple(sorted({*_described(knowledge, concepts), *said}))


def reference_facts(
    processes: Iterable[Process], vocabulary: Vocabulary, reference: Reference = None
) -> tuple[Fact, ...]:
    """Say what each step makes from what, as facts whose ids derived facts may rest on."""
    return process_facts(processes, _concepts(vocabulary, reference))


def _concepts(vocabulary: Vocabulary, reference: Reference) -> Concepts:
    files = ontology_files(vocabulary.directory) if reference is None else reference
    return read_concepts(files, Names(vocabulary))


def _described(knowledge: Knowledge, concepts: Concepts) -> Iterator[Quad]:
    where = homes(knowledge)
    yield from concept_quads(used(knowledge), concepts)
    for document in knowledge.documents:
        yield from document_quads(document, concepts.names)
    for entity in knowledge.entities:
        yield from entity_quads(entity, where, concepts)
    for decision in knowledge.links:
        yield from link_quads(decision, concepts.names)
    yield from mention_quads(knowledge, concepts.names)
    yield from rejection_quads(knowledge, concepts.names)
    for process in knowledge.processes:
        yield from process_quads(process, concepts)


def _quads(source: Source, vocabulary: Vocabulary, reference: Reference) -> Quads:
    return quads(source, vocabulary, reference) if isinstance(source, Knowledge) else source


def nquads(source: Source, vocabulary: Vocabulary, reference: Reference = None) -> str:
    """Write N-Quads, sorted, each line in the graph that says it."""
    return "".join([f"{s} {p} {o} {g} .\n" for s, p, o, g in _quads(source, vocabulary, reference)])


def turtle(source: Source, vocabulary: Vocabulary, reference: Reference = None) -> str:
    """Write all graphs together as Turtle to read: prefixed, grouped and sorted."""
    return turtle_text(_quads(source, vocabulary, reference), vocabulary)


def jsonld(source: Source, vocabulary: Vocabulary, reference: Reference = None) -> str:
    """Write JSON-LD, one `@graph` for each named graph."""
    by_graph = sorted(_quads(source, vocabulary, reference), key=lambda quad: quad[3])
    lines = nquads(tuple(by_graph), vocabulary)
    parsed = ox.parse(lines.encode(), format=ox.RdfFormat.N_QUADS)
    written = ox.serialize(parsed, format=ox.RdfFormat.JSON_LD, prefixes=dict(vocabulary.prefixes))
    return (written or b"").decode() + "\n"


def to_rdflib(source: Source, vocabulary: Vocabulary, reference: Reference = None) -> rdflib.Dataset:
    """Give the graph to rdflib, for those who work with it.

    >>> from graph.vocab import load
    >>> len(to_rdflib((), load()))
    0
    """
    return store_to_rdflib(store_of(nquads(source, vocabulary, reference)), vocabulary)


def store_to_rdflib(store: Store, vocabulary: Vocabulary) -> rdflib.Dataset:
    """Give a loaded graph to rdflib."""
    import rdflib  # noqa: PLC0415 - only those who ask for it pay for its import

    dataset = rdflib.Dataset()
    for prefix, iri in vocabulary.prefixes.items():
        dataset.bind(prefix, iri)
    for quad in store:
        home = dataset.graph(_rdflib_term(quad.graph_name))
        home.add((_rdflib_term(quad.subject), _rdflib_term(quad.predicate), _rdflib_term(quad.object)))
    return dataset


@lru_cache(maxsize=1 << 16)
def _rdflib_term(term: object) -> rdflib.URIRef | rdflib.Literal:
    import rdflib  # noqa: PLC0415

    if not isinstance(term, ox.Literal):
        return rdflib.URIRef(cast(ox.NamedNode, term).value)
    datatype = None if term.language or term.datatype.value == _STRING else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, lang=term.language, datatype=datatype)
