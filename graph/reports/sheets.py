"""A table with headings in both languages, and the words of its cells made safe for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from graph.messages import Language, Speaker
from graph.tables import cell

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
        return Speaker(language)(f"sheet.{self.key}")

    def headings(self, language: Language) -> tuple[str, ...]:
        """The headings of its columns."""
        return tuple(Speaker(language)(f"column.{column}") for column in self.columns)

    def texts(self) -> Iterator[tuple[str, ...]]:
        """The rows as words, as a person writes the values; numbers without an exponent."""
        return (tuple(shown(one.value) for one in row) for row in self.rows)

    def to_csv(self, language: Language) -> str:
        """The list as CSV whose cells no spreadsheet takes for formulas."""
        written = io.StringIO()
        writer = csv.writer(written, lineterminator="\r\n")
        writer.writerow(self.headings(language))
        writer.writerows([cell(text) for text in row] for row in self.texts())
        return written.getvalue()


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
