"""A claim before the gate, still in items and in offsets of the normalised text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from graph.extract.items import Item
from graph.model import Modality

Basis = Literal["", "Input"]
_DAILY = re.compile(
    r"日[一-龥]{0,3}(?:熔量|熔化量|能力)|每天|一天|单日|每日|日(?:产|处|均|加工|供|耗|消|用|利用|转化|压榨|屠宰|焚烧|回收|收)"
)
_MONTHLY = re.compile(r"月产|每月|月均|月加工|月处理")
_YEARLY = re.compile(
    r"年产|年处理|每年|年均|年产能|年[^，。、]{0,8}能力|年[^，。、]{0,6}规模|年生产|年设计|年出栏|年消纳|年消化|年转化|年收储|年吃|年焚烧|年压榨|年利用|年加工|年回收|年拆解|年可|(?<![去今前当\d])年(?:消耗|耗|需|用|采购|收购)|年屠宰|年压榨|年开采|年供|年处置|全年|年综合"
)


@dataclass(frozen=True, slots=True)
class Draft:
    """Who does what, where it is said (`start`, `end`), and how it was read.

    `object` is an item, the name of a status, or "" for an amount of nothing in particular; `subject_at`,
    `object_at` and `amount_at` are where those begin in the normalised text; `confidence` is that of the cue, `carried`
    whether the subject came from an earlier clause or sentence; `refused` says why not to take it.
    """

    subject: Item
    subject_at: int
    predicate: str
    object: Item | str
    object_at: int
    start: int
    end: int
    cue: str
    confidence: float
    amount: Item | None = None
    amount_at: int = 0
    unit: str = ""
    basis: Basis = ""
    year: str = ""
    modality: Modality = "Asserted"
    phase: str = ""
    carried: bool = False
    refused: str = ""


def rated(amount: Item, context: str) -> str:
    """The unit of an amount with its rate: its own (吨/年), or that of the words before it (年产, 每天).

    >>> from graph.extract.items import Measure
    >>> rated(Item(2, 5, "3万吨", measure=Measure("t", "mass", "30000")), "年产3万吨")
    't/a'
    """
    measure = amount.measure
    if measure is None or measure.rate:
        return measure.unit + measure.rate if measure else ""
    head = context[: context.find(amount.text)] if amount.text in context else context
    told = ((_last(_DAILY, head, 14), "/d"), (_last(_MONTHLY, head, 14), "/mo"), (_last(_YEARLY, head, 40), "/a"))
    at, rate = max(told, key=lambda pair: pair[0])
    return measure.unit + rate if at >= 0 else measure.unit


def _last(words: re.Pattern[str], text: str, reach: int) -> int:
    """Where one of the words stands last within reach of the end, -1 if nowhere."""
    return max((m.start() for m in words.finditer(text) if m.end() > len(text) - reach), default=-1)
