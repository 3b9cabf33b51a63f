"""Where the legal name of an enterprise begins: the words before 公司 or 集团 that belong to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.extract.items import BRAND_TAGS, LOOSE_TAGS, Item, known, words
from graph.extract.trades import is_trade
from graph.lexicon import Lexicon

BRACKET = re.compile(r"（[^（）]{1,8}）$")
_WITH = frozenset({"同", "与", "和", "及", "跟", "携手", "联合"})
_COVERBS = frozenset("使系以对到向及将为并自往由因指")
_IN_BRACKETS = frozenset({"国际", "集团", "控股", "股份", "企业"})
_COPULA = re.compile("为(?=..)")
_ROLES = ("方", "主体", "单位", "法人")
_LEAST_NAME = 3
_LONGEST = 26
_SHORTEST = 2
_BRACKETED = 3
_ANCHORED = 9


def start_of(text: str, suffix: int, floor: int, lexicon: Lexicon) -> int:
    """Where a name that ends before `suffix` begins."""
    bracket = BRACKET.search(text, 0, suffix)
    end = bracket.start() if bracket else suffix
    inner = [t for t in words(text[floor:end], floor) if t.start >= end - _LONGEST]
    first, index = end, len(inner) - 1
    while index >= 0:
        opened = _bracketed(inner, index, lexicon)
        branded = _branded(text[first:end], lexicon)
        if opened is None and _stops(inner, index, lexicon) and (branded or _hard(inner[index])):
            break
        index = index if opened is None else opened - 1  # what stands before a bracket is the brand
        first = inner[index].start
        index -= 1
    anchored = _anchor(inner, index, first, lexicon)
    if anchored is not None:
        return anchored
    start = _trimmed(text, [t for t in inner if t.start >= first], first, end, lexicon)
    start = _past_sort(text, _past_coverb(text, start, end, lexicon), end, lexicon)
    start = _past_park(text, start, end, lexicon)
    start = _with_cut_place(text, _with_region(text, start, floor, lexicon), floor, lexicon)
    return _with_house(text, _past_copula(text, start, end, lexicon), floor, lexicon)


def _past_copula(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """After 为 that the segmenter took into a name (业主|方为|云峰公司, 云峰筑|工为|某某集团)."""
    for match in _COPULA.finditer(text, start, end):
        told = match.start() - start >= _LEAST_NAME or text[: match.start()].endswith(_ROLES)
        word = text[match.start() - 1 : match.end()]
        if told and word not in lexicon.enterprises and word not in lexicon.places:
            return match.end() if _branded(text[match.end() : end], lexicon) else start
    return start


def _with_house(text: str, start: int, floor: int, lexicon: Lexicon) -> int:
    """With the well-known enterprise that stands before the place a name begins with (国能|某省某某发电有限公司)."""
    if not any(text[start : start + size] in lexicon.places for size in (2, 3)):
        return start
    sizes = (size for size in range(6, 1, -1) if start - size >= floor)
    return next((start - size for size in sizes if text[start - size : start] in lexicon.enterprises), start)


def _past_coverb(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """After a coverb that the segmenter took for the beginning of a brand it does not know (使齐|峰新材公司)."""
    first = words(text[start:end])[0] if start < end else None
    single = first is not None and len(first.text) == 1 and lexicon.is_(first.text, "function")
    glued = first is not None and text[start] in _COVERBS and (single or not known(first.text))
    listed = any(text[start : start + size] in lexicon.enterprises for size in range(2, 6))
    if not glued or listed or end - start <= _SHORTEST:
        return start
    return _past_coverb(text, start + 1, end, lexicon)  # 系由|云峰


def _past_sort(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """After a noun for enterprises that the segmenter took into a name (法企|福洛安酵母有限公司)."""
    sort = next((s for s in (4, 3, 2) if lexicon.is_(text[start : start + s], "enterprise-noun")), 0)
    return start + sort if end - start - sort >= _SHORTEST else start


def _past_park(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """After the park that stands before a name which begins with a place of its own (某经开区|某省某某公司)."""
    parks = [text.rfind(head, start, end) + len(head) for head in lexicon.heads_of("Park") if head in text[start:end]]
    after = max(parks, default=start)
    return after if any(text[after : after + size] in lexicon.places for size in (2, 3)) else start


def _anchor(inner: Sequence[Item], index: int, first: int, lexicon: Lexicon) -> int | None:
    """Where a name begins with a place and a brand before the verb-like word that ended it (某地云天防水材料公司)."""
    stopped = 0 <= index < len(inner) and inner[index].tag in {"v", "vn", "nr"} and inner[index].end == first
    reach = index
    while stopped and reach > 0 and first - inner[reach].start <= _ANCHORED and not parts_name(inner[reach], lexicon):
        place, brand = inner[reach - 1], inner[reach]
        branded = reach < index and (brand.tag in BRAND_TAGS or not known(brand.text))
        if branded and place.text in lexicon.places and brand.text not in lexicon.places:
            return place.start
        reach -= 1
    return None


def parts_name(item: Item, lexicon: Lexicon) -> bool:
    """A word that stands in no name: grammar, a verb of the sentence, a person's post."""
    barred = any(lexicon.is_(item.text, role) for role in ("break", "trim", "title", "function"))
    return barred or item.tag in LOOSE_TAGS or _hard(item)


