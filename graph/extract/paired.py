"""Two lists told of one by one: 甲、乙分别建设A项目和B项目, or 甲线和乙线分别在甲市和乙市投产."""

from __future__ import annotations

import re

from graph.extract.fired import Fired
from graph.extract.items import Items

_EACH = re.compile("分别|各自|依次")
_LINKS = frozenset("、和与及")
_NEAR = 3


def one_by_one(fired: Fired) -> bool:
    """Whether a cue tells of the members of a list each by itself: 分别 stands in it or after its subject."""
    line, begins = fired.line.text, fired.match.start()
    if _EACH.search(line, max(0, begins - _NEAR), fired.match.end()):
        return True
    here = fired.subject.line is fired.line and 0 < fired.subject.after <= begins
    return here and bool(_EACH.search(line, fired.subject.after, begins))


def whole_list(fired: Fired, subjects: Items, count: int) -> Items:
    """The members of a list of `count` whose last the subject is, each with words of its own; else the subject."""
    text, char = fired.line.text[: fired.subject.after], fired.subject.slot.char
    if fired.subject.line is not fired.line or len(subjects) != 1:
        return subjects
    listed = re.search(rf"{char}(?:[^，。；]{{0,30}}[和及与、][^，。；]{{0,30}}?{char})+$", text)
    if listed is None or listed.group().count(char) != count:
        return subjects
    slots = fired.line.slots[listed.start() : listed.end()]
    members = tuple(item for slot in slots if slot.char == char for item in slot.items)
    return members if len(members) == count else subjects


def is_broken(fired: Fired, subjects: Items, count: int) -> bool:
    """Whether it is not known which of several has which: a list beside the subject, or one of another length."""
    if len(subjects) != 1:
        return len(subjects) != count
    text, after = fired.line.text, fired.subject.after
    before = text[after - 2 : after - 1] if after > 1 else ""
    return fired.subject.line is fired.line and bool({before, text[after : after + 1]} & _LINKS)
