"""A table with headings in both languages, and the words of its cells made safe for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from unicodedata import east_asian_width

from graph.chain.results import Recorded, Results
from graph.messages import Language, Speaker
from graph.tables import cell
from graph.vocab import load

_WIDEST = 44
_TERMS = frozenset({"origin", "origins", "stage", "kind", "needed"})  # columns whose values are names of the vocabulary
Value = str | int | float | Decimal | bool | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with the colour it is shown on, as RRGGBB; "" for none."""

    value: Value
    color: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list: `key` names its title and, with each column, the heading among the messages."""

    key: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = field(default=())

    def title(self, language: Language) -> str:
        """What the list is called."""
        return Speaker(language).find(f"sheet.{self.key}", self.key)

    def headings(self, language: Language) -> tuple[str, ...]:
        """The headings of its columns."""
        return tuple(Speaker(language).find(f"column.{column}", column) for column in self.columns)

    def texts(self) -> Iterator[tuple[str, ...]]:
        """The rows as words, as a person writes the values; numbers without an exponent."""
        return (tuple(shown(one.value) for one in row) for row in self.rows)

    def to_table(self, language: Language) -> str:
        """The list for a terminal, in columns; a Chinese character takes two places, long words end in an ellipsis."""
        rows = [self.headings(language), *self.texts()]
        widths = [min(_WIDEST, max(map(_places, column))) for column in zip(*rows, strict=True)]
        lines = ("  ".join(map(_fitted, row, widths)).rstrip() for row in rows)
        return "\n".join(lines)

    def to_csv(self, language: Language) -> str:
        """The list as CSV whose cells no spreadsheet takes for formulas."""
        written = io.StringIO()
        writer = csv.writer(written, lineterminator="\r\n")
        writer.writerow(self.headings(language))
        writer.writerows([cell(text) for text in row] for row in self.texts())
        return written.getvalue()


def answers(key: str, results: Results[Recorded], language: Language) -> Sheet:
    """Answers of an analysis as a list; columns nobody fills and those of the other language are left out."""
    other = "en" if language == "zh" else "zh"
    rows = results.records()
    told = tuple(column for column in (rows[0] if rows else ()) if not column.endswith(f"_{other}"))
    columns = tuple(column for column in told if any(row[column] not in {None, ""} for row in rows))
    return Sheet(key, columns, tuple(tuple(_named(c, row[c], language) for c in columns) for row in rows))


def _named(column: str, value: Value, language: Language) -> Cell:
    """A name of a sort, a state or a kind in the reader's language; anything else as it is."""
    if not isinstance(value, str):
        return Cell(value)
    say = Speaker(language)
    if column in _TERMS:
        return Cell("、".join(_term(part, language) for part in value.split("、")))
    return Cell(say.find(f"{column}.{value}", say.translate(value)))


def _term(name: str, language: Language) -> str:
    """A name of the vocabulary by its label."""
    term = load().terms.get(name)
    return term.label(language) if term is not None else Speaker(language).find(f"kind.{name}", name)


def _places(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _fitted(text: str, width: int) -> str:
    """A text in as many places, cut off or filled up."""
    flat = " ".join(text.split())
    if _places(flat) > width:
        while _places(flat) > width - 1:
            flat = flat[:-1]
        flat += "…"
    return flat + " " * (width - _places(flat))


def shown(value: Value) -> str:
    """A value in words.

    >>> shown(Decimal("4E+5")), shown(None), shown(0.5)
    ('400000', '', '0.5')
    """
    if value is None:
        return ""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def is_number(value: Value) -> bool:
    """Whether a value is a quantity, to be set to the right."""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)
