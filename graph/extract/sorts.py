"""Words before 公司 that tell a sort of company, and those that name one."""

from __future__ import annotations

import re

from graph.extract.items import BRAND_TAGS, LOOSE_TAGS, Item, Items, known, words
from graph.extract.trades import is_trade, trades
from graph.lexicon import Lexicon

_OTHERS = re.compile(r"(?:[及或]其?|[和与]其|^其)(?:[子孙母]|关联|附属|下属|控股|参股|全资|联营|合营)+$")  # 甲及子公司
_SORT = re.compile(r"(?:参股|联营|合营|合资|独资|(?<![电种分粒质量离])[子孙])$")
_MANY = re.compile(
    "等大|(?<![平高优上中同均对初])等$|(?:行业|产业)[一-龥]{0,2}$|(?:龙头|骨干|硬科技)$"
)  # 甲、乙等大|公司, 某行业龙头|公司
_UNNAMED = re.compile(r"某|^[一二两三数几多]+[家个]")  # 某酒店管理有限公司, 一个实业投资有限公司
_GOVERNING = frozenset({"v", "ul", "r", "p", "c", "f"})
_PAIR = 2
_WIDE = frozenset({"province", "country", "region"})
POINTING = {"公司": frozenset("本该我贵为向是系由对与给从在即使限以"), "集团": frozenset("本该我贵向由与给从")}


def is_sort(stem: str, legal: bool, lexicon: Lexicon) -> bool:
    """A kind of company (控股子公司, 上市公司, 铜业公司), not the name of one."""
    parts = words(stem)
    if (
        _OTHERS.search(stem)
        or (not legal and _SORT.search(stem))
        or (not legal and lexicon.is_(parts[-1].text, "break"))
        or _UNNAMED.search(stem)
    ):
        return True
    if not legal and (_governs(parts[-1], lexicon) or _MANY.search(stem) or _is_placed_sort(parts, lexicon)):
        return True
    if not legal and is_short_brand(stem, lexicon):
        return False
    if re.search(r"\d", stem) or (len(parts[-1].text) == 1 and lexicon.is_(parts[-1].text, "kind-of-company")):
        return True
    if not legal and not any(_names(p, lexicon) for p in parts) and not trades(lexicon).search(stem[-3:]):
        return True
    kinds = all(lexicon.is_(p.text, "kind-of-company") or lexicon.is_(p.text, "generic") for p in parts)
    return kinds or all(is_plain(p, lexicon) and (not legal or is_trade(p.text, lexicon)) for p in parts)


def _governs(item: Item, lexicon: Lexicon) -> bool:
    """Whether 公司 is the object of a word before it, or joined to another by it (某某当选|公司, 某甲及|公司)."""
    return item.tag in _GOVERNING and known(item.text) and item.text not in lexicon.organisations


def _is_placed_sort(parts: Items, lexicon: Lexicon) -> bool:
    """Whether all words are divisions or sorts (某市某区|公司, 加拿大上市|公司)."""
    return all(_is_division(p, lexicon) or lexicon.is_(p.text, "kind-of-company") for p in parts)


def _is_division(item: Item, lexicon: Lexicon) -> bool:
    """A division in full, or a province or country: what stands after it is no name (某市某区|公司, 台湾|公司)."""
    division = lexicon.places.get(item.text)
    if division is None or division.level in _WIDE:
        return division is not None
    return item.text == division.name and item.text[-1] in "省市县区旗州"


def _names(item: Item, lexicon: Lexicon) -> bool:
    division = lexicon.places.get(item.text)
    placed = division is not None and (division.certain or division.name == item.text)  # 合作 is rarely the town
    named = placed or item.tag in BRAND_TAGS or is_trade(item.text, lexicon)
    return named or is_unheard(item, lexicon)


def is_short_brand(stem: str, lexicon: Lexicon) -> bool:
    """Whether two characters that make no word are a brand (昆钢, 均胜): the first is neither matter nor grammar."""
    if len(stem) != _PAIR or known(stem) or lexicon.words.get(stem) or stem in lexicon.terms:
        return False
    grammar = any(lexicon.is_(char, "function") or char in POINTING["公司"] for char in stem)
    parts = words(stem)
    loose = len(parts) > 1 and all(part.tag in LOOSE_TAGS for part in parts)
    return not (grammar or loose or lexicon.is_(stem[0], "matter") or lexicon.is_(stem[-1], "kind-of-company"))


def is_unheard(item: Item, lexicon: Lexicon) -> bool:
    """A word that no dictionary holds, made of more than matter and grammar: before 公司 a brand (岚砾公司)."""
    plain = any(lexicon.is_(c, "matter") or lexicon.is_(c, "function") or c in lexicon.terms for c in item.text)
    pointing = item.text[0] in POINTING["公司"] or lexicon.is_(item.text[-1], "kind-of-company")
    new = len(item.text) > 1 and not known(item.text) and not lexicon.words.get(item.text)
    return new and not plain and not pointing


def is_plain(item: Item, lexicon: Lexicon) -> bool:
    """A word that tells no enterprise from another."""
    if item.text in lexicon.places:
        return False
    ordinary = known(item.text) and item.tag not in BRAND_TAGS and len(item.text) > 1
    vague = lexicon.is_(item.text, "generic") or lexicon.is_(item.text, "kind-of-company")
    return item.text in lexicon.organisations or vague or ordinary
