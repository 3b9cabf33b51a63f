"""What was written can be read again: the same statements with the same words, from whichever file."""

from __future__ import annotations

from pathlib import Path

import pytest

import graph
from graph import rdf
from graph.model import Amount, Knowledge
from graph.record import Record
from graph.store import store_of
from graph.vocab import load
from tests.knowledge import sample
from tests.reading import know

TEXTS = (
    "云峰锂业有限公司年产3万吨碳酸锂项目一期投产，总投资约12亿元。",
    "云峰锂业有限公司向青石材料有限公司供应碳酸锂。工人从废锂电池中提取镍钴。",
)


def read(knowledge: Knowledge) -> Record:
    return rdf.record(store_of(rdf.nquads(knowledge, load())), load())


@pytest.mark.parametrize("knowledge", [know(*TEXTS), sample()], ids=["texts", "sample"])
def test_every_fact_comes_back_with_its_words(knowledge: Knowledge) -> None:
    record = read(knowledge)
    facts = (*knowledge.facts, *rdf.reference_facts(knowledge.processes, load()))
    written = {(f.subject, f.predicate, _shape(f.object), f.origin) for f in facts}
    assert {(s.subject, s.predicate, _shape(s.object), s.origin) for s in record.statements} == written
    quotes = {claim.evidence.quote for fact in knowledge.facts for claim in fact.claims}
    assert {claim.quote for statement in record.statements for claim in statement.claims} - {""} == quotes


def _shape(thing: str | Amount) -> tuple[object, ...]:
    if isinstance(thing, str):
        return (thing,)
    return thing.value, thing.low, thing.high, thing.unit, thing.material, thing.basis, thing.year


@pytest.mark.parametrize("knowledge", [know(*TEXTS), sample()], ids=["texts", "sample"])
def test_every_entity_and_text_comes_back(knowledge: Knowledge) -> None:
    record = read(knowledge)
    known = {entity.id: entity for entity in record.entities}
    for entity in knowledge.entities:
        assert known[entity.id].label == entity.label
        assert set(entity.names) <= {*known[entity.id].names, entity.label}
    assert {(s.id, s.name, s.title) for s in record.sources} == {(d.id, d.name, d.title) for d in knowledge.documents}


def test_offsets_come_back() -> None:
    knowledge = know(*TEXTS)
    texts = {document.id: document.text for document in knowledge.documents}
    claims = [claim for statement in read(knowledge).statements for claim in statement.claims if claim.quote]
    assert claims
    assert all(texts[claim.document][claim.start : claim.end] == claim.quote for claim in claims)


def test_reference_steps_come_back_with_what_they_cite() -> None:
    steps = {step.id: step for step in read(know(*TEXTS)).steps}
    assert steps
    assert any(step.sources for step in steps.values())
    assert any(flow.amount is not None for step in steps.values() for flow in step.flows)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    source = folder / "brief.txt"
    source.write_text("".join(TEXTS), encoding="utf-8")
    graph.build_into(folder / "output", [source], page=False)
    return folder / "output"


@pytest.mark.parametrize("name", ["graph.nq", "graph.ttl", "graph.jsonld"])
def test_each_file_tells_the_same(output: Path, name: str) -> None:
    assert graph.load(output / name).record == graph.load(output).record


def test_what_is_no_part_of_the_vocabulary_is_passed_over() -> None:
    store = store_of('<urn:a> <urn:b> "c" <urn:g> .')
    assert rdf.record(store, load()) == Record()
