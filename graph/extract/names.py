"""Parks, facilities, technologies and chains: names known by the head they end with."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from graph.extract.amounts import AND, joined
from graph.extract.compounds import nominal
from graph.extract.facilities import NUMBERED, by_number, ends_before, facility, owned
from graph.extract.industries import is_industry, trimmed
from graph.extract.items import Item, Items
from graph.extract.parks import is_part_of_town, of_park, of_region, park_begin
from graph.extract.phrases import inner, is_placed, past_brackets, run_start, specific
from graph.lexicon import Lexicon, NameHead
from graph.lexicon.forms import PRAISE, family, strip

_NUMBERED = re.compile(r"[\d一二三四五六七八九十两]+个?[千百十]亿(?:美元|元)?级")
_FOLLOWED = re.compile(r"[千百]亿级产业(?:分别)?(?:是|为|包括|即)")
_MARKS = "，。；：“”（\n"
_LEVEL = re.compile(r"^[千百十]?亿级|^[千百十]+亿(?:元?级)?")
# Words about industries that name none: 一大支柱产业, 民营企业产业集群
_RANK = re.compile(
    r"(?:[一二两三四五六七八九十\d]+大|第[一二三四]大?|主导|支柱|特色|优势|传统|新兴|重点|首位|富民|强[县市镇]|高新技术|民营|中小|企业|龙头|配套|相关|基础|骨干|核心|先进|现代|高端)+"
)
_RANKED = re.compile(r"(?:主导|支柱|首位|优势|特色|重点|龙头|骨干)$")  # 锂电|主导产业
_PLAN = re.compile(r"“(\d\+\d(?:\+\w)?)”(?:现代化|现代)?(?:产业|工业)(?:体系|集群)?")
_DIVISIONS = ("区", "县", "镇")  # 市中区|高端纺织产业
_LEAST, _QUOTED = 3, 25
_OFFICES = ("局", "厅", "政府", "委员会")


def by_head(items: Items, lexicon: Lexicon, kinds: frozenset[str], sort: str = "") -> list[Item]:
    """Names of these kinds over the pieces of a sentence, from the right so that the longest name wins.

    With a `sort`, only names whose head is of that sort.
    """
    found: list[Item] = []
    limit, last = len(items), _heads(lexicon, kinds, sort).keys()
    numbered = "Facility" in kinds and not sort
    for index in range(len(items) - 1, -1, -1):
        text = items[index].text
        if index < limit and (text[-1:] in last or (numbered and NUMBERED.fullmatch(text))):
            first, item = _named(items, index, lexicon, kinds, sort)
            if item is not None:
                limit = first
                found.append(item)
    return found


def _named(items: Items, index: int, lexicon: Lexicon, kinds: frozenset[str], sort: str) -> tuple[int, Item | None]:
    if items[index].kind not in {"", "Material"} or items[index].reference:
        return index, None
    text = items[index].text
    for head in _heads(lexicon, kinds, sort).get(text[-1:], ()):
        if text.endswith(head.text):
            first = _begin(items, index, head.kind, lexicon)
            if head.kind == "Technology" and lexicon.is_(head.text, "industry-end") and _is_made(items, index, lexicon):
                return index, None
            item = _MAKE[head.kind](items[first : index + 1], head, lexicon)
            if item is None and head.kind == "Facility":
                item = owned(items, first, index, head, lexicon)
            if head.kind == "Park":
                return _named_park(items, (first, index), head, item, lexicon)
            return first, item
    if "Facility" in kinds and not sort and NUMBERED.fullmatch(items[index].text):
        first = _begin(items, index, "Facility", lexicon)
        return first, by_number(items, index, first, lexicon)
    return index, None


def _named_park(
    items: Items, span: tuple[int, int], head: NameHead, item: Item | None, lexicon: Lexicon
) -> tuple[int, Item | None]:
    """A park by its own name, or by whose it is."""
    first, index = span
    if head.sort == "area" and not is_part_of_town(items, first, index, head.text):
        return index, None
    if item is not None:
        return first, _of_owner(item, items, first)
    if first > 0 and items[first - 1].text.endswith(lexicon.heads_of("Park")):
        begin = _begin(items, first - 1, "Park", lexicon)
        within = of_park(items[begin : index + 1], first - begin, head.text)
        if within is not None:
            return begin, within
    return first, of_region(items, first, index, lexicon) or _bare(items, index, head)


@cache
def _heads(lexicon: Lexicon, kinds: frozenset[str], sort: str) -> Mapping[str, Sequence[NameHead]]:
    """The heads of these kinds in their order, by their last character."""
    found: dict[str, list[NameHead]] = defaultdict(list)
    for head in lexicon.name_heads:
        if head.kind in kinds and sort in {"", head.sort}:
            found[head.text[-1:]].append(head)
    return dict(found)


def _begin(items: Items, index: int, kind: str, lexicon: Lexicon) -> int:
    """Where the name begins: with its noun phrase, with the places before a park, after another park's name."""
    first = run_start(items, index, lexicon, "step" if kind == "Technology" else "inside")
    if kind == "Park":
        first = park_begin(items, first, index, lexicon)
        ends = (i for i in range(first, index) if items[i].text.endswith((*lexicon.heads_of("Park"), *_OFFICES)))
        first = max((i + 1 for i in ends), default=first)
    if kind in {"Park", "Facility"}:
        first = past_brackets(items, first, lexicon)
        sites = (i for i in range(first, index) if ends_before(items[i], kind, lexicon))
        first = max((i + 1 for i in sites), default=first)
    made = kind == "Facility" and first == index > 1 and items[index - 1].text in lexicon.works
    if kind == "Technology" and first == index > 0 and _is_step(items[index - 1], lexicon):
        first = run_start(items, index - 1, lexicon, "step")
    if made and inner(items[index - 2], lexicon) and nominal(items, index - 1, lexicon):
        first = run_start(items, index - 2, lexicon)
    plain = kind == "Park" or (kind == "Facility" and first == index)
    renewed = plain and first > 1 and items[first - 1].text == "新" and items[first - 2].kind == "Place"
    first -= renewed  # 重庆新生产基地
    while kind in {"Park", "Facility"} and first > 0 and items[first - 1].kind == "Place":
        first -= 1
    return _chain_begin(items, first, index, lexicon) if kind == "Chain" else first


