"""Where words of a list stand in a text, found in one pass; of two that overlap the first, and of those the longest."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, Literal

import ahocorasick_rs as ac

from graph.lexicon import Lexicon

Listed = Literal["terms", "enterprises", "name_heads", "places"]


def matches(text: str, names: Sequence[str]) -> list[tuple[int, int]]:
    """Where these names stand.

    >>> matches("甲锂业和甲", ["甲", "甲锂业"])
    [(0, 3), (4, 5)]
    """
    return _found(text, _of_names(tuple(names)) if names else None)


def listed(text: str, lexicon: Lexicon, names: Listed) -> list[tuple[int, int]]:
    """Where what a table of the lexicon lists stands."""
    return _found(text, _of_table(lexicon, names))


def _found(text: str, matcher: Any) -> list[tuple[int, int]]:
    return [(start, end) for _, start, end in matcher.find_matches_as_indexes(text)] if matcher else []


@lru_cache(maxsize=256)
def _of_names(names: tuple[str, ...]) -> ac.AhoCorasick:
    return ac.AhoCorasick(names, matchkind=ac.MatchKind.LeftmostLongest)


@cache
def _of_table(lexicon: Lexicon, names: Listed) -> ac.AhoCorasick | None:
    """Made once: there are many thousand."""
    words = [n if isinstance(n, str) else n.text for n in getattr(lexicon, names)]
    return _of_names(tuple(words)) if words else None
