"""Superlatives that name no source."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from graph.chain.audit.finding import Finding, clause, finding, quoted, spoken_of
from graph.chain.audit.tables import matcher
from graph.chain.index import Evidence, Index
from graph.model import Entity
from graph.record import Told

_TITLE = re.compile("《[^》]*》")
Place = tuple[str, int]
_STRONG = "。；！？"
_BARE = 4


@dataclass(slots=True)
class _Praise:
    """One superlative of one text, with every sentence that has it."""

    subject: Entity | None = None
    evidence: list[Evidence] = field(default_factory=list)


def superlatives(
    sentences: Iterable[Told], index: Index, damaged: Container[tuple[str, int]] = ()
) -> Iterator[Finding]:
    """Every superlative said as a fact whose sentence, and the one before it, name no source."""
    home = index.vocabulary.directory
    praise, source, aim = (matcher(home, role) for role in ("superlative", "source", "aim"))
    found: dict[tuple[str, str], _Praise] = defaultdict(_Praise)
    before: Told | None = None
    for told in sentences:
        unsure = (told.document, told.offsets[0]) in damaged or told.text.endswith("？")
        stated = () if unsure else tuple(_stated(told.text, praise, aim))
        near = before.text if before and (before.document, before.block) == (told.document, told.block) else ""
        if stated and not source.search(near + told.text):
            for match in stated:
                one = found[told.document, match.group()]
                one.subject = one.subject or spoken_of(told, index, *match.span())
                one.evidence.append(quoted(told, index, *_context(told.text, *match.span())))
        before = told
    for (_, words), one in found.items():
        yield _finding(words, one)


def _stated(text: str, praise: re.Pattern[str], aim: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Those that are no aim and no part of a title."""
    titles = [match.span() for match in _TITLE.finditer(text)]
    for match in praise.finditer(text):
        start = max(text.rfind(mark, 0, match.start()) for mark in _STRONG) + 1
        inside = any(left <= match.start() < right for left, right in titles)
        if not inside and not aim.search(text, start, match.end()):
            yield match


def _context(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause, and the one before it where it has no subject of its own."""
    left, right = clause(text, start, end)
    return (clause(text, left - 1, left - 1)[0] if left and start - left <= _BARE else left), right


def _finding(words: str, one: _Praise) -> Finding:
    who = one.subject.label if one.subject else ""
    speaker = {"zh": f"（说的是“{who}”一句）" if who else "", "en": f" (in a sentence on {who})" if who else ""}
    values: dict[str, object] = {"claimed": words, "speaker": speaker["zh"]}
    return finding("superlative", one.subject, one.evidence, values, {"speaker": speaker["en"]})