def _is_made(items: Items, index: int, lexicon: Lexicon) -> bool:
    """Whether a trade follows: equipment that somebody makes, no technology (新能源装备|制造产业)."""
    after = items[index + 1].text if index + 1 < len(items) else ""
    return after in lexicon.works or after.startswith(lexicon.heads_of("Chain"))


def _bare(items: Items, index: int, head: NameHead) -> Item | None:
    """A park with no name but its enterprise's (云峰集团|工业园)."""
    if items[index].text != head.text or head.text.endswith("区"):
        return None
    park = _make(items[index : index + 1], "Park", head.text)
    owned_one = _of_owner(park, items, index)
    return owned_one if owned_one is not park else None


def _of_owner(park: Item, items: Items, first: int) -> Item:
    """A park that neither a place nor a brand tells from others goes by the enterprise before it (云峰食品工业园)."""
    owner = items[first - 1] if first > 0 else None
    if owner is None or owner.kind != "Company" or owner.reference or is_placed(park.parts):
        return park
    return replace(park, label=owner.text + park.text, names=(park.text,))


def _is_step(item: Item, lexicon: Lexicon) -> bool:
    """A verb of process right before 工艺 or 技术 (低温烘焙工艺)."""
    barred = any(lexicon.is_(item.text, role) for role in ("break", "trim", "title", "generic"))
    return item.tag in {"v", "vn"} and len(item.text) > 1 and not item.kind and not barred


