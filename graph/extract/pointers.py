"""Words that stand for a name: by themselves (公司, 项目), or only beside others (一期工程, 该产业, 该厂, 新工厂)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from itertools import pairwise

from graph.extract.items import BRAND_TAGS, Item, Items, merge
from graph.lexicon import Lexicon

_PHASE = re.compile(r"^(?:第?[一二三四五六\d]|[首各每])期(?:工程|项目|建设)?$")
_BRACKETED = 4
POINTING = frozenset(
    {"拟建", "该条", "该", "本", "此", "上述", "这一", "本次", "这条", "这个", "两条", "这座", "这家", "整个"}
)
_ALSO = {"Facility": frozenset({"新"}), "Chain": frozenset({"全"}), "Company": frozenset[str]()}
BARE = frozenset({"项目", "生产线", "工程"})
_IS = frozenset({"为", "是"})
SAID = re.compile(r"(?:说|表示|介绍|称|透露|指出|认为)[：，]$")  # before the quotation of whoever is named there
_PARKS = ("产业园", "工业园", "业园区", "集聚区")
_MARKS = frozenset("，。；：！？“”\n、")
_PARTED = frozenset({"分", "分为", "分成", "共", "共分", "按"})  # 分三期建设 counts the phases


def references(items: Items, lexicon: Lexicon) -> Items:
    """公司, 该项目, 我们, 园区, 全市 as items that stand for a name, whatever stands beside them."""
    found = []
    for item in items:
        kind = "" if item.kind else _reference(item.text, lexicon)
        found.append(replace(item, kind=kind, reference=True) if kind else item)
    return tuple(found)


@lru_cache(maxsize=1 << 14)
def _reference(word: str, lexicon: Lexicon) -> str:
    return next((r[4:] for r in sorted(lexicon.words.get(word, ())) if r.startswith("ref:")), "")


def park_sort(item: Item) -> str:
    """The sort of park that 产业园 or 工业园 stands for, "" for 园区 and for what is no park."""
    end = (item.label or item.text)[-3:]
    return end if item.kind == "Park" and end in _PARKS else ""


def pointers(items: Items, lexicon: Lexicon) -> Items:
    """Mark what stands for a name: 一期 alone for its project, 该产业 for its chain, 该厂 and 新厂 for their plant."""
    items = merge(items, [_joined(pair) for pair in pairwise(items) if _is_phase(*pair)])
    items = merge(items, list(_bracketed(items)))
    phases = [
        replace(item, kind="Project", reference=True, phase=item.text.removeprefix("第")[:2], label="")
        for index, item in enumerate(items)
        if not item.kind and "期" in item.text and _PHASE.match(item.text) and _stands_alone(items, index)
    ]
    meant = _meant(lexicon)
    those = [
        replace(_joined((before, item)), tag="r", kind=kind, reference=True)
        for index, (before, item) in enumerate(pairwise(items))
        if item.text in meant
        and (kind := _stands_for(before.text, item.text, lexicon))
        and not item.kind
        and (before.text in POINTING or index == 0 or items[index - 1].text in _MARKS)
    ]
    alone = [
        replace(item, tag="r", kind=kind, reference=True, label="")
        for item in items
        if item.text[1:] in meant and (kind := _stands_for(item.text[:1], item.text[1:], lexicon)) and not item.kind
    ]
    return merge(items, phases + those + alone)


def _bracketed(items: Items) -> Iterator[Item]:
    """Projects with their phase in brackets, as that phase (某项目（一期）)."""
    for index in range(len(items) - _BRACKETED + 1):
        if items[index + 1].text != "（":
            continue
        project, opening, phase, closing = items[index : index + _BRACKETED]
        marks = opening.text + closing.text
        if project.kind == "Project" and marks == "（）" and not phase.kind and _PHASE.match(phase.text):
            text = project.text + opening.text + phase.text + closing.text
            yield replace(
                project,
                end=closing.end,
                text=text,
                phase=phase.text.removeprefix("第")[:2],
                names=(*project.names, text),
            )


def _is_phase(before: Item, item: Item) -> bool:
    """Whether the segmenter parted 一期 from its 工程."""
    return (
        not before.kind
        and item.text in BARE
        and bool(_PHASE.match(before.text) and _PHASE.match(before.text + item.text))
    )


def _joined(pair: tuple[Item, Item]) -> Item:
    before, item = pair
    return Item(before.start, item.end, before.text + item.text, item.tag)


@cache
def _meant(lexicon: Lexicon) -> frozenset[str]:
    """All words that stand for a name beside a word that points (产业, 工厂)."""
    return frozenset().union(*(lexicon.by_role(f"that:{kind}") for kind in _ALSO))


def _stands_for(before: str, word: str, lexicon: Lexicon) -> str:
    """The kind of what 该产业, 全产业链, 该厂, 新工厂 or 该子公司 stands for, "" if it is no such word."""
    kinds = (kind for kind, also in _ALSO.items() if lexicon.is_(word, f"that:{kind}") and before in POINTING | also)
    return next(kinds, "")


def _stands_alone(items: Items, index: int) -> bool:
    """一期 for the project said before; not 甲公司一期 or 某某城一期, nor a phase of the project named after it."""
    before, after = beside(items, index)
    named = any(i.kind == "Project" for i in items[index + 1 : index + 3]) and (after is None or after.text in _IS)
    if named or (after is not None and after.kind == "Project") or (before is not None and before.text in _PARTED):
        return False
    if before is None or before.reference:
        return True
    return before.kind != "Company" and (before.kind != "" or before.tag not in BRAND_TAGS or before.text in BARE)


def beside(items: Items, index: int) -> tuple[Item | None, Item | None]:
    """The items before and after, None at the ends."""
    return items[index - 1] if index else None, items[index + 1] if index + 1 < len(items) else None
