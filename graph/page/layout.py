"""Where every box stands: stages from left to right, chains from top to bottom; the same coordinates in every run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.model import Entity, Kind
from graph.page.cells import columns
from graph.page.lanes import Lanes
from graph.page.rows import bends, groups, rows
from graph.page.stage import UNKNOWN
from graph.page.view import ABOVE, BELOW, Arrow, View

# How wide the aisle after a column is: so that each box whose lines turn in it has a track there.
NARROW, TRACK, BROAD = 28.0, 6.0, 64.0
APART = 26.0
SHELF = 62.0
PAD_TOP, PAD_FOOT, BETWEEN = 28.0, 8.0, 10.0
LEFT, EDGE = 20.0, 6.0
# Above this many arrows nobody follows a single one: they are drawn straight, and rows are found in fewer sweeps.
MANY, FEW_SWEEPS = 1500, 2
ASPECT, LOOSEST = 0.5, 1.8
MOST_BLOCKS, BLOCK = 5, 160
Size = tuple[float, float]
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Band:
    """The columns of a stage."""

    stage: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Lane:
    """The rows of a chain, over the columns that it needs; "" holds some of what belongs to none."""

    chain: str
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Column:
    """From where to where its boxes stand, and how wide the aisle after it is."""

    left: float
    right: float
    aisle: float

    @property
    def middle(self) -> float:
        """Where the middles of its boxes stand."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Layout:
    """Middles of boxes, the places that a line is led through, the bands of stages and the lanes of chains."""

    position: Mapping[str, tuple[int, int]]
    way: Mapping[tuple[str, str], tuple[tuple[int, int], ...]]
    bands: tuple[Band, ...]
    lanes: tuple[Lane, ...]


def arrange(view: View, stage: Mapping[str, int], lanes: Lanes, size: Mapping[str, Size]) -> Layout:
    """Columns by stage, lanes by chain, rows by neighbours; chains on shelves above, places below all."""
    lone = view.lone
    joined = [e.id for e in view.chain if e.id not in lone and stage[e.id] != UNKNOWN]
    column = columns(view, stage, lanes.of, joined)
    grid = _grid(view, column, lanes.of, size)
    bands = _bands(column, stage, grid)
    place, way, drawn, bands = _blocks(*_looser(*_lanes(view, column, grid, lanes, size)), lanes.of, bands)
    place |= _shelves(view, ABOVE, place, size, up=True)
    place |= _under([e for e in view.chain if e.id not in place and e.id not in lone], place, size)
    place |= _shelves(view, BELOW, place, size, up=False)
    place |= _under([e for e in view.entities if e.id not in place], place, size)
    exact = {ends: tuple(map(_exact, points)) for ends, points in way.items()}
    return Layout({i: _exact(p) for i, p in place.items()}, exact, bands, drawn)


def _exact(place: Place) -> tuple[int, int]:
    return round(place[0]), round(place[1])


Ways = dict[tuple[str, str], tuple[Place, ...]]


def _lanes(
    view: View, column: Mapping[str, int], grid: Mapping[int, Column], lanes: Lanes, size: Mapping[str, Size]
) -> tuple[dict[str, Place], Ways, tuple[Lane, ...]]:
    """Each lane over the columns that it needs, pushed up until it rests on those before it."""
    place, way, drawn = dict[str, Place](), Ways(), []
    rank = {e.id: (e.kind, e.label) for e in view.chain}
    skyline: dict[int, float] = defaultdict(float)
    for chain, members, arrows in _units(view, column, lanes):
        own = {i: column[i] for i in members}
        down, ways = _rows(own, arrows, size, rank, many=len(view.arrows) > MANY)
        within = range(min(own.values()), max(own.values()) + 1)
        top = max(skyline[c] for c in within)
        upper = top + (PAD_TOP if chain else PAD_FOOT)
        place |= {i: (grid[own[i]].middle, down[i] + upper) for i in own}
        way |= {ends: tuple((grid[c].middle, down[b] + upper) for c, b in stops) for ends, stops in ways.items()}
        passing = [down[b] for stops in ways.values() for _, b in stops]
        foot = max([*(down[i] + size[i][1] / 2 for i in own), *passing]) + upper + PAD_FOOT
        left, right = grid[within[0]].left - EDGE, grid[within[-1]].right + grid[within[-1]].aisle - 2 * EDGE
        drawn.append(Lane(chain, round(left), round(top), round(right), round(foot)))
        skyline.update(dict.fromkeys(within, foot + BETWEEN))
    return place, way, tuple(drawn)


Unit = tuple[str, list[str], list[Arrow]]


