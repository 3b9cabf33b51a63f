"""Names of enterprises: legal names by their form, short names by their context, abbreviations by their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graph.extract.items import Item, Items, known, words
from graph.lexicon import Lexicon

_LEGAL = re.compile(r"(?:(?:控股)?集团)?(?:股份)?(?:有限责任|有限|总)公司|(?:控股)?集团(?:股份)?公司|(?:控股)?集团(?![化军])|公司")
_ALIAS = re.compile(r"（(?:以下简称|下称|简称|以下统称)[：:为]?[“”‘’]?(?P<a>[^“”‘’（）]{2,12})[“”‘’]?(?:或[^）]{1,12})?）")
_BRACKET = re.compile(r"（[^（）]{1,8}）$")
_PARK_END = ("园区", "工业园", "产业园", "开发区", "经开区", "高新区", "新区", "科技园", "集聚区", "保税区", "化工园")
_CLIENT_END = ("企业", "商", "股东", "客户", "单位", "方", "公司", "省", "名企", "巨头")
_STOP_TAGS = frozenset("p c r y e o x w uj ul uz ug ud u t f m".split())
_BRAND_TAGS = frozenset("nr nz nrt ns nrfg j eng nt".split())
_NO_NAME_END = ("政府", "部门", "委员会", "分析师", "人士", "专家", "记者", "市场", "行业", "办公室", "负责人", "中心", "会",
                "节", "展", "论坛", "大学", "学院", "研究所", "协会", "联盟", "管委会", "工信局", "发改委", "项目", "局", "厅", "基金")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """An enterprise name of a document: its full form and how it was known to be one."""

    text: str
    full: str
    reason: str


def legal_names(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Spans of the names that end in 公司 or 集团, without the words before them."""
    tokens = words(text)
    previous = 0
    for match in _LEGAL.finditer(text):
        start = _start(text, tokens, match.start(), previous, lexicon)
        if match.start() - start >= _least(match.group()) and not _generic(text[start : match.start()], lexicon):
            yield start, match.end()
            previous = match.end() if match.group() != "集团" else previous


def _least(suffix: str) -> int:
    return 2 if suffix.startswith("集团") or "有限" in suffix or "总公司" in suffix else 2


def _generic(stem: str, lexicon: Lexicon) -> bool:
    """A kind of company (控股子公司, 上市公司, 铜业公司), not the name of one."""
    parts = words(stem)
    plain = all(_is_plain(p, lexicon) for p in parts)
    return plain or stem.endswith(("子", "分", "母", "上市", "全资", "龙头", "家", "该", "两", "合资", "项目"))


def _is_plain(item: Item, lexicon: Lexicon) -> bool:
    if item.text in lexicon.places:
        return False
    return item.text in lexicon.organisations or lexicon.is_(item.text, "generic") or (
        known(item.text) and item.tag not in _BRAND_TAGS and len(item.text) > 1
    )


def _start(text: str, tokens: Items, suffix: int, floor: int, lexicon: Lexicon) -> int:
    """Where a name that ends before `suffix` begins."""
    bracket = _BRACKET.search(text, 0, suffix)
    end = bracket.start() if bracket else suffix
    inner = [t for t in tokens if t.start >= floor and t.end <= end and t.start >= end - 26]
    first = end
    for index in range(len(inner) - 1, -1, -1):
        item = inner[index]
        if _stops(inner, index, lexicon) and (_branded(text[first:end], lexicon) or _hard(item)):
            break
        first = item.start
    return _from_place(text, inner, first, end, lexicon)


def _hard(item: Item) -> bool:
    return item.tag in {"x", "uj", "w"} or item.text in {"的", "在", "与", "由", "为", "从", "和", "是"}


def _stops(inner: Sequence[Item], index: int, lexicon: Lexicon) -> bool:
    item = inner[index]
    if item.text in {"和", "与", "及"} and _brand_conjunction(inner, index, lexicon):
        return False
    if item.tag in _STOP_TAGS or item.text.endswith((*_PARK_END, *_CLIENT_END)):
        return True
    if lexicon.is_(item.text, "break") or lexicon.is_(item.text, "title"):
        return True
    return item.tag == "v" and len(item.text) > 1 and item.text not in lexicon.organisations


def _brand_conjunction(inner: Sequence[Item], index: int, lexicon: Lexicon) -> bool:
    """和 inside a brand (甲地金和锂电): a place and one character stand before it."""
    before = inner[max(0, index - 2) : index]
    return len(before) == 2 and before[0].text in lexicon.places and len(before[1].text) == 1


def _branded(stem: str, lexicon: Lexicon) -> bool:
    """Whether a stem already holds more than trade words and a place."""
    rest = [w.text for w in words(stem) if w.text not in lexicon.organisations]
    return sum(map(len, rest)) >= 2


