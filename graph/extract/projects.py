"""Projects: compound names with amounts, noun phrases before 项目, quoted names, lists that share one head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from graph.extract.items import Item, Items
from graph.extract.phrases import inner, run_start, specific
from graph.lexicon import Lexicon

AMOUNTS = frozenset({"mass", "energy", "power", "count", "area", "volume", "length"})
_PHASE = re.compile(r"^(?:(?:第?[一二三四五六七八九十\d]|首)期|[一二三四五六七八九]阶段)(?:工程|项目)?$")
_JOIN = frozenset({"、", "及", "和", "与", "以及", "暨", "并", "/", "+", "-", "（", "）", "·", "~"})
_TAIL = re.compile(
    r"^(?:等)?(?:[\d一二三四五六七八九十两]+个|一批|一系列|多个)?(?:重点|重大|省列|省|市|县|产业|骨干|标志性|在建|招商|优质|配套|新建|工业|关键)*$"
)
_UPGRADE = (
    "提升",
    "改造",
    "升级",
    "扩建",
    "技改",
    "扩能",
    "扩产",
    "优化",
    "新建",
    "迁建",
    "建设",
    "开发",
    "产业化",
    "一体化",
)
_COUNTED = ("个", "座", "条", "根", "块地")
_BASES = ("生产基地", "制造基地", "基地", "工厂")
_BUILDINGS = ("厂房", "车间", "道路", "管网", "公寓", "建筑", "用房", "住房", "仓库", "写字楼", "综合楼")
_TECHNIQUES = ("工艺", "技术", "装备", "系统", "工艺技术", "设备")
_SHORTEST = 2
_POWER = ("发电", "制氢")
_NO_PRODUCT = (
    "中心",
    "设施",
    "基地",
    "平台",
    "管网",
    "工程",
    "体系",
    "系统",
    "研发",
    "示范",
    "园",
    "站",
    "利用",
    "治理",
)
_HEADS = ("项目", "工程", "生产线", "产线", "示范线", "装置", "生产装置")


def project_spans(items: Items, lexicon: Lexicon) -> list[Item]:
    """Projects over the pieces of a sentence, lists first."""
    listed = list(_listed(items, lexicon))
    free = [p for p in _single(items, lexicon) if not any(_overlap(p, q) for q in listed)]
    bare = [p for p in _bare(items, lexicon) if not any(_overlap(p, q) for q in (*listed, *free))]
    return _disjoint([*listed, *free, *bare])


def _overlap(a: Item, b: Item) -> bool:
    return a.start < b.end and b.start < a.end


def _disjoint(spans: list[Item]) -> list[Item]:
    kept: list[Item] = []
    for span in spans:
        if not any(_overlap(span, k) for k in kept):
            kept.append(span)
    return kept


def is_amount(item: Item) -> bool:
    """Whether it is a quantity that can be a capacity."""
    return item.measure is not None and item.measure.dimension in AMOUNTS and not item.text.endswith(_COUNTED)


def is_head(item: Item) -> bool:
    """Whether a project name can end here."""
    return not item.kind and item.text.endswith(_HEADS)


def _single(items: Items, lexicon: Lexicon) -> Iterator[Item]:
    """One name that ends with its head; it begins at its first amount, or with its noun phrase."""
    floor = 0
    for index, item in enumerate(items):
        if not is_head(item) and not item.text.endswith(_BASES):
            continue
        first = _first(items, index, floor, lexicon)
        if not is_head(item) and not any(is_amount(i) for i in items[first:index]):
            continue
        if first < index or len(item.text) > 4:
            span = _project(items, first, index, lexicon)
            if span:
                floor = index + 1
                yield span


def _first(items: Items, index: int, floor: int, lexicon: Lexicon) -> int:
    """Where the name begins: at the first amount in reach, with 年产 or a noun phrase before it."""
    reach = index
    while reach > floor and _reaches(items, reach - 1, lexicon) and items[index].start - items[reach - 1].start < 60:
        reach -= 1
    amounts = [i for i in range(reach, index) if is_amount(items[i])]
    if not amounts:
        return max(floor, _joined_start(items, run_start(items, index, lexicon), lexicon))
    return max(floor, _open(items, amounts[0], lexicon))


def _joined_start(items: Items, first: int, lexicon: Lexicon) -> int:
    """磷酸铁和磷酸铁锂生产线: the material before a joining word belongs to the name."""
    while first >= 2 and items[first - 1].text in {"和", "及", "与", "、"} and items[first].kind == "Material":
        if items[first - 2].kind != "Material":
            break
        first = run_start(items, first - 2, lexicon)
    return first


def _reaches(items: Items, index: int, lexicon: Lexicon) -> bool:
    item = items[index]
    if item.kind in {"Company", "Park", "Facility"} or item.reference:
        return False
    if item.text in {"的", "，", "。", "；", "："}:
        return False
    return (
        item.text in _JOIN
        or is_amount(item)
        or inner(item, lexicon)
        or lexicon.is_(item.text, "amount")
        or (item.text in {"用", "/", "年", "、"} or item.kind == "Material" or _before_material(items, index, lexicon))
    )


def _before_material(items: Items, index: int, lexicon: Lexicon) -> bool:
    """A verb-like word right before a material belongs to its name (无水氟化铝)."""
    item = items[index]
    after = items[index + 1] if index + 1 < len(items) else None
    verbal = item.tag == "v" and not lexicon.is_(item.text, "break") and not lexicon.is_(item.text, "trim")
    return verbal and after is not None and after.kind == "Material"


def _open(items: Items, index: int, lexicon: Lexicon) -> int:
    """The 年产 before an amount, and the material or phrase before that (海绵锆5万吨项目)."""
    for size in (3, 2, 1):
        word = "".join(i.text for i in items[max(0, index - size) : index])
        if index >= size and (lexicon.is_(word, "amount") or word == "年") and word not in {"规模", "产能", "产量"}:
            return index - size
    return index


def _project(items: Items, first: int, index: int, lexicon: Lexicon) -> Item | None:
    body = [i for i in items[first:index] if i.text not in _JOIN]
    phase = next((i.text for i in items[first:index] if _PHASE.match(i.text)), "")
    while first < index and _PHASE.match(items[first].text):
        first += 1
    run = items[first : index + 1]
    if not phase and first and _PHASE.match(items[first - 1].text):
        phase = items[first - 1].text
    if not body or not _tells(body, run, lexicon):
        return None
    return named(run, "", phase, lexicon)


def _tells(body: list[Item], run: Items, lexicon: Lexicon) -> bool:
    """With an amount, a name must still say of what; without one, what it is."""
    if any(is_amount(i) for i in body):
        return (
            any(not is_amount(i) and not lexicon.is_(i.text, "amount") and i.text != "年" for i in body)
            or len(run[-1].text) > 3
        )
    return _telling(run, lexicon)


def _telling(run: Items, lexicon: Lexicon) -> bool:
    """A name without an amount must say what it is of."""
    body = [i for i in run[:-1] if i.text not in _JOIN]
    head = run[-1].text
    stem = next((head[: -len(h)] for h in _HEADS if head.endswith(h)), head)
    if stem and not lexicon.is_(stem, "generic") and not body:
        return len(stem) >= 3
    if (lexicon.is_(stem, "generic") or stem in lexicon.works) and not any(i.kind == "Material" for i in body):
        return False
    if all(
        lexicon.is_(i.text, "generic") or lexicon.is_(i.text, "industry") or lexicon.works.get(i.text) == "making"
        for i in body
    ):
        return False
    text = "".join(i.text for i in body)
    matter = any(char in lexicon.by_role("matter") for char in text)
    return specific(tuple(body), lexicon) and len(text) >= (2 if matter else 3)


def named(run: Items, head: str, phase: str, lexicon: Lexicon) -> Item:
    """A project of these pieces; a phase after the first stays in its name."""
    text = "".join(i.text for i in run)
    shown = [i for i in run if i.kind != "Place" or i is not run[0]]
    label = "".join(i.text for i in shown).strip("“”") + head
    if phase and phase[:1] not in {"一", "首", "1"} and phase not in label:
        label = phase + label
    return Item(run[0].start, run[-1].end, text, "n", "Project", label, parts=run, phase=phase, names=(text,))


def _listed(items: Items, lexicon: Lexicon) -> Iterator[Item]:
    """A、B和C、D等项目: each a project; 和 inside an element does not part it unless it is the last link."""
    for index, item in enumerate(items):
        tail = _tail(items, index)
        if tail is None or not is_head(item):
            continue
        elements = _elements(items, tail, lexicon)
        counted = _counted(items, tail, index)
        if len(elements) >= 2 and (counted or any(_has_amount(e) for e in elements)):
            for run in elements:
                if _has_amount(run) or _upgrade(run) or counted and _speaks(run, lexicon):
                    phase = next((i.text for i in run if _PHASE.match(i.text)), "")
                    kept = tuple(i for i in run if not _PHASE.match(i.text))
                    yield named(kept, "" if is_head(kept[-1]) else item.text[-2:], phase, lexicon)


def _counted(items: Items, tail: int, index: int) -> bool:
    """Whether the list is of projects by its own words: 等36个省重点项目."""
    return any(i.measure is not None and i.text.endswith(("个", "项")) for i in items[tail : index + 1])


def _speaks(run: Items, lexicon: Lexicon) -> bool:
    return specific(run, lexicon) and len("".join(i.text for i in run)) >= 4


def _tail(items: Items, index: int) -> int | None:
    """The index of 等 that the shared head closes, None if there is no such list."""
    for back in range(index, max(-1, index - 6), -1):
        if items[back].text.startswith("等"):
            between = "".join(i.text for i in items[back:index] if i.measure is None) if back < index else ""
            return back if _TAIL.match(between) or back == index else None
    return None


def _has_amount(run: Items) -> bool:
    return any(is_amount(i) for i in run)


def _upgrade(run: Items) -> bool:
    return run[-1].text.endswith(_UPGRADE)


def _elements(items: Items, tail: int, lexicon: Lexicon) -> list[Items]:
    """The elements before 等, from left to right."""
    cuts, reach = [tail], tail - 1
    while reach >= 0 and _list_piece(items, reach, lexicon):
        if items[reach].text == "、":
            cuts.append(reach)
        reach -= 1
    last_joined = len(cuts) == 1 or not any(i.text in {"和", "及", "以及", "与"} for i in items[cuts[1] + 1 : tail])
    elements: list[Items] = []
    for left, right in zip([*cuts[1:], reach], cuts, strict=False):
        run = items[left + 1 : right]
        if right == tail and not last_joined:
            elements[:0] = reversed(_split_last(run))
        else:
            elements.append(run)
    trimmed = [_element(run, lexicon) for run in reversed(elements)]
    return [run for run in trimmed if run]


def _split_last(run: Items) -> list[Items]:
    """C和D in the last element of a list are two elements when both have an amount."""
    for index, item in enumerate(run):
        if item.text in {"和", "及", "以及", "与"} and _has_amount(run[:index]) and _has_amount(run[index + 1 :]):
            return [run[:index], *_split_last(run[index + 1 :])]
    return [run]


def _list_piece(items: Items, index: int, lexicon: Lexicon) -> bool:
    item = items[index]
    return (
        _reaches(items, index, lexicon)
        or item.kind in {"Place", "Company"}
        or (item.text in _UPGRADE or item.text == "的" and index + 1 < len(items) and items[index + 1].text in _UPGRADE)
    )


def _element(run: Items, lexicon: Lexicon) -> Items:
    """An element from its amount on, or from its noun phrase on."""
    amounts = [i for i, item in enumerate(run) if is_amount(item)]
    if amounts:
        return run[_open(run, amounts[0], lexicon) :]
    return run[run_start(run, len(run) - 1, lexicon) :] if run else run


def _bare(items: Items, lexicon: Lexicon) -> Iterator[Item]:
    """Quoted names of projects: “…项目”."""
    for index, item in enumerate(items):
        if item.text != "“":
            continue
        close = next((j for j in range(index + 1, min(len(items), index + 30)) if items[j].text == "”"), None)
        if close and close > index + 1 and is_head(items[close - 1]) and close - index > 2:
            yield named(items[index + 1 : close], "", "", lexicon)


def outputs(project: Item, lexicon: Lexicon) -> Iterator[tuple[Item | None, Item | None, str]]:
    """What a project's name says: (amount, material, role of its last work word)."""
    measured = False
    for group in _groups(project):
        for amount, material, role in _group(group, lexicon):
            measured = measured or amount is not None
            if (
                amount is not None
                or material is None
                or material.parts[-1].kind == "Material"
                or measured
                and _product(material)
            ):
                yield amount, material, role


