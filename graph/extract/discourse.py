"""What 公司, 该项目, 一期, 园区 and 我们 stand for: the name last in focus, or the speaker of a quotation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from graph.extract.annotate import Annotated, View
from graph.extract.items import Item, Items, merge
from graph.lexicon import Lexicon

_PHASE = re.compile(r"^(?:第?[一二三四五六\d]|首)期(?:工程|项目|建设)?$")
_CLAUSE = frozenset("，。；：！？“”\n、—")
_OFFICIAL = re.compile(r"书记|局长|市长|县长|区长|主任|厅长|部长|处长|委员|市委|县委|政府")
_CHAIN_WORDS = frozenset({"产业", "产业链", "集群", "产业集群", "行业", "领域", "板块"})
_KINDS_OF = frozenset(
    {"合资", "子", "上市", "目标", "项目", "参股", "控股", "全资", "母", "分", "两家", "多家", "外资", "物流"}
)
_REACH = 4
_LEVELS = {"全市": "city", "我市": "city", "该市": "city", "全省": "province", "我省": "province", "全区": "county",
           "全县": "county", "我县": "county"}  # fmt: skip


@dataclass(slots=True)
class _Focus:
    """The names last said, by kind, and in which block."""

    last: dict[str, tuple[Item, int]] = field(default_factory=dict)
    announcer: tuple[Item, int] | None = None

    def see(self, item: Item, block: int) -> None:
        self.last[item.kind] = (item, block)

    def get(self, kind: str, block: int) -> Item | None:
        found = self.last.get(kind)
        return found[0] if found and block - found[1] <= _REACH else None


def resolve_references(annotated: Annotated, lexicon: Lexicon) -> tuple[View, ...]:
    """The sentences with every reference named, as far as an antecedent is found."""
    focus = _Focus()
    towns = _dominant(annotated.views, lexicon)
    found: list[View] = []
    for index, view in enumerate(annotated.views):
        following = annotated.views[index + 1] if index + 1 < len(annotated.views) else None
        found.append(_resolve(view, following, focus, towns, lexicon))
    return tuple(found)


def _dominant(views: Sequence[View], lexicon: Lexicon) -> dict[str, Item]:
    """The place of each level that a text names most; a province only where it is the home of that place."""
    counted = Counter(i.label for v in views for i in v.items if i.kind == "Place")
    first = {i.label: i for v in reversed(views) for i in v.items if i.kind == "Place"}
    best: dict[str, Item] = {}
    for label, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])):
        level = "province" if label.endswith(("省", "自治区")) else "county" if label.endswith(("县", "区")) else "city"
        best.setdefault(level, first[label])
    city, province = best.get("city"), best.get("province")
    if city and province and not _within(city.label, province.label, lexicon):
        del best["province"]
    return best


def _within(place: str, province: str, lexicon: Lexicon) -> bool:
    division = lexicon.places.get(place)
    return division is None or division.parent in {province, ""}


def _resolve(view: View, following: View | None, focus: _Focus, towns: dict[str, Item], lexicon: Lexicon) -> View:
    items = _phases(view.items)
    resolved: list[Item] = []
    main = _main_company(items)
    for index, item in enumerate(items):
        named = item
        if item.reference:
            named = _antecedent(items, index, view, following, focus, towns, lexicon)
        elif item.kind:
            focus.see(item, view.block)
        if named.kind in {"Company", "Project"} and named.label:
            focus.see(replace(named, reference=False), view.block)
        resolved.append(named)
    if main is not None:
        focus.see(main, view.block)
        if _announces(view, main):
            focus.announcer = (main, view.block)
    return replace(view, items=tuple(resolved))


def _phases(items: Items) -> Items:
    spans = [
        replace(item, kind="Project", reference=True, phase=item.text[:2], label="")
        for index, item in enumerate(items)
        if not item.kind and _PHASE.match(item.text) and _stands_alone(items, index)
    ]
    spans += [
        Item(before.start, item.end, before.text + item.text, "r", "Chain", reference=True)
        for before, item in zip(items, items[1:], strict=False)
        if before.text in {"该", "这一", "这个", "这条"} and item.text in _CHAIN_WORDS and not item.kind
    ]
    return merge(items, spans)


def _stands_alone(items: Items, index: int) -> bool:
    """一期 for the project said before; not 甲公司一期, nor the 一期 of the project named right after it."""
    before = items[index - 1] if index else None
    after = items[index + 1] if index + 1 < len(items) else None
    owned = before is not None and before.kind == "Company" and not before.reference
    return not owned and not (after is not None and after.kind == "Project")


def _main_company(items: Items) -> Item | None:
    """The company a sentence is about: the first one that opens a clause or is followed by what it does."""
    companies = [i for i in items if i.kind == "Company" and not i.reference]
    return companies[0] if companies else None


def _announces(view: View, item: Item) -> bool:
    return bool(re.match(r".{0,14}公告|（\d{6}）", view.text[item.end : item.end + 16]))


def _opens(items: Items, index: int) -> bool:
    """Whether the item begins its clause, perhaps after a date or an adverb."""
    for before in reversed(items[:index]):
        if before.text in _CLAUSE:
            return True
        if before.tag not in {"t", "d", "c", "r", "ad"}:
            return False
    return True


def _antecedent(items: Items, index: int, view: View, following: View | None, focus: _Focus,
                towns: dict[str, Item], lexicon: Lexicon) -> Item:  # fmt: skip
    item = items[index]
    if item.kind == "Speaker" or item.kind == "Company" and _quoted(view.text, item.start):
        speaker = _speaker(view, following, item, focus)
        return (
            _as(item, speaker, "Company") if speaker or item.kind == "Speaker" else _company(items, index, view, focus)
        )
    if item.kind == "Company":
        return _company(items, index, view, focus)
    if item.kind == "Project":
        return _project(items, index, view, focus)
    if item.kind == "Place":
        level = _LEVELS.get(item.text, "")
        return _as(item, towns.get(level) or towns.get("city") or focus.get("Place", view.block), "Place")
    if item.kind == "Park" and not (_opens(items, index) or item.text.startswith("该")) and items[index - 1].kind != "":
        return replace(item, kind="", reference=False)
    return _as(item, focus.get(item.kind, view.block), item.kind)


def _as(item: Item, antecedent: Item | None, kind: str) -> Item:
    """The reference under its antecedent's name; without one it stays an unresolved reference."""
    if antecedent is None:
        return replace(item, kind=kind, label="")
    return replace(item, kind=kind, label=antecedent.label, names=(), phase=item.phase)