def _chain_begin(items: Items, first: int, index: int, lexicon: Lexicon) -> int:
    """A和B产业 is one chain when both sides are noun phrases (新能源和新能源电池产业); 全市 before it is no part."""
    joins = index > first > 1 and items[first - 1].text in AND and inner(items[first - 2], lexicon)
    if joins and not items[first - 2].text.endswith(lexicon.heads_of("Chain")):
        left = run_start(items, first - 2, lexicon)
        stem = joined(items[left : first - 1])
        first = (
            left
            if _industrial("" if lexicon.is_(stem, "generic") else stem[:2], items[left : first - 1], lexicon)
            else first
        )
    while first < index and _is_vague(items, first, index, lexicon):
        first += 1
    while first < index and any(r.startswith("ref:") for r in lexicon.words.get(items[first].text, ())):
        first += 1
    return first


def _is_vague(items: Items, first: int, index: int, lexicon: Lexicon) -> bool:
    """Whether a chain's name rather begins after this word; not 数字经济, nor 装备制造业."""
    if items[first + 1].text == "经济" or _trade(items[first : index + 1], lexicon):
        return False
    text = items[first].text
    done = text == "做" or (first > 0 and items[first - 1].text == "做" and items[first].tag == "a")  # 做强|汽车产业
    return done or text.endswith(_DIVISIONS) or lexicon.is_(text, "generic")


def _trade(run: Items, lexicon: Lexicon) -> bool:
    """Whether the words are an industry with its 业 (装备制造业)."""
    return lexicon.is_(joined(run).removesuffix("业"), "industry")


def _make(run: Items, kind: str, label: str, names: tuple[str, ...] = ()) -> Item:
    return Item(run[0].start, run[-1].end, joined(run), "n", kind, label, parts=run, names=names)


def _park(run: Items, head: NameHead, lexicon: Lexicon) -> Item | None:
    stem = joined(run).removesuffix(head.text)
    bare = run[-1].text.removesuffix(head.text)
    telling = specific(run[:-1], lexicon) or (len(bare) > 1 and not lexicon.is_(bare, "generic"))
    short = len(stem) <= 6 and run[0].tag != "v"
    if any(i.tag == "m" or i.text == "最" for i in run):
        return None
    return _make(run, "Park", joined(run)) if len(stem) > 1 and telling and (is_placed(run) or short) else None


def _technology(run: Items, head: NameHead, lexicon: Lexicon) -> Item | None:
    text = strip(joined(run), lexicon, PRAISE)
    if head.sort == "method":
        return _make(run, "Technology", text, (joined(run),))
    last = run[-1].text.removesuffix(head.text)
    told = run[-1].kind == "Material" and family(run[-1].text, lexicon)  # 整车电池系统 is goods
    bare = not specific(run[:-1], lexicon) and (not last or lexicon.is_(last, "generic"))
    vague = told or joined(run) in lexicon.terms or bare or len(text.removesuffix(head.text)) < _LEAST
    return None if vague else _make(run, "Technology", text, (joined(run),))


def _chain(run: Items, head: NameHead, lexicon: Lexicon) -> Item | None:
    text = _LEVEL.sub("", joined(run))
    stem = _RANKED.sub("", text.removesuffix(head.text))
    text = stem + head.text
    body = tuple(i for i in run[:-1] if not _LEVEL.match(i.text))
    stem = stem.removesuffix("全") if len(stem) > _LEAST else stem  # 机器人全行业
    if _trade(run, lexicon):
        return _make(run, "Chain", text, (text,))
    if (
        not stem
        or "最" in stem
        or (head.sort == "cluster" and stem.endswith("产品"))
        or _RANK.fullmatch(stem)
        or lexicon.is_(stem, "vague-chain")
        or lexicon.is_(stem, "generic")
    ):
        return None
    if (body and not specific(body, lexicon)) or (
        head.sort in {"field", "industry"} and not _industrial(stem, run, lexicon)
    ):
        return None
    if head.sort == "cluster":
        return _make(run, "Chain", text, (text,)) if _industrial(stem, run, lexicon) or len(stem) > 1 else None
    return _make(run, "Chain", stem, (stem,) if head.sort == "field" else (stem, text))


