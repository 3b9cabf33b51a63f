"""Figures of the members of a list, the measure told once before: 原煤产量合计9亿吨，其中甲集团2亿吨，乙集团1亿吨."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.extract.draft import Draft
from graph.extract.items import Item
from graph.extract.line import AMOUNTS, Line, Slot, code
from graph.extract.truth import year

_MEASURES = {
    "产量": "production",
    "销量": "salesVolume",
    "销售量": "salesVolume",
    "出货量": "salesVolume",
    "交付量": "salesVolume",
    "产能": "capacity",
    "生产能力": "capacity",
    "熔量": "capacity",
    "熔化量": "capacity",
    "储量": "reserve",
    "资源量": "reserve",
    "装机": "installedPower",
    "装机容量": "installedPower",
    "装机规模": "installedPower",
    "员工": "jobs",
    "职工": "jobs",
    "营业收入": "revenue",
    "销售收入": "revenue",
    "营收": "revenue",
    "产值": "outputValue",
}
_DIMENSIONS = {"revenue": "money", "outputValue": "money", "jobs": "people", "installedPower": "power"}
_BY_LENGTH = sorted(_MEASURES, key=lambda word: (-len(word), word))
_TOLD = re.compile(rf"(?P<M>{code('M')})?(?:的|总|年|全年|累计|工业)*(?P<W>{'|'.join(_BY_LENGTH)})")
_MEMBER = re.compile(
    rf"(?:^|[，；：、。]|其中，?|分别[为是])(?:\d{{1,2}}[.、])?(?P<S>[{code('C')}{code('F')}])(?:（[^（）]{{1,12}}）)?"
    rf"(?:达到?|为|约|以|完成|实现|超|近|：|—| )*(?P<A>[{AMOUNTS}{code('Q')}])(?=[，；。、（(]|元|同比|左右|以上)"
)
_LEAST = 2
_CONFIDENCE = 0.84


@dataclass(frozen=True, slots=True)
class _Measure:
    """What the figures of a list measure: the word, the material if there is one, and where it stands."""

    predicate: str
    line: Line
    material: Item | None
    start: int


def ranked(lines: Sequence[Line]) -> Iterator[Draft]:
    """Each member's figure, where at least two members of a list have one of the kind that was told before."""
    before: _Measure | None = None
    for line in lines:
        members = list(_MEMBER.finditer(line.text))
        first = members[0].start() if members else len(line.text)
        measure = _told(line, first) or (before if before and line.view.block - before.line.view.block <= 1 else None)
        found = [m for m in members if measure is not None and _fits(line.slots[m.start("A")], measure)]
        whole = any(m.group().startswith("其中") for m in found)  # 产能8万吨，其中甲基地2万吨
        if measure is not None and (len(found) >= _LEAST or (whole and measure.line is line)):
            for match in found:
                yield from _claims(line, match, measure)
        before = _told(line, len(line.text)) or (measure if found else None)


def _told(line: Line, end: int) -> _Measure | None:
    """The measure told last before `end`."""
    match = next(reversed(list(_TOLD.finditer(line.text, 0, end))), None)
    if match is None:
        return None
    material = line.slots[match.start("M")].items if match["M"] else ()
    start = line.slots[match.start()].start
    return _Measure(_MEASURES[match["W"]], line, material[0] if len(material) == 1 else None, start)


def _fits(slot: Slot, measure: _Measure) -> bool:
    """Whether a figure is of the kind the measure has: money of an income, an amount without goods of its own else."""
    amount, material = _amount(slot)
    wanted = _DIMENSIONS.get(measure.predicate)
    if wanted:
        return amount.measure is not None and amount.measure.dimension == wanted
    return slot.char == code("A") and material is None


def _amount(slot: Slot) -> tuple[Item, Item | None]:
    return slot.pairs[0] if slot.pairs else (slot.items[0], None)


def _claims(line: Line, match: re.Match[str], measure: _Measure) -> Iterator[Draft]:
    slot = line.slots[match.start("A")]
    amount, _ = _amount(slot)
    base, there = line.view.start, measure.line.view.start
    for who in line.slots[match.start("S")].items:
        at = base + who.start
        thing, thing_at = (
            measure.material or "",
            there + (measure.material.start if measure.material else measure.start),
        )
        found = Draft(
            subject=who,
            subject_at=at,
            predicate=measure.predicate,
            object=thing,
            object_at=thing_at,
            start=min(at, there + measure.start),
            end=base + slot.end,
            cue="ranked",
            confidence=_CONFIDENCE,
            amount=amount,
            amount_at=base + amount.start,
            unit=amount.measure.unit + amount.measure.rate if amount.measure else "",
            year=year(line, amount.start) or year(measure.line, len(measure.line.view.text)),
        )
        yield found
        if measure.material is not None and measure.predicate in {"production", "capacity"}:
            yield replace(found, predicate="produces", amount=None, unit="", year="")
