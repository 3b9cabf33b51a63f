"""Names of enterprises without 公司: a brand with its trade, or any name its context shows to be one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extract.items import BRAND_TAGS, LOOSE_TAGS, Item, Items, known, words
from graph.extract.namecues import shown
from graph.extract.trades import acts, closes, ends_in_trade, is_trade, trades
from graph.lexicon import Lexicon
from graph.lexicon.forms import ALL_MODIFIERS, is_graded, is_known, strip

_LATIN = re.compile("[A-Za-z]{2,}(?: [A-Za-z]+){0,3}")
_AFTER_PLACE = re.compile("([一-龥]{2,6})([A-Z][A-Za-z]{2,}(?: [A-Za-z]+){0,3})")
_INITIALS = re.compile("[A-Z]{2,4}")  # LED, ESS: rather a product
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_SIZES = (2, 3)
_LONGEST = 9
_HAVING, _HAVERS = "有自", frozenset("nvd")
_PROPER = frozenset({"nz", "nrt", "nr", "j", "eng"})
_TRAILING = frozenset({"d", "c", "p", "u", "uj", "ul", "zg", "ad"})
_OPEN_TAGS = frozenset({"x", "w", "p", "c", "uj", "ul", "v", "d", "t", "r", "vn", "f", "ad", "ns"})
_NO_NAME = re.compile(
    r"^拟|^请以|^(?:我|本|该|全)(?:县|市|省|区|国|公司|集团)|(?:上市|参股|控股|合资|项目|本|该|子|分|母)公司$|项目|发布|披露"
)
_HOUSED = re.compile("(?:下属|旗下|所属).+[厂矿]$")  # 公司下属|某某冶炼厂 is a plant of the company's
_PLACED = ("市", "县", "区", "镇", "乡")  # before a trade: what a place makes (某县水泥), not who makes it
_DATELINES = ("日讯", "日电")  # 8月16日讯|云峰铜箔
_DIVISIONS = ("市", "县", "区", "旗", "省", "州")
_ADDING = re.compile(r"^(?:[更又也还另既则均仅]有|日(?:讯|电)|[一-龥]{1,4}[网社报]讯)")  # 更有|云峰, 日讯|云峰
_PLANT = re.compile(r"(?![新老旧工分总该本])[一-龥]{1,3}厂(?![房区家商址内里])")  # 云峰汽配|型钢厂
_AUXILIARY = frozenset("拟将已获欲再")
_ADVERBS = frozenset("原无曾均未仍即现系")  # after a name, before what it does (云峰电子|原|拟募集资金)
_NO_BRAND_TAGS = frozenset({"v", "d", "p", "c", "r", "m", "t", "f", "uj"})


def short_names(text: str, lexicon: Lexicon) -> Iterator[str]:
    """Names without 公司: a brand with its trade (云峰锂业), or what their context shows to be an enterprise."""
    yield from (name for name in _with_trade(text, lexicon) if not is_known(name, lexicon))  # 高纯|石墨
    for cue, match in shown(text, lexicon):
        name = _core(_ADDING.sub("", match["N"]).removesuffix("第").removesuffix("以"), cue.least == _SIZES[0], lexicon)
        if len(name) < cue.least or _holds_listed(name, lexicon) or _HOUSED.search(match["N"]):
            continue
        if cue.least > _SIZES[0] and _ends_as_goods(name, lexicon):
            continue
        if not cue.traded or ends_in_trade(name, lexicon):
            yield name


def _ends_as_goods(name: str, lexicon: Lexicon) -> bool:
    """Whether a name is of ordinary words and ends as goods do that nobody trades under (铅护套, not 云凯轴承)."""
    parts = words(name)
    traded = parts[-1].text in lexicon.organisations or ends_in_trade(name, lexicon)
    plain = all(known(part.text) for part in parts) and parts[0].text not in lexicon.places
    return lexicon.ends(name, "product-end") and not traded and plain


def _holds_listed(name: str, lexicon: Lexicon) -> bool:
    """Whether a well-known enterprise begins a name that is no name of its own (华云|刀片电)."""
    begins = (name[:size] for size in range(_SIZES[0], len(name)))
    trade = words(name)[-1].text in lexicon.organisations
    return not trade and any(start in lexicon.enterprises for start in begins)


def _with_trade(text: str, lexicon: Lexicon) -> Iterator[str]:
    """Two or three characters that are no word, then a trade: an enterprise wherever it stands."""
    fixed = [w for w in words(text) if known(w.text) and w.tag != "nr"]
    inside = {p for w in fixed for p in range(w.start + 1, w.end)}
    cuts = {w.end for w in fixed}
    for match in trades(lexicon).finditer(text):
        if match.start() not in inside or (match.end() in cuts and match.end() - 1 in cuts):
            firsts = (match.start() - size for size in _SIZES)
            names = (_name(text, first, match, lexicon) for first in firsts if first >= 0 and first not in inside)
            yield from (name for name in names if name)


def _name(text: str, first: int, match: re.Match[str], lexicon: Lexicon) -> str:
    """The name whose brand begins at `first` and whose trade is matched, "" if it is none."""
    before = words(text[max(0, first - 12) : first])
    placed = bool(_place(before, lexicon))
    brand = text[first : match.start()]
    if brand[0] in _HAVING and len(brand) == _SIZES[1] and before and before[-1].tag[:1] in _HAVERS:
        return ""  # 企业有|云峰锂业, 也有|云峰锂业
    if text[max(0, first - 1) : first + 1] in _DATELINES:
        return ""
    if not _is_bare(brand, match.group(), placed, lexicon) or not _closed(text, match, lexicon):
        return ""
    if before and before[-1].tag in {"nz", "nrt", "nr", "j"} and len(before[-1].text) == _SIZES[0]:
        first -= len(before[-1].text)
        before = before[:-1]
    free = _free(before, lexicon) or text.endswith(_DATELINES, 0, first)
    return _place(before, lexicon) + text[first : match.end()] if free else ""


def _is_bare(brand: str, trade: str, placed: bool, lexicon: Lexicon) -> bool:
    """Characters that make no word, hold no material and no function word; or a place before a metal's trade.

    After a place the brand may hold one character of matter (某州闽锂科技), and before 集团 and 股份 (盐岭集团).
    """
    matter = sum(lexicon.is_(c, "matter") for c in brand) - (lexicon.organisations[trade] in {"listed", "group"})
    if brand in lexicon.brands:
        return True
    proper = lexicon.organisations[trade] in {"trade", "group"} and _is_proper(brand)
    said = brand in lexicon.organisations or lexicon.is_(brand, "amount") or lexicon.is_(brand, "generic")  # 年产|铜箔
    worded = said or (not proper and _holds_worn(brand, trade, lexicon))
    material = _holds_term(brand, lexicon) or matter > (placed or trade.endswith(("业", "股份")))  # 盐泽股份
    if worded or material or not _HAN.fullmatch(brand):
        return False
    if strip(brand + trade, lexicon, ALL_MODIFIERS) != brand + trade:
        return False
    if brand in lexicon.places:
        return trade.endswith("业") and len(brand) == _SIZES[0]
    parts = words(brand)
    if known(brand) or brand in lexicon.words:
        sure = lexicon.organisations[trade] in {"trade", "group"}
        noun = sure and trade.endswith("业") and len(parts) == 1 and _noun_brand(parts[0], lexicon)
        return noun or (len(parts) == 1 and parts[0].tag in ({*_PROPER, "ns"} if sure else {"nz"}))
    nouns = _SIZES if trade.endswith("业") and lexicon.organisations[trade] == "trade" else ()
    return all(
        len(p.text) == 1
        or not known(p.text)
        or p.tag in BRAND_TAGS
        or (len(brand) in nouns and len(parts) > 1 and _noun_brand(p, lexicon, 1))
        for p in parts
    )


def _is_proper(brand: str) -> bool:
    """Whether the dictionary knows the brand for a proper name, whatever characters it holds (大华, 中瑞)."""
    parts = words(brand)
    return len(parts) == 1 and parts[0].tag in BRAND_TAGS - {"j"} and known(brand)


def _holds_worn(brand: str, trade: str, lexicon: Lexicon) -> bool:
    """Whether a brand holds a character no brand holds; within three before …业 an adjective may stand (溪上春酒业)."""
    inside = brand[1:-1] if len(brand) == _SIZES[1] and trade.endswith("业") else ""
    return any(_is_worn(c, lexicon) for c in brand if c not in inside or lexicon.is_(c, "function"))


def _is_worn(char: str, lexicon: Lexicon) -> bool:
    """A character that is grammar rather than part of a brand."""
    return lexicon.is_(char, "function") or lexicon.is_(char, "no-brand")


def _holds_term(word: str, lexicon: Lexicon) -> bool:
    return any(word[i : i + n] in lexicon.terms for n in _SIZES for i in range(len(word) - n + 1))


def _free(before: Items, lexicon: Lexicon) -> bool:
    """Whether the word before leaves room for a name to begin."""
    if not before:
        return True
    last = before[-1]
    ended = lexicon.ends(last.text, "client") or last.text.endswith(lexicon.heads_of("Park"))
    placed = last.text in lexicon.places or last.text.endswith(("年", "月", "日", "是"))
    return last.tag in _OPEN_TAGS or placed or ended or lexicon.is_(last.text, "break")


def _place(before: Items, lexicon: Lexicon) -> str:
    """The place that stands before a brand belongs to the name, unless in full: 某县云峰纺织 is 云峰纺织."""
    division = lexicon.places.get(before[-1].text) if before else None
    short = division is not None and division.certain and before[-1].text != division.name
    return before[-1].text if short else ""


def _closed(text: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether the name ends here, not inside a longer one (云峰锂电材料), nor before the noun it qualifies."""
    after = words(text[match.end() : match.end() + 8])
    if not after:
        return True
    institute = text.startswith(lexicon.heads_of("Facility", ""), match.end()) or _PLANT.match(text, match.end())
    traded = is_trade(after[0].text, lexicon) and not acts(after)
    made = after[0].text in lexicon.terms and after[1:] and after[1].text in lexicon.works  # 云峰矿业石材加工项目
    goods = traded and len(after) > 1 and (made or after[1].text in lexicon.terms)  # 云峰智造精密铜管: what it makes
    longer = bool(institute) or (traded and not goods and match.group() not in {"股份", "集团"})
    if longer or text.startswith(lexicon.endings["after-no-name"], match.end()):
        return False
    free = lexicon.is_(after[0].text, "amount") or after[0].tag[:1] not in {"n", "a", "b", "j"}
    return free or lexicon.organisations[match.group()] != "loose"


