"""How high each entity stands in its column: near what it is joined to, no two boxes on one another.

A line over several columns is given a bend in each column that it passes, which keeps room for it there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from graph.page.straight import straighten
from graph.page.view import Arrow

GAP = 11.0
BEND = 9.0
BETWEEN = 20.0
SWEEPS = 16
Near = Mapping[str, Sequence[str]]
Ends = tuple[str, str]


def bends(column: Mapping[str, int], arrows: Iterable[Arrow]) -> dict[Ends, tuple[str, ...]]:
    """A name for each place where a line passes a column, from the source on.

    >>> bends({"a": 0, "b": 2}, [Arrow("a", "b", (0,), True)])
    {('a', 'b'): ('a>b@1',)}
    """
    found = {}
    for arrow in arrows:
        start, end = column[arrow.source], column[arrow.target]
        between = range(start + 1, end) if start < end else range(start - 1, end, -1)
        if between:
            found[arrow.source, arrow.target] = tuple(f"{arrow.source}>{arrow.target}@{c}" for c in between)
    return found


def rows(
    column: Mapping[str, int],
    height: Mapping[str, float],
    arrows: Sequence[Arrow],
    rank: Mapping[str, tuple[str, ...]],
    sweeps: int = SWEEPS,
) -> dict[str, float]:
    """The middle of each box and bend. Unconnected groups are stacked without wasting room, the largest first.

    >>> rows({"a": 0, "b": 1}, {"a": 30, "b": 30}, [Arrow("a", "b", (0,), True)], {"a": (), "b": ()})
    {'a': 20.5, 'b': 20.5}
    """
    passed = bends(column, arrows)
    room = {i: h + GAP for i, h in height.items()} | {b: BEND for names in passed.values() for b in names}
    level = dict(column) | {b: int(b.rpartition("@")[2]) for names in passed.values() for b in names}
    first = dict(rank) | {b: rank[ends[0]] for ends, names in passed.items() for b in names}
    near = _near(arrows, passed)
    skyline: dict[int, float] = defaultdict(float)
    placed: dict[str, float] = {}
    for group in groups(level, near):
        if len(group) == 1:  # of which there are thousands where far lines are not led
            placed[group[0]] = _alone(level[group[0]], room[group[0]], skyline)
            continue
        own = _group(sorted(group, key=lambda i: (first[i], i)), level, room, near, sweeps)
        inside = set(group)
        if runs := [names for names in passed.values() if names[0] in inside]:
            own = straighten(_stacks(own, level), own, room, near, runs)
        placed |= _drop(own, level, room, skyline)
    return placed


def _stacks(place: Mapping[str, float], level: Mapping[str, int]) -> dict[int, list[str]]:
    """What stands in each column, from the top down."""
    found: dict[int, list[str]] = defaultdict(list)
    for id in sorted(place, key=lambda i: (place[i], i)):
        found[level[id]].append(id)
    return found


def _near(arrows: Iterable[Arrow], passed: Mapping[Ends, tuple[str, ...]]) -> Near:
    near: dict[str, list[str]] = defaultdict(list)
    for arrow in arrows:
        way = (arrow.source, *passed.get((arrow.source, arrow.target), ()), arrow.target)
        for a, b in pairwise(way):
            near[a].append(b)
            near[b].append(a)
    return near


def groups(members: Iterable[str], near: Near) -> list[list[str]]:
    """The connected groups, the largest first.

    >>> groups("abc", {"a": ["b"], "b": ["a"]})
    [['a', 'b'], ['c']]
    """
    seen: set[str] = set()
    found = []
    for start in sorted(members):
        if not near.get(start):
            found.append([start])
        elif start not in seen:
            seen.add(start)
            group = [start]
            for node in group:
                fresh = sorted(set(near.get(node, ())) - seen)
                seen.update(fresh)
                group += fresh
            found.append(sorted(group))
    return sorted(found, key=lambda g: (-len(g), g))


def _group(
    members: Sequence[str], level: Mapping[str, int], room: Mapping[str, float], near: Near, sweeps: int
) -> dict[str, float]:
    stacks: dict[int, list[str]] = defaultdict(list)
    for id in members:
        stacks[level[id]].append(id)
    place = {id: float(n) for stack in stacks.values() for n, id in enumerate(stack)}
    order = sorted(stacks)
    for sweep in range(sweeps):
        for c in order if sweep % 2 == 0 else reversed(order):
            _settle(stacks[c], place, room, near)
    return place


def _settle(stack: list[str], place: dict[str, float], room: Mapping[str, float], near: Near) -> None:
    """Sort a column by where its neighbours stand, then let each box come as near to them as the others allow."""
    wish = {id: _mean([place[n] for n in near.get(id, ())], place[id]) for id in stack}
    stack.sort(key=lambda id: (wish[id], place[id]))
    offset = _offsets([room[id] for id in stack])
    pooled = _pool([wish[id] - o for id, o in zip(stack, offset, strict=True)])
    for id, base, o in zip(stack, pooled, offset, strict=True):
        place[id] = base + o


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _offsets(rooms: Sequence[float]) -> list[float]:
    """The middles of boxes stacked as closely as they may be."""
    found = []
    top = 0.0
    for h in rooms:
        found.append(top + h / 2)
        top += h
    return found


def _pool(wishes: Sequence[float]) -> list[float]:
    """The nearest values that never fall (pool adjacent violators).

    >>> _pool([1, 5, 3])
    [1.0, 4.0, 4.0]
    """
    blocks: list[tuple[float, int]] = []
    for wish in wishes:
        total, count = float(wish), 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / count:
            more, size = blocks.pop()
            total, count = total + more, count + size
        blocks.append((total, count))
    return [total / count for total, count in blocks for _ in range(count)]


def _alone(column: int, room: float, skyline: dict[int, float]) -> float:
    """What is joined to nothing stands right under what already stands in its column."""
    middle = skyline[column] + room / 2
    skyline[column] = middle + room / 2 + BETWEEN
    return middle


def _drop(
    own: Mapping[str, float], level: Mapping[str, int], room: Mapping[str, float], skyline: dict[int, float]
) -> dict[str, float]:
    """Push a group up until it rests on what already stands in its columns."""
    levels = [level[i] for i in own]
    within = range(min(levels), max(levels) + 1)
    upper = min(y - room[i] / 2 for i, y in own.items())
    shift = max(skyline[c] for c in within) - upper
    placed = {i: y + shift for i, y in own.items()}
    base = max(y + room[i] / 2 for i, y in placed.items()) + BETWEEN
    skyline.update(dict.fromkeys(within, base))
    return placed
