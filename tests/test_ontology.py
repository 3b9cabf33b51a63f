"""The vocabulary and the shapes as data: complete, in both languages, and of one mind."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from graph.vocab import NAMESPACE, default_directory, load, ontology_files

HOME = default_directory()
VOCABULARY = load()
# What a vocabulary says about itself; no graph of texts carries it.
ABOUT = {"Entity", "Status", "Stage", "Origin", "Modality", "Basis", "MaterialType", "Direction", "Forward", "Backward"}
ABOUT |= {"relation", "quantity", "color", "shape", "lane", "flow", "excludes"}
HAN = re.compile("[\u4e00-\u9fff]")


def names_in(text: str) -> set[str]:
    return set(re.findall(r"\bchain:(\w+)", text))


@pytest.mark.parametrize("name", list(VOCABULARY.terms))
def test_each_name_is_told_in_chinese_and_english(name: str) -> None:
    term = VOCABULARY.terms[name]
    assert HAN.search(term.zh)
    assert HAN.search(term.definition_zh)
    assert term.en.isascii()
    assert term.definition_en.isascii()
    assert term.definition_zh.endswith("。")
    assert term.definition_en.endswith(".")


def test_each_name_that_a_graph_can_carry_has_a_shape() -> None:
    shaped = names_in((HOME / "shapes.ttl").read_text("utf-8"))
    assert set(VOCABULARY.terms) - ABOUT <= shaped
    assert shaped <= set(VOCABULARY.terms)


@pytest.mark.parametrize("kind", list(VOCABULARY.kinds))
def test_the_shape_of_a_kind_allows_what_the_vocabulary_allows(kind: str) -> None:
    text = (HOME / "shapes.ttl").read_text("utf-8")
    block = re.search(rf"(?ms)^shape:{kind} a sh:NodeShape.*?^$", text)
    assert block is not None
    allowed = set(re.findall(r"shape:(\w+)", block[0]))
    tables = (VOCABULARY.relations, VOCABULARY.quantities)
    wanted = {name for table in tables for name, term in table.items() if kind in term.domain}
    every = {name for table in tables for name in table}
    assert allowed & every == wanted


def test_each_kind_is_drawn_in_its_own_way() -> None:
    kinds = VOCABULARY.kinds.values()
    assert all(re.fullmatch("#[0-9a-f]{6}", term.color) for term in kinds)
    for look in ("color", "shape", "lane"):
        assert len({getattr(term, look) for term in kinds}) == len(kinds)


@pytest.mark.parametrize("table", ["classes", "relations", "quantities", "statuses"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_two_names_of_a_table_read_alike(table: str, language: str) -> None:
    terms = getattr(VOCABULARY, table).values()
    kept = [t.label(language) for t in terms if t.name not in ABOUT]
    assert len(set(kept)) == len(kept)


@pytest.mark.parametrize("path", ontology_files(), ids=lambda path: path.name)
def test_domain_knowledge_uses_only_names_of_the_vocabulary(path: object) -> None:
    used = {
        node.value.removeprefix(NAMESPACE)
        for quad in ox.parse(path=str(path))
        for node in (quad.predicate, quad.object)
        if isinstance(node, ox.NamedNode) and node.value.startswith(NAMESPACE)
    }
    assert used <= set(VOCABULARY.terms)


def test_domains_and_ranges_are_classes() -> None:
    named = {name for term in VOCABULARY.terms.values() for name in (*term.domain, *term.range, *term.concepts)}
    assert named <= set(VOCABULARY.classes)
