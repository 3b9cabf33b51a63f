"""Tell what a block of a page is for: prose, a heading, the caption of a picture, a byline."""

from __future__ import annotations

import re
from typing import Literal

from graph.text.chars import HAN

Role = Literal["prose", "heading", "caption", "byline"]

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤柯温康施文牛樊葛邢安齐易乔伍庞颜倪"
    "庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧阳管柴蒙鲍华喻祁蒲房滕"
    "屈饶解牟艾尤阳时穆农司卓古吉缪简车连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫"
    "寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠"
)
_DOUBLE = "欧阳|司马|上官|诸葛|慕容|皇甫|尉迟|公孙|令狐|东方|夏侯|司徒|端木|长孙|宇文"
_NAME = rf"(?:(?:{_DOUBLE})[{HAN}]{{1,2}}|[{''.join(dict.fromkeys(_SURNAMES))}][{HAN}]{{1,2}})"
_NAMES = re.compile(rf"{_NAME}(?:[ 、]{_NAME}){{0,7}}")
_BYLINE = re.compile(
    r"[（(【]?(?:[\u4e00-\u9fff]{1,8}(?:报|社|网|台|客户端|融媒体)(?:全媒体|融媒体|首席)?)?"
    r"(?:记者|通讯员|特约|实习|作者|编辑|责任编辑|责编|校对|审核|监制|来源|稿源|文/|图/|文图|图文|摄影|摄|供图|撰文|日期|发布)"
)
_DATE = re.compile(r"(?:\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?)(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?(?:\s*来源.*)?")
_PICTURE = re.compile(r"[▲△▼▽↑↓]|图为|图[\d一二三四五六七八九十]*[：: ]|（?资料图")
_CREDIT = re.compile(
    rf"[。！]\s?(?:[（(]?(?:图/|摄影|记者|通讯员)?[：: ]?{_NAME}(?: ?{_NAME})?\s?(?:摄影?|供图|/?图)?[）)]?)$"
)
_SCENE = re.compile(
    r"(?:生产线|车间|现场|项目|园区|园|开发区|厂区|厂房|外景|一角|全景|俯瞰|鸟瞰|基地|大楼|系统|中心|场景|画面|装置|设备|产品|码头|矿山|展厅|实验室)。?$"
)
_VERB = re.compile(
    r"[，；：、已将正拟是为达了]|有(?![限色])|建成|投产|开工|签约|举行|启动|实施|成为|形成|生产(?!线|车间|现场|基地|厂|系统|装置|设备)|年产(?!.*(?:生产线|现场|车间|项目))"
)
_TERMINAL = re.compile(r"[。！？…；：][”’）】]*$")
_BRACKETED = re.compile(r"（[^（）]{0,40}）$")
_HEADING, _CAPTION, _LONG = 40, 80, 30


def role(text: str, mark: str = "", following: str = "") -> Role:
    """Tell what this block is, given what markup called it and the block after it.

    >>> [role(text) for text in ("项目建设提速", "▲甲公司车间。", "记者 李明", "甲公司投产，达标。")]
    ['heading', 'caption', 'byline', 'prose']
    """
    if mark == "heading":
        return "heading"
    if mark:
        return "heading" if mark == "cell" and _is_heading(text) else "prose"
    if _is_byline(text):
        return "byline"
    if _is_caption(text, following):
        return "caption"
    return "heading" if _is_heading(text) else "prose"


_DANGLING = re.compile(r"[的和与及将由、，]$")  # words that no sentence and no heading ends in


def breaks_off(text: str, start: int, end: int, mark: str = "") -> bool:
    """Tell whether the last sentence of a paragraph, from start to end, stops in the middle.

    >>> breaks_off("甲公司投产。乙公司将", 6, 10), breaks_off("甲公司投产。", 0, 6)
    (True, False)
    """
    last = text[start:end]
    if _TERMINAL.search(last) or mark in ("item", "cell") or _BRACKETED.fullmatch(last):
        return False
    return (
        len(last) > _HEADING
        or start > 0
        or "，" in last
        or bool(_DANGLING.search(last))
        or last.count("“") != last.count("”")
    )


def signs(text: str) -> bool:
    """Tell whether a line of any length begins as one that says who wrote or issued the text, and when.

    >>> signs("来源：某网　编辑：某某"), signs("铜箔项目　业主：甲公司")
    (True, False)
    """
    return bool(_BYLINE.match(text) or _DATE.match(text))


def _is_byline(text: str) -> bool:
    if len(text) > _HEADING or "。" in text:
        return False
    return bool(_NAMES.fullmatch(text) or _BYLINE.match(text) or _DATE.fullmatch(text))


def _is_caption(text: str, following: str) -> bool:
    if len(text) > _CAPTION + 40:
        return False
    if _PICTURE.match(text):
        return True
    if len(text) > _CAPTION:
        return False
    credited = _CREDIT.search(text) and text.count("。") == 1
    named = text.endswith("。") and text.count("。") == 1 and len(following) > 2 and _NAMES.fullmatch(following)
    scene = text.endswith("。") and _SCENE.search(text) and not _VERB.search(text)
    return bool(credited or named or scene)


def _is_heading(text: str) -> bool:
    """Short, whole, and without a full stop; a longer line with a comma is prose that was cut."""
    if (
        _DANGLING.search(text)
        or len(text) > _HEADING
        or _TERMINAL.search(text)
        or "。" in text
        or text.count("“") != text.count("”")
    ):
        return False
    return "，" not in text or len(text) <= _LONG