def _product(material: Item) -> bool:
    """Whether a phrase joined to a product by 及 is one too, not a building or a centre."""
    return len(material.text) >= _SHORTEST and not material.text.endswith(_NO_PRODUCT)


def _groups(project: Item) -> list[list[Item]]:
    """The pieces of a name between its joining words."""
    groups: list[list[Item]] = [[]]
    for item in project.parts:
        if item.text in {"、", "及", "和", "与", "以及", "+"}:
            groups.append([])
        elif not _PHASE.match(item.text):
            groups[-1].append(item)
    return groups


def _group(group: list[Item], lexicon: Lexicon) -> Iterator[tuple[Item | None, Item | None, str]]:
    amount = next((i for i in group if is_amount(i)), None)
    body = [i for i in group if not is_amount(i) and i.text not in _JOIN and i.kind != "Place"]
    prefix = "".join(i.text for i in group[: group.index(amount)]) if amount in group else ""
    opening = group.index(amount) if amount in group and lexicon.is_(prefix, "amount") else 0
    body = [i for i in body if i not in group[:opening] and not lexicon.is_(i.text, "amount") and i.text != "年"]
    body, role = _worked(body, _prefix_role(prefix), lexicon)
    if body and "".join(i.text for i in body).endswith(_TECHNIQUES) and not body[-1].kind == "Material":
        body, role = [], "step"
    if body and body[-1].text.endswith(_BUILDINGS):
        role = "building"
    if amount or body:
        yield amount, _whole(body), role