def _core(candidate: str, strong: bool, lexicon: Lexicon) -> str:
    """The brand-like end of a candidate, "" if it has none; after a strong cue any unusual word will do."""
    if (told := _AFTER_PLACE.fullmatch(candidate)) and told[1] in lexicon.places:
        candidate = told[2]  # 瑞典|Northvolt
    if _LATIN.fullmatch(candidate):
        return candidate if is_brand(candidate, lexicon, strong) else ""
    items = words(candidate)
    first, last = 0, len(items)
    for index, item in enumerate(items):
        if strong and 0 < index == len(items) - 1 and item.text in lexicon.organisations:
            break
        loose = item.tag in LOOSE_TAGS and not (strong and index and item.tag in {"m", "o", "y", "e"})
        refers = lexicon.is_(item.text, "ref:Company")
        if loose or refers or lexicon.is_(item.text, "break") or lexicon.is_(item.text, "trim"):
            first = index + 1
    while last > first and _trails(items[last - 1], last > first + 1, lexicon):
        last -= 1
    while first < last - 1 and _is_division(items[first], lexicon):
        first += 1
    name = "".join(i.text for i in items[first:last])
    return name if is_brand(name, lexicon, strong) else ""


def _trails(item: Item, more: bool, lexicon: Lexicon) -> bool:
    """Whether a word at the end of a candidate is no part of the name (云峰能源|年产, 云峰食品|西南)."""
    ends = (item.tag in _TRAILING and known(item.text)) or item.text in _ADVERBS
    return ends or lexicon.is_(item.text, "amount") or (more and _is_region(item, lexicon))


