"""`Knowledge` as RDF: a named graph for each text, one for what is derived, one for domain knowledge.

The same knowledge gives the same bytes: nodes are named by their content, lines are sorted, and there
are no blank nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from graph.model import Entity, Fact, Knowledge, Process
from graph.rdf import describe
from graph.rdf.among import Edit, Unfit, mapped, write_edited
from graph.rdf.blocks import renew_turtle
from graph.rdf.changes import Change, change_of, renew_jsonld, renew_nquads
from graph.rdf.claims import Grounds, claim_ids, fact_quads, grounds, quantity_id
from graph.rdf.concepts import Concepts, read_concepts
from graph.rdf.describe import concept_quads, document_quads, entity_quads, homes, link_quads, spoken_of, used
from graph.rdf.jsonld import jsonld_text
from graph.rdf.lines import by_graph, in_order, triple, written
from graph.rdf.lookup import Lookup
from graph.rdf.parts import Share, on_claims, parts_of, together
from graph.rdf.passages import mention_quads, rejection_quads
from graph.rdf.read import record
from graph.rdf.reference import process_facts, process_quads
from graph.rdf.sorting import APART, sort_apart, sort_here
from graph.rdf.terms import Names, Quad
from graph.rdf.turtle import turtle_text
from graph.store import store_of
from graph.vocab import Vocabulary, ontology_files

if TYPE_CHECKING:
    import rdflib

    Dataset = rdflib.Dataset

__all__ = [
    "Change",
    "Edit",
    "Lookup",
    "Names",
    "Quad",
    "Quads",
    "Share",
    "Unfit",
    "by_graph",
    "change",
    "claim_ids",
    "concept_ids",
    "domain_quads",
    "inferred_quads",
    "jsonld",
    "mapped",
    "nquads",
    "on_claims",
    "part_quads",
    "parts_of",
    "quads",
    "quantity_id",
    "record",
    "reference_facts",
    "renew_jsonld",
    "renew_nquads",
    "renew_turtle",
    "spoken_of",
    "store_to_rdflib",
    "to_rdflib",
    "together",
    "triple",
    "triples_of",
    "turtle",
    "write_edited",
    "write_jsonld",
    "write_nquads",
    "write_quads",
    "write_turtle",
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
    return tuple(sorted(set(_all(knowledge, vocabulary, reference))))


def _all(knowledge: Knowledge, vocabulary: Vocabulary, reference: Reference = None) -> Iterator[Quad]:
    concepts = _concepts(vocabulary, reference)
    made = process_facts(knowledge.processes, concepts)
    facts = (*knowledge.facts, *made)
    return chain(_described(knowledge, concepts), fact_quads(facts, grounds(knowledge, facts, concepts)))


def reference_facts(
    processes: Iterable[Process], vocabulary: Vocabulary, reference: Reference = None
) -> tuple[Fact, ...]:
    """Say what each step makes from what, as facts whose ids derived facts may rest on."""
    return process_facts(processes, _concepts(vocabulary, reference))


def _concepts(vocabulary: Vocabulary, reference: Reference) -> Concepts:
    return _read(vocabulary, ontology_files(vocabulary.directory) if reference is None else tuple(reference))


@lru_cache(maxsize=4)
def _read(vocabulary: Vocabulary, files: tuple[Path, ...]) -> Concepts:
    return read_concepts(files, Names(vocabulary))


def domain_quads(ids: Iterable[str], processes: Sequence[Process], vocabulary: Vocabulary) -> Iterator[Quad]:
    """What domain knowledge says of the entities of these ids and of all steps."""
    concepts = _concepts(vocabulary, None)
    steps = Knowledge((), (), process_facts(processes, concepts), (), (), tuple(processes))
    yield from concept_quads((*ids, *used(steps)), concepts)
    for process in processes:
        yield from process_quads(process, concepts)
    yield from fact_quads(steps.facts, grounds(steps, steps.facts, concepts))


def part_quads(
    part: Knowledge, vocabulary: Vocabulary, resting_on: Mapping[str, tuple[str, ...]] | None = None
) -> Iterator[Quad]:
    """What a part of all that is known says, beside domain knowledge: it holds the entities that its facts speak of.

    `resting_on` has the claims of the facts, here or in other parts, that facts of this one follow from.
    """
    concepts = _concepts(vocabulary, None)
    yield from _told(part, concepts)
    yield from fact_quads(part.facts, Grounds(concepts.names, {}, dict(resting_on or {})))


def inferred_quads(entities: Iterable[Entity], vocabulary: Vocabulary) -> Iterator[Quad]:
    """What follows from the form of the names of entities that domain knowledge does not describe."""
    concepts = _concepts(vocabulary, None)
    return (quad for entity in entities for quad in describe.inferred_quads(entity, concepts))


def concept_ids(ids: Iterable[str], vocabulary: Vocabulary) -> frozenset[str]:
    """Those of these ids that domain knowledge describes."""
    concepts = _concepts(vocabulary, None)
    return frozenset(id for id in ids if concepts.names.thing(id) in concepts)


def _described(knowledge: Knowledge, concepts: Concepts) -> Iterator[Quad]:
    steps = (quad for process in knowledge.processes for quad in process_quads(process, concepts))
    return chain(concept_quads(used(knowledge), concepts), _told(knowledge, concepts), steps)


def _told(knowledge: Knowledge, concepts: Concepts) -> Iterator[Quad]:
    where, names = homes(knowledge), concepts.names
    return chain(
        chain.from_iterable(document_quads(document, names) for document in knowledge.documents),
        chain.from_iterable(entity_quads(entity, where, concepts) for entity in knowledge.entities),
        chain.from_iterable(link_quads(decision, names) for decision in knowledge.links),
        mention_quads(knowledge, names),
        rejection_quads(knowledge, names),
    )


def _quads(source: Source, vocabulary: Vocabulary, reference: Reference) -> Quads:
    return quads(source, vocabulary, reference) if isinstance(source, Knowledge) else source


def nquads(source: Source, vocabulary: Vocabulary, reference: Reference = None) -> str:
    """Write N-Quads, sorted, each line in the graph that says it."""
    return "".join([f"{s} {p} {o} {g} .\n" for s, p, o, g in _quads(source, vocabulary, reference)])


def turtle(source: Source, vocabulary: Vocabulary, reference: Reference = None) -> str:
    """Write all graphs together as Turtle to read: prefixed, grouped and sorted."""
    with TemporaryDirectory() as room:
        lines = in_order(_quads(source, vocabulary, reference), Path(room))
        return "".join(turtle_text(lines, vocabulary, Path(room)))


def jsonld(source: Source, vocabulary: Vocabulary, reference: Reference = None) -> str:
    """Write JSON-LD, one `@graph` for each named graph."""
    with TemporaryDirectory() as room:
        lines = in_order(_quads(source, vocabulary, reference), Path(room))
        return b"".join(jsonld_text(by_graph(lines, Path(room)))).decode()


def write_nquads(knowledge: Knowledge, vocabulary: Vocabulary, path: Path, *, apart: bool = False) -> int:
    """Write N-Quads into a file and tell how many lines; what does not fit into memory waits beside it.

    Of many lines another process may do the sorting, `apart` from this one.
    """
    return write_quads(_all(knowledge, vocabulary), path, apart=apart)


def write_quads(quads: Iterable[Quad], path: Path, *, apart: bool = False) -> int:
    """Write quads in any order as sorted N-Quads, each once."""
    lines: Iterator[bytes] = map(written, quads)
    with TemporaryDirectory(dir=path.parent) as room:
        if apart:
            first = list(islice(lines, APART))
            apart, lines = len(first) == APART, chain(first, lines)
            del first  # or it is held to the end
        return (sort_apart if apart else sort_here)(lines, Path(room), path)


def write_turtle(nquads: Path, vocabulary: Vocabulary, path: Path) -> None:
    """Write into a file as Turtle what a file of sorted N-Quads says."""
    with TemporaryDirectory(dir=path.parent) as room, nquads.open("rb") as lines, path.open("xb") as file:
        file.writelines(block.encode() for block in turtle_text(lines, vocabulary, Path(room)))


def write_jsonld(nquads: Path, path: Path) -> None:
    """Write into a file as JSON-LD what a file of sorted N-Quads says."""
    with TemporaryDirectory(dir=path.parent) as room, nquads.open("rb") as lines, path.open("xb") as file:
        file.writelines(jsonld_text(by_graph(lines, Path(room))))


def change(quads: Iterable[Quad], homes: Iterable[str], vocabulary: Vocabulary, old: Path) -> Change:
    """What is new about some graphs since the files in `old` were written, given all that they say.

    Beside that, what domain knowledge says of all that they name may be given, for shapes to see.
    """
    names = Names(vocabulary)
    return change_of(quads, map(names.within, homes), names.within("reference"), old / "graph.jsonld")


def triples_of(nquads: Path) -> str:
    """Give a file of sorted N-Quads as N-Triples, all graphs together."""
    with nquads.open("rb") as lines:
        return b"".join(b"%s %s %s .\n" % triple(line) for line in lines).decode()


def to_rdflib(source: Source, vocabulary: Vocabulary, reference: Reference = None) -> rdflib.Dataset:
    """Give the graph to rdflib, for those who work with it.

    >>> from graph.vocab import load
    >>> len(to_rdflib((), load()))
    0
    """
    return store_to_rdflib(store_of(nquads(source, vocabulary, reference)), vocabulary)


def store_to_rdflib(store: Iterable[ox.Quad], vocabulary: Vocabulary) -> rdflib.Dataset:
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
