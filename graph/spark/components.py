"""Connected components of links too many for one machine, by large and small stars.

Each round shifts links towards the least node of their component, first within each partition, where all can be joined
at once, then across partitions (Kiveris et al., Connected Components in MapReduce and Beyond, 2014): as many rounds as
the logarithm of the nodes, squared at most. Links few enough for one task are joined in one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import TYPE_CHECKING

from graph.spark.frames import Frames, Row

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

FEW = 2_000_000  # links that one task joins, in some 500 MB
_LINKS = "node bigint, least bigint"
_LARGE = """SELECT DISTINCT l.one AS node, m.least FROM
  (SELECT node AS one, least AS other FROM {links} UNION ALL SELECT least, node FROM {links}) l
  JOIN (SELECT one, least(one, min(other)) AS least FROM
    (SELECT node AS one, least AS other FROM {links} UNION ALL SELECT least, node FROM {links}) GROUP BY one) m
  ON l.other = m.one WHERE l.one > l.other AND l.one <> m.least"""
_SMALL = """SELECT DISTINCT node, least FROM (
  SELECT l.least AS node, m.least FROM {links} l
    JOIN (SELECT node, min(least) AS least FROM {links} GROUP BY node) m ON l.node = m.node WHERE l.least <> m.least
  UNION ALL SELECT node, min(least) FROM {links} GROUP BY node)"""
_WITH_LEAST = "SELECT node, least FROM {links} UNION SELECT least, least FROM {links}"
_STATE = "SELECT count(*), sum(hash(node, least)), bit_xor(xxhash64(node, least)) FROM {links}"


def components(frames: Frames, links: DataFrame, few: int = FEW) -> DataFrame:
    """The least node of the component of each node that has a link."""
    return frames.sql(_WITH_LEAST, links=_stars(frames, links, few))


def _stars(frames: Frames, links: DataFrame, few: int) -> DataFrame:
    """For each node but the least its link to it."""
    links = frames.kept(frames.mapped(links, joined, _LINKS), "links")
    if links.count() <= few:
        return frames.kept(frames.mapped(links.coalesce(1), joined, _LINKS), "components")
    before = None
    for turn in count():
        large = frames.sql(_LARGE, links=links)
        links = frames.kept(frames.sql(_SMALL, links=large), f"links-{turn}")
        state = tuple(frames.sql(_STATE, links=links).first() or ())
        if state == before:
            return links
        before = state
    raise AssertionError


def joined(rows: Iterable[Row]) -> Iterator[Row]:
    """Links of each node to the least that the links given lead to.

    >>> links = (3, 2), (2, 1), (5, 4)
    >>> sorted(tuple(link.values()) for link in joined({"node": one, "least": other} for one, other in links))
    [(2, 1), (3, 1), (5, 4)]
    """
    parent: dict[int, int] = {}

    def find(node: int) -> int:
        while (above := parent.setdefault(node, node)) != node:
            parent[node] = node = parent.setdefault(above, above)
        return node

    for row in rows:
        one, other = find(row["node"]), find(row["least"])
        parent[max(one, other)] = min(one, other)
    for node in parent:
        if (least := find(node)) != node:
            yield {"node": node, "least": least}
