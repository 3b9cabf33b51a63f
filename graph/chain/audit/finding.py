"""What an audit finds: a slip or conflict in the texts themselves, explained, with the words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from graph.chain.index import Evidence, Index, first_words
from graph.chain.results import Results, Row
from graph.messages import Language, Speaker
from graph.model import Amount, Entity
from graph.record import Source, Told

Severity = Literal["slip", "conflict", "unsupported"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look into.

    `kind` says what: "figures", "unit", "currency" and "status" (not all can be right), "growth.yearly" and the like,
    "direction", "share", "sum", "misfit", "number" and "cut" (slips), "superlative" (said without a source).
    `severity` is "conflict", "slip" or "unsupported". `subject` is what it is said of, None where nobody knows.
    """

    kind: str
    severity: Severity
    subject: Entity | None
    zh: str
    en: str
    evidence: tuple[Evidence, ...]

    def text(self, language: Language = "zh") -> str:
        """What is wrong, in a sentence, with the numbers computed."""
        return self.en if language == "en" else self.zh

    def record(self) -> Row:
        """Its row in a table."""
        row: Row = {"kind": self.kind, "severity": self.severity, "subject": self.subject.label if self.subject else ""}
        return row | {"text_zh": self.zh, "text_en": self.en, **first_words(self.evidence)}


Values = dict[str, object]
_SEVERITY: dict[str, Severity] = {
    **dict.fromkeys(("figures", "unit", "currency", "status"), "conflict"),
    "superlative": "unsupported",
}


def finding(
    kind: str, subject: Entity | None, evidence: Iterable[Evidence], values: Values, english: Values | None = None
) -> Finding:
    """Put a finding into words: `audit.KIND` of ontology/messages.csv, filled in; `english` where values differ."""
    key = f"audit.{kind}"
    zh, en = Speaker("zh")(key, **values), Speaker("en")(key, **(values | (english or {})))
    return Finding(kind, _SEVERITY.get(kind, "slip"), subject, zh, en, tuple(dict.fromkeys(evidence)))


class Audit(Results[Finding]):
    """The findings, conflicts first. `whole` is False where only quoted words could be read, not the texts."""

    whole: bool

    @classmethod
    def of(cls, findings: Iterable[Finding], *, whole: bool) -> Audit:
        """Put findings in order."""
        found = cls(sorted(dict.fromkeys(findings), key=_order))
        found.whole = whole
        return found

    def note(self, language: Language = "zh") -> str:
        """How much was read: whole texts or quoted words only."""
        return Speaker(language)("audit.read.texts" if self.whole else "audit.read.quotes")

    def _repr_html_(self) -> str:
        return f"<p>{self.note('zh')} / {self.note('en')}</p>{super()._repr_html_()}"


def _order(found: Finding) -> tuple[object, ...]:
    first = found.evidence[0]
    place = first.document.name, first.document.id, first.start, first.end
    return ("conflict", "slip", "unsupported").index(found.severity), found.kind, *place, found.zh


def quoted(told: Told, index: Index, start: int = 0, end: int | None = None) -> Evidence:
    """The words from start to end of a sentence, or all of it, as evidence."""
    first, last, words = told.quote(start, end)
    return Evidence(words, index.sources.get(told.document, Source(told.document, told.document)), first, last)


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause or clauses that hold the characters from start to end, without the marks around.

    >>> clause("甲，乙丙，丁。", 2, 3)
    (2, 4)
    """
    marks = "，；。！？：\n"
    left = max(text.rfind(mark, 0, start) for mark in marks) + 1
    right = min((place for mark in marks if (place := text.find(mark, end)) >= 0), default=len(text))
    return left, right


_LONGEST, _SHORTEST = 24, 2


def named(text: str, index: Index, *kinds: str) -> tuple[tuple[int, int, Entity], ...]:
    """The entities of these kinds that a text names, the longest name at each place: start, end and entity."""
    found = []
    place = 0
    while place < len(text):
        lengths = range(min(_LONGEST, len(text) - place), _SHORTEST - 1, -1)
        hits = ((n, e) for n in lengths for e in index.named(text[place : place + n])[:1] if e.kind in kinds)
        length, entity = next(hits, (0, None))
        if entity is not None:
            found.append((place, place + length, entity))
        place += length or 1
    return tuple(found)


_ACTORS = ("Company", "Project", "Facility", "Technology")
_SUBJECTS = (*_ACTORS, "Material", "Chain", "Park", "Place")


def spoken_of(told: Told, index: Index, start: int, end: int) -> Entity | None:
    """Whom the words from start to end are said of, None where that is not plain.

    What their clause names last before them; where they open the clause, the actor it names after them, or else the
    one actor that the sentence names.
    """
    left, right = clause(told.text, start, end)
    here = named(told.text[left:right], index, *_SUBJECTS)
    before = [entity for _, place, entity in here if left + place <= start]
    if before or start - left >= _SHORTEST:
        return before[-1] if before else None
    after = [entity for place, _, entity in here if left + place >= end and entity.kind in _ACTORS]
    actors = {entity.id: entity for _, _, entity in named(told.text, index, *_ACTORS)}
    return after[0] if after else next(iter(actors.values())) if len(actors) == 1 else None


Places = dict[str, list[tuple[int, int, str]]]


def measured_at(index: Index) -> Places:
    """Where each text states a figure, and of whom."""
    found: Places = defaultdict(list)
    for statement in index.record.statements:
        if isinstance(statement.object, Amount):
            for said in statement.claims:
                found[said.document].append((said.start, said.end, statement.subject))
    return found


def measured_of(words: Evidence, places: Places, index: Index) -> Entity | None:
    """The one subject of the figures stated in these words."""
    near = places.get(words.document.id, ())
    subjects = {id for start, end, id in near if start < words.end and words.start < end}
    return index.entities.get(next(iter(subjects))) if len(subjects) == 1 else None
