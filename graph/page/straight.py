"""Long lines run level: the bends of a line are given one height over as many columns as nothing keeps apart."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

PASSES = 8
Near = Mapping[str, Sequence[str]]
Stacks = Mapping[int, Sequence[str]]


def straighten(
    stacks: Stacks, place: Mapping[str, float], room: Mapping[str, float], near: Near, runs: Iterable[Sequence[str]]
) -> dict[str, float]:
    """The same order in every column, and heights at which the bends of a run are level.

    >>> stacks = {0: ["a"], 1: ["x"], 2: ["y"], 3: ["b"]}
    >>> near = {"a": ["x"], "x": ["a", "y"], "y": ["x", "b"], "b": ["y"]}
    >>> place = {"a": 0.0, "x": 4.0, "y": 7.0, "b": 10.0}
    >>> found = straighten(stacks, place, dict.fromkeys("axyb", 9.0), near, [("x", "y")])
    >>> found["x"] == found["y"]
    True
    """
    block = _blocks(stacks, runs)
    members: dict[str, list[str]] = defaultdict(list)
    for id in place:
        members[block.get(id, id)].append(id)
    under, over = _beside(stacks, room, block)
    order = _order(members, under, over)
    if len(order) < len(members):  # two runs that hold each other up: they stay as they were
        return dict(place)
    height = {id: sum(place[m] for m in ids) / len(ids) for id, ids in members.items()}
    for id in order:
        height[id] = max([height[id], *(height[o] + d for o, d in under[id])])
    ends = {
        id: [block.get(n, n) for m in ids for n in near.get(m, ()) if block.get(n, n) != id]
        for id, ids in members.items()
    }
    for turn in range(PASSES):
        for id in order if turn % 2 else reversed(order):
            low = max((height[o] + d for o, d in under[id]), default=-1e9)
            high = min((height[o] - d for o, d in over[id]), default=1e9)
            height[id] = min(high, max(low, _wish(id, ends, height, run=id in members[id] and len(members[id]) > 1)))
    return {m: height[id] for id, ids in members.items() for m in ids}


def _wish(id: str, ends: Near, height: Mapping[str, float], *, run: bool) -> float:
    """The middle of what it is joined to; of a run the end that fewer lines meet at, which needs no bend then."""
    others = ends[id]
    if not others:
        return height[id]
    if run:
        return height[min(others, key=lambda o: (len(ends[o]), o))]
    return sum(height[o] for o in others) / len(others)


def _blocks(stacks: Stacks, runs: Iterable[Sequence[str]]) -> dict[str, str]:
    """The name of its block for each bend; longer runs go first, and what would cross one of them is cut there."""
    at = {id: n for stack in stacks.values() for n, id in enumerate(stack)}
    column = {id: c for c, stack in stacks.items() for id in stack}
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    found: dict[str, str] = {}
    for run in sorted(runs, key=lambda names: (-len(names), tuple(names))):
        found[run[0]] = run[0]
        for a, b in pairwise(run):
            left, right = sorted((a, b), key=column.__getitem__)
            pair, pairs = (at[left], at[right]), taken[column[left]]
            n = bisect_left(pairs, pair)
            free = (n == 0 or pairs[n - 1][1] < pair[1]) and (n == len(pairs) or pairs[n][1] > pair[1])
            if free:
                pairs.insert(n, pair)
            found[b] = found[a] if free else b
    return found


Beside = dict[str, list[tuple[str, float]]]


def _beside(stacks: Stacks, room: Mapping[str, float], block: Mapping[str, str]) -> tuple[Beside, Beside]:
    """For each block those that stand right above it and right below it, with how far off they must stay."""
    above, below = defaultdict[str, list[tuple[str, float]]](list), defaultdict[str, list[tuple[str, float]]](list)
    for stack in stacks.values():
        for upper, lower in pairwise(stack):
            a, b, apart = block.get(upper, upper), block.get(lower, lower), (room[upper] + room[lower]) / 2
            above[b].append((a, apart))
            below[a].append((b, apart))
    return above, below


def _order(members: Iterable[str], above: Beside, below: Beside) -> list[str]:
    """From the top down, each block after all that stand above it."""
    waiting = {id: len(above[id]) for id in members}
    ready = [id for id, count in waiting.items() if not count]
    for id in ready:
        for lower, _ in below[id]:
            waiting[lower] -= 1
            if not waiting[lower]:
                ready.append(lower)
    return ready
