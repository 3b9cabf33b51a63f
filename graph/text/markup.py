"""Take markup (Markdown, comments) off the text and remember which lines it called headings, items or cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from graph.text.tables import Table, part_cells
from graph.text.tape import Edit, Tape, edit

Mark = Literal["heading", "item", "cell"]

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LINK = re.compile(r"!?\[([^\[\]\n]{0,400})\]\([^()\n]{0,2000}\)")
_INLINE = re.compile(r"\*\*+|__+(?=\S)|(?<=\S)__+|`+")
_RULE = re.compile(r"(?m)^[ \t]*(?:[-*_=][ \t]*){3,}$|^[ \t]*(?:```|~~~)[^\n]*$|^[ \t]*\|[ \t:|-]+$")
_CELL = re.compile(r"(?m)^[ \t]*\|[ \t\u3000|]*|(?<![ \t|])[ \t]*\|[ \t\u3000|]*$|(?<=\S)[ \t]+\|[ \t]+(?=\S)")
_LINE_MARK = re.compile(
    r"(?m)^(?P<indent>[ \t\u3000]*)(?:>[ \t\u3000]*)*"
    r"(?:(?P<heading>#{1,6})[ \t\u3000]+|(?P<item>[-*+][ \t\u3000]+|[·•●■◆◇○□◎][ \t\u3000]*|\d{1,2}[.)][ \t\u3000]+))*"
)
_DEEP = re.compile(r"[\t\u3000]|  ")
_FIRM = re.compile(r"(?<![ \t\u3000])[ \t\u3000]{2,}\n|\n[ \t\u3000]*\n\s*")


def strip_markup(old: Tape) -> tuple[Tape, dict[int, Mark], tuple[Table, ...]]:
    r"""Remove the marks; the other values say, by place in the original, which lines were marked, and what tables are.

    >>> from graph.text.tape import tape
    >>> strip_markup(tape("# 题\n**铜** [甲](http://a.cn)"))
    (Tape(text='题\n\n铜 甲', offsets=[2, 3, 3, 6, 9, 11, 26]), {2: 'heading'}, ())
    """
    bare = edit(old, _comments(old.text))
    bare = edit(bare, ((*match.span(), "") for match in _RULE.finditer(bare.text)))
    bare = edit(bare, _links(bare.text))
    bare = edit(bare, ((*match.span(), "") for match in _INLINE.finditer(bare.text)))
    bare, tables = part_cells(bare)
    marks: dict[int, Mark] = {start: "cell" for table in tables for row in table for start, end in row if end > start}
    bare = edit(bare, _lines(bare, marks))
    bare = edit(bare, _cells(bare, marks))
    return edit(bare, ((*match.span(), "\n\n") for match in _FIRM.finditer(bare.text))), marks, tables


def _comments(text: str) -> Iterator[Edit]:
    # Looking no further than the last "-->" keeps a file of unclosed comments from costing its square.
    return ((*match.span(), "") for match in _COMMENT.finditer(text, 0, text.rfind("-->") + 3))


def _links(text: str) -> Iterator[Edit]:
    for match in _LINK.finditer(text):
        yield match.start(), match.start(1), ""
        yield match.end(1), match.end(), ""


def _cells(bare: Tape, marks: dict[int, Mark]) -> Iterator[Edit]:
    if "|" not in bare.text:
        return
    for match in _CELL.finditer(bare.text):
        marks[bare.offsets[match.end()]] = "cell"
        yield (*match.span(), "\n\n")


def _lines(bare: Tape, marks: dict[int, Mark]) -> Iterator[Edit]:
    """Take marks and indents off the heads of lines; a line that had one does not continue the line above."""
    for match in _LINE_MARK.finditer(bare.text):
        start, end = match.span()
        kind: Mark | None = "heading" if match["heading"] else "item" if match["item"] else None
        if kind:
            marks[bare.offsets[end]] = kind
        if end > start:
            apart = (kind or _DEEP.match(match["indent"])) and start
            yield start, end, "\n" if apart else ""
        if kind == "heading":
            yield _heading_end(bare.text, end)


def _heading_end(text: str, start: int) -> Edit:
    """Drop closing marks ("## 题 ##") and set what follows apart from the heading."""
    stop = text.find("\n", start)
    if stop < 0:
        return start + len(text[start:].rstrip(" \t\u3000#>＞")), len(text), ""
    return start + len(text[start:stop].rstrip(" \t\u3000#>＞")), stop + 1, "\n\n"
