"""Bases that go by a place and a trade (宁州能源化工基地), whose beginning looks like an enterprise."""

from __future__ import annotations

import re
from functools import cache

from graph.lexicon import Lexicon

_GOODS = "(?:设备|装备|整机|零部件|零配件|部件|材料|制品|产品)[一-龥]{0,4}"


def names_base(short: str, text: str, lexicon: Lexicon) -> bool:
    """Whether a short name is never more than the beginning of a base's name in a text.

    What the base is for stands before 基地 (宁州能源|化工基地, 云岭风电|设备制造基地); of a trade that is a product so
    does the trade itself (云岭轴承生产基地 makes bearings).

    >>> from graph.lexicon import load
    >>> names_base("宁州能源", "项目在宁州能源化工基地开工。", load())
    True
    >>> names_base("云岭锂业", "云岭锂业生产基地投产。", load())
    False
    """
    if short not in text or "基地" not in text:
        return False
    trades, products = _trades(lexicon)
    doing = "(?:生产|制造)?" if short.endswith(products) else ""
    based = re.findall(rf"{re.escape(short)}(?=(?:{_GOODS}|(?:{trades})?{doing})基地)", text)
    return len(based) == text.count(short)


@cache
def _trades(lexicon: Lexicon) -> tuple[str, tuple[str, ...]]:
    """The words of trades as an expression, and those that are products as well (轴承, 风机)."""
    words = sorted(lexicon.organisations, key=lambda word: (-len(word), word))
    goods = (word for word in words if word in lexicon.terms and lexicon.terms[word].kind == "Material")
    return "|".join(map(re.escape, words)), tuple(goods)
