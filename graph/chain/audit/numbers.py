"""Numbers as sentences write them, each with the least and the most that it can stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from graph.chain.settings import threshold

INFINITE = Decimal("Infinity")
_SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_OVER = ("超过", "超", "逾", "突破", "不低于", "不少于", "至少", "高于")
_NEAR = ("将近", "接近", "近")
_UNDER = ("不足", "不到", "低于", "不超过", "少于", "至多")
_ABOUT = ("大约", "约为", "约达", "约")
BEFORE = "|".join((*_OVER, *_NEAR, *_UNDER, *_ABOUT))
DIGITS = r"(?<![\d.,A-Za-z亿万千百])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_NUMBER = re.compile(rf"(?P<before>{BEFORE})?(?P<digits>{DIGITS})(?P<scale>[十百千万亿]*)(?P<more>[多余几])?")
_AFTER = re.compile("以上|以下|以内|左右|上下|多")


@dataclass(frozen=True, slots=True)
class Number:
    """What is written, what it says, and between what it lies: 1.1亿 is anything that rounds to it."""

    text: str
    value: Decimal
    low: Decimal
    high: Decimal
    unit: str = ""
    vague: bool = False


def overlap(one: Number, other: Number) -> bool:
    """Whether both can stand for the same number."""
    return max(one.low, other.low) <= min(one.high, other.high)


@cache
def unit_pattern(units: tuple[str, ...]) -> str:
    """The expression of a unit, longest first."""
    return "|".join(re.escape(u) for u in sorted(units, key=lambda u: (-len(u), u)))


def amount(name: str, units: tuple[str, ...]) -> str:
    """The expression of a number with its unit, as a group of this name.

    >>> re.search(amount("a", ("吨", "万吨")), "年产约3.5万吨以上")["a"]
    '约3.5万吨以上'
    """
    number = rf"(?:{BEFORE})?{DIGITS}[十百千万亿]*[多余几]?"
    return rf"(?P<{name}>{number}(?:{unit_pattern(units)})(?:以上|以下|以内|左右|上下|多)?)"


def read(text: str, units: Mapping[str, tuple[str, str]]) -> Number | None:
    """A number with its unit, in the base unit; None if that is not what the text is.

    >>> found = read("1.1亿元", {"元": ("[CNY]", "1")})
    >>> int(found.value), int(found.low), int(found.high)
    (110000000, 105000000, 115000000)
    """
    match = _NUMBER.match(text)
    if match is None:
        return None
    rest = text[match.end() :]
    after = next((m[0] for m in _AFTER.finditer(rest) if m.end() == len(rest)), "")
    found = _unit(match["scale"], rest.removesuffix(after), units)
    if found is None:
        return None
    unit, factor = found
    value = Decimal(match["digits"].replace(",", "")) * factor
    step = factor.scaleb(-len(match["digits"].partition(".")[2]))
    marks = match["before"] or "", match["more"] or "", after
    low, high = spread(value, step, marks)
    return Number(text, value, low, high, unit, any(marks))


def _unit(scale: str, word: str, units: Mapping[str, tuple[str, str]]) -> tuple[str, Decimal] | None:
    """The unit and its factor; of 万千瓦时 the longest unit is the one meant."""
    for length in range(len(scale) + 1):
        unit = units.get(scale[length:] + word)
        if unit is not None:
            return unit[0], Decimal(unit[1]) * 10 ** sum(_SCALES[c] for c in scale[:length])
    return None


def spread(value: Decimal, step: Decimal, marks: tuple[str, ...]) -> tuple[Decimal, Decimal]:
    """The least and the most that a number with such words around it stands for."""
    before, more, after = marks
    if before in _OVER or more or after in {"以上", "多"}:
        return value, INFINITE
    if before in _NEAR:
        return value - max(value * threshold("audit.near"), step), value
    if before in _UNDER or after in {"以下", "以内"}:
        return Decimal(), value
    about = value * threshold("audit.about") if before or after else step / 2
    return value - about, value + about
