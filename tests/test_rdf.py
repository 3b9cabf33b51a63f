"""The graph: true to what was read, and every ground told apart."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Amount, Fact, Process
from graph.rdf import claim_ids, quads, record, reference_facts
from graph.rdf.terms import decimal
from tests.asking import QUADS, SAMPLE, VOCABULARY, ask, store
from tests.knowledge import FIRST, SECOND


def test_a_triple_leads_to_the_words_it_rests_on() -> None:
    question = """SELECT ?words ?start ?end ?file WHERE {
        ?claim rdf:subject ?s ; rdf:predicate chain:produces ; rdf:object ?o ; chain:origin chain:Stated ;
               prov:wasQuotedFrom ?passage .
        ?s skos:prefLabel "青禾镍业有限公司"@zh . ?o skos:prefLabel "电解镍"@zh .
        ?passage oa:exact ?words ; oa:start ?start ; oa:end ?end ; dcterms:isPartOf/dcterms:identifier ?file }"""
    assert ask(question) == [("年产8万吨电解镍", "26", "34", "brief-1.txt")]


def test_every_passage_stands_at_its_offsets() -> None:
    rows = ask("""SELECT ?words ?start ?end ?file WHERE { ?p oa:exact ?words ; oa:start ?start ; oa:end ?end ;
        dcterms:isPartOf/dcterms:identifier ?file }""")
    texts = {document.name: document.text for document in SAMPLE.documents}
    assert len(rows) == 13
    assert all(texts[file][int(start) : int(end)] == words for words, start, end, file in rows)


def test_what_was_not_taken_is_told_with_its_words_and_reason() -> None:
    rows = ask("""SELECT ?words ?why ?detail WHERE { ?r a chain:Rejection ; chain:reason ?why ; chain:detail ?detail ;
        prov:wasQuotedFrom/oa:exact ?words }""")
    (doubt,) = SAMPLE.rejections
    assert rows == [(doubt.quote, doubt.reason, doubt.detail)]
    assert record(store(), VOCABULARY).rejections == SAMPLE.rejections


def test_what_a_text_says_stands_in_the_graph_of_that_text() -> None:
    home = {document.id: document for document in SAMPLE.documents}
    rows = ask("""SELECT ?g ?d ?claim WHERE { GRAPH ?g { ?claim chain:origin chain:Stated ; rdf:subject ?s ;
        rdf:predicate ?p ; rdf:object ?o ; prov:wasQuotedFrom/dcterms:isPartOf ?d . ?s ?p ?o } }""")
    assert {row[0] for row in rows} == {f"document/{id}" for id in home}
    assert len(rows) == 18
    assert all(graph == document for graph, document, _ in rows)


@pytest.mark.parametrize(("origin", "graph"), [("Derived", "derived"), ("Reference", "reference")])
def test_what_is_derived_or_known_stands_apart(origin: str, graph: str) -> None:
    rows = ask(f"""SELECT ?g WHERE {{ GRAPH ?g {{ ?claim chain:origin chain:{origin} ; rdf:subject ?s ;
        rdf:predicate ?p ; rdf:object ?o . ?s ?p ?o }} }}""")
    assert {row[0] for row in rows} == {graph}
    assert not ask(f"""SELECT ?c WHERE {{ ?c chain:origin chain:{origin} ; prov:wasQuotedFrom ?words }}""")


def test_a_derived_fact_names_its_premises_and_never_looks_stated() -> None:
    rows = ask("""SELECT ?s ?p ?o ?origin WHERE { ?claim chain:origin chain:Derived ; rdf:subject ?x ;
        prov:wasDerivedFrom ?premise . ?premise rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ;
        chain:origin ?origin }""")
    assert rows == [
        ("company/白鹭循环", "undertakes", "project/废旧电池回收项目", "Stated"),
        ("project/废旧电池回收项目", "recycles", "material/废旧电池", "Stated"),
    ]
    company = "<https://w3id.org/industry-chain/id/company/白鹭循环>"
    assert ask(
        f"SELECT ?origin WHERE {{ ?c rdf:subject {company} ; rdf:predicate chain:recycles ; chain:origin ?origin }}"
    ) == [("Derived",)]


def test_a_premise_that_is_no_fact_is_refused() -> None:
    lost = Fact("company/白鹭循环", "recycles", "material/镍", "Derived", premises=("0" * 16,), rule="r")
    with pytest.raises(ValueError, match="rests on 0000000000000000"):
        quads(replace(SAMPLE, facts=(lost,)), VOCABULARY, ())


def test_both_ways_of_writing_a_number_are_one_quantity_with_two_claims() -> None:
    rows = ask("""SELECT ?file ?written ?value WHERE { ?claim rdf:object ?q ; rdf:predicate chain:capacity ;
        prov:wasQuotedFrom/dcterms:isPartOf ?d . ?d dcterms:identifier ?file . ?q qudt:numericValue ?value .
        FILTER(?value = 80000) GRAPH ?g { ?q chain:asWritten ?written }
        FILTER(STRENDS(STR(?g), STRAFTER(STR(?d), "/id/"))) }""")
    assert rows == [("brief-1.txt", "8万吨", "80000"), ("brief-2.txt", "80000吨/年", "80000")]


def test_capacity_of_a_material_keeps_treatment_apart() -> None:
    rows = ask("""SELECT ?who ?material ?value ?low ?basis WHERE { ?who chain:capacity ?q . ?q chain:unit "t/a" ;
        chain:material ?material . OPTIONAL { ?q qudt:numericValue ?value } OPTIONAL { ?q chain:lowerBound ?low }
        OPTIONAL { ?q chain:basis ?basis } }""")
    assert rows == [
        ("company/青禾镍业有限公司", "material/电解镍", "30000", "", "Output"),
        ("company/青禾镍业有限公司", "material/电解镍", "80000", "", ""),
        ("project/废旧电池回收项目", "material/废旧电池", "", "20000", "Input"),
    ]


def test_phase_and_future_are_told() -> None:
    rows = ask(
        """SELECT ?phase ?value WHERE { ?c chain:modality chain:Prospective ; chain:phase ?phase ;
            rdf:object/qudt:numericValue ?value }"""
    )
    assert rows == [("二期", "30000")]


def test_a_step_says_what_is_made_from_what_and_where_that_was_read() -> None:
    rows = ask("""SELECT ?p ?s ?o ?ground WHERE { ?c chain:origin chain:Reference ; rdf:subject ?s ; rdf:predicate ?p ;
        rdf:object ?o ; prov:wasDerivedFrom ?step . ?c dcterms:source|chain:unsourced ?ground }""")
    source = "https://encyclopedia.example.org/nickel"
    assert rows == [
        ("madeFrom", "material/电解镍", "material/废旧电池", "true"),
        ("madeFrom", "material/电解镍", "material/镍矿", source),
        ("madeFrom", "material/镍", "material/镍矿", source),
    ]


def reference_file(tmp_path: Path) -> tuple[Path, ...]:
    path = tmp_path / "materials.ttl"
    path.write_text(
        """@prefix chain: <https://w3id.org/industry-chain#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix dcterms: <http://purl.org/dc/terms/> . @base <https://w3id.org/industry-chain/id/> .
        <material/废旧电池> a skos:Concept , chain:Material ; skos:prefLabel "废旧电池"@zh ;
            chain:materialType chain:Waste ; skos:altLabel "废电池"@zh , "spent battery"@en ;
            skos:broader <material/废料> ; skos:inScheme <materials> .
        <material/废料> a chain:Material ; skos:prefLabel "废料"@zh .
        <material/电力> a chain:Material ; skos:prefLabel "电力"@zh .
        <material/绿电> a chain:Material ; skos:prefLabel "绿电"@zh ; skos:broader <material/电力> .
        <material/不相干> a chain:Material ; skos:prefLabel "不相干"@zh .
        <process/废旧电池回收> a chain:Process ; skos:prefLabel "废旧电池回收"@zh ; chain:stage chain:Recycling ;
            chain:hasInput <material/废旧电池> , <material/绿电> ; chain:hasOutput <material/电解镍> ;
            chain:hasFlow <flow/1> ; dcterms:source "甲手册" , "乙手册" .
        <flow/1> a chain:Flow ; chain:material <material/废旧电池> ; chain:role "input" ; chain:amountPerTonne 3.0 .
        """,
        encoding="utf-8",
    )
    return (path,)


def test_a_concept_stands_in_the_reference_graph_with_what_it_is_a_kind_of(tmp_path: Path) -> None:
    of = store(reference=reference_file(tmp_path))
    assert ask(
        """SELECT ?g ?label WHERE { GRAPH ?g { ?m skos:prefLabel ?label ; a chain:Material
            FILTER(CONTAINS(?label, '废')) } }""",
        of,
    ) == [
        ("reference", "废料"),
        ("reference", "废旧电池"),
    ]
    assert not ask("SELECT ?m WHERE { ?m skos:prefLabel '不相干'@zh }", of)


def test_the_thesaurus_name_is_not_repeated_in_a_text(tmp_path: Path) -> None:
    of = store(reference=reference_file(tmp_path))
    rows = ask("SELECT ?g WHERE { GRAPH ?g { ?m skos:altLabel '废电池'@zh } }", of)
    assert rows == [("reference",)]


def test_waste_is_recycled_and_power_makes_nothing(tmp_path: Path) -> None:
    of = store(reference=reference_file(tmp_path))
    rows = ask(
        """SELECT ?p ?o WHERE { <https://w3id.org/industry-chain/id/material/电解镍> ?p ?o
            FILTER(?o != chain:Material) FILTER(isIRI(?o)) }""",
        of,
    )
    assert rows == [("madeFrom", "material/镍矿"), ("recycledFrom", "material/废旧电池")]


def test_every_source_of_a_step_is_cited(tmp_path: Path) -> None:
    of = store(reference=reference_file(tmp_path))
    rows = ask("SELECT ?source WHERE { ?c rdf:predicate chain:recycledFrom ; dcterms:source ?source }", of)
    assert rows == [("乙手册",), ("甲手册",)]
    assert ask("SELECT ?n WHERE { ?f chain:amountPerTonne ?n }", of) == [("1",), ("1.2",), ("3",)]


def test_a_derived_fact_can_rest_on_a_reference_fact(tmp_path: Path) -> None:
    files = reference_file(tmp_path)
    ground = next(f for f in reference_facts(SAMPLE.processes, VOCABULARY, files) if f.predicate == "recycledFrom")
    derived = Fact(
        "project/废旧电池回收项目", "produces", "material/电解镍", "Derived", premises=(ground.id,), rule="r"
    )
    of = store(replace(SAMPLE, facts=(*SAMPLE.facts, derived)), files)
    rows = ask("SELECT ?p WHERE { ?c chain:rule 'r' ; prov:wasDerivedFrom/rdf:predicate ?p }", of)
    assert rows == [("recycledFrom",)]


def test_a_name_that_was_not_plain_is_explained() -> None:
    rows = ask(
        """SELECT ?name ?entity ?why WHERE { ?r a chain:Resolution ; chain:name ?name ; chain:entity ?entity ;
            dcterms:description ?why }"""
    )
    assert rows == [("青禾镍业", "company/青禾镍业有限公司", "the text says 以下简称")]


def test_a_document_says_where_it_comes_from() -> None:
    rows = ask(
        """SELECT ?file ?title ?who ?date ?from WHERE { ?d a chain:Document ; dcterms:identifier ?file ;
            dcterms:title ?title ; dcterms:publisher ?who ; dcterms:date ?date ; dcterms:source ?from }"""
    )
    assert rows == [(FIRST.name, FIRST.title, FIRST.publisher, FIRST.published, FIRST.url)]


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://example.org/甲", ox.NamedNode),
        ("javascript:alert(1)", ox.Literal),
        ("https://example.org/a b", ox.Literal),
        ("https://example.org/><x>", ox.Literal),
    ],
)
def test_only_a_sound_web_address_becomes_a_link(url: str, kind: type) -> None:
    of = store(replace(SAMPLE, documents=(replace(FIRST, url=url), SECOND)))
    source = ox.NamedNode(VOCABULARY.iri("dcterms:source"))
    document = ox.NamedNode(VOCABULARY.entity_iri(f"document/{FIRST.id}"))
    found = [q.object for q in of.quads_for_pattern(document, source, None)]
    assert [(type(term), term.value) for term in found] == [(kind, url)]


def test_no_blank_nodes_and_one_preferred_label() -> None:
    assert not any(term.startswith("_:") for quad in QUADS for term in quad)
    rows = ask("SELECT ?x WHERE { ?x skos:prefLabel ?a , ?b FILTER(?a != ?b) }")
    assert rows == []


def test_identical_evidence_is_one_claim() -> None:
    first = SAMPLE.facts[0]
    surer = replace(
        first.claims[0], confidence=0.95, evidence=replace(first.claims[0].evidence, cue="r2", extractor="model")
    )
    twice = replace(first, claims=(*first.claims, surer))
    assert len(set(claim_ids(twice))) == 1
    rows = ask(
        "SELECT ?cue ?who ?sure WHERE { ?c chain:cue ?cue ; prov:wasAttributedTo ?who ; chain:confidence ?sure }",
        store(replace(SAMPLE, facts=(twice,))),
    )
    assert rows == [(cue, who, "0.95") for cue in ("r1", "r2") for who in ("extractor/model", "extractor/rules")]


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=6))
def test_a_decimal_keeps_its_value_and_has_one_form(number: Decimal) -> None:
    lexical = decimal(number).split('"')[1]
    assert Decimal(lexical) == number
    assert lexical == decimal(Decimal(lexical)).split('"')[1]
    assert "E" not in lexical


def test_equal_amounts_share_one_quantity_and_others_do_not() -> None:
    def amount(**other: object) -> Fact:
        values: dict[str, object] = {"as_written": "8万吨", "unit": "t/a", "value": Decimal(80000), **other}
        return Fact("company/甲", "capacity", Amount(**values), "Derived")  # type: ignore[arg-type]

    def ids(*facts: Fact) -> int:
        return len({id for fact in facts for id in claim_ids(fact)})

    assert ids(amount(), amount(as_written="80000吨"), amount(value=Decimal("8E4"))) == 1
    apart = (
        {"unit": "t"},
        {"material": "material/铜"},
        {"basis": "Input"},
        {"year": "2031"},
        {"low": Decimal(1)},
        {"high": Decimal(1)},
    )
    assert ids(amount(), *(amount(**other) for other in apart)) == 7


def test_a_table_can_be_the_source_of_reference_knowledge() -> None:
    fact = Fact("park/临江工业园区", "locatedIn", "place/南浦市", "Reference", rule="table of divisions")
    of = store(replace(SAMPLE, facts=(fact,), processes=()))
    assert ask("SELECT ?source WHERE { ?c chain:origin chain:Reference ; dcterms:source ?source }", of) == [
        ("table of divisions",)
    ]


def test_a_step_without_flows_or_chain_is_still_described() -> None:
    bare = Process("process/甲", "甲", "", "", "", (), "")
    rows = ask("SELECT ?p WHERE { ?x a chain:Process ; ?p ?o }", store(replace(SAMPLE, processes=(bare,))))
    assert {row[0] for row in rows} == {"type", "prefLabel", "unsourced"}


@pytest.mark.parametrize(("number", "answers"), [(0, 1), (1, 3), (2, 2)])
def test_the_questions_of_the_documentation_have_answers(root: Path, number: int, answers: int) -> None:
    pages = [(root / "docs" / name).read_text("utf-8") for name in ("model.md", "model.zh.md")]
    shown = [re.findall(r"^```sparql\n(.*?)^```$", page, re.MULTILINE | re.DOTALL) for page in pages]
    assert shown[0] == shown[1]
    assert len(ask(shown[0][number])) == answers
