"""What an answer looks like: rows of plain values, written for a spreadsheet, a program or a terminal."""

from __future__ import annotations

import io
import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from graph import vocab
from graph.cells import cell, clean, csv_text
from graph.errors import Error
from graph.messages import Language, Speaker

if TYPE_CHECKING:
    import pandas as pd

Value = str | Decimal | int | float | bool | None
Row = tuple[Value, ...]
Colors = Mapping[tuple[str, str], str]  # column and the words of a value -> RRGGBB
_TERMS = frozenset(  # columns whose values are names of the vocabulary or of an analysis
    [
        "origin",
        "origins",
        "needed",
        "relation",
        "measure",
        "property",
        "kind",
        "status",
        "stage",
        "basis",
        "modality",
        "sort",
        "state",
        "severity",
        "gap",
        "measure",
        "cause",
        "class",
        "side",
    ]
)
_SPOKEN = frozenset(
    {"said", "why", "rule", "ground", "producer", "claimed"}
)  # words that the graph holds in both languages
_WIDEST, _SHOWN = 48, 200  # columns of a cell in a terminal, rows in a notebook
_CELL = 32_000  # of the 32,767 characters that a cell of a spreadsheet holds
_CREATED = datetime(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Rows:
    r"""An answer: the names of its columns, and its rows in the order of the question.

    >>> rows = Rows(("material", "value"), (("电解镍", Decimal("3.50")), ("=1", None)))
    >>> rows.to_csv()
    "material,value\n电解镍,3.50\n'=1,\n"
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def to_csv(self) -> str:
        """A row each, under the names of the columns; no cell is a formula."""
        if not self.columns:
            return ""
        return csv_text(
            [cell(name) for name in self.columns],
            ([cell(v) if isinstance(v, str) else _text(v) for v in row] for row in self.rows),
        )

    def to_json(self) -> str:
        r"""A list of objects, a row each; what is not known is null.

        >>> Rows(("a",), ((Decimal("2.0"),), (None,))).to_json()
        '[\n {"a": 2},\n {"a": null}\n]\n'
        """
        objects = (dict(zip(self.columns, map(_plain, row), strict=True)) for row in self.rows)
        lines = ",\n ".join(json.dumps(one, ensure_ascii=False) for one in objects)
        return f"[\n {lines}\n]\n" if self.rows else "[]\n"

    def to_table(self, language: Language = "en") -> str:
        """Columns to read in a terminal, where a Chinese character is as wide as two letters.

        >>> print(Rows(("material", "value"), (("电解镍", 3), ("Ni", 12))).to_table("zh"), end="")
        物料    数值
        ──────  ────
        电解镍     3
        Ni        12
        """
        head = [_shown(name) for name in headings(self.columns, language)]
        body = [[_shown(words) for words in row] for row in self.said(language)]
        wide = [max(map(_width, column)) for column in zip(head, *body, strict=True)]
        right = [_counts(column) for column in zip(*self.rows, strict=True)] or [False] * len(head)
        lines = [_line(head, wide, [False] * len(head)), "  ".join("─" * width for width in wide)]
        return "\n".join([*lines, *(_line(row, wide, right) for row in body)]) + "\n"

    def to_xlsx(self, path: str | Path | None = None, language: Language = "en") -> bytes:
        """A workbook of one sheet. Given a path it is written there too."""
        made = workbook([("", self)], language)
        if path is not None:
            Path(path).write_bytes(made)
        return made

    def to_pandas(self) -> pd.DataFrame:
        """A data frame: a column of quantities is of numbers, not of decimals; what is not known is missing.

        Raises:
            Error: pandas is not installed; nothing else needs it.
        """
        try:
            import pandas  # noqa: PLC0415 - only those who ask for it need it
        except ImportError as error:
            raise Error("pandas is not installed", remedy='install it: pip install "pandas>=2.2"') from error
        plain = [[float(value) if isinstance(value, Decimal) else value for value in row] for row in self.rows]
        return pandas.DataFrame(plain, columns=list(self.columns))

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(column)}</th>" for column in self.columns)
        body = "".join(f"<tr>{_html(row)}</tr>" for row in self.rows[:_SHOWN])
        more = f"<caption>{len(self)} rows, {_SHOWN} shown</caption>" if len(self) > _SHOWN else ""
        return f"<table>{more}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def said(self, language: Language) -> Iterator[list[str]]:
        """Every value in words, names of the vocabulary in the language of the reader."""
        for row in self.rows:
            yield [in_words(name, value, language) for name, value in zip(self.columns, row, strict=True)]


def workbook(sheets: Sequence[tuple[str, Rows]], language: Language, colors: Colors | None = None) -> bytes:
    """A workbook with a sheet for each name; `colors` gives, by column and words, the fill of a cell, as RRGGBB."""
    import xlsxwriter  # noqa: PLC0415 - only those who ask for a workbook pay for its import

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"created": _CREATED})
    bold, plain = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    fills = {color: book.add_format({"bg_color": f"#{color}"}) for color in sorted(set((colors or {}).values()))}
    for name, rows in sheets:
        sheet = book.add_worksheet(name or None)
        for number, heading in enumerate(headings(rows.columns, language)):
            sheet.write_string(0, number, heading, bold)
        for place, (row, words) in enumerate(zip(rows.rows, rows.said(language), strict=True), start=1):
            for number, (value, text) in enumerate(zip(row, words, strict=True)):
                form = fills.get((colors or {}).get((rows.columns[number], text), ""), plain)
                if is_number(value) and _exact(value):
                    sheet.write_number(place, number, float(str(value)), form)
                elif text:  # never a formula and never a link: what a text says is only words
                    sheet.write_string(place, number, text[:_CELL], form)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, max(0, len(rows.columns) - 1), 22)
    book.close()
    return made.getvalue()


def headings(columns: Sequence[str], language: Language) -> list[str]:
    """What columns are called in a language."""
    speaker = Speaker(language)
    return [speaker.find(f"column.{name}") or name.replace("_", " ") for name in columns]


def in_words(column: str, value: Value, language: Language) -> str:
    """A value as a reader of the language sees it; what a text says is left as it says it.

    >>> in_words("origin", "Stated、Derived", "zh"), in_words("quote", "Stated", "zh"), in_words("already", False, "en")
    ('文本所述、推导所得', 'Stated', 'no')
    """
    if isinstance(value, bool):
        return Speaker(language)("yes" if value else "no")
    text = clean(value) if isinstance(value, str) else _text(value)
    if not text or not isinstance(value, str):
        return text
    if column in _TERMS:
        return "、".join(_term(column, part, language) for part in text.split("、"))
    return Speaker(language).translate(text) if column in _SPOKEN else text


def _term(column: str, name: str, language: Language) -> str:
    """A name of the vocabulary by its label, or of an analysis by its message."""
    term = vocab.load().terms.get(name)
    return term.label(language) if term is not None else Speaker(language).find(f"{column}.{name}", name)


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _html(row: Row) -> str:
    return "".join(f"<td>{escape(_text(value))}</td>" for value in row)


def _plain(value: Value) -> str | int | float | bool | None:
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


def _exact(value: Value) -> bool:
    """Whether a spreadsheet, which counts in floats, can hold the number as it is."""
    return isinstance(value, float) or (value is not None and Decimal(repr(float(value))) == value)


def _shown(text: str) -> str:
    """On one line, without what moves the cursor, and not wider than can be read."""
    line = "".join(char if char.isprintable() else " " for char in text)
    if _width(line) <= _WIDEST:
        return line
    while _width(line) >= _WIDEST:
        line = line[: -max(1, (_width(line) - _WIDEST) // 2)]
    return line + "…"


def _width(text: str) -> int:
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


def is_number(value: Value) -> bool:
    """Whether a value is a quantity, to be set to the right."""
    return isinstance(value, Decimal | int | float) and not isinstance(value, bool)


def _counts(column: tuple[Value, ...]) -> bool:
    return any(map(is_number, column))


def _line(cells: list[str], wide: list[int], right: list[bool]) -> str:
    padded = (
        " " * (width - _width(text)) + text if to_right else text + " " * (width - _width(text))
        for text, width, to_right in zip(cells, wide, right, strict=True)
    )
    return "  ".join(padded).rstrip()
