"""Numbers with their units: bounds, ranges, rates, Chinese and full-width numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import pairwise

from graph.extract.items import Item, Measure
from graph.lexicon import Unit

_ARABIC = (
    r"(?:(?<![\dA-Za-z.^亿万千百])|(?<=\d[xX]))(?<!\d,)"
    r"(?:\d+(?:\.\d+)?[亿万千]+(?:\d+(?:\.\d+)?[亿万千百]+)+|(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
)
_HAN = "零〇一二两三四五六七八九十"
_NO_NUMBER = frozenset("一零〇")  # 一套, 零件
_SPOKEN = rf"[{_HAN}百千]+亿[{_HAN}百千]+万|[{_HAN}](?:[{_HAN}百千点]|[万亿](?=[{_HAN}百千点]))*"
# 超百万吨 and 百万吨 count; of money, or without a bound of anything else, it is a figure of speech
_OF_THINGS = "[百千](?=万[吨头只辆台套件千平立亩锭])"
_BARE = rf"(?:(?:(?<=突破)|(?<=超过)|(?<=达到)|(?<=[超近逾达]))[百千](?![万亿]?[多余]?[元美])|{_OF_THINGS})"
_CHINESE = rf"(?<![数几上好第\d亿万千百])(?:{_SPOKEN}|{_BARE})"
_APPROXIMATE = re.compile("^[^点]*[一二两三四五六七八九]{2}")
_PART = re.compile(r"(\d+(?:\.\d+)?)([亿万千百]*)")
_SCALE = r"(?:十|百|千|万|亿|百万|千万|十万|十亿|百亿|千亿|万亿)"
_END = {True: "(?![A-Za-z])", False: ""}
_SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_NOT_LESS = ("超过", "超", "逾", "突破", "不低于", "不少于", "至少", "高于", "大于", "超出", "多于", "上")
_NOT_MORE = ("近", "接近", "不足", "不超过", "不超", "低于", "将近", "少于", "小于", "最多", "至多", "不到")
_ABOUT = ("约", "大约", "约为", "约达", "达到", "达", "为")
_TIMES = re.compile(r"[×xX*]$")
_SIZED = frozenset({"length", "thickness", "area"})
_SUM = re.compile(
    r"(?:投资|投入|产值|收入|营收|资金|固投|造价|总额|金额)(?:额|规模|人民币|共|为|：)*(?:实现|完成|可|将)?(?:了)?(?P<before>约|近|超|超过|逾|达|高达|不超过|达到)?了?"
    r"(?P<number>\d+(?:\.\d+)?)(?P<end>(?:个)?(?P<more>多|余)?(?P<scale>亿|万)(?P<more2>多|余)?)(?=[，。；、）\s]|的|左右|以上|$)"
)
CORRUPT = re.compile(r"\d[二三四五六七八九一]|\d十[一二三四五六七八九]|\d\.\d+\.\d|\d,\d{1,2}(?!\d)[,.]")


@cache
def pattern(units: tuple[str, ...], currencies: tuple[str, ...] = ()) -> re.Pattern[str]:
    """The expression of a quantity over these units, longest unit first; currencies may stand before it (港币3亿元)."""
    currency = "|".join(re.escape(c) for c in sorted(currencies, key=lambda c: (-len(c), c))) or "(?!)"
    begins = "".join(sorted({re.escape(c[0]) for c in currencies})) or "-"
    unit = "|".join(re.escape(u) + _END[u[-1].isascii()] for u in sorted(units, key=lambda u: (-len(u), u)))
    before = "|".join(sorted({*_NOT_LESS, *_NOT_MORE, *_ABOUT}, key=lambda w: (-len(w), w)))
    number = rf"(?:{_ARABIC}|{_CHINESE})"
    return re.compile(
        rf"(?:人民币)?(?P<before>{before})?(?:人民币|(?=[{begins}])(?P<currency>{currency})(?=[\d约近超])(?:约|近|超)?)?(?:(?<![\d.])(?P<times>\d{{1,2}})[×xX])?"
        rf"(?P<low>{number})(?P<lowscale>{_SCALE})??(?:(?P<lowunit>{unit})?(?P<to>~|(?<!%)[至到]|(?<=%)[至到](?=[\d.]+%)|－|-))?"
        rf"(?:(?<=[~至到－-])(?P<high>{number})(?P<highscale>{_SCALE})??)?(?:(?P<more>多|余|几|来)(?P<morescale>{_SCALE})?)?"
        rf"(?P<unit>{unit})(?P<rate>/年|/a|/天|/日|/d|/月|/小时|/h|/吨|每年|每天)?(?:人民币)?(?P<after>以上|以下|以内|左右|级)?"
    )


def quantities(text: str, units: Mapping[str, Unit]) -> tuple[Item, ...]:
    """Every quantity of a text, values in the base unit.

    >>> units = {"吨": Unit("t", Decimal(1), "mass"), "亿元": Unit("[CNY]", Decimal(10) ** 8, "money")}
    >>> [(q.text, q.measure.value) for q in quantities("年产二十万吨", units)]
    [('二十万吨', '200000')]
    """
    sums = tuple(_sums(text, units))
    found = (_item(match, units) for match in pattern(tuple(units), _currencies(tuple(units.items()))).finditer(text))
    apart = (i for i in found if i and not any(s.start <= i.start and i.end <= s.end for s in sums))  # 1.2个|亿
    return (*apart, *sums)


@cache
def _currencies(units: tuple[tuple[str, Unit], ...]) -> tuple[str, ...]:
    """The names of money that may stand before a sum in 元."""
    return tuple(name for name, unit in units if unit.dimension == "money" and "元" not in {name, name[:1]})


def _sums(text: str, units: Mapping[str, Unit]) -> Iterator[Item]:
    """Sums of money that say no more than how many 亿 or 万 (总投资5亿, 产值1.2个亿)."""
    for match in _SUM.finditer(text) if "元" in units else ():
        value = _plain(Decimal(match["number"]) * _scale(match["scale"]) * units["元"].factor)
        low = value if match["before"] in _NOT_LESS or match["more"] or match["more2"] else ""
        high = value if match["before"] in _NOT_MORE else ""
        bound = match["before"] in {*_NOT_LESS, *_NOT_MORE}
        start = match.start("before" if bound else "number")
        measure = Measure(units["元"].ucum, "money", value, low, high)
        yield Item(start, match.end("end"), text[start : match.end("end")], "m", "Quantity", measure=measure)


def _item(match: re.Match[str], units: Mapping[str, Unit]) -> Item | None:
    start, end = match.span()
    if match["before"] in _ABOUT and match.start("before") == start:  # 人民币约3亿元 stays whole
        start = match.end("before")
    numbers = _numbers(match)
    unit = units[match["currency"] if match["currency"] and match["unit"] == "元" else match["unit"]]
    article = match["low"] in _NO_NUMBER and not match["lowscale"] and not match["morescale"]
    multiplied = _TIMES.search(match.string, 0, match.start("low")) is not None
    several = int(match["times"] or 1)  # 2×30万吨
    other = multiplied and (match["times"] is None or unit.dimension in _SIZED)  # 1200×600毫米
    if numbers is None or article or other:
        return None
    low, high = (_plain(several * n * unit.factor) if n is not None else "" for n in numbers)
    return Item(start, end, match.string[start:end], "m", "Quantity", measure=_measure(match, unit, low, high))


def _measure(match: re.Match[str], unit: Unit, low: str, high: str) -> Measure:
    ucum, rate = unit.ucum, _rate(match["rate"] or "")
    if high:
        return Measure(ucum, unit.dimension, "", low, high, rate)
    bound = (match["before"] or "", match["after"] or "", match["more"] or "")
    if bound[0] in _NOT_LESS or bound[1] == "以上" or bound[2]:
        return Measure(ucum, unit.dimension, low, low, "", rate)
    if bound[0] in _NOT_MORE or bound[1] in {"以下", "以内"}:
        return Measure(ucum, unit.dimension, low, "", low, rate)
    return Measure(ucum, unit.dimension, low, "", "", rate)


def _rate(words: str) -> str:
    return {
        "/年": "/a",
        "/a": "/a",
        "每年": "/a",
        "/天": "/d",
        "/日": "/d",
        "/d": "/d",
        "每天": "/d",
        "/月": "/mo",
    }.get(words, {"/小时": "/h", "/h": "/h", "/吨": "/t"}.get(words, ""))


def _numbers(match: re.Match[str]) -> tuple[Decimal, Decimal | None] | None:
    scale = (match["lowscale"] or "") + (match["morescale"] or "" if not match["high"] else "")
    low = _number(match["low"])
    if low is None or (match["to"] and not match["high"]):
        return None
    if not match["high"]:
        return low * _scale(scale), None
    high = _number(match["high"])
    if high is None:
        return None
    factor = _scale((match["highscale"] or "") + (match["morescale"] or ""))
    low_factor = _scale(match["lowscale"]) if match["lowscale"] or match["lowunit"] else factor
    pair = low * low_factor, high * factor
    return pair if pair[0] < pair[1] else None


def _number(written: str) -> Decimal | None:
    """The value of a written number; None of one that is not well formed or only about (两三万)."""
    if written[0].isdigit():
        parts = [(Decimal(digits), _scale(scale)) for digits, scale in _PART.findall(written.replace(",", ""))]
        descend = all(low * scale < above for (_, above), (low, scale) in pairwise(parts))
        return sum((digits * scale for digits, scale in parts), Decimal(0)) if descend else None
    if written in _SCALES:
        return Decimal(_scale(written))
    from cn2an import cn2an  # noqa: PLC0415 - slow to load, and most texts write digits

    try:
        return None if _APPROXIMATE.search(written) else Decimal(str(cn2an(written, "smart")))
    except (ValueError, KeyError):  # the library tells a malformed number by either
        return None


def _scale(written: str | None) -> int:
    return int(10 ** sum(_SCALES[c] for c in written or ""))


def _plain(number: Decimal) -> str:
    text = format(number.normalize(), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