def _company(items: Items, index: int, view: View, focus: _Focus) -> Item:
    item = items[index]
    before = items[index - 1] if index else None
    if before is not None and (
        before.tag in {"m", "q", "r"} and before.text not in {"该", "本", "这家"} or before.kind == "Quantity"
    ):
        return replace(item, kind="", reference=False)
    if item.text == "公司" and before is not None and before.text in _KINDS_OF:
        return replace(item, kind="", reference=False)
    if item.text == "企业" and not _opens(items, index):
        return replace(item, kind="", reference=False)
    if focus.announcer and view.block - focus.announcer[1] <= 1:
        return _as(item, focus.announcer[0], "Company")
    return _as(item, focus.get("Company", view.block), "Company")


def _project(items: Items, index: int, view: View, focus: _Focus) -> Item:
    item = items[index]
    before = items[index - 1] if index else None
    bare = item.text in {"项目", "生产线", "工程"}
    owned = before is not None and before.kind == "Company"
    if (
        bare
        and not owned
        and not _opens(items, index)
        and (before is None or before.text not in {"该", "本", "此", "上述", "这一", "本次", "这条", "这个", "两条"})
    ):
        return replace(item, kind="", reference=False)
    after = items[index + 1] if index + 1 < len(items) else None
    if (
        bare
        and after is not None
        and after.tag in {"n", "nr"}
        and not after.kind
        and after.text not in {"总投资", "规划"}
    ):
        return replace(item, kind="", reference=False)
    return _as(item, focus.get("Project", view.block), "Project")


def _quoted(text: str, position: int) -> bool:
    return text.count("“", 0, position) > text.count("”", 0, position)


def _speaker(view: View, following: View | None, item: Item, focus: _Focus) -> Item | None:
    """The company of whoever says the quotation; an official's 我们 is no company."""
    close = view.text.find("”", item.start)
    after = [i for i in view.items if 0 < close < i.start < close + 30]
    if not after and following is not None and following.block == view.block:
        after = list(following.items[:8])
    opened = view.text.rfind("“", 0, item.start)
    said = after or [i for i in view.items if opened - 30 < i.start < opened]
    named = next((i for i in said if i.kind == "Company" and not i.reference), None)
    if named is not None:
        return named
    official = any(_OFFICIAL.search(i.text) for i in said) and not any(i.text in {"公司", "企业", "集团"} for i in said)
    return None if official else focus.get("Company", view.block)
