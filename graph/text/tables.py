"""Find the tables of a text, whose cells bars, tabs or columns of spaces part, and the fields that share a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph.text.chars import HAN, SPACES
from graph.text.roles import signs
from graph.text.tape import Edit, Tape, edit

Span = tuple[int, int]
Row = tuple[Span, ...]
Table = tuple[Row, ...]


class _Style(NamedTuple):
    """What parts cells, how many a row has at least, and whether all rows of a table have as many."""

    name: str
    parting: re.Pattern[str]
    least: int
    even: bool


_LINE = re.compile(r"[^\n]+")
_STYLES = (
    _Style("bars", re.compile(r"\|"), 2, even=False),
    _Style("inner bars", re.compile(r"\|"), 2, even=False),
    _Style("tabs", re.compile(r"\t"), 2, even=True),
    _Style("wide tabs", re.compile(r"\t+"), 2, even=True),
    _Style("columns", re.compile(rf"[{SPACES}]{{2,}}|\t"), 3, even=True),
    _Style("numbered", re.compile(rf"[{SPACES}]+"), 4, even=True),
)
_NUMBERED = re.compile(rf"(?:序号|编号|No\.?)[{SPACES}]")
_HEADING = 24  # no heading of a column is longer
_LABEL = re.compile(rf"(?<![{SPACES}，。；：、,;:！？])[{SPACES}]+(?=[{HAN}]{{2,8}}[：:])")
_FIELDS = 2


def find_tables(text: str) -> Iterator[Table]:
    r"""Each run of at least two lines that fall into cells alike: where the cells of each row stand, empty ones too.

    >>> text = "项目\t投资\n铜箔项目\t3\n完"
    >>> [[text[s:e] for s, e in row] for table in find_tables(text) for row in table]
    [['项目', '投资'], ['铜箔项目', '3']]
    """
    lines = (
        [m.span() for m in _LINE.finditer(text) if not m.group().isspace()]
        if re.search(r"[|\t]|  |　|(?:序|编)号|No", text)
        else []
    )
    index = 0
    while index < len(lines):
        found = max((_run(text, lines, index, style) for style in _STYLES), key=len)
        if found:
            yield found
        index += max(1, len(found))


def _run(text: str, lines: Sequence[Span], index: int, style: _Style) -> Table:
    """The table that begins at a line, () if none does."""
    first = _cells(text, *lines[index], style)
    if len(first) < style.least or not _opens(text, lines[index], first, style):
        return ()
    rows = [first]
    for line in lines[index + 1 :]:
        row = _cells(text, *line, style)
        if len(row) < style.least or (style.even and len(row) != len(first)):
            break
        if len(rows) == 1 and style.name == "columns" and not any(text[s:e].isdigit() for s, e in row):
            break  # names in columns are no table
        if style.name == "numbered" and not text[line[0] : line[1]].lstrip()[:1].isdigit():
            break
        rows.append(row)
    return tuple(rows) if len(rows) > 1 else ()


def _opens(text: str, line: Span, row: Row, style: _Style) -> bool:
    """Whether a line may be the first of a table: of short cells, unless bars part them, with no full stop."""
    if style.name.endswith("bars"):
        return (style.name == "bars") == text.startswith("|", _trimmed(text, *line)[0])
    if style.name == "numbered" and not _NUMBERED.match(text, line[0]):
        return False
    return all(e - s <= _HEADING for s, e in row) and "。" not in text[line[0] : line[1]]


def _cells(text: str, start: int, end: int, style: _Style) -> Row:
    """Where the cells of a line stand, without the spaces around them."""
    if style.name == "bars":
        start, end = _trimmed(text, start, end)
        start, end = start + text.startswith("|", start, end), end - text.endswith("|", start + 1, end)
    elif not style.name.endswith("tabs"):
        start, end = _trimmed(text, start, end)
    cuts = [match.span() for match in style.parting.finditer(text, start, end)]
    starts, ends = [start, *(e for _, e in cuts)], [*(s for s, _ in cuts), end]
    return tuple(_trimmed(text, s, e) for s, e in zip(starts, ends, strict=True))


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, max(start, start + len(words.strip()))


def part_cells(old: Tape) -> tuple[Tape, tuple[Table, ...]]:
    r"""Part each cell of a table by empty lines; the second value has the tables in offsets of the original.

    >>> from graph.text.tape import tape
    >>> parted, tables = part_cells(tape("|甲|乙|\n|丙||"))
    >>> parted.text.split(), tables
    (['甲', '乙', '丙'], ((((1, 2), (3, 4)), ((7, 8), (9, 9))),))
    """
    tables = tuple(find_tables(old.text))
    if not tables:
        return old, ()
    places = tuple(tuple(tuple(_place(old, *cell) for cell in row) for row in table) for table in tables)
    return edit(old, _partings(old.text, tables)), places


def _place(old: Tape, start: int, end: int) -> Span:
    first = old.offsets[start]
    return first, old.offsets[end - 1] + 1 if end > start else first


def _partings(text: str, tables: Sequence[Table]) -> Iterator[Edit]:
    last = 0
    for table in tables:
        cells = [cell for row in table for cell in row if cell[1] > cell[0]]
        last = max(last, text.rfind("\n", 0, table[0][0][0]))
        for start, end in cells:
            if last < start:
                yield last, start, "\n\n"
            last = end
        stop = text.find("\n", last) + 1 or len(text)
        if stop > last:
            yield last, stop, "\n\n"
            last = stop


def part_fields(old: Tape) -> Tape:
    """Give the fields that only spaces part in one line (业主：… 总投资：…) a mark between them.

    >>> from graph.text.tape import tape
    >>> part_fields(tape("铜箔项目　业主：甲公司　总投资：2亿元")).text
    '铜箔项目；业主：甲公司；总投资：2亿元'
    """
    return edit(old, _marks(old.text))


def _marks(text: str) -> Iterator[Edit]:
    for line in _LINE.finditer(text):
        found = list(_LABEL.finditer(text, *line.span()))
        if len(found) >= _FIELDS and not signs(line.group().strip()):
            yield from ((*match.span(), "；") for match in found)