def _from_place(text: str, inner: Sequence[Item], first: int, end: int, lexicon: Lexicon) -> int:
    """Drop ordinary words that stand before the place a legal name begins with."""
    run = [t for t in inner if t.start >= first and t.end <= end]
    for index, item in enumerate(run):
        if item.text in lexicon.places and lexicon.places[item.text].certain and index:
            before = run[:index]
            if all(known(b.text) and b.tag in {"n", "vn", "a", "b", "v", "d"} for b in before) and not any(
                b.text in lexicon.organisations for b in before
            ):
                return item.start
    while run and (lexicon.is_(run[0].text, "trim") or run[0].tag in {"d", "ad"}) and _branded(
        text[run[0].end : end], lexicon
    ):
        run = run[1:]
    return run[0].start if run else first


def short_names(text: str, lexicon: Lexicon) -> Iterator[str]:
    """Names without 公司 that their context shows to be an enterprise."""
    for cue, expression in _name_cues(lexicon):
        del cue
        for match in expression.finditer(text):
            name = _tail_name(match["N"], lexicon)
            if name:
                yield name


@cache
def _expressions(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    name = r"(?P<N>[\u4e00-\u9fffA-Za-z]{2,12}?)"
    return tuple(re.compile(p.replace("{N}", name)) for p in patterns)


def _name_cues(lexicon: Lexicon) -> Iterator[tuple[str, re.Pattern[str]]]:
    cues = lexicon.name_cues
    yield from zip((c.id for c in cues), _expressions(tuple(c.pattern for c in cues)), strict=True)


def _tail_name(candidate: str, lexicon: Lexicon) -> str:
    """The brand-like end of a candidate, "" if it has none."""
    items = words(candidate)
    first = 0
    for index, item in enumerate(items):
        if item.tag in _STOP_TAGS or lexicon.is_(item.text, "break") or lexicon.is_(item.text, "trim"):
            first = index + 1
    name = "".join(i.text for i in items[first:])
    return name if is_brand(name, lexicon) else ""


def is_brand(name: str, lexicon: Lexicon) -> bool:
    """Whether a short name looks like an enterprise: a place or an unusual word, then perhaps its trade."""
    items = words(name)
    if not 3 <= len(name) <= 9 and not (len(name) == 2 and name.isascii() is False and not known(name)):
        return False
    if name in lexicon.terms or name in lexicon.places or name.endswith(_NO_NAME_END) or name in lexicon.words:
        return False
    if any(i.tag in {"v", "d", "p", "c", "r", "m", "t", "f", "uj"} and len(i.text) > 1 and i.text not in lexicon.organisations
           for i in items):  # fmt: skip
        return False
    last = items[-1].text
    brand = [i for i in items if i.text not in lexicon.organisations]
    unusual = [i for i in brand if i.tag in _BRAND_TAGS or not known(i.text) or len(i.text) == 1]
    if not unusual or any(i.text in lexicon.terms and len(i.text) > 1 for i in brand):
        return False
    return last in lexicon.organisations or any(not known(i.text) or i.tag in {"nz", "nrt", "nr", "j", "eng"} for i in brand)


def declared_aliases(text: str, names: Sequence[tuple[int, int]]) -> Iterator[Name]:
    """简称 a text gives in brackets right after a name."""
    for match in _ALIAS.finditer(text):
        owner = next((text[s:e] for s, e in names if e == match.start()), "")
        if owner and match["a"] not in {"公司", "本公司", "集团", "发行人"}:
            yield Name(match["a"], owner, "the text says 以下简称")


def abbreviations(full: str, lexicon: Lexicon) -> tuple[str, ...]:
    """What a text may shorten a legal name to: brand, place and brand, brand and trade."""
    stem = _LEGAL.sub("", _BRACKET.sub("", full[: _suffix_start(full)]))
    items = words(stem)
    first = 1 if items and items[0].text in lexicon.places else 0
    body = items[first:]
    cut = len(body)
    while cut > 1 and body[cut - 1].text in lexicon.organisations:
        cut -= 1
    brand = "".join(i.text for i in body[:cut])
    place = items[0].text if first else ""
    tails = ["".join(i.text for i in body[cut : cut + n]) for n in range(len(body) - cut + 1)]
    forms = {place + brand + tail for tail in tails} | {brand + tail for tail in tails} | {brand + "集团", brand + "股份"}
    return tuple(sorted((f for f in forms if _telling(f, full, brand, lexicon)), key=lambda f: (-len(f), f)))


def _suffix_start(full: str) -> int:
    matches = [m for m in _LEGAL.finditer(full) if m.end() == len(full)]
    return matches[-1].start() if matches else len(full)


def _telling(form: str, full: str, brand: str, lexicon: Lexicon) -> bool:
    if form == full or len(form) < 2 or form in lexicon.terms or form in lexicon.places or len(brand) < 2:
        return False
    return not known(form) or (len(form) >= 3 and form != brand)
