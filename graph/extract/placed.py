"""Where the projects of a report lie that tells its place once: 某县举行集中开工仪式, then the projects one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from graph.extract.draft import Draft
from graph.extract.events import REACH, is_near, slots_after
from graph.extract.items import Item
from graph.extract.line import Line, code
from graph.extract.phrases import is_placed
from graph.extract.towns import main_town, narrow, town_of, within
from graph.lexicon import Lexicon

_SITES = code("L") + code("K")
_PLACED = code("P") + code("K")
_COUNT = r"(?:[两三四五六七八九十百\d]+|[一多数首新第]|[一二三四]季度|[上下]半年)[多余]?[个批大]?"
_MANY = rf"(?:{_COUNT}|重[点大]|工业|产业|亿元|[台央]资|招商)"
_ITS_OWN = frozenset({"我市", "我县", "我区", "全县"})
_TOLD = frozenset({"status", "investment", "area", "capacity"})
_CONFIDENCE = 0.8
_PLAN = re.compile(  # a paragraph of a report: 某县安排工业项目18项，……
    rf"(?P<at>[{_SITES}])[^，。；：{code('C')}{code('P')}]{{0,6}}?(?:安排|实施|推进|谋划|储备|新建|续建|铺排|确定|列入|共有|现有|开工|签约|落地)"
    rf"[^，。；：{code('C')}]{{0,12}}(?:项目|{code('P')}){code('Q')}"
)
_SITE = re.compile("(?:园区?|开发区|经开区|高新区|集中区|集聚区|片区)$")
_HEARD = re.compile(rf"(?:从|据)(?P<at>[{code('L')}])[^，。；]{{1,16}}?(?:获悉|了解到|透露|消息)")
_HEADING = re.compile(
    rf"(?:[（(]?[一二三四五六七八九十\d]+[）)、.．])?[【（]?(?P<at>[{_SITES}])(?:片?区|地区|市场|基地|方面)?[】）]?(?:：|】)"
)


@dataclass(frozen=True, slots=True)
class _Home:
    """The place that a report is about, as a sentence names it."""

    place: Item
    line: Line
    slot: int
    listing: bool = False  # works are begun or signed here one after another: what is listed is among them


def placed(lines: Sequence[Line], drafted: Sequence[Draft], lexicon: Lexicon) -> Iterator[Draft]:
    """Claims that projects and parks lie in the place their report is about, unless the text says where they lie.

    That is where works are begun or signed together, the town the report calls its own (我市), or the one it begins
    with and names most. Only of projects that something else is told of: how far, how much, or whose they are.
    """
    passed = [draft for draft in drafted if not draft.refused]
    known = {draft.subject.label for draft in passed if draft.predicate == "locatedIn" and draft.cue != "seat"}
    told = {draft.subject.label for draft in passed if draft.predicate in _TOLD}
    told |= {d.object.label for d in passed if d.predicate == "undertakes" and isinstance(d.object, Item)}
    town = main_town([line.view for line in lines], lexicon)
    home: _Home | None = None
    told_at = 0
    for current in lines:
        home = _home(current, lexicon) or _still(home, current, lexicon) or _named(current, town, lexicon)
        if home:
            found = list(_told_after(home, current, told_at, lexicon))
            yield from (_draft(home, item, at) for item, at in found if _is_own(item, home) and item.label not in known)
            found = [(item, at) for item, at in found if item.kind == "Project"]
            told_at = found[-1][1] if found else told_at
            listed = {item.label for item, _ in found} if home.listing and len(found) > 1 else set()
            yield from (_draft(home, item, at) for item, at in found if item.label in (told | listed) - known)


def _told_after(home: _Home, current: Line, since: int, lexicon: Lexicon) -> Iterator[tuple[Item, int]]:
    """The projects and parks named until another site, within reach of the home or of a project told at `since`."""
    opened = home.line.view.start + home.line.slots[home.slot].start
    end = max(opened, min(since, opened + REACH)) + REACH
    for found in slots_after(home.line, home.slot, current):
        if any(_is_outside(item, home.place, lexicon) for item in found.items):
            return
        for item in found.items if found.char in _PLACED else ():
            at = current.view.start + item.start
            if not item.reference and opened < at <= end:
                yield item, at


def _is_outside(item: Item, home: Item, lexicon: Lexicon) -> bool:
    """Whether a name is that of another site: a place elsewhere, or a park called by one."""
    if item.kind not in {"Place", "Park"} or item.label == home.label:
        return False
    if home.kind == "Park" or item.reference:
        return True
    place = item if item.kind == "Place" else next((part for part in item.parts if part.kind == "Place"), None)
    return place is not None and not within(place.label, home.label, lexicon)


def _is_own(park: Item, home: _Home) -> bool:
    """Whether a park of a report about a town has a name of its own, that of no other place (赤湖|工业园区)."""
    named = park.kind == "Park" and home.place.kind == "Place" and not park.reference and len(park.parts) > 1
    return named and is_placed(park.parts[:1]) and park.parts[0].kind != "Place" and bool(_SITE.search(park.label))


def _draft(home: _Home, project: Item, at: int) -> Draft:
    start, end = home.line.view.start + home.place.start, at + len(project.text)
    return Draft(project, at, "locatedIn", home.place, start, start, end, "placed", _CONFIDENCE, carried=True)


def _home(current: Line, lexicon: Lexicon) -> _Home | None:
    """The place where a sentence says that works are begun or signed, or that it calls its own."""
    event = _event(lexicon).search(current.text) or _HEADING.match(current.text) or _PLAN.match(current.text)
    found = _at(current, event.start("at"), lexicon) if event else None
    found = replace(found, listing=True) if found else None
    heard = _HEARD.search(current.text)
    found = found or (_at(current, heard.start("at"), lexicon) if heard else None)
    own = (n for n, slot in enumerate(current.slots) if slot.items and slot.items[0].text in _ITS_OWN)
    return found or next((home for n in own if (home := _at(current, n, lexicon))), None)


@cache
def _event(lexicon: Lexicon) -> re.Pattern[str]:
    work, some = f"(?:{'|'.join(sorted(lexicon.by_role('event')))})", rf"[^，。；{code('P')}]"
    return re.compile(
        rf"(?P<at>[{_SITES}]){some}{{0,16}}?"
        rf"(?:(?:举行|举办|召开|迎来|组织)[^。；]{{0,40}}?{work}[^，。；]{{0,6}}?[式动会]"
        rf"|{_MANY}{some}{{0,16}}项目{some}{{0,12}}?{work}|{some}{{0,4}}{work}的{some}{{1,14}}项目)"
    )


def _at(current: Line, index: int, lexicon: Lexicon) -> _Home | None:
    (item, *others) = current.slots[index].items
    fits = item.kind == "Park" or narrow(item, lexicon)
    return _Home(replace(item, reference=False), current, index) if fits and not others else None


def _still(home: _Home | None, current: Line, lexicon: Lexicon) -> _Home | None:
    """The home, as this sentence names it again, as long as none begins with another place."""
    if home is None or not is_near(home.line, current):
        return None
    first = next((i for i in current.view.items if i.kind), None)
    if first is not None and first.kind == "Place" and not within(first.label, home.place.label, lexicon):
        return None
    return _named(current, home.place.label, lexicon) or home


def _named(current: Line, label: str, lexicon: Lexicon) -> _Home | None:
    alone = ((n, slot.items[0]) for n, slot in enumerate(current.slots) if label and len(slot.items) == 1)
    sites = ((n, item if item.kind == "Park" else town_of(item, lexicon)) for n, item in alone)
    named = ((n, site) for n, site in sites if site is not None and site.label == label)
    return next((_Home(replace(site, reference=False), current, n) for n, site in named), None)
