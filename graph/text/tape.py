"""Text that remembers where each of its characters came from, through any number of edits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

Edit = tuple[int, int, str]


class Tape(NamedTuple):
    """`offsets[i]` is where character i stood at first; one more entry says where the text ended."""

    text: str
    offsets: list[int]


def tape(text: str, start: int = 0) -> Tape:
    """Put the text from `start` on a tape.

    >>> tape("abc", 1)
    Tape(text='bc', offsets=[1, 2, 3])
    """
    return Tape(text[start:], list(range(start, len(text) + 1)))


def edit(old: Tape, edits: Iterable[Edit]) -> Tape:
    """Replace each (start, end, new), in ascending order and apart from one another.

    >>> edit(tape("a--b"), [(1, 3, "~")])
    Tape(text='a~b', offsets=[0, 1, 3, 4])
    """
    text, offsets = old
    parts: list[str] = []
    places: list[int] = []
    last = 0
    for start, end, new in edits:
        parts += (text[last:start], new)
        places += offsets[last:start]
        places += [offsets[min(start + k, max(end - 1, start))] for k in range(len(new))]
        last = end
    if not last and not parts:
        return old
    parts.append(text[last:])
    places += offsets[last:]
    return Tape("".join(parts), places)


def rewrite(old: Tape, pattern: re.Pattern[str], put: str | Callable[[re.Match[str]], str]) -> Tape:
    """Replace each match of the pattern.

    >>> rewrite(tape("a  b"), re.compile(" +"), " ").offsets
    [0, 1, 3, 4]
    """
    return edit(old, _changes(pattern.finditer(old.text), put))


def _changes(matches: Iterator[re.Match[str]], put: str | Callable[[re.Match[str]], str]) -> Iterator[Edit]:
    for match in matches:
        new = put if isinstance(put, str) else put(match)
        if new != match.group():
            yield (*match.span(), new)
