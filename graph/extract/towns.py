"""The towns and counties a text names: the one of each level it names most, and the one that it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from graph.extract.annotate import View
from graph.extract.items import Item
from graph.lexicon import Lexicon

_OFTEN = 3


def dominant(views: Sequence[View], lexicon: Lexicon) -> dict[str, Item]:
    """The place of each level that a text names most; a province only where it is the home of that place."""
    named = (i for v in views for i in v.items if i.kind == "Place" and i.label)
    places = [i for i in named if i.label in lexicon.places or _is_town(i.label)]
    first = {i.label: i for i in reversed(places)}
    best: dict[str, Item] = {}
    for label, _ in sorted(Counter(i.label for i in places).items(), key=lambda pair: (-pair[1], pair[0])):
        best.setdefault(_level(label), first[label])
    city, province = best.get("city"), best.get("province")
    division = lexicon.places.get(city.label) if city else None
    if province and division is not None and division.parent not in {province.label, ""}:
        del best["province"]
    return best


def _is_town(label: str) -> bool:
    """Whether a place is a town that no table lists."""
    return label.endswith(("镇", "乡"))


def _level(label: str) -> str:
    levels = {"town": ("镇", "乡"), "province": ("省", "自治区"), "county": ("县", "区", "旗")}
    return next((level for level, ends in levels.items() if label.endswith(ends)), "city")


def main_town(views: Sequence[View], lexicon: Lexicon) -> str:
    """The town or county a report begins with and names most, "" if others are named as well."""
    named = [i.label for view in views for i in view.items if narrow(i, lexicon)]
    begun = {i.label for view in views[:2] for i in view.items if i.kind == "Place"}
    (town, times), *rest = Counter(named).most_common() or [("", 0)]
    others = [n for label, n in rest if not (within(label, town, lexicon) or within(town, label, lexicon))]
    often = times >= _OFTEN and max(others, default=0) * 2 <= times
    return town if town in begun and (often or (times > 1 and not others)) else ""


def narrow(item: Item, lexicon: Lexicon) -> bool:
    """Whether a place is smaller than a province."""
    division = lexicon.places.get(item.label) if item.kind == "Place" else None
    return division is not None and division.level not in {"country", "province"}


def within(label: str, other: str, lexicon: Lexicon) -> bool:
    """Whether a place is the other one or part of it."""
    while label != other and label in lexicon.places:
        label = lexicon.places[label].parent
    return label == other
