"""Figures told with what they were, by how much they grew or in a bracket: the line without that, up to the figure.

产能由3万吨扩大到5万吨 is read as 产能达5万吨 as well, 营业收入同比增长10%，达5亿元 as 营业收入达5亿元.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extract.items import Item
from graph.extract.line import CODES, Line, Slot, code

_FIGURE = f"[{code('A')}{code('Q')}]"
_WORDS = f"[^，。；：（）{CODES}]"
_RISES = (
    "(?:提高|提升|增加|增长|扩大|扩充|扩张|扩建|扩|增|升|跃升|跃|攀升|上升"
    "|翻番|发展|调整|变更|优化|压减|缩减|减少|降低|下降|降)"
)
_MONEY = "元?(?:人民币)?"
_FROM = (
    rf"(?:由|从){_WORDS}{{0,12}}(?P<from>{_FIGURE}){_MONEY}{_WORDS}{{0,8}}?{_RISES}(?:到了?|至|为)"
    rf"(?:[今去]年的?|目前的?|现在的?|如今的?|(?:19|20)\d\d年的?|约|近|超)*"
)
_GROWN = (
    rf"，?(?:较|比)?(?:同比|环比|上年|去年|同期|年均|分别|大幅|实现|约|超|近){{0,4}}"
    rf"(?:增长|增加|上升|提高|提升|增|上涨|下降|减少|下滑|降低|降)(?:了|约|超|近|超过)?{code('Q')}(?:以上|左右)?，?"
    rf"(?:达到?了?|至|到|实现|增至|增长至|升至|为)(?:约|近|超)?"
)
_MARK = (
    rf"(?:首次|成功|历史性|一举|双双)*(?:突破|跨越|迈上|站上|跨过|迈过)"
    rf"(?:[十百千万亿]+元|{code('Q')})(?:元)?(?:大关|台阶|关口)?，(?:达到?了?|为|实现)(?:约|近|超)?"
)
_ASIDE = rf"（[^（），。；{CODES}]{{1,10}}）(?:为|约|达到?)?"
_PASSED = re.compile(rf"(?P<gone>{_FROM}|{_GROWN}|{_MARK}|(?<=[一-龥]){_ASIDE})(?={_FIGURE})")
_REACHES, _TELLS = "达", frozenset("由从增升涨降减高（扩突跨迈站")


def changed(current: Line) -> Iterator[tuple[Line, frozenset[Item]]]:
    """The line without each such aside, and the figures that follow it."""
    if _TELLS.isdisjoint(current.text):
        return
    for match in _PASSED.finditer(current.text):
        start, end = match.span("gone")
        last = current.slots[end - 1]
        slots = (*current.slots[:start], Slot(_REACHES, last.start, last.end), *current.slots[end:])
        figure = current.slots[end]
        told = frozenset((*figure.items, *(amount for amount, _ in figure.pairs)))
        yield Line(current.view, slots, "".join(s.char for s in slots)), told
