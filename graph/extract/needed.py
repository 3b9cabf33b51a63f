"""What a text must hold for a regular expression to be found in it: told at a glance, it spares most searches."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which of many expressions can match in a text, told for all of them at once.

    For the first set of characters that expressions need, the second and so on, `size` bits each, one for each
    expression: `always` those that need none there, `by_character` those that a character is enough for.
    """

    size: int
    places: int
    always: int
    by_character: Mapping[str, int]

    @classmethod
    def of(cls, needs: Sequence[Needed]) -> Sieve:
        """Over what each expression needs.

        >>> list(Sieve.of([needed("投产"), needed("建成|竣工"), needed(".")]).passed("三月投产"))
        [0, 2]
        """
        size, places = len(needs), max(map(len, needs), default=0)
        always, by_character = 0, defaultdict[str, int](int)
        for place in range(places):
            for number, told in enumerate(needs):
                bit = 1 << (place * size + number)
                always |= bit if place >= len(told) else 0
                for char in told[place] if place < len(told) else ():
                    by_character[char] |= bit
        return cls(size, places, always, dict(by_character))

    def passed(self, text: str) -> Iterator[int]:
        """The numbers of those that can match, in their order."""
        found, told = self.always, self.by_character
        for char in frozenset(text):
            found |= told.get(char, 0)
        left = (1 << self.size) - 1
        for place in range(self.places):
            left &= found >> (place * self.size)
        while left:
            lowest = left & -left
            left ^= lowest
            yield lowest.bit_length() - 1
