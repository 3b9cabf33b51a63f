"""Names said in passing, which a later 公司 or 项目 does not stand for."""

from __future__ import annotations

import re

from graph.extract.amounts import has_amount, is_amount, joined
from graph.extract.annotate import View
from graph.extract.items import Item, Items

_GIVING = re.compile(
    r"[给向与对](?:[^，。；的]*[、及和])?$|(?:根据|援引|引用|(?<![依证论数收票根])据)[^，。；]{0,6}$"
    r"|(?:客户|供应商|用户|买家|经销商|合作伙伴|竞争对手|股东)(?:群体?|主要|已|还)*(?:包括|涵盖|有|为|是|：)(?:[^，。；]*[、和及])?$|(?:供应|供货|配套)(?:[^，。；]*、)?$"
)
_SUPPLY = r"(?:供应|供货|供给|提供|直供|保供|配套|代工|收购|供(?![电热暖水]))"
_ADVERBS = r"(?:主要|直接|长期|独家|稳定|定向|就近|全部|负责|常年|每年|统一|持续){0,3}"
_SOURCE = re.compile(  # 由甲公司供应, 采购自甲公司, 从甲公司采购
    r"(?P<by>由[^，。；由]{0,24}$)|(?P<from>从[^，。；从]{0,24}$)|(?:[购源来出][自于]|进口自)[^，。；]{0,20}$"
)
_SUPPLIED = {
    "by": re.compile(rf"(?:[、和及与][^，。；]{{0,24}}?)?(?:等[^，。；]{{0,10}}?)?{_ADVERBS}{_SUPPLY}"),
    "from": re.compile(
        rf"(?:[、和及与][^，。；]{{0,24}}?)?(?:等[^，。；]{{0,10}}?)?{_ADVERBS}(?:采购|外购|购[买入进]|进口|引进|收购|运来|调入)"
    ),
}
_SERVING = re.compile(
    r"(?:保荐|承销|审计|会计师|评级|托管|律师|受托|见证)[^，。；]{0,12}?(?:为|是|系|：|[机构人所商])[“]?(?:[^，。；]*[、和及])?$"
)  # 保荐机构为甲证券
_FORMER = re.compile(
    r"(?:前身|原名|曾用名|更名|改制|改组)[^，。；]{0,4}[“]?$|(?:改制|改造|改组)[^。；]{0,8}(?:成立|设立|组建|为)[“]?$"
    r"|(?:与|同|和|携手|联合|委托)[“]?$"
)
_BESIDE = re.compile(r"[东西南北]?(?:侧|面|旁|边|附近|以[东西南北]|毗邻|基础上)")
_AFTER = re.compile(r"继[^，。；]{0,24}$|属于?[“]?$|及其$|项目（$")
_BELONGS = re.compile("(?:是|系|为|属于?|隶属于?)$")
_OWNS = re.compile(
    r"(?:集团)?(?:旗下|下属|所属|的|全资|控股|二级|[^，。；]{0,10}板块)+(?:子公司|孙公司|企业|公司|成员|平台)"
)
_PHASE_IS = re.compile(r"[一二三四首]期[^。；]{0,30}(?:为|是)$")
PARENT = re.compile(
    r"[^，。；、“”]{0,4}?(?:出资|投资|合资|独资|控股)?(?:组建|设立|成立|创办)的[“]?|的?(?:全资|控股|旗下|下属|所属|二级|三级)*(?:子公司|孙公司|子企业)[“]?(?![，。；、和与及])"
)
_DAUGHTER = re.compile(
    r"(?:^|[，。；：“])(?:本|我)?公司的?(?:全资|控股|参股|下属|旗下|二级)*(?:子公司|孙公司|分公司|参股公司)[“]?$"
    r"|[由自从向给、和及过](?:全资|控股|参股|下属|旗下|二级)*(?:子公司|孙公司|分公司|参股公司)[“]?$"
)
OF_MANY = re.compile(r"、[^，。；、]{2,30}等[^，。；\d]{0,3}\d+[个项大][^，。；]{0,10}项目")
_IS_ONE = re.compile(r"(?:(?:该项目|项目|工程|它|也|亦|这)，?(?:是|为|系|属于?|成为)|作为)[^，。；：]{0,40}$")
_FIRST_TOLD = re.compile(
    r"(?:首个|第[一二三四五]个|另一?个|最后一个)[^，。；：]{0,12}(?:项目|工程)(?:是|为|系)[^，。；：]{0,40}$"
)
_COUNTED = re.compile(r"[\d一两二三四五六七八九十]+[条套座]$")
_LEAST = 2
_LINES = ("生产线", "产线", "装置")


