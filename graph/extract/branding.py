"""A project's name with the brand that stands right before its first amount (云峰|10万吨铜箔项目)."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.extract.amounts import is_amount, joined
from graph.extract.items import BRAND_TAGS, Item, Items
from graph.lexicon import Lexicon

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
