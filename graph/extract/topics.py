"""Whose 项目 it is when another company has come up since a project was named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.extract.annotate import View
from graph.extract.items import Item, Items
from graph.lexicon.firms import related

_ENTRY = re.compile(
    r"[（(]?[\d一二三四五六七八九十]{1,2}[）)、.．] ?[^，。；：\d]{2,20}(?:厂|公司|企业|合作社|矿|场|项目)："
)
_NAMED = frozenset({"Company", "Project", "Facility", "Park"})


@dataclass(frozen=True, slots=True)
class Focus:
    """A name, the paragraph it was last said in, and of a project the company named beside it."""

    item: Item
    block: int
    owner: str = ""


def owner(items: Items, project: Item, topic: Focus | None, block: int) -> str:
    """The company a project's sentence names last before it, else the one its paragraph opens with."""
    before = [i.label for i in items if i.kind == "Company" and i.label and i.end <= project.start]
    opened = topic.item.label if topic is not None and topic.block == block else ""
    return before[-1] if before else opened


def unknown_entry(view: View) -> bool:
    """Whether a numbered entry is about something that no name is known of (2、某某选球厂：占地40亩)."""
    entry = _ENTRY.match(view.text)
    return entry is not None and not any(i.kind in _NAMED and i.label and i.end <= entry.end() for i in view.items)


def begins(items: Items, main: Item) -> bool:
    """Whether a paragraph that begins with this sentence is about the company: no other name stands before it."""
    first = next((i for i in items if i.kind in {"Company", "Project", "Facility", "Park", "Chain"}), None)
    return first is not None and first.start == main.start


def of_topic(found: Focus, topic: Focus | None, named: Sequence[Focus], reach: int) -> Focus | None:
    """The project that 项目 stands for: of the company a later paragraph opened with, none of another's.

    `named` are the projects of the text so far. One whose owner is not told may be anybody's.
    """
    if topic is None or topic.block <= found.block or _owns(topic, found):
        return found
    own = [one for one in named if _owns(topic, one) and topic.block - one.block <= reach]
    if own:
        return own[-1]
    return None if found.owner else found


def _owns(topic: Focus, project: Focus) -> bool:
    return bool(project.owner) and related(topic.item.label, project.owner)
