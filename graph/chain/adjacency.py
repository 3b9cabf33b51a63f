"""Who stands beside whom, by number: for walks and measures over very many links, where only ids are asked for.

Work is done only on what a walk visits: chains are short, whatever the size of the whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain as joined

Pair = tuple[str, str]


class Adjacency:
    """Links from one id to another, each once.

    >>> links = Adjacency([("ore", "concentrate"), ("concentrate", "metal"), ("scrap", "metal")])
    >>> links.after("ore"), links.before("metal"), links.reached("metal", forward=False)
    (('concentrate',), ('concentrate', 'scrap'), ('concentrate', 'scrap', 'ore'))
    """

    def __init__(self, pairs: Iterable[Pair]) -> None:
        known = sorted(set(pairs))
        self.ids: tuple[str, ...] = tuple(sorted(set(joined.from_iterable(known))))
        self._number = {id: number for number, id in enumerate(self.ids)}
        ahead, back = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
        for one, other in known:
            ahead[self._number[one]].append(self._number[other])
            back[self._number[other]].append(self._number[one])
        count = range(len(self.ids))
        self._ahead = tuple(tuple(ahead.get(number, ())) for number in count)
        self._back = tuple(tuple(back.get(number, ())) for number in count)

    def after(self, id: str) -> tuple[str, ...]:
        """What it links to."""
        return self._beside(self._ahead, id)

    def before(self, id: str) -> tuple[str, ...]:
        """What links to it."""
        return self._beside(self._back, id)

    def _beside(self, links: tuple[tuple[int, ...], ...], id: str) -> tuple[str, ...]:
        number = self._number.get(id)
        return () if number is None else tuple([self.ids[other] for other in links[number]])

    def reached(self, id: str, *, forward: bool) -> tuple[str, ...]:
        """All that can be reached from it, nearest first."""
        start = self._number.get(id)
        if start is None:
            return ()
        links, seen, found = self._ahead if forward else self._back, {start}, [start]
        for number in found:  # it grows while it is read
            for other in links[number]:
                if other not in seen:
                    seen.add(other)
                    found.append(other)
        return tuple([self.ids[number] for number in found[1:]])

    def betweenness(self) -> dict[str, float]:
        """On how many shortest ways between two others each stands; of several alike, its part (Brandes 2001).

        >>> Adjacency([("a", "b"), ("b", "c")]).betweenness()
        {'a': 0.0, 'b': 1.0, 'c': 0.0}
        """
        total = [0.0] * len(self.ids)
        for start in range(len(self.ids)):
            if self._ahead[start]:
                _add_ways(start, self._ahead, total)
        return dict(zip(self.ids, total, strict=True))


def _add_ways(start: int, links: tuple[tuple[int, ...], ...], total: list[float]) -> None:
    """Add to each node its part of the shortest ways from one."""
    depth, ways, order = {start: 0}, {start: 1}, [start]
    before: dict[int, list[int]] = {start: []}
    for node in order:  # it grows while it is read
        further, through = depth[node] + 1, ways[node]
        for other in links[node]:
            near = depth.get(other)
            if near is None:
                depth[other], ways[other], before[other] = further, through, [node]
                order.append(other)
            elif near == further:
                ways[other] += through
                before[other].append(node)
    if order[-1] == start or depth[order[-1]] < 2:  # nothing stands between
        return
    part = dict.fromkeys(order, 0.0)
    for node in reversed(order):
        share = (1.0 + part[node]) / ways[node]
        for other in before[node]:
            part[other] += ways[other] * share
        if node != start:
            total[node] += part[node]
