"""What the tables and the thesaurus of ontology/ know of words: materials, steps, chains, units, places, cues."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from graph import vocab
from graph.errors import OntologyError
from graph.model import Flow, Kind, Process

BASE = "https://w3id.org/industry-chain/id/"
CHAIN = "https://w3id.org/industry-chain#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SOURCE = "http://purl.org/dc/terms/source"


@dataclass(frozen=True, slots=True)
class Term:
    """A name that domain knowledge has: a material or a chain, with all it is called."""

    id: str
    kind: Kind
    label: str
    names: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    formula: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the texts: `factor` of them make one of the UCUM unit `ucum`."""

    ucum: str
    factor: Decimal
    dimension: str


@dataclass(frozen=True, slots=True)
class Division:
    """An administrative place; `certain` when its short name is no ordinary word."""

    name: str
    short: str
    level: str
    parent: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of cues.tsv: words that carry a relation, with an example that is its own test."""

    id: str
    predicate: str
    pattern: str
    subject: str
    confidence: float
    example: str
    expect: str


@dataclass(frozen=True, slots=True)
class NameCue:
    """A row of namecues.tsv: words that show an enterprise name of at least `least` characters."""

    id: str
    pattern: str
    least: int
    example: str
    expect: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All surface forms. Mappings are read, never written."""

    terms: Mapping[str, Term]
    steps: Mapping[str, Process]
    processes: tuple[Process, ...]
    units: Mapping[str, Unit]
    places: Mapping[str, Division]
    words: Mapping[str, frozenset[str]]
    roles: Mapping[str, frozenset[str]]
    heads: Mapping[str, str]
    prefixes: Mapping[str, str]
    generic_heads: frozenset[str]
    equipment_heads: frozenset[str]
    modifiers: tuple[tuple[str, str], ...]
    works: Mapping[str, str]
    organisations: Mapping[str, str]
    name_heads: tuple[tuple[str, str], ...]
    cues: tuple[Cue, ...]
    name_cues: tuple[NameCue, ...]
    judgements: tuple[tuple[str, str, str], ...]

    def is_(self, word: str, role: str) -> bool:
        """Whether the words table gives the word this role."""
        return role in self.words.get(word, frozenset())

    def by_role(self, role: str) -> frozenset[str]:
        """All words of a role."""
        return self.roles.get(role, frozenset())


def default() -> Path:
    """The ontology of the checkout, or the one inside the installed package."""
    return vocab.default_directory()


@cache
def load(folder: Path | None = None) -> Lexicon:
    """Read the tables and the thesaurus.

    Raises:
        OntologyError: a table is missing or lacks a column.

    >>> load().terms["硫酸镍"].english[0]
    'nickel sulfate'
    """
    root = folder or default()
    store = _triples(sorted(root.glob("materials*.ttl")) + sorted(root.glob("chains/*.ttl")))
    processes = _processes(store)
    words = _words(root)
    heads = _rows(root / "heads.csv")
    return Lexicon(
        terms=_terms(store),
        steps={name: p for p in processes for name in _names(store, p.id)},
        processes=processes,
        units={r["unit"]: Unit(r["ucum"], Decimal(r["factor"]), r["dimension"]) for r in _rows(root / "units.csv")},
        places=_places(root),
        words=words,
        roles=_invert(words),
        heads={r["head"]: r["broader"] for r in heads if not r["head"].endswith("*")},
        prefixes={r["head"][:-1]: r["broader"] for r in heads if r["head"].endswith("*")},
        generic_heads=frozenset(r["head"] for r in heads if r["kind"] == "generic"),
        equipment_heads=frozenset(r["head"] for r in heads if r["kind"] == "equipment"),
        modifiers=tuple((r["modifier"], r["kind"]) for r in _rows(root / "modifiers.csv")),
        works={r["word"]: r["role"] for r in _rows(root / "processes.csv")},
        organisations={r["word"]: r["role"] for r in _rows(root / "orgs.csv")},
        name_heads=_name_heads(root),
        cues=_cues(root / "cues.tsv"),
        name_cues=tuple(
            NameCue(r["id"], r["pattern"], int(r["least"]), r["example"], r["expect"])
            for r in _rows(root / "namecues.tsv")
        ),
        judgements=tuple((r["name"], r["judgement"], r["entity"]) for r in _rows(root / "judgements.csv")),
    )


def _rows(path: Path) -> tuple[dict[str, str], ...]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return tuple(csv.DictReader(file, dialect="excel-tab" if path.suffix == ".tsv" else "excel"))
    except FileNotFoundError:
        raise OntologyError("table missing / 缺少数据表", str(path), "restore the file from the project") from None


def _cues(path: Path) -> tuple[Cue, ...]:
    return tuple(
        Cue(r["id"], r["predicate"], r["pattern"], r["subject"], float(r["confidence"]), r["example"], r["expect"])
        for r in _rows(path)
    )


def _name_heads(root: Path) -> tuple[tuple[str, str], ...]:
    found = [(r["head"], r["kind"]) for r in _rows(root / "nameheads.csv")]
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair)))


