"""Enterprises shown by what stands before: a noun for one (厂商云峰), a place with a brand and goods (某地云峰陶瓷)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph.extract.items import BRAND_TAGS, Item, Items, known, words
from graph.extract.trades import is_trade, trades
from graph.lexicon import Lexicon
from graph.lexicon.forms import ALL_MODIFIERS, is_known, strip

_QUOTED = re.compile("“([^”“，。；]{2,8})”")
_LETTER = re.compile("[一-龥A-Za-z]")
_HAN = re.compile("[一-龥]+")
_BRANDED = "品牌"  # a brand in quotation marks is a name, a slogan (企业“百企结百村”) is none
_LISTED = re.compile("[、等]|.*(?:项目|工程)")  # 某地云峰陶瓷、某地岚山玻璃等项目
_NEAR = 8
_FAR = 16  # characters that may hold a name
_LEAST, _LONGEST, _GOODS = 3, 9, 8
_BRANDS = (2, 3)
_NO_CHARACTER = frozenset("pcudrymfv")  # of a single character: no part of a name
_QUALIFIED = frozenset("nabj")  # a noun after it: the name only qualifies that
_ORDINARY = frozenset({"v", "vn", "a", "ad", "n", "b", "l", "i", "d"})
_PROPER = BRAND_TAGS - {"ns", "nt"}


def apposed(text: str, lexicon: Lexicon) -> Iterator[str]:
    """Names right after a noun for an enterprise; after a loose one (企业) only with a trade or goods.

    >>> from graph.lexicon import load
    >>> list(apposed("电池主要供给车企日屿汽车。", load()))
    ['日屿汽车']
    >>> list(apposed("产品卖给运动品牌“奔岚”。", load()))
    ['奔岚']
    """
    for match in _nouns(lexicon).finditer(text):
        after = text[match.end() : match.end() + _FAR]
        if quoted := _QUOTED.match(after):
            if match["loose"] in (None, _BRANDED) and _is_unheard(quoted[1], lexicon):
                yield quoted[1]
        elif (name := _begun(after, lexicon)) and (not match["loose"] or _made_of(name, lexicon)):
            yield name


def placed_brands(text: str, lexicon: Lexicon) -> Iterator[str]:
    """Names of a place, a brand and goods that no trade is called by, where nothing longer is meant.

    >>> from graph.lexicon import load
    >>> list(placed_brands("产品供给宜春隆锦特种陶瓷，用作坩埚。", load()))
    ['宜春隆锦特种陶瓷']
    """
    told = words(text)
    for index, place in enumerate(told):
        division = lexicon.places.get(place.text)
        if division is None or not division.certain or place.text == division.name:
            continue
        if index and told[index - 1].tag[:1] in _QUALIFIED | {"v"} and told[index - 1].end - told[index - 1].start == 1:
            continue
        for size in _BRANDS:
            after = text[place.end : place.end + size + _GOODS]
            goods = _goods_of(after[size:], lexicon)
            end = place.end + size + len(goods)
            if goods and _is_brand(after[:size], goods, lexicon) and _ends(text[end : end + _NEAR], lexicon):
                yield text[place.start : end]
                break


@cache
def _nouns(lexicon: Lexicon) -> re.Pattern[str]:
    sure, loose = (
        "|".join(sorted(lexicon.endings.get(role, ()), key=lambda w: (-len(w), w)))
        for role in ("enterprise-noun", "enterprise-noun-loose")
    )
    return re.compile(rf"(?:{sure}|(?P<loose>{loose}))(?!业|有(?!研)|[为是如])(?=[“一-龥A-Za-z])")


def _begun(after: str, lexicon: Lexicon) -> str:
    """The name that words begin with, "" if they begin with none or with one that only qualifies a noun."""
    told = words(after)
    count = next((i for i, word in enumerate(told) if not _is_part(word, lexicon)), len(told))
    traded = next((i + 1 for i, word in enumerate(told[:count]) if i and _is_trade(word, lexicon)), count)
    parts, rest = told[:traded], told[traded:]
    name = after[: parts[-1].end] if parts else ""
    qualifies = traded == count and rest and rest[0].tag[:1] in _QUALIFIED
    if not rest or not _LEAST <= len(name) <= _LONGEST or qualifies:
        return ""
    return name if _is_first(parts, lexicon) and _is_unheard(name, lexicon) else ""


def _is_part(word: Item, lexicon: Lexicon) -> bool:
    """Whether a word can stand in a name: an unknown or a proper one, a trade or goods, a character not of grammar."""
    if not _LETTER.match(word.text):
        return False
    if not known(word.text) or word.tag in BRAND_TAGS or _is_trade(word, lexicon) or word.text in lexicon.terms:
        return True
    return len(word.text) == 1 and not lexicon.is_(word.text, "function") and word.tag[:1] not in _NO_CHARACTER


def _is_trade(word: Item, lexicon: Lexicon) -> bool:
    """Whether a word is a trade that ends names (锂业), not what somebody does (投资)."""
    return word.tag not in _ORDINARY - {"n"} and trades(lexicon).fullmatch(word.text) is not None


def _is_first(parts: Items, lexicon: Lexicon) -> bool:
    """Whether what begins a name can begin one: no ordinary word, no trade or goods, and something unheard of in it."""
    first = parts[0]
    ordinary = known(first.text) and first.tag in _ORDINARY and len(first.text) > 1
    if ordinary or first.text in lexicon.terms or is_trade(first.text, lexicon):
        return False
    characters = len(parts) > 1 and len(first.text) == len(parts[1].text) == 1
    return characters or any(not known(word.text) or word.tag in _PROPER for word in parts)


def _is_unheard(name: str, lexicon: Lexicon) -> bool:
    """Whether a name is nothing else: no word of the tables, no place, no ordinary word."""
    ordinary = all(known(w.text) and w.tag not in BRAND_TAGS for w in words(name)) and len(words(name)) == 1
    return not (ordinary or is_known(name, lexicon) or name in lexicon.places or name in lexicon.words)


def _made_of(name: str, lexicon: Lexicon) -> bool:
    """Whether a brand and a trade or goods make a name."""
    last = words(name)[-1].text
    return len(last) < len(name) and (trades(lexicon).fullmatch(last) is not None or last in lexicon.terms)


def _goods_of(after: str, lexicon: Lexicon) -> str:
    """The longest goods that no enterprise goes by its trade with."""
    found = (after[:size] for size in range(_GOODS, 1, -1) if after[:size] in lexicon.terms)
    return next((goods for goods in found if goods not in lexicon.organisations), "")


def _is_brand(brand: str, goods: str, lexicon: Lexicon) -> bool:
    """Whether characters before goods are a brand: a proper name, or characters that make no word."""
    taken = brand in lexicon.words or brand in lexicon.terms or brand in lexicon.organisations
    held = any(lexicon.is_(c, "function") or lexicon.is_(c, "no-brand") for c in brand)
    if taken or held or not _HAN.fullmatch(brand) or lexicon.is_(brand, "amount") or lexicon.is_(brand, "generic"):
        return False
    if strip(brand + goods, lexicon, ALL_MODIFIERS) != brand + goods or is_known(brand + goods, lexicon):
        return False
    parts = words(brand)
    if len(parts) == 1 and known(brand):
        return parts[0].tag in _PROPER
    return all(len(part.text) == 1 or not known(part.text) for part in parts)


def _ends(after: str, lexicon: Lexicon) -> bool:
    """Whether a name can end before these words: no trade, no noun that it qualifies, no list or name of works."""
    told = words(after)
    if not told:
        return True
    works = _LISTED.match(after) or any(word.text in lexicon.works for word in told)
    first = told[0]
    return (
        not works
        and first.tag[:1] not in _QUALIFIED
        and not (first.text in lexicon.organisations or first.text in lexicon.terms)
    )
