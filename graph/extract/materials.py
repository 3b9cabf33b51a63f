"""Materials: those the thesaurus holds, and open ones known by their head or by the amount before them."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.extract.items import Item, Items
from graph.extract.phrases import inner, run_start
from graph.lexicon import Lexicon
from graph.lexicon.forms import PRAISE, head_of, strip

_BOUND = frozenset("都市县乡镇区村路堡川")
_COUNTABLE = frozenset({"mass", "energy", "power", "volume", "count"})
_PRODUCING = re.compile(r"生产|产能|能力|项目|年产")
_AFTER_GENERIC = frozenset({"生产能力", "全部", "部分", "大部分", "基本", "产品", "系列产品", "系列", "等", "制品"})


def thesaurus_spans(text: str, edges: frozenset[int], matches: list[tuple[int, int]], lexicon: Lexicon) -> list[Item]:
    """The names the thesaurus knows, where they do not cut a word."""
    found = []
    for start, end in matches:
        term = lexicon.terms[text[start:end]]
        if term.kind == "Material" and aligned(start, end, edges):
            found.append(Item(start, end, text[start:end], "n", "Material", text[start:end]))
    return found


def aligned(start: int, end: int, edges: frozenset[int]) -> bool:
    """Whether a match sits on word boundaries, the shorter the stricter."""
    both, one = start in edges and end in edges, start in edges or end in edges
    return both or (end - start == 3 and one) or end - start >= 4


def open_spans(items: Items, lexicon: Lexicon) -> list[Item]:
    """Material phrases over the pieces of a sentence: the longest run that ends with a material or a head."""
    found: list[Item] = []
    index = len(items) - 1
    while index >= 0:
        span = _phrase(items, index, lexicon)
        if span:
            first, item = span
            found.append(item)
            index = first
        index -= 1
    return found


def after_amounts(items: Items, lexicon: Lexicon) -> list[Item]:
    """What an amount measures though no list holds it: 3万吨装配式构件, 2万吨/年的磁体毛坯."""
    found: list[Item] = []
    for index, item in enumerate(items):
        if item.measure is None or item.measure.dimension not in _COUNTABLE or item.text.endswith(("个", "座", "条")):
            continue
        joined = index + 1 < len(items) and items[index + 1].text == "的"
        first = last = index + 1 + joined
        while last < len(items) and inner(items[last], lexicon) and not lexicon.is_(items[last].text, "amount"):
            last += 1
        run = items[first:last]
        if joined and not any(_PRODUCING.match(i.text) for i in items[last : last + 2]):
            continue
        while run and (
            lexicon.works.get(run[-1].text)
            or lexicon.is_(run[-1].text, "carrier")
            or lexicon.is_(run[-1].text, "generic")
        ):
            run = run[:-1]
        if run and not any(i.kind == "Material" and not i.weak for i in run[-1:]) and _named(run, lexicon):
            found.append(material(run))
        elif not run and index:
            found.extend(_before(items, index, lexicon))
    return found


def _before(items: Items, index: int, lexicon: Lexicon) -> list[Item]:
    """年产专用车3万辆: what stands between a verb of making and an amount."""
    if items[index - 1].kind or lexicon.is_(items[index - 1].text, "amount"):
        return []
    first = run_start(items, index - 1, lexicon)
    left = items[first - 1].text if first else ""
    run = items[first:index]
    asks = (
        lexicon.is_(left, "amount") or left in {"生产", "产出", "、"} or lexicon.works.get(left) in {"input", "recover"}
    )
    return [material(run)] if asks and _named(run, lexicon) else []


def _named(run: Items, lexicon: Lexicon) -> bool:
    text = "".join(i.text for i in run)
    plain = lexicon.is_(run[0].text, "break") or any(i.kind in {"Company", "Place"} for i in run)
    return len(text) >= 2 and not plain and run[-1].tag[:1] in {"n", "v", "l", "j", "b", "e"} and not run[-1].kind


def _phrase(items: Items, index: int, lexicon: Lexicon) -> tuple[int, Item] | None:
    last = items[index]
    if not _ends_material(items, index, lexicon):
        return None
    first = _first(items, index, lexicon)
    if first == index and not last.kind and last.text in lexicon.vague_heads:
        return None
    run = items[first : index + 1]
    return first, material(run, weak=_qualifies(items, index, lexicon))


def _first(items: Items, index: int, lexicon: Lexicon) -> int:
    """Where the phrase begins: after the last verb that treats a material (处理废铅膏, 年拆解废电池)."""
    first = run_start(items, index, lexicon)
    for reach in range(index - 1, first - 1, -1):
        text = items[reach].text
        if lexicon.works.get(text) in {"input", "recover"} or text in {"年", "日", "月"}:
            return reach + 1
    return first


def _ends_material(items: Items, index: int, lexicon: Lexicon) -> bool:
    item = items[index]
    if item.kind == "Material":
        return True
    if item.kind or not inner(item, lexicon) or lexicon.is_(item.text, "generic") and len(item.text) < 2:
        return False
    head = head_of(item.text, lexicon)
    if not head or head in lexicon.vague_heads and not _has_material(items, index, lexicon):
        return False
    return len(head) > 1 or head != item.text or _has_material(items, index, lexicon)


def _has_material(items: Items, index: int, lexicon: Lexicon) -> bool:
    """A generic head (材料, 产品) or a one-character one needs a material or a specific word before it."""
    first = run_start(items, index, lexicon)
    before = items[first:index]
    return any(i.kind == "Material" for i in before)


def _qualifies(items: Items, index: int, lexicon: Lexicon) -> bool:
    """Whether a noun follows at once, so that the material only qualifies it (铜箔市场)."""
    if index + 1 >= len(items):
        return False
    after = items[index + 1]
    if after.text in _AFTER_GENERIC or after.kind or lexicon.is_(after.text, "amount"):
        return False
    if lexicon.works.get(after.text) == "step":
        return True
    return (
        inner(after, lexicon) and after.tag not in {"vn", "a", "b", "f", "s", "k"} and after.text not in lexicon.works
    )


def material(run: Items, weak: bool = False) -> Item:
    """One material of neighbouring pieces."""
    text = "".join(i.text for i in run)
    return Item(run[0].start, run[-1].end, text, "n", "Material", text, parts=run, weak=weak)


def labelled(item: Item, lexicon: Lexicon) -> Item:
    """The material under the name it has without praise; the wording stays as another name."""
    label = strip(item.text.replace("“", "").replace("”", ""), lexicon, PRAISE)
    return replace(item, label=label, names=(item.text,) if label != item.text else ())
