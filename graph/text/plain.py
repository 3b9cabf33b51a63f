"""Text and Markdown files: what the file holds, the front matter before its body, and its title."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

import yaml

from graph.model import Document
from graph.text.decode import decode
from graph.text.roles import role

_FRONT = re.compile(r"\s*---[ \t]*\r?\n(.{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)\s*", re.DOTALL)
_KEYS = {
    "title": "title", "标题": "title", "publisher": "publisher", "来源": "publisher", "媒体": "publisher",
    "date": "published", "published": "published", "日期": "published", "发布日期": "published",
    "url": "url", "source": "publisher", "链接": "url", "原文链接": "url", "网址": "url",
}  # fmt: skip
_LEAD = re.compile(r"[ \t\u3000]*(?:#{1,6}[ \t]+)?(.*?)[ \t\u3000#]*$")
_BRACKET = re.compile(r"【([^】\n]{4,80})】")


class Front(NamedTuple):
    """What a text says of itself before its body, which begins at `start`."""

    title: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    start: int = 0


def read(data: bytes, name: str) -> tuple[Document, ...]:
    r"""Read a file as it is, whatever its encoding.

    >>> read("# 铜业\n\n甲公司投产。".encode("gb18030"), "a.md")[0].title
    '铜业'
    """
    return (document(decode(data, name), name),)


def document(text: str, name: str) -> Document:
    r"""Make a document of a text with or without front matter.

    >>> made = document("---\n标题: 铜业\n日期: 2025-07-03\n---\n甲公司投产。", "a.md")
    >>> made.title, made.published, made.text[made.start:]
    ('铜业', '2025-07-03', '甲公司投产。')
    """
    found = front_matter(text)
    title = found.title or lead(text[found.start :])
    return Document(name, text, title, found.publisher, found.published, found.url, found.start)


def front_matter(text: str) -> Front:
    """Read the YAML between two lines of "---" at the top; what cannot be read so is text."""
    match = _FRONT.match(text)
    if not match or match.end() == len(text):
        return Front()
    try:
        fields = yaml.safe_load(match[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        return Front()
    if not isinstance(fields, dict):
        return Front()
    known: dict[str, str] = {}
    for key, value in fields.items():
        words = _text(value)
        field = _KEYS.get(key.strip().lower()) if isinstance(key, str) else None
        if field == "publisher" and words.startswith(("http://", "https://")):
            field = "url"
        if field:
            known.setdefault(field, words)
    return Front(**known, start=match.end())


def _text(value: object) -> str:
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    return one_line(str(value)) if isinstance(value, str | int | float) else ""


def one_line(text: str) -> str:
    r"""Leave out what would break a line, and give other white space the width of one.

    >>> one_line("镍都 \n 新篇")
    '镍都 新篇'
    """
    shown = text if text.isprintable() else "".join(char if char.isprintable() else " " for char in text)
    return " ".join(shown.split())


def lead(text: str) -> str:
    r"""Find the title: the first line that is no byline, if it is a heading, or what 【】 holds there.

    >>> lead("# 镍都新篇\n\n甲公司投产。"), lead("甲公司投产，达标。")
    ('镍都新篇', '')
    """
    for line in text[:2000].splitlines():
        words = one_line(_LEAD.sub(r"\1", line))
        bracket = _BRACKET.match(words)
        if bracket:
            return bracket[1]
        kind = role(words, "heading" if line.lstrip().startswith("# ") else "") if words else "byline"
        if kind != "byline":
            return words if kind == "heading" else ""
    return ""
