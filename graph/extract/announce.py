"""Projects an announcement tells of without saying whose they are: the announcing company's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.extract.draft import Draft
from graph.extract.items import Item
from graph.extract.line import Line, code

_ANNOUNCES = re.compile(
    rf"(?P<S>{code('C')})(?:（\d{{6}}）)?[^，。；]{{0,14}}?"
    r"(?:公告|披露|宣布|(?:在|接受)[^，。]{0,16}(?:表示|透露|称)|互动平台"
    r"|(?:经理|董事长|负责人|总裁|书记|厂长|工程师|董秘|主任)[^，。；]{0,6}(?:介绍|表示|说|称|透露))"
)
_OWNING = frozenset({"undertakes", "operates", "investsIn"})
_REACH = 320
_CONFIDENCE = 0.75


def announced(lines: Sequence[Line], drafted: Sequence[Draft]) -> Iterator[Draft]:
    """Claims that the company which makes an announcement undertakes the unowned projects of that paragraph."""
    owned = frozenset(d.object.label for d in drafted if d.predicate in _OWNING and isinstance(d.object, Item))
    speaker: tuple[Line, int] | None = None
    for current in lines:
        match = _ANNOUNCES.search(current.text)
        if match:
            speaker = (current, match.start("S"))
        if speaker is not None and speaker[0].view.block == current.view.block:
            yield from _projects(speaker, current, owned)


def _projects(speaker: tuple[Line, int], current: Line, owned: frozenset[str]) -> Iterator[Draft]:
    first, position = speaker
    company = first.slots[position].items[0]
    at = first.view.start + company.start
    for index, slot in enumerate(current.slots):
        if slot.char != code("P") or _has_company(current, index, first, position):
            continue
        for item in slot.items:
            start, end = current.view.start + item.start, current.view.start + item.end
            if not item.reference and item.label not in owned and at < start < at + _REACH:
                yield Draft(company, at, "undertakes", item, start, at, end, "announced", _CONFIDENCE, phase=item.phase)


def _has_company(current: Line, index: int, first: Line, position: int) -> bool:
    """Whether another company stands before the project in its sentence."""
    before = [i for i, s in enumerate(current.slots[:index]) if s.char == code("C")]
    return any(current is not first or i != position for i in before)
