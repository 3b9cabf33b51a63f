"""Where each text first names each entity, and which inputs of a step its output consists of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from graph.model import Document, Entity, Flow, Kind, Knowledge, Mention, Process, Span
from graph.rdf import quads, reference_facts, turtle
from graph.shapes import violations
from graph.vocab import default_directory
from tests.asking import VOCABULARY, ask, store

WHERE = """SELECT ?entity ?words ?start ?file WHERE { ?entity chain:mentionedIn ?passage .
    ?passage oa:exact ?words ; oa:start ?start ; dcterms:isPartOf/dcterms:identifier ?file }"""
FIRST = Document("one.txt", "云峰镍\n业在南浦市。云峰镍业又名云峰。")
SECOND = Document("two.txt", "南浦市有云峰。")
PLACE = Entity("place/南浦市", "Place", "南浦市")
MILL = Entity("company/云峰镍业", "Company", "云峰镍业", ("云峰",))


def mention(document: Document, start: int, end: int, surface: str, kind: Kind = "Company") -> Mention:
    return Mention(document.id, Span(start, end), surface, kind, surface)


def named(*mentions: tuple[str, Mention]) -> Knowledge:
    return Knowledge((FIRST, SECOND), (MILL, PLACE), (), (), (), (), mentions)


def test_an_entity_without_a_claim_shows_where_each_text_first_names_it() -> None:
    known = named(
        (MILL.id, mention(SECOND, 4, 6, "云峰")),
        (MILL.id, mention(FIRST, 10, 14, "云峰镍业")),
        (MILL.id, mention(FIRST, 16, 18, "云峰")),
        (PLACE.id, mention(FIRST, 6, 9, "南浦市", "Place")),
    )
    assert ask(WHERE, store(known)) == [
        ("company/云峰镍业", "云峰", "4", "two.txt"),
        ("company/云峰镍业", "云峰镍业", "10", "one.txt"),
        ("place/南浦市", "南浦市", "6", "one.txt"),
    ]
    homes = ask("SELECT ?g ?x WHERE { GRAPH ?g { ?x chain:mentionedIn ?p ; skos:prefLabel ?label } }", store(known))
    assert {home for home, _ in homes} == {f"document/{FIRST.id}", f"document/{SECOND.id}"}
    assert violations(turtle(quads(known, VOCABULARY, ()), VOCABULARY), default_directory() / "shapes.ttl") == ()


def test_a_name_that_a_line_breaks_is_quoted_as_it_stands() -> None:
    known = named((MILL.id, mention(FIRST, 0, 5, "云峰镍业")))
    assert ask(WHERE, store(known)) == [("company/云峰镍业", "云峰镍\n业", "0", "one.txt")]


def test_words_that_are_not_the_name_are_not_shown() -> None:
    known = named((MILL.id, mention(FIRST, 6, 9, "云峰镍业")), (MILL.id, mention(FIRST, 16, 18, "云峰")))
    assert ask(WHERE, store(known)) == [("company/云峰镍业", "云峰", "16", "one.txt")]


def test_a_reagent_is_made_into_what_shares_an_element_with_it(tmp_path: Path) -> None:
    path = tmp_path / "materials.ttl"
    path.write_text(
        """@prefix chain: <https://w3id.org/industry-chain#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @base <https://w3id.org/industry-chain/id/> .
        <material/酸> a chain:Material ; skos:prefLabel "酸"@zh ; chain:materialType chain:Reagent ; chain:element "S" .
        <material/煤> a chain:Material ; skos:prefLabel "煤"@zh ; chain:materialType chain:Energy .
        <material/矿> a chain:Material ; skos:prefLabel "矿"@zh ; chain:materialType chain:Ore .
        <material/盐> a chain:Material ; skos:prefLabel "盐"@zh ; chain:element "Ni" , "S" .
        <material/镍> a chain:Material ; skos:prefLabel "镍"@zh ; chain:element "Ni" .
        """,
        encoding="utf-8",
    )
    inputs = tuple(Flow(f"material/{name}", "input") for name in ("酸", "煤", "矿"))
    outputs = (Flow("material/盐", "output"), Flow("material/镍", "byproduct"))
    step = Process("process/浸出", "浸出", "leaching", "", "Refining", (*inputs, *outputs), "")
    made = {(f.subject[9:], f.object[9:]) for f in reference_facts((step,), VOCABULARY, (path,)) if f.object}
    assert made == {("盐", "酸"), ("盐", "矿"), ("镍", "矿")}
    taken = ask("SELECT ?m WHERE { ?step chain:hasInput ?m }", store(replace(named(), processes=(step,)), (path,)))
    assert taken == [("material/煤",), ("material/矿",), ("material/酸",)]
