"""Techniques known by what is done with them, whatever words they are made of (采用|生物除臭滤池工艺)."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extract.amounts import joined
from graph.extract.items import Item, Items, known
from graph.lexicon import Lexicon
from graph.lexicon.forms import PRAISE, is_modifier, strip

_LED = frozenset({"了", "的", "过", "出"})
_ENDS = frozenset("，。；、的和及与等对后将使可并”）（\n") | {"进行", "以及"}
_DONE = frozenset({"v", "vn"})  # 采用浮选工艺|处理硫化矿
_NAMED = frozenset({"", "Material", "Technology"})
_WAY = "法"
_REACH, _LEAST, _LONGEST = 9, 4, 18


def techniques(items: Items, lexicon: Lexicon) -> Iterator[Item]:
    """What stands between a verb of using and the end of a technique, whole; its praise is no part of it."""
    for index, item in enumerate(items):
        if (
            item.kind in {"", "Technology"}
            and lexicon.ends(item.text, "method-end")
            and _names_one(item)
            and _closes(items, index)
        ):
            first = _first(items, index, lexicon)
            run = items[first : index + 1] if first is not None else ()
            text = joined(run)
            way = text.endswith(_WAY)
            if (len(run) > 1 or way) and _LEAST - way <= len(text) <= _LONGEST and _tells(run, lexicon):
                label = strip(text, lexicon, PRAISE)
                yield Item(run[0].start, item.end, text, "n", "Technology", label, parts=run, names=(text,))


def _names_one(item: Item) -> bool:
    """Whether a word that ends with 法 is no common one (皮江法, not 办法)."""
    return item.text == _WAY or item.text[-1] != _WAY or not known(item.text)


def _closes(items: Items, index: int) -> bool:
    after = items[index + 1] if index + 1 < len(items) else None
    return after is None or after.text in _ENDS or (not after.kind and after.tag in _DONE)


def _first(items: Items, index: int, lexicon: Lexicon) -> int | None:
    """Where the name begins that a verb of using stands before, perhaps with 了 or words that end in 的."""
    start: int | None = None
    for at in range(index - 1, max(-1, index - _REACH), -1):
        item = items[at]
        if lexicon.is_(item.text, "takes-up"):
            return _without_praise(items, at + 1 if start is None else start, index, lexicon)
        if item.text in _LED:
            start = at + 1 if start is None else start
        elif (
            item.kind not in _NAMED
            or item.text in _ENDS
            or lexicon.is_(item.text, "break")
            or (start is None and _is_grammar(item))
        ):
            return None
    return None


def _is_grammar(item: Item) -> bool:
    """Whether of a word no name of a technique is made."""
    return item.tag in {"p", "c", "r", "uj", "ul", "d", "f", "y", "x"} and item.text not in {"-", "+", "/", "·", "—"}


def _without_praise(items: Items, first: int, index: int, lexicon: Lexicon) -> int:
    while first < index and _is_praise(items[first], lexicon):
        first += 1
    return first


def _is_praise(item: Item, lexicon: Lexicon) -> bool:
    roles = any(lexicon.is_(item.text, role) for role in ("generic", "trim", "carrier"))
    return not item.kind and (roles or is_modifier(item.text, lexicon) or item.text in _LED)


def _tells(run: Items, lexicon: Lexicon) -> bool:
    """Whether a name says which technique it is, and is not found whole already."""
    stem = run[:-1] if lexicon.is_(run[-1].text, "method-end") else run
    telling = any(i.kind or not _is_praise(i, lexicon) for i in stem)
    return telling and len(joined(stem)) > 1
