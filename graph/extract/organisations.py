"""Names of enterprises: legal names by their form, short names by their context, abbreviations by their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graph.extract.items import Item, Items, known, words
from graph.lexicon import Lexicon
from graph.lexicon.forms import ALL_MODIFIERS, strip

_LEGAL = re.compile(r"(?:(?:控股)?集团)?(?:股份)?(?:有限责任|有限|总)公司|(?:控股)?集团(?:股份)?公司|(?:控股)?集团(?![化军])|公司")
_ALIAS = re.compile(r"（(?:以下简称|下称|简称|以下统称)[：:为]?[“”‘’]?(?P<a>[^“”‘’（）]{2,12})[“”‘’]?(?:或[^）]{1,12})?）")
_BRACKET = re.compile(r"（[^（）]{1,8}）$")
_PARK_END = ("园区", "工业园", "产业园", "开发区", "经开区", "高新区", "新区", "科技园", "集聚区", "保税区", "化工园")
_CLIENT_END = ("企业", "商", "股东", "客户", "单位", "方", "公司", "省", "名企", "巨头")
_STOP_TAGS = frozenset("p c r y e o x w uj ul uz ug ud u t f m".split())
_BRAND_TAGS = frozenset("nr nz nrt ns nrfg j eng nt".split())
_LEAST = 2
_NOT_NAMES = ("矿", "产业", "行业", "市场", "板块", "资源", "产品", "价格", "领域", "基地建设")
_TRAILING = frozenset({"d", "c", "p", "u", "uj", "ul", "zg", "ad"})
_FUNCTION = frozenset("由与和在向为对从被及将以是到于把给让据获")
_KINDS_OF_COMPANY = ("子", "分", "母", "上市", "全资", "龙头", "家", "该", "两", "合资", "项目", "控股", "参股")
_NO_BRAND = frozenset("总新老大小各全该本年项家月日市省县区镇乡村一二三四五六七八九十两几数多其等也都又还正已就才的了着过每某此这那上下中内外前后条个座吨只台套名位处所级型类性化式")
_NO_INDUSTRY = frozenset({"产业", "工业", "农业", "企业", "行业", "林业", "渔业", "牧业", "畜牧业", "创业", "实业"})
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
    previous = 0
    for match in _LEGAL.finditer(text):
        start = _start(text, match.start(), previous, lexicon)
        stem = text[start : match.start()]
        if len(stem) >= _LEAST and not _generic(stem, "有限" in match.group(), lexicon):
            yield start, match.end()
            previous = match.end() if match.group() != "集团" else previous


def _generic(stem: str, legal: bool, lexicon: Lexicon) -> bool:
    """A kind of company (控股子公司, 上市公司, 铜业公司), not the name of one."""
    if stem.endswith(_KINDS_OF_COMPANY) or re.search(r"\d", stem):
        return True
    if not legal and not any(_naming(p, lexicon) for p in words(stem)) and not _trades(lexicon).search(stem[-3:]):
        return True
    return all(_is_plain(p, lexicon) and (not legal or _is_trade(p.text, lexicon)) for p in words(stem))


def _naming(item: Item, lexicon: Lexicon) -> bool:
    return item.text in lexicon.places or item.tag in _BRAND_TAGS or _is_trade(item.text, lexicon)


def _is_plain(item: Item, lexicon: Lexicon) -> bool:
    if item.text in lexicon.places:
        return False
    return item.text in lexicon.organisations or lexicon.is_(item.text, "generic") or (
        known(item.text) and item.tag not in _BRAND_TAGS and len(item.text) > 1
    )


def _start(text: str, suffix: int, floor: int, lexicon: Lexicon) -> int:
    """Where a name that ends before `suffix` begins."""
    bracket = _BRACKET.search(text, 0, suffix)
    end = bracket.start() if bracket else suffix
    inner = [t for t in words(text[floor:end], floor) if t.start >= end - 26]
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
    if len(item.text) == 1:
        return item.tag in {"x", "w"} or item.text in _FUNCTION or item.text in "的等之了和及年月日"
    if item.tag in _STOP_TAGS or item.text.endswith((*_PARK_END, *_CLIENT_END)):
        return True
    if lexicon.is_(item.text, "break") or lexicon.is_(item.text, "title"):
        return True
    placed = index > 0 and inner[index - 1].text in lexicon.places
    return item.tag == "v" and len(item.text) > 1 and item.text not in lexicon.organisations and not placed


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
    """Names without 公司: a brand with its trade (云峰锂业), or what their context shows to be an enterprise."""
    yield from _brand_and_trade(text, lexicon)
    cues = lexicon.name_cues
    for cue, expression in zip(cues, _expressions(tuple(c.pattern for c in cues)), strict=True):
        for match in expression.finditer(text):
            name = _tail_name(match["N"], cue.least == _LEAST, lexicon)
            if len(name) >= cue.least:
                yield name


@cache
def _expressions(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    name = r"(?P<N>[\u4e00-\u9fffA-Za-z]{2,12}?)"
    return tuple(re.compile(p.replace("{N}", name)) for p in patterns)


def _brand_and_trade(text: str, lexicon: Lexicon) -> Iterator[str]:
    """Two or three characters that are no word, then a trade: an enterprise wherever it stands."""
    inside = {p for w in words(text) if known(w.text) for p in range(w.start + 1, w.end)}
    for match in _trades(lexicon).finditer(text):
        for size in (2, 3):
            first = match.start() - size
            if first < 0 or first in inside or match.start() in inside:
                continue
            if _is_bare_brand(text[first : match.start()], match.group(), lexicon):
                before = _brand_before(words(text[max(0, first - 12) : first]))
                first -= sum(len(w.text) for w in before[1])
                if _free(before[0], lexicon) and _closed(text, match, lexicon):
                    yield _place_before(before[0], lexicon) + text[first : match.end()]
                    break


def _brand_before(before: Items) -> tuple[Items, Items]:
    """Set apart a proper noun that the name begins with (甲信乙安锂业)."""
    if before and before[-1].tag in {"nz", "nrt", "j"} and len(before[-1].text) == _LEAST:
        return before[:-1], before[-1:]
    return before, ()


@cache
def _trade_pattern(trades: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(trades, key=lambda t: (-len(t), t))))


def _trades(lexicon: Lexicon) -> re.Pattern[str]:
    return _trade_pattern(tuple(w for w, r in lexicon.organisations.items() if r in {"trade", "loose", "listed"} and w not in _NO_INDUSTRY))


def _is_trade(word: str, lexicon: Lexicon) -> bool:
    return lexicon.organisations.get(word, "") in {"trade", "loose", "listed", "group", "stem"}


def _is_bare_brand(brand: str, trade: str, lexicon: Lexicon) -> bool:
    """Characters that make no word, hold no material and no function word; or a place before a metal's trade."""
    if not re.fullmatch(r"[\u4e00-\u9fff]+", brand) or _holds_term(brand, lexicon):
        return False
    if strip(brand + trade, lexicon, ALL_MODIFIERS) != brand + trade:
        return False
    if any(c in _FUNCTION or c in _NO_BRAND or c in lexicon.by_role("matter") for c in brand):
        return False
    if brand in lexicon.places:
        return trade.endswith("业") and len(brand) == _LEAST
    parts = words(brand)
    if known(brand) or brand in lexicon.words:
        return len(parts) == 1 and parts[0].tag in {"nr", "nrt", "nz", "ns"} and lexicon.organisations[trade] == "trade"
    return not any(len(p.text) > 1 and known(p.text) and p.tag not in _BRAND_TAGS for p in parts)


