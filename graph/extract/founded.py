"""The enterprise just set up, which the words after it are about (甲公司拟设立乙公司，注册资本1亿元，甲持股51%)."""

from __future__ import annotations

import re

from graph.extract.clauses import clause_start
from graph.extract.line import Line, code
from graph.extract.subject import Found

_FOUNDED = re.compile(
    rf"(?:设立|成立|组建|新设)[^，。；]{{0,10}}?({code('C')})(?:（[^）]*）|[^，。；{code('C')}]){{0,14}}[，。；\n]+$"
)
_OF_WHICH = re.compile(
    rf"其中|注册资[本金][^，。；]{{0,16}}|(?:其中，?)?{code('C')}[^，。；]{{0,10}}[持占出][^，。；]{{0,8}}{code('Q')}[^，。；]{{0,6}}"
)


def newly_founded(predicate: str, match: re.Match[str], current: Line, before: tuple[Line, ...]) -> Found | None:
    """The enterprise set up just before a cue that can only be about it, in this sentence or at the end of the last.

    Its capital is told, or who holds how much of it, where a cue names the holder only.
    """
    shares = predicate == "investsIn" and "S" in match.re.groupindex
    if not shares and predicate != "registeredCapital":
        return None
    start = clause_start(current.text, match.start() + 1)
    while start and _OF_WHICH.fullmatch(current.text, clause_start(current.text, start - 1), start - 1):
        start = clause_start(current.text, start - 1)
    if start:
        return _founded_in(current, start, 1)
    last = before[-1] if shares and before and before[-1].view.block == current.view.block else None
    return _founded_in(last, len(last.text), 2) if last is not None else None


def _founded_in(line: Line, end: int, distance: int) -> Found | None:
    """The enterprise that the clause which ends there sets up."""
    founded = _FOUNDED.search(line.text, clause_start(line.text, len(line.text[:end].rstrip("，。；\n"))), end)
    return Found(line.slots[founded.start(1)], line, distance) if founded else None
