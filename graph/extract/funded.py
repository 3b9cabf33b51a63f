"""Projects that raised money goes to: 公司拟募集资金3亿元，分别用于A项目、B项目和补充流动资金.

>>> from graph.extract.items import words
>>> said = words("公司拟募集资金3亿元，用于智能测控装备生产项目、检测中心建设项目和补充流动资金。")
>>> [item.label for item in funded(said)]
['智能测控装备生产项目', '检测中心建设项目']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.extract.amounts import joined
from graph.extract.items import Item, Items
from graph.extract.projects import named

RAISED = re.compile("募集|募资|募投|定增")
_SPENT = re.compile("(?:用于|投向|投资于|投入到?)(?!以下)(?:投资|建设|以下项目：)?")
_REGION = re.compile(
    "[^，。；\n]*(?:，(?![^，。；]{0,12}(?:其中|预计|将|由|拟|计划|公司|用于|投[入向资]|该|本次|上述))[^，。；\n、]{4,40}(?:项目|工程)"
    "(?:、[^，。；\n]*)?(?=[，。；]))*"
)
_LINK = re.compile("[、，“”]|(?<=[目金款程])(?:以及|和|及|与)|(?<=）)(?:以及|和|及|与)")
_QUOTED = re.compile("“([^“”]{2,60})”")
_HEAD = re.compile("(?<!等)(?:项目|工程)(?:[一二三四首]期)?$")
_ASIDE = re.compile("（[^（）]{1,12}）$")
_MONEY = re.compile("流动资金|营运资金|偿还|还贷|贷款|借款|债务|超募|发展与科技储备|并购|支付")
_ENDED = re.compile("(?:中心|基地|平台|生产线|系统|仓库|资金|建设|公司|用途)$")
_GROUND = re.compile(
    "(?:上述|以上|该|本次|相关|募投|募集资金|投资|公司主营业务相关的|主营业务|具体|重点|其他|[一二三四五六七八九十两几多\\d]+个)(?:投资)?"
    "(?:项目|工程)$"
)
_LEADS = frozenset({"的", "新增", "投资", "建设"})
_SITE = re.compile("工厂|基地|总部|园区|厂区")  # which the place before tells from others
_LONGEST, _LEAST = 60, 5


def funded(items: Items) -> Iterator[Item]:
    """The projects of each list that money is raised for, each whole."""
    for run in _runs(items):
        if _HEAD.search(joined(run)) and not _MONEY.search(joined(run)):
            rest = _after_owner(run)
            if len(joined(rest)) >= _LEAST:
                project = named(rest, "", "")
                yield replace(project, label=joined(rest)) if _SITE.match(project.label) else project


def paid_back(items: Items) -> list[tuple[int, int]]:
    """Where such a list tells of money that goes to no project (补充流动资金项目)."""
    return [(run[0].start, run[-1].end) for run in _runs(items) if _MONEY.search(joined(run))]


def spent_on(text: str) -> Iterator[tuple[int, int]]:
    """Where a sentence that tells of money raised lists what it goes to.

    >>> said = "拟募集资金3亿元，用于甲项目和乙项目。"
    >>> [said[start:end] for start, end in spent_on(said)]
    ['甲项目和乙项目']
    """
    raised = RAISED.search(text)
    for spent in _SPENT.finditer(text, raised.end()) if raised else ():
        region = _REGION.match(text, spent.end())
        if region:
            yield region.span()


def _runs(items: Items) -> Iterator[Items]:
    """The elements of such lists as pieces of the sentence."""
    text = joined(items)
    for region in spent_on(text):
        for start, end in _elements(text, *region):
            run = tuple(item for item in items if start <= item.start and item.end <= end)
            if run and run[0].start == start and run[-1].end == end and end - start <= _LONGEST:
                yield run


def _elements(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The members of a list between two offsets; what has no head of its own belongs to the next (苯酚、丙酮项目)."""
    quoted = [(m.start(1), m.end(1)) for m in _QUOTED.finditer(text, start, end)]
    marks = [m for m in _LINK.finditer(text, start, end) if not any(f <= m.start() < t for f, t in quoted)]
    first = start
    for mark_start, mark_end in [*((m.start(), m.end()) for m in marks), (end, end)]:
        member = text[first:mark_start]
        whole = _HEAD.search(_ASIDE.sub("", member)) or _ENDED.search(member) or _MONEY.search(member)
        if not whole and mark_start < end and text[mark_start] == "、" and len(member) > 1:
            continue
        size = len(_ASIDE.sub("", member))
        if size > 1 and not _GROUND.fullmatch(member[:size]):
            yield first, first + size
        first = mark_end


def _after_owner(run: Items) -> Items:
    """A member without the enterprise that it begins with, where enough is left."""
    owners = [n for n, item in enumerate(run[:-1]) if item.kind == "Company" and not item.reference]
    rest = run[owners[-1] + 1 :] if owners else run
    return rest[1:] if rest and rest[0].text in _LEADS else rest
