"""Columns: those of a stage stand together, in each lane as many as what is made there one after the other needs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from graph.model import Kind
from graph.page.view import Arrow, View

ACTORS = frozenset[Kind]({"Company", "Project", "Facility"})
# How many columns after the first a stage has at most in one lane, and what it costs that more share a column.
DEPTHS = {4: 1.0, 3: 1.06, 2: 1.15, 1: 1.4}
MANY = 1500
# How many boxes stand on one another at most; the one that lets all be drawn largest is taken.
HEIGHTS = (5, 7, 10, 14, 20, 30, 45, 70)
WIDTH, HEIGHT, LANE, ASPECT = 155.0, 56.0, 20.0, 1.65
Cell = tuple[str, int]
Links = Mapping[str, Sequence[str]]


def columns(view: View, stage: Mapping[str, int], lane: Mapping[str, str], members: Iterable[str]) -> dict[str, int]:
    """A column for each of these entities, counted from 0, stage after stage, none of them empty.

    >>> columns(View((), (), (), ()), {}, {}, ())
    {}
    """
    cells: dict[Cell, list[str]] = defaultdict(list)
    for id in sorted(members):
        cells[lane[id], stage[id]].append(id)
    cell = {i: key for key, ids in cells.items() for i in ids}
    inside = _inside(view.inner, cell)
    kind = {e.id: e.kind for e in view.chain}
    levels = {key: _levels(ids, inside[key], kind) for key, ids in cells.items()}
    depths, heights = (DEPTHS, HEIGHTS) if len(cell) < MANY else ({1: 1.0}, HEIGHTS[::2])
    counts = {deepest: _counts(levels, deepest) for deepest in depths}
    tries = ((deepest, most) for deepest in depths for most in heights)
    deepest, most = min(tries, key=lambda way: _extent(counts[way[0]], way[1]) * depths[way[0]])
    return _numbered(_folded(levels, deepest, most)) if levels else {}


def _inside(arrows: Iterable[Arrow], cell: Mapping[str, Cell]) -> dict[Cell, list[Arrow]]:
    """The arrows within each cell."""
    found: dict[Cell, list[Arrow]] = defaultdict(list)
    for arrow in arrows:
        if arrow.source in cell and cell[arrow.source] == cell.get(arrow.target):
            found[cell[arrow.source]].append(arrow)
    return found


def _levels(members: Sequence[str], arrows: Sequence[Arrow], kind: Mapping[str, Kind]) -> dict[str, int]:
    """Longest way from what is taken in; makers stand right before the first thing that they make."""
    if not arrows:
        return dict.fromkeys(members, 0)
    after: dict[str, list[str]] = defaultdict(list)
    for arrow in arrows:
        after[arrow.source].append(arrow.target)
    level = _longest(members, _acyclic(members, after))
    for i in sorted(members, key=lambda i: -level[i]):
        if kind[i] in ACTORS and after.get(i):
            level[i] = max(level[i], min(level[t] for t in after[i]) - 1)
    return level


Folded = Mapping[Cell, Mapping[str, int]]


def _counts(levels: Folded, deepest: int) -> dict[Cell, list[int]]:
    """How many stand at each level of each cell."""
    return {cell: list(Counter(min(n, deepest) for n in level.values()).values()) for cell, level in levels.items()}


def _extent(counts: Mapping[Cell, Sequence[int]], most: int) -> float:
    """How small all of it must be drawn, no column higher than `most`."""
    wide: dict[int, int] = defaultdict(int)
    high: dict[str, int] = defaultdict(int)
    for (lane, stage), sizes in counts.items():
        parts = [-(-size // most) for size in sizes]
        wide[stage] = max(wide[stage], sum(parts))
        high[lane] = max(high[lane], *(-(-size // part) for size, part in zip(sizes, parts, strict=True)))
    return max(sum(wide.values()) * WIDTH / ASPECT, sum(high.values()) * HEIGHT + len(high) * LANE)


def _folded(levels: Folded, deepest: int, most: int) -> dict[Cell, dict[str, int]]:
    """The same with each column that is higher than `most` parted into columns side by side."""
    found = {}
    for cell, level in levels.items():
        by_level: dict[int, list[str]] = defaultdict(list)
        for id, number in level.items():
            by_level[min(number, deepest)].append(id)
        placed, start = dict[str, int](), 0
        for number in sorted(by_level):
            ids = by_level[number]
            count = -(-len(ids) // most)
            size = -(-len(ids) // count)
            placed |= {id: start + n // size for n, id in enumerate(ids)}
            start += count
        found[cell] = placed
    return found


def _numbered(folded: Folded) -> dict[str, int]:
    wide: dict[int, int] = defaultdict(int)
    for (_, stage), level in folded.items():
        wide[stage] = max(wide[stage], max(level.values()) + 1)
    start, offset = 0, {}
    for stage in sorted(wide):
        offset[stage] = start
        start += wide[stage]
    found = {id: offset[stage] + number for (_, stage), level in folded.items() for id, number in level.items()}
    used = {column: number for number, column in enumerate(sorted(set(found.values())))}
    return {id: used[column] for id, column in found.items()}


def _acyclic(members: Sequence[str], after: Links) -> dict[str, list[str]]:
    """The same links without those that close a loop, found depth first from the sources on."""
    targets = {t for ts in after.values() for t in ts}
    state: dict[str, int] = {}
    kept: dict[str, list[str]] = defaultdict(list)
    for root in sorted(members, key=lambda i: (i in targets, i)):
        if root not in state and root in after:
            _walk(root, after, state, kept)
    return kept


def _walk(root: str, after: Links, state: dict[str, int], kept: dict[str, list[str]]) -> None:
    open_, done = 1, 2
    state[root] = open_
    stack = [(root, iter(after.get(root, ())))]
    while stack:
        node, rest = stack[-1]
        target = next(rest, None)
        if target is None:
            state[node] = done
            stack.pop()
        elif state.get(target) != open_:
            kept[node].append(target)
            if target not in state:
                state[target] = open_
                stack.append((target, iter(after.get(target, ()))))


def _longest(members: Sequence[str], after: Links) -> dict[str, int]:
    level = dict.fromkeys(members, 0)
    waiting = dict.fromkeys(members, 0)
    for targets in after.values():
        for target in targets:
            waiting[target] += 1
    ready = [i for i in members if not waiting[i]]
    while ready:
        node = ready.pop()
        for target in after.get(node, ()):
            level[target] = max(level[target], level[node] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    return level
