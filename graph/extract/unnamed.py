"""Figures of something else than the subject: of works between them without a name, of another place, of who follows.

甲公司某基地占地200亩; 甲市……，29家企业与乙省签约项目64个，总投资3亿元; 可带动上下游产业产值5亿元.
"""

from __future__ import annotations

import re

from graph.extract.line import Line, code
from graph.extract.patterns import Pattern
from graph.extract.subject import Found

_SITED = frozenset({"locatedIn", "area"})
_FIGURES = frozenset({"area", "installedPower", "outputValue"})
_OWNERS = frozenset({"Company", "Place", "Park"})
_ITS_PROJECT = re.compile(r"的?[^，。；：的]{2,30}(?:项目|工程|生产线)(?:位于|坐落|选址|落户|占地|由|是|总|将|已|，)")
_WORKS = re.compile(r"(?:项目|工程|基地|工厂|产业园|电站|电厂|生产线|产线|新厂)(?!化|师|款|库|建设|推进|招引|入驻)")
_MANY = re.compile(
    rf"(?:{code('Q')}|[几两二三四五六七八九十多数各\d][个座家条大项]|[全所][有部]|各类|一批|重点|重大|等)[^，。；]{{0,10}}$"
)
_NATIONS = frozenset({"中国"})
_OTHERS = re.compile(r"带动[^。；]{0,30}(?:产业|行业|上下游|下游|企业|周边|交易)[^。；]{0,12}$")
_PLACES = frozenset({code("L"), code("K")})
_ROOT = 2


def is_of_unnamed(found: Found, match: re.Match[str], current: Line, pattern: Pattern) -> bool:
    """Whether a figure or site is that of works which only go by what they are, not the subject's own."""
    if not found.slot.items or found.slot.items[0].kind not in _OWNERS:
        return False
    predicate, kind = pattern.cue.predicate, found.slot.items[0].kind
    if kind == "Company" and predicate in _SITED:
        text = found.line.text
        if _ITS_PROJECT.match(text, found.after, match.end() if found.line is current else len(text)):
            return True
    if kind != "Company" and predicate == "investment" and _is_of_another_place(found, match, current):
        return True
    if predicate in {"outputValue", "revenue"} and _OTHERS.search(current.text, 0, match.start()):
        return True
    return predicate in _FIGURES and _tells_of_works(_between(found, match, current))


def _is_of_another_place(found: Found, match: re.Match[str], current: Line) -> bool:
    """Whether what works cost is told of a country, or after another place than the one carried on."""
    if "S" in match.re.groupindex:
        return False
    place = found.slot.items[0].label
    begins = found.after if found.line is current else 0
    between = current.slots[begins : match.end()] if found.distance else ()
    others = (item.label for slot in between if slot.char in _PLACES for item in slot.items)
    return place in _NATIONS or any(other[:_ROOT] != place[:_ROOT] for other in others)


def _between(found: Found, match: re.Match[str], current: Line) -> str:
    """The words from the subject to the figure."""
    if found.line is current:
        return current.text[found.after : match.start()]
    return found.line.text[found.after :] + current.text[: match.start()]


def _tells_of_works(text: str) -> bool:
    """Whether works are told of that are neither known by a name nor counted."""
    return any(not _MANY.search(text, 0, work.start()) for work in _WORKS.finditer(text))
