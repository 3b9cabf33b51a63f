"""The lists of the report: of texts that did not change, what the last one says of them."""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, pairwise
from typing import Any

from graph import report
from graph.model import Knowledge
from graph.renewing.state import State

LISTS = ("documents", "rejections", "links")
_SIZED = "UPDATE text SET told = ?, rejections = ?, links = ? WHERE id = ?"
_NAMED = "SELECT id, name, told, rejections, links FROM text"
Place = tuple[int, int]
Pieces = dict[str, dict[str, Place]]  # by list and text


def places(state: State, begins: Mapping[str, int]) -> Pieces:
    """By list and text, from where to where its piece stands in the last report."""
    rows: list[Any] = sorted(state.rows(_NAMED), key=lambda row: (row[1], row[0]))
    found = {}
    for column, name in enumerate(LISTS, start=2):
        ends = accumulate((row[column] for row in rows), initial=begins[name])
        found[name] = {row[0]: place for row, place in zip(rows, pairwise(ends), strict=True)}
    return found


def lists(text: mmap.mmap, there: Pieces, ids: Iterable[str], new: Iterable[Knowledge]) -> report.Lists:
    """What each list is to say of each text, given the last report and what some texts say now."""
    now: dict[str, dict[str, bytes]] = {name: {} for name in LISTS}
    for known in new:
        for name, pieces in report.pieces_of(known).items():
            now[name].update(pieces)
    return {name: _pieces(text, there[name], tuple(ids), now[name]) for name in LISTS}


def _pieces(
    text: mmap.mmap, there: Mapping[str, Place], ids: Iterable[str], now: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    for id in ids:
        piece = now.get(id)
        if piece is None:
            start, end = there[id]
            piece = b"," + text[start + 1 : end] if end > start else b""  # the first has a bracket for a comma
        yield id, piece


def note(state: State, found: report.Places, ids: Iterable[str]) -> dict[str, int]:
    """Hold how long the pieces of texts are, and tell where the lists begin."""
    state.run(_SIZED, ([*(found[name][1][id] for name in LISTS), id] for id in ids))
    return {name: begins for name, (begins, _) in found.items()}