def is_object(item: Item, view: View) -> bool:
    """Whether a company only receives what the sentence tells (供应给甲公司), or was there before (前身为甲公司)."""
    before = view.text[max(0, item.start - 40) : item.start]
    passing = _GIVING.search(before) or _FORMER.search(before) or _SERVING.search(before)
    return bool(passing) or _is_source(item, view, before)


def _is_source(item: Item, view: View, before: str) -> bool:
    """Whether a company is only whom something comes from (铜杆由甲公司供应, 采购自甲公司)."""
    source = _SOURCE.search(before)
    if source is None:
        return False
    told = _SUPPLIED.get(source.lastgroup or "")
    return told is None or bool(told.match(view.text, item.end))


def is_aside(item: Item, view: View) -> bool:
    """Whether a later 公司 does not stand for this company: an object, or a daughter of whoever speaks as 公司."""
    return is_object(item, view) or bool(_DAUGHTER.search(view.text[max(0, item.start - 24) : item.start]))


def is_parent(item: Item, view: View) -> bool:
    """Whether a company is told to own the one its sentence is about (甲公司是乙集团旗下的子公司)."""
    before = view.text[max(0, item.start - 4) : item.start]
    return bool(_BELONGS.search(before) and _OWNS.match(view.text, item.end))


def main_company(items: Items, view: View) -> Item | None:
    """The company that a sentence is about: the first it names that is no aside and not named as a parent."""
    companies = (i for i in items if i.kind == "Company" and not i.reference)
    return next((i for i in companies if not is_aside(i, view) and not PARENT.match(view.text, i.end)), None)


def in_passing(item: Item, view: View) -> bool:
    """Whether a project only tells where, after what or of which sort another one is (在甲项目南侧, 继甲项目后)."""
    before = view.text[: item.start]
    return bool(_BESIDE.match(view.text, item.end) or _AFTER.search(before) or _PHASE_IS.search(before))


def is_part(items: Items, index: int) -> bool:
    """Whether a project stands among parts of the one its sentence opens with (某项目变电站、热电项目及厂房开工)."""
    item = items[index]
    if _COUNTED.search(items[index - 1].text) and index and item.text.endswith(_LINES):
        return True
    first = next(i for i in items if i.kind == "Project" and not i.reference)
    if says_again(item, first):
        return True
    before, after = items[max(0, index - 1)], items[index + 1 : index + 3]
    beside = before.text == "、" and bool(after) and after[0].text[0] in "及和、" and not after[-1].kind
    return first is not item and beside and not has_amount(item.parts)


def says_again(project: Item, whole: Item) -> bool:
    """Whether a project is the whole by how much it is to make (某铜箔项目总投资3亿元，计划建设年产2万吨铜箔项目)."""
    amount = max((n for n, item in enumerate(project.parts) if is_amount(item)), default=-1)
    made = joined(project.parts[amount + 1 : -1]) if amount >= 0 else ""
    return len(made) >= _LEAST and made in whole.name and not has_amount(whole.parts)


def is_epithet(items: Items, index: int, view: View) -> bool:
    """Whether a project's name only says what sort of project it is: 该项目是全市重点项目, without an amount.

    首个签约项目是云岭镁砖项目 tells of another one.
    """
    item = items[index]
    before = view.text[max(0, item.start - 60) : item.start]
    return not has_amount(item.parts) and bool(_IS_ONE.search(before)) and not _FIRST_TOLD.search(before)


def stem(made: str) -> str:
    """The last characters of a product: enough to tell whether two names speak of the same."""
    return made[-2:]
