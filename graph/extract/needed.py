"""What a text must hold for a regular expression to be found in it: told at a glance, it spares most searches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

Needed = tuple[frozenset[str], ...]
_parser: Any = import_module("re._parser")
_MOST = 4  # sets that are looked at; the smallest tell most


def needed(expression: str) -> Needed:
    """Sets of characters: where a text holds none of one of them, the expression cannot match in it.

    >>> sorted(map(sorted, needed("(?:投|建)产[甲乙]?(?!后)")))
    [['产'], ['建', '投']]
    """
    parsed = _parser.parse(expression)
    if parsed.state.flags & re.IGNORECASE:
        return ()
    found = dict.fromkeys(_of(parsed))
    return tuple(sorted(found, key=lambda chars: (len(chars), sorted(chars)))[:_MOST])


def _of(parts: Iterable[tuple[Any, Any]]) -> Iterator[frozenset[str]]:
    for sort, value in parts:
        match str(sort):
            case "LITERAL":
                yield frozenset(chr(value))
            case "IN":
                yield from _one_of(value)
            case "SUBPATTERN":
                yield from _of(value[-1])
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT" if value[0]:
                yield from _of(value[2])
            case "ATOMIC_GROUP":
                yield from _of(value)
            case "BRANCH":
                yield from _branches(value[1])


def _one_of(members: Iterable[tuple[Any, Any]]) -> Iterator[frozenset[str]]:
    """The characters of a class that lists each of them."""
    told = [(str(sort), value) for sort, value in members]
    if all(sort == "LITERAL" for sort, _ in told):
        yield frozenset(chr(value) for _, value in told)


def _branches(branches: Iterable[Any]) -> Iterator[frozenset[str]]:
    """One set of each branch, together: some branch matches."""
    each = [min(_of(branch), key=len, default=None) for branch in branches]
    chosen = [chars for chars in each if chars is not None]
    if len(chosen) == len(each):
        yield frozenset().union(*chosen)
