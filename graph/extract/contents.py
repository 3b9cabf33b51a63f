"""What a project's name says: how much of which material, and whether that goes in or comes out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from graph.extract.amounts import AND, JOINING, PHASE, has_amount, is_amount, joined
from graph.extract.bodies import counts_spindles, integrated, is_shape, is_work, kind_of_power, unbranded
from graph.extract.feeds import BY, made_of
from graph.extract.items import Item, Items
from graph.extract.materials import is_site, labelled
from graph.lexicon import Lexicon
from graph.lexicon.forms import head_of, is_known, is_modifier

_POWER = ("发电", "制氢")
_TREATING = frozenset({"input", "recover"})
_TAKING = ("处理", "屠宰", "处置", "回收", "拆解", "消纳", "利用")
_OPENING = frozenset({"“", "”", "新", "配套", "新建", "其", "的"})
_PARTING = frozenset({"、", "+", "联产", "副产", "暨", *AND})
_MAKING = frozenset({"制备", "生产", "制取", "制", "提取", "制造"})  # 废电池回收|制备碳酸锂
_BESIDE = frozenset({"配套", "配", "兼", "带", "及其"})
_SECTOR = re.compile(r"(?:产业|配套)(?:重点|重大|骨干|龙头|示范|标杆)*(?:项目|工程)$")  # 石墨产业重点项目
_SHORTEST, _LONG = 2, 3
_TO = frozenset("~-")  # 6~8英寸
_PROCESSING = re.compile(r"(?<![深精机])加工(?:生产)?(?:项目|生产线|线|基地|工程)?$")  # 年产5万件服装加工项目
_PROCESS = re.compile(rf"[一-龥A-Z]{{1,8}}?(?:{'|'.join(BY)})(?=..)")


@dataclass(frozen=True, slots=True)
class Content:
    """One product or feed of a project; `role` is that of its work word (input, recover, step, power, building).

    An amount that is `shared` counts this material and the next together (3万吨碳酸锂和氢氧化锂).
    """

    amount: Item | None
    material: Item | None
    role: str
    shared: bool = False


def contents(project: Item, lexicon: Lexicon) -> Iterator[Content]:
    """年产5万吨硫酸项目 -> 5万吨, 硫酸; a part without an amount counts if it is a material, or joined to one."""
    found: list[Content] = []
    for group in _groups(project, lexicon):
        content = _content(group, lexicon)
        if content is None:
            continue
        measured = any(c.amount for c in found)
        if content.amount or content.material is None or _is_product(content.material, measured, lexicon):
            found.append(content)
    yield from (Content(None, feed, "input") for feed, _ in made_of(project))
    for index, content in enumerate(found):
        after = found[index + 1 : index + 2]
        yield replace(
            content, shared=any(not c.amount and (_is_known(c.material) or _is_formula(c.material)) for c in after)
        )


def _is_product(material: Item, measured: bool, lexicon: Lexicon) -> bool:
    """A known material; or a phrase joined to a measured product by 及, unless it is a building or a centre."""
    phrase = len(material.text) >= _SHORTEST and not lexicon.ends(material.text, "no-product")
    return _is_known(material) or (measured and phrase)


def _is_known(material: Item | None) -> bool:
    return material is not None and material.parts[-1].kind == "Material"


def _is_formula(material: Item | None) -> bool:
    """Whether a product goes by letters alone (MS, BDO)."""
    return material is not None and material.text.isascii() and material.text.isalpha()


def _groups(project: Item, lexicon: Lexicon) -> list[Items]:
    """The pieces of a name between its joining words, and after a feed's treatment (废电池回收|再生铅项目)."""
    groups: list[Items] = [()]
    explained = _explained(project.parts)
    for index, item in enumerate(project.parts):
        if index in explained or item.text == " " or (item.text == "、" and _modifies(groups[-1], lexicon)):
            continue
        measured = item.text == "的" and has_amount(groups[-1]) and _is_measured(groups[-1], lexicon)
        if item.text in _PARTING or measured:  # 8万吨磷酸铁的|废电池
            groups.append(())
        elif not PHASE.match(item.text):
            if is_amount(item) and not is_shape(item) and _is_measured(groups[-1], lexicon):
                groups[-1:] = _parted(groups[-1], lexicon)
            if groups[-1] or len(groups) == 1 or item.text not in _MAKING:
                groups[-1] += (item,)
            if is_amount(item) and _measures_what_leads(groups[-1], lexicon):
                groups.append(())
            after = joined(project.parts[index + 1 : index + 2])
            follows = not after or (after in lexicon.works and after not in _MAKING)
            if (
                not follows
                and groups[-1]
                and _treated(groups[-1], lexicon)
                and any(_names(i) for i in project.parts[index + 1 :])
            ):
                groups.append(())
    return groups


def _measures_what_leads(group: Items, lexicon: Lexicon) -> bool:
    """Whether the goods of an amount stand before it (日处理生鲜乳2000吨|乳制品加工厂)."""
    goods = group[-2].kind == "Material" if len(group) > _SHORTEST else False
    return goods and lexicon.is_(joined(group[:-2]), "amount")