def _with_region(text: str, start: int, floor: int, lexicon: Lexicon) -> int:
    """With the place and the part of it that stand before a brand (某省|西部|云峰硅业公司)."""
    before = words(text[floor:start], floor)
    placed = len(before) > 1 and lexicon.is_(before[-1].text, "region") and before[-2].text in lexicon.places
    return before[-2].start if placed and text[start] not in "的，" else start


def _with_cut_place(text: str, start: int, floor: int, lexicon: Lexicon) -> int:
    """With the place that the segmenter cut in two before a brand (由将|乐云峰公司), without the end of a date."""
    if text[start] in "年月日" and text[start - 1 : start].isdigit():
        return start + 1
    for size in (1, 2):
        before = text[start - size - 1 : start - size]
        free = start - size == floor or not re.match(r"[一-龥]", before) or before in "由在与和的是为向"
        lengths = (n for n in (2, 3) if n > size and text[start - size : start - size + n] in lexicon.places)
        if start - size >= floor and free and any(lengths):
            return start - size
    return start


def _bracketed(inner: Sequence[Item], index: int, lexicon: Lexicon) -> int | None:
    """Where a bracket at `index` begins that holds a place of the name, or what it is: 甲（集团）有限公司."""
    if inner[index].text != "）" or index < _BRACKETED:
        return None
    opened = next((at for at in range(index - 1, max(0, index - _BRACKETED - 1), -1) if inner[at].text == "（"), 0)
    place = "".join(item.text for item in inner[opened + 1 : index])
    inside = place in lexicon.places or place in _IN_BRACKETS
    return opened if opened and inner[opened - 1].end == inner[opened].start and inside else None


def _hard(item: Item) -> bool:
    return item.tag in {"x", "uj", "w"} or item.text in {"的", "在", "与", "由", "为", "从", "和", "是"}


def _stops(inner: Sequence[Item], index: int, lexicon: Lexicon) -> bool:
    """Whether a word cannot belong to a name."""
    item = inner[index]
    if item.text in {"和", "与", "及"} and _inside_brand(inner, index, lexicon):
        return False
    if len(item.text) == 1:
        held = item.text == "有" and index and inner[index - 1].tag not in {"x", "w"}  # 旗下有甲公司, not 有研
        return (
            held
            or item.tag in {"x", "w"}
            or lexicon.is_(item.text, "function")
            or item.text in "的等之了着和及"
            or _dated(inner, index)
        )
    if item.text in lexicon.places or _is_numeral_brand(inner, index, lexicon) or _opens_name(inner, index, lexicon):
        return False  # 福建省 begins a name, 全省 does not
    others = item.text.endswith((*lexicon.heads_of("Park"), *lexicon.heads_of("Project")))
    told = len(item.text) > _SHORTEST or known(item.text)  # what the segmenter cuts of a brand ends by chance
    if _is_grammar(item) or others or lexicon.is_(item.text, "client") or (told and lexicon.ends(item.text, "client")):
        return True
    if lexicon.is_(item.text, "break") or lexicon.is_(item.text, "title"):
        return True
    acts = item.tag == "v" and known(item.text) and item.text not in lexicon.organisations
    return acts and not (index and _is_in_brand(inner[index - 1], item, lexicon))


