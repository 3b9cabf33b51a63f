"""A list with a title and headings in both languages, and the colours some of its cells are shown on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.cells import cell, csv_text
from graph.chain.results import Recorded, Results
from graph.messages import Language, Speaker
from graph.rows import Rows, Value, headings, in_words


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with the colour it is shown on, as RRGGBB; "" for none."""

    value: Value
    color: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list: `key` names its title among the messages, as each column does its heading."""

    key: str
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]

    @property
    def rows(self) -> Rows:
        """The values alone."""
        return Rows(self.columns, tuple(tuple(one.value for one in row) for row in self.cells))

    def title(self, language: Language) -> str:
        """What the list is called."""
        return Speaker(language).find(f"sheet.{self.key}", self.key)

    def headings(self, language: Language) -> list[str]:
        """The headings of its columns."""
        return headings(self.columns, language)

    def texts(self, language: Language) -> Iterator[list[str]]:
        """The rows in words."""
        return self.rows.said(language)

    def colors(self, language: Language) -> dict[tuple[str, str], str]:
        """The colour of each coloured value, by its column and its words."""
        found = (
            (column, one) for row in self.cells for column, one in zip(self.columns, row, strict=True) if one.color
        )
        return {(column, in_words(column, one.value, language)): one.color for column, one in found}

    def to_csv(self, language: Language) -> str:
        """The list as CSV, in the reader's language; no cell is a formula."""
        return csv_text(self.headings(language), (list(map(cell, row)) for row in self.texts(language)))


def answers(key: str, results: Results[Recorded], language: Language) -> Sheet:
    """Answers of an analysis as a list in a language."""
    rows = results.rows(language)
    return Sheet(key, rows.columns, tuple(tuple(map(Cell, row)) for row in rows))
