"""Long project names: the noun phrase between an owner or a place and 项目, however it is put together."""

from __future__ import annotations

import re

from graph.extract.amounts import AND, PHASE, is_amount
from graph.extract.items import BRAND_TAGS, Item, Items, known
from graph.lexicon import Lexicon

_NOUNS = frozenset("n nr nz ns nt nrt nrfg ng nb b a ag j vn eng l i an s k vg g h x".split(" "))  # noqa: SIM905 - reads as jieba's manual lists them
GRAMMAR = re.compile(r"[，。；：！？、“”《》【】的了是在于由将被把向为等其该这那此各让使并也都已拟还又再\n]")
_ORDINAL = re.compile(r"[第\d.]+|代|号|级|型|类|万?[头只羽锭张枚]")
_LONGEST = 32
_TREATING = frozenset({"input", "recover"})
_OWNERS = frozenset({"Company", "Facility"})


def reach(items: Items, first: int, floor: int, lexicon: Lexicon) -> int:
    """Where a name that seems to begin at `first` begins after its owner (某公司车载及智能终端显示屏项目).

    Without an owner or a place right before the phrase, `first` itself.
    """
    index = first
    while index > floor and items[first].end - items[index - 1].start <= _LONGEST and _holds(items, index - 1, lexicon):
        index -= 1
    while index < first and items[index].text in {"）", *AND}:
        index += 1
    before = items[index - 1].kind if index > floor else ""
    if before == "Place" and index < first and not _plain(items[index : index + 1], lexicon):
        return index + 1 if _plain(items[index + 1 : first], lexicon) and not is_amount(items[first]) else first
    placed = before == "Place" and not is_amount(items[first]) and _plain(items[index:first], lexicon)
    if (
        index == first
        or not (placed or (before in _OWNERS or (index > floor and lexicon.is_(items[index - 1].text, "ref:Company"))))
        or _acts(items, index, lexicon)
    ):
        return first
    return index


def led_by_amount(items: Items, index: int, floor: int, lexicon: Lexicon) -> int | None:
    """Where a name begins that 年产 and an amount lead, whatever words stand between (年产30万吨不锈钢冷|连|轧项目)."""
    first = index
    while first > floor and items[index].end - items[first - 1].start <= _LONGEST and _may_stand(items[first - 1]):
        first -= 1
        if items[first].measure is None and lexicon.is_(items[first].text, "amount") and items[first].text[0] in "年日":
            measured = is_amount(items[first + 1]) and first + 2 < index and items[index - 1].tag != "a"
            acted = any(
                _acts(items, at, lexicon) and lexicon.is_(items[at].text, "break") for at in range(first + 2, index)
            )
            return first if measured and not acted else None
    return None


def _may_stand(item: Item) -> bool:
    counts = item.tag in {"m", "q"} and item.text.endswith(("个", "项", "条", "座", "大"))  # 年产5000吨阻燃剂|三个项目
    if item.reference or counts or item.kind not in {"", "Material", "Quantity"}:
        return False
    return item.text in {"、", *AND} or not GRAMMAR.search(item.text)


def _plain(items: Items, lexicon: Lexicon) -> bool:
    """Whether no word can be the brand of an owner, nor says what the project is for others (招商推介项目)."""
    return all(known(i.text) and i.tag not in BRAND_TAGS and not lexicon.is_(i.text, "generic") for i in items)


def _holds(items: Items, index: int, lexicon: Lexicon) -> bool:
    """Whether a piece may stand in the compound: no grammar, and a verb only after its object."""
    item = items[index]
    linked = item.kind in {"Facility", "Park"} and items[index + 1].text in AND
    if item.reference or not (linked or item.kind in {"", "Material", "Chain", "Quantity"}):
        return False
    if item.kind == "Quantity" or any(r.startswith("ref:") for r in lexicon.words.get(item.text, ())):
        return is_amount(item)
    if item.kind or item.text in AND or PHASE.match(item.text):
        return True
    if GRAMMAR.search(item.text):
        return False
    if _ORDINAL.fullmatch(item.text) or item.text in {"（", "）", "-", "+", "/", "·"}:
        return True
    return nominal(items, index, lexicon)


def nominal(items: Items, index: int, lexicon: Lexicon) -> bool:
    """A noun, or a verb that its object stands before (气体供应项目)."""
    item = items[index]
    verb = lexicon.is_(item.text, "break") or lexicon.is_(item.text, "trim") or item.tag in {"v", "vn", "vd"}
    if lexicon.works.get(item.text) in _TREATING:
        return index > 0 and items[index - 1].kind == "Material"
    capacity = lexicon.is_(item.text, "amount") and not item.text.startswith(("年", "日", "月"))
    if lexicon.is_(item.text, "inside") or item.text in lexicon.works or capacity:
        return True
    if verb and len(item.text) > 1:
        before = items[index - 1] if index else None
        noun = before is not None and (before.tag in {"n", "nz", "j"} or lexicon.is_(before.text, "amount"))
        return before is not None and (before.kind == "Material" or (not before.kind and noun))
    barred = lexicon.is_(item.text, "title") or lexicon.is_(item.text, "function")
    return not barred and item.tag in _NOUNS


def _acts(items: Items, index: int, lexicon: Lexicon) -> bool:
    """Whether the phrase begins with what the owner does (某公司建设…, 某公司与…)."""
    opening = items[index]
    verb = opening.tag in {"v", "vd", "d", "p", "c", "a"} or lexicon.is_(opening.text, "break")
    trimmed = lexicon.is_(opening.text, "trim") or opening.text in AND or opening.text in lexicon.works
    if lexicon.is_(opening.text, "amount"):
        return False
    other = lexicon.is_(opening.text, "client") or lexicon.is_(opening.text, "no-enterprise")
    return not opening.kind and (verb or trimmed or other)