def _holds_term(word: str, lexicon: Lexicon) -> bool:
    return any(word[i : i + n] in lexicon.terms for n in (2, 3) for i in range(len(word) - n + 1))


def _free(before: Items, lexicon: Lexicon) -> bool:
    """Whether the word before leaves room for a name to begin."""
    if not before:
        return True
    last = before[-1]
    return last.tag in {"x", "w", "p", "c", "uj", "ul", "v", "d", "t", "r", "vn", "f", "ad", "ns"} or (
        last.text in lexicon.places or last.text in {"年", "月", "日"} or last.text.endswith((*_CLIENT_END, *_PARK_END))
        or lexicon.is_(last.text, "break") or last.text in {"龙头", "巨头", "客户", "伙伴"}
    )  # fmt: skip


def _place_before(before: Items, lexicon: Lexicon) -> str:
    placed = before and before[-1].text in lexicon.places and lexicon.places[before[-1].text].certain
    return before[-1].text if placed else ""


def _closed(text: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether the name ends here, not inside a longer one (云峰锂电材料), nor before the noun it qualifies."""
    after = words(text[match.end() : match.end() + 8])
    if not after:
        return True
    if _is_trade(after[0].text, lexicon) and match.group() != "股份" or after[0].text.startswith(("公司", "集团", "有限")):
        return False
    if after[0].text.startswith(_NOT_NAMES):
        return False
    return lexicon.organisations[match.group()] != "loose" or after[0].tag[:1] not in {"n", "a", "b", "j"}


def _tail_name(candidate: str, strong: bool, lexicon: Lexicon) -> str:
    """The brand-like end of a candidate, "" if it has none; after a strong cue any unusual word will do."""
    items = words(candidate)
    first = 0
    for index, item in enumerate(items):
        stops = item.tag in _STOP_TAGS and not (strong and item.tag in {"m", "o", "y", "e"} and index)
        if stops or lexicon.is_(item.text, "break") or lexicon.is_(item.text, "trim"):
            first = index + 1
    last = len(items)
    while last > first and items[last - 1].tag in _TRAILING:
        last -= 1
    name = "".join(i.text for i in items[first:last])
    return name if is_brand(name, lexicon, strong) else ""


def is_brand(name: str, lexicon: Lexicon, strong: bool = False) -> bool:
    """Whether a short name looks like an enterprise: a place or an unusual word, then perhaps its trade."""
    items = words(name)
    if not 3 <= len(name) <= 9 and not (len(name) == 2 and not known(name)):
        return False
    if name in lexicon.terms or name in lexicon.places or name.endswith((*_NO_NAME_END, *_PARK_END)) or name in lexicon.words:
        return False
    if strong:
        return len(items) > 1 and not all(_ordinary(i, lexicon) for i in items) or not known(name)
    if any(i.tag in {"v", "d", "p", "c", "r", "m", "t", "f", "uj"} and len(i.text) > 1 and i.text not in lexicon.organisations
           for i in items):  # fmt: skip
        return False
    if any(lexicon.is_(i.text, role) for i in items for role in ("generic", "carrier")):
        return False
    last = items[-1].text
    brand = [i for i in items if i.text not in lexicon.organisations]
    unusual = [i for i in brand if i.tag in _BRAND_TAGS or not known(i.text) or len(i.text) == 1]
    if any(i.text in lexicon.terms and len(i.text) > 1 or i.text in lexicon.heads for i in brand):
        return False
    if not unusual:
        return len(brand) == 1 and last in lexicon.organisations and _noun_brand(brand[0], lexicon)
    return last in lexicon.organisations or any(not known(i.text) or i.tag in {"nz", "nrt", "nr", "j", "eng"} for i in brand)


def _ordinary(item: Item, lexicon: Lexicon) -> bool:
    """A common word: one that could stand before 公告 or after 子公司 without being a name."""
    return known(item.text) and len(item.text) > 1 and item.tag not in _BRAND_TAGS and item.text not in lexicon.organisations


def _noun_brand(item: Item, lexicon: Lexicon) -> bool:
    """An ordinary noun that can be a brand before a trade, in a context that asks for a name (海螺创业)."""
    plain = any(lexicon.is_(item.text, role) for role in ("generic", "inside", "carrier", "break"))
    return item.tag == "n" and len(item.text) == _LEAST and not plain and not any(
        char in lexicon.by_role("matter") for char in item.text
    )


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
