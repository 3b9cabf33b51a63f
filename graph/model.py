"""The frozen types that flow from a text to the graph.

`Document` -> `Claim` (what one sentence says, in its own names) -> `Link` (which entity a name means)
-> `Fact` (what the graph says, with every claim behind it) -> `Knowledge` (all of it).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

Kind = Literal["Company", "Project", "Material", "Chain", "Place", "Park", "Facility", "Technology"]
Origin = Literal["Stated", "Derived", "Reference"]
Modality = Literal["Asserted", "Prospective"]


def digest(*parts: str) -> str:
    """Sixteen hexadecimal digits that stand for these parts, the same in every run.

    >>> digest("a", "b") == digest("a", "b") != digest("ab")
    True
    """
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


_document_id = lru_cache(maxsize=64)(digest)  # a text is long and its id is asked for by every claim


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it was read. Spans count code points of `text`."""

    name: str
    text: str
    title: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    start: int = 0

    @property
    def id(self) -> str:
        """A hash of the name and the text."""
        return _document_id(self.name, self.text)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open, in code points of the text as read."""

    start: int
    end: int


def passage_id(document: str, span: Span) -> str:
    """The id of words quoted: the text and where they stand in it.

    >>> passage_id("d", Span(1, 2)) == passage_id("d", Span(1, 2)) != passage_id("d", Span(1, 3))
    True
    """
    return f"passage/{digest(document, str(span.start), str(span.end))}"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands.

    `surface` is the normalised wording at `span`; `label` the name it gives to what it means, without
    what only praises it ("优质海绵钛" -> "海绵钛") and, for a reference such as 公司, its antecedent's label.
    """

    document: str
    span: Span
    surface: str
    kind: Kind
    label: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, in the base unit (40万吨 -> 400000 t), and what it measures.

    `value` is None where the text gives a bound or a range only; `unit` is UCUM; `basis` is "Input" for
    a treatment capacity; `year` as stated, "" where none is.
    """

    span: Span
    as_written: str
    unit: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    material: Mention | None = None
    basis: Literal["", "Input", "Output"] = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that say it: `document.text[span.start:span.end] == quote`."""

    document: str
    span: Span
    quote: str
    extractor: str
    cue: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What one sentence says. `object` is a name, a quantity, or the local name of a status, `year` that of one."""

    subject: Mention
    predicate: str
    object: Mention | Quantity | str
    evidence: Evidence
    confidence: float
    modality: Modality = "Asserted"
    phase: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class Rejection:
    """What was not taken, and why: doubt is counted and listed."""

    document: str
    span: Span
    quote: str
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document names and says, and what was not taken from it; aliases as (short, full, reason)."""

    document: Document
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    rejections: tuple[Rejection, ...] = ()
    aliases: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing of the graph. `id` is KIND/LABEL, the tail of its IRI, in lower-case kind: "company/甲公司"."""

    id: str
    kind: Kind
    label: str
    names: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Which entity a name means, how sure, and why."""

    document: str
    label: str
    entity: str
    score: float
    reason: str


Key = tuple[str, Kind, str]


@dataclass(frozen=True, slots=True)
class Name:
    """What one text calls one thing, in all its wordings: all that decides which entity it means.

    `text` is the name of the document. `owners` undertake it there, where it is a project; `shorts` are what a company
    is called for short there: the number of the alias, the short form, the reason.
    """

    document: str
    text: str
    kind: Kind
    label: str
    surfaces: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    shorts: tuple[tuple[int, str, str], ...] = ()

    @property
    def key(self) -> Key:
        """What stands for it where names are joined."""
        return self.document, self.kind, self.label


@dataclass(frozen=True, slots=True)
class Resolution:
    """The entities, the entity of each name (document id, kind, label), and why it is that one."""

    entities: tuple[Entity, ...]
    of: Mapping[Key, str]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Amount:
    """A `Quantity` whose material is an entity."""

    as_written: str
    unit: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    material: str = ""
    basis: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """What the graph says. `subject` and a text `object` are entity ids; a status is its local name.

    A derived fact has no claims of its own but `premises` (ids of other facts) and the `rule` that
    joins them; a fact can be both stated and derived, and is then two facts.
    """

    subject: str
    predicate: str
    object: str | Amount
    origin: Origin
    claims: tuple[Claim, ...] = ()
    premises: tuple[str, ...] = ()
    rule: str = ""
    confidence: float = 1.0

    @property
    def id(self) -> str:
        """A hash of what is said and on what ground it stands (origin), not of where it is said."""
        return digest(self.subject, self.predicate, repr(self.object), self.origin)


@dataclass(frozen=True, slots=True)
class Flow:
    """A material that a reference step takes in or gives out; tonnes per tonne of its main output.

    `enters` is False for an input none of whose elements is in what the step makes (acid that only leaches).
    `source` says where the amount was read.
    """

    material: str
    role: Literal["input", "output", "byproduct"]
    amount: Decimal | None = None
    enters: bool = True
    source: str = ""


@dataclass(frozen=True, slots=True)
class Process:
    """A reference step of a chain, with where it was read; `source` is "" where none is known."""

    id: str
    label: str
    english: str
    chain: str
    stage: str
    flows: tuple[Flow, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that a build knows: texts, what they name, what they say, what domain knowledge adds.

    `mentions` pairs an entity's id with a place where a text names it, one a document and wording.
    """

    documents: tuple[Document, ...]
    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    links: tuple[Link, ...]
    rejections: tuple[Rejection, ...]
    processes: tuple[Process, ...]
    mentions: tuple[tuple[str, Mention], ...] = ()