def _units(view: View, column: Mapping[str, int], lanes: Lanes) -> list[Unit]:
    """The members of each lane with the arrows between them; of what belongs to none, each joined group apart."""
    members: dict[str, list[str]] = defaultdict(list)
    for id in sorted(column):
        members[lanes.of[id]].append(id)
    within: dict[str, list[Arrow]] = defaultdict(list)
    near: dict[str, list[str]] = defaultdict(list)
    for arrow in view.inner:
        if arrow.source in column and arrow.target in column and lanes.of[arrow.source] == lanes.of[arrow.target]:
            within[lanes.of[arrow.source]].append(arrow)
            near[arrow.source].append(arrow.target)
            near[arrow.target].append(arrow.source)
    named = [(chain, members[chain], within[chain]) for chain in lanes.order if chain and chain in members]
    named.sort(key=lambda unit: min(column[i] for i in unit[1]) - max(column[i] for i in unit[1]))
    loose = groups(members.get("", ()), near)
    number = {id: n for n, group in enumerate(loose) for id in group}
    inside: dict[int, list[Arrow]] = defaultdict(list)
    for arrow in within[""]:
        inside[number[arrow.source]].append(arrow)
    return named + [("", group, inside[n]) for n, group in enumerate(loose)]


def _blocks(
    place: dict[str, Place], way: Ways, lanes: tuple[Lane, ...], of: Mapping[str, str], bands: tuple[Band, ...]
) -> tuple[dict[str, Place], Ways, tuple[Lane, ...], tuple[Band, ...]]:
    """What is much higher than a screen is cut between lanes, and the parts stand side by side."""
    wide, high = (max((getattr(lane, end) for lane in lanes), default=1) for end in ("right", "bottom"))
    count = min(range(1, MOST_BLOCKS + 1), key=lambda n: max(n * (wide + BLOCK) * ASPECT, high / n))
    if count == 1:
        return place, way, lanes, bands
    number = {lane: min(count - 1, int(lane.top * count / high)) for lane in lanes}
    tops = {n: min((lane.top for lane in lanes if number[lane] == n), default=0) for n in range(count)}
    shift = {lane: (n * (wide + BLOCK), -tops[n]) for lane, n in number.items()}
    alike: dict[str, list[Lane]] = defaultdict(list)
    for lane in lanes:
        alike[lane.chain].append(lane)
    home = {i: next(lane for lane in alike[of[i]] if _holds(lane, p)) for i, p in place.items()}
    moved = tuple(
        Lane(lane.chain, round(lane.left + x), round(lane.top + y), round(lane.right + x), round(lane.bottom + y))
        for lane, (x, y) in shift.items()
    )
    places = {i: (x + shift[home[i]][0], y + shift[home[i]][1]) for i, (x, y) in place.items()}
    ways = {e: tuple((x + shift[home[e[0]]][0], y + shift[home[e[0]]][1]) for x, y in w) for e, w in way.items()}
    heads = (
        Band(b.stage, round(b.left + n * (wide + BLOCK)), round(b.right + n * (wide + BLOCK)))
        for n in range(count)
        for b in bands
    )
    return places, ways, moved, tuple(heads)


def _holds(lane: Lane, place: Place) -> bool:
    return lane.top <= place[1] <= lane.bottom and lane.left <= place[0] <= lane.right


def _looser(
    place: dict[str, Place], way: Ways, lanes: tuple[Lane, ...]
) -> tuple[dict[str, Place], Ways, tuple[Lane, ...]]:
    """What is much wider than a screen is drawn apart downwards, to its shape, but not for ever."""
    wide = max((lane.right for lane in lanes), default=1)
    high = max((lane.bottom for lane in lanes), default=1)
    by = min(LOOSEST, max(1.0, wide * ASPECT / high))
    moved = {ends: tuple((x, y * by) for x, y in points) for ends, points in way.items()}
    drawn = (Lane(lane.chain, lane.left, round(lane.top * by), lane.right, round(lane.bottom * by)) for lane in lanes)
    return {i: (x, y * by) for i, (x, y) in place.items()}, moved, tuple(drawn)


def _rows(
    column: Mapping[str, int],
    arrows: Sequence[Arrow],
    size: Mapping[str, Size],
    rank: Mapping[str, tuple[str, ...]],
    *,
    many: bool,
) -> tuple[dict[str, float], dict[tuple[str, str], tuple[tuple[int, str], ...]]]:
    """The height of each box and bend, and for each line the bends with their columns."""
    near = [a for a in arrows if not many or abs(column[a.source] - column[a.target]) < 2]
    sweeps = {"sweeps": FEW_SWEEPS} if many else {}
    down = rows(column, {i: size[i][1] for i in column}, near, rank, **sweeps)
    stops = bends(column, near)
    return down, {e: tuple((int(b.rpartition("@")[2]), b) for b in names) for e, names in stops.items()}


