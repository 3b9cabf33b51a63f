"""How far the projects of one event are: 某县举行集中开工仪式, then the projects one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graph.extract import truth
from graph.extract.draft import Draft
from graph.extract.headed import states
from graph.extract.items import Item
from graph.extract.line import Line, Slot, code
from graph.lexicon import Lexicon

_CONFIDENCE = 0.8
REACH = 350
_BLOCKS = 3
_FINISHED = {"Completed"}


@dataclass(frozen=True, slots=True)
class _Event:
    line: Line
    slot: int
    state: str


def eventful(lines: Sequence[Line], drafted: Sequence[Draft], lexicon: Lexicon) -> Iterator[Draft]:
    """Claims that projects are as far as the event says that they are told at, unless the text says how far they are.

    Only of projects that something else is told of, and not of the lines and bases that are part of one. An event of
    several sorts (开工签约仪式) says it of none.
    """
    passed = [draft for draft in drafted if not draft.refused]
    known = {draft.subject.label for draft in passed if draft.predicate == "status"}
    told = {item.label for d in passed for item in (d.subject, d.object) if isinstance(item, Item)}
    parts = (*lexicon.heads_of("Project", "line"), *lexicon.endings.get("base", ()))
    event: _Event | None = None
    for current in lines:
        event = _event(current, lexicon) or event
        if event and event.state and is_near(event.line, current):
            for item, at in projects_after(event.line, event.slot, current):
                if item.label in told - known and not item.label.endswith(parts):
                    start = event.line.view.start + event.line.slots[event.slot].start
                    end = at + len(item.text)
                    yield Draft(item, at, "status", event.state, at, start, end, "event", _CONFIDENCE,
                                carried=True, phase=item.phase)  # fmt: skip


def _event(current: Line, lexicon: Lexicon) -> _Event | None:
    """The event a sentence tells of, with the state of its projects, "" if they are to come or of several sorts."""
    event, work = _expressions(lexicon)
    match = event.search(current.text)
    if not match:
        return None
    found = {states(lexicon)[word] for word in work.findall(current.text)}
    found -= _FINISHED if found == _FINISHED | {"InProduction"} else set()  # 集中竣工投产
    sure = len(found) == 1 and not truth.to_come(current, match) and not truth.denied(current, match)
    return _Event(current, match.start(), min(found) if sure else "")


@cache
def _expressions(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What tells of an event, and the words for what is done at it."""
    work = f"(?:{'|'.join(sorted(lexicon.by_role('event') & states(lexicon).keys()))})"
    told = (
        rf"(?:集中|集体|同日|同时)(?:云|现场)?{work}",
        rf"(?:项目|企业|招商|推介会?暨?)[^，。；]{{0,8}}{work}[^，。；]{{0,4}}(?:仪式|活动|大会)",
        rf"[\d一两三四五六七八九十][多余]?[个批][^，。；{code('P')}]{{0,10}}项目[^，。；{code('P')}]{{0,8}}{work}",
    )
    return re.compile("|".join(told)), re.compile(work)


def is_near(first: Line, current: Line) -> bool:
    """Whether a sentence is still of the passage that the first one opens."""
    return current.view.block - first.view.block <= _BLOCKS


def slots_after(first: Line, slot: int, current: Line) -> Sequence[Slot]:
    """What a sentence holds after a slot of an earlier sentence or of itself."""
    return current.slots[slot + 1 if current is first else 0 :]


def projects_after(first: Line, slot: int, current: Line) -> Iterator[tuple[Item, int]]:
    """The projects a sentence names within reach of a slot of an earlier sentence or of itself, and where."""
    opened = first.view.start + first.slots[slot].start
    for found in slots_after(first, slot, current):
        for item in found.items if found.char == code("P") else ():
            at = current.view.start + item.start
            if not item.reference and 0 < at - opened <= REACH:
                yield item, at
