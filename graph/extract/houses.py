"""What belongs to the company that a text or a paragraph is of: its plants (某市基地), and daughters told as such.

A text in which 公司 is always the same company is of that company (an annual report, an announcement).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.extract import subject
from graph.extract.clauses import clause_start
from graph.extract.draft import Draft
from graph.extract.items import Item
from graph.extract.line import Line, code
from graph.extract.truth import intends
from graph.lexicon import Lexicon
from graph.model import Modality

_C, _F = code("C"), code("F")
_DAUGHTER = re.compile(
    rf"(?<![该本此其的{_C}])(?:全资|控股|间接|直接|二级|三级|下属|旗下|核心|重要)*"
    rf"(?:(?P<held>参股公司|参股企业|联营企业|联营公司)|子公司|孙公司)[“]?(?P<D>{_C})"
)
_MOTHER = re.compile(rf"(?<![该其的{_C}])(?:控股股东|母公司)[“]?(?P<M>{_C})(?![^，。；]{{0,6}}(?:股东|子公司))")
_ANOTHER = re.compile("保荐|承销|跟投|另类投资|券商")  # the daughter of who brings the company to the market
_OF_OTHERS = re.compile(
    r"(?:位于|地处|落户于?|入驻|坐落于?|坐落在|走进|来到|参观|考察|毗邻|相邻|紧邻|对标|关停|退出|供|供给|供应给?|送到|运往|卖给|前身|成立于|始建于|建于|改制)[^，。；]{0,6}$"
)
_MARKS = frozenset("，：“\n")
_OWNED = frozenset({"operates", "undertakes", "investsIn"})
_PLANTS = ("基地", "工厂", "厂", "厂区")
_ABROAD = ("产业基地", "示范基地", "种植基地", "原料基地", "能源基地", "实训基地", "实践基地", "教育基地")
_REACH, _BEFORE, _OFTEN, _ALWAYS = 500, 10, 2, 0.8
_CONFIDENCE = 0.78


@dataclass(frozen=True, slots=True)
class _Told:
    """A company where it is named or stood for."""

    item: Item
    at: int


def of_houses(lines: Sequence[Line], found: Sequence[Draft], lexicon: Lexicon) -> Iterator[Draft]:
    """That the company spoken of owns the plants and the daughters which nobody else is told to own."""
    owned = {d.object.label for d in found if d.predicate in _OWNED and isinstance(d.object, Item)}
    daughters = {d.subject.name for d in found if d.predicate == "subsidiaryOf"}
    held = {d.object.name for d in found if d.predicate == "investsIn" and isinstance(d.object, Item)}
    house = _house(lines)
    for number, line in enumerate(lines):
        for match in _DAUGHTER.finditer(line.text) if house else ():
            taken = held if match["held"] else daughters
            yield from _daughters(line, match, house, taken)
        for match in _MOTHER.finditer(line.text) if house else ():
            yield from _mother(line, match, house, daughters)
        for index, slot in enumerate(line.slots):
            if slot.char == _F:
                before = tuple(lines[max(0, number - _BEFORE) : number])
                for plant in slot.items:
                    if plant.label not in owned and _is_plant(plant):
                        yield from _plants(line, index, plant, house, subject.find(line, index, "C", before, lexicon))


def _house(lines: Sequence[Line]) -> list[_Told]:
    """Where the company is spoken of that a text is of, [] if it is of none."""
    told = [
        _Told(item, line.view.start + item.start)
        for line in lines
        for item in line.view.items
        if item.kind == "Company" and item.name
    ]
    meant = Counter(t.item.name for t in told if t.item.reference and t.item.label)
    name, times = meant.most_common(1)[0] if meant else ("", 0)
    if times < _OFTEN or times < _ALWAYS * meant.total():
        return []
    return [t for t in told if t.item.name == name]


def _daughters(line: Line, match: re.Match[str], house: Sequence[_Told], taken: set[str]) -> Iterator[Draft]:
    mother = house[0].item.name
    start = line.view.start + line.slots[match.start()].start
    if _ANOTHER.search(line.text, 0, match.end()):
        return
    if _is_led_by_another(line, match.start(), mother):
        return
    slot = line.slots[match.start("D")]
    for number, item in enumerate(slot.items):
        if number and "与" in line.view.text[slot.items[number - 1].end : item.start]:
            return  # 子公司甲|与乙签约
        at, near = line.view.start + item.start, _near(house, start)
        if item.name in taken or item.name == mother or item.reference or near is None:
            continue
        first, last = min(near.at, start), max(near.at + len(near.item.text), at + len(item.text))
        if match["held"]:
            yield Draft(near.item, near.at, "investsIn", item, at, first, last, "house", _CONFIDENCE)
        else:
            yield Draft(item, at, "subsidiaryOf", near.item, near.at, first, last, "house", _CONFIDENCE)


def _mother(line: Line, match: re.Match[str], house: Sequence[_Told], taken: set[str]) -> Iterator[Draft]:
    start = line.view.start + line.slots[match.start()].start
    item, near = line.slots[match.start("M")].items[0], _near(house, start)
    own = near is not None and item.name not in {near.item.name, *taken} and near.item.name not in taken
    if near is None or not own or _is_led_by_another(line, match.start(), near.item.name):
        return
    at = line.view.start + item.start
    first, last = min(near.at, start), max(near.at + len(near.item.text), at + len(item.text))
    yield Draft(near.item, near.at, "subsidiaryOf", item, at, first, last, "house", _CONFIDENCE)


def _is_led_by_another(line: Line, at: int, house: str) -> bool:
    """Whether another company opens a clause before a place, since the last semicolon."""
    begins = line.text.rfind("；", 0, at) + 1
    opening = (i for i in range(begins, at) if line.text[i] == _C and (i == begins or line.text[i - 1] in _MARKS))
    return any(item.name != house for i in opening for item in line.slots[i].items)


def _near(house: Sequence[_Told], at: int) -> _Told | None:
    """Where the company was spoken of last before a place, else first after it."""
    before = [told for told in house if told.at < at and at - told.at <= _REACH]
    after = [told for told in house if at <= told.at <= at + _REACH]
    return before[-1] if before else next(iter(after), None)


def _is_plant(item: Item) -> bool:
    """Whether a name is a plant by its place (某市基地): an enterprise's, no industry's."""
    if item.text.endswith("水厂") or "各" in item.text:
        return False
    placed = bool(item.parts) and item.parts[0].kind == "Place"
    return placed and not item.reference and item.text.endswith(_PLANTS) and not item.text.endswith(_ABROAD)


def _plants(line: Line, index: int, plant: Item, house: Sequence[_Told], told: subject.Found | None) -> Iterator[Draft]:
    start = clause_start(line.text, index)
    here = any(slot.char == _C for slot in line.slots[start:index]) or line.text[index + 1 : index + 2] == "（"
    if here or _is_led(line, plant) or _OF_OTHERS.search(line.text, start, index):
        return
    at = line.view.start + plant.start
    if told is not None and len(told.slot.items) == 1:
        owner = _Told(told.slot.items[0], told.line.view.start + told.slot.items[0].start)
    else:
        near = _near(house, at)
        mentions = (s for s in line.slots[:index] if s.char == _C)
        if near is None or any(item.name != near.item.name for slot in mentions for item in slot.items):
            return
        owner = near
    if owner.item.reference and not owner.item.label:
        return
    modality: Modality = "Prospective" if intends(line.view.text[: plant.start]) else "Asserted"
    first, last = min(owner.at, at), max(owner.at + len(owner.item.text), at + len(plant.text))
    draft = Draft(owner.item, owner.at, "operates", plant, at, first, last, "house", _CONFIDENCE)
    yield replace(draft, modality=modality, carried=True)


def _is_led(line: Line, plant: Item) -> bool:
    """Whether a noun stands right before a plant, maybe the name of its owner that is not known for one."""
    before = next((i for i in line.view.items if i.end == plant.start), None)
    return before is not None and not before.kind and before.tag[:1] in {"n", "b", "j", "x"} and len(before.text) > 1
