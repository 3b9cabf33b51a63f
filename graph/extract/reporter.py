"""Whose report a text is: whom 公司 stands for from its first line on, wherever the text says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graph.extract.annotate import View
from graph.extract.items import Item

_DEFINED = re.compile(r"“(?:本?公司|发行人)”(?:均|系|均系|是)?指(?:的是)?[“”]?$")  # 本节“公司”指甲股份有限公司
_REPORT = re.compile(
    r"[”（）\dA-Z:：.]{0,16}(?:20\d\d年?)?(?:第?[一三]季度|半?年度|年)?(?:报告|报告摘要|年报|招股说明书|募集说明书|招股书)"
)
_CITED = re.compile(r"(?:摘自|节选自|摘录自|选自|来源：?|出自) ?《?$")  # ——摘自《甲股份2024年年度报告》
_EARNED = re.compile(
    r"(?:（(?:合并|母公司)[^）]{0,6}）)?(?:20\d\d年|去年|上半年)?(?:合并|全年|共|累计|报告期内)?实现(?:合并)?(?:营业)?总?收入"
)
_PERIOD = re.compile("报告期[内末]|本期|本年度|^(?:答|回复|董秘(?:回复|答))：")
_HEADED = re.compile(
    r"(?:（[^）]{2,24}）)?"
    r"(?:\n? ?关于[^。]{2,60}公告|[^，。；]{0,4}20\d\d年?(?:第?[一三]季度|半?年度|年)?报告(?:摘要|节选)?"
    r"|[^，。；]{0,10}?(?:投资者关系|业绩说明会|机构调研|调研(?:活动|纪要|记录)))"
)
_PROFILE = re.compile(r"[一二三1-3]?[、.]?(?:公司|企业|集团)(?:简介|概况|介绍|基本情况)\n?$")
_ANSWERS = re.compile(r"(?:董秘|董事会秘书|证券事务代表|证券部|董办)(?:回复|答复|回答|答)?：")
_INTERVIEWED = re.compile(r"(?:创始人|董事长|总经理|总裁|CEO)+(?:兼总裁|兼总经理)?[一-龥]{2,4}：")
_ENGAGED = re.compile(r"(?:（[^）]{2,24}）)?(?:是一家|主要从事|专业从事|主营|专注于?|致力于)")
_OPENING = 8  # sentences within which a report says what its company does
_FIRST = 4  # sentences that may be headings


def reporter(views: Sequence[View]) -> Item | None:
    """The one company that 公司 means throughout a text.

    It says so; is cited or headed as that company's report, notice or profile; or tells that company's own result.
    """
    for told in (_defined, _headed, _profiled, _cited, _earned, _answering, _engaged):
        found = {item.label: item for item in told(views)}
        if len(found) == 1:
            return next(iter(found.values()))
    return None


def _defined(views: Sequence[View]) -> Iterator[Item]:
    yield from (i for view in views for i in _companies(view) if _DEFINED.search(view.text[: i.start]))


def _headed(views: Sequence[View]) -> Iterator[Item]:
    """Whose notice or record the first lines say it is (甲股份有限公司|关于……的公告, 甲股份投资者关系活动记录表)."""
    for index, view in enumerate(views[:_FIRST]):
        text = view.text.rstrip("\n") + "\n" + "".join(after.text for after in views[index + 1 : index + 2])
        opening = (i for i in _companies(view) if not view.text[: i.start].strip("【《 "))
        yield from (i for i in opening if _HEADED.match(text, i.end))


def _profiled(views: Sequence[View]) -> Iterator[Item]:
    """The company that a profile opens with."""
    for view, after in pairwise(views[: _FIRST + 1]):
        if _PROFILE.fullmatch(view.text.strip(" ")):
            yield from (i for i in _companies(after) if i.start == 0)


def _cited(views: Sequence[View]) -> Iterator[Item]:
    cited = ((view, i) for view in views for i in _companies(view) if _REPORT.match(view.text, i.end))
    yield from (item for view, item in cited if _CITED.search(view.text[: item.start]))


def _earned(views: Sequence[View]) -> Iterator[Item]:
    """Companies that sentences on the period reported of open with, and their income."""
    for view in views:
        first = next(_companies(view), None) if _PERIOD.search(view.text) else None
        yield from (first,) if first is not None and _EARNED.match(view.text, first.end) else ()


def _answering(views: Sequence[View]) -> Iterator[Item]:
    """Who answers the questions of a record, or is interviewed (甲股份董秘：您好, 专访｜乙能源董事长丙：)."""
    for index, view in enumerate(views):
        said = (_ANSWERS, _INTERVIEWED) if index < _FIRST else (_ANSWERS,)
        yield from (i for i in _companies(view) if any(p.match(view.text, i.end) for p in said))


def _engaged(views: Sequence[View]) -> Iterator[Item]:
    """Whom a report on a period tells the business of, where it opens with that company."""
    if any(_PERIOD.search(view.text) for view in views):
        opening = (i for view in views[:_OPENING] for i in list(_companies(view))[:1] if i.start == 0)
        opened = next(opening, None)
        views = [v for v in views[:_OPENING] if opened in v.items] if opened is not None else []
        yield from (opened for view in views[:1] if opened and _ENGAGED.match(view.text, opened.end))


def _companies(view: View) -> Iterator[Item]:
    return (item for item in view.items if item.kind == "Company" and not item.reference and item.label)
