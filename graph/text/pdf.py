"""PDF files that hold text; a scan needs character recognition first."""

from __future__ import annotations

import re
from io import BytesIO

from pypdf import PdfReader

from graph.errors import SourceError
from graph.model import Document
from graph.text.chars import HAN
from graph.text.guard import guarded
from graph.text.plain import lead, one_line

_HAN = re.compile(f"[{HAN}]")
_WORD = re.compile(rf"[{HAN}A-Za-z0-9]")
_LOGGERS = ("pypdf", "pypdf._reader", "pypdf.generic._base", "pypdf._cmap", "pypdf._utils", "pypdf.filters")


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Read the text of all pages, in their order."""
    with guarded(name, "PDF", "save it again, or give its text", *_LOGGERS):
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError("encrypted PDF / PDF 已加密", name, "save it without a password")
        text = "\n".join(page.extract_text().strip("\n") for page in reader.pages)
        title = str(reader.metadata.title or "") if reader.metadata else ""
    if not _WORD.search(text):
        raise SourceError(
            "no text in the PDF, perhaps a scan / PDF 没有文字层", name, "recognise its characters (OCR) first"
        )
    text = text.encode("utf-8", "replace").decode("utf-8")
    # Programs put file names and their own names into the title field; a Chinese one was meant.
    return (Document(name, text, one_line(title) if _HAN.search(title) else lead(text)),)
