"""The thesaurus of materials and its two tables hold together: one name, one thing; every word an example of itself."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

ONTOLOGY = Path(__file__).resolve().parent.parent / "ontology"
MATERIAL = "https://w3id.org/industry-chain/id/material/"
SCHEME = "https://w3id.org/industry-chain/id/scheme/materials"
CHAIN = "https://w3id.org/industry-chain#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
KINDS = "Ore Concentrate Intermediate Product Component EndProduct ByProduct Waste Energy Reagent"
TYPES = frozenset(KINDS.split())
HEAD_KINDS = {"material", "component", "equipment", "waste", "energy", "generic"}
MODIFIER_KINDS = {"praise", "grade", "form", "size", "use", "process"}
PERIODIC_TABLE = (
    "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb "
    "Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au "
    "Hg Tl Pb Bi Th U"
)
ELEMENTS = frozenset(PERIODIC_TABLE.split())
COUNT = r"(?:\d+(?:\.\d+)?(?:-[xyz])?|[nxyz])?"
GROUP = rf"(?:[A-Z][a-z]?{COUNT}|\((?:[A-Z][a-z]?{COUNT}|\([A-Za-z0-9]+\){COUNT})+\){COUNT})+"
FORMULA = re.compile(rf"{GROUP}(?:·(?:\d+(?:\.\d+)?|n)?{GROUP})*")
LEAST = 2000
FILES = ("materials.ttl", "materials-goods.ttl")


@dataclass
class Concept:
    """What the file says of one material."""

    iri: str
    props: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    labels: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def label(self) -> str:
        return self.labels["prefLabel", "zh"][0]

    @property
    def forms(self) -> list[str]:
        return [form for key in sorted(self.labels) for form in self.labels[key]]


@cache
def concepts() -> dict[str, Concept]:
    found: dict[str, Concept] = {}
    for quad in (q for file in FILES for q in ox.parse(path=str(ONTOLOGY / file), format=ox.RdfFormat.TURTLE)):
        subject, name = quad.subject.value, re.split(r"[#/]", quad.predicate.value)[-1]
        if not subject.startswith(MATERIAL):
            continue
        concept = found.setdefault(subject, Concept(subject))
        if isinstance(quad.object, ox.Literal) and quad.object.language:
            concept.labels[name, quad.object.language].append(quad.object.value)
        else:
            concept.props[name].append(quad.object.value)
    return found


def rows(name: str) -> list[dict[str, str]]:
    with (ONTOLOGY / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def surfaces() -> frozenset[str]:
    return frozenset(form for concept in concepts().values() for form in concept.forms)


def ancestors(iri: str, path: tuple[str, ...] = ()) -> set[str]:
    assert iri not in path, f"broader goes in a circle: {path}"
    above = concepts()[iri].props["broader"]
    return set(above).union(*(ancestors(b, (*path, iri)) for b in above))


def test_the_thesaurus_is_large_enough_to_read_the_news() -> None:
    assert len(concepts()) >= LEAST


def test_every_material_has_one_chinese_name_that_is_its_iri_and_an_english_one() -> None:
    for iri, concept in concepts().items():
        assert [key for key in concept.labels if key[0] == "prefLabel"] == [("prefLabel", "zh")], iri
        assert len(concept.labels["prefLabel", "zh"]) == 1, iri
        assert iri == MATERIAL + concept.label
        assert concept.labels["altLabel", "en"], iri
        assert all(form == form.strip() and form for form in concept.forms), iri


def test_chinese_and_english_names_are_not_swapped() -> None:
    for concept in concepts().values():
        assert not any(re.search(r"[\u4e00-\u9fff]", name) for name in concept.labels["altLabel", "en"]), concept.label


def test_every_material_plays_one_known_part() -> None:
    for iri, concept in concepts().items():
        (kind,) = concept.props["materialType"]
        assert kind.removeprefix(CHAIN) in TYPES, iri
        assert concept.props["type"].count(SKOS + "Concept") == 1, iri
        assert concept.props["inScheme"] == [SCHEME], iri


def test_every_material_stands_under_another_or_at_the_top() -> None:
    for iri, concept in concepts().items():
        above, top = concept.props["broader"], concept.props["topConceptOf"]
        assert bool(above) != bool(top), iri
        assert not set(above) - concepts().keys(), iri
        ancestors(iri)


def test_no_broader_term_repeats_what_another_implies() -> None:
    for iri, concept in concepts().items():
        above = concept.props["broader"]
        assert not set(above) & set().union(*(ancestors(b) for b in above)), iri


def test_a_surface_form_names_one_material_only() -> None:
    owners: dict[str, str] = {}
    for concept in concepts().values():
        for form in concept.forms:
            assert owners.setdefault(form.lower(), concept.label) == concept.label, form
        assert len(concept.forms) == len(set(concept.forms)), concept.label


def test_waste_is_waste_all_the_way_down() -> None:
    for iri, concept in concepts().items():
        waste = concept.props["materialType"] == [CHAIN + "Waste"]
        assert waste == (iri == MATERIAL + "废弃物" or MATERIAL + "废弃物" in ancestors(iri)), iri
        assert waste or not concept.label.startswith("废"), iri


def test_formulas_are_formulas_of_known_elements() -> None:
    for concept in concepts().values():
        symbols = set(concept.props["element"])
        assert symbols <= ELEMENTS, concept.label
        for formula in concept.props["formula"]:
            assert FORMULA.fullmatch(formula), f"{concept.label}: {formula}"
            assert set(re.findall(r"[A-Z][a-z]?", formula)) <= ELEMENTS, f"{concept.label}: {formula}"


@pytest.mark.parametrize(
    ("formula", "right"),
    [("NiSO4", True), ("CaSO4·0.5H2O", True), ("Mg3(Si4O10)(OH)2", True), ("硫酸", False), ("2+2", False), ("", False)],
)
def test_what_counts_as_a_formula(formula: str, right: bool) -> None:
    assert bool(FORMULA.fullmatch(formula)) is right


def test_a_formula_holds_the_elements_it_is_wanted_for() -> None:
    for concept in concepts().values():
        for formula in concept.props["formula"]:
            held = set(re.findall(r"[A-Z][a-z]?", formula))
            assert not held or held & set(concept.props["element"]) or not concept.props["element"], concept.label


@pytest.mark.parametrize("file", FILES)
def test_each_file_is_sorted_so_that_two_editors_do_not_meet(file: str) -> None:
    found = [quad.subject.value for quad in ox.parse(path=str(ONTOLOGY / file), format=ox.RdfFormat.TURTLE)]
    labels = list(dict.fromkeys(subject for subject in found if subject.startswith(MATERIAL)))
    assert labels == sorted(labels)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("锂电池铜箔", "锂电铜箔"),
        ("人造金红石", "合成金红石"),
        ("二氧化钛", "钛白粉"),
        ("6F", "六氟磷酸锂"),
        ("废旧铅蓄电池", "废铅酸蓄电池"),
        ("金属镍", "镍"),
        ("高镍锍", "高冰镍"),
        ("lead-acid battery", "铅酸蓄电池"),
    ],
)
def test_trade_names_lead_to_their_material(name: str, label: str) -> None:
    assert [c.label for c in concepts().values() if name in c.forms] == [label]


def test_heads_stand_under_a_known_material_and_end_their_example() -> None:
    labels, seen = {c.label for c in concepts().values()}, set()
    for row in rows("heads.csv"):
        head = row["head"]
        assert head not in seen, head
        seen.add(head)
        assert row["kind"] in HEAD_KINDS, head
        assert not row["broader"] or row["broader"] in labels, head
        assert row["example"] not in {head, head.rstrip("*")}, head
        assert row["example"].startswith(head[:-1]) if head.endswith("*") else row["example"].endswith(head), head
    assert len(seen) >= 200


def test_modifiers_open_their_example_and_leave_a_material() -> None:
    heads = tuple(row["head"] for row in rows("heads.csv") if not row["head"].endswith("*"))
    found = rows("modifiers.csv")
    for row in found:
        match = re.match(rf"(?:{row['modifier']})的?", row["example"])
        assert match, row["modifier"]
        assert match.end(), row["modifier"]
        left = row["example"][match.end() :]
        assert left in surfaces() or left.endswith(heads), row["example"]
        assert row["kind"] in MODIFIER_KINDS, row["modifier"]
    assert len({row["modifier"] for row in found}) == len(found) >= 80


@pytest.mark.parametrize("name", ["稀土永磁材料", "稀有金属", "浓缩硫酸", "综合利用铜渣", "千亿级电池材料"])
def test_a_modifier_does_not_cut_a_word(name: str) -> None:
    assert not [row["modifier"] for row in rows("modifiers.csv") if re.match(row["modifier"], name)]
