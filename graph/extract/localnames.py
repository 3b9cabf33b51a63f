"""Enterprises called by a place and a brand (云州岚峰), where what is said of them shows that they are no town."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graph.extract.items import LOOSE_TAGS, Items, known, words
from graph.lexicon import Lexicon
from graph.lexicon.forms import is_known

_HELD = re.compile(
    r"(?:子公司|孙公司|母公司|参股公司|控股股东|持有|收购|控股|参股|增资|入股|受让|投资方)了?[：“]?$|(?:对|向)$(?=.{0,6}(?:增资|注资|出资))"
)
_ACTS = re.compile(
    r"”?(?:[\d.]+%)?的?(?:股权|股份|股东|注册资本|主营业务|主要从事|专业从事|成立于|采购|总资产|净利润|法定代表人|持股|为公司|系公司|为发行人)"
)
_DOES = re.compile(
    r"”?(?:[\d.]+%)?(?:将|拟|已|也|主要|目前|现|共同|负责|的)*(?:公司|产能|产量|产品|向|与|为|年产|生产(?!总值)|供应|供货|收购|投资|增资|实施|销售|签|主营|出资|初步确定|各持|合资|成立|在|是)"
)
_LENGTHS = (2, 3)
_TWICE = 2
_TOWNS = frozenset("市县区镇乡村州省路街")


def local_names(sentences: Iterable[str], lexicon: Lexicon) -> Iterator[str]:
    """A place's short name and an unusual word after it, told of as an enterprise is.

    >>> from graph.lexicon import load
    >>> list(local_names(["控股子公司惠州岚砾主要从事变压器生产。"], load()))
    ['惠州岚砾']
    """
    found: dict[str, int] = {}
    told: set[str] = set()
    for sentence in sentences:
        for start, end in _places_and_brands(sentence, lexicon):
            name = sentence[start:end]
            found[name] = found.get(name, 0) + 1
            sure = _HELD.search(sentence, max(0, start - 6), start) or _ACTS.match(sentence, end)
            if sure or (found[name] >= _TWICE and _DOES.match(sentence, end)):
                told.add(name)
    yield from sorted(told)


def _places_and_brands(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Where a place's short name and two or three characters that may be a brand stand together."""
    items = words(text)
    for index, place in enumerate(items[:-1]):
        division = lexicon.places.get(place.text)
        if division is None or place.text == division.name or place.tag != "ns":
            continue
        run = items[index + 1 : index + 2] if len(items[index + 1].text) > 1 else items[index + 1 : index + 3]
        if _is_brand(run, lexicon):
            yield place.start, run[-1].end


def _is_brand(run: Items, lexicon: Lexicon) -> bool:
    """Whether words can be nothing but a brand: unknown or a proper name, neither town, material nor grammar."""
    name = "".join(item.text for item in run)
    if len(name) not in _LENGTHS or not re.fullmatch(r"[一-龥]+", name) or name in lexicon.places:
        return False
    proper = not known(name) or run[0].tag == "nz"
    taken = is_known(name, lexicon) or bool(lexicon.words.get(name))
    grammar = any(lexicon.is_(char, "function") or char in _TOWNS for char in name)
    return proper and not taken and not grammar and all(item.tag not in LOOSE_TAGS for item in run)
