"""What sentences say of growth: a start and an end, an increase, a rate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from graph.chain.audit.numbers import BEFORE, INFINITE, Number, amount, read

Units = Mapping[str, tuple[str, str]]
Sort = Literal["yearly", "total", "times", "ratio", "points"]

_YEAR = r"(?:19|20)\d{2}年(?:末|底|初)?"
_RISE = "增长|增加|提高|提升|上升|跃升|攀升|扩大|猛增|激增|扩张|发展|上涨|增|升|涨"
_FALL = "下降|降低|减少|缩短|压缩|压减|下滑|降|减|缩"
_TO = "(?:到了|到|至|为|成)"
_OTHER_PACE = re.compile("每|日均|月均|/|第(?=[0-9])")
_RATES = {"%": ("%", "1"), "倍": ("倍", "1"), "个百分点": ("pp", "1")}
_HAN = str.maketrans("一二两三四五六七八九", "1223456789")
_FEW = "[一二两三四五六七八九]"
_DIGITS = rf"(?:\d+(?:\.\d+)?|{_FEW}(?=倍|个百分点))"
_N = rf"(?P<n>(?:{BEFORE})?{_DIGITS}[多余]?(?P<unit>%|倍|个百分点)(?:以上|以下|以内|左右|上下|多)?)"
_GOES = "(?:率)?(?:了|达到|达|为|是)?"
_SPAN = r"(?:(?P<span>\d{1,2}|[一二两三四五六七八九十])年(?:间|来|时间)?)?"
_CLAIM = re.compile(
    rf"[，、（]?(?:其间|期间|这期间)?(?:，)?"
    rf"(?:{_SPAN}(?P<yearly>年均|每年平均|平均每年)(?:复合)?|(?:共|累计|总共|总体|合计|净)?(?P<same>同比|环比)?(?:净)?)"
    rf"(?:(?P<verb>{_RISE}|{_FALL}|递增|增幅|涨幅|降幅)|(?P<pace>增速|增长率|复合增长率|复合增速)){_GOES}{_N}"
)
_RATIO = re.compile(rf"[，、（]?(?:是|为|相当于|达到|达)(?:原来|此前|之前|当年|当初|{_YEAR})(?:时)?的{_N}")
_DOUBLED = re.compile("[，、（]?(?:实现|已|接近|近)?(?:了)?翻(?:了)?(?P<n>一番|两番|番)(?!多|以上)")


@dataclass(frozen=True, slots=True)
class Pair:
    """A start and an end told together: where, how many years apart (0 if untold), by which verb."""

    start: int
    end: int
    first: Number
    second: Number
    years: int
    verb: str

    @property
    def falls(self) -> bool:
        """Whether its verb says that it became less."""
        return bool(self.verb) and self.verb in _FALL.split("|")


@dataclass(frozen=True, slots=True)
class Growth:
    """What a clause says of growth: of what sort, whether downwards, how much, over how many years (0 if untold)."""

    end: int
    sort: Sort
    falls: bool
    number: Number
    words: str
    years: int = 0
    same: bool = False


@cache
def _patterns(units: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """从2020年的A增长到2024年的B；2020年为A，2024年增至B；B，比2020年的A."""
    a, b, verb = amount("a", units), amount("b", units), f"(?P<verb>{_RISE}|{_FALL})"
    gap = r"[^，。；\d]"
    joined = rf"[从由](?P<y1>{_YEAR})?{gap}{{0,12}}?{a}{gap}{{0,6}}?{verb}{_TO}(?P<y2>{_YEAR})?{gap}{{0,6}}?{b}"
    stands = "(?:为|是|达到|达|仅有|仅为|仅|只有|实现|完成)?"
    moves = rf"(?:已经|已|则|又|进一步|就)?(?:{verb}{_TO}|达到|达|为|是|突破)"
    apart = rf"(?P<y1>{_YEAR}){gap}{{0,16}}?{stands}{a}，(?:到)?(?P<y2>{_YEAR}){moves}{b}"
    start = rf"(?:比|较)(?P<y1>{_YEAR})?(?:的|同期|底)?(?:(?![多少高低增减翻]){gap}){{0,6}}?"
    back = rf"(?P<y2>(?!))?{b}，{start}(?P<verb>(?!))?{a}(?:的)?"
    return re.compile(joined), re.compile(apart), re.compile(back)


def pairs(text: str, units: Units) -> Iterator[Pair]:
    """Each start with its end, both in one unit and at one pace.

    >>> [(p.first.text, p.second.text, p.years) for p in pairs("从2020年的2吨增至2024年的5吨。", {"吨": ("t", "1")})]
    [('2吨', '5吨', 4)]
    """
    for pattern in _patterns(tuple(units)):
        for match in pattern.finditer(text):
            first, second = read(match["a"], units), read(match["b"], units)
            if _OTHER_PACE.search(match.group()) or not first or not second or first.unit != second.unit:
                continue
            if first.value > 0 and second.value > 0:
                known = match["y1"] and match["y2"]
                years = int(match["y2"][:4]) - int(match["y1"][:4]) if known else 0
                yield Pair(match.start(), match.end(), first, second, years, match["verb"] or "")


def claim(text: str, at: int) -> Growth | None:
    """The growth that the words from here on tell; None where they tell another thing.

    >>> claim("增至5亿元，年均增长26%。", 5).sort, claim("，利润增长26%。", 0)
    ('yearly', None)
    """
    if match := _RATIO.match(text, at):
        number = _rate(match["n"])
        return Growth(match.end(), "ratio", False, number, match["n"]) if number and match["unit"] == "倍" else None
    if match := _DOUBLED.match(text, at):
        return _doubled(match)
    match = _CLAIM.match(text, at)
    number = _rate(match["n"]) if match else None
    if match is None or number is None:
        return None
    sort: Sort = "yearly" if match["yearly"] else "total"
    if match["pace"] and sort == "total":
        return None  # a rate of growth alone may be that of the last year
    if match["unit"] != "%":
        sort = "times" if match["unit"] == "倍" else "points"
    falls = (match["verb"] or "") in {*_FALL.split("|"), "降幅"}
    words = text[match.start() : match.end()].lstrip("，、（")
    return Growth(match.end(), sort, falls, number, words, _years(match["span"]), bool(match["same"]))


def _rate(words: str) -> Number | None:
    return read(words.translate(_HAN), _RATES)


def _years(words: str | None) -> int:
    if not words:
        return 0
    return int(words) if words.isdigit() else "零一二三四五六七八九十".find(words.replace("两", "二"))


def _doubled(match: re.Match[str]) -> Growth:
    """翻一番 is said of anything near twice as much."""
    times = 4 if match["n"] == "两番" else 2
    number = read(f"约{times}倍", _RATES)
    assert number is not None
    return Growth(match.end(), "ratio", False, number, match.group().lstrip("，、（"))


@cache
def _increase(units: tuple[str, ...]) -> re.Pattern[str]:
    since = "(?:同比|(?:比|较)(?:去年|上年|上一年)(?:同期)?)?"
    more = "(?:净)?(?P<verb>增加|增长|增量|净增|增收|多|减少|下降|少)(?:了|为|达|约)?"
    return re.compile(rf"{amount('b', units)}[，、]{since}{more}{amount('a', units)}(?=[，、])")


@dataclass(frozen=True, slots=True)
class Increase:
    """An end reached, and by how much it became more, or less if `falls`."""

    begin: int
    end: int
    by: Number
    to: Number
    falls: bool

    @property
    def start(self) -> Decimal:
        """What was there before."""
        return self.to.value + (self.by.value if self.falls else -self.by.value)

    @property
    def before(self) -> tuple[Decimal, Decimal]:
        """The least and the most that was there before."""
        if self.falls:
            return self.to.low + self.by.low, self.to.high + self.by.high
        return self.to.low - self.by.high, self.to.high - self.by.low


def increases(text: str, units: Units) -> Iterator[Increase]:
    """Each end told with the increase that led to it.

    >>> [str(more.start) for more in increases("产值达5亿元，同比增加1亿元，增长25%。", {"元": ("", "1")})]
    ['400000000']
    """
    for match in _increase(tuple(units)).finditer(text):
        by, to = read(match["a"], units), read(match["b"], units)
        if by and to and by.unit == to.unit and by.value > 0 and INFINITE not in {by.high, to.high}:
            yield Increase(match.start(), match.end(), by, to, match["verb"] in {"减少", "下降", "少"})
