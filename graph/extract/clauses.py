"""Clauses of a line: where they begin and end, and which are about something that has no name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from graph.extract.items import Item
from graph.extract.line import LETTERS, Line, code

_PUNCT = re.compile("[，。；：！？\n]")
_UNNAMED = re.compile(
    r"(?:(?<=[的个])|(?<=[^该本此，、]{2}))项目(?:分|是|为|将|已|位于|选址|占地|由|(?:计划|预计|拟|总)*投资|(?:全部|全面)?(?:建成|投产|达产|竣工))"
)
_ONE_PROJECT = re.compile(
    rf"(?:(?<![个的大批类])项目|{code('P')})(?:位于|坐落|选址|由|是|占地)"
    rf"|(?:新建|建设|投建|兴建|实施|扩建)[^，。；个批等]{{0,24}}(?:项目|工程|{code('P')})”?$"
)
_SEVERAL = re.compile(
    rf"(?:这些|那些|所有|[两三四五六七八九十]个|{code('Q')})(?:重点|重大|工业|产业|新建)*项目|{code('C')}的?项目$"
)
_MEMBER = re.compile(
    r"其中，?(?!固定资产|设备|建设|工程|环保|土建|企业|自有|工业|规上|规模|项目|新建|首批)[一-龥“”]{2,8}?"
    r"(?:占地|位于|总投资|计划总投资|主要生产)"
)
_UNHEARD = re.compile(  # 某某科技产业园总投资60亿元, of which no name is known
    r"(?!该|本|此|其|这|项目|工程|公司|企业|园区|基地|中心)[一-龥“”a-zA-Z0-9]{4,24}(?:产业园|工业园|科技园|产业城|基地|中心|集团|公司)”?(?:（[^）]*）)?"
    r"(?:计划|预计|项目|共|将|已|拟|[一二三]期)*(?:总投资|投资|占地|位于|坐落|选址)"
)
_SOME_FIRMS = re.compile(
    rf"(?:现有|已有|共有|其他|其余|有)*{code('Q')}[^，。；{code('C')}]{{0,16}}(?:企业|公司|厂家|工厂)$"
)
_PLANT_TOLD = re.compile(  # 投资3亿元的污水处理厂基础设施建设即将完工
    rf"(?:(?:总?投资){code('Q')}元?的)?(?!该|本|此|新|全|两|各|一|二|主)[一-龥]{{3,8}}厂(?!房|区)[一-龥]{{0,10}}"
    r"(?:完工|竣工|建成|投产|开工|封顶|收尾)"
)
_FOUNDED = re.compile(  # 某某地产成立于1999年, of which no enterprise is known
    r"(?!该|本|其|公司|企业|集团|于|自|一家|一个|是|系|正式|最早|始|前身)[一-龥A-Za-z]{2,14}(?:成立于|创立于|创建于|始建于|创办于|注册于)"
)
_HELPED = re.compile(  # 促成甲公司电厂建设，推进某项目: who pushes them on is not named
    rf"^[^，。；{code('C')}]{{0,6}}?(?:促成|推动|支持|扶持|帮助|协助|服务|引导|鼓励|督促|协调|力促)[^，。；]{{0,4}}{code('C')}"
)
_COUNTED = re.compile(rf"项目(?:总数|共|达|计|有|累计|已)*{code('Q')}|{code('Q')}[^，。；的]{{0,10}}项目")
_FIRMS = re.compile(  # 22家饰件生产企业, 全市现有仪表企业10家: no company that has a name
    rf"{code('Q')}[^，。；{code('C')}]{{1,14}}(?:企业|厂家)$|(?:其中，?)?[^，。；{code('C')}{code('Q')}]{{2,14}}(?:企业|厂家){code('Q')}$"
)
_PLANT = re.compile(
    rf"(?!{code('L')}|的|全[市县区省]|现?有|建|新|已|拥)[^，。；：{code('C')}{code('P')}{code('F')}{code('Q')}]{{2,16}}(?:基地|工厂|车间|生产线|装置|电厂|电站)"
)

_LEAD = re.compile(
    r"(?:(?:[^，。；]{0,6}(?:\d+[年月日]|[今去前]年|近[日年]|日前|昨[日天]|[今当]天|目前|如今|此外|同时|与此同时|另外)[^，。；]{0,10}"
    r"|据[^，。；]{1,12}|[^，。；]{0,4}记者[^，。；]{0,30}(?:获悉|了解到|看到|采访)|[^，。；]{1,16}(?:介绍|透露|注意到|获悉|显示|报道|称))，)+"
)


def clause_start(text: str, position: int) -> int:
    """Where the clause that holds `position` begins."""
    starts = _starts(text)
    return starts[bisect_right(starts, max(position, 0)) - 1]


@lru_cache(maxsize=1 << 8)
def _starts(text: str) -> tuple[int, ...]:
    return (0, *(match.end() for match in _PUNCT.finditer(text)))


def led_in(text: str) -> bool:
    """Whether the clauses of a text only tell when, or from whom it is known (12月6日，记者从某公司获悉，).

    >>> led_in("12月6日，据了解，"), led_in("工厂投产，")
    (True, False)
    """
    return bool(_LEAD.fullmatch(text))


def items_of(line: Line, start: int, end: int) -> list[Item]:
    """The pieces of a line from one slot to before another."""
    if end <= start:
        return []
    left, right = line.slots[start].start, line.slots[end - 1].end
    return [i for i in line.view.items if i.start >= left and i.end <= right]


def kinds_left(line: Line, start: int, end: int, kinds: str) -> str:
    """The kinds a clause can still be about: after a 项目 without a name only a company, after many no project."""
    if "P" not in kinds:
        return kinds
    text = line.text[start:end]
    if code("P") not in text and _COUNTED.search(text):
        return kinds.replace("P", "").replace("F", "")
    if _nameless(line, start, end) != "P":
        return kinds
    return "C" if "C" in kinds and "项目由" not in text else ""  # 该项目由甲公司承建，占地…: not 甲公司


def clauses_back(line: Line, end: int) -> Iterator[tuple[int, int]]:
    """The clauses that end before `end`, the nearest first; none inside a bracket that closes before."""
    stop = end
    while stop > 0:
        begin = clause_start(line.text, stop)
        opens = _bracket_before(line.text, begin, stop)
        if opens:
            begin, stop = clause_start(line.text, opens), opens - 1
        if begin < stop:
            yield begin, stop
        stop = begin - 1


def _bracket_before(text: str, begin: int, stop: int) -> int:
    """Where the bracket opens that closes in a clause but holds others before it, 0 if none does."""
    closes = text.find("）", begin, stop)
    return text.rfind("（", 0, begin) + 1 if closes >= 0 and "（" not in text[begin:closes] else 0


def is_another(line: Line, start: int, end: int, kinds: str) -> bool:
    """Whether a clause is about something without a name: a 项目 or 全县 of which none is known, projects counted."""
    text = line.text[start:end]
    unnamed = _UNNAMED if "P" in kinds else _ONE_PROJECT
    if (set(kinds) <= set("KLH") or "P" in kinds) and unnamed.search(text):
        return True
    if (
        _MEMBER.match(text)
        or (set(kinds) <= set("CPF") and _FIRMS.match(text))
        or ("C" in kinds and _FOUNDED.match(text))
        or ("C" in kinds and (_SOME_FIRMS.match(text) or (_HELPED.match(text) and code("P") not in text)))
        or ("P" in kinds and (_UNHEARD.match(text) or _PLANT_TOLD.match(text)))
        or ("P" in kinds and _SEVERAL.search(text) and code("P") not in text)
    ):
        return True
    return _nameless(line, start, end) in set(kinds) - {"P"}


def _nameless(line: Line, start: int, end: int) -> str:
    """The letter of a kind that a clause is about something of without a name (该项目, 全县), "-" if it is not."""
    left, right = (line.slots[min(at, len(line.slots) - 1)].start for at in (start, end))
    inside = [i for i in line.view.items if left <= i.start <= right][:2]
    unnamed = next((i for i in inside if i.reference and not i.label), None)
    if unnamed is None or any(i.start == unnamed.end and i.label and not i.reference for i in inside):
        return "-"  # 开发区|电子产业园 has its own name
    return LETTERS.get(unnamed.kind, "-")


def names_plant(line: Line, index: int, end: int) -> bool:
    """Whether a place only begins the name of a plant that is not known by it (某省|废旧电器拆解基地年处理100万台)."""
    return line.text[index] in code("L") + code("K") and bool(_PLANT.match(line.text, index + 1, end))
