"""Web pages: the main text with its captions and tables, without menus; nothing is fetched or run."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

import lxml.html
import trafilatura
from trafilatura.settings import DEFAULT_CONFIG

from graph.errors import SourceError
from graph.model import Document
from graph.text.decode import decode
from graph.text.guard import guarded
from graph.text.plain import lead, one_line

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]{3,20})""", re.IGNORECASE)
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
_CHINESE = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "utf-8": "utf-8", "utf8": "utf-8"}
# A fixed last day: the library would otherwise take today's, and two builds could differ.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
_LOGGERS = ("trafilatura", "trafilatura.core", "trafilatura.utils", "trafilatura.metadata", "htmldate", "htmldate.core")


def _settings() -> Any:
    """Prefer a short text with its paragraphs to a longer one without them."""
    settings = deepcopy(DEFAULT_CONFIG)
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")
    return settings


_SETTINGS = _settings()


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Read a page: its main text, each paragraph parted by an empty line."""
    source = _DECLARED.sub("", _text(data, name))
    with guarded(name, "HTML", "save the page again, or give its text", *_LOGGERS):
        found = _extract(source)
    text = (found.text or "").strip() if found else ""
    if not any(map(str.isalnum, text)):
        raise SourceError(
            "no main text in the page / 网页中没有正文", name, "save the page with its text, or give its text"
        )
    text = re.sub(r"\n+", "\n\n", text)
    title = one_line(found.title or "") or lead(text)
    return (Document(name, text, title, one_line(found.sitename or ""), found.date or "", found.url or ""),)


def _text(data: bytes, name: str) -> str:
    """Decode by what the page declares, if that holds, else by what the bytes look like."""
    declared = _CHARSET.search(data, 0, 4096)
    encoding = _CHINESE.get(declared[1].decode("ascii").lower()) if declared else None
    if encoding:
        try:
            return data.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            pass
    return decode(data, name)


def _extract(source: str) -> Any:
    tree = lxml.html.document_fromstring(source, parser=lxml.html.HTMLParser(no_network=True, remove_comments=True))
    for caption in list(tree.iter("figcaption")):
        caption.tag = "p"  # the library drops a figure and its words with it
    for figure in list(tree.iter("figure")):
        figure.tag = "div"
    return trafilatura.bare_extraction(
        tree,
        fast=True,
        include_comments=False,
        with_metadata=True,
        date_extraction_params=_DATES,
        config=_SETTINGS,
    )
