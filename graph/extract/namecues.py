"""The cues of namecues.tsv as expressions: {N} is a name, {N!} one that ends in a trade."""

from __future__ import annotations

from functools import cache

from graph.extract.needed import Needed, needed
from graph.extract.trades import trades
from graph.lexicon import Lexicon

_TRADED = "{N!}"


@cache
def expressions(lexicon: Lexicon) -> tuple[tuple[int, str, Needed, bool], ...]:
    """How long a name must be, the expression, what a text must hold for it, and whether a trade ends the name."""
    name = r"(?P<N>(?:[\u4e00-\u9fffA-Za-z]|(?<=[A-Za-z]) (?=[A-Za-z])){2,16}?)"
    traded = rf"(?P<N>[\u4e00-\u9fffA-Za-z]{{2,12}}?(?:{trades(lexicon).pattern}))"
    found: list[tuple[int, str, Needed, bool]] = []
    for cue in lexicon.name_cues:
        mark = _TRADED if _TRADED in cue.pattern else "{N}"
        head, _, tail = cue.pattern.partition(mark)
        told = f"{head}{traded if mark == _TRADED else name}(?={tail})"
        found.append((cue.least, told, (*needed(told), *needed(tail)), mark == _TRADED))
    return tuple(found)
