"""Giving an answer: the options all questions share, and its form: a table, CSV, JSON or a workbook."""

from __future__ import annotations

import argparse
import codecs
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from graph.errors import QueryError
from graph.messages import Speaker
from graph.output import told
from graph.rows import Rows
from graph.store import is_address

FORMATS = ("table", "csv", "json", "xlsx")
DEFAULTS: dict[str, Any] = {"source": Path("output"), "format": None, "out": None, "quiet": False}


def add_options(parser: argparse._ActionsContainer, say: Speaker) -> None:
    """Which graph is asked, and how the answer is given; the parser holds `DEFAULTS`."""
    parser.add_argument("--from", dest="source", metavar="OUTPUT", type=source, help=say("answer.from"))
    add_form(parser, say)


def source(text: str) -> Path | str:
    """A folder or file; the address of a store elsewhere as it is.

    >>> source("https://example.org/sparql")
    'https://example.org/sparql'
    """
    return text if is_address(text) else Path(text)


def add_form(parser: argparse._ActionsContainer, say: Speaker) -> None:
    """How the answer is given, where the graph is an argument of its own."""
    parser.add_argument("--format", choices=FORMATS, help=say("answer.format"))
    parser.add_argument("--json", dest="format", action="store_const", const="json", help=say("answer.json"))
    parser.add_argument("--out", metavar="FILE", type=Path, help=say("answer.out"))
    parser.add_argument("--quiet", action="store_true", help=say("answer.quiet"))


def form_of(asked: str | None, out: Path | None) -> str:
    """The form asked for, else that of the file's ending, else a table.

    Raises:
        QueryError: a workbook is asked for without a file.

    >>> form_of(None, Path("a.csv")), form_of(None, None)
    ('csv', 'table')
    """
    ending = out.suffix.lower().lstrip(".") if out else ""
    form = asked or (ending if ending in FORMATS else "table")
    if form == "xlsx" and out is None:
        raise QueryError("a workbook is written to a file", remedy="add --out FILE")
    return form


def emit(rows: Rows, form: str, out: Path | None, say: Speaker) -> None:
    """Write the rows.

    Raises:
        OutputError: the file cannot be written.
    """
    content = _bytes(rows, form, say)
    if out is None:
        print(content.decode("utf-8"), end="")
        return
    with told(out):
        out.write_bytes(codecs.BOM_UTF8 + content if form == "csv" else content)


def explain(lines: Iterable[str], *, quiet: bool) -> None:
    """Say beside an answer what stands behind it, or why it is empty."""
    for line in () if quiet else lines:
        print(f"industry-chain: {line}", file=sys.stderr)


def _bytes(rows: Rows, form: str, say: Speaker) -> bytes:
    if form == "xlsx":
        return rows.to_xlsx(language=say.language)
    if form == "table":
        return rows.to_table(say.language).encode() if rows else b""
    return (rows.to_json() if form == "json" else rows.to_csv()).encode()
