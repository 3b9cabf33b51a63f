"""What the lexicon holds: terms, units, places, cues."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from graph.model import Kind


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
    """An administrative place in the one named `parent`; `certain` when its short name is no ordinary word."""

    name: str
    short: str
    level: str
    parent: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of cues.tsv: words that carry a relation, by which texts say it."""

    id: str
    predicate: str
    pattern: str
    subject: str
    confidence: float


@dataclass(frozen=True, slots=True)
class NameCue:
    """A row of namecues.tsv: words that show an enterprise name of at least `least` characters."""

    id: str
    pattern: str
    least: int


@dataclass(frozen=True, slots=True)
class ProductCue:
    """A row of productcues.tsv: words that show what is made or taken in; `end` says how it must end."""

    id: str
    pattern: str
    end: str


@dataclass(frozen=True, slots=True, order=True)
class NameHead:
    """A row of nameheads.csv: an ending that makes a name of a kind.

    `sort` says what else such a name needs: a "mine" a place, a "plant" a place or what it makes, a "site" a place;
    a "chain", "industry" or "field" goes by what stands before the head; a "method" needs nothing.
    """

    text: str
    kind: str
    sort: str


@dataclass(frozen=True, slots=True)
class Column:
    """A row of columns.csv: what the cells under a heading say of the project or company of their row.

    `says` is a relation or measure, "project" or "company" for the name itself, "content" for words that rules
    read, "silent" for nothing; `dimension` that of a measure, "amount" for those of capacities.
    """

    heading: str
    says: str
    dimension: str
    confidence: float
