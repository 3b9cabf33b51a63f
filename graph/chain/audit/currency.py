"""Round sums of money that one sentence gives in a foreign currency and another in the home currency."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.chain.audit.finding import Finding, Values, clause, finding, named, quoted
from graph.chain.audit.numbers import unit_pattern
from graph.chain.audit.tables import table
from graph.chain.index import Evidence, Index
from graph.model import Entity
from graph.record import Told

_KINDS = ("Chain", "Company", "Project", "Park")
_HOME = "[CNY]"


@dataclass(frozen=True, slots=True)
class _Sum:
    """A round sum said of a thing, as written."""

    entity: Entity
    written: str
    words: Evidence


def magnitudes(sentences: Iterable[Told], index: Index) -> Iterator[Finding]:
    """千亿美元 said of what elsewhere is 千亿级 or 千亿元: one of the two has the wrong unit."""
    round_sum = _round_sums(index)
    home: dict[tuple[str, str], _Sum] = {}
    abroad: dict[tuple[str, str], _Sum] = {}
    for told in sentences:
        for match in round_sum.finditer(told.text):
            for entity in _of(told, match, index):
                where = abroad if match["foreign"] else home
                words = quoted(told, index, *clause(told.text, *match.span()))
                where.setdefault((entity.id, match["sum"]), _Sum(entity, match.group(), words))
    for key in sorted(abroad.keys() & home.keys()):
        one, other = abroad[key], home[key]
        values: Values = {"subject": one.entity.label, "first": one.written, "second": other.written, "of": ""}
        english: Values = {"measure": "size"}
        yield finding("currency", one.entity, (one.words, other.words), values | {"measure": "规模"}, english)


def _round_sums(index: Index) -> re.Pattern[str]:
    known = table(index.vocabulary.directory)
    money = {word: ucum for word, (ucum, _) in known.factors.items() if known.units[ucum][0] == "money"}
    foreign = unit_pattern(tuple(word for word, ucum in money.items() if ucum != _HOME))
    before = r"(?<![\d.十百千万亿几数一二三四五六七八九])"
    return re.compile(rf"{before}(?P<sum>[百千万]亿)(?:(?P<foreign>{foreign})|元|级|大关)")


def _of(told: Told, match: re.Match[str], index: Index) -> tuple[Entity, ...]:
    """What the clause names before the sum."""
    start, _ = clause(told.text, match.start(), match.end())
    return tuple(dict.fromkeys(e for _, _, e in named(told.text[start : match.start()], index, *_KINDS)))
