"""Enterprises that open the name of a project: a brand and its trade before what is built (云峰建材矿渣微粉项目)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph.extract.items import known, words
from graph.lexicon import Lexicon
from graph.lexicon.forms import ALL_MODIFIERS, is_known, strip

_WORKS = r"(?:项目|工程|生产线|生产基地|养殖基地|产业园)"
_NO_GOODS = frozenset({"v", "vn", "d", "ad", "p", "c", "uj", "u", "f", "a"})
_NO_BRAND = frozenset({"v", "vn", "a", "b", "n", "l", "t", "s", "d", "r", "i", "f", "m"})
_CHARACTER = frozenset({"v", "p", "d"})  # of single characters before a trade: 投|建, 在|建


def openings(text: str, lexicon: Lexicon) -> Iterator[str]:
    """Names before the goods or the amount of a project, where a sentence, a list or the name of its group opens it.

    >>> from graph.lexicon import load
    >>> list(openings("一是云九建材矿渣微粉项目开工。", load()))
    ['云九建材']
    """
    for match in _opening(lexicon).finditer(text):
        brand = match["B"]
        cut = any(w.start < match.end() < w.end for w in words(text) if known(w.text))  # 锂电|池
        if not cut and _is_goods(text[match.end() :], lexicon) and _is_brand(brand, lexicon):
            yield match["N"]


@cache
def _opening(lexicon: Lexicon) -> re.Pattern[str]:
    told = (w for w, role in lexicon.organisations.items() if role == "trade" or lexicon.is_(w, "no-trade"))
    trades = sorted(told, key=lambda w: (-len(w), w))
    return re.compile(
        r"(?:(?:^|[。；，、\n：【】“])(?:[一二三四五六七八九十]是)?|集团|公司)"
        rf"(?P<N>(?P<B>(?![^，。；]{{0,3}}[是及和与等])[\u4e00-\u9fff]{{2,4}}?)(?:{'|'.join(trades)}))(?=[^，。；、：\n“”的]{{2,24}}?{_WORKS})"
    )


def _is_goods(after: str, lexicon: Lexicon) -> bool:
    """Whether what follows is made or measured, not done."""
    first = words(after[:12])[0]
    if lexicon.is_(first.text, "amount") or first.text[0].isdigit():
        return True
    worked = first.text in lexicon.works or any(
        lexicon.is_(first.text, role) for role in ("generic", "carrier", "break")
    )
    return first.tag not in _NO_GOODS and not worked and first.text not in lexicon.organisations


def _is_brand(brand: str, lexicon: Lexicon) -> bool:
    """Whether characters before a trade are nothing else: no word, no goods, no grade, no verb."""
    taken = (
        brand in lexicon.words
        or lexicon.is_(brand, "amount")
        or brand in lexicon.places
        or brand in lexicon.organisations
    )
    if taken or is_known(brand, lexicon) or strip(brand, lexicon, ALL_MODIFIERS) != brand:
        return False
    parts = words(brand)
    if len(parts) == 1:
        return not known(brand) or parts[0].tag not in _NO_BRAND
    if any(p.text in lexicon.words and len(p.text) > 1 for p in parts):
        return False
    return any(len(p.text) == 1 or not known(p.text) for p in parts) and not any(
        p.tag in _CHARACTER and p is parts[-1] for p in parts
    )
