"""Writing an answer: as a table, as CSV, as JSON or as a workbook; to the terminal or into a file."""

from __future__ import annotations

import codecs
from pathlib import Path

from graph.errors import OutputError, QueryError
from graph.messages import Speaker
from graph.rows import Rows

FORMATS = ("table", "csv", "json", "xlsx")


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
        print(content.decode("utf-8") if rows or form == "json" else "", end="")
        return
    marked = codecs.BOM_UTF8 + content if out.suffix.lower() == ".csv" else content
    try:
        out.write_bytes(marked)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise OutputError(f"cannot be written ({reason})", str(out), "choose another folder") from error


def _bytes(rows: Rows, form: str, say: Speaker) -> bytes:
    if form == "xlsx":
        return rows.to_xlsx(language=say.language)
    texts = {"table": lambda: rows.to_table(say.language), "csv": rows.to_csv, "json": rows.to_json}
    return texts[form]().encode("utf-8")