def _explained(parts: Items) -> frozenset[int]:
    """Where the pieces of a bracket stand that explains what is made (汽车部件（壳体及总成）), no amount in it."""
    closing = [i for i, item in enumerate(parts) if item.text == "）"]
    opening = [i for i, item in enumerate(parts) if item.text == "（"]
    spans = [range(a, b + 1) for a, b in zip(opening, closing, strict=False) if a and not has_amount(parts[a:b])]
    return frozenset(i for span in spans for i in span)


def _modifies(group: Items, lexicon: Lexicon) -> bool:
    """Whether what stands before a mark only tells how the goods after it are (高强度、轻量化轮毂)."""
    return bool(group) and not group[-1].kind and is_modifier(group[-1].text, lexicon)


def _is_measured(group: Items, lexicon: Lexicon) -> bool:
    """Whether a group already says how much of which material; what comes 配套 begins another."""
    at = next((i for i, item in enumerate(group) if is_amount(item)), len(group))
    beside = len(group) > at + 1 and _opens(group[-1], lexicon)
    return beside or any(item.kind == "Material" for item in group[at:])


def _parted(group: Items, lexicon: Lexicon) -> list[Items]:
    """A group without the words that open the next amount, and those (24万吨面粉|年产, 9万吨花生油)."""
    end = len(group)
    while end and not group[end - 1].kind and _opens(group[end - 1], lexicon):
        end -= 1
    return [group[:end], tuple(i for i in group[end:] if i.text not in _BESIDE)]


def _opens(item: Item, lexicon: Lexicon) -> bool:
    return item.text in _BESIDE or item.text == "年" or lexicon.is_(item.text, "amount")


def _treated(group: Items, lexicon: Lexicon) -> bool:
    """Whether a group ends with how the feed before it is treated."""
    text = group[-1].text
    treats = lexicon.works.get(text) in _TREATING or text.endswith("加工")
    return any(i.kind == "Material" for i in group[:-1]) and treats and not group[-1].kind


def _names(item: Item) -> bool:
    return item.kind == "Material" or is_amount(item)


def _content(group: Items, lexicon: Lexicon) -> Content | None:
    at = next((i for i, item in enumerate(group) if is_amount(item) and not is_shape(item)), None)
    amount = group[at] if at is not None else None
    prefix = joined(group[:at]) if at else ""
    start = at if at and lexicon.is_(prefix, "amount") else 0
    start = at - 1 if at and _measures_what_leads(group[: at + 1], lexicon) else start
    linked = {n for n in range(1, len(group)) if group[n].text in _TO and group[n - 1].text[-1:].isdigit()}
    told = (i for n, i in enumerate(group) if n >= start and (i.text not in JOINING or n in linked))
    kept = (i for i in told if (not is_amount(i) or is_shape(i)) and i.kind != "Place")
    body = tuple(i for i in kept if not lexicon.is_(i.text, "amount") and i.text != "年")
    if amount is None and _SECTOR.search(joined(body)):
        body = ()  # of what trade it is, not what it makes
    body = integrated(body if amount else unbranded(body, lexicon), lexicon)
    body, role = _worked(body, "input" if any(w in prefix for w in _TAKING) else "", lexicon)
    role = "" if role == "step" and prefix == "年产" and _PROCESSING.search(joined(group)) else role
    if body and body[-1].kind != "Material" and lexicon.ends(joined(body), "technique"):
        body, role = (), "step"
    if amount and amount.measure and amount.measure.dimension != "count" and lexicon.ends(joined(body), "vessel"):
        return None  # 1000立方米高炉: how large it is, neither what it makes nor how much
    if amount and amount.measure and amount.measure.dimension == "power" and lexicon.ends(joined(body), "generator"):
        body, role = (body, role) if "产" in prefix else ((), "power")  # 5×660MW机组项目 is a power station
    if body and lexicon.ends(body[-1].text, "building"):
        role = "building"
    made = _whole(_past_site(body, lexicon), lexicon)
    role = "input" if not role and prefix.endswith("加工") and _is_raw(made, amount, lexicon) else role
    if made is not None and not _is_known(made) and (len(made.text) == 1 or is_modifier(made.text, lexicon)):
        made = None  # 58套|主|装置
    if made is not None and (is_work(made, lexicon) or (counts_spindles(amount) and not _is_known(made))):
        made = None
    trade = made is not None and lexicon.is_(made.text, "industry") and lexicon.ends(made.text, "industry-end")
    if made is not None and (trade or (lexicon.ends(made.text, "no-product") and not _is_known(made))):
        made = None  # 50万吨粉磨站: so much, of what it does not say
    return Content(amount, made, role) if amount or made else None