def _grid(
    view: View, column: Mapping[str, int], lane: Mapping[str, str], size: Mapping[str, Size]
) -> dict[int, Column]:
    """A column is as wide as its widest box; the aisle after it, as what turns in it needs."""
    widest: dict[int, float] = defaultdict(float)
    for id, number in column.items():
        widest[number] = max(widest[number], size[id][0])
    tracks = _tracks(view, column, lane) if len(view.arrows) <= MANY else None
    found, left = {}, LEFT
    for number in sorted(widest):
        aisle = min(BROAD, max(NARROW, NARROW / 2 + tracks[number] * TRACK)) if tracks is not None else BROAD
        found[number] = Column(left, left + widest[number], aisle)
        left += widest[number] + aisle
    return found


def _tracks(view: View, column: Mapping[str, int], lane: Mapping[str, str]) -> Mapping[int, int]:
    """Of how many boxes lines run in the aisle after each column, in the lane where they are most."""
    sources: dict[tuple[int, str], set[str]] = defaultdict(set)
    for arrow in view.inner:
        start, end = column.get(arrow.source), column.get(arrow.target)
        if start is not None and end is not None:  # it turns in the first aisle that it comes to, and in the last
            first, last = min(start, end), max(start, end) - 1
            sources[first, lane[arrow.source]].add(arrow.source)
            if last > first:
                sources[last, lane[arrow.source]].add(arrow.source)
    most: dict[int, int] = defaultdict(int)
    for (aisle, _), own in sources.items():
        most[aisle] = max(most[aisle], len(own))
    return most


def _bands(column: Mapping[str, int], stage: Mapping[str, int], grid: Mapping[int, Column]) -> tuple[Band, ...]:
    """One band for each stage, from the middle of the aisle before it to that of the one after it."""
    edge: dict[int, tuple[float, float]] = {}
    for name, number in {(stage[id], number) for id, number in column.items()}:
        left, right = edge.get(name, (1e9, -1e9))
        before = grid[number - 1].aisle if number - 1 in grid else NARROW
        own = grid[number].left - before / 2, grid[number].right + grid[number].aisle / 2
        edge[name] = min(left, own[0]), max(right, own[1])
    return tuple(Band(n, round(left), round(right)) for n, (left, right) in sorted(edge.items()))


def _under(members: Sequence[Entity], place: Mapping[str, Place], size: Mapping[str, Size]) -> dict[str, Place]:
    """What has no place in a chain, in lines under the rest."""
    top = max((y for _, y in place.values()), default=0.0) + 1.5 * SHELF
    room = max(max((x for x, _ in place.values()), default=0.0), 900.0)
    lines = enumerate(_lines(members, size, room))
    return {i: (x, top + n * SHELF) for n, line in lines for i, x in _spread(line, dict.fromkeys(line, 0.0), size)}


def _shelves(
    view: View, kinds: frozenset[Kind], placed: Mapping[str, Place], size: Mapping[str, Size], *, up: bool
) -> dict[str, Place]:
    """Lines of boxes above or below the chain, each box as near as may be over what belongs to it."""
    members = [e for e in view.entities if e.kind in kinds and e.id not in view.lone]
    wish = _wishes(view, {e.id for e in members}, placed)
    members.sort(key=lambda e: (wish.get(e.id, 0.0), e.id))
    edge = [y for _, y in placed.values()] or [0.0]
    width = max((x for x, _ in placed.values()), default=0.0)
    found: dict[str, Place] = {}
    start = min(edge) - 2 * SHELF if up else max(edge) + 2 * SHELF
    for n, line in enumerate(_lines(members, size, max(width, 900.0))):
        y = start + (-n if up else n) * SHELF
        found |= {i: (x, y) for i, x in _spread(line, wish, size)}
    return found


def _wishes(view: View, members: set[str], placed: Mapping[str, Place]) -> dict[str, float]:
    near: dict[str, list[float]] = defaultdict(list)
    for arrow in view.arrows:
        for end, other in ((arrow.source, arrow.target), (arrow.target, arrow.source)):
            if end in members and other in placed:
                near[end].append(placed[other][0])
    return {i: sum(xs) / len(xs) for i, xs in near.items()}


def _lines(members: Sequence[Entity], size: Mapping[str, Size], room: float) -> list[list[str]]:
    """Deal the boxes out over as few lines as hold them, neighbours on different lines."""
    count = max(1, -(-int(sum(size[e.id][0] + APART for e in members)) // int(room)))
    return [[e.id for e in members[n::count]] for n in range(count)]


def _spread(line: Sequence[str], wish: Mapping[str, float], size: Mapping[str, Size]) -> list[tuple[str, float]]:
    found = []
    left = LEFT
    for id in line:
        half = size[id][0] / 2
        x = max(wish.get(id, 0.0), left + half)
        found.append((id, x))
        left = x + half + APART
    return found
