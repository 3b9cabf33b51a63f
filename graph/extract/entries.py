"""Entries of a report that begin with the name of a project (2.某某搬迁项目：占地200亩)."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.extract.amounts import PHASE, has_amount
from graph.extract.columns import whole_project
from graph.extract.items import BRAND_TAGS, Item, Items, known
from graph.extract.telling import is_vague
from graph.lexicon import Lexicon

_COUNT = r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})"
_NUMBER = rf"(?:[（(]{_COUNT}[）)]|[一二三四五六七八九十]{{1,3}}、|\d{{1,2}}[、.．](?!\d)|0\d ?)"
_ENTRY = re.compile(
    rf"{_NUMBER} ?(?P<name>[一-鿿A-Za-z0-9（）·%.~/+“”\-]{{2,40}}?(?:项目|工程))(?:（[^（）]{{1,24}}）)?(?:[：。]|$)"
)
_LED = frozenset({"v", "vd", "d", "p", "c", "ad", "r", "m"})


def entry(text: str, items: Items, lexicon: Lexicon) -> Items:
    """The items of a sentence, the words of the entry that it begins with as one project if they tell which.

    >>> from graph import lexicon
    >>> from graph.extract.items import words
    >>> said = "2.岭华二厂搬迁项目：占地200亩。"
    >>> [item.label for item in entry(said, words(said), lexicon.load()) if item.kind]
    ['岭华二厂搬迁项目']
    """
    match = _ENTRY.match(text)
    if match is None:
        return items
    start, end = match.span("name")
    items = tuple(_unnumbered(item, text[:start]) for item in items)
    inside = tuple(item for item in items if start <= item.start and item.end <= end)
    whole = inside and inside[0].start == start and inside[-1].end == end
    if not whole or not _tells(inside, lexicon):
        return items
    rest = whole_project(inside)
    return (*(i for i in items if i.end <= start), *rest, *(i for i in items if i.start >= end))


def _unnumbered(item: Item, number: str) -> Item:
    """A project without the number of its entry, if that was taken for the beginning of its name."""
    digits = number.strip()
    if item.start or item.kind != "Project" or not item.text.startswith(digits) or not digits.isdigit():
        return item
    label = item.label.removeprefix(digits).strip()
    parts = tuple(part for part in item.parts if part.start >= len(number))
    text = item.text.removeprefix(digits).strip()
    return replace(item, start=len(number), text=text, label=label, parts=parts, names=(text,))


def _tells(items: Items, lexicon: Lexicon) -> bool:
    """Whether a phrase is the name of one project and not of a sort: it holds a brand, an owner or an amount."""
    first = items[0]
    if first.reference or (not first.kind and (first.tag in _LED or lexicon.is_(first.text, "trim"))):
        return False
    return has_amount(items) or any(_is_proper(item, lexicon) for item in items[:-1])


def _is_proper(item: Item, lexicon: Lexicon) -> bool:
    if item.kind:
        return item.kind in {"Company", "Facility", "Park"} and not item.reference
    plain = is_vague(item, lexicon) or lexicon.is_(item.text, "trim") or PHASE.match(item.text)
    return not plain and len(item.text) > 1 and (not known(item.text) or item.tag in BRAND_TAGS)
