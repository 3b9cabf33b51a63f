"""A view of a text that rules can read, each character of it tied to its place in the text as read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import Document, Span
from graph.text import chars
from graph.text.joins import join_lines
from graph.text.markup import Mark, strip_markup
from graph.text.punctuation import canonical, ranges
from graph.text.tables import Table, part_fields
from graph.text.tape import Tape, edit, rewrite, tape


@dataclass(frozen=True, slots=True)
class Normal:
    """A text as rules read it. `offsets[i]` is the place in the document of character i; one more ends it.

    A newline is a boundary that no sentence crosses. `marks` says which lines the markup calls heading, item
    or cell, by where they begin; `tables` where each cell of a table stands.
    """

    text: str
    offsets: tuple[int, ...]
    marks: tuple[tuple[int, Mark], ...] = ()
    tables: tuple[Table, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """Where the characters from start to end stand in the document.

        >>> normalise(Document("a.txt", "产 能\u200b５万吨")).span(1, 3)
        Span(start=2, end=5)
        """
        if start >= end:
            return Span(self.offsets[start], self.offsets[start])
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


def normalise(document: Document) -> Normal:
    """Read the document from where its body begins: one width, one punctuation, no layout, no markup.

    >>> normalise(Document("a.md", "**甲公司** 年产２～３万吨,已投产")).text
    '甲公司年产2~3万吨，已投产'
    """
    view = tape(document.text, document.start)
    view = rewrite(rewrite(view, chars.LINE_END, "\n"), chars.PAGE_END, "\n\n")
    view = rewrite(rewrite(view, _HYPHEN, ""), chars.INVISIBLE, "")
    view, marks, tables = strip_markup(_characters(view))
    view = join_lines(_spaces(part_fields(rewrite(view, _EDGE, "\n"))))
    view = _spaces(ranges(canonical(view)))
    view = _trim(view)
    return Normal(view.text, tuple(view.offsets), _settle(view, marks), tuple(_laid(view, table) for table in tables))


# A word broken at the end of a line; the soft hyphen says the same.
_HYPHEN = re.compile(rf"(?:(?<=[A-Za-z])[-\u2010]|\u00ad)[{chars.SPACES}]*\n[{chars.SPACES}]*(?=[a-z])")
_WIDE_COMMA = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_WIDE_POINT = re.compile(r"(?<=[0-9])．(?=[0-9])")
_EDGE = re.compile(rf"(?<![{chars.SPACES}\n])[{chars.SPACES}]+\n[{chars.SPACES}]*|\n[{chars.SPACES}]+")
_SPACE = re.compile(rf"[{chars.SPACES}]+")
_WIDE = re.compile(f"[{chars.WIDE}\n]")
_HEADLINE = re.compile("(?m)^[^\n，。；！？]{5,60}$")
_FIGURE = re.compile(r"(?m)^[图表][\d一二三四五六七八九十]{1,3}(?=[ \t\u3000])")
_BETWEEN_HAN = re.compile(rf"(?<=[{chars.HAN}”][{chars.HAN}”])[{chars.SPACES}]+(?=[{chars.HAN}“][{chars.HAN}])")


def _characters(view: Tape) -> Tape:
    view = rewrite(view, _WIDE_COMMA, ",")
    view = rewrite(view, chars.RAISED, chars.plain_digits)
    view = Tape(view.text.translate(chars.ONE_TO_ONE), view.offsets)
    view = rewrite(view, chars.MANY, lambda match: chars.ONE_TO_MANY[match.group()])
    return rewrite(view, _WIDE_POINT, ".")


def _spaces(view: Tape) -> Tape:
    """Spaces next to wide characters go, others become one; those that part names or halves of a headline stay."""
    kept = set(_parting(view.text))

    def space(match: re.Match[str]) -> str:
        start, end = match.span()
        outer = start == 0 or end == len(match.string)
        wide = outer or _WIDE.match(match.string, start - 1) or _WIDE.match(match.string, end)
        return "" if wide and start not in kept else " "

    return rewrite(view, _SPACE, space)


def _parting(text: str) -> Iterator[int]:
    yield from (match.end() for match in _FIGURE.finditer(text))
    for line in _HEADLINE.finditer(text):
        for match in _BETWEEN_HAN.finditer(line.group()):
            yield line.start() + match.start()


def _trim(view: Tape) -> Tape:
    """No newlines at the ends, and no more than two together."""
    text = view.text
    head, tail = len(text) - len(text.lstrip("\n ")), len(text.rstrip("\n "))
    if head:
        view = edit(view, [(0, head, "")])
    if head < tail < len(text):
        view = edit(view, [(tail - head, len(view.text), "")])
    return view


def _settle(view: Tape, marks: dict[int, Mark]) -> tuple[tuple[int, Mark], ...]:
    settled = {bisect_left(view.offsets, place): mark for place, mark in sorted(marks.items())}
    return tuple(sorted(item for item in settled.items() if item[0] < len(view.text)))


def _laid(view: Tape, table: Table) -> Table:
    """A table in offsets of the view."""
    at = view.offsets
    return tuple(tuple((bisect_left(at, start), bisect_left(at, end)) for start, end in row) for row in table)
