"""Quotations: whether a word stands inside one, and whose words they are."""

from __future__ import annotations

import re

from graph.extract.annotate import View
from graph.extract.items import Item, Items
from graph.extract.pointers import SAID

_QUOTE_REACH = 30
_SAYS = re.compile("(?:说|表示|介绍|称|透露|坦言|指出)[，：]")


def of_speaker(item: Item, view: View, following: View | None) -> Item | None:
    """The project of whoever says the quotation (“项目……。”某项目负责人说)."""
    if item.kind != "Project" or not in_quotation(view.text, item.start):
        return None
    return next((i for i in around(view, following, item) if i.kind == "Project" and not i.reference), None)


def around(view: View, following: View | None, item: Item) -> Items:
    """The words after a quotation that say whose it is, else the ones before it."""
    close, opened = view.text.find("”", item.start), view.text.rfind("“", 0, item.start)
    said = _SAYS.search(view.text, close) if close > 0 else None
    reach = min(close + _QUOTE_REACH, said.end() if said else len(view.text))  # what he says on tells of others
    after = tuple(i for i in view.items if 0 < close < i.start < reach)
    if SAID.search(view.text[: max(0, opened)]):
        after = ()
    elif not after and following is not None and following.block == view.block:
        said = _SAYS.search(following.text)
        after = tuple(i for i in following.items[:8] if said is None or i.start < said.end())
    return after or tuple(i for i in view.items if opened - _QUOTE_REACH < i.start < opened)


def in_quotation(text: str, position: int) -> bool:
    """Whether a place of a text stands between quotation marks."""
    return text.count("“", 0, position) > text.count("”", 0, position)
