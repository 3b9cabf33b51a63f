"""Which phase of a project a claim is told of (某项目一期工程建成), or all of them (全部达产后年产值6亿元)."""

from __future__ import annotations

import re

from graph.extract.clauses import clause_start
from graph.extract.fired import Fired
from graph.extract.items import Item

_ITS_PHASE = re.compile(
    r"(?:的)?(第?[一二三四五]期|首期)(?:（[^）]{1,16}）)?(?:工程|项目|生产线|产线|装置)(?!及|和|与|、)"
)
_ALL_DONE = re.compile(
    r"整个(?:项目|工程|计划)|(?:全部|全面|整体|两期|各期)[^，。；一二三四首]{0,4}(?:建成|达产|投产|竣工|完工|达效)"
    r"(?:达产|投产|达效)?(?:之?后|以后|时|可|，(?:预计|可|年|将|预期|实现))"
)
_OF_ALL = re.compile(r"[^，。；]{0,6}，其中，?(?:首|一|二|三|四)期")


def phase_of(fired: Fired, who: Item) -> str:
    """The phase that a cue speaks of, "" if of the whole project."""
    return "" if _is_of_all(fired) else who.phase or _phase_after(fired, who)


def _is_of_all(fired: Fired) -> bool:
    """Whether it is said of all phases, though one was spoken of (一期投产，全部达产后年产值6亿元)."""
    current, at = fired.line, fired.match.start()
    return bool(
        _OF_ALL.match(current.text, fired.match.end())
        or (fired.subject.distance and _ALL_DONE.search(current.text, _two_clauses(current.text, at), at))
    )


def _two_clauses(text: str, position: int) -> int:
    """Where the clause before the one that holds `position` begins."""
    start = clause_start(text, position)
    return clause_start(text, start - 1) if start else 0


def _phase_after(fired: Fired, who: Item) -> str:
    """The phase of a project that is told between its name and what is said (某项目一期工程建成)."""
    found = fired.subject
    if who.kind != "Project" or found.distance or len(found.slot.items) != 1:
        return ""
    told = _ITS_PHASE.match(found.line.text, found.after)
    after = [item for slot in found.line.slots[found.after : found.after + 1] for item in slot.items]
    return told[1] if told else after[0].phase if after and after[0].reference else ""
