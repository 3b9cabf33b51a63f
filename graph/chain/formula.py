"""What part of a material's mass an element is: formulas and standard atomic weights."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from graph.chain.index import Index
from graph.lexicon.tables import rows
from graph.model import Entity
from graph.record import Matter
from graph.vocab import default_directory

_TOKEN = re.compile(r"([A-Z][a-z]?)(\d+(?:\.\d+)?)?|(\()|\)(\d+(?:\.\d+)?)?")
_HYDRATE = re.compile(r"(\d*)(.+)")


@dataclass(frozen=True, slots=True)
class Weight:
    """The standard atomic weight of an element; `metal` as in contained metal."""

    value: Decimal
    metal: bool
    source: str


@cache
def weights() -> dict[str, Weight]:
    """The weights of `ontology/atomic-weights.csv`, by symbol."""
    table = rows(default_directory() / "atomic-weights.csv", "element", "weight", "metal", "source")
    return {row["element"]: Weight(Decimal(row["weight"]), row["metal"] == "yes", row["source"]) for row in table}


@cache
def trade_forms() -> dict[str, tuple[str, str]]:
    """The formula a material is sold by, where its own names it without water, and the source."""
    table = rows(default_directory() / "trade-forms.csv", "material", "formula", "source")
    return {f"material/{row['material']}": (row["formula"], row["source"]) for row in table}


def atoms(formula: str) -> Counter[str]:
    """How many atoms of each element a formula counts; none if it cannot be read, or has unknowns (x, n).

    >>> sorted(atoms("NiSO4·6H2O").items()) == [("H", 12), ("Ni", 1), ("O", 10), ("S", 1)], atoms("LiNixCoyO2")
    (True, Counter())
    """
    found: Counter[str] = Counter()
    for part in formula.split("·"):
        match = _HYDRATE.fullmatch(part)
        counted = _counted(match[2]) if match is not None else None
        if match is None or counted is None:
            return Counter()
        _add(found, counted, Decimal(match[1] or 1))
    return found


def _counted(formula: str) -> Counter[str] | None:
    """The atoms of a formula without water of crystallisation, None if it is no such formula."""
    open_groups: list[Counter[str]] = [Counter()]
    at = 0
    while at < len(formula):
        match = _TOKEN.match(formula, at)
        if match is None or (match[1] and match[1] not in weights()):
            return None
        at = match.end()
        if match[1]:
            _add(open_groups[-1], Counter({match[1]: 1}), Decimal(match[2] or 1))
        elif match[3]:
            open_groups.append(Counter())
        elif len(open_groups) == 1:
            return None
        else:
            closed = open_groups.pop()
            _add(open_groups[-1], closed, Decimal(match[4] or 1))
    return open_groups[0] if len(open_groups) == 1 else None


def _add(total: Counter[str], part: Counter[str], times: Decimal) -> None:
    for element, count in part.items():
        total[element] += count * times  # type: ignore[assignment] # LiNi0.8…: atoms are counted in Decimal


def mass_fraction(formula: str, element: str) -> Decimal | None:
    """The part of the mass that an element is, None where the formula does not tell.

    >>> round(mass_fraction("NiSO4·6H2O", "Ni"), 4), mass_fraction("", "Ni")
    (Decimal('0.2233'), None)
    """
    counted = atoms(formula)
    mass = sum((weights()[e].value * n for e, n in counted.items()), Decimal())
    return weights()[element].value * counted[element] / mass if counted[element] else None


@dataclass(frozen=True, slots=True)
class Content:
    """The metal a material is measured by: which, what part of the mass, by which formula and sources."""

    element: str
    fraction: Decimal
    formula: str
    sources: tuple[str, ...]


def content(index: Index, material: str, elements: tuple[str, ...]) -> Content | None:
    """The first of these metals that a material's formula holds; a kind of a material is measured as that material."""
    for id in (material, *_broader(index, material)):
        entity = index.entities.get(id)
        formula, source = trade_forms().get(id, (entity.formula if entity is not None else "", ""))
        for element in elements:
            if (fraction := mass_fraction(formula, element)) is not None:
                return Content(element, fraction, formula, tuple(filter(None, (source, weights()[element].source))))
    return None


def _broader(index: Index, material: str) -> tuple[str, ...]:
    """The concepts directly above: further up, a kind of it need not be of its formula."""
    entity: Entity | None = index.entities.get(material)
    return entity.broader if entity is not None else ()


def leading_metals(index: Index, materials: tuple[str, ...]) -> tuple[str, ...]:
    """The metals of these materials, that of the most of them first."""
    none = Matter()
    held = Counter(e for material in materials for e in index.record.matter.get(material, none).elements)
    metals = [element for element in held if element in weights() and weights()[element].metal]
    return tuple(sorted(metals, key=lambda element: (-held[element], element)))