def _is_division(item: Item, lexicon: Lexicon) -> bool:
    """A county or city in full, where the enterprise is (某县|云峰纺织)."""
    division = lexicon.places.get(item.text)
    return division is not None and item.text == division.name and item.text.endswith(_DIVISIONS)


def _is_region(item: Item, lexicon: Lexicon) -> bool:
    """A region or a place after a name: where the enterprise builds, no part of what it is called."""
    return lexicon.is_(item.text, "region") or item.text in lexicon.places


def is_brand(name: str, lexicon: Lexicon, strong: bool = False) -> bool:
    """Whether a short name looks like an enterprise: a place or an unusual word, then perhaps its trade.

    >>> from graph.lexicon import load
    >>> is_brand("云峰锂业", load()), is_brand("负极材料", load())
    (True, False)
    """
    if not _sized(name) or _taken(name, lexicon, strong) or (not strong and _INITIALS.fullmatch(name)):
        return False
    items = words(name)
    if strong:
        told = any(lexicon.is_(i.text, "break") and i.text not in lexicon.organisations for i in items)
        return not told and ((len(items) > 1 and not all(_common(i, lexicon) for i in items)) or not known(name))
    return not any(_bars(i, lexicon) for i in items[: -closes(items, lexicon) or None]) and _has_brand(items, lexicon)


