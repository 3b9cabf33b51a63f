"""Noun phrases: where the name before a head begins, which words of it only praise or classify."""

from __future__ import annotations

import re

from graph.extract.items import Item, Items, walk_left
from graph.lexicon import Lexicon

_NOUN_TAGS = frozenset("n nr nz ns nt nrt nrfg ng nb b a ag j vn eng l i an s f q k vg h g".split())
_SHORT_VERB = frozenset("为是有载让拟可获达将使能会要去来到入出至及把被给向从在对与和或等的了着过以用於于")
_MEASURE_INSIDE = frozenset({"thickness", "voltage"})


def inner(item: Item, lexicon: Lexicon) -> bool:
    """Whether a piece may stand inside a noun phrase."""
    if item.kind:
        return item.kind == "Material" or (item.measure is not None and item.measure.dimension in _MEASURE_INSIDE)
    if any(role.startswith("ref:") for role in lexicon.words.get(item.text, ())):
        return False
    if lexicon.is_(item.text, "inside"):
        return True
    if lexicon.is_(item.text, "break") or lexicon.is_(item.text, "amount") or lexicon.is_(item.text, "title"):
        return False
    if item.text in {"“", "”", "-", "·", "/", "+"}:
        return item.text in {"-", "·", "/", "+"}
    if item.tag in {"v", "d", "ad", "p"}:
        return len(item.text) == 1 and item.text not in _SHORT_VERB
    if item.tag == "m":
        return (
            bool(re.fullmatch(r"[0-9A-Za-z]+", item.text)) or len(item.text) == 1 and item.text not in "年月日时一两几"
        )
    return item.tag in _NOUN_TAGS


def run_start(items: Items, index: int, lexicon: Lexicon, limit: int = 30) -> int:
    """The first index of the noun phrase that ends with `items[index]`, verbs at its left trimmed."""
    first = walk_left(items, index, lambda item: inner(item, lexicon), limit)
    return trim(items, first, index, lexicon)


def trim(items: Items, first: int, last: int, lexicon: Lexicon) -> int:
    """Skip the words that may not begin a name."""
    while first < last and not items[first].kind and (
        lexicon.is_(items[first].text, "trim") or items[first].text in {"新", "等", "-", "/", "·", "其"}
        or (items[first].tag in {"q", "f", "s", "k", "ng", "vg"} and len(items[first].text) == 1)
    ):  # fmt: skip
        first += 1
    return first


def specific(items: Items, lexicon: Lexicon) -> bool:
    """Whether anything in the phrase tells it from others of its kind."""
    return any(item.kind or not lexicon.is_(item.text, "generic") for item in items)