def _words(root: Path) -> dict[str, frozenset[str]]:
    roles: dict[str, set[str]] = {}
    for row in _rows(root / "words.csv"):
        roles.setdefault(row["word"], set()).add(row["role"])
    return {word: frozenset(found) for word, found in roles.items()}


def _invert(words: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    roles = sorted({role for found in words.values() for role in found})
    return {role: frozenset(word for word, found in words.items() if role in found) for role in roles}


def _places(root: Path) -> dict[str, Division]:
    """Full names of every division, short names of the ones that are unique or the larger."""
    found: dict[str, Division] = {}
    for row in reversed(_rows(root / "places.csv")):
        certain = row["ambiguous"].lower() not in {"true", "1", "yes"}
        division = Division(row["name"], row["short"], row["level"], row["parent"], certain)
        found[row["name"]] = division
        if row["short"]:
            found[row["short"]] = division
    return found


class _Store:
    """The triples of the thesaurus by subject."""

    def __init__(self) -> None:
        self.by: dict[str, dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]]] = {}


def _triples(paths: Iterable[Path]) -> _Store:
    store = _Store()
    for path in paths:
        try:
            for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
                subject = getattr(quad.subject, "value", "")
                store.by.setdefault(subject, {}).setdefault(quad.predicate.value, []).append(quad.object)
        except SyntaxError as error:
            raise OntologyError(f"not Turtle: {error}", str(path), "mend the line it names") from None
    return store


def _texts(store: _Store, subject: str, name: str, language: str) -> tuple[str, ...]:
    found = store.by.get(subject, {}).get(name, [])
    return tuple(o.value for o in found if isinstance(o, ox.Literal) and o.language == language)


def _iris(store: _Store, subject: str, name: str) -> tuple[str, ...]:
    found = store.by.get(subject, {}).get(name, [])
    return tuple(o.value for o in found if isinstance(o, ox.NamedNode))


def _value(store: _Store, subject: str, name: str) -> str:
    found = store.by.get(subject, {}).get(name, [])
    return next((o.value for o in found if isinstance(o, ox.Literal)), "")


def _local(iri: str) -> str:
    return iri.removeprefix(BASE)


def _of_class(store: _Store, name: str) -> tuple[str, ...]:
    kind = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    return tuple(s for s in sorted(store.by) if CHAIN + name in _iris(store, s, kind))


def _names(store: _Store, local: str) -> tuple[str, ...]:
    subject = BASE + local
    return _texts(store, subject, SKOS + "prefLabel", "zh") + _texts(store, subject, SKOS + "altLabel", "zh")


def _terms(store: _Store) -> dict[str, Term]:
    found: dict[str, Term] = {}
    kinds: tuple[tuple[str, Kind], ...] = (("Chain", "Chain"), ("Material", "Material"))
    for name, kind in kinds:
        for subject in _of_class(store, name):
            term = _term(store, subject, kind)
            found.update(dict.fromkeys((term.label, *term.names), term))
    return found


def _term(store: _Store, subject: str, kind: Kind) -> Term:
    types = _iris(store, subject, CHAIN + "materialType")
    names = _names(store, _local(subject))
    return Term(
        id=_local(subject),
        kind=kind,
        label=names[0],
        names=names[1:],
        english=_texts(store, subject, SKOS + "altLabel", "en"),
        broader=tuple(_local(i) for i in _iris(store, subject, SKOS + "broader")),
        formula=_value(store, subject, CHAIN + "formula"),
        type=types[0].removeprefix(CHAIN) if types else "",
    )


def _processes(store: _Store) -> tuple[Process, ...]:
    return tuple(_process(store, s) for s in _of_class(store, "Process"))


def _process(store: _Store, subject: str) -> Process:
    amounts = {
        (_value(store, flow, CHAIN + "role"), material): Decimal(_value(store, flow, CHAIN + "amountPerTonne"))
        for flow in _iris(store, subject, CHAIN + "hasFlow")
        for material in _iris(store, flow, CHAIN + "material")
        if re.fullmatch(r"[0-9.]+", _value(store, flow, CHAIN + "amountPerTonne"))
    }
    roles = (("hasInput", "input"), ("hasOutput", "output"), ("hasByProduct", "byproduct"))
    flows = tuple(
        Flow(_local(material), role, amounts.get((role, material)))  # type: ignore[arg-type]
        for name, role in roles
        for material in sorted(_iris(store, subject, CHAIN + name))
    )
    chains = _iris(store, subject, CHAIN + "partOfChain")
    stages = _iris(store, subject, CHAIN + "stage")
    english = _texts(store, subject, SKOS + "altLabel", "en")
    return Process(
        id=_local(subject),
        label=_names(store, _local(subject))[0],
        english=english[0] if english else "",
        chain=_local(chains[0]) if chains else "",
        stage=stages[0].removeprefix(CHAIN) if stages else "",
        flows=flows,
        source=_value(store, subject, SOURCE) or next(iter(_iris(store, subject, SOURCE)), ""),
    )
