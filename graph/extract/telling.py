"""What a project's name must say to be one: of what, not only how many, of what trade or in what order."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.extract.amounts import JOINING, has_amount, is_amount, is_head, joined
from graph.extract.items import Item, Items, known
from graph.extract.phrases import specific
from graph.lexicon import Lexicon

_SHORTEST = 3
_STOPS = frozenset("，。；：、和与及的（）")
_CLOSES = re.compile(r"[、和及与][^，。；：、]{0,30}等$")
_SEVERAL = re.compile(r"(?:一大?批|一系列|众多|多个|若干|各类|几个|[两三四五六七八九十]个)[^，。；：、]{0,12}的$")
_BUILDING = frozenset({"建设", "规划建设", "投资建设"})
_LEADING = frozenset({"配套", "规划", "投资", "计划", "拟", "开工"})
_MANY = re.compile(
    r"(?:[一二三四五六七八九十两几数多\d]+大?(?:大|个|批|类)|一系列|众多|诸多|许多|不少|大批|各类|各种)(?:重点|重大)?"
)
# 某福利院|4大项目, 推介会暨|项目
_COUNTED = re.compile(r"[\d一二三四五六七八九十两几多][大个项类批](?:重点|重大)?$|[暨等]$")

_TOLD_OF = re.compile(
    r"(?:计划|预计|拟|规划|项目|总)*(?:投资|占地|用地|位于|选址|主要|建设|新建|一期|分[一二三两]期|年产|建成|达产|投产)"
)
_WORDS = 8


def several(items: Items, first: int, run: Items) -> bool:
    """Whether a phrase speaks of several projects or of a sort of them (三大生产性项目, 一大批铜产业项目)."""
    counted = first > 0 and bool(_MANY.fullmatch(items[first - 1].text)) and not has_amount(run)
    text = joined(run)
    unclosed = text.count("（") != text.count("）")  # 产能16亿吨（运营新型干法生产线1536条）
    return (
        counted or unclosed or bool(_COUNTED.search(joined(run[:-1]))) or _is_trade(run) or is_sort(items, first, run)
    )


def is_sort(items: Items, first: int, run: Items) -> bool:
    """Whether a name tells of what sort others are (甲、乙等|业态融合项目, 一批大有潜力的|汽车零部件项目)."""
    if has_amount(run) or not first:
        return False
    before = joined(items[max(0, first - _WORDS) : first])
    return bool(_CLOSES.search(before) or _SEVERAL.search(before))


def _is_trade(run: Items) -> bool:
    """Whether a name only tells the trade of some projects (铜产业项目), with no brand before it."""
    branded = run[0].tag in {"nr", "nz", "nt"} or not known(run[0].text)
    return len(run) > 1 and run[-2].text in {"产业", "工业"} and not (branded and not run[0].kind)


def tells(run: Items, lexicon: Lexicon) -> bool:
    """With an amount, a name must still say of what; without one, what it is."""
    body = tuple(i for i in run[:-1] if i.text not in JOINING)
    if not has_amount(body):
        return bool(body) and _specific(body, run[-1].text, lexicon)
    told = (i for i in body if not is_amount(i) and not lexicon.is_(i.text, "amount") and i.text != "年")
    weighed = any(i.measure and i.measure.dimension == "mass" and i.measure.rate for i in body)  # 10万吨/年生产项目
    other = [i for i in told if i.kind or not weighed or lexicon.works.get(i.text) != "making"]
    return bool(other) or len(run[-1].text) > _SHORTEST


def _specific(body: Items, head: str, lexicon: Lexicon) -> bool:
    """Whether a name without an amount tells one project from another: not 重点项目, 新能源项目, 技术改造项目."""
    stem = next((head[: -len(h)] for h in lexicon.heads_of("Project") if head.endswith(h)), head)
    vague = lexicon.is_(stem, "generic") or stem in lexicon.works
    if vague and not any(i.kind == "Material" for i in body):
        return False
    if all(is_vague(i, lexicon) for i in body):
        return False
    text = joined(body)
    matter = any(lexicon.is_(char, "matter") for char in text)
    return specific(body, lexicon) and len(text) >= _SHORTEST - matter


def is_vague(item: Item, lexicon: Lexicon) -> bool:
    """Whether a word tells no project from another: work, a general word, an industry."""
    making = lexicon.works.get(item.text) == "making"
    return making or lexicon.is_(item.text, "generic") or lexicon.is_(item.text, "industry")


def is_built(items: Items, index: int, lexicon: Lexicon) -> bool:
    """Whether what is built begins after a verb (…及配套|建设5×660MW机组项目, 某基地规划|建设煤制油项目)."""
    after = items[index + 1] if 0 < index < len(items) - 1 else None
    if items[index].text not in _BUILDING or after is None or is_head(after, lexicon):
        return False
    return items[index - 1].text in _LEADING or items[index].text != "建设"


def past_bracket(items: Items, index: int, floor: int) -> int:
    """Before the bracket that tells more of an owner (某制药有限公司（某集团）项目), if one ends here."""
    if items[index].text != "）":
        return index
    opens = next((i for i in range(index, max(floor, index - _WORDS), -1) if items[i].text == "（"), floor)
    return opens - 1 if opens > floor else index


def bracket_first(span: Item, items: Items) -> Item:
    """A project told only in a bracket goes by its owner too (某重工有限公司（挖掘机）项目)."""
    owner = next((i for i in items if i.end == span.start and i.kind == "Company" and i.label), None)
    if not span.text.startswith("（") or owner is None:
        return span
    return replace(span, label=owner.label + span.text, names=(owner.text + span.text,))


def is_told_of(items: Items, index: int, lexicon: Lexicon) -> bool:
    """Whether a list goes on with what its project costs, where it lies or what is built (某公司项目，总投资2亿元)."""
    text = joined(items[index : index + 3])
    return bool(_TOLD_OF.match(text)) or any(lexicon.is_(i.text, "cost") for i in items[index : index + 1])


def is_named_last(items: Items, index: int) -> bool:
    """Whether a sentence ends with whose project it told of (首个开工的项目——某纺织有限公司项目。)."""
    owner = past_bracket(items, index - 1, 0) if items[index].text == "项目" else 0
    return items[owner].kind == "Company" and owner > 0 and items[owner - 1].text in {"—", "是", "为", "即"}


def told_by_goods(items: Items, first: int, index: int, lexicon: Lexicon) -> bool:
    """Whether only its goods, an industry by the same word, name a project more is said of (新能源汽车项目总投资…)."""
    goods = first == index - 1 and items[first].kind == "Material" and items[index].text == "项目"
    placed = first > 0 and items[first - 1].kind in {"Place", "Park"}
    told = is_told_of(items, index + 1, lexicon) and items[index + 1].text != "建设"  # 把稀土项目建设好
    return goods and not placed and told


def praises_next(span: Item, items: Items, index: int, lexicon: Lexicon) -> bool:
    """Whether a name only ranks the project that follows it at once (某省氢能标杆项目|玉山光伏制氢项目)."""
    after = items[index + 1 : index + 8]
    ranked = len(span.parts) > 1 and lexicon.is_(span.parts[-2].text, "generic") and not has_amount(span.parts)
    ends = (item.text in _STOPS or item.tag in {"v", "d", "p"} or item.measure is not None for item in after)
    stop = next((n for n, end in enumerate(ends) if end), len(after))
    return ranked and any(is_head(item, lexicon) for item in after[:stop])
