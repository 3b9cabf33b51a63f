"""Shapes: what is sound passes, and each kind of fault is told in words, by two validators alike."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pyshacl
import pytest
import rdflib

from graph.errors import OntologyError
from graph.rdf import quads, turtle
from graph.shapes import violations
from graph.vocab import default_directory, load
from tests.knowledge import sample

VOCABULARY = load()
SOUND = turtle(quads(sample(), VOCABULARY, ()), VOCABULARY)
SHAPES = default_directory() / "shapes.ttl"
HAN = re.compile("[\u4e00-\u9fff]")
COMPANY = "company:青禾镍业有限公司"

# What a broken build might write: (replaced, by what, words of the message).
FAULTS = {
    "no label": ('    skos:prefLabel "青禾集团"@zh .', "    skos:altLabel '甲'@zh .", "exactly one preferred label"),
    "two labels": ('"青禾集团"@zh .', '"青禾集团"@zh , "青禾"@zh .', "exactly one preferred label"),
    "English preferred label": ('"青禾集团"@zh .', '"Qinghe Group"@en .', "in Chinese"),
    "misspelt class": ("a chain:Facility", "a chain:Facilty", "class of the vocabulary"),
    "misspelt property": ("chain:produces material", "chain:porduces material", "vocabulary does not give it"),
    "object of a wrong kind": ("chain:undertakes project:废旧", "chain:undertakes material:废旧", "is a project"),
    "a place that produces": ("a chain:Place ;", "a chain:Place ; chain:produces material:镍 ;", "does not give it"),
    "unheard status": ("chain:status chain:InProduction", "chain:status chain:Done", "a status is one of"),
    "triple without a claim": (f"{COMPANY} a", f"{COMPANY} chain:produces material:镍 ; a", "no claim stands behind"),
    "claim without its triple": ("    chain:operates facility:北坡矿山 ;\n", "", "is not in the graph"),
    "claim without origin": ("    chain:origin chain:Derived ;\n", "", "stated, derived or reference"),
    "two origins": ("chain:origin chain:Derived", "chain:origin chain:Derived , chain:Stated", "one of them only"),
    "derived without a premise": (
        "    prov:wasDerivedFrom claim:0b09241ce6907cc7 , claim:6d93dfd02e56f064 ;\n",
        "",
        "a premise or a passage",
    ),
    "derived dressed as stated": ("chain:origin chain:Derived", "chain:origin chain:Stated", "quotes one passage"),
    "reference without a ground": (
        '    chain:confidence "1"^^xsd:decimal ;\n    chain:origin chain:Reference ;\n    chain:unsourced true .',
        '    chain:confidence "1"^^xsd:decimal ;\n    chain:origin chain:Reference .',
        "names its source or says that none was found",
    ),
    "confidence above one": ("chain:confidence 0.81", "chain:confidence 1.81", "from 0 to 1"),
    "confidence as a float": ("chain:confidence 0.81", "chain:confidence 8.1e-1", "from 0 to 1"),
    "quantity without a number": ('    chain:lowerBound "20000"^^xsd:decimal ;\n', "", "a value or a bound"),
    "quantity without a unit": (' ;\n    chain:unit "[CNY]" .', " .", "exactly one unit"),
    "bounds the wrong way round": ("chain:lowerBound 900000.5", "chain:lowerBound 9000000.5", "not above the upper"),
    "number as text": ('numericValue "650000000"^^xsd:decimal', 'numericValue "650000000"', "a decimal"),
    "words longer than their offsets": ("oa:end 102 ;", "oa:end 103 ;", "not as long as its offsets"),
    "offsets turned round": ("oa:end 102 ;", "oa:end 9 ;", "before the end"),
    "passage of no document": (
        "    dcterms:isPartOf document:c8a42ca0af514f97 ;\n    oa:end 31",
        "    oa:end 31",
        "document",
    ),
    "document without a name": ('    dcterms:identifier "brief-2.txt" ;\n', "", "file name or address"),
    "unheard stage": ("chain:stage chain:Refining", "chain:stage chain:Cooking", "exactly one stage"),
    "step without a ground": (" ;\n    chain:unsourced true .\n\nprocess", " .\n\nprocess", "a step names its source"),
    "amount of nothing": ("chain:amountPerTonne 1.2", "chain:amountPerTonne 0.0", "above 0"),
    "decision without a reason": ('    dcterms:description "the text says 以下简称" ;\n', "", "the reason is told"),
    "blank node": (f"{COMPANY} a", f"[] a chain:Company ; skos:prefLabel '乙'@zh . {COMPANY} a", "never a blank node"),
}


def broken(fault: str) -> str:
    before, after, _ = FAULTS[fault]
    assert before in SOUND, fault
    return SOUND.replace(before, after, 1)


@pytest.fixture(scope="module")
def pyshacl_shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(SHAPES, format="turtle")


def test_a_sound_graph_has_no_violations() -> None:
    assert violations(SOUND) == ()


@pytest.mark.parametrize("fault", list(FAULTS))
def test_each_fault_is_told_in_both_languages(fault: str) -> None:
    found = violations(broken(fault))
    assert any(FAULTS[fault][2] in line for line in found), found
    assert all(HAN.search(line) and " · " in line for line in found)


@pytest.mark.parametrize("fault", [*list(FAULTS)[::3], None])
def test_the_reference_validator_agrees(fault: str | None, pyshacl_shapes: rdflib.Graph) -> None:
    data = rdflib.Graph().parse(data=broken(fault) if fault else SOUND, format="turtle")
    conforms, report, _ = pyshacl.validate(data, shacl_graph=pyshacl_shapes)
    assert conforms is (fault is None)
    assert isinstance(report, rdflib.Graph)
    focus = {str(node).split("/id/")[-1] for node in report.objects(None, rdflib.SH.focusNode)}
    ours = {line.partition(":")[0] for line in violations(broken(fault) if fault else SOUND)}
    assert {node for node in focus if "/" in node} == {node for node in ours if "/" in node}


def test_ntriples_are_read_too() -> None:
    lines = "".join(f"{s} {p} {o} .\n" for s, p, o, _ in quads(sample(), VOCABULARY, ()))
    assert violations(lines, format="ntriples") == ()
    assert violations(lines.replace('"t/a"', '"t / a"'), format="ntriples")


def test_a_violation_names_the_node_and_what_is_wrong_with_it() -> None:
    found = violations(broken("unheard status"))
    assert any(line.startswith("project/废旧电池回收项目: ") and line.endswith("(status Done)") for line in found)
    assert violations(broken("confidence above one"))[0].endswith("(confidence 1.81)")


def test_an_empty_knowledge_is_sound() -> None:
    empty = replace(sample(), documents=(), entities=(), facts=(), links=(), processes=())
    assert violations(turtle(quads(empty, VOCABULARY, ()), VOCABULARY)) == ()


@pytest.mark.parametrize("text", ["@prefix oops", ""])
def test_broken_shapes_are_the_users_to_mend(tmp_path: Path, text: str) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError, match=r"shapes\.ttl"):
        violations(SOUND, path)


def test_missing_shapes_are_named(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"none\.ttl"):
        violations(SOUND, tmp_path / "none.ttl")
