"""Whether a word like 公司, 项目 or 园区 stands for a name where it stands, and is not part of another word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.extract.annotate import View
from graph.extract.items import Item, Items
from graph.extract.pointers import BARE, POINTING, beside

ANNOUNCES = re.compile(r".{0,14}公告|（\d{6}）|(?:董秘|董事会秘书)[^，。；]{0,2}：")
_DECLARES = re.compile(
    r"（[^（）]{0,24}(?:以下|下)?简称[：“]*(?:[^（）]{1,16}[”、或“]{1,3})?本?公司[”）、]|（“本?公司”）|关于[^。\n]{0,60}公告$"
    r"|(?:投资者关系|20\d\d年?年?度?)[^。\n]{0,12}(?:记录表?|报告(?:摘要)?)$"
)
_PRESENTS = re.compile(
    "(?:[是为系]|主要|主营|专注|专业|成立于|创立于|致力于|从事)"
)  # as a company begins what it tells of itself
_REPORTS = re.compile("报告期[内末]|管理层讨论与分析")
_OF_ITSELF = re.compile(
    "投资者关系活动|业绩说明会|投资者(?:提问|问)：|问题[一二三四五六\\d]+：|董秘(?:回复|答)|本公司|发行人"
)
_TICKER = re.compile(r"(?:证券|股票|公司)简称： ?$")
_BUYS = re.compile("(?:收购|入股|受让|增资|参股|控股|认购|持有)了?该$")
_NAMED = frozenset({"Company", "Project", "Park", "Facility"})
_CLAUSE = frozenset("，。；：！？“”\n、—")
_LIGHT = frozenset({"t", "d", "c", "r", "ad"})
_THIS_COMPANY = frozenset({"该", "本", "这家"})
_PLAIN = frozenset({"企业", "集团"})
_SORTING = frozenset("nbajvz")  # of words that say of what sort it is
_KINDS_OF = frozenset(
    {
        "合资",
        "子",
        "上市",
        "目标",
        "项目",
        "参股",
        "控股",
        "全资",
        "母",
        "分",
        "两家",
        "多家",
        "外资",
        "物流",
        "孙",
        "附属",
        "关联",
        "下属",
        "所属",
        "旗下",
        "权属",
        "联营",
        "合营",
    }
)
_TOLD = frozenset(
    {
        "总投资",
        "规划",
        "全部",
        "全面",
        "整体",
        "基本",
        "总体",
        "现场",
        "选址",
        "用地",
        "产能",
        "产值",
        "规模",
        "工期",
        "主体",
        "首期",
        "总产能",
        "年产值",
        "全线",
    }
)  # nouns to the dictionary: what is told of it
_TOWARDS = frozenset({"向", "对", "与", "为", "给", "和", "由", "从", "跟", "同"})
_COUNTING = frozenset({"（", "清单", "名单", "情况"})
_PAIR = 2
_SORT = 5
_THESE = frozenset({"这些", "那些", "各个", "各"})
_ALL = frozenset({"企业", "项目"})


def _of_all(items: Items, index: int) -> bool:
    """Whether 企业 or 项目 are several (这些项目) or all of the park a sentence is about (园区……，企业投资20亿元)."""
    if index and items[index].text in _ALL and items[index - 1].text in _THESE:
        return True
    if items[index].text not in _ALL or not opens(items, index):
        return False
    named = [at for at, i in enumerate(items[:index]) if i.kind in _NAMED and i.label]
    return len(named) == 1 and items[named[0]].kind == "Park" and opens(items, named[0])


def opens(items: Items, index: int) -> bool:
    """Whether the item begins its clause, perhaps after a date or an adverb."""
    for before in reversed(items[:index]):
        if before.text in _CLAUSE or before.tag not in _LIGHT:
            return before.text in _CLAUSE
    return True


def is_told(items: Items, index: int) -> bool:
    """Whether something is told right after a word: a measure, or no noun that it only qualifies (基地|道路)."""
    after = items[index + 1 : index + 4]
    clause = after[: next((n for n, item in enumerate(after) if item.text in _CLAUSE), len(after))]
    measured = any(item.measure is not None for item in clause)
    return measured or any(item.kind or item.tag[:1] != "n" or item.text in _TOLD for item in clause[:1])


def refers(items: Items, index: int) -> bool:
    """Whether a word like 公司 or 项目 stands for a name here, and is not part of another word."""
    item = items[index]
    if _of_all(items, index):
        return False
    if item.kind == "Company":
        return _company_refers(items, index)
    if item.kind == "Project" and item.text in BARE:
        return _project_refers(items, index)
    return item.kind != "Park" or opens(items, index) or item.text.startswith("该") or not items[index - 1].kind


def _company_refers(items: Items, index: int) -> bool:
    item, (before, _) = items[index], beside(items, index)
    if before is not None and before.text not in _THIS_COMPANY:
        if before.tag in {"m", "q", "r"} or before.kind == "Quantity":
            return False
        if item.text == "公司" and (before.text in _KINDS_OF or before.text in {"的", "等"} or _is_named(before)):
            return False  # 合资成立的公司, 甲、乙等公司
    if item.text == "公司" and before is not None and before.text not in _THIS_COMPANY and _is_counted(items, index):
        return False
    return item.text not in _PLAIN or opens(items, index) or _is_this(items, index)


def _is_this(items: Items, index: int) -> bool:
    """Whether 企业 stands for a name behind what sort it is of (这家港资企业, 该老牌化工企业)."""
    for at in range(index - 1, max(-1, index - 1 - _SORT), -1):
        before = items[at]
        if before.text in _THIS_COMPANY - {"本"}:
            return opens(items, at + 1)
        if before.kind in _NAMED or before.measure is not None or before.tag[:1] not in _SORTING:
            return False
    return False


def _is_counted(items: Items, index: int) -> bool:
    """Whether 公司 is the sort of what its clause counts (500家上榜的中国|公司)."""
    for before in reversed(items[max(0, index - _SORT) : index]):
        if before.text in _CLAUSE:
            return False
        if before.measure is not None and before.text.endswith("家"):
            return True
    return False


def _is_named(before: Item) -> bool:
    """Whether a noun of two characters stands right before 公司, as in a company's own name (华岚公司)."""
    return not before.kind and before.tag in {"n", "nr", "nz", "ns"} and len(before.text) == _PAIR


