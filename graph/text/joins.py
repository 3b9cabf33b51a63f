"""Join the lines that only the width of a page or column broke."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from graph.text.tape import Edit, Tape, edit

_ENDED = re.compile(r"[。！？…][”’）】]*$")
_CLOSED = re.compile(r"[。！？…；;：:.][”’）】]*$")
_COMMA = re.compile(r"[，、,]$")
_CLAUSED = re.compile(r"[，。；！？,;!?]")
_OPEN = re.compile(r"[（(《“][^（(《“”》)）\n]{0,40}$")
_CLOSE = re.compile(r"[^（(《“”》)）\n]{0,40}[”》)）]")
_PAIRS = {"（": "）)", "(": "）)", "《": "》", "“": "”"}
_NARROW, _WIDE = 15, 60
_SLACK = 2


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    firm: bool
    width: float


def join_lines(view: Tape) -> Tape:
    r"""Join hard-wrapped lines, and lines that end at a comma or inside a quote or bracket.

    A blank line always parts ("\n\n"). Where any line was joined, all others are parted so, which makes
    a second reading find nothing to join.

    >>> from graph.text.tape import tape
    >>> join_lines(tape("甲公司生产硫酸镍、\n硫酸钴。\n标题")).text
    '甲公司生产硫酸镍、硫酸钴。\n\n标题'
    """
    lines = list(_lines(view.text))
    column = _column(lines)
    joined = [_joins(this, following, column) for this, following in pairwise(lines)]
    some = any(joined)
    breaks = zip(lines, lines[1:], joined, strict=False)
    return edit(view, (_break(this, following, join, some) for this, following, join in breaks))


def _lines(text: str) -> Iterator[_Line]:
    """Each line that is not empty; `firm` when more than one newline follows."""
    for match in re.finditer(r"[^\n]+", text):
        line = match.group()
        width = len(line) - len(line.encode("ascii", "ignore")) / 2
        yield _Line(match.start(), match.end(), line, text.startswith("\n\n", match.end()), width)


def _column(lines: Sequence[_Line]) -> float:
    """Find the width to which the text is wrapped, 0 if it is not: most lines have it, and most of those run on."""
    counts = Counter(round(line.width) for line in lines if _NARROW <= line.width <= _WIDE)
    if not counts:
        return 0
    near = {width: sum(counts[width - k] for k in range(_SLACK + 1)) for width in counts}
    column = max(near, key=lambda width: (near[width], -width))
    full = [line for line in lines if column - _SLACK <= round(line.width) <= column]
    running = sum(not _ENDED.search(line.text) and not line.firm for line in full)
    return column if len(full) >= max(3, len(lines) / 2) and running * 2 >= len(full) else 0


def _joins(this: _Line, following: _Line, column: float) -> bool:
    if this.firm:
        return False
    if column and round(this.width) >= column - _SLACK and not _ENDED.search(this.text):
        return round(following.width) >= column - _SLACK or bool(_CLOSED.search(following.text))
    if _COMMA.search(this.text):
        return bool(_CLAUSED.search(following.text))
    return _inside(this.text, following.text)


def _inside(this: str, following: str) -> bool:
    """Tell whether a quote or bracket opened shortly before the break closes shortly after it."""
    opened, closed = _OPEN.search(this, max(0, len(this) - 42)), _CLOSE.match(following)
    return bool(opened and closed and closed.group()[-1] in _PAIRS[opened.group()[0]])


def _break(this: _Line, following: _Line, join: bool, some: bool) -> Edit:
    if not join:
        return this.end, following.start, "\n\n" if this.firm or some else "\n"
    left, right = this.text[-1], following.text[0]
    words = left.isascii() and right.isascii() and not left.isdigit() and left not in "([/-+~%"
    return this.end, following.start, " " if words else ""
