"""The towns and counties a text names: the one of each level it names most, and the one that it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from graph.extract.annotate import View
from graph.extract.items import Item
from graph.lexicon import Lexicon

_OFTEN, _TITLE = 3, 40
_LEVELS = {
    "全市": "city", "我市": "city", "该市": "city", "全省": "province", "我省": "province",
    "全区": "county", "全县": "county", "我县": "county", "该县": "county", "该省": "province",
    "我区": "county", "我州": "city", "全州": "city", "该州": "city", "我旗": "county", "全旗": "county",
    "我盟": "city", "全盟": "city", "该盟": "city", "该区": "county",
    "该镇": "town", "我镇": "town", "全镇": "town", "该乡": "town", "我乡": "town", "全乡": "town",
}  # fmt: skip
_ENDS = {
    "市": "市州盟区县旗",
    "县": "县旗市",
    "区": "区",
    "省": "省区",
    "镇": "镇",
    "乡": "乡",
    "州": "州",
    "旗": "旗",
    "盟": "盟",
}


def dominant(views: Sequence[View], lexicon: Lexicon) -> dict[str, Item]:
    """The place of each level that a text names most; a province only where it is the home of that place."""
    named = (i for v in views for whole in v.items for i in _places(whole) if i.label)
    places = [i for i in named if i.label in lexicon.places or _is_town(i.label)]
    first = {i.label: i for i in reversed(places)}
    divisions = (lexicon.places[i.label] for i in places if i.label in lexicon.places)
    cities = (d.parent for d in divisions if d.level == "county" and d.parent in first)  # a county speaks for its city
    times = Counter([*(i.label for i in places), *(c for c in cities if _level(c) == "city")])
    best: dict[str, Item] = {}
    order = list(first)
    times.update({opened.label: _OFTEN} if (opened := _titled(views)) in places else {})
    for label in sorted(times, key=lambda label: (-times[label], -order.index(label))):
        best.setdefault(_level(label), first[label])
    city, province = best.get("city"), best.get("province")
    division = lexicon.places.get(city.label) if city else None
    if province and division is not None and division.parent not in {province.label, ""}:
        del best["province"]
    return best


def _titled(views: Sequence[View]) -> Item | None:
    """The place that the title of a text begins with (某市高端轴承产业链培育情况汇报)."""
    title = views[0] if views else None
    opens = title is not None and bool(title.items) and len(title.text) < _TITLE and "。" not in title.text
    return title.items[0] if title and opens and title.items[0].kind == "Place" else None


def _places(item: Item) -> tuple[Item, ...]:
    """A place, or the one that the name of a park or plant begins with (乙市高新区, 丙县光伏基地)."""
    if item.kind in {"Park", "Facility"} and not item.reference:
        return tuple(part for part in item.parts[:1] if part.kind == "Place")
    return (item,) if item.kind == "Place" else ()


def meant_place(
    item: Item, towns: Mapping[str, Item], last: Item | None, zone: Item | None, lexicon: Lexicon
) -> Item | None:
    """What 全市, 该县 or 当地 stands for: the town of its level that the text names most, or the place named last.

    该区 is rather the `zone` named in the same paragraph.
    """
    if item.text == "该区" and zone is not None:
        return zone
    town = towns.get(_LEVELS.get(item.text, "")) or towns.get("city")
    fits = _ENDS[item.text[-1]] if item.text in _LEVELS else ""  # 全区 is no county
    town, last = (at if at is None or not fits or at.label[-1] in fits else None for at in (town, last))
    if last is not None and item.text.startswith("该") and last.label.endswith(item.text[-1]):
        return last
    small = _LEVELS.get(item.text) == "town"  # no table has the towns
    listed = last is not None and (small or last.label in lexicon.places or item.text not in _LEVELS)
    return town or (last if listed else None)


def _is_town(label: str) -> bool:
    """Whether a place is a town that no table lists."""
    return label.endswith(("镇", "乡"))


def _level(label: str) -> str:
    levels = {"town": ("镇", "乡"), "province": ("省", "自治区"), "county": ("县", "区", "旗")}
    return next((level for level, ends in levels.items() if label.endswith(ends)), "city")


def main_town(views: Sequence[View], lexicon: Lexicon) -> str:
    """The town or county a report begins with and names most, "" if others are named as well."""
    named = [i.label for view in views for item in view.items if (i := town_of(item, lexicon))]
    begun = {i.label for view in views[:2] for item in view.items if (i := town_of(item, lexicon))}
    (town, times), *rest = Counter(named).most_common() or [("", 0)]
    others = [n for label, n in rest if not (within(label, town, lexicon) or within(town, label, lexicon))]
    often = times >= _OFTEN and max(others, default=0) * 2 <= times
    return town if town in begun and (often or (times > 1 and not others)) else ""


def town_of(item: Item, lexicon: Lexicon) -> Item | None:
    """A town or county, of a village the one before its name (甲县乙村)."""
    if narrow(item, lexicon):
        return item
    outer = reversed(item.parts) if item.kind == "Place" else ()
    return next((part for part in outer if narrow(part, lexicon)), None)


def narrow(item: Item, lexicon: Lexicon) -> bool:
    """Whether a place is smaller than a province."""
    if item.kind == "Place" and _is_town(item.label):
        return True
    division = lexicon.places.get(item.label) if item.kind == "Place" else None
    return division is not None and division.level in {"city", "county"}


def within(label: str, other: str, lexicon: Lexicon) -> bool:
    """Whether a place is the other one or part of it."""
    while label != other and label in lexicon.places:
        label = lexicon.places[label].parent
    return label == other
