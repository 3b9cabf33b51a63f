"""Materials: those the thesaurus holds, and open ones known by their head or by the amount beside them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from graph.extract.amounts import PHASE, is_amount, joined
from graph.extract.items import Item, Items, known
from graph.extract.phrases import inner, run_start
from graph.lexicon import Lexicon
from graph.lexicon.forms import PRAISE, head_of, is_graded, is_waste, strip

_COUNTABLE = frozenset({"mass", "energy", "power", "charge", "volume", "count"})
_PRODUCING = re.compile(r"生产|产能|能力|项目|年产")
_TREATING = frozenset({"input", "recover"})
_OWNERS = frozenset({"ns"})
_INTO = frozenset({"成", "为", "成为", "出", "得到", "而成", "后", "成了"})
_DONE_WITH = frozenset({"生产", "制成", "做", "做成", "制造", "制备", "加工", "替代", "代替", "作", "作为", "来"})
_SURE, _LISTED = 4, 3
_QUALITIES = frozenset({"v", "vn", "a", "d", "b"})
_GRAMMAR = frozenset("为由与和在向从被是将需其以把对及或并则经据给因用后中可再先则均也都")
_PART = re.compile(r"件(?=[、，。；等和及与（]|生产|制造|产品|项目|产业|基地)")  # 发动机件 is a part of an engine
_STOCK = re.compile(r"(?<=[板管线带棒箔膜型片卷])材(?!料|质)")  # ALC板|材
_PLACED = ("区", "镇", "乡", "县", "园", "基地")  # the end of a place that no list holds (城东港区盘石水泥)
_MODAL = frozenset({"可", "可以", "能", "需", "需要", "再", "经"})
_METAL = re.compile("金属量?$")  # 铜金属量237万吨 is so much copper
_ENDING = frozenset({"年", "日", "月", "暨"})  # end a period, or another work


def thesaurus_spans(text: str, edges: frozenset[int], matches: list[tuple[int, int]], lexicon: Lexicon) -> list[Item]:
    """The names the thesaurus knows, where they do not cut a word."""
    kept = (
        (start, end + bool(_PART.match(text, end) or _STOCK.match(text, end)))
        for start, end in matches
        if lexicon.terms[text[start:end]].kind == "Material" and _aligned(text, start, end, edges)
    )
    return [Item(start, end, text[start:end], "n", "Material", text[start:end]) for start, end in kept]


def _aligned(text: str, start: int, end: int, edges: frozenset[int]) -> bool:
    """Whether a match sits on word boundaries, the shorter the stricter; three characters may part no known word."""
    size, sides = end - start, (start in edges) + (end in edges)
    if size >= _SURE or sides == 2:
        return True
    if all(edge in edges or _is_glued(text, edge, edges) for edge in (start, end)):
        return True
    cut = end if start in edges else start
    return size == _SURE - 1 and sides == 1 and not known(_word_around(text, cut, edges))


def _is_glued(text: str, position: int, edges: frozenset[int]) -> bool:
    """Whether the segmenter took a word of grammar and a part of a name for one unknown word (铝灰|经, 用|锂渣)."""
    word = _word_around(text, position, edges)
    led, followed = text[position - 1], text[position : position + 1]
    grammar = (led == word[0] and led in _GRAMMAR) or (followed == word[-1] and followed in _GRAMMAR)
    return grammar and not known(word)


def _word_around(text: str, position: int, edges: frozenset[int]) -> str:
    """The word that a position lies inside of."""
    first = max(e for e in edges if e <= position)
    return text[first : min((e for e in edges if e >= position), default=len(text))]


def open_spans(items: Items, lexicon: Lexicon) -> list[Item]:
    """Material phrases over the pieces of a sentence: the longest run that ends with a material or a head."""
    found: list[Item] = []
    index = len(items) - 1
    while index >= 0:
        first = _phrase(items, index, lexicon)
        run = items[first : index + 1] if first is not None else ()
        if first is not None and (joined(run) in lexicon.terms or not lexicon.is_(joined(run), "industry")):
            found.append(material(run, weak=_qualifies(items, index, lexicon)))
            index = first
        index -= 1
    return found


def _phrase(items: Items, index: int, lexicon: Lexicon) -> int | None:
    """Where the material phrase that ends at `index` begins, None if none ends there."""
    if not _ends(items, index, lexicon):
        return None
    first = _with_use(items, _first(items, index, lexicon), index, lexicon)
    bare = first == index and not items[index].kind and items[index].text in lexicon.vague_heads
    return None if bare else first


def _with_use(items: Items, first: int, index: int, lexicon: Lexicon) -> int:
    """With the goods that it is for (动力电池用|硫酸镍); not where 用 is what is done with it (电池用硫酸镍生产)."""
    after = joined(items[index + 1 : index + 2])
    used = first > 1 and items[first - 1].text == "用" and items[first - 2].kind == "Material"
    if not used or lexicon.works.get(after) == "making" or after in _DONE_WITH:
        return first
    return _first(items, first - 2, lexicon)


def _first(items: Items, index: int, lexicon: Lexicon) -> int:
    """After the last verb that treats a material (处理废铅膏, 年拆解废电池), else with the noun phrase.

    The name of a place before a known material is no part of it.
    """
    first = _with_quality(items, run_start(items, index, lexicon), lexicon)
    for reach in range(index - 1, first - 1, -1):
        if (
            lexicon.works.get(items[reach].text) in _TREATING
            or items[reach].text in _ENDING
            or (lexicon.is_(items[reach].text, "method-end") and items[reach + 1].tag[:1] == "v")
            or _acts(items, reach, first, lexicon)
            or _made_into(items, reach, index, lexicon)
            or is_site(items[reach], lexicon)
        ):
            return _led(items, reach + 1, index, lexicon)
        after = reach + 1 < index and lexicon.is_(items[reach + 1].text, "trim")
        parked = len(items[reach].text) > 2 and items[reach].text.endswith(lexicon.heads_of("Park"))
        if not items[reach].kind and (parked or (items[reach].text.endswith(_PLACED) and (reach > first or after))):
            return _led(items, reach + 1, index, lexicon)
    if first > 1 and items[first - 2].measure and _is_isomer(items[first - 1].text, items[first].text, lexicon):
        return first - 1
    placed = first < index and items[first].tag in _OWNERS
    return first + 1 if placed and joined(items[first + 1 : index + 1]) in lexicon.terms else first


def _with_quality(items: Items, first: int, lexicon: Lexicon) -> int:
    """With the word after the mark of a list that tells which of its goods it is (圆锥滚子轴承、|调心|滚子轴承)."""
    if first < _LISTED or items[first - 2].text != "、" or not _is_good(items[first - 3], lexicon):
        return first
    word = items[first - 1]
    plain = word.tag in _QUALITIES and len(word.text) > 1 and word.text not in lexicon.works
    return first - 1 if plain and word.text not in lexicon.words else first


def _is_good(item: Item, lexicon: Lexicon) -> bool:
    return item.kind == "Material" or (not item.kind and bool(head_of(item.text, lexicon)))


def is_site(item: Item, lexicon: Lexicon) -> bool:
    """Whether a word tells of the works or stage that the goods come from (某冶炼厂|二期|技改|锌合金)."""
    return not item.kind and (
        item.text.endswith("厂") or lexicon.is_(item.text, "upgrade") or bool(PHASE.match(item.text))
    )


def _made_into(items: Items, reach: int, index: int, lexicon: Lexicon) -> bool:
    """Whether a verb stands between a feed and a known product (红土镍矿|冶炼|镍铁); 铜冶炼废渣 is waste of it."""
    back = reach - 1
    while back > 0 and not items[back].kind and (items[back].text in _MODAL or items[back].text[0] == "中"):
        back -= 1  # 粉煤灰|中|可|回收氧化铝
    before = back >= 0 and items[back].kind == "Material"
    made = joined(items[reach + 1 : index + 1])
    known_one = made in lexicon.terms and not is_waste(made, lexicon)
    return before and lexicon.is_(items[reach].text, "yields") and known_one


def _acts(items: Items, reach: int, first: int, lexicon: Lexicon) -> bool:
    """Whether a word is a verb, what follows its object (出售石墨矿石, 某集团发展新能源汽车)."""
    item = items[reach]
    if item.kind:
        return False
    built = lexicon.is_(item.text, "trim") and lexicon.works.get(item.text) == "making"
    return lexicon.is_(item.text, "acts") or (reach > first and built)


def _is_isomer(word: str, name: str, lexicon: Lexicon) -> bool:
    """Whether a word that may be a preposition says where a group of a compound stands (对|氯苯甘氨酸)."""
    return lexicon.is_(word, "isomer") and lexicon.is_(name[0], "radical")


def _led(items: Items, first: int, index: int, lexicon: Lexicon) -> int:
    """Where a phrase begins without the words that may not lead it."""
    while first < index and not items[first].kind and lexicon.is_(items[first].text, "trim"):
        first += 1
    return first


def _ends(items: Items, index: int, lexicon: Lexicon) -> bool:
    """Whether a material can end here: with one of the thesaurus, or with a head that something specifies."""
    item = items[index]
    if not item.kind and not _can_end(item.text, lexicon):
        return False
    if not item.kind and lexicon.is_(item.text, "generic") and item.text not in lexicon.heads:
        return False  # 汽车|配套
    if item.kind == "Material" or (not item.kind and is_graded(item.text, lexicon)):
        return True
    if _is_term(item, lexicon) or (not item.kind and _is_compound(items, index, lexicon)):
        return True
    head = head_of(item.text, lexicon)
    if item.kind or not head or not inner(item, lexicon):
        return False
    telling = head not in lexicon.vague_heads and (len(head) > 1 or head != item.text)
    return telling or any(i.kind == "Material" for i in items[run_start(items, index, lexicon) : index])


@lru_cache(maxsize=1 << 14)
def _can_end(word: str, lexicon: Lexicon) -> bool:
    """Whether a material can end with a word, whatever stands before it."""
    headed = head_of(word, lexicon) or lexicon.ends(word, "compound")
    return bool(headed) or word in lexicon.terms or is_graded(word, lexicon)


def _is_term(item: Item, lexicon: Lexicon) -> bool:
    """Whether a word is a name of the thesaurus that one before hid where they overlap (二氯|苯酚, not 氯苯)."""
    return not item.kind and item.text in lexicon.terms and lexicon.terms[item.text].kind == "Material"


def _is_compound(items: Items, index: int, lexicon: Lexicon) -> bool:
    """Whether a word ends as only names of compounds do (喹啉, 频呐|酮)."""
    item = items[index]
    longer = len(item.text) > 1 or run_start(items, index, lexicon) < index
    return longer and lexicon.ends(item.text, "compound") and inner(item, lexicon)


def _qualifies(items: Items, index: int, lexicon: Lexicon) -> bool:
    """Whether a noun follows at once, so that the material only qualifies it (铜箔市场)."""
    after = items[index + 1] if index + 1 < len(items) else None
    if after is None or after.kind or lexicon.is_(after.text, "after-material") or lexicon.is_(after.text, "amount"):
        return False
    next_one = joined(items[index + 2 : index + 3])
    if next_one in _INTO or (lexicon.is_(after.text, "yields") and next_one in lexicon.terms):
        return False
    work = lexicon.works.get(after.text, "")
    noun = inner(after, lexicon) and after.tag not in {"vn", "a", "ad", "b", "d", "f", "s", "k"}
    return work == "step" or (noun and not work)


def material(run: Items, weak: bool = False) -> Item:
    """One material of neighbouring pieces."""
    text = joined(run)
    return Item(run[0].start, run[-1].end, text, "n", "Material", text, parts=run, weak=weak)


def labelled(item: Item, lexicon: Lexicon) -> Item:
    """The material under the name it has without praise and 产品; the wording stays as another name."""
    label = strip(item.text.replace("“", "").replace("”", ""), lexicon, PRAISE)
    bare = re.sub("(?:系列)?产品$", "", label)
    label = bare if len(bare) > 1 and any(bare[n:] in lexicon.terms for n in range(len(bare) - 1)) else label
    metal = _METAL.sub("", label)
    label = metal if metal in lexicon.terms and label not in lexicon.terms else label
    return replace(item, label=label, names=(item.text,) if label != item.text else ())


def beside_amounts(items: Items, lexicon: Lexicon) -> list[Item]:
    """What an amount measures though no list holds it: 3万吨装配式构件, 2万吨的磁体毛坯生产能力, 年产专用车3万辆."""
    found: list[Item] = []
    for index, item in enumerate(items):
        if item.measure is not None and item.measure.dimension in _COUNTABLE and is_amount(item):
            run = _after(items, index, lexicon) or _before(items, index, lexicon)
            if run and _is_product(run, lexicon):
                found.append(material(run))
    return found


def _after(items: Items, index: int, lexicon: Lexicon) -> Items:
    """The noun phrase after an amount; after 的 only if what it makes follows."""
    linked = index + 1 < len(items) and items[index + 1].text == "的"
    first = last = index + 1 + linked
    while last < len(items) and inner(items[last], lexicon) and not lexicon.is_(items[last].text, "amount"):
        last += 1
    if linked and not any(_PRODUCING.match(i.text) for i in items[last : last + 2]):
        return ()
    while last > first and _is_carrier(items[last - 1], lexicon):
        last -= 1
    return items[first:last]


def _is_carrier(item: Item, lexicon: Lexicon) -> bool:
    vague = lexicon.is_(item.text, "carrier") or lexicon.is_(item.text, "generic")
    return vague or item.text in lexicon.works


def _before(items: Items, index: int, lexicon: Lexicon) -> Items:
    """What stands between a verb of making and an amount (年产专用车3万辆)."""
    if not index or items[index - 1].kind or not inner(items[index - 1], lexicon):
        return ()
    first = run_start(items, index - 1, lexicon)
    while first < index - 1 and lexicon.is_(items[first].text, "acts"):
        first += 1
    left = items[first - 1].text if first else ""
    listed = left in {"，", "、"} and first > 1 and items[first - 2].measure is not None
    making = listed or any(lexicon.is_(left, role) for role in ("amount", "acts")) or left in {"生产", "产出", "、"}
    noun = items[index - 1].tag[:1] in {"n", "l", "j"}
    return items[first:index] if noun and (making or lexicon.works.get(left) in _TREATING) else ()


def _is_product(run: Items, lexicon: Lexicon) -> bool:
    """Whether a phrase beside an amount can be what it measures, and is not found already."""
    named = any(i.kind in {"Company", "Place"} for i in run) or run[-1].kind
    noun = run[-1].tag[:1] in {"n", "v", "l", "j", "b", "e"}
    done = lexicon.ends(joined(run), "no-product") or "项目" in joined(run) or lexicon.is_(run[0].text, "break")
    return len(joined(run)) > 1 and noun and not named and not done
