"""What an amount measures: its unit with the rate the words give it, and whether it is a yearly one."""

from __future__ import annotations

import re

from graph.extract.draft import rated
from graph.extract.items import Item
from graph.extract.line import Line, Slot

RATED = frozenset({"capacity", "intake", "consumption"})
MADE = frozenset({"capacity", "intake", "production", "consumption"})
_REACH = 40
_LARGEST = {"power": 30, "length": 500}  # below it is how strong one engine is (MW), or how long one blade (m)
# 年产甲醇5万吨，副产硫磺1万吨: both are yearly
_CLAUSE = re.compile(
    r"[。；]|，(?!.*年产)(?!(?:最终|终端|中间|主要?|副)产品|副产|联产|其中|包括|包含|(?:年|总|设计)*(?:产能|生产能力|产量))"
)
_YEARLY_AFTER = re.compile(r"(?:等)?的?年(?:综合|设计)?(?:生产|处理|加工|产)?(?:能力|产能)")  # 硫酸5万吨的年生产能力
_LAND = frozenset({"{mu}", "har", "km2"})


def is_land(amount: Item | None) -> bool:
    """Whether an amount is one of land (380亩, 12平方公里)."""
    return amount is not None and amount.measure is not None and amount.measure.unit in _LAND


def is_made(predicate: str, amount: Item | None) -> bool:
    """Whether an amount can be of what a cue of making says: no land, nor how strong or long one is (6MW风电机组)."""
    return not (predicate == "production" and _is_of_one(amount)) and not (predicate in MADE and is_land(amount))


def _is_of_one(amount: Item | None) -> bool:
    """Whether an amount tells of one engine or blade, not of how much is made."""
    measure = amount.measure if amount is not None else None
    size = (measure.value or measure.low or measure.high) if measure else ""
    return measure is not None and size != "" and float(size) < _LARGEST.get(measure.dimension, 0)


def measure_of(name: str, amount: Item | None) -> str:
    """The measure an amount is of: what is made so much a year (生产甲醇10万吨/年) is a capacity."""
    measure = amount.measure if amount is not None else None
    yearly = measure is not None and measure.rate in {"/a", "/d"} and measure.dimension != "energy"
    return "capacity" if name == "intake" or (name == "production" and yearly) else name


def measured_in(name: str, amount: Item | None, listed: Slot | None, line: Line) -> str:
    """The unit where the amount alone does not give it: the rate of its list, persons for jobs (岗位300个)."""
    if amount is None or name not in RATED | {"jobs"}:
        return ""
    if name == "jobs":
        return "{person}"
    own = _unit(amount, line)
    first = listed.pairs[0][0] if listed and listed.pairs else amount
    if listed and "/" not in own and _YEARLY_AFTER.match(line.view.text, listed.end):
        return f"{own}/a"
    rate = _unit(first, line).partition("/")[2]
    return own if "/" in own or not rate or first is amount else f"{own}/{rate}"


def _unit(amount: Item, line: Line) -> str:
    """The unit with the rate that the clause, or a 年产 before it, gives."""
    written = line.view.text[max(0, amount.start - _REACH) : amount.end]
    return rated(amount, _CLAUSE.split(written)[-1])