def _sized(name: str) -> bool:
    if _LATIN.fullmatch(name):
        return True  # Yunling EM
    return _SIZES[1] <= len(name) <= _LONGEST or (len(name) == _SIZES[0] and not known(name))


def _taken(name: str, lexicon: Lexicon, strong: bool) -> bool:
    """Whether a name is known to be something else; a strong cue outweighs a doubtful ending that is a trade."""
    if _NO_NAME.search(name):
        return True
    if any(len(title) > 1 and title in name for title in lexicon.endings.get("title", ())):
        return True  # 县委书记某某
    listed = is_known(name, lexicon) or is_graded(name, lexicon) or name in lexicon.places or name in lexicon.words
    headed = name.endswith(lexicon.heads_of("Park")) or name.endswith(lexicon.heads_of("Technology"))
    traded = strong and name[-2:] in lexicon.organisations
    doubtful = lexicon.ends(name, "no-enterprise") and not traded
    return listed or doubtful or (headed and not is_trade(name[-2:], lexicon))


def _bars(item: Item, lexicon: Lexicon) -> bool:
    """Whether a word cannot stand in a short name."""
    told = known(item.text) or len(item.text) > _SIZES[0] or item.text[-1] in _AUXILIARY  # else the tag is a guess
    grammar = told and item.tag in _NO_BRAND_TAGS and len(item.text) > 1 and item.text not in lexicon.organisations
    return grammar or any(lexicon.is_(item.text, role) for role in ("generic", "carrier", "amount"))


def _has_brand(items: Items, lexicon: Lexicon) -> bool:
    brand = [i for i in items if i.text not in lexicon.organisations]
    if brand and brand[-1].text.endswith(_PLACED):
        return False
    if all(i.text in lexicon.places and lexicon.places[i.text].name == i.text for i in brand):
        return False
    if any((i.text in lexicon.terms and len(i.text) > 1) or i.text in lexicon.heads for i in brand):
        return False
    if brand and all(lexicon.is_(char, "matter") for i in brand for char in i.text):
        return False
    traded = items[-1].text in lexicon.organisations
    if not any(i.tag in BRAND_TAGS or not known(i.text) or len(i.text) == 1 for i in brand):
        return len(brand) == 1 and traded and _noun_brand(brand[0], lexicon)
    strange = any(i.tag == "ns" and i.text not in lexicon.places for i in brand[1:])
    return traded or strange or any(not known(i.text) or i.tag in _PROPER for i in brand)


def _common(item: Item, lexicon: Lexicon) -> bool:
    """A common word: one that could stand before 公告 or after 子公司 without being a name."""
    word = known(item.text) and len(item.text) > 1
    return word and item.tag not in BRAND_TAGS and item.text not in lexicon.organisations


def _noun_brand(item: Item, lexicon: Lexicon, matter: int = 0) -> bool:
    """An ordinary noun that can be a brand before a trade, in a context that asks for a name (海螺创业).

    It may hold as many characters of matter as told.
    """
    plain = any(lexicon.is_(item.text, role) for role in ("generic", "inside", "carrier", "break"))
    held = sum(lexicon.is_(char, "matter") for char in item.text)
    return item.tag == "n" and len(item.text) == _SIZES[0] and not plain and held <= matter
