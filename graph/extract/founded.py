"""The enterprise that an earlier clause sets up and the clause tells of (甲公司设立乙公司，注册资本1亿元)."""

from __future__ import annotations

import re

from graph.extract import subject
from graph.extract.clauses import clause_start
from graph.extract.line import Line, code

_FOUNDED = re.compile(
    rf"(?:设立|成立|组建|新设|注册(?!资))[^，。；]{{0,10}}?({code('C')})(?:（[^）]*）|[^，。；{code('C')}]){{0,14}}，$"
)
_OF_THE_NEW = re.compile(
    r"(?:主要|专门|专业|负责|专注|从事|生产(?!基地|线)|经营|主营|注册资|开展|年产|产品)"
)  # 设立乙公司，生产……


def newly_founded(current: Line, position: int) -> subject.Found | None:
    """The enterprise that an earlier clause sets up, and tells of since (甲公司设立乙公司，注册资本1亿元)."""
    if not _OF_THE_NEW.match(current.text, position):
        return None
    start = clause_start(current.text, position)
    while start:
        begin = clause_start(current.text, start - 1)
        founded = _FOUNDED.search(current.text, begin, start)
        if founded:
            return subject.Found(current.slots[founded.start(1)], current, 1)
        start = begin if _OF_THE_NEW.match(current.text, begin) else 0
    return None
