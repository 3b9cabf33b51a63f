"""The cues of namecues.tsv as expressions: {N} is a name, {N!} one that ends in a trade."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graph.extract.needed import Sieve, needed
from graph.extract.trades import trades
from graph.lexicon import Lexicon

_TRADED = "{N!}"


@dataclass(frozen=True, slots=True)
class NameExpression:
    """A cue that shows a name `N` of at least so many characters; `traded` where a trade ends the name."""

    least: int
    source: str
    traded: bool


def shown(text: str, lexicon: Lexicon) -> Iterator[tuple[NameExpression, re.Match[str]]]:
    """Where cues show names in a text, cue by cue in the order of their table."""
    cues, sieve = _expressions(lexicon)
    for number in sieve.passed(text):
        yield from ((cues[number], match) for match in _compiled(cues[number].source).finditer(text))


_compiled = cache(re.compile)


@cache
def _expressions(lexicon: Lexicon) -> tuple[tuple[NameExpression, ...], Sieve]:
    name = r"(?P<N>(?:[\u4e00-\u9fffA-Za-z]|(?<=[A-Za-z]) (?=[A-Za-z])){2,16}?)"
    traded = rf"(?P<N>[\u4e00-\u9fffA-Za-z]{{2,12}}?(?:{trades(lexicon).pattern}))"
    found, needs = [], []
    for cue in lexicon.name_cues:
        mark = _TRADED if _TRADED in cue.pattern else "{N}"
        head, _, tail = cue.pattern.partition(mark)
        source = f"{head}{traded if mark == _TRADED else name}(?={tail})"
        found.append(NameExpression(cue.least, source, mark == _TRADED))
        needs.append((*needed(source), *needed(tail)))
    return tuple(found), Sieve.of(needs)
