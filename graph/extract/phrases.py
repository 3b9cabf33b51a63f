"""Noun phrases: where the name before a head begins, which words of it only praise or classify."""

from __future__ import annotations

import re

from graph.extract.items import BRAND_TAGS, Item, Items, known, walk_left
from graph.lexicon import Lexicon

_NOUN_TAGS = frozenset("n nr nz ns nt nrt nrfg ng nb b a ag j vn eng l i an s f q k vg h g".split(" "))  # noqa: SIM905 - reads as jieba's manual lists them
_SHORT_VERB = frozenset("成为是有载让拟可获达将使能会要去来到入出至及把被给向从在对与和或等的了着过以用於于")
# Characters the dictionary has no class for are parts of brands and goods (砼|泵, 昇|兴), but for these.
_NO_MORPHEME = frozenset(
    "较件厂园度每且曾即另仅亦咱令乃炉轮湾肾土储物井冶材伟刘县村栋仍此往很够行组委息选掺栋幢艘届岂愈竟皆尤倘若虽既未约近均各共逾超"
)
_NO_NUMERAL = frozenset("年月日时一两几")
_SIZES = frozenset({"thickness", "voltage"})
_OPENERS = frozenset({"新", "等", "-", "/", "·", "其"})
_REMNANTS = frozenset({"q", "f", "s", "k", "ng", "vg", "v", "d", "p", "c"})
_WITHIN = frozenset({"内", "里"})  # 车间内|底盘生产线
_LONGEST = 30
_BRACKETED, _BRAND = 4, 3
_BEFORE_NAME = frozenset("，。；：、的“（\n")
_HYPHENS = frozenset({"-", "·", "/", "+"})


def inner(item: Item, lexicon: Lexicon, role: str = "inside") -> bool:
    """Whether a piece may stand inside a noun phrase; words of the role may, whatever their part of speech."""
    if item.kind:
        return item.kind == "Material" or (item.measure is not None and item.measure.dimension in _SIZES)
    roles = lexicon.words.get(item.text, frozenset())
    if any(role.startswith("ref:") for role in roles):
        return False
    if role in roles or "inside" in roles:
        return True
    return not roles & {"break", "amount", "title"} and _by_tag(item)


def _by_tag(item: Item) -> bool:
    short = len(item.text) == 1
    if item.text in _HYPHENS:
        return True
    if item.tag in {"v", "d", "ad", "p"}:
        return short and item.text not in _SHORT_VERB
    if item.tag == "m":
        return bool(re.fullmatch(r"[0-9A-Za-z]+", item.text)) or (short and item.text not in _NO_NUMERAL)
    if item.tag == "zg":
        return item.text not in _NO_MORPHEME
    return item.tag in _NOUN_TAGS


def run_start(items: Items, index: int, lexicon: Lexicon, role: str = "inside") -> int:
    """The first index of the noun phrase that ends with `items[index]`, verbs at its left trimmed."""
    first = walk_left(items, index, lambda item: inner(item, lexicon, role), _LONGEST)
    first = max((i + 1 for i in range(first + 1, index) if items[i].text in _WITHIN), default=first)
    while first < index and _leads(items[first], lexicon) and not _opens_name(items, first):
        first += 1
    return first - 2 * _is_range(items, first)


def _is_range(items: Items, first: int) -> bool:
    """Whether the lower end of a range stands before (6~|8英寸硅片)."""
    return (
        first > 1 and items[first - 1].text == "~" and items[first - 2].text.isdigit() and items[first].text.isdigit()
    )


def _opens_name(items: Items, first: int) -> bool:
    """Whether 中 begins a name: no noun stands before it that it could follow (总投资5亿元的|中岭铜箔项目)."""
    led = first == 0 or items[first - 1].text in _BEFORE_NAME
    return (
        items[first].text == "中" and led and (items[first + 1].tag in BRAND_TAGS or not known(items[first + 1].text))
    )


def _leads(item: Item, lexicon: Lexicon) -> bool:
    """Whether a word may not begin a name."""
    remnant = item.tag in _REMNANTS and len(item.text) == 1 and not lexicon.is_(item.text, "inside")
    return not item.kind and (lexicon.is_(item.text, "trim") or item.text in _OPENERS or remnant)


def specific(items: Items, lexicon: Lexicon) -> bool:
    """Whether anything in the phrase tells it from others of its kind."""
    return any(item.kind or not lexicon.is_(item.text, "generic") for item in items)


def is_placed(items: Items) -> bool:
    """Whether a name holds a place or another proper noun."""
    return any(item.kind == "Place" or item.tag in BRAND_TAGS & {"ns", "nr", "nz", "nt"} for item in items)


def past_brackets(items: Items, first: int, lexicon: Lexicon) -> int:
    """Where a name that seems to begin at `first` begins if a place or a brand and a word in brackets lead to it."""
    return run_start(items, first - _BRACKETED, lexicon) if _in_brackets(items, first) else first


def _in_brackets(items: Items, first: int) -> bool:
    """Whether a place or a brand and a word in brackets stand before (云州（东江）开发区, 云峰（云州）产业园)."""
    opening, word, closing = (i.text for i in items[first - 3 : first]) if first > _BRACKETED - 1 else ("", "", "")
    before = items[first - _BRACKETED] if opening else None
    kind = before.kind if before is not None and not before.reference else "-"
    brand = before is not None and kind == "Company" and len(before.text) <= _BRAND
    named = brand or kind == "Place" or (before is not None and not kind and before.tag[:1] == "n")
    return named and opening == "（" and closing == "）" and len(word) <= _BRACKETED
