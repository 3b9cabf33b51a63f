"""Domain knowledge as facts and quads: each step of a chain, and what it makes from what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from graph.model import Fact, Flow, Process, digest
from graph.rdf.concepts import Concepts
from graph.rdf.terms import Names, Quad, decimal, link, literal, typed

_ROLES = {"input": "hasInput", "output": "hasOutput", "byproduct": "hasByProduct"}


def process_facts(processes: Iterable[Process], concepts: Concepts) -> tuple[Fact, ...]:
    """Say of each material that a step gives out what the step makes it from."""
    facts = (_made(process, one, other, concepts) for process in processes for one, other in _pairs(process))
    return tuple(fact for fact in facts if fact is not None)


def _pairs(process: Process) -> Iterator[tuple[str, str]]:
    made = [f.material for f in process.flows if f.role != "input"]
    taken = [f.material for f in process.flows if f.role == "input" and f.enters]
    return ((one, other) for one, other in product(made, taken) if one != other)


def _made(process: Process, one: str, other: str, concepts: Concepts) -> Fact | None:
    names, node = concepts.names, concepts.names.thing(other)
    types = concepts.objects(node, "materialType")
    if _only_helps(names.thing(one), node, types, concepts):
        return None
    waste = names("Waste") in types
    return Fact(one, "recycledFrom" if waste else "madeFrom", other, "Reference", premises=(process.id,))


def _only_helps(made: str, taken: str, types: tuple[str, ...], concepts: Concepts) -> bool:
    """Whether the vocabulary excludes an input itself, or its type and no element of it is in what is made."""
    excluded = {f"<{iri}>" for iri in concepts.names.vocabulary.relations["madeFrom"].excludes}
    if excluded.intersection((taken, *concepts.closure([taken]))):
        return True
    shared = set(concepts.objects(made, "element")).intersection(concepts.objects(taken, "element"))
    return not shared and bool(excluded.intersection(types))


def process_quads(process: Process, concepts: Concepts) -> Iterator[Quad]:
    """Describe a step in the reference graph, unless its file does so."""
    names = concepts.names
    if names.thing(process.id) in concepts:
        return
    home, node = names.within("reference"), names.thing(process.id)
    yield from names.quads(node, home, _described(process, names))
    for flow in process.flows:
        yield (node, names(_ROLES[flow.role]), names.thing(flow.material), home)
        if flow.amount is not None:
            yield from _flow(process, flow, names)


def _described(process: Process, names: Names) -> Iterator[tuple[str, str]]:
    yield "rdf:type", names("Process")
    yield "skos:prefLabel", literal(process.label, "zh")
    if process.english:
        yield "skos:altLabel", literal(process.english, "en")
    if process.chain:
        yield "partOfChain", names.thing(process.chain)
    if process.stage:
        yield "stage", names(process.stage)
    yield from ground([link(process.source)] if process.source else [])


def sources(process: Process, concepts: Concepts) -> tuple[str, ...]:
    """Return where a step was read: all that its file cites, or the one source it carries."""
    cited = concepts.objects(concepts.names.thing(process.id), "dcterms:source")
    return cited or ((link(process.source),) if process.source else ())


def ground(cited: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Say where domain knowledge was read, or that no source was found."""
    terms = sorted(cited)
    yield from (("dcterms:source", term) for term in terms)
    if not terms:
        yield "unsourced", typed("true", "boolean")


def _flow(process: Process, flow: Flow, names: Names) -> Iterator[Quad]:
    assert flow.amount is not None
    home, node = names.within("reference"), names.thing(f"flow/{digest(process.id, flow.role, flow.material)}")
    yield (names.thing(process.id), names("hasFlow"), node, home)
    yield from names.quads(
        node,
        home,
        (
            ("rdf:type", names("Flow")),
            ("material", names.thing(flow.material)),
            ("role", literal(flow.role)),
            ("amountPerTonne", decimal(flow.amount)),
        ),
    )
