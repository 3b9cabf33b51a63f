"""Which of the names that follow one another a clause is about (甲公司的某项目, 甲公司子公司乙)."""

from __future__ import annotations

import re

from graph.extract.line import KINDS, Line, Slot, code

_SUBSIDIARY = re.compile(
    rf"(?:的?(?:全资|控股|下属|旗下|二级)*(?:子公司|孙公司|子企业)|的|(?:旗下|下属|所属|控股|全资|参股)的?|的?(?:主要|核心|最大|重要|独家|一级)*(?:供应商|供货商|代工厂商?|配套商))“?{code('C')}"
)
_COSTING = rf"(?:总?投资|斥资|耗资|投入)(?:约|近|超)?{code('Q')}元?(?:投资|建设|新建|兴建|打造)?的"
_WORKS = re.compile(
    rf"(?:{_COSTING}|的|在{code('L')}|在[^，。；的{code('C')}{code('P')}]{{1,12}}(?=的)|投资|建设|新建|首[套条座个期]|第[一二三四五][套条座个期]){{1,3}}“?[{code('P')}{code('F')}]"
    rf"|[^，。；的{code('C')}{code('P')}{code('F')}]{{1,12}}的“?{code('P')}"  # 甲公司|推进的乙项目
)
_BUILDS = re.compile(
    rf"(?:建设|投建|新建|兴建|实施|扩建|新上|上马)[^，。；{code('C')}{code('P')}]{{0,16}}[{code('P')}{code('F')}]”?$"
)
_UNDERTAKES = re.compile(  # 2023年甲公司|上了乙项目，年产……: how much is told of the works
    rf"(?:在建|开建|建起|建成|上了|新上|上马|启动|推进|谋划|布局|打造|开工|拿下|投产|投建|建设|新建|兴建|实施|扩建)了?"
    rf"(?!的)[^，。；{code('C')}{code('P')}{code('F')}]{{0,16}}{code('P')}”?$"
)
_HOLDING = re.compile(rf"(?:旗下|下属|所属)?的?“?{code('F')}")
_MINE = re.compile(  # 甲公司|拥有乙矿采矿权，保有储量……: what lies in the ground is told of the mine
    rf"[^，。；{code('C')}{code('F')}]{{0,8}}(?:拥有|持有|取得|竞得|坐拥|获得|控制|现有|旗下)[^，。；{code('C')}{code('F')}]{{0,8}}(?P<F>{code('F')})(?:[^，。；]{{0,6}}(?:采矿|探矿|矿)权)?$"
)
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
        index = member.end() - 1
    mine = _MINE.match(line.text, index + 1, end) if set("LF") <= set(kinds) else None
    if mine:
        return line.slots[mine.end("F") - 1]
    if "C" in kinds and member and member.end() <= end:
        return line.slots[index]
    facility = _HOLDING.match(line.text, index + 1)
    if "F" in kinds and facility and facility.end() <= end and kind_of(line.slots[facility.end() - 1]) == "F":
        return line.slots[facility.end() - 1]
    works = _WORKS.match(line.text, index + 1) if kind_of(line.slots[index]) == "C" else None
    if works and works.end() <= end and kind_of(line.slots[works.end() - 1]) in kinds:
        return line.slots[works.end() - 1]
    built = _builds(line, index, end, kinds)
    if built and kind_of(line.slots[index + built.end() - 1 - built.group().endswith("”")]) in kinds:
        return line.slots[index + built.end() - 1 - built.group().endswith("”")]
    aside = _ASIDE.match(line.text, index + 1, end)
    reach = aside.end() if aside else past_marks(line, index + 1, end)
    while "P" in kinds and reach + 1 < end and line.text[reach : reach + 2] == code("P") * 2:
        reach += 1  # 某项目一期
    return line.slots[reach if reach < end and "P" in kinds and kind_of(line.slots[reach]) == "P" else index]


def _builds(line: Line, index: int, end: int, kinds: str) -> re.Match[str] | None:
    """The words by which a company or plant builds the works that its clause ends with."""
    text = line.text[index:end]
    if "P" not in kinds or text[:1] not in {code("C"), code("F")}:
        return None
    built = _BUILDS.search(text) if text[0] == code("C") else None
    done = _UNDERTAKES.search(text) if not built and set(kinds) <= set("CPFK") else None
    works = line.slots[index + done.end() - 1 - done.group().endswith("”")] if done else None
    return built or (done if works and not works.items[0].reference else None)
