"""Which of the names that follow one another a clause is about (甲公司的某项目, 甲公司子公司乙)."""

from __future__ import annotations

import re

from graph.extract.line import KINDS, Line, Slot, code

_SUBSIDIARY = re.compile(
    rf"(?:的?(?:全资|控股|下属|旗下|二级)*(?:子公司|孙公司|子企业)|的|的?(?:主要|核心|最大|重要|独家|一级)*(?:供应商|供货商|代工厂商?|配套商))“?{code('C')}"
)
_WORKS = re.compile(
    rf"(?:的|在{code('L')}|在[^，。；的{code('C')}{code('P')}]{{1,12}}(?=的)|投资|建设|新建|首[套条座个期]|第[一二三四五][套条座个期]){{1,3}}“?[{code('P')}{code('F')}]"
)
_BUILDS = re.compile(
    rf"(?:建设|投建|新建|兴建|实施|扩建|新上|上马)[^，。；{code('C')}{code('P')}]{{0,16}}[{code('P')}{code('F')}]”?$"
)
_HOLDING = re.compile(rf"(?:旗下|下属|所属)?的?“?{code('F')}")
_ASIDE = re.compile(rf"（[^（），。；]{{1,16}}）(?={code('P')})")  # 某公司（某集团）项目
WORKSHOP = "车间"  # what a workshop makes its company makes
_NO_PLANT = re.compile(rf"{WORKSHOP}$|^原(?!平|阳).{{3}}")  # 原某某厂 is where another is built
_LETTERS = {code(letter): letter for letter in KINDS}


def kind_of(slot: Slot) -> str:
    """The letter of the kind a slot names, "-" if it names none, or a plant that stands for something else."""
    if slot.items and slot.items[0].kind == "Facility" and _NO_PLANT.search(slot.items[0].text):
        return "-"
    return _LETTERS.get(slot.char, "-")


def past_marks(line: Line, index: int, end: int) -> int:
    """The first slot from `index` that is neither 的 nor a quotation mark, `end` if there is none before it."""
    while index < end and line.slots[index].char in "的”“":
        index += 1
    return index


def last_of(line: Line, index: int, end: int, kinds: str) -> Slot:
    """The last of names that follow one another (甲公司的某项目, 甲公司子公司乙, 甲集团的某铜矿)."""
    member = _SUBSIDIARY.match(line.text, index + 1)
    if "C" in kinds and member and member.end() <= end:
        return line.slots[member.end() - 1]
    facility = _HOLDING.match(line.text, index + 1)
    if "F" in kinds and facility and facility.end() <= end and kind_of(line.slots[facility.end() - 1]) == "F":
        return line.slots[facility.end() - 1]
    works = _WORKS.match(line.text, index + 1) if kind_of(line.slots[index]) == "C" else None
    if works and works.end() <= end and kind_of(line.slots[works.end() - 1]) in kinds:
        return line.slots[works.end() - 1]
    built = _BUILDS.search(line.text[index:end]) if "P" in kinds and line.text[index] == code("C") else None
    if built and kind_of(line.slots[index + built.end() - 1 - built.group().endswith("”")]) in kinds:
        return line.slots[index + built.end() - 1 - built.group().endswith("”")]
    aside = _ASIDE.match(line.text, index + 1, end)
    reach = aside.end() if aside else past_marks(line, index + 1, end)
    while "P" in kinds and reach + 1 < end and line.text[reach : reach + 2] == code("P") * 2:
        reach += 1  # 某项目一期
    return line.slots[reach if reach < end and "P" in kinds and kind_of(line.slots[reach]) == "P" else index]