def _opens_name(inner: Sequence[Item], index: int, lexicon: Lexicon) -> bool:
    """Whether a part of the country begins a name (（3）北方云峰检测有限公司)."""
    led = index == 0 or inner[index - 1].tag in {"x", "w", "p"}
    return led and lexicon.is_(inner[index].text, "opens-name")


def _is_in_brand(before: Item, item: Item, lexicon: Lexicon) -> bool:
    """Whether a verb stands after a place or a brand, as what an enterprise does (某市|制动, 卡洛曼|制动系统)."""
    heard = known(before.text) and len(before.text) > 1
    return before.text in lexicon.places or (
        lexicon.is_(item.text, "inside") and before.tag in BRAND_TAGS and not heard
    )


def _is_numeral_brand(inner: Sequence[Item], index: int, lexicon: Lexicon) -> bool:
    """Whether a word that begins like a number is the brand after a place (某市|一岚合金公司), no count of things."""
    item = inner[index]
    counted = item.tag == "m" and re.fullmatch(r"[一二三四五六七八九十][^批家个些多余种项条座大年月期级]", item.text)
    return bool(counted) and index > 0 and inner[index - 1].text in lexicon.places


def _is_grammar(item: Item) -> bool:
    """A word of grammar; the segmenter's guess that an unknown word is one counts for nothing (隆上/t 超纤公司)."""
    guessed = item.tag in {"t", "f"} and not known(item.text)
    return item.tag in LOOSE_TAGS and not guessed


def _dated(inner: Sequence[Item], index: int) -> bool:
    """年, 月 or 日 of a date, not 日 that begins a brand."""
    return inner[index].text in "年月日" and index > 0 and inner[index - 1].text[-1:].isdigit()


def _inside_brand(inner: Sequence[Item], index: int, lexicon: Lexicon) -> bool:
    """和 inside a brand (甲地金和锂电): a place and one character stand before it."""
    if index < _SHORTEST:
        return False
    place, char = inner[index - 2 : index]
    return place.text in lexicon.places and len(char.text) == 1 and char.text not in "省市县区旗州"


def _branded(stem: str, lexicon: Lexicon) -> bool:
    """Whether a stem already holds more than trade words."""
    return sum(len(w.text) for w in words(stem) if w.text not in lexicon.organisations) >= _SHORTEST


def _trimmed(text: str, run: list[Item], first: int, end: int, lexicon: Lexicon) -> int:
    """Without the ordinary words before the place that a legal name begins with, and adverbs."""
    for index, item in enumerate(run[1:], start=1):
        division = lexicon.places.get(item.text)
        if division is not None and division.certain and run[index - 1].text in _WITH:
            return item.start
        before = run[is_trade(run[0].text, lexicon) : index]  # what is left of another name that the segmenter cut
        certain = division is not None and division.certain and _branded(text[item.end : end], lexicon)
        if certain and all(_ordinary(b, lexicon) for b in before):
            return item.start
    while run and _dispensable(run[0], lexicon) and _branded(text[run[0].end : end], lexicon):
        run = run[1:]
    return run[0].start if run else first


def _ordinary(item: Item, lexicon: Lexicon) -> bool:
    common = known(item.text) and item.tag in {"n", "vn", "a", "b", "v", "d"}
    return common and item.text not in lexicon.organisations


def _dispensable(item: Item, lexicon: Lexicon) -> bool:
    return lexicon.is_(item.text, "trim") or (item.tag in {"d", "ad"} and item.text not in lexicon.places)
