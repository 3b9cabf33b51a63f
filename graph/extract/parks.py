"""Parks: what their names hold that other names do not, parts of parks, and parks that go by whose they are."""

from __future__ import annotations

import re

from graph.extract.amounts import joined
from graph.extract.items import Item, Items
from graph.extract.phrases import inner, is_placed, run_start
from graph.lexicon import Lexicon

ITS = "its"  # the tag of a park that goes by the place it is of (我县|经济开发区)
_WHOSE = {"县": "全县", "市": "全市", "区": "全区"}  # 落户|县|经济开发区
_ALL = "全"
_AFTER = frozenset(
    {"位于", "坐落", "落户", "落地", "选址", "地处", "入驻", "在", "于", "走进", "来到", "、", "和", "及"}
)
_MARKS = frozenset("，。、；：（）“”的和与及在是有")
_PIECES, _SORT = 3, 4
_SITE = re.compile(
    r"(?P<name>[一-龥]{2,4}?)(?:经济|高新|工业|化工|循环|产业|技术|产业化)*"
    r"(?:开发区|园区|园|集中区|集聚区|工业区|高新区|经开区)"
)
_SIDES = frozenset("东南西北中新老主")
_PART_LEAST, _PART_MOST = 2, 5


def park_begin(items: Items, first: int, index: int, lexicon: Lexicon) -> int:
    """Where a park's name begins that a verb of making or 新 cuts (装备制造|产业园, 新|材料产业园)."""
    made = first == index > 1 and lexicon.ends(items[index - 1].text, "industry-end")
    if made and inner(items[index - 2], lexicon) and items[index - 2].tag[:1] in {"n", "j"}:
        first = run_start(items, index - 2, lexicon)
    whole = first > 0 and items[first - 1].text == "新" and "新" + items[first].text
    named = whole and any(lexicon.is_(whole, role) for role in ("industry", "industry-named"))
    ranked = first > 1 and items[first - 1].text.endswith("级") and items[first - 2].kind == "Place"  # 国家级开发区
    return _toponym_begin(items, first - 1 if named or ranked else first, index, lexicon)


def _toponym_begin(items: Items, first: int, index: int, lexicon: Lexicon) -> int:
    """Where the words begin that the segmenter makes of a site's name after its town (甲市|打渔|山|经济开发区)."""
    start = first
    while start and not items[start - 1].kind and items[start - 1].text not in _MARKS and first - start < _PIECES:
        start -= 1
    after_town = start > 0 and items[start - 1].kind == "Place" and not items[start - 1].reference
    site = _SITE.fullmatch(joined(items[start : index + 1])) if after_town and start < first else None
    return start if site and lexicon.ends(site["name"], "toponym-end") else first


def of_park(run: Items, own: int, head: str) -> Item | None:
    """A park that only says its sort, from the piece `own` on, after the name of the one it is in (甲新区|化工园区)."""
    if not is_placed(run) or len(joined(run[own:]).removesuffix(head)) > _SORT:
        return None
    return Item(run[0].start, run[-1].end, joined(run), "n", "Park", joined(run), parts=run)


def is_part_of_town(items: Items, first: int, index: int, head: str) -> bool:
    """Whether 片区 or 组团 ends the name of a site: after a place, a park or a word of place, or with a place in it."""
    run, before = items[first : index + 1], items[first - 1] if first else None
    size = len(joined(run)) - len(head)
    led = before is not None and (before.kind in {"Place", "Park"} or before.text in _AFTER)
    own = items[index - 1].text[-1:] not in _SIDES and not any(
        item.tag in {"f", "a", "v"} or item.reference for item in run
    )
    counted = run[0].tag == "m" and (not led or len(run) == _PART_LEAST)  # 五个片区; but 五里岭片区
    return own and not counted and size >= _PART_LEAST and (is_placed(run) or (led and size <= _PART_MOST))


def of_region(items: Items, first: int, index: int, lexicon: Lexicon) -> Item | None:
    """A park without a name of its own, after a word for the place it is of (我县|经济开发区, 县|工业园区)."""
    before = items[first - 1] if first else None
    told = before is not None and (before.text in _WHOSE or "ref:Place" in lexicon.words.get(before.text, ()))
    if before is None or not told or before.text.startswith(_ALL):
        return None
    run = items[first : index + 1]
    return Item(run[0].start, run[-1].end, joined(run), ITS, "Park", reference=True)


def whose(before: Item) -> Item:
    """The word for a place before a park, as one that stands for its name (县 is 全县)."""
    text = _WHOSE.get(before.text, before.text)
    return Item(before.start, before.end, text, before.tag, "Place", reference=True)
