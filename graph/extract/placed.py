"""Where the projects of a report lie that tells its place once: 某县举行集中开工仪式, then the projects one by one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.extract.draft import Draft
from graph.extract.items import Item
from graph.extract.line import Line, code
from graph.lexicon import Lexicon

_SITES = code("L") + code("K")
_COUNT = r"(?:[两三四五六七八九十百\d]+|[一多数首新第]|[一二三四]季度|[上下]半年)[多余]?[个批大]?"
_MANY = rf"(?:{_COUNT}|重[点大]|工业|产业|亿元|[台央]资|招商)"
_WORK = r"(?:开工|动工|签约|竣工|投产|奠基|启动)"
_EVENT = re.compile(
    rf"(?P<at>[{_SITES}])[^，。；{code('P')}]{{0,16}}?"
    rf"(?:(?:举行|举办|召开|迎来|组织)[^。；]{{0,40}}?{_WORK}[^，。；]{{0,6}}?[式动会]"
    rf"|{_MANY}[^，。；{code('P')}]{{0,16}}项目[^，。；{code('P')}]{{0,12}}?{_WORK})"
)
_ITS_OWN = frozenset({"我市", "我县", "我区", "全县"})
_TOLD = frozenset({"status", "investment", "area", "capacity"})
_CONFIDENCE = 0.8
_REACH = 350
_BLOCKS = 3
_OFTEN = 3


@dataclass(frozen=True, slots=True)
class _Home:
    """The place that a report is about, as a sentence names it."""

    place: Item
    line: Line
    slot: int

    @property
    def at(self) -> int:
        return self.line.view.start + self.place.start


def placed(lines: Sequence[Line], drafted: Sequence[Draft], lexicon: Lexicon) -> Iterator[Draft]:
    """Claims that projects lie in the place their report is about, unless the text says where they lie.

    That is where works are begun or signed together, the town the report calls its own (我市), or the one it begins
    with and names most. Only of projects that something else is told of: how far, how much, or whose they are.
    """
    passed = [draft for draft in drafted if not draft.refused]
    known = {draft.subject.label for draft in passed if draft.predicate == "locatedIn"}
    told = {draft.subject.label for draft in passed if draft.predicate in _TOLD}
    told |= {d.object.label for d in passed if d.predicate == "undertakes" and isinstance(d.object, Item)}
    town = _town(lines, lexicon)
    home: _Home | None = None
    for current in lines:
        home = _home(current, lexicon) or _still(home, current, lexicon) or _named(current, town, lexicon)
        found = _there(home, current) if home else ()
        yield from (draft for draft in found if draft.subject.label in told - known)


def _town(lines: Sequence[Line], lexicon: Lexicon) -> str:
    """The town or county a report begins with and names most, "" if others are named as well."""
    named = [i.label for line in lines for i in line.view.items if _narrow(i, lexicon)]
    begun = {i.label for line in lines[:2] for i in line.view.items if i.kind == "Place"}
    (town, times), *rest = Counter(named).most_common() or [("", 0)]
    others = [n for label, n in rest if not (_within(label, town, lexicon) or _within(town, label, lexicon))]
    often = times >= _OFTEN and max(others, default=0) * 2 <= times
    return town if town in begun and (often or (times > 1 and not others)) else ""


def _narrow(item: Item, lexicon: Lexicon) -> bool:
    """Whether a place is smaller than a province."""
    division = lexicon.places.get(item.label) if item.kind == "Place" else None
    return division is not None and division.level not in {"country", "province"}


def _within(label: str, other: str, lexicon: Lexicon) -> bool:
    while label != other and label in lexicon.places:
        label = lexicon.places[label].parent
    return label == other


def _home(current: Line, lexicon: Lexicon) -> _Home | None:
    """The place where a sentence says that works are begun or signed, or that it calls its own."""
    event = _EVENT.search(current.text)
    found = _at(current, event.start("at"), lexicon) if event else None
    own = (n for n, slot in enumerate(current.slots) if slot.items and slot.items[0].text in _ITS_OWN)
    return found or next((home for n in own if (home := _at(current, n, lexicon))), None)


def _at(current: Line, index: int, lexicon: Lexicon) -> _Home | None:
    (item, *others) = current.slots[index].items
    fits = item.kind == "Park" or _narrow(item, lexicon)
    return _Home(replace(item, reference=False), current, index) if fits and not others else None


def _still(home: _Home | None, current: Line, lexicon: Lexicon) -> _Home | None:
    """The home, as this sentence names it again, as long as none begins with another place."""
    if home is None or current.view.block - home.line.view.block > _BLOCKS:
        return None
    first = next((i for i in current.view.items if i.kind), None)
    if first is not None and first.kind == "Place" and not _within(first.label, home.place.label, lexicon):
        return None
    return _named(current, home.place.label, lexicon) or home


def _named(current: Line, label: str, lexicon: Lexicon) -> _Home | None:
    found = (n for n, slot in enumerate(current.slots) if label and slot.items and slot.items[0].label == label)
    return next((home for n in found if (home := _at(current, n, lexicon))), None)


def _there(home: _Home, current: Line) -> Iterator[Draft]:
    """The projects a sentence names after the home, and before any other place."""
    begin = home.slot + 1 if current is home.line else 0
    for slot in current.slots[begin:]:
        if slot.char in _SITES:
            return
        for item in slot.items if slot.char == code("P") else ():
            draft = _draft(home, item, current.view.start + item.start)
            if not item.reference and 0 < draft.subject_at - home.at <= _REACH:
                yield draft


def _draft(home: _Home, project: Item, at: int) -> Draft:
    end = at + len(project.text)
    return Draft(project, at, "locatedIn", home.place, home.at, home.at, end, "placed", _CONFIDENCE, carried=True)
