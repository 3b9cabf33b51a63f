"""Word files (docx): paragraphs and tables in their order."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph

from graph.errors import SourceError
from graph.model import Document
from graph.text.guard import guarded
from graph.text.plain import lead, one_line

_LARGEST = 200_000_000
_OLD = b"\xd0\xcf\x11\xe0"


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Read paragraphs, each parted by an empty line, and the rows of tables as "| cell | cell |"."""
    if data.startswith(_OLD):
        what = "encrypted, or an old Word file / 已加密或为旧版 Word 文件"
        raise SourceError(what, name, "save it as docx without a password")
    with guarded(name, "DOCX", "save it again as docx"):
        _check_size(data, name)
        file = docx.Document(BytesIO(data))
        text = "\n\n".join(_blocks(file.iter_inner_content()))
        title = one_line(file.core_properties.title or "")
    if not text.strip():
        raise SourceError("empty file / 空文件", name, "give a text with words in it")
    return (Document(name, text, title if any(ord(char) > 0x2E7F for char in title) else lead(text)),)


def _check_size(data: bytes, name: str) -> None:
    """Refuse a small file that unpacks to a huge one before unpacking it."""
    with zipfile.ZipFile(BytesIO(data)) as packed:
        if sum(item.file_size for item in packed.infolist()) > _LARGEST:
            raise SourceError("unpacks to a huge file / 解压后过大", name, "remove its pictures, or give its text")


def _blocks(content: Iterable[Paragraph | Table]) -> Iterator[str]:
    for block in content:
        words = block.text.strip() if isinstance(block, Paragraph) else "\n".join(_rows(block))
        if words:
            yield words


def _rows(table: Table) -> Iterator[str]:
    """Each row once, and each cell once where cells are merged."""
    for row in table.rows:
        cells = {id(cell._tc): cell for cell in row.cells}
        words = [" ".join(cell.text.split()) for cell in cells.values()]
        if any(words):
            yield f"| {' | '.join(words)} |"