def _past_site(body: Items, lexicon: Lexicon) -> Items:
    """The goods without the works or mine they come from (某冶炼厂技改|锌合金, 某某山|铜矿)."""
    site = max((n for n, i in enumerate(body[:-1], 1) if is_site(i, lexicon)), default=0)
    goods = any(i.kind == "Material" for i in body[site:])
    pieces = body[-1].parts if len(body) == 1 and body[-1].parts else body
    return pieces[-1:] if _is_mine(pieces, lexicon) else body[site:] if goods else body


def _is_mine(run: Items, lexicon: Lexicon) -> bool:
    """Whether a phrase is a place and an ore: a mine goes by it, the ore does not (某某山|铜矿)."""
    ore = len(run) > 1 and run[-1].text in lexicon.terms and run[-1].text.endswith("矿")
    return ore and not any(i.kind or is_modifier(i.text, lexicon) for i in run[:-1])


def _worked(body: Items, role: str, lexicon: Lexicon) -> tuple[Items, str]:
    """A phrase without the words of work it ends with (废电池回收利用生产线), and the first role they have."""
    while body:
        text = joined(body)
        head = next((h for h in lexicon.heads_of("Project") if text.endswith(h)), "")
        work = next((w for w in _works(lexicon) if text.endswith(w)), "")
        if head and not _inside(body, len(head), lexicon):
            body = _chop(body, len(head))
        elif work and not _inside(body, len(work), lexicon):
            found = lexicon.works[work]
            role, body = role or ("" if found == "making" else found), _chop(body, len(work))
        elif text.endswith("厂") and len(text) > 1 and body[-1].kind != "Facility":
            body = _chop(body, 1)
        elif (lexicon.is_(body[-1].text, "generic") and not body[-1].kind) or body[-1].text in {"的", "新"}:
            body = body[:-1]
        else:
            break
    return body, role


@cache
def _works(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(sorted(lexicon.works, key=lambda w: (-len(w), w)))


def _inside(body: Items, size: int, lexicon: Lexicon) -> bool:
    """Whether the last characters are part of a material's own name."""
    last = body[-1]
    longer = size < len(last.text) and not last.text.endswith(_POWER)
    return last.kind == "Material" and longer and is_known(last.text, lexicon)


def _chop(body: Items, size: int) -> Items:
    """The pieces without their last characters."""
    while body and size:
        last = body[-1]
        taken = min(size, len(last.text))
        body, size = body[:-1], size - taken
        if taken < len(last.text):
            body = (*body, replace(last, text=last.text[:-taken], end=last.end - taken, tag="n"))
    return body


def _tells(text: str, lexicon: Lexicon) -> bool:
    """Whether a name ends with a known material of three or more characters."""
    return is_known(text, lexicon) or any(text[-n:] in lexicon.terms for n in range(_LONG, len(text)))


def _after_process(body: Items, lexicon: Lexicon) -> Items:
    """The product after the feed or the process it is made by (甲醇制|烯烃, 双氧水法|环氧丙烷)."""
    text = joined(body)
    made = _PROCESS.match(text)
    if made is None or is_known(text, lexicon) or not _tells(text[made.end() :], lexicon):
        return body
    if any(text[n:] in lexicon.terms for n in range(made.end())):
        return body  # 多层印制电路板
    last = body[-1]
    return (replace(last, start=last.end - len(text) + made.end(), text=text[made.end() :], kind="Material", parts=()),)


def _whole(body: Items, lexicon: Lexicon) -> Item | None:
    """The pieces as one material, under the name it has without praise."""
    while len(body) > 1 and not body[0].kind and (body[0].text in _OPENING or lexicon.is_(body[0].text, "generic")):
        body = body[1:]
    link = max((n for n, i in enumerate(body[:-1], 1) if i.text == "的"), default=0)  # 基于国产装备的|集成电路
    body = _after_process(body[link:] if any(i.kind == "Material" for i in body[link:]) else body, lexicon)
    body = kind_of_power(body, lexicon)
    text = joined(body).strip("“”")
    whole = Item(body[0].start, body[-1].end, text, "n", "Material", text, parts=body) if body else None
    return _of_site(labelled(whole, lexicon), lexicon) if whole is not None else None


def _is_raw(made: Item | None, amount: Item | None, lexicon: Lexicon) -> bool:
    """Whether goods that are weighed and worked go in (年加工35万吨棉籽项目), not come out (年加工3万吨铝型材)."""
    weighed = amount is not None and amount.measure is not None and amount.measure.dimension == "mass"
    if made is None or not weighed:
        return False
    formed = lexicon.ends(made.text, "product-end") or head_of(made.text, lexicon) != ""
    return not formed or lexicon.ends(made.text, "grown")


def _of_site(made: Item, lexicon: Lexicon) -> Item:
    """What a mine that goes by its place gives (青石山铜矿二期工程: 铜矿)."""
    if not lexicon.ends(made.label, "sited") or made.label in lexicon.terms:
        return made
    ore = next((made.label[n:] for n in range(1, len(made.label) - 1) if made.label[n:] in lexicon.terms), made.label)
    return replace(made, label=ore)
