"""Parks, facilities, technologies and chains: names known by the head they end with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.extract.items import Item, Items
from graph.extract.phrases import inner, run_start, specific
from graph.lexicon import Lexicon
from graph.lexicon.forms import PRAISE, strip

_PARK_ENDS = ("园区", "工业园", "产业园", "开发区", "经开区", "高新区", "化工园", "科技园")
_NUMBERED = re.compile(r"[\d一二三四五六七八九十两四]+个?[千百十]亿(?:美元|元)?级")
_LEVEL = re.compile(r"^[千百十]?亿级|^[千百十]亿元?级")
_PLAN = re.compile(r"“(\d\+\d(?:\+\w)?)”(?:现代化|现代)?(?:产业|工业)(?:体系|集群)?")
_VAGUE_CHAIN = frozenset("主导 支柱 优势 特色 传统 新兴 战略性新兴 未来 短板 高新技术 关联 下游 上游 配套 重点 现代 第二 第三 第一 二次 三次 实体 工业 制造业 全 完整 本地 国内 全球 我国 该 本 同 各 整个".split())  # fmt: skip
_NO_FACILITY = frozenset(
    "煤矿 金属矿 原矿 找矿 探矿 采矿 选矿 生产基地 制造基地 矿山 矿区 工厂 电厂 发电厂 实验室 研究院".split()
)
_TECH_ACT = frozenset(
    "采用 应用 运用 引进 引入 使用 自主研发 研发 掌握 攻克 突破 开发 拥有 选用 依托 利用 通过 攻关 首创 推广 以 将".split()
)


def by_head(items: Items, lexicon: Lexicon, kinds: frozenset[str]) -> list[Item]:
    """Names of these kinds over the pieces of a sentence, from the right so that the longest name wins."""
    found: list[Item] = []
    limit = len(items)
    for index in range(len(items) - 1, -1, -1):
        if index >= limit:
            continue
        named = _named(items, index, lexicon, kinds)
        if named:
            limit, item = named
            found.append(item)
    return found


def _named(items: Items, index: int, lexicon: Lexicon, kinds: frozenset[str]) -> tuple[int, Item] | None:
    item = items[index]
    if item.kind not in {"", "Material"} or item.reference:
        return None
    ending = _join(items[max(0, index - 2) : index + 1])
    for head, kind in lexicon.name_heads:
        if kind in kinds and ending.endswith(head):
            first = _begin(items, index, kind, lexicon)
            made = _MAKE[kind](items[first : index + 1], head, lexicon)
            return (first, made) if made else None
    return None


def _begin(items: Items, index: int, kind: str, lexicon: Lexicon) -> int:
    first = run_start(items, index, lexicon)
    if kind == "Park":
        ends = [i for i in range(first, index) if items[i].text.endswith(_PARK_ENDS)]
        first = max((i + 1 for i in ends), default=first)
    if kind in {"Park", "Facility"}:
        while first > 0 and items[first - 1].kind == "Place":
            first -= 1
    if kind == "Chain":
        first = _chain_begin(items, first, index, lexicon)
        while first < index and any(r.startswith("ref:") for r in lexicon.words.get(items[first].text, ())):
            first += 1
    return first


def _chain_begin(items: Items, first: int, index: int, lexicon: Lexicon) -> int:
    """A和B产业 is one chain when both sides are noun phrases (新能源和新能源电池产业)."""
    if first >= 2 and items[first - 1].text in {"和", "及", "与"} and index > first:
        left = run_start(items, first - 2, lexicon)
        if inner(items[first - 2], lexicon) and not items[first - 2].text.endswith(("产业", "产业链")):
            return left
    return first


def _join(run: Items) -> str:
    return "".join(i.text for i in run)


def _make(run: Items, kind: str, label: str, names: tuple[str, ...] = ()) -> Item:
    return Item(run[0].start, run[-1].end, _join(run), "n", kind, label, parts=run, names=names)


def _park(run: Items, head: str, lexicon: Lexicon) -> Item | None:
    stem = _join(run)[: -len(head)]
    if len(stem) < 2 or not specific(run[:-1], lexicon) and not _tells(run[-1].text[: -len(head)], lexicon):
        return None
    placed = any(i.kind == "Place" or i.tag in {"ns", "nr", "nz", "nt"} for i in run)
    return _make(run, "Park", _join(run)) if placed or len(stem) <= 6 and run[0].tag != "v" else None


def _tells(stem: str, lexicon: Lexicon) -> bool:
    return len(stem) >= 2 and not lexicon.is_(stem, "generic")


def _facility(run: Items, head: str, lexicon: Lexicon) -> Item | None:
    text = _join(run)
    stem = text[: -len(head)]
    placed = any(i.kind == "Place" or i.tag in {"ns", "nr", "nz"} for i in run)
    if text in _NO_FACILITY or len(stem) < 2 or text in lexicon.terms:
        return None
    if head in {"矿", "矿山", "矿区", "工厂", "基地", "电站", "法"} or head.endswith(("矿", "厂")):
        made = (
            any(i.kind == "Material" for i in run[:-1]) and not head.endswith(("矿", "矿山", "矿区")) and len(stem) >= 4
        )
        mine = (
            head.endswith("矿")
            and len(run) > 1
            and re.search(r"[沟山岭川河湖坪滩台尔寨庄楼店坝堡井泉洞岗坡峪湾口塘坑首]$", run[0].text)
        )
        return _make(run, "Facility", text) if placed or made or mine else None
    body = run[:-1] if run[-1].text == head else run
    return _make(run, "Facility", text) if specific(body, lexicon) and (placed or len(stem) >= 3) else None


def _technology(run: Items, head: str, lexicon: Lexicon) -> Item | None:
    text = strip(_join(run), lexicon, PRAISE)
    stem = text[: -len(head)]
    last = run[-1].text.removesuffix(head)
    if len(stem) < 3 or not specific(run[:-1], lexicon) and (not last or lexicon.is_(last, "generic")):
        return None
    return _make(run, "Technology", text, (_join(run),))


def _chain(run: Items, head: str, lexicon: Lexicon) -> Item | None:
    text = _LEVEL.sub("", _join(run))
    stem = text[: -len(head)]
    if len(stem) < 1 or stem in _VAGUE_CHAIN or lexicon.is_(stem, "generic"):
        return None
    body = [i for i in run[:-1] if not _LEVEL.match(i.text)]
    if body and not specific(tuple(body), lexicon):
        return None
    if head in {"领域", "板块", "行业", "产业"} and not _industrial(stem, run, lexicon):
        return None
    if head in {"领域", "板块", "行业"}:
        return _make(run, "Chain", stem, (stem,)) if len(stem) >= 2 else None
    if head in {"产业", "产业链", "全产业链", "供应链"}:
        return _make(run, "Chain", stem, (stem, text)) if stem else None
    return _make(run, "Chain", text, (text,)) if len(stem) >= 2 else None


def _industrial(stem: str, run: Items, lexicon: Lexicon) -> bool:
    """Whether what stands before 产业 is the name of an industry, not a word about industry."""
    matter = any(char in lexicon.by_role("matter") for char in stem)
    return len(stem) >= 3 or matter or lexicon.is_(stem, "industry") or any(i.kind == "Material" for i in run)


_MAKE = {"Park": _park, "Facility": _facility, "Technology": _technology, "Chain": _chain}


def quoted_technologies(items: Items, lexicon: Lexicon) -> Iterator[Item]:
    """“…技术” and “…装备” in quotation marks, whole."""
    heads = tuple(head for head, kind in lexicon.name_heads if kind == "Technology" and len(head) > 1)
    for index, item in enumerate(items):
        if item.text != "“":
            continue
        close = next((j for j in range(index + 1, min(len(items), index + 25)) if items[j].text == "”"), None)
        if close and close > index + 1 and items[close - 1].text.endswith(heads):
            run = items[index + 1 : close]
            if len(_join(run)) >= 5:
                yield _make(run, "Technology", _join(run))


def chain_lists(text: str, lexicon: Lexicon) -> Iterator[Item]:
    """A、B和C 4个百亿级: each a chain; and the quoted plan of a place (“2+4”产业体系)."""
    for match in _NUMBERED.finditer(text):
        yield from _enumerated(text, match.start())
    for match in _PLAN.finditer(text):
        yield Item(match.start(), match.end(), match.group(), "n", "Chain", f"{match[1]}现代化产业体系", names=(match.group(), match[1]))  # fmt: skip


def _enumerated(text: str, end: int) -> Iterator[Item]:
    start = max(text.rfind(mark, 0, end) for mark in "，。；：“”（\n") + 1
    position = start
    for part in re.split(r"(、)", text[start:end]):
        if part != "、" and 2 <= len(part) <= 16 and not re.search(r"[\d的了]", part):
            yield Item(position, position + len(part), part, "n", "Chain", part)
        position += len(part)


def reduced(item: Item, label: str) -> Item:
    """The same stretch of text under another name."""
    return replace(item, label=label)