def _worked(body: list[Item], role: str, lexicon: Lexicon) -> tuple[list[Item], str]:
    """A phrase without the words of work it ends with (废电池回收利用生产线), and the role of the first that has one."""
    while body:
        text = "".join(i.text for i in body)
        head = next((h for h in _HEADS if text.endswith(h)), "")
        work = next((w for w in _by_length(lexicon) if text.endswith(w)), "")
        last = body[-1].text
        if head and not _inside_material(body, len(head)):
            body = _chop(body, len(head))
        elif work and not _inside_material(body, len(work)):
            found = lexicon.works[work]
            role, body = role or ("" if found == "making" else found), _chop(body, len(work))
        elif lexicon.is_(last, "generic") and not body[-1].kind or last in {"的", "新"}:
            body = body[:-1]
        else:
            break
    return body, role


@cache
def _sorted_works(works: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(works, key=lambda w: (-len(w), w)))


def _by_length(lexicon: Lexicon) -> tuple[str, ...]:
    return _sorted_works(tuple(lexicon.works))


def _inside_material(body: list[Item], size: int) -> bool:
    """Whether the last characters are part of a material's own name (光伏发电 keeps none, 回收铜 all)."""
    last = body[-1]
    return last.kind == "Material" and size < len(last.text) and not last.text.endswith(_POWER)


def _chop(body: list[Item], size: int) -> list[Item]:
    """The pieces without their last characters."""
    while body and size:
        last = body[-1]
        taken = min(size, len(last.text))
        body, size = body[:-1], size - taken
        if taken < len(last.text):
            body = [*body, replace(last, text=last.text[:-taken], end=last.end - taken)]
    return body


def _prefix_role(prefix: str) -> str:
    return "input" if any(w in prefix for w in ("处理", "处置", "回收", "拆解", "消纳", "利用")) else ""


def _whole(body: list[Item]) -> Item | None:
    while body and not body[0].kind and body[0].text in {"“", "”", "新", "配套", "新建", "其", "的"}:
        body = body[1:]
    if not body:
        return None
    text = "".join(i.text for i in body).strip("“”")
    return Item(body[0].start, body[-1].end, text, "n", "Material", text, parts=tuple(body))
