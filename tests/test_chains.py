"""The reference steps say what a process engineer would: whole, sourced, resolvable, and right in their arithmetic."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

import networkx as nx
import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS

ONTOLOGY = Path(__file__).resolve().parents[1] / "ontology"
CHAIN = Namespace("https://w3id.org/industry-chain#")
ID = "https://w3id.org/industry-chain/id/"
STAGES = ("Mining", "Smelting", "Refining", "MaterialMaking", "ComponentMaking", "EndProduct", "Recycling")
ROLES = {"input": CHAIN.hasInput, "output": CHAIN.hasOutput, "byproduct": CHAIN.hasByProduct}
REQUIRED = (
    *("nickel", "cobalt", "copper", "precious-pgm", "battery", "battery-recycling", "lead-recycling", "titanium"),
    *("chlor-alkali-sulphur-phosphorus", "lithium"),
)

# Abridged standard atomic weights (IUPAC), for the elements that the stated formulas hold.
WEIGHTS = {
    "H": "1.008", "Li": "6.94", "C": "12.011", "N": "14.007", "O": "15.999", "F": "18.998", "Na": "22.990",
    "Mg": "24.305", "Al": "26.982", "Si": "28.085", "P": "30.974", "S": "32.06", "Cl": "35.45", "K": "39.098",
    "Ca": "40.078", "Ti": "47.867", "Mn": "54.938", "Fe": "55.845", "Co": "58.933", "Ni": "58.693", "Cu": "63.546",
    "Zn": "65.38", "Ag": "107.87", "Pt": "195.08", "Pb": "207.2",
}  # fmt: skip
ROUNDING = Decimal("0.02")
TERM = r"(?:([0-9.]+) )?M\((\S+)\)"
STOICHIOMETRY = re.compile(rf"stoichiometry: {TERM}/{TERM} = ([0-9.]+)/([0-9.]+)(?:;|$)")


@cache
def chains() -> Graph:
    """Every chain file, read together."""
    return _read("chains/*.ttl")


@cache
def thesaurus() -> Graph:
    """Every material, read together."""
    return _read("materials*.ttl")


@cache
def materials() -> frozenset[URIRef]:
    """The concepts of the thesaurus."""
    rdf = thesaurus()
    return frozenset(
        s for s in rdf.subjects(SKOS.prefLabel) if isinstance(s, URIRef) and _local(s).startswith("material/")
    )


def _read(pattern: str) -> Graph:
    rdf = Graph()
    for path in sorted(ONTOLOGY.glob(pattern)):
        rdf.parse(path)
    return rdf


def _local(iri: object) -> str:
    return str(iri).removeprefix(ID)


def steps() -> list[URIRef]:
    """Every step, in the order of its name."""
    return sorted(s for s in chains().subjects(RDF.type, CHAIN.Process) if isinstance(s, URIRef))


def flows() -> list[URIRef]:
    """Every amount, in the order of its name."""
    return sorted(f for f in chains().subjects(RDF.type, CHAIN.Flow) if isinstance(f, URIRef))


def objects(subject: URIRef, predicate: URIRef) -> list[URIRef]:
    """The things that a step or a flow points to."""
    return sorted(o for o in chains().objects(subject, predicate) if isinstance(o, URIRef))


def texts(subject: URIRef, predicate: URIRef, language: str | None = None) -> list[str]:
    """The words said of a thing, in one language."""
    found = chains().objects(subject, predicate)
    return sorted(str(o) for o in found if isinstance(o, Literal) and o.language == language)


def offenders(bad: list[URIRef]) -> list[str]:
    """Names to show when a rule is broken."""
    return [_local(s) for s in bad]


def test_required_chains_have_enough_steps() -> None:
    counts = {
        path.stem: path.read_text(encoding="utf-8").count(" a chain:Process ;")
        for path in ONTOLOGY.glob("chains/*.ttl")
    }
    assert {name: counts.get(name, 0) for name in REQUIRED if counts.get(name, 0) < 8} == {}


def test_every_step_has_one_label_and_an_english_name() -> None:
    assert offenders([s for s in steps() if len(texts(s, SKOS.prefLabel, "zh")) != 1]) == []
    assert offenders([s for s in steps() if not texts(s, SKOS.altLabel, "en")]) == []


def test_iris_spell_the_label() -> None:
    assert offenders([s for s in steps() if _local(s) != "process/" + texts(s, SKOS.prefLabel, "zh")[0]]) == []


def test_a_process_word_means_one_step() -> None:
    words = Counter(word for s in steps() for p in (SKOS.prefLabel, SKOS.altLabel) for word in texts(s, p, "zh"))
    assert [word for word, n in sorted(words.items()) if n > 1] == []


def test_a_process_word_names_no_material() -> None:
    named = {str(o) for p in (SKOS.prefLabel, SKOS.altLabel) for o in thesaurus().objects(None, p)}
    words = {word for s in steps() for p in (SKOS.prefLabel, SKOS.altLabel) for word in texts(s, p, "zh")}
    assert sorted(words & named) == []
    assert sorted(word for word in words if len(word) < 3) == []


def test_every_step_has_a_declared_stage() -> None:
    stages = {CHAIN[name] for name in STAGES}
    assert (
        offenders([s for s in steps() if len(objects(s, CHAIN.stage)) != 1 or objects(s, CHAIN.stage)[0] not in stages])
        == []
    )


def test_every_step_belongs_to_a_chain_that_exists() -> None:
    named = set(chains().subjects(RDF.type, CHAIN.Chain))
    assert offenders([s for s in steps() if not objects(s, CHAIN.partOfChain)]) == []
    assert offenders([s for s in steps() if not named.issuperset(objects(s, CHAIN.partOfChain))]) == []


def test_every_step_takes_something_in_and_gives_something_out() -> None:
    assert offenders([s for s in steps() if not objects(s, CHAIN.hasInput)]) == []
    assert offenders([s for s in steps() if not objects(s, CHAIN.hasOutput)]) == []


def test_a_step_changes_what_it_works_on() -> None:
    made = {s: objects(s, CHAIN.hasOutput) + objects(s, CHAIN.hasByProduct) for s in steps()}
    assert offenders([s for s in steps() if set(objects(s, CHAIN.hasInput)) & set(made[s])]) == []
    assert offenders([s for s in steps() if len(set(made[s])) != len(made[s])]) == []


def test_every_step_is_sourced_or_says_that_it_is_not() -> None:
    unsourced = {s for s in steps() if chains().value(s, CHAIN.unsourced)}
    sourced = {
        s for s in steps() if any(text.strip() for text in texts(s, DCTERMS.source)) or objects(s, DCTERMS.source)
    }
    assert offenders(sorted(set(steps()) - (sourced ^ unsourced))) == []
    assert len(sourced) >= 0.9 * len(steps())


def test_every_material_is_in_the_thesaurus() -> None:
    used = {m for s in steps() for p in ROLES.values() for m in objects(s, p)}
    assert offenders(sorted(used - materials())) == []


def test_every_flow_belongs_to_its_step() -> None:
    held = [(s, f) for s in steps() for f in objects(s, CHAIN.hasFlow)]
    assert sorted(f for _, f in held) == flows()
    assert [_local(f) for s, f in held if not _in_step(s, f)] == []


def _in_step(step: URIRef, flow: URIRef) -> bool:
    role, material = texts(flow, CHAIN.role), objects(flow, CHAIN.material)
    return len(role) == len(material) == 1 and material[0] in objects(step, ROLES[role[0]])


def test_amounts_have_one_main_output_to_refer_to() -> None:
    assert offenders([s for s in steps() if objects(s, CHAIN.hasFlow) and len(objects(s, CHAIN.hasOutput)) != 1]) == []


def test_every_amount_is_a_positive_decimal_with_a_source() -> None:
    for flow in flows():
        amount = chains().value(flow, CHAIN.amountPerTonne)
        assert isinstance(amount, Literal), _local(flow)
        assert isinstance(amount.value, Decimal), _local(flow)
        assert amount.value > 0, _local(flow)
        assert len(list(chains().objects(flow, DCTERMS.source))) == 1, _local(flow)


def stoichiometric() -> list[tuple[str, Decimal, str]]:
    """Each flow that rests on a reaction: its name, its amount, and the reckoning it states."""
    rows = [
        (str(f), chains().value(f, CHAIN.amountPerTonne), str(s)) for f, s in chains().subject_objects(DCTERMS.source)
    ]
    return sorted((_local(f), Decimal(str(a)), s) for f, a, s in rows if s.startswith("stoichiometry"))


def mass(formula: str, leave: str = "") -> Decimal:
    """Reckon a molar mass, with brackets, broken indices and crystal water; `leave` out one element.

    >>> mass("NiSO4·6H2O")
    Decimal('262.839')
    """
    return sum((_part(part, leave) for part in formula.split("·")), Decimal(0))


def _part(part: str, leave: str) -> Decimal:
    count, formula = re.fullmatch(r"(\d*)(.+)", part).groups()  # type: ignore[union-attr]
    flat = re.sub(r"\(([^()]+)\)(\d*)", lambda m: m[1] * int(m[2] or 1), formula)
    found = re.findall(r"([A-Z][a-z]?)([\d.]*)", flat)
    assert "".join(a + n for a, n in found) == flat, formula
    return Decimal(count or 1) * sum(
        (Decimal(WEIGHTS[a]) * Decimal(n or 1) for a, n in found if a != leave), Decimal(0)
    )


def test_stoichiometry_recomputes() -> None:
    assert len(stoichiometric()) > 100
    for name, amount, reckoning in stoichiometric():
        found = STOICHIOMETRY.match(reckoning)
        assert found, (name, reckoning)
        above, below = (Decimal(found[i] or 1) * mass(found[i + 1]) for i in (1, 3))
        assert [abs(above - Decimal(found[5])) < ROUNDING, abs(below - Decimal(found[6])) < ROUNDING] == [True, True], (
            name,
            above,
            below,
        )
        assert abs(amount - above / below) <= above / below / 500, (name, amount, above / below)


def atoms(count: Decimal, formula: str) -> Counter[str]:
    """Count what matter is made of, in thousandths of an atom; air and water come and go unlisted."""
    found = {a: mass(formula) - mass(formula, leave=a) for a in WEIGHTS if a not in "HO"}
    return Counter({a: round(1000 * count * m / Decimal(WEIGHTS[a])) for a, m in found.items() if m})


def test_no_reaction_makes_an_element() -> None:
    for step in steps():
        held = [(texts(f, CHAIN.role)[0], objects(f, CHAIN.material)[0], f) for f in objects(step, CHAIN.hasFlow)]
        stated = [(role, STOICHIOMETRY.match(texts(f, DCTERMS.source)[0])) for role, _, f in held]
        if {m for role, m, _ in held if role == "input"} != set(objects(step, CHAIN.hasInput)):
            continue
        _balance(_local(step), [(role, found) for role, found in stated if found])


def _balance(step: str, stated: list[tuple[str, re.Match[str]]]) -> None:
    if not stated:
        return
    below = stated[0][1]
    out = atoms(Decimal(below[3] or 1), below[4])
    taken: Counter[str] = Counter()
    for role, found in stated:
        (taken if role == "input" else out).update(atoms(Decimal(found[1] or 1), found[2]))
    assert {a: n - taken[a] for a, n in out.items() if n > taken[a] + 2} == {}, step


def walk() -> nx.DiGraph[str]:
    """From each material to what a step makes of it."""
    chain: nx.DiGraph[str] = nx.DiGraph()
    for step in steps():
        made = objects(step, CHAIN.hasOutput) + objects(step, CHAIN.hasByProduct)
        chain.add_edges_from((_label(a), _label(b)) for a in objects(step, CHAIN.hasInput) for b in made)
    return chain


def _label(material: URIRef) -> str:
    return _local(material).removeprefix("material/")


NICKEL_LOOP = ("电解镍", "硫酸镍", "三元前驱体", "三元正极材料", "三元锂电池", "动力电池", "废动力电池", "黑粉")


@pytest.mark.parametrize(("start", "end"), list(zip(NICKEL_LOOP, (*NICKEL_LOOP[1:], "硫酸镍"), strict=True)))
def test_nickel_comes_back_from_spent_batteries(start: str, end: str) -> None:
    assert nx.shortest_path_length(walk(), start, end) <= 3


def test_the_nickel_loop_goes_through_metal_as_well() -> None:
    assert nx.has_path(walk(), "黑粉", "电积镍")


@pytest.mark.parametrize(
    ("waste", "product"),
    [
        ("废铅酸蓄电池", "铅酸蓄电池"),  # lead battery to lead battery
        ("氯化镁", "海绵钛"),  # magnesium goes round in the Kroll process
        ("电石渣", "电石"),  # carbide slag back to lime and carbide
        ("冶炼烟气", "硫酸"),
        ("磷石膏", "硫酸"),
        ("硫酸亚铁", "磷酸铁锂"),  # titanium white feeds batteries
        ("废铜", "锂电铜箔"),
        ("废汽车尾气催化剂", "汽车尾气催化剂"),
    ],
)
def test_waste_and_by_products_find_a_use(waste: str, product: str) -> None:
    assert nx.has_path(walk(), waste, product)
