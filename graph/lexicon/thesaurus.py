"""The SKOS thesaurus and the reference steps, as plain values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pyoxigraph as ox

from graph.errors import OntologyError
from graph.lexicon.kinds import Term
from graph.model import Flow, Kind, Process
from graph.vocab import NAMESPACE as CHAIN

BASE = "https://w3id.org/industry-chain/id/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SOURCE = "http://purl.org/dc/terms/source"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
Role = Literal["input", "output", "byproduct"]
_ROLES: tuple[tuple[str, Role], ...] = (("hasInput", "input"), ("hasOutput", "output"), ("hasByProduct", "byproduct"))
_KINDS: tuple[tuple[str, Kind], ...] = (("Chain", "Chain"), ("Material", "Material"))

_Object = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Thesaurus:
    """Triples by subject and predicate, in the order of their files."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._by: dict[str, dict[str, list[_Object]]] = {}
        for path in paths:
            self._read(path)

    def _read(self, path: Path) -> None:
        try:
            for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
                subject = getattr(quad.subject, "value", "")
                self._by.setdefault(subject, {}).setdefault(quad.predicate.value, []).append(quad.object)
        except SyntaxError as error:
            raise OntologyError(f"not Turtle: {error}", str(path), "mend the line it names") from None

    def terms(self) -> Mapping[str, Term]:
        """Every surface form of a material or a chain; a material wins over a chain of the same name."""
        found: dict[str, Term] = {}
        for name, kind in _KINDS:
            for subject in self._of(name):
                term = self._term(subject, kind)
                found.update(dict.fromkeys((term.label, *term.names), term))
        return found

    def processes(self) -> tuple[Process, ...]:
        """The reference steps, by id."""
        return tuple(self._process(subject) for subject in self._of("Process"))

    def _of(self, name: str) -> tuple[str, ...]:
        return tuple(s for s in sorted(self._by) if CHAIN + name in self._iris(s, TYPE))

    def _objects(self, subject: str, name: str) -> list[_Object]:
        return self._by.get(subject, {}).get(name, [])

    def _texts(self, subject: str, name: str, language: str) -> tuple[str, ...]:
        found = self._objects(subject, name)
        return tuple(o.value for o in found if isinstance(o, ox.Literal) and (o.language or "") == language)

    def _iris(self, subject: str, name: str) -> tuple[str, ...]:
        return tuple(o.value for o in self._objects(subject, name) if isinstance(o, ox.NamedNode))

    def _value(self, subject: str, name: str) -> str:
        return next((o.value for o in self._objects(subject, name) if isinstance(o, ox.Literal)), "")

    def _names(self, subject: str) -> tuple[str, ...]:
        return self._texts(subject, SKOS + "prefLabel", "zh") + self._texts(subject, SKOS + "altLabel", "zh")

    def _label(self, subject: str) -> str:
        names = self._names(subject)
        if not names:
            raise OntologyError("no Chinese label", subject, "give it a skos:prefLabel in @zh")
        return names[0]

    def _term(self, subject: str, kind: Kind) -> Term:
        types = self._iris(subject, CHAIN + "materialType")
        return Term(
            id=_local(subject),
            kind=kind,
            label=self._label(subject),
            names=self._names(subject)[1:],
            english=self._texts(subject, SKOS + "altLabel", "en"),
            broader=tuple(_local(i) for i in self._iris(subject, SKOS + "broader")),
            formula=self._value(subject, CHAIN + "formula"),
            type=types[0].removeprefix(CHAIN) if types else "",
        )

    def _process(self, subject: str) -> Process:
        amounts = self._amounts(subject)
        made = [m for name, role in _ROLES if role != "input" for m in self._iris(subject, CHAIN + name)]
        flows = tuple(
            Flow(_local(material), role, amounts.get((role, material)), role != "input" or self._enters(material, made))
            for name, role in _ROLES
            for material in sorted(self._iris(subject, CHAIN + name))
        )
        english = self._texts(subject, SKOS + "altLabel", "en")
        stages = self._iris(subject, CHAIN + "stage")
        return Process(
            id=_local(subject),
            label=self._label(subject),
            english=english[0] if english else "",
            chain=next((_local(i) for i in self._iris(subject, CHAIN + "partOfChain")), ""),
            stage=stages[0].removeprefix(CHAIN) if stages else "",
            flows=flows,
            source=self._value(subject, SOURCE) or next(iter(self._iris(subject, SOURCE)), ""),
        )

    def _enters(self, material: str, made: list[str]) -> bool:
        """Whether an input can be part of what a step makes: they share an element, or cannot be compared."""
        taken, given = self._elements(material), [self._elements(m) for m in made]
        if not taken:
            return not {CHAIN + "Reagent", CHAIN + "Energy"} & set(self._iris(material, CHAIN + "materialType"))
        return any(self._is_mixture(m) for m in made) or not all(given) or any(taken & other for other in given)

    def _elements(self, material: str) -> frozenset[str]:
        """The elements a material is known to hold, hydrogen and oxygen aside."""
        formula = re.findall("[A-Z][a-z]?", self._value(material, CHAIN + "formula"))
        return frozenset({*self._texts(material, CHAIN + "element", ""), *formula}) - {"H", "O"}

    def _is_mixture(self, material: str) -> bool:
        """Whether a material may hold more than its thesaurus entry says: an assembled thing, an alloy."""
        assembled = {CHAIN + "Component", CHAIN + "EndProduct"} & set(self._iris(material, CHAIN + "materialType"))
        return bool(assembled) or bool(re.search("合金|钢$", self._label(material)))

    def _amounts(self, subject: str) -> dict[tuple[str, str], Decimal]:
        """Tonnes per tonne of main output, by role and material."""
        found: dict[tuple[str, str], Decimal] = {}
        for flow in self._iris(subject, CHAIN + "hasFlow"):
            written = self._value(flow, CHAIN + "amountPerTonne")
            if re.fullmatch(r"[0-9.]+", written):
                for material in self._iris(flow, CHAIN + "material"):
                    found[self._value(flow, CHAIN + "role"), material] = Decimal(written)
        return found


def _local(iri: str) -> str:
    return iri.removeprefix(BASE)
