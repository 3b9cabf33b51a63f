"""Plants and bases of an enterprise that only what is told of them shows (某铝业第二电解铝厂产能25万吨)."""

from __future__ import annotations

import re
from functools import cache

from graph.extract.amounts import joined
from graph.extract.facilities import named
from graph.extract.items import Item, Items
from graph.extract.phrases import specific
from graph.lexicon import Lexicon

_TOLD = re.compile(
    r"(?:目前|现|已|一期|二期|首期|设计|规划|计划|核定|项目|总|年|共|可|约|拟|预计|现有|新增|建筑|占地){0,4}"
    r"(?:占地|投资|产能|年产|年可产|日产|月产|日处理|年处理|日加工|年加工|面积|生产能力|装机|用地)"
)
_ENDS = ("厂区", "新厂", "厂")
_AT = frozenset({"在", "位于", "地处"})
_PLAIN = frozenset({"n", "nz", "nr", "nrt", "nt", "ns", "vn", "b", "j", "l", "eng", "m", "a", "ng", "x"})
_LONGEST, _WORDS, _NEW = 14, 6, "新"


def sites(items: Items, lexicon: Lexicon) -> list[Item]:
    """Such plants over the pieces of a sentence.

    >>> from graph import lexicon
    >>> from graph.extract.items import merge, words
    >>> said = words("东岭公司第二电解铝厂产能25万吨。")
    >>> owner = Item(0, 4, "东岭公司", "nt", "Company", "东岭公司")
    >>> [item.label for item in sites(merge(said, [owner]), lexicon.load())]
    ['第二电解铝厂']
    """
    text = joined(items)
    found = [_site(items, index, lexicon) for index, item in enumerate(items) if _is_told(item, text, lexicon)]
    return [site for site in found if site is not None]


def _is_told(item: Item, text: str, lexicon: Lexicon) -> bool:
    """Whether a piece ends the name of a plant that something is told of at once."""
    plain = item.kind in {"", "Material"} and not item.reference
    return plain and item.text.endswith(_heads(lexicon)) and bool(_TOLD.match(text, item.end))


@cache
def _heads(lexicon: Lexicon) -> tuple[str, ...]:
    found = (
        head.text for head in lexicon.name_heads if head.kind == "Facility" and head.sort not in {"mine", "workshop"}
    )
    return (*found, *_ENDS)


@cache
def _sorts(lexicon: Lexicon) -> tuple[str, ...]:
    """The heads that tell by themselves what a plant is."""
    return tuple(head.text for head in lexicon.name_heads if head.kind == "Facility" and head.sort in {"", "works"})


def _site(items: Items, last: int, lexicon: Lexicon) -> Item | None:
    """The plant that ends with a piece, if an enterprise stands before its phrase, perhaps with the place it is at."""
    first = last
    while first > 0 and last - first < _WORDS and _is_inside(items[first - 1], lexicon):
        first -= 1
    run = items[first : last + 1]
    if len(joined(run)) > _LONGEST:
        return None
    linked = first > 0 and items[first - 1].text == "的"
    before = first - 1 - linked
    place = items[before] if before > 0 and items[before].kind == "Place" else None
    at = before - (place is not None)
    at -= place is not None and at > 0 and items[at].text in _AT
    owner = items[at] if at >= 0 else None
    if owner is None or owner.kind != "Company":
        return None
    if place is not None:
        return named(run, place.text + joined(run))
    if _tells(run, lexicon):
        return named(run, joined(run))
    sort = joined(run).endswith(_sorts(lexicon))  # a new plant or base passes on its owner, a power station does not
    return named(run, owner.text + joined(run)) if sort else None


def _tells(run: Items, lexicon: Lexicon) -> bool:
    body = tuple(item for item in run[:-1] if item.text != _NEW)
    return bool(body) and specific(body, lexicon)


def _is_inside(item: Item, lexicon: Lexicon) -> bool:
    roles = lexicon.words.get(item.text, frozenset())
    barred = "break" in roles or any(role.startswith("ref:") for role in roles) or item.reference
    if barred or item.text in {"的", "在"}:
        return False
    return item.kind == "Material" or (not item.kind and item.tag in _PLAIN and item.text not in "，。；：、“”（）\n")
