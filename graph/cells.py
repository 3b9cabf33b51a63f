"""Cells of a table that a spreadsheet opens: what looks like a formula stays words."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import TextIO

# A spreadsheet runs a cell that begins so; full-width signs count in Chinese and Japanese locales.
_FORMULA = re.compile(r"[=+\-@\t\n＝＋－＠]")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def clean(text: str) -> str:
    r"""Make a text one that any reader of text can show.

    >>> clean("a\r\nb\x00")
    'a\nb�'
    """
    return _UNPRINTABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def cell(text: str) -> str:
    """Make a text safe to open in a spreadsheet.

    >>> cell("=1+1"), cell("电解镍")
    ("'=1+1", '电解镍')
    """
    harmless = clean(text)
    return f"'{harmless}" if _FORMULA.match(harmless) else harmless


def csv_text(columns: Sequence[str] | None, rows: Iterable[Sequence[str]]) -> str:
    r"""Write rows of cells under their headings, if any.

    >>> csv_text(("name", "value"), [("镍", "1")])
    'name,value\n镍,1\n'
    """
    text = io.StringIO()
    write_csv(text, columns, rows)
    return text.getvalue()


def write_csv(file: TextIO, columns: Sequence[str] | None, rows: Iterable[Sequence[str]]) -> None:
    """Write rows of cells under their headings into a file."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerows([columns] if columns else [])
    writer.writerows(rows)
