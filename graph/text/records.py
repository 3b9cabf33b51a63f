"""JSON Lines: one document a line, with id, text, title, publisher, published, url."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from graph.errors import SourceError
from graph.model import Document
from graph.text.decode import decode
from graph.text.plain import lead, one_line

Record = dict[str, Any]
COLUMNS = ("id", "text", "title", "publisher", "published", "date", "url")
_BROKEN = re.compile("[\x00\ud800-\udfff]")
_REMEDY = 'give one object a line: {"id": …, "text": …}'


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Read the records; one that cannot be read is an error that names its line."""
    lines = _lines(decode(data, name))
    return documents_of([(number, _record(line, f"{name}:{number}")) for number, line in lines], name)


def documents_of(records: Iterable[tuple[int, Record]], name: str) -> tuple[Document, ...]:
    """The documents of records, by their number in the file of that name."""
    seen: Counter[str] = Counter()
    return tuple(_document(record, f"{name}#{number}", seen) for number, record in records)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Split at newlines only: the other line ends of Unicode may stand inside a JSON string."""
    return ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())


def _record(line: str, where: str) -> Record:
    try:
        return record_of(json.loads(line), where)
    except (ValueError, RecursionError):
        raise SourceError("not JSON / 不是 JSON", where, _REMEDY) from None


def record_of(record: object, where: str) -> Record:
    """A record that a document can be made of.

    Raises:
        SourceError: it has no text with words in it.
    """
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise SourceError('no "text" in the record / 记录缺少 text', where, _REMEDY)
    if not record["text"].strip():
        raise SourceError("empty text / 空文本", where, "give a text with words in it, or drop the line")
    if _BROKEN.search(record["text"]):
        raise SourceError("broken characters in the text / 文本含损坏字符", where, "write the record again as UTF-8")
    return record


def _document(record: Record, place: str, seen: Counter[str]) -> Document:
    """Name the document by its id; a second one of the same id, or one without, by its place in the file."""
    name = _field(record, "id") or place
    seen[name] += 1
    name = name if seen[name] == 1 else f"{name}#{place.rpartition('#')[2]}"
    title = _field(record, "title") or lead(record["text"])
    published, url = _field(record, "published") or _field(record, "date"), _field(record, "url")
    return Document(name, record["text"], title, _field(record, "publisher"), published, url)


def _field(record: Record, key: str) -> str:
    value = record.get(key)
    words = str(value) if isinstance(value, str | int | float | date) and not isinstance(value, bool) else ""
    return one_line(words.encode("utf-8", "replace").decode("utf-8"))
