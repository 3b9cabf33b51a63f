"""What the tables and the thesaurus of ontology/ know of words: materials, steps, chains, units, places, cues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph import vocab
from graph.lexicon import tables
from graph.lexicon.kinds import Column, Cue, Division, NameCue, NameHead, ProductCue, Term, Unit
from graph.lexicon.thesaurus import Thesaurus
from graph.model import Process

__all__ = ["Column", "Cue", "Division", "Lexicon", "NameCue", "NameHead", "ProductCue", "Term", "Unit", "load"]

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All surface forms. Mappings are read, never written.

    `terms`: materials and chains by every name; `words`: the roles of function words; `heads`: endings of
    material names with the concept they narrow; `works`: words of work in project names (处理, 改造) with their
    role; `organisations`: suffixes and trades of enterprise names; `enterprises`: well-known ones that go by a
    short name anywhere; `brands`: what makes a name with any trade after it; `homonyms`: those that count
    beside other enterprises only; `places`: the first division of a
    name, `namesakes`: all that have it; `weights`: what a sign adds to the log-odds of a claim.
    """

    terms: Mapping[str, Term]
    processes: tuple[Process, ...]
    units: Mapping[str, Unit]
    places: Mapping[str, Division]
    words: Mapping[str, frozenset[str]]
    roles: Mapping[str, frozenset[str]]
    endings: Mapping[str, tuple[str, ...]]
    heads: Mapping[str, str]
    prefixes: Mapping[str, str]
    vague_heads: frozenset[str]
    modifiers: tuple[tuple[str, str], ...]
    works: Mapping[str, str]
    organisations: Mapping[str, str]
    enterprises: frozenset[str]
    brands: frozenset[str]
    homonyms: frozenset[str]
    namesakes: Mapping[str, tuple[Division, ...]]
    name_heads: tuple[NameHead, ...]
    cues: tuple[Cue, ...]
    name_cues: tuple[NameCue, ...]
    product_cues: tuple[ProductCue, ...]
    columns: Mapping[str, Column]
    judgements: tuple[tuple[str, str, str], ...]
    weights: Mapping[str, float]

    def is_(self, word: str, role: str) -> bool:
        """Whether the words table gives the word this role."""
        return role in self.words.get(word, _NONE)

    def by_role(self, role: str) -> frozenset[str]:
        """All words of a role."""
        return self.roles.get(role, _NONE)

    def ends(self, text: str, role: str) -> bool:
        """Whether the text ends with a word of the role."""
        return text.endswith(self.endings.get(role, ()))

    def parents(self) -> dict[str, str]:
        """The division that each administrative place lies in, by full name."""
        return {place.name: place.parent for place in self.places.values()}

    def heads_of(self, kind: str, sort: str | None = None) -> tuple[str, ...]:
        """The heads that names of a kind end with, the longest first; only those of a sort where one is given."""
        return self.endings.get(f"head:{kind}" if sort is None else f"head:{kind}:{sort}", ())


@cache
def load(folder: Path | None = None) -> Lexicon:
    """Read the tables and the thesaurus.

    Raises:
        OntologyError: a table is missing or lacks a column.

    >>> load().terms["硫酸镍"].english[0]
    'nickel sulfate'
    """
    root = folder or vocab.default_directory()
    thesaurus = Thesaurus(sorted(root.glob("materials*.ttl")) + sorted(root.glob("chains/*.ttl")))
    words = tables.words(root / "words.csv")
    firms = tables.rows(root / "enterprises.csv", "word", "role")
    roles = _by_role(words)
    name_heads = tables.name_heads(root / "nameheads.csv")
    heads = tables.rows(root / "heads.csv", "head", "broader", "kind")
    places = tables.places(root / "places.csv")
    return Lexicon(
        terms=thesaurus.terms(),
        processes=thesaurus.processes(),
        units=tables.units(root / "units.csv"),
        places={name: found[0] for name, found in places.items()},
        namesakes=places,
        words=words,
        roles=roles,
        endings=_endings(roles, name_heads),
        heads={r["head"]: r["broader"] for r in heads if not r["head"].endswith("*")},
        prefixes={r["head"][:-1]: r["broader"] for r in heads if r["head"].endswith("*")},
        vague_heads=frozenset(r["head"] for r in heads if r["kind"] in {"generic", "equipment"}),
        modifiers=tuple((r["modifier"], r["kind"]) for r in tables.rows(root / "modifiers.csv", "modifier", "kind")),
        works=tables.column(root / "processes.csv", "word", "role"),
        organisations=tables.column(root / "orgs.csv", "word", "role"),
        enterprises=frozenset(r["word"] for r in firms if r["role"] == "enterprise"),
        brands=frozenset(r["word"] for r in firms if r["role"] == "brand"),
        homonyms=frozenset(r["word"] for r in firms if r["role"] == "homonym"),
        name_heads=name_heads,
        cues=tables.cues(root / "cues.tsv", roles),
        name_cues=tables.name_cues(root / "namecues.tsv"),
        product_cues=tables.product_cues(root / "productcues.tsv"),
        columns=tables.columns(root / "columns.csv"),
        judgements=_judgements(root / "judgements.csv"),
        weights=tables.weights(root / "confidence.csv"),
    )


def _by_role(words: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    roles = sorted({role for found in words.values() for role in found})
    return {role: frozenset(word for word, found in words.items() if role in found) for role in roles}


def _endings(roles: Mapping[str, frozenset[str]], heads: tuple[NameHead, ...]) -> dict[str, tuple[str, ...]]:
    """The words of each role and the heads of each kind of name, as `str.endswith` takes them."""
    found = {role: tuple(sorted(words, key=lambda w: (-len(w), w))) for role, words in roles.items()}
    for head in heads:
        for key in (f"head:{head.kind}", f"head:{head.kind}:{head.sort}"):
            found[key] = (*found.get(key, ()), head.text)
    return found


def _judgements(path: Path) -> tuple[tuple[str, str, str], ...]:
    found = tables.rows(path, "name", "judgement", "entity")
    return tuple((r["name"], r["judgement"], r["entity"]) for r in found)
