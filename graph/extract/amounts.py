"""What both kinds of project names are made of: amounts, joining words, phases, heads."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from graph.extract.items import Item, Items
from graph.lexicon import Lexicon

DIMENSIONS = frozenset({"mass", "energy", "power", "charge", "count", "area", "volume", "length"})
PHASE = re.compile(r"^(?:(?:第?[一二三四五六七八九十\d]|首)期|[一二三四五六七八九]阶段)(?:工程|项目)?$")
AND = frozenset({"和", "及", "以及", "与"})
JOINING = frozenset({"、", *AND, "暨", "并", "/", "+", "-", "（", "）", "·", "~"})
_RATINGS = frozenset({"power", "voltage"})
_MADE = 20
_MANY = re.compile("[万亿]")  # 1800万条 are goods, 2条 are lines
_COUNTED = re.compile("(?:个|座|条|根|块地)$|[座条](?:以上|左右|多)$")


def is_amount(item: Item) -> bool:
    """Whether it is a quantity that can be a capacity."""
    if item.measure is None or item.measure.dimension not in DIMENSIONS:
        return False
    return not _COUNTED.search(item.text) or bool(_MANY.search(item.text))


def unrated(items: Items) -> Items:
    """The pieces, how big each is as part of what is counted (1.5兆瓦风力发电机组|600台, 300台|3兆瓦风电机组)."""
    found = list(items)
    for index in reversed(range(len(items) - 2)):
        first, second, third = items[index : index + 3]
        if _is_rating(first) and second.kind == "Material" and _counts(third):
            found[index : index + 2] = [_with_size(first, second)]
        elif _counts(first) and _is_many(first) and _is_rating(second) and third.kind == "Material":
            found[index + 1 : index + 3] = [_with_size(second, third)]
    return tuple(found)


def _counts(item: Item) -> bool:
    return item.measure is not None and item.measure.dimension == "count"


def _is_many(item: Item) -> bool:
    """Whether so many are made, not set up (2台660兆瓦发电机组)."""
    return item.measure is not None and float(item.measure.value or item.measure.low or 0) >= _MADE


def _is_rating(item: Item) -> bool:
    return item.measure is not None and item.measure.dimension in _RATINGS


def _with_size(size: Item, goods: Item) -> Item:
    return replace(goods, start=size.start, text=size.text + goods.text, label=goods.name)


def has_amount(items: Items) -> bool:
    """Whether any of the pieces is an amount."""
    return any(is_amount(item) for item in items)


def is_head(item: Item, lexicon: Lexicon) -> bool:
    """Whether a project name can end here."""
    return not item.kind and _ends_project(item.text, lexicon)


@lru_cache(maxsize=1 << 14)
def _ends_project(text: str, lexicon: Lexicon) -> bool:
    return text.endswith(lexicon.heads_of("Project")) and not lexicon.ends(text, "no-project")


def joined(items: Items) -> str:
    """The text of neighbouring pieces."""
    return "".join(item.text for item in items)


def opening(items: Items, index: int, lexicon: Lexicon) -> int:
    """Where the amount at `index` begins with the 年产 or 年处理 before it, or before its goods (年产半轴|50万件)."""
    goods = index > 1 and (items[index - 1].kind == "Material" or items[index - 1].tag == "n")
    for end in (index, index - 1) if goods else (index,):
        for size in (3, 2, 1):
            word = joined(items[max(0, end - size) : end])
            led = word.startswith(("年", "日", "月")) and lexicon.is_(word, "amount")
            if end >= size and (led or (word == "年" and end == index)):
                return end - size
    return index
