"""Projects an announcement tells of without saying whose they are: the announcing company's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.extract.clauses import clause_start
from graph.extract.draft import Draft
from graph.extract.items import Item
from graph.extract.line import Line, code
from graph.extract.truth import intends
from graph.model import Modality

_ANNOUNCES = re.compile(
    rf"(?P<S>{code('C')})(?:（\d{{6}}）)?[^，。；]{{0,14}}?"
    r"(?:公告|披露|宣布|(?:在|接受)[^，。]{0,16}(?:表示|透露|称)|互动平台"
    r"|(?P<said>(?:经理|董事长|负责人|总裁|书记|厂长|工程师|董秘|主任)[^，。；]{0,6}(?:介绍|表示|说|称|透露)))"
)
_SUBSIDIARY = re.compile(rf"(?:子公司|孙公司|项目公司|合资公司)“?(?P<S>{code('C')})")
_OF_A_PLACE = re.compile(rf"(?<![在于从到]){code('L')}(?:目前|现|正|也)?(?:已|将|还)?(?:建成|建有|拥有|引进|有)")
OWNING = frozenset({"undertakes", "operates", "investsIn"})
SERVES = re.compile(r"对接|供应|供货|采购|服务于|提供|配套|用于")  # a customer's project
_MEMBER = re.compile(
    rf"{code('P')}?(?:、[^，。；]{{2,30}})?等(?:[^，。；]{{0,6}}\d+[个项]|一批|多个|重[点大])?[^，。；]{{0,8}}项目"
)
_REACH, _SAID = 320, 120  # what somebody of the company says is soon over
_OTHER_SPEAKS = re.compile(
    r"(?:书记|局长|主任|[市县区镇]长|部长|处长|院长|专家|分析师|负责人|相关人士|机构)[^，。；]{0,8}(?:说|表示|介绍|透露|指出|称)"
)
_TOLD_ELSEWHERE = re.compile(  # 近年来，某县先后招引某项目
    rf"^(?:[^，。；]{{0,8}}，)?(?:近年来|今年以来|目前)?，?{code('L')}[^，。；“{code('P')}]{{0,10}}"
    r"(?:招引|引进|实施|推进|打造|签约|培育|坚持|聚焦|围绕|发挥|抢抓|形成|加快|出台|经信局|发改)"
)
_CONFIDENCE = 0.75


def announced(lines: Sequence[Line], drafted: Sequence[Draft]) -> Iterator[Draft]:
    """Claims that the company which makes an announcement undertakes the unowned projects of that paragraph.

    After it tells of a subsidiary, the subsidiary does.
    """
    owned = frozenset(d.object.label for d in drafted if d.predicate in OWNING and isinstance(d.object, Item))
    first: Line | None = None
    speakers: Sequence[int] = ()
    reach = _REACH
    for current in lines:
        match = _ANNOUNCES.search(current.text)
        if match:
            actors = (m.start("S") for m in _SUBSIDIARY.finditer(current.text, match.end()))
            first, speakers = current, (match.start("S"), *actors)
            reach = _SAID if match["said"] else _REACH
        elif first is not None and _turns_away(current):
            first = None
        if first is not None and first.view.block == current.view.block:
            yield from _projects(first, speakers, current, owned, reach)


def _turns_away(current: Line) -> bool:
    """Whether a sentence is no longer what the company tells: another speaks, or it begins with a place."""
    return bool(_OTHER_SPEAKS.search(current.text) or _TOLD_ELSEWHERE.match(current.text))


def _projects(
    first: Line, speakers: Sequence[int], current: Line, owned: frozenset[str], reach: int
) -> Iterator[Draft]:
    for index, slot in enumerate(current.slots):
        before = [s for s in speakers if current is not first or s < index]
        if slot.char != code("P") or not before or _is_others(current, index, first, before[-1]):
            continue
        company = first.slots[before[-1]].items[0]
        at = first.view.start + company.start
        for item in slot.items:
            start, end = current.view.start + item.start, current.view.start + item.end
            served = SERVES.search(current.text, clause_start(current.text, index), index)
            told = not item.reference and item.label not in owned and at < start < at + reach
            if told and not served and not _MEMBER.match(current.text, index):
                modality: Modality = "Prospective" if intends(current.view.text[: item.start]) else "Asserted"
                draft = Draft(company, at, "undertakes", item, start, at, end, "announced", _CONFIDENCE)
                yield replace(draft, phase=item.phase, modality=modality)


def _is_others(current: Line, index: int, first: Line, position: int) -> bool:
    """Whether the sentence says who else builds it: another company before it, or a place that begins its clause."""
    start = position + 1 if current is first else 0
    placed = _OF_A_PLACE.search(current.text, clause_start(current.text, index), index)
    return bool(placed) or any(slot.char == code("C") for slot in current.slots[start:index])
