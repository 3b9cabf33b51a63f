"""双方, whom a sentence joined last (甲与乙签约，双方出资), and 合资公司, what they founded together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.extract.annotate import View
from graph.extract.items import Item, Items
from graph.lexicon import Lexicon

_JOINED = re.compile(
    r"(?:（[^（）]{1,30}）|）)?[^，。；、（）]{0,8}?(?:[与和同及跟]|以及|携手|联合)(?:[^，。；、（）]{0,12}?(?:公司|企业|集团))?[“]?"
)
_PARENT = re.compile(
    r"(?:旗下|下属|所属)?的?(?:全资|控股|间接|直接)*(?:子公司|孙公司|公司|企业)[“]?|(?:旗下|下属|所属)的?[“]?"
)
_FIRMS = frozenset({"公司", "企业"})
_JOINT = ("合资", "合营")
_NAMED = re.compile(
    "(?:合资|合营)(?:公司|企业)(?:名称|暂|拟|将|命|定|名|为|—|：|“)*$|(?:合资|共同)[^，。；]{0,12}?(?:设立|成立|组建)了?“?$"
)
_REACH = 30
_OFFICES = re.compile(
    r"政府|管委会|委员会|大学|学院|研究[院所]|中心|[省市县区镇局厅]与|与[^，。；]{0,8}[省市县区镇局厅]"
)


def with_parties(views: Sequence[View], lexicon: Lexicon) -> tuple[View, ...]:
    """The sentences with each 双方 standing for the two companies joined last."""
    reader = _Reader(lexicon)
    return tuple(reader.read(view) for view in views)


class _Reader:
    """Goes through the sentences and keeps in mind which companies were joined last."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._joined: Items = ()
        self._venture: Item | None = None

    def read(self, view: View) -> View:
        """The sentence with each 双方 named."""
        items = [self._both(self._founded(item, view), view) for item in view.items]
        self._joined = self._after(view, len(view.text))
        return replace(view, items=tuple(items))

    def _founded(self, item: Item, view: View) -> Item:
        """合资公司 as the one that was named last as founded together."""
        before = view.text[max(0, item.start - _REACH) : item.start]
        if item.kind == "Company" and not item.reference and _NAMED.search(before):
            self._venture = item
        stands = item.text in _FIRMS and (not item.kind or item.reference) and before.endswith(_JOINT)
        if not stands or self._venture is None:
            return item
        return replace(item, kind="Company", label=self._venture.name, reference=True, parts=())

    def _both(self, item: Item, view: View) -> Item:
        if item.kind or not self._lexicon.is_(item.text, "parties"):
            return item
        joined = self._after(view, item.start)
        if not joined:
            return item
        parts = tuple(replace(item, kind="Company", label=one.name, reference=True) for one in joined)
        return replace(parts[0], parts=parts)

    def _after(self, view: View, end: int) -> Items:
        """The companies joined last before `end`: none once a sentence names another or an office."""
        named = [i for i in view.items if i.kind == "Company" and i.label and i.end <= end]
        found = joined(named, view.text)
        if found or not named:
            return () if _OFFICES.search(view.text[:end]) else found or self._joined
        known = {i.name for i in self._joined}
        return self._joined if all(i.name in known for i in named) else ()


def joined(named: Sequence[Item], text: str) -> Items:
    """The last two companies of a sentence that 与 joins, if they are no longer list."""
    for index in range(len(named) - 2, -1, -1):
        first, second = named[index : index + 2]
        if _JOINED.fullmatch(text[first.end : second.start]) and first.name != second.name:
            listed = text[: first.start].endswith("、")
            return () if listed else (first, _daughter(second, named[index + 2 :], text))
    return ()


def _daughter(parent: Item, after: Sequence[Item], text: str) -> Item:
    """The company whose parent is only named before it (甲公司与乙集团旗下子公司|丙)."""
    for item in after:
        if not _PARENT.fullmatch(text[parent.end : item.start]):
            break
        parent = item
    return parent
