"""A project's name with the brand that stands right before its first amount (云峰|10万吨铜箔项目)."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.extract.amounts import is_amount, joined
from graph.extract.items import BRAND_TAGS, Item, Items
from graph.lexicon import Lexicon

_DOT, _REACH = "·", 6
_MARKS = frozenset("·—-、和及与")
_DIVISIONS = ("省", "市", "县", "区", "旗", "州", "园")
_WORKING = frozenset({"making", "step"})
_BRAND = re.compile(r"[一-龥]{2,3}")


def branded(project: Item, items: Items, lexicon: Lexicon) -> Item:
    """The project under its name with the brand; what it is made of stays, for the brand makes nothing.

    A place's short name before the brand is part of what the owner is called, not where the project is (某州云峰|…).
    Two lines of one size are so told apart (云峰5万吨铝箔项目, 云岭5万吨铝箔项目), whoever builds them.
    """
    index = next((n for n, item in enumerate(items) if item.end == project.start), None)
    if index is not None and _says_little(project, lexicon) and _is_firm(items[index]):
        text = items[index].text + project.text
        return replace(project, label=text, names=(project.text, text))
    measured = any(is_amount(part) for part in project.parts[:2])
    if index is None or not measured or not _is_brand(items[index], lexicon):
        return project
    placed = index > 0 and items[index - 1].kind == "Place" and not items[index - 1].text.endswith(_DIVISIONS)
    brand = items[index - placed : index + 1]
    label = joined(brand) + project.name
    return replace(project, start=brand[0].start, text=joined(brand) + project.text, label=label, names=())


def _says_little(project: Item, lexicon: Lexicon) -> bool:
    """Whether a name only says that something is worked (生产加工项目)."""
    words = [part.text for part in project.parts[:-1]]
    return bool(words) and all(lexicon.works.get(word) in _WORKING or lexicon.is_(word, "generic") for word in words)


def _is_firm(item: Item) -> bool:
    return item.kind == "Company" and not item.reference


def _is_brand(item: Item, lexicon: Lexicon) -> bool:
    """A proper name that the tables know for nothing else."""
    proper = not item.kind and item.tag in BRAND_TAGS and bool(_BRAND.fullmatch(item.text))
    plain = item.text not in lexicon.works and not lexicon.words.get(item.text)
    return proper and plain and not item.text.endswith(_DIVISIONS)


def dotted(project: Item, items: Items, lexicon: Lexicon) -> Item | None:
    """A project with what stands before the dot in its name (岭谷·人才家苑项目), without marks before it.

    None if nothing but its head is left (和|项目).
    """
    first = next((n for n, item in enumerate(items) if item.start == project.start), 0)
    dot = next((n for n in (first, first - 1) if n >= 0 and items[n].text == _DOT), -1)
    begin = dot
    while begin > 0 and _before_dot(items[begin - 1], lexicon) and items[dot].start - items[begin - 1].start <= _REACH:
        begin -= 1
    if begin < dot:
        return _over(project, items, begin, joined(items[begin : dot + 1]) + project.label.lstrip(_DOT))
    while items[first].text in _MARKS and items[first].end < project.end:
        first += 1
    label = project.label.lstrip("".join(_MARKS))
    if label == project.label or items[first].start == project.start:
        return project
    return None if lexicon.is_(label, "ref:Project") else _over(project, items, first, label)


def _before_dot(item: Item, lexicon: Lexicon) -> bool:
    barred = any(lexicon.is_(item.text, role) for role in ("break", "trim", "function", "title"))
    return not item.kind and not barred and bool(_BRAND.fullmatch(item.text))


def _over(project: Item, items: Items, first: int, label: str) -> Item:
    """The same project from a piece of the sentence on."""
    parts = tuple(item for item in items[first:] if item.end <= project.end)
    text = joined(parts)
    return replace(project, start=items[first].start, text=text, label=label, parts=parts, names=(text,))