def _industrial(stem: str, run: Items, lexicon: Lexicon) -> bool:
    """Whether what stands before 产业 is the name of an industry, not a word about industry."""
    matter = any(lexicon.is_(char, "matter") for char in stem) or any(i.kind == "Material" for i in run)
    return len(stem) > 2 or matter or lexicon.is_(stem, "industry") or lexicon.is_(stem, "industry-named")


_Maker = Callable[[Items, NameHead, Lexicon], Item | None]
_MAKE: dict[str, _Maker] = {"Park": _park, "Facility": facility, "Technology": _technology, "Chain": _chain}


def quoted_technologies(items: Items, lexicon: Lexicon) -> Iterator[Item]:
    """“…技术” and “…装备” in quotation marks, whole."""
    heads = tuple(head for head in lexicon.heads_of("Technology") if len(head) > 1)
    for index, item in enumerate(items):
        if item.text == "“":
            ends = (j for j in range(index + 1, min(len(items), index + _QUOTED)) if items[j].text == "”")
            close = next(ends, index)
            run = items[index + 1 : close]
            if run and run[-1].text.endswith(heads) and len(joined(run)) > 4:
                yield _make(run, "Technology", joined(run))
            elif items[close + 1 : close + 2] and items[close + 1].text in heads and run and specific(run, lexicon):
                yield _make(items[index : close + 2], "Technology", joined(run) + items[close + 1].text)
            elif any(lexicon.is_(i.text, "step") or i.text in lexicon.works for i in run):
                yield from _after_quotes(items, index, close, heads)


def _after_quotes(items: Items, first: int, close: int, heads: tuple[str, ...]) -> Iterator[Item]:
    """A technology whose steps stand in quotation marks before its head (“焙烧+浸出”联合工艺)."""
    for last in range(close + 1, min(len(items), close + _LEAST + 1)):
        if items[last].kind not in {"", "Material", "Technology"} or items[last].text in _MARKS:
            return
        if items[last].text.endswith(heads):
            run = items[first : last + 1]
            yield _make(run, "Technology", re.sub("[“”]", "", joined(run)), (joined(run),))
            return


def chain_lists(text: str, lexicon: Lexicon) -> Iterator[Item]:
    """A、B和C 4个百亿级: each a chain; and the quoted plan of a place (“2+4”产业体系)."""
    for match in _NUMBERED.finditer(text):
        start = max(text.rfind(mark, 0, match.start()) for mark in _MARKS) + 1
        yield from _enumerated(text, start, match.start(), lexicon)
    for match in _FOLLOWED.finditer(text):
        end = min((p for mark in "，。；" if (p := text.find(mark, match.end())) >= 0), default=len(text))
        yield from _enumerated(text, match.end(), end, lexicon)
    for match in _PLAN.finditer(text):
        label = f"{match[1]}现代化产业体系"
        yield Item(match.start(), match.end(), match.group(), "n", "Chain", label, names=(match.group(), match[1]))


def _enumerated(text: str, position: int, end: int, lexicon: Lexicon) -> Iterator[Item]:
    """The elements of a list of industries; 和 parts only the last two."""
    *first, last = text[position:end].split("、")
    parts = "、".join([*first, last.replace("和", "、", 1) if first and "、" not in last else last])
    for part in re.split(r"(、)", parts):
        start, stop = trimmed(text, position, position + len(part))
        name = text[start:stop] if text.startswith(part, position) else part
        if 2 <= len(name) <= 16 and not re.search(r"[\d的了是]", name) and is_industry(name, lexicon):
            yield Item(start, start + len(name), name, "n", "Chain", name)
        position += len(part)
