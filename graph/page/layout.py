"""Where every box stands: upstream left, downstream right; the same coordinates in every run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.model import Entity, Kind, Process
from graph.page.columns import columns
from graph.page.rows import bends, rows
from graph.page.stage import LAST, stages
from graph.page.view import ABOVE, BELOW, View
from graph.vocab import Vocabulary

AISLE = 38.0
APART = 26.0
SHELF = 62.0
LANE = 84.0
# A picture about twice as wide as high fills a screen; boxes are drawn apart until it is, but not for ever.
ASPECT, LOOSEST = 0.5, 1.7
Size = tuple[float, float]
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Band:
    """Where a stage is named. `top` is None where it goes on from the upper edge to the lower."""

    stage: int
    left: int
    right: int
    top: int | None = None
    bottom: int | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """Middles of boxes, the places that a line is led through, stage numbers that are known, and the bands."""

    position: Mapping[str, tuple[int, int]]
    way: Mapping[tuple[str, str], tuple[tuple[int, int], ...]]
    stage: Mapping[str, int]
    bands: tuple[Band, ...]


def arrange(view: View, processes: Iterable[Process], vocabulary: Vocabulary, size: Mapping[str, Size]) -> Layout:
    """Columns by stage, rows by neighbours; recycling in a lane below, chains on shelves above, places below all."""
    stage, known = stages(view, processes, vocabulary)
    last = list(vocabulary.concepts("Stage")).index(LAST)
    joined = [e.id for e in view.chain if e.id not in view.lone]
    main = _block(view, [i for i in joined if stage[i] != last], stage, size)
    lane = _block(view, [i for i in joined if stage[i] == last], stage, size)
    main = _loosened(main, size, _foot(lane.place, size) + LANE if lane.place else 0.0)
    bands = _bands(main.place, {i: stage[i] for i in main.place if i in known}, size)
    if lane.place:
        lane = _below(lane, main.place, size)
        bands += [_lane(last, lane.place, size)]
    place = {**main.place, **lane.place}
    place |= _shelves(view, ABOVE, place, size, up=True)
    place |= _shelves(view, BELOW, place, size, up=False)
    place |= _rest(view, place, size)
    way = {ends: tuple(_exact(p) for p in points) for ends, points in (main.way | lane.way).items()}
    numbers = {i: stage[i] for i in sorted(known)}
    return Layout({i: _exact(p) for i, p in place.items()}, way, numbers, tuple(bands))


def _exact(place: Place) -> tuple[int, int]:
    return round(place[0]), round(place[1])


@dataclass(frozen=True, slots=True)
class _Block:
    """Some of the entities, laid out from the corner on, and the bends of the lines between them."""

    place: dict[str, Place]
    way: dict[tuple[str, str], tuple[Place, ...]]

    def moved(self, down: float, loose: float = 1.0) -> _Block:
        def move(place: Place) -> Place:
            return place[0], place[1] * loose + down

        way = {ends: tuple(move(p) for p in points) for ends, points in self.way.items()}
        return _Block({i: move(p) for i, p in self.place.items()}, way)


def _block(view: View, members: Sequence[str], stage: Mapping[str, int], size: Mapping[str, Size]) -> _Block:
    column = columns(view, stage, members)
    across = _across(column, size)
    chain = _chains(view)
    rank = {e.id: (*chain.get(e.id, ("~",))[:1], e.kind, e.label) for e in view.chain}
    inside = [a for a in view.inner() if a.source in column and a.target in column]
    down = rows(column, {i: size[i][1] for i in column}, inside, rank)
    passed = bends(column, inside)
    way = {e: tuple((across[int(b.rpartition("@")[2])], down[b]) for b in names) for e, names in passed.items()}
    return _Block({i: (across[column[i]], down[i]) for i in sorted(column)}, way)


def _below(lane: _Block, place: Mapping[str, Place], size: Mapping[str, Size]) -> _Block:
    """The lane under all that stands over it."""
    right = max(x + size[i][0] / 2 for i, (x, _) in lane.place.items()) + AISLE
    over = {i: p for i, p in place.items() if p[0] - size[i][0] / 2 <= right}
    return lane.moved(_foot(over, size) + LANE if over else 0.0)


def _rest(view: View, place: Mapping[str, Place], size: Mapping[str, Size]) -> dict[str, Place]:
    """What nothing is joined to, in lines under everything."""
    members = [e for e in view.entities if e.id not in place]
    top = max((y for _, y in place.values()), default=0.0) + 2 * SHELF
    room = max(max((x for x, _ in place.values()), default=0.0), 900.0)
    lines = enumerate(_lines(members, size, room))
    return {i: (x, top + n * SHELF) for n, line in lines for i, x in _spread(line, dict.fromkeys(line, 0.0), size)}


def _across(column: Mapping[str, int], size: Mapping[str, Size]) -> dict[int, float]:
    """The middle of each column, which is as wide as its widest box."""
    widest: dict[int, float] = defaultdict(float)
    for id, number in column.items():
        widest[number] = max(widest[number], size[id][0])
    found = {}
    left = 0.0
    for number in sorted(widest):
        found[number] = left + widest[number] / 2
        left += widest[number] + AISLE
    return found


def _loosened(block: _Block, size: Mapping[str, Size], below: float) -> _Block:
    """Rows drawn apart until the picture has the shape of a screen."""
    wide = max((x for x, _ in block.place.values()), default=0.0)
    loose = (ASPECT * wide - below) / max(1.0, _foot(block.place, size))
    return block.moved(0.0, min(LOOSEST, max(1.0, loose)))


def _foot(place: Mapping[str, Place], size: Mapping[str, Size]) -> float:
    return max((y + size[i][1] / 2 for i, (_, y) in place.items()), default=0.0)


def _bands(place: Mapping[str, Place], stage: Mapping[str, int], size: Mapping[str, Size]) -> list[Band]:
    """One band for each stage, parted where the fewest entities fall on the wrong side."""
    used = sorted(set(stage.values()))
    centres = sorted({x for x, _ in place.values()})
    gaps = [(a + b) / 2 for a, b in pairwise(centres)]
    edges = [min(x - size[i][0] / 2 for i, (x, _) in place.items()) - AISLE / 2] if place else []
    for number in used[:-1]:
        free = [g for g in gaps if g > edges[-1]] or [edges[-1]]
        edges.append(min(free, key=lambda g: (_misplaced(g, number, place, stage), -g)))
    if used:
        edges.append(max(x + size[i][0] / 2 for i, (x, _) in place.items()) + AISLE / 2)
    return [Band(n, round(a), round(b)) for n, a, b in zip(used, edges, edges[1:], strict=False) if b > a]


def _misplaced(edge: float, number: int, place: Mapping[str, Place], stage: Mapping[str, int]) -> int:
    return sum((place[i][0] < edge) != (s <= number) for i, s in stage.items())


def _lane(stage: int, place: Mapping[str, Place], size: Mapping[str, Size]) -> Band:
    left = min(x - size[i][0] / 2 for i, (x, _) in place.items())
    right = max(x + size[i][0] / 2 for i, (x, _) in place.items())
    top = min(y - size[i][1] / 2 for i, (_, y) in place.items())
    return Band(stage, round(left) - 20, round(right) + 20, round(top) - 44, round(_foot(place, size)) + 20)


def _chains(view: View) -> dict[str, tuple[str, ...]]:
    """The industry chains that each entity is said to be part of."""
    kind = {e.id: e.kind for e in view.entities}
    found: dict[str, list[str]] = defaultdict(list)
    for arrow in view.arrows:
        if kind[arrow.target] == "Chain":
            found[arrow.source].append(arrow.target)
    return {i: tuple(c) for i, c in found.items()}


def _shelves(
    view: View, kinds: frozenset[Kind], placed: Mapping[str, Place], size: Mapping[str, Size], *, up: bool
) -> dict[str, Place]:
    """Lines of boxes above or below the chain, each box as near as may be over what belongs to it."""
    wish = _wishes(view, placed)
    members = sorted(
        (e for e in view.entities if e.kind in kinds and e.id not in view.lone),
        key=lambda e: (wish.get(e.id, 0.0), e.id),
    )
    edge = [y for _, y in placed.values()] or [0.0]
    width = max((x for x, _ in placed.values()), default=0.0)
    found: dict[str, Place] = {}
    start = min(edge) - 2 * SHELF if up else max(edge) + 2 * SHELF
    for n, line in enumerate(_lines(members, size, max(width, 900.0))):
        y = start + (-n if up else n) * SHELF
        found |= {i: (x, y) for i, x in _spread(line, wish, size)}
    return found


def _wishes(view: View, placed: Mapping[str, Place]) -> dict[str, float]:
    near: dict[str, list[float]] = defaultdict(list)
    for arrow in view.arrows:
        for end, other in ((arrow.source, arrow.target), (arrow.target, arrow.source)):
            if other in placed:
                near[end].append(placed[other][0])
    return {i: sum(xs) / len(xs) for i, xs in near.items()}


def _lines(members: Sequence[Entity], size: Mapping[str, Size], room: float) -> list[list[str]]:
    """Deal the boxes out over as few lines as hold them, neighbours on different lines."""
    count = max(1, -(-int(sum(size[e.id][0] + APART for e in members)) // int(room)))
    return [[e.id for e in members[n::count]] for n in range(count)]


def _spread(line: Sequence[str], wish: Mapping[str, float], size: Mapping[str, Size]) -> list[tuple[str, float]]:
    found = []
    left = -1e9
    for id in line:
        half = size[id][0] / 2
        x = max(wish.get(id, 0.0), left + half)
        found.append((id, x))
        left = x + half + APART
    return found
