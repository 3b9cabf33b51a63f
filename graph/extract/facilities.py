"""Mines, plants, bases and workshops: which names with their endings are the name of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from graph.extract.amounts import joined
from graph.extract.items import Item, Items, boundaries, known
from graph.extract.phrases import is_placed, specific
from graph.lexicon import Lexicon, NameHead

NUMBERED = re.compile(
    r"(?<![某这那每几家\d一二三四五六七八九十])(?:第[一二三四五六七八九十]+(?:分厂|工厂|车间)|[一二三四五六七八九十]+分?厂(?![房区家商址])"
    r"|(?:\d+|[一二三四五六七八九])(?:号|#)(?:高炉|转炉|电炉|焦炉|机组|窑|矿井|竖井|斜井|井(?!田|下|口|巷)|生产线|线|厂|车间|矿|船坞|干坞|泊位|储罐|码头))"
)
_OWNED = frozenset({"plant", "works", "site"})
_BUILDING = re.compile(r"(?:投资|开工|拟|新|扩|兴|筹|投)?建(?:设|成)?|新上")
_PRAISING = re.compile(r"最|重要|领先|知名|一流|[全国世界亚洲国际球省]{2}|打造|成为|示范|国家级")
_MARKS = frozenset("，。；：！\n")
_TOLD = 10
_WORKSHOP, _MADE, _LEAST, _SHORT = 4, 3, 2, 4

_BUILDS = frozenset({"建设", "新建", "兴建", "投资建设", "规划建设", "建造"})


def ends_before(item: Item, kind: str, lexicon: Lexicon) -> bool:
    """Whether the name of a plant or park begins after this piece: another site, or that it is built (建设|铜矿)."""
    site = kind == "Facility" and item.text.endswith(lexicon.heads_of("Facility", "site"))
    return site or (not item.kind and item.text in _BUILDS)


def facility(run: Items, head: NameHead, lexicon: Lexicon) -> Item | None:
    """The facility that a noun phrase names by itself."""
    text = joined(run)
    stem = text.removesuffix(head.text)
    if lexicon.is_(text, "no-facility") or len(stem) < _LEAST or text in lexicon.terms:
        return None
    body = run[:-1] if run[-1].text == head.text else run
    if head.sort == "workshop":
        return named(run, text) if len(stem) >= _WORKSHOP and specific(body, lexicon) else None
    if head.sort:
        makes = head.sort == "plant" and len(stem) > _MADE and any(i.kind == "Material" for i in run[:-1])
        toponym = head.sort == "mine" and len(run) > 1 and lexicon.ends(joined(run[:-1]), "toponym-end")
        owned_one = lexicon.is_(run[0].text, "own")
        return named(run, text) if is_placed(run) or makes or toponym or owned_one else None
    branded = any(not known(i.text) for i in body if not i.kind)
    return named(run, text) if specific(body, lexicon) and (branded or is_placed(run) or len(stem) > _LEAST) else None


def owned(items: Items, first: int, index: int, head: NameHead, lexicon: Lexicon) -> Item | None:
    """A plant too plain to be a name, which its owner or its place before it tells apart (某公司的总装基地)."""
    linked = first > 0 and items[first - 1].text in {"的", "”"}
    before = items[first - 1 - linked] if first > linked else None
    run = items[first : index + 1]
    if head.sort not in _OWNED or before is None or before.reference:
        return None
    bare = joined(run).removesuffix(head.text)
    told = (
        len(bare) >= _LEAST and specific(run[:-1] if len(run) > 1 else run, lexicon) and not _is_generic(bare, lexicon)
    )
    if before.kind == "Company" and (told or head.sort == "works"):
        label = joined(run) if told else before.text + joined(run)
        return named(run, label) if not _runs_on(items, index) else None
    if (
        _is_built(items, first - linked)
        and "示范" not in joined(run)
        and (head.sort == "works" or any(i.kind == "Material" for i in run[:-1]))
    ):
        return named(run, joined(run)) if not _runs_on(items, index) else None
    if before.kind == "Place" and linked and head.sort == "plant" and (told or not bare):
        return named(run, joined(run) if told else before.text + joined(run))
    return None


def _is_built(items: Items, index: int) -> bool:
    """Whether a verb of building stands before, perhaps with what tells of the plant (建设日处理5吨的), no praise."""
    for item in reversed(items[max(0, index - _TOLD) : index]):
        if item.text in _MARKS or _PRAISING.match(item.text):
            return False
        if _BUILDING.fullmatch(item.text):
            return True
    return False


def _is_generic(text: str, lexicon: Lexicon) -> bool:
    return lexicon.is_(text, "generic") or lexicon.is_(text, "carrier") or text in lexicon.works


def _runs_on(items: Items, index: int) -> bool:
    """Whether the name goes on after its head (生产基地项目, 基地建设)."""
    after = items[index + 1] if index + 1 < len(items) else None
    return after is not None and after.text in {"项目", "建设", "工程", "化"}


def named(run: Items, label: str) -> Item:
    """A facility of these pieces."""
    item = Item(run[0].start, run[-1].end, joined(run), "n", "Facility", label, parts=run)
    return item if label == item.text else replace(item, names=(label,))


def unplaced(plant: Item) -> Item | None:
    """A mine or plant under its name without the place that begins it (宁州|土罗铜矿), None if little is left."""
    placed = plant.kind == "Facility" and len(plant.parts) > 2 and plant.parts[0].kind == "Place"
    text = plant.text.removeprefix(plant.parts[0].text) if placed else ""
    if len(text) < _SHORT or plant.parts[1].kind or (known(plant.parts[1].text) and not text.endswith("矿")):
        return None
    return replace(plant, start=plant.parts[1].start, text=text, label=plant.name, parts=(), names=(text,))


def renamed(items: Items, plants: Mapping[str, Item]) -> list[Item]:
    """The mines and plants of a text that a sentence calls without their place, over pieces that are no names yet."""
    edges = boundaries(items)
    return [
        replace(plants[text], start=start, end=start + len(text))
        for text in sorted(plants, key=lambda text: (-len(text), text))
        for start in _starts(joined(items), text)
        if {start, start + len(text)} <= edges and not _named_over(items, start, start + len(text))
    ]


def _starts(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _named_over(items: Items, start: int, end: int) -> bool:
    """Whether a stretch holds a name, or its place stands before it, so that it is found by itself."""
    covered = (item.kind not in {"", "Material"} for item in items if start <= item.start and item.end <= end)
    return any(covered) or any(item.kind == "Place" and item.end == start for item in items)


def numbered(text: str) -> Iterator[Item]:
    """Plants and furnaces that go by a number, each as one piece (十厂, 2号高炉)."""
    for match in NUMBERED.finditer(text):
        yield Item(match.start(), match.end(), match.group(), "n")


def by_number(items: Items, index: int, first: int, lexicon: Lexicon) -> Item | None:
    """The facility whose name ends with a number and its kind, after a brand, a trade or its owner."""
    if not NUMBERED.fullmatch(items[index].text):
        return None
    run = items[first : index + 1]
    before = items[first - 1] if first > 0 else None
    owner = before if before is not None and before.kind == "Company" and not before.reference else None
    if len(run) > 1 and specific(run[:-1], lexicon):
        return named(run, joined(run))
    return named(run, owner.text + joined(run)) if owner is not None else None
