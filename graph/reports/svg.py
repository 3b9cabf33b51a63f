"""Pictures as SVG: flows between columns, bars. Static, so that no script stands in a report; every text is escaped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import escape

WIDTH, COLUMN, BAR, GAP, LEAST = 1080, 12, 18, 10, 6.0
_LABEL, _LINE, _MARGIN, _APART = 12, 22, 30, 175
_THICK, _THIN, _HAIR, _SLOT = 48.0, 1.5, 1.0, 5.0  # the widest ribbon, the least, a line without an amount, its room
_SWEEPS = 4


@dataclass(frozen=True, slots=True)
class Node:
    """A box of a flow picture; `column` counts from the left, `mark` is its class in the style sheet."""

    id: str
    label: str
    column: int
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A flow between two boxes: as wide as its amount, a hairline where none is known.

    `mark` is its class, `title` shows on hovering.
    """

    source: str
    target: str
    amount: float | None = None
    mark: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from 0 to `low` and on, fainter, to `high`."""

    label: str
    low: float
    high: float
    note: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class _Box:
    x: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Legend:
    """What the widest ribbon stands for, and what a hairline says."""

    widest: str
    hairline: str


def sankey(
    nodes: Sequence[Node], ribbons: Sequence[Ribbon], headings: Sequence[str], title: str, legend: Legend | None = None
) -> str:
    """Boxes in columns with ribbons between them, all to one scale, in an order by which few ribbons cross.

    >>> picture = sankey([Node("a", "镍", 0), Node("b", "<b>", 1)], [Ribbon("a", "b")], ["冶炼", "精炼"], "镍")
    >>> picture[:4], "&lt;b&gt;" in picture, "<b>" in picture
    ('<svg', True, False)
    """
    known = {node.id for node in nodes}
    flows = [ribbon for ribbon in ribbons if ribbon.source in known and ribbon.target in known]
    columns, widths = _columns(nodes, flows), _widths(flows)
    boxes, height = _boxes(columns, _sizes(nodes, flows, widths))
    parts = [_heading(text, _x(number, len(columns))) for number, text in enumerate(headings[: len(columns)])]
    parts.extend(_ribbons(flows, boxes, widths))
    parts.extend(_box(node, boxes[node.id]) for column in columns for node in column)
    if legend is not None:
        parts.extend(_legend(legend, height, measured=any(ribbon.amount is not None for ribbon in flows)))
        height += _THICK + 2 * _LINE
    return _svg(parts, _width(len(columns)), height, title)


def _widths(ribbons: Sequence[Ribbon]) -> dict[Ribbon, float]:
    """How wide each ribbon is drawn, in proportion to its amount."""
    most = max((ribbon.amount for ribbon in ribbons if ribbon.amount is not None), default=0.0) or 1.0
    return {r: _HAIR if r.amount is None else max(_THIN, _THICK * r.amount / most) for r in ribbons}


def _legend(legend: Legend, y: float, *, measured: bool) -> Iterable[str]:
    line = y + _LINE / 2
    yield f'<path class="ribbon hair" stroke-width="{_HAIR}" d="M{_MARGIN} {line:.1f}h60"/>'
    yield f'<text class="note" x="{_MARGIN + 70}" y="{line + _LABEL / 3:.1f}">{escape(legend.hairline)}</text>'
    if measured:
        band = line + _LINE / 2 + _THICK / 2
        yield f'<path class="ribbon Stated" stroke-width="{_THICK}" d="M{_MARGIN} {band:.1f}h60"/>'
        yield f'<text class="note" x="{_MARGIN + 70}" y="{band + _LABEL / 3:.1f}">{escape(legend.widest)}</text>'


def _columns(nodes: Sequence[Node], ribbons: Sequence[Ribbon]) -> list[list[Node]]:
    """The nodes by column, each column ordered by the middle of its neighbours."""
    columns: list[list[Node]] = [[] for _ in range(max((node.column for node in nodes), default=-1) + 1)]
    for node in sorted(nodes, key=lambda node: node.id):
        columns[node.column].append(node)
    beside: dict[str, list[str]] = defaultdict(list)
    for ribbon in ribbons:
        beside[ribbon.source].append(ribbon.target)
        beside[ribbon.target].append(ribbon.source)
    for _ in range(_SWEEPS):
        place = {node.id: (i + 0.5) / len(column) for column in columns for i, node in enumerate(column)}
        columns = [sorted(column, key=lambda n: (_middle(n.id, beside, place), n.id)) for column in columns]
    return columns


def _middle(id: str, beside: Mapping[str, Sequence[str]], place: Mapping[str, float]) -> float:
    near = [place[other] for other in beside.get(id, ())]
    return sum(near) / len(near) if near else place[id]


def _sizes(nodes: Sequence[Node], ribbons: Sequence[Ribbon], widths: Mapping[Ribbon, float]) -> dict[str, float]:
    """How high each box is: the larger of what flows in and out."""
    into, out = defaultdict[str, float](float), defaultdict[str, float](float)
    for ribbon in ribbons:
        room = max(_SLOT, widths[ribbon])
        out[ribbon.source] += room
        into[ribbon.target] += room
    return {node.id: max(LEAST, into[node.id], out[node.id]) for node in nodes}


def _boxes(columns: Sequence[Sequence[Node]], sizes: Mapping[str, float]) -> tuple[dict[str, _Box], float]:
    steps = [[max(sizes[node.id], _LINE - GAP) + GAP for node in column] for column in columns]
    height = max((sum(column) for column in steps), default=0.0) + 2 * _MARGIN
    boxes = {}
    for number, column in enumerate(columns):
        y = _MARGIN + (height - 2 * _MARGIN - sum(steps[number])) / 2
        for node, step in zip(column, steps[number], strict=True):
            boxes[node.id] = _Box(_x(number, len(columns)), y, sizes[node.id])
            y += step
    return boxes, height


def _width(columns: int) -> float:
    return max(WIDTH, columns * _APART)


def _x(number: int, count: int) -> float:
    return _MARGIN + number * (_width(count) - 2 * _MARGIN - COLUMN) / max(1, count)


def _ribbons(ribbons: Sequence[Ribbon], boxes: Mapping[str, _Box], widths: Mapping[Ribbon, float]) -> Iterable[str]:
    """Each ribbon leaves its source below the ribbons to higher targets, and so arrives."""
    leaves, arrives = defaultdict[str, float](float), defaultdict[str, float](float)
    for ribbon in sorted(ribbons, key=lambda r: (boxes[r.source].y, boxes[r.target].y, r.source, r.target)):
        one, other, width = boxes[ribbon.source], boxes[ribbon.target], widths[ribbon]
        room = max(_SLOT, width)
        y1, y2 = one.y + leaves[ribbon.source] + room / 2, other.y + arrives[ribbon.target] + room / 2
        leaves[ribbon.source] += room
        arrives[ribbon.target] += room
        mark = ribbon.mark if ribbon.amount is not None else f"{ribbon.mark} hair".strip()
        x1, x2 = one.x + COLUMN, other.x
        bend = max(40.0, abs(x2 - x1) / 2)
        path = f"M{x1:.1f} {y1:.1f}C{x1 + bend:.1f} {y1:.1f} {x2 - bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
        yield (
            f'<path class="ribbon {escape(mark)}" stroke-width="{width:.1f}" d="{path}">'
            f"<title>{escape(ribbon.title)}</title></path>"
        )


def _box(node: Node, box: _Box) -> str:
    x, y = box.x + COLUMN + 6, box.y + box.height / 2 + _LABEL / 3
    return (
        f'<rect class="node {escape(node.mark)}" x="{box.x:.1f}" y="{box.y:.1f}" width="{COLUMN}" '
        f'height="{box.height:.1f}"/><text class="label" x="{x:.1f}" y="{y:.1f}">{escape(node.label)}</text>'
    )


def _heading(text: str, x: float) -> str:
    return f'<text class="heading" x="{x:.1f}" y="16">{escape(text)}</text>'


def bars(rows: Sequence[Bar], title: str) -> str:
    """A bar for each row, all to one scale.

    >>> "40万吨" in bars([Bar("铜", 400000, 400000, "40万吨")], "产能")
    True
    """
    most = max((row.high for row in rows), default=0.0) or 1.0
    parts, y = [], float(_MARGIN)
    for row in rows:
        parts.append(_bar(row, y, (WIDTH - 560) / most))
        y += BAR + GAP
    return _svg(parts, WIDTH, y + _MARGIN / 2, title)


def _bar(row: Bar, y: float, scale: float) -> str:
    low, high, middle = row.low * scale, row.high * scale, y + BAR / 2 + _LABEL / 3
    return (
        f'<text class="label" x="250" y="{middle:.1f}" text-anchor="end">{escape(row.label)}</text>'
        f'<rect class="bar high {escape(row.mark)}" x="260" y="{y:.1f}" width="{high:.1f}" height="{BAR}"/>'
        f'<rect class="bar {escape(row.mark)}" x="260" y="{y:.1f}" width="{low:.1f}" height="{BAR}"/>'
        f'<text class="note" x="{268 + high:.1f}" y="{middle:.1f}">{escape(row.note)}</text>'
    )


def _svg(parts: Iterable[str], width: float, height: float, title: str) -> str:
    shown = escape(title)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" role="img" '
        f'aria-label="{shown}">'
        f"<title>{shown}</title>{''.join(parts)}</svg>"
    )
