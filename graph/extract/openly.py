"""Products that no list holds, known by what is said of them (主要生产汽车座椅, 以酒糟渣为原料, 饮水机生产线)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from graph.extract.amounts import joined
from graph.extract.items import Item, Items, known
from graph.extract.materials import material
from graph.extract.needed import Needed, Sieve, needed
from graph.extract.phrases import inner, run_start
from graph.lexicon import Lexicon
from graph.lexicon.forms import head_of, is_modifier
from graph.lexicon.kinds import ProductCue

_JOINTS = frozenset("、和及与或")
_ENDS = frozenset({*_JOINTS, "等", "，", "。", "；", "：", "\n", "（", "”", "以及"})
_COUNTED = re.compile(  # 裁床|三大系列
    r"(?:[\d一二三四五六七八九十两几多]+余?多?(?:大类|大|个|种|类|款)*)?(?:系列|类|品种|产品|门类|品类|大类)"
)
_BEYOND = frozenset("dpcfuv")  # words of these classes end no phrase (隔板|均由某公司供应)
_COUNTING = frozenset({"r", "m", "q"})  # 各类, 多种
_REACH, _WIDEST, _MEMBER, _SORTS = 6, 10, 5, 3
_MEMBERS = frozenset("v vn n nz ng a ag b j l i m d z vg zg".split(" "))  # noqa: SIM905 - as the tags of phrases.py


@dataclass(frozen=True, slots=True)
class _Context:
    """Words before a product and after it; `end` is "head" where it must end as products do."""

    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    end: str


def made_openly(items: Items, lexicon: Lexicon) -> list[Item]:
    """What somebody makes or takes in though no list holds it, by the rows of productcues.tsv."""
    text, found = joined(items), dict[int, Item]()
    starts = {item.start: index for index, item in enumerate(items)}
    contexts, sieve = _contexts(lexicon.product_cues)
    for number in sieve.passed(text):
        for run in _runs(items, text, starts, contexts[number], lexicon):
            if not all(i.kind for i in run):
                found.setdefault(run[0].start, material(run))
    for run in _coordinated(items, lexicon):
        found.setdefault(run[0].start, material(run))
    return _apart(found)


def _coordinated(items: Items, lexicon: Lexicon) -> Iterator[Items]:
    """The members of lists with a known material that end as products do (汤圆、粽子、面点)."""
    for index, item in enumerate(items):
        if item.kind != "Material" or item.weak:
            continue
        start = index + 1
        while start < len(items) and items[start].text in _JOINTS:
            last = _member_end(items, start + 1, lexicon)
            run = items[start + 1 : last]
            if not run or run[-1].kind or not _closed(items, last) or not _is_listed(run, lexicon):
                break
            yield run
            start = last
        if index > 1 and items[index - 1].text == "、" and not items[index - 2].kind:
            first = run_start(items, index - 2, lexicon)
            run = items[first : index - 1]
            if inner(items[index - 2], lexicon) and _is_listed(run, lexicon):
                yield run


def _is_listed(run: Items, lexicon: Lexicon) -> bool:
    return not any(i.kind for i in run) and _is_product(run, "head", lexicon) and not _is_branded(run)


@cache
def _contexts(cues: tuple[ProductCue, ...]) -> tuple[tuple[_Context, ...], Sieve]:
    parted = [(cue.pattern.partition("{X}"), cue.end) for cue in cues]
    found = tuple(_Context(_side(before), _side(after), end) for (before, _, after), end in parted)
    return found, Sieve.of([(*_needs(context.before), *_needs(context.after)) for context in found])


def _needs(side: re.Pattern[str] | None) -> Needed:
    return needed(side.pattern) if side else ()


def _side(pattern: str) -> re.Pattern[str] | None:
    return re.compile(pattern) if pattern else None


def _runs(items: Items, text: str, starts: Mapping[int, int], context: _Context, lexicon: Lexicon) -> Iterator[Items]:
    """The phrases a context makes products."""
    if context.before is None:
        for match in context.after.finditer(text) if context.after else ():
            yield from _leftward(items, starts.get(match.start(), 0) - 1, context, lexicon)
        return
    for match in context.before.finditer(text):
        if match.end() in starts:
            yield from _rightward(items, text, starts[match.end()], context, lexicon)


def _leftward(items: Items, index: int, context: _Context, lexicon: Lexicon) -> Iterator[Items]:
    """The phrase that ends at `index`, and those joined to it before."""
    while index >= 0 and inner(items[index], lexicon):
        first = _member_start(items, index, run_start(items, index, lexicon), context, lexicon)
        run = items[first : index + 1]
        branded = context.end == "head" and _is_branded(run)  # 云峰铜箔生产线
        if run[-1].kind or not _is_product(run, context.end, lexicon) or branded:
            return
        yield run
        index = first - 2 if first > 1 and items[first - 1].text in _JOINTS else -1


def _rightward(items: Items, text: str, index: int, context: _Context, lexicon: Lexicon) -> Iterator[Items]:
    """The phrase that begins at `index`, and those joined to it; what must come after stands after the last."""
    start = index + (index < len(items) and items[index].tag in _COUNTING and not items[index].kind)
    found: list[Items] = []
    while (last := _cut(items, text, start, _member_end(items, start, lexicon), context)) > start:
        after, beyond = _beyond(items, last)
        run, end = _after_sort(items[start:last]), items[last - 1].end
        closed = bool(context.after.match(text, end)) if context.after else _closed(items, last)
        if not (closed or after in _JOINTS) or not _is_product(run, context.end, lexicon):
            break
        found.append(run)
        if closed and after not in _JOINTS:
            yield from found
            return
        start = beyond + 1
    yield from found if context.after is None else ()


def _after_sort(run: Items) -> Items:
    """Without the word for all that is made before the goods that are named (主打产品|碳酸锂)."""
    return run[max((at for at, item in enumerate(run[:-1], 1) if item.text.endswith("产品")), default=0) :]


def _cut(items: Items, text: str, start: int, last: int, context: _Context) -> int:
    """Where a phrase ends whose last words are those that must come after it (河床淤土|中提取)."""
    after = context.after
    ends = (end for end in range(last, start, -1) if after and after.match(text, items[end - 1].end))
    return next((end for end in ends if items[end - 1].kind or items[end - 1].tag[:1] not in _BEYOND), last)


def _apart(found: Mapping[int, Item]) -> list[Item]:
    """Of phrases that overlap the first."""
    kept: list[Item] = []
    for start in sorted(found):
        if not kept or kept[-1].end <= start:
            kept.append(found[start])
    return kept


def _beyond(items: Items, last: int) -> tuple[str, int]:
    """The word after a phrase, and where it stands; a bracket that explains the phrase is passed over."""
    if last < len(items) and items[last].text == "（":
        last = next((i + 1 for i in range(last, min(len(items), last + _REACH)) if items[i].text == "）"), last)
    return (items[last].text, last) if last < len(items) else ("。", last)


def _closed(items: Items, last: int) -> bool:
    """Whether a list may end, or go on, where a phrase does: 、, 等, or how many sorts they are (裁床|三大系列)."""
    after, beyond = _beyond(items, last)
    return after in _ENDS or bool(_COUNTED.match(joined(items[beyond : beyond + _SORTS])))


def _member_end(items: Items, start: int, lexicon: Lexicon) -> int:
    """Where the member of a list that begins at `start` ends: with its noun phrase, or up to the next mark of the list.

    A verb may stand in it that says what it is for (蚀刻|液), if 、 stands before and it ends as goods do.
    """
    last = _phrase_end(items, start, lexicon)
    if not start or items[start - 1].text != "、" or _closed(items, last):
        return last
    reach, most = last, min(len(items), start + _MEMBER)
    while reach < most and not _closed(items, reach) and not items[reach].kind and items[reach].tag in _MEMBERS:
        reach += 1
    return reach if _closed(items, reach) and _is_product(items[start:reach], "head", lexicon) else last


def _member_start(items: Items, index: int, first: int, context: _Context, lexicon: Lexicon) -> int:
    """Where a member of a list begins that ends at `index`: with its noun phrase, or after the mark before it."""
    reach = first
    while reach > 0 and index - reach < _MEMBER and not items[reach - 1].kind and items[reach - 1].tag in _MEMBERS:
        reach -= 1
    marked = context.end == "noun" and 0 < reach < first and items[reach - 1].text == "、"
    return reach if marked else first


def _phrase_end(items: Items, index: int, lexicon: Lexicon) -> int:
    while index < len(items) and inner(items[index], lexicon):
        index += 1
    return index


def _is_product(run: Items, end: str, lexicon: Lexicon) -> bool:
    """Whether a noun phrase can be a product: a noun that is not too general, and of more than one character."""
    last, text = run[-1], joined(run)
    if last.kind == "Material" and not last.weak:
        return True
    if (
        len(text) <= 1
        or "项目" in text
        or lexicon.is_(text, "verb:feed")
        or run[0].tag == "nt"
        or _is_vague(run, lexicon)
        or lexicon.ends(text, "client")
    ):
        return False
    headed = lexicon.ends(text, "product-end") or head_of(text, lexicon) not in lexicon.vague_heads | {""}
    noun = last.tag[:1] == "n" and not last.kind and not lexicon.ends(text, "no-product")
    return headed or (noun and end == "noun")


def _is_branded(run: Items) -> bool:
    """Whether a word that no dictionary holds stands in a phrase, perhaps the brand of a maker."""
    return len(joined(run)) > _WIDEST or any(not i.kind and not known(i.text) for i in run)


def _is_vague(run: Items, lexicon: Lexicon) -> bool:
    """Whether a phrase is a general word, or ends with work or with what no product is."""
    last, text = run[-1].text, joined(run)
    plain = all(lexicon.is_(i.text, "generic") or lexicon.is_(i.text, "carrier") for i in run)
    abstract = lexicon.ends(text, "abstract") and not _is_sort(run, lexicon) and not lexicon.is_(last, "product-end")
    return plain or abstract or (lexicon.is_(last, "carrier") and not _is_sort(run, lexicon)) or last in lexicon.works


def _is_sort(run: Items, lexicon: Lexicon) -> bool:
    """Whether words that tell a sort stand before a general head (制动产品, 清洁设备, not 优质产品)."""
    before = joined(run[:-1])
    telling = any(
        not i.kind and len(i.text) > 1 and not lexicon.is_(i.text, "generic") and not lexicon.is_(i.text, "carrier")
        for i in run[:-1]
    )
    return run[-1].text in lexicon.vague_heads and telling and not is_modifier(before, lexicon)
