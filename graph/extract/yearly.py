"""Figures of several years told in one list (2021年、2022年营业收入分别为4亿元、5亿元): each of its own year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.extract.draft import Draft
from graph.extract.fired import Fired

_YEAR = r"(?:19|20)\d\d"
_LISTED = re.compile(rf"{_YEAR}年?(?:度|末|底)?(?:[、，和及与]{_YEAR}年?(?:度|末|底)?)+")
_SPAN = re.compile(rf"({_YEAR})年?(?:度|末|底)?(?:[~—–－-]+|至|到)({_YEAR})年?")
_EACH = re.compile(_YEAR)
_MOST = 6


def years_of(fired: Fired) -> tuple[str, ...]:
    """The years that the sentence lists last before what a cue tells of each (分别).

    >>> bool(_SPAN.search("2020年至2022年")), bool(_LISTED.search("2021年和2022年"))
    (True, True)
    """
    text, match = fired.line.text, fired.match
    if "分别" not in text[max(0, match.start() - 6) : match.end()]:
        return ()
    begins = max(text.rfind(mark, 0, match.start()) for mark in "。；\n") + 1
    listed = [m.group() for m in _LISTED.finditer(text, begins, match.end())]
    if listed:
        return tuple(_EACH.findall(listed[-1]))
    spans = [(int(m[1]), int(m[2])) for m in _SPAN.finditer(text, begins, match.end())]
    first, last = spans[-1] if spans else (0, 0)
    return tuple(map(str, range(first, last + 1))) if 0 < last - first < _MOST else ()


def by_year(drafts: Iterable[Draft], years: tuple[str, ...]) -> Iterator[Draft]:
    """The drafts of a list of figures in their order, each with its year."""
    found = list(drafts)
    places = sorted({draft.amount_at for draft in found})
    if len(places) != len(years):
        yield from found
        return
    year = dict(zip(places, years, strict=True))
    yield from (replace(draft, year=year[draft.amount_at]) for draft in found)


def in_order(drafts: Iterable[Draft], predicate: str) -> Iterator[Draft]:
    """The drafts; of several measures of one cue (production/salesVolume) the figures are theirs in turn."""
    measures = predicate.split("/")
    if len(measures) == 1:
        yield from drafts
        return
    found = list(drafts)
    places = sorted({draft.amount_at for draft in found})
    if len(places) == len(measures):
        yield from (replace(draft, predicate=measures[places.index(draft.amount_at)]) for draft in found)
