"""Who holds how much of an enterprise that was named before: 成立丙公司，其中甲公司占60%，乙公司占40%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.extract.draft import Draft
from graph.extract.items import Item
from graph.extract.line import AMOUNTS, CODES, Line, code

_C, _Q = code("C"), f"[{code('Q')}{AMOUNTS}]"
_SHARES = (
    r"(?:股权结构|股权架构|股本结构|股权比例|股东结构|股东构成|股东情况|股东|出资比例|持股比例|出资情况)"
    r"(?:及|和|、|出资|持股|比例|情况|分别|主要|目前)*(?:为|如下|是|有|包括|：|，)+"
)
_OWNED = re.compile(
    rf"(?P<O>{_C})(?:的|各方|目前|现有|主要|全体|前[十五\d]+[大名]?)*{_SHARES}"
    rf"|(?:设立|成立|组建|新设|合资|创办|组成)(?:了|的)?[^，。；{CODES}]{{0,14}}(?P<N>{_C})"
    rf"(?:（[^（）]*）|[^，。；{CODES}]){{0,10}}(?=[，。；])"
    rf"|(?:合资|合营|新|项目)公司(?:名称|暂|拟|将|命|定)*(?:名为|为|：)[“]?(?P<V>{_C})[^，。；{CODES}]{{0,6}}(?=[，。；])"
    rf"|[对向](?P<T>{_C})[^，。；{CODES}]{{0,6}}(?:增资|投资|注资|出资)[^，。；]{{0,12}}(?=[，。；])"
)
_PAID = (
    rf"(?:(?:认缴|实缴|现金|货币|以[^，。；{CODES}]{{1,10}}?|拟|将|各|共)*(?:出资|投资|认购|认缴)(?:额|金额)?"
    rf"[^，。；{CODES}]{{0,6}}{_Q}(?:元|人民币)*[，、]?)?"
)
_HOLDS = (
    r"(?:合计|直接|间接|则|将|各|拟)*(?:持有其?|持股|股权占比|出资比例|认缴比例|占注册资本|占股|占比|占有?|股比|比例|出资)?"
    r"(?:比例|股权|股份|的|为|约|达|各为|：|[（(])*"
)
_HOLDER = re.compile(
    rf"(?:^|[，；：、。为是有]|其中，?|由|和)(?:\d{{1,2}}[.、])?[“]?(?P<S>{_C})[”]?(?:方|集团)?{_PAID}{_HOLDS}(?P<Q>{_Q})"
)
_INTENDS = re.compile(r"(?:拟|将|计划|筹划|准备)[^。；]{0,40}$")
_NEXT = re.compile(rf"(?:其中，?)?[“]?{_C}")
_CONFIDENCE = 0.88


@dataclass(frozen=True, slots=True)
class _Owned:
    """An enterprise whose owners are told next, and where in which line the telling begins."""

    item: Item
    line: Line
    begins: int
    planned: bool


def stakes(lines: Sequence[Line]) -> Iterator[Draft]:
    """That each holder of a list owns part of the enterprise the list is about."""
    before: _Owned | None = None
    for line in lines:
        if before is not None and before.line.view.block == line.view.block and _NEXT.match(line.text):
            yield from _held(line, 0, before)
        for owned in _owned(line):
            yield from _held(line, owned.begins, owned)
            before = owned
        before = before if before is not None and before.line is line else None


def mended(found: Sequence[Draft], told: Sequence[Draft]) -> list[Draft]:
    """The claims without those that make a holder of a list own something else by the same share, with the list's."""
    right = {(d.subject_at, d.subject.name): d.object for d in told}
    kept = [d for d in found if d.predicate != "investsIn" or (d.subject_at, d.subject.name) not in right]
    return [*kept, *told]


def _owned(line: Line) -> Iterator[_Owned]:
    for match in _OWNED.finditer(line.text):
        slot = line.slots[max(match.start(group) for group in "ONTV")]
        if len(slot.items) == 1:
            planned = bool(_INTENDS.search(line.text[: match.start()]))
            yield _Owned(slot.items[0], line, match.end() - bool(match["O"]), planned)


def _held(line: Line, begins: int, owned: _Owned) -> Iterator[Draft]:
    for match in _HOLDER.finditer(line.text, begins):
        share = line.slots[match.start("Q")]
        if not all(i.measure is not None and i.measure.dimension == "share" for i in share.items) or not share.items:
            continue
        for holder in line.slots[match.start("S")].items:
            if holder.name != owned.item.name:
                yield _draft(line, holder, share.end, owned)


def _draft(line: Line, holder: Item, end: int, owned: _Owned) -> Draft:
    base, there = line.view.start, owned.line.view.start + owned.item.start
    at = base + holder.start
    found = Draft(holder, at, "investsIn", owned.item, there, min(at, there), base + end, "stakes", _CONFIDENCE)
    return replace(found, modality="Prospective" if owned.planned else "Asserted")
