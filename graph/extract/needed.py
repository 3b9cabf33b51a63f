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
    """Which of many expressions can match in a text, told for all of them at once, a bit for each.

    For the first set of characters that expressions need, the second and so on: those that need none there, and by
    character those that it is enough for.
    """

    all: int
    places: tuple[tuple[int, Mapping[str, int]], ...]

    @classmethod
    def of(cls, needs: Sequence[Needed]) -> Sieve:
        """Over what each expression needs.

        >>> list(Sieve.of([needed("投产"), needed("建成|竣工"), needed(".")]).passed("三月投产"))
        [0, 2]
        """
        places = []
        for place in range(max(map(len, needs), default=0)):
            always, by_character = 0, defaultdict[str, int](int)
            for number, told in enumerate(needs):
                always |= (place >= len(told)) << number
                for char in told[place] if place < len(told) else ():
                    by_character[char] |= 1 << number
            places.append((always, dict(by_character)))
        return cls((1 << len(needs)) - 1, tuple(places))

    def passed(self, text: str) -> Iterator[int]:
        """The numbers of those that can match, in their order."""
        characters, left = frozenset(text), self.all
        for always, by_character in self.places:
            mask = always
            for char in characters:
                mask |= by_character.get(char, 0)
            left &= mask
        while left:
            lowest = left & -left
            left ^= lowest
            yield lowest.bit_length() - 1
