"""Sentences before another whose subject may be carried on to it."""

from __future__ import annotations

import re

from graph.extract.headed import is_heading
from graph.extract.line import Line, code

_AFTERWARDS = re.compile(r"^(?:全部|全面|项目)?(?:建成|投产|达产|投运|完工)(?:投产|达产)?(?:[之以]?后|，)")
FIELDS = (
    r"(?:名称|单位|业主|主体|投资方|地点|地址|位置|性质|类型|规模|内容|面积|投资|工期|周期|期限|时间|编号|代码"
    r"|进展|进度|情况|现状|状态|阶段)"
)
_FIELD = re.compile(rf"^(?:（?[\d一二三四五六七八九十]+[）、.]*)?[^，。；：]{{0,6}}{FIELDS}：")
_NAME_FIELD = re.compile(r"^[^，。；：]{0,8}(?:项目|工程)名称：")
_NEAR, FAR = 4, 350
_NUMBERED = r"(?:[（(]?[\d一二三四五六七八九十]+[）)、.．]|第[一二三四五六七八九十\d]+[站家]：)?"
_HEADING = re.compile(rf"{_NUMBERED}{code('C')}(?:（[^（）]*）)?：?")


def within_reach(line: Line, kinds: str, before: tuple[Line, ...]) -> tuple[Line, ...]:
    """Sentences whose subject may be carried on: of the same paragraph; for a place or park, close by."""
    near = tuple(reversed(before))
    if set(kinds) <= set("PF") and _FIELD.match(line.text):
        return tuple(b for b in near if _NAME_FIELD.match(b.text)) or near
    near = near[:_NEAR]
    close = tuple(b for b in near if line.view.start - b.view.start <= FAR)
    if set(kinds) <= set("LKH") or "L" in kinds:
        return close
    if "P" in kinds and _AFTERWARDS.match(line.text):
        return close[:2]
    told = tuple(b for b in near[:2] if b.view.block == line.view.block or _heads(b, line))
    return (*told, *(above for above in _heading(near, line, kinds) if above not in told))


def _heads(before: Line, line: Line) -> bool:
    """Whether a line that holds nothing but a company's name stands over this paragraph (云岭集团 / 去年产量3万吨)."""
    return before.view.block == line.view.block - 1 and bool(_HEADING.fullmatch(before.text.strip()))


def _heading(near: tuple[Line, ...], line: Line, kinds: str) -> tuple[Line, ...]:
    """The line right above the paragraph if that is no more than the name of a project."""
    above = next((b for b in near if b.view.block != line.view.block), None)
    led = above is not None and "P" in kinds and above.view.block == line.view.block - 1 and is_heading(above)
    return (above,) if above is not None and led else ()
