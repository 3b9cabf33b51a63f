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
    based = _based(lexicon, short.endswith(_goods(lexicon)))
    ends = [at + len(short) for at in range(len(text)) if text.startswith(short, at)]
    return all(based.match(text, end) for end in ends)


@cache
def _based(lexicon: Lexicon, makes: bool) -> re.Pattern[str]:
    """What stands between a name and 基地, where it is a base's; with what is done there where goods end the name."""
    trades = "|".join(re.escape(word) for word in sorted(lexicon.organisations, key=lambda word: (-len(word), word)))
    return re.compile(rf"(?:{_GOODS}|(?:{trades})?{'(?:生产|制造)?' if makes else ''})基地")


@cache
def _goods(lexicon: Lexicon) -> tuple[str, ...]:
    """The words of trades that are products as well (轴承, 风机)."""
    words = (word for word in lexicon.organisations if word in lexicon.terms)
    return tuple(word for word in words if lexicon.terms[word].kind == "Material")
