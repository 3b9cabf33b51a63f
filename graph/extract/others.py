"""Figures of something else than the subject that the discourse gives.

Of works between them without a name (甲公司某基地占地200亩), of another place (甲市……，29家企业与乙省签约项目64个，
总投资3亿元), of one business (其中，某板块实现收入2亿元), of several together (这十家公司总利润3亿元), of a company
that has no name (甲园区……，公司产值增至4亿元), of who is only helped on (可带动上下游产业产值5亿元).
"""

from __future__ import annotations

import re

from graph.extract.items import known
from graph.extract.line import Line, code
from graph.extract.patterns import Pattern
from graph.extract.subject import Found
from graph.extract.trades import is_trade
from graph.lexicon import Lexicon

_SITED = frozenset({"locatedIn", "area"})
_OF_WORKS = frozenset({"area", "installedPower", "outputValue", "tax"})
_EARNED = frozenset({"outputValue", "revenue", "profit"})
_OF_FIRMS = frozenset({*_EARNED, "tax", "production", "capacity", "salesVolume"})
_OF_PLACES = frozenset({"investment", "tradeValue"})
_SUMS = frozenset({*_EARNED, "tax", "investment", "jobs", "area"})
_OWNERS = frozenset({"Company", "Place", "Park"})
_WHOLES = frozenset({"Place", "Park", "Chain"})
_ITS_PROJECT = re.compile(r"的?[^，。；：的]{2,30}(?:项目|工程|生产线)(?:位于|坐落|选址|落户|占地|由|是|总|将|已|，)")
_WORKS = re.compile(r"(?:项目|工程|基地|工厂|产业园|电站|电厂|生产线|产线|新厂)(?!化|师|款|库|建设|推进|招引|入驻)")
_MANY = re.compile(
    rf"(?:{code('Q')}|[几两二三四五六七八九十多数各\d][个座家条大项]|[全所][有部]|各类|一批|重点|重大|等)[^，。；]{{0,10}}$"
)
_NATIONS = frozenset({"中国"})
_HELPED = re.compile(r"带动[^。；]{0,30}(?:产业|行业|上下游|下游|企业|周边|交易)[^。；]{0,12}$")
_PERIOD = r"[^，。；]{0,4}(?:\d{2}|\d月|第?[一二三四]季|[上下]半年|单季|Q\d|今年|去年|公司|集团|归)"
_PART = re.compile(rf"其中，?(?!{_PERIOD})[^。；]*$")
_TOGETHER = re.compile(rf"(?:{code('Q')}|[两三四五六七八九十]+[家个项])[^，。；的]{{0,6}}(?:公司|企业|项目|工程)")
_FIRM = re.compile(rf"(?<![分子母])公司|{code('C')}(?!、|等|和|及)")
_PARTNERS = re.compile("贸易伙伴|东盟|欧盟|沿线|物流|对[^，。；]{2,12}$")
_PLACES = frozenset({code("L"), code("K")})
_ROOT = 2
_PROPER = frozenset({"nz", "nr", "nrt", "x"})
_BRANDS, _GRAMMAR, _HAN = range(2, 5), frozenset("dpcuthfmrv"), re.compile("[一-龥]+")


def is_of_another(found: Found, match: re.Match[str], current: Line, pattern: Pattern, lexicon: Lexicon) -> bool:
    """Whether a figure or site is that of something between it and the subject, not the subject's own."""
    if not found.slot.items:
        return False
    predicate, kind = pattern.cue.predicate, found.slot.items[0].kind
    here, text = _here(found, match, current), _between(found, match, current)
    carried = found.distance > 0
    return (
        (kind == "Place" and _begins_firm(found, lexicon))
        or (kind in _OWNERS and _is_of_works(found, match, current, pattern))
        or (kind in _WHOLES and predicate in _OF_PLACES and carried and _is_of_another_place(found, match, current))
        or (kind in _WHOLES and predicate in _OF_FIRMS and "C" not in pattern.cue.subject and bool(_FIRM.search(here)))
        or (predicate == "tradeValue" and carried and bool(_PARTNERS.search(here)))
        or (predicate in _EARNED and bool(_HELPED.search(text) or (carried and _PART.search(here))))
        or (kind not in _WHOLES and predicate in _SUMS and found.line is not current and bool(_TOGETHER.search(here)))
    )


def _begins_firm(found: Found, lexicon: Lexicon) -> bool:
    """Whether a place only begins the name of an enterprise that is not known (江阴|凯达轻纺年产短纤3万吨)."""
    place, brand, proper = found.slot.items[-1], "", False
    for item in [i for i in found.line.view.items if i.start >= place.end][:4]:
        if brand and is_trade(item.text, lexicon):
            return proper and len(brand) in _BRANDS
        named = item.kind == "" or (item.kind == "Material" and len(item.text) == 1)
        if not named or item.tag[:1] in _GRAMMAR or not _HAN.fullmatch(item.text):
            return False
        brand += item.text
        proper = proper or len(item.text) == 1 or item.tag in _PROPER or not known(item.text)
    return False


def _is_of_works(found: Found, match: re.Match[str], current: Line, pattern: Pattern) -> bool:
    """Whether a figure or site is told of works that only go by what they are."""
    predicate, text = pattern.cue.predicate, found.line.text
    end = match.end() if found.line is current else len(text)
    if found.slot.items[0].kind == "Company" and predicate in _SITED and _ITS_PROJECT.match(text, found.after, end):
        return True
    between = _between(found, match, current)
    works = _WORKS.finditer(between) if predicate in _OF_WORKS else ()
    return any(not _MANY.search(between, 0, work.start()) for work in works)


def _is_of_another_place(found: Found, match: re.Match[str], current: Line) -> bool:
    """Whether a sum is told of a country, or after another place than the one carried on."""
    place = found.slot.items[0].label
    begins = found.after if found.line is current else 0
    between = current.slots[begins : match.end()]
    others = (item.label for slot in between if slot.char in _PLACES for item in slot.items)
    return place in _NATIONS or any(other[:_ROOT] != place[:_ROOT] for other in others)


def _here(found: Found, match: re.Match[str], current: Line) -> str:
    """The words of the figure's sentence that stand before it, after the subject if that is there."""
    return current.text[found.after if found.line is current else 0 : match.start()]


def _between(found: Found, match: re.Match[str], current: Line) -> str:
    """The words from the subject to the figure."""
    before = "" if found.line is current else found.line.text[found.after :]
    return before + _here(found, match, current)
