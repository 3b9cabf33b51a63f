"""Where every box stands: upstream left, downstream right; the same coordinates in every run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from graph.model import Entity, Kind, Process
from graph.page.columns import columns
from graph.page.rows import bends, groups, rows
from graph.page.stage import LAST, stages
from graph.page.view import ABOVE, BELOW, View
from graph.vocab import Vocabulary

AISLE = 38.0
APART = 26.0
SHELF = 62.0
LANE = 84.0
# A picture about twice as wide as high fills a screen; boxes are drawn apart until it is, but not for ever.
ASPECT, LOOSEST = 0.5, 1.7
# Tracks side by side: how many at most, how far apart; what is not joined needs less height the more there is of it.
MOST, TRACK, SPREAD = 4, 90.0, 0.9
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
    lane = _block(view, [i for i in joined if stage[i] == last], stage, size)
    tracks, lane = _tracks(view, [i for i in joined if stage[i] != last], stage, size, lane)
    flowing = {e.id for e in view.chain if e.kind == "Material"}
    bands = [b for t in tracks for b in _bands(t.place, {i: stage[i] for i in t.place if i in flowing}, size)]
    if lane.place:
        bands += [_lane(last, lane.place, size)]
    place = {i: p for block in (*tracks, lane) for i, p in block.place.items()}
    place |= _shelves(view, ABOVE, place, size, up=True)
    place |= _shelves(view, BELOW, place, size, up=False)
    place |= _rest(view, place, size)
    way = {ends: tuple(map(_exact, points)) for block in (*tracks, lane) for ends, points in block.way.items()}
    numbers = {i: stage[i] for i in sorted(known)}
    return Layout({i: _exact(p) for i, p in place.items()}, way, numbers, tuple(bands))


def _tracks(
    view: View, members: Sequence[str], stage: Mapping[str, int], size: Mapping[str, Size], lane: _Block
) -> tuple[list[_Block], _Block]:
    """Unconnected groups side by side, each track from upstream to downstream, so as to fit a screen; then the lane."""
    near: dict[str, list[str]] = defaultdict(list)
    for arrow in view.inner():
        near[arrow.source].append(arrow.target)
        near[arrow.target].append(arrow.source)
    inside = set(members)
    parts = groups(members, {i: [n for n in near[i] if n in inside] for i in members})
    dealt = (_dealt(parts, size, count) for count in range(1, MOST + 1))
    tries = ([_block(view, part, stage, size) for part in parts] for parts in dealt)
    best = max(tries, key=lambda blocks: _fit(blocks, lane, size))
    return _side_by_side(best, lane, size)


def _dealt(parts: Sequence[Sequence[str]], size: Mapping[str, Size], count: int) -> list[list[str]]:
    """Each group, the largest first, to the track that is lowest yet."""
    tracks: list[list[str]] = [[] for _ in range(count)]
    filled = [0.0] * count
    for part in parts:
        lowest = filled.index(min(filled))
        tracks[lowest] += part
        filled[lowest] += sum(size[i][1] for i in part) ** SPREAD
    return [t for t in tracks if t]


def _extent(blocks: Sequence[_Block], lane: _Block, size: Mapping[str, Size]) -> list[Size]:
    """Width and height of each track, with the lane under its own."""
    found = [(_wide(b.place, size), _foot(b.place, size)) for b in blocks] or [(0.0, 0.0)]
    if lane.place:
        home = _home(blocks, lane, size)
        wide, foot = found[home]
        found[home] = max(wide, _wide(lane.place, size)), (foot + LANE if foot else 0.0) + _foot(lane.place, size)
    return found


def _home(blocks: Sequence[_Block], lane: _Block, size: Mapping[str, Size]) -> int:
    """The track to put the lane under: the one most joined to it, the lowest of these."""

    def cost(n: int) -> tuple[int, float]:
        return -len(lane.beside & blocks[n].place.keys()), _foot(blocks[n].place, size)

    return min(range(len(blocks)), key=cost, default=0)


def _fit(blocks: Sequence[_Block], lane: _Block, size: Mapping[str, Size]) -> float:
    """How large all of it can be drawn on a screen."""
    wide, high = zip(*_extent(blocks, lane, size), strict=True)
    return float(min(1.0 / max(1.0, sum(wide) + TRACK * (len(wide) - 1)), ASPECT / max(1.0, *high)))


def _side_by_side(blocks: Sequence[_Block], lane: _Block, size: Mapping[str, Size]) -> tuple[list[_Block], _Block]:
    extent = _extent(blocks, lane, size)
    wide = max(1.0, sum(w for w, _ in extent) + TRACK * (len(extent) - 1))
    high = max(1.0, *(h for _, h in extent))
    looser = min(LOOSEST, max(1.0, ASPECT * wide / high))
    wider = min(LOOSEST, max(1.0, high / ASPECT / wide))
    lefts = [0.0, *accumulate((w + TRACK) * wider for w, _ in extent)]
    tracks = [b.moved(left, 0.0, wider, looser) for left, b in zip(lefts, blocks, strict=False)]
    home = _home(blocks, lane, size)
    top = _foot(tracks[home].place, size) + LANE if tracks else 0.0
    return tracks, lane.moved(lefts[home], top, wider)


def _exact(place: Place) -> tuple[int, int]:
    return round(place[0]), round(place[1])


@dataclass(frozen=True, slots=True)
class _Block:
    """Some of the entities laid out from the corner on, the bends of their lines, and who else they are joined to."""

    place: dict[str, Place]
    way: dict[tuple[str, str], tuple[Place, ...]]
    beside: frozenset[str]

    def moved(self, right: float, down: float, wider: float = 1.0, looser: float = 1.0) -> _Block:
        def move(place: Place) -> Place:
            return place[0] * wider + right, place[1] * looser + down

        way = {ends: tuple(map(move, points)) for ends, points in self.way.items()}
        return _Block({i: move(p) for i, p in self.place.items()}, way, self.beside)


def _block(view: View, members: Sequence[str], stage: Mapping[str, int], size: Mapping[str, Size]) -> _Block:
    column = columns(view, stage, members)
    across = _across(column, size)
    chain = _chains(view)
    rank = {e.id: (*chain.get(e.id, ("~",))[:1], e.kind, e.label) for e in view.chain}
    inside = [a for a in view.inner() if a.source in column and a.target in column]
    down = rows(column, {i: size[i][1] for i in column}, inside, rank)
    passed = bends(column, inside)
    way = {e: tuple((across[int(b.rpartition("@")[2])], down[b]) for b in names) for e, names in passed.items()}
    ends = ((a.source, a.target) for a in view.inner() if (a.source in column) != (a.target in column))
    beside = frozenset(end for pair in ends for end in pair if end not in column)
    return _Block({i: (across[column[i]], down[i]) for i in sorted(column)}, way, beside)


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


def _wide(place: Mapping[str, Place], size: Mapping[str, Size]) -> float:
    return max((x + size[i][0] / 2 for i, (x, _) in place.items()), default=0.0)


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