def _project_refers(items: Items, index: int) -> bool:
    before, after = beside(items, index)
    if pointed(items, index):
        listed = after is not None and (after.kind == "Quantity" or after.text in _COUNTING)
        return not (listed and before is not None and before.text == "拟建")
    if before is not None and before.kind == "Company" and not before.reference:
        return False
    owned = before is not None and before.kind == "Company"
    noun = after is not None and not after.kind and after.tag in {"n", "nr"} and after.text not in _TOLD
    return (owned or opens(items, index)) and not (noun and not _is_intended(items, index + 1))


def _is_intended(items: Items, index: int) -> bool:
    """Whether 计划 after 项目 says what is intended, though it is a noun to the dictionary (项目计划新建厂房)."""
    if items[index].text not in {"计划", "规划"} or index + 1 == len(items):
        return False
    after = items[index + 1]
    told = bool(after.kind) or after.tag[:1] in {"v", "t", "d", "p", "b"} or after.text == "新建"
    return told and after.text not in {"完成", "执行", "管理"}


def pointed(items: Items, index: int) -> bool:
    """Whether 该, 本 or 这条 stands right before a word."""
    before = "".join(i.text for i in items[max(0, index - 2) : index])
    return before.endswith(tuple(sorted(POINTING)))


def is_other(items: Items, index: int, meant: Item | None) -> bool:
    """Whether 公司 is set beside a name in its clause and so stands for another (甲公司向公司采购铝罐)."""
    if meant is None or meant.kind != "Company" or index == 0 or items[index - 1].text not in _TOWARDS:
        return False
    for before in reversed(items[:index]):
        if before.text in _CLAUSE - {"、"}:
            return False
        if before.kind == "Company" and not before.reference and before.label == meant.label:
            return True
    return False


def announces_alone(views: Sequence[View]) -> bool:
    """Whether one company of a text announces, as in a notice of one company and not in a digest of several."""
    said = (i for v in views for i in v.items if i.kind == "Company" and ANNOUNCES.match(v.text[i.end : i.end + 16]))
    return len({i.label for i in said if i.label}) == 1


def is_formal(views: Sequence[View]) -> bool:
    """Whether a company writes of itself: 公司 is that one, not the one named last."""
    return any(_OF_ITSELF.search(view.text) for view in views)


def is_report(views: Sequence[View]) -> bool:
    """Whether a text is a company's report on a period."""
    return any(_REPORTS.search(view.text) for view in views)


def told_after(items: Items, index: int) -> Item | None:
    """The project that 该项目 is said to be, or to belong to, where none was named before (该项目属于某项目)."""
    verb = next((i for i in items[index + 1 : index + 3] if i.text in {"属于", "隶属于", "是", "为", "系"}), None)
    if items[index].kind != "Project" or verb is None or not pointed(items, index):
        return None
    rest = [item for item in items[index + 1 : index + 12] if item.start >= verb.end]
    stop = next((n for n, item in enumerate(rest) if item.text in _CLAUSE), len(rest))
    return next((i for i in rest[:stop] if i.kind == "Project" and not i.reference), None)


def bought_one(items: Items, index: int, view: View) -> Item | None:
    """Who 该公司 is that another buys: the company an earlier clause named last (成立甲公司；乙公司收购该公司股权)."""
    start = max(view.text.rfind(mark, 0, items[index].start) for mark in "，；。") + 1
    if not _BUYS.search(view.text[start : items[index].start]):
        return None
    return next((i for i in reversed(items[:index]) if i.kind == "Company" and i.label and i.end <= start), None)


def calls_itself(main: Item, view: View, declared: bool, reports: bool) -> bool:
    """Whether a company calls itself 公司 in this text: it declares so, or first opens a sentence of its own report."""
    if _TICKER.search(view.text[: main.start]):
        return True
    first = reports and main.start == 0 and main.name.endswith("公司") and _PRESENTS.match(view.text, main.end)
    return not declared and bool(first or _DECLARES.match(view.text, main.end))
