"""Where towns, plants and companies lie by their own names: 甲县乙镇, 乙县铜箔厂, 乙县某某有限公司."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.extract.draft import Draft
from graph.extract.items import Item, Items, walk_left
from graph.extract.line import Line
from graph.extract.towns import narrow
from graph.lexicon import Division, Lexicon

_LEGAL = re.compile(r"(?:公司|厂|合作社)$")
_BRACKET = re.compile(r"（([一-龥]{2,6})）")
_SEATS = frozenset({"city", "county"})
_MUNICIPAL = frozenset({"北京市", "上海市", "天津市", "重庆市"})
_OF_SITE = (*_SEATS, "province")
_TOWN_ENDS = frozenset("市县区镇乡旗")
_LEAST = 6
_PAIR = 2
_BRAND = 5
_LINKS = frozenset({"p", "c", "u", "uj", "ul", "x", "f", "r"})
_FROM = frozenset({"从", "由", "自", "来自"})
_CONFIDENCE = {"Place": 0.9, "Company": 0.84, "Facility": 0.86, "Project": 0.84}


def seated(lines: Sequence[Line], lexicon: Lexicon) -> Iterator[Draft]:
    """Claims that a town lies in the division before its name, and a company in the town it is registered by.

    Of companies only where the text names that town elsewhere as well: then it is a place the report is about, and
    not only where the company once was founded.
    """
    named = [item for line in lines for item in line.view.items if item.kind in {"Place", "Park"}]
    told = {part.label for item in named for part in (item, *item.parts) if part.kind == "Place"}
    said: set[tuple[str, str]] = set()
    for line, item, place in _named(lines, lexicon):
        known = item.kind != "Company" or place.label in told
        if known and item.label != place.label and (item.label, place.label) not in said:
            said.add((item.label, place.label))
            yield _draft(line, item, place)


def _named(lines: Sequence[Line], lexicon: Lexicon) -> Iterator[tuple[Line, Item, Item]]:
    for line in lines:
        items = line.view.items
        for index, item in enumerate(items):
            place = _outer(item, lexicon) or _seat(item, lexicon) or _first(item, lexicon)
            place = place or _branded(items, index, lexicon) or _beside(items, index, lexicon)
            if place is not None:
                yield line, item, place


def _branded(items: Items, index: int, lexicon: Lexicon) -> Item | None:
    """The town before a project of which only a brand stands between (甲县|云峰|铜箔项目).

    A city in short may well be part of the brand (the company came from there): it does not count.
    """
    if items[index].kind != "Project" or items[index].reference:
        return None
    first = walk_left(items, index, lambda item: not item.kind and item.tag not in _LINKS, _BRAND)
    place = items[first - 1] if first else None
    came = first > 1 and items[first - 2].text in _FROM
    if place is None or first == index or came or not narrow(place, lexicon):
        return None
    division = lexicon.places.get(place.label)
    city = division is not None and division.level == "city" and not place.text.endswith(division.name)
    return None if city else place


def _beside(items: Items, index: int, lexicon: Lexicon) -> Item | None:
    """The town by its full name right before a company's short one (甲县乙镇|云峰锂业)."""
    item, place = items[index], items[index - 1] if index else None
    short = item.kind == "Company" and bool(_LEGAL.search(item.label))
    if place is None or not short or item.reference or place.reference:
        return None
    return place if place.text[-1] in _TOWN_ENDS and narrow(place, lexicon) else None


def _outer(item: Item, lexicon: Lexicon) -> Item | None:
    """The division before a town that no table has."""
    if item.kind != "Place" or len(item.parts) < _PAIR or item.label in lexicon.places:
        return None
    return item.parts[-2]


def _first(item: Item, lexicon: Lexicon) -> Item | None:
    """The place that the name of a plant or project begins with, if it is no wide region (中国铜冶炼基地)."""
    named = item.kind in {"Facility", "Project"} and not item.reference and len(item.parts) > 1
    place = item.parts[0] if named and item.parts[0].kind == "Place" else None
    division = lexicon.places.get(place.label) if place else None
    wide = division is not None and (division.level == "region" or division.name == "中国")
    return None if wide else place


def _seat(item: Item, lexicon: Lexicon) -> Item | None:
    """The place in the full name of a company, in brackets (甲锂业（云州）有限公司) or at its beginning."""
    name = item.text
    if item.kind != "Company" or item.reference or len(name) < _LEAST or not _LEGAL.search(name):
        return None
    bracket = _BRACKET.search(name)
    division = _division(bracket[1], lexicon, _OF_SITE) if bracket else None
    if bracket and division:
        return _place(item, bracket.start(1), bracket[1], division)
    starts = ((name[:size], _division(name[:size], lexicon, _SEATS)) for size in range(len(name) - 4, 1, -1))
    return next((_place(item, 0, text, division) for text, division in starts if division), None)


def _division(name: str, lexicon: Lexicon, levels: Sequence[str] | frozenset[str]) -> Division | None:
    division = lexicon.places.get(name)
    certain = division is not None and (division.certain or division.name == name)
    certain = certain and division is not None and (division.level in levels or division.name in _MUNICIPAL)
    return division if certain else None


def _place(item: Item, offset: int, text: str, division: Division) -> Item:
    start = item.start + offset
    return Item(start, start + len(text), text, "ns", "Place", division.name, names=(text,))


def _draft(line: Line, item: Item, place: Item) -> Draft:
    base = line.view.start
    at, there = base + item.start, base + place.start
    start, end = min(at, there), at + len(item.text)
    return Draft(item, at, "locatedIn", place, there, start, end, "seat", _CONFIDENCE[item.kind])
