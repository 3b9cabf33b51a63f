"""Names: what the vocabulary promises to everyone else."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import OntologyError
from graph.vocab import NAMESPACE, default_directory, load, ontology_files, segment

VOCABULARY = load()


def folder(tmp_path: Path, more: str) -> Path:
    """A folder with the project's vocabulary and something of one's own."""
    shutil.copy(default_directory() / "chain.ttl", tmp_path)
    with (tmp_path / "chain.ttl").open("a", encoding="utf-8", newline="\n") as file:
        file.write(more)
    return tmp_path


def test_kinds_are_those_of_the_contract() -> None:
    kinds = {"Company", "Project", "Material", "Chain", "Place", "Park", "Facility", "Technology"}
    assert set(VOCABULARY.kinds) == kinds
    assert kinds | {"Process", "Quantity", "Claim", "Passage", "Document"} <= set(VOCABULARY.classes)


@pytest.mark.parametrize(
    ("predicate", "subject", "object", "expected"),
    [
        ("produces", "Facility", "Material", True),
        ("produces", "Material", "Company", False),
        ("recycles", "Project", "Material", True),
        ("undertakes", "Company", "Project", True),
        ("undertakes", "Project", "Company", False),
        ("investsIn", "Company", "Company", True),
        ("locatedIn", "Chain", "Park", True),
        ("locatedIn", "Company", "Company", False),
        ("partOfChain", "Technology", "Chain", True),
        ("capacity", "Park", "Quantity", True),
        ("unheard", "Company", "Material", False),
    ],
)
def test_a_relation_holds_only_between_what_it_is_made_for(
    predicate: str, subject: str, object: str, expected: bool
) -> None:
    assert VOCABULARY.fits(predicate, subject, object) is expected


def test_concepts_come_in_their_order() -> None:
    assert list(VOCABULARY.statuses)[:2] == ["Planned", "Signed"]
    stages = ["Mining", "Smelting", "Refining", "MaterialMaking", "ComponentMaking", "EndProduct", "Recycling"]
    assert list(VOCABULARY.concepts("Stage")) == stages
    assert list(VOCABULARY.concepts("Modality")) == ["Asserted", "Prospective"]


def test_material_flows_against_what_it_is_made_from() -> None:
    flows = {name: term.flow for name, term in VOCABULARY.relations.items() if term.flow}
    backward = {"consumes", "recycles", "madeFrom", "recycledFrom"}
    assert flows == {"produces": "Forward", "suppliesTo": "Forward"} | dict.fromkeys(backward, "Backward")


def test_a_special_relation_is_also_the_general_one() -> None:
    assert "madeFrom" in VOCABULARY.relations["recycledFrom"].parents
    assert "consumes" in VOCABULARY.relations["recycles"].parents


@given(st.text(min_size=1))
def test_any_label_makes_a_valid_iri_that_tells_the_label(label: str) -> None:
    iri = VOCABULARY.entity_iri(f"material/{label}")
    assert ox.NamedNode(iri).value == iri
    assert unquote(iri.removeprefix(VOCABULARY.base + "material/")) == label


@given(st.text(), st.text())
def test_two_labels_never_share_an_iri(one: str, other: str) -> None:
    assert (segment(one) == segment(other)) == (one == other)


def test_a_broken_label_still_makes_an_iri() -> None:
    assert ox.NamedNode(VOCABULARY.entity_iri("company/\ud800甲")).value.endswith("%EF%BF%BD甲")


def test_han_stays_readable_and_markup_does_not_pass() -> None:
    assert segment("（二期）4.5μm铜箔") == "（二期）4.5μm铜箔"
    assert segment('<a href="#">') == "%3Ca%20href=%22%23%22%3E"


def test_a_new_quantity_needs_no_python(tmp_path: Path) -> None:
    home = folder(
        tmp_path,
        """
        chain:waterUse a owl:ObjectProperty ; rdfs:subPropertyOf chain:quantity ; rdfs:domain chain:Entity ;
            rdfs:range chain:Quantity ; rdfs:label "用水量"@zh , "water use"@en .""",
    )
    term = load(home).quantities["waterUse"]
    assert (term.iri, term.zh, term.label("en")) == (NAMESPACE + "waterUse", "用水量", "water use")
    assert load(home).fits("waterUse", "Project", "Quantity")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("chain:x a owl:Class ; rdfs:label 'x'@en .", "chain:x has no label @zh"),
        ("chain:x a owl:Class ;;; oops", "not Turtle"),
    ],
)
def test_a_fault_in_the_vocabulary_is_named(tmp_path: Path, more: str, words: str) -> None:
    with pytest.raises(OntologyError, match=words):
        load(folder(tmp_path, more))


def test_a_missing_vocabulary_is_named(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"chain\.ttl"):
        load(tmp_path)


@pytest.mark.parametrize("name", ["porduces", "foo:bar", ""])
def test_a_misspelt_name_is_never_an_iri(name: str) -> None:
    with pytest.raises(OntologyError, match="no such name"):
        VOCABULARY.iri(name)


def test_files_of_domain_knowledge_are_all_but_vocabulary_and_shapes(tmp_path: Path) -> None:
    (tmp_path / "chains").mkdir()
    for name in ("chain.ttl", "shapes.ttl", "materials.ttl", "chains/b.ttl", "chains/a.ttl", "units.csv"):
        (tmp_path / name).touch()
    found = [path.relative_to(tmp_path).as_posix() for path in ontology_files(tmp_path)]
    assert found == ["chains/a.ttl", "chains/b.ttl", "materials.ttl"]
