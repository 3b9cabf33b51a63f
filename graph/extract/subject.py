"""Who a clause is about when its verb comes without a name: the subject before it, or the one carried on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.extract.items import Item
from graph.extract.line import KINDS, Line, Slot, code
from graph.lexicon import Lexicon

_PUNCT = "，。；：！？\n"
_GOVERNED = re.compile(r"(?:对|向|与|和|同|从|给|为|把|被|比|跟|较|除|替|经|受|获|及其|以及)$")
_PREPOSITIONAL = re.compile(r"^(?:在|以|对|按|按照|从|通过|随着|截至|经过|根据|为|当|自|作为|除|至|到|围绕|针对|凭借|依托|借助|立足|基于)")
_ACTORS = frozenset("CPFK")


@dataclass(frozen=True, slots=True)
class Found:
    """A subject and how far it was carried: 0 in the clause, 1 in the sentence, 2 from the sentence before."""

    slot: Slot
    line: Line
    distance: int


def clause_start(text: str, position: int) -> int:
    """Where the clause that holds `position` begins."""
    return max(text.rfind(mark, 0, position) for mark in _PUNCT) + 1


def find(line: Line, position: int, kinds: str, before: tuple[Line, ...], lexicon: Lexicon) -> Found | None:
    """The subject of kinds `kinds` for a verb at `position`, None when another noun is the subject."""
    start = clause_start(line.text, position)
    here = _in_clause(line, start, position, kinds, lexicon)
    if here is not None or not _clear(line, start, position, lexicon):
        return here
    return _earlier(line, start, kinds) or _carried(line, start, kinds, before)


def _in_clause(line: Line, start: int, position: int, kinds: str, lexicon: Lexicon) -> Found | None:
    for index in range(position - 1, start - 1, -1):
        slot = line.slots[index]
        if _kind(slot) in kinds and not _GOVERNED.search(line.text[max(start, index - 2) : index]):
            return Found(slot, line, 0) if _leads(line, index + 1, position, lexicon) else None
    return None


def _kind(slot: Slot) -> str:
    return next((letter for letter in KINDS if slot.char == code(letter)), "-")


def _leads(line: Line, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether nothing but a carrier (的产品, 生产线) or an adverbial stands between a name and its verb."""
    between = line.text[start:end]
    if re.match(r"^的", between):
        items = _items(line, start + 1, end)
        return all(_passes(i, lexicon) for i in items)
    return not any(_kind(s) in "CPF" for s in line.slots[start:end])


def _items(line: Line, start: int, end: int) -> list[Item]:
    if end <= start:
        return []
    left, right = line.slots[start].start, line.slots[end - 1].end
    return [i for i in line.view.items if i.start >= left and i.end <= right]


def _passes(item: Item, lexicon: Lexicon) -> bool:
    return lexicon.is_(item.text, "carrier") or not item.tag.startswith("n") or item.kind in {"Material", "Quantity", "Place"}


def _clear(line: Line, start: int, position: int, lexicon: Lexicon) -> bool:
    """Whether the clause up to the verb has no subject of its own."""
    text = line.text[start:position]
    if not text or _PREPOSITIONAL.match(text):
        return True
    for item in _items(line, start, position):
        noun = item.tag.startswith(("n", "l", "i")) and len(item.text) > 1 or item.kind in {"Company", "Facility", "Chain"}
        if noun and not lexicon.is_(item.text, "carrier") and item.kind not in {"Place", "Quantity"}:
            return False
    return True


def _earlier(line: Line, start: int, kinds: str) -> Found | None:
    """The subject that an earlier clause of the sentence opens with."""
    index = start - 1
    while index > 0:
        begin = clause_start(line.text, index)
        if line.text[index] == "。":
            return None
        found = _opening(line, begin, index, kinds)
        if found is not None:
            return Found(found, line, 1)
        index = begin - 1
    return None


def _opening(line: Line, start: int, end: int, kinds: str) -> Slot | None:
    """The last name of the kinds wanted before the first other one that a clause begins with."""
    for index in range(start, end):
        slot = line.slots[index]
        if _kind(slot) in kinds and not _GOVERNED.search(line.text[max(start, index - 2) : index]):
            return _head(line, index, end, kinds)
    return None


def _head(line: Line, index: int, end: int, kinds: str) -> Slot:
    """甲公司的某项目: the project is what the clause is about, where projects are wanted."""
    reach = index + 1
    while reach < end and line.slots[reach].char in "的”“":
        reach += 1
    if reach < end and _kind(line.slots[reach]) == "P" and "P" in kinds:
        return line.slots[reach]
    return line.slots[index]


def _carried(line: Line, start: int, kinds: str, before: tuple[Line, ...]) -> Found | None:
    """The subject of the sentence before, in the same paragraph, when this one begins without any."""
    if clause_start(line.text, start - 1) > 0 and any(_kind(s) in _ACTORS for s in line.slots[:start]):
        return None
    for previous in reversed(before[-2:]):
        if previous.view.block != line.view.block:
            return None
        index = 0
        while index < len(previous.text):
            end = next((i for i in range(index, len(previous.text)) if previous.text[i] in _PUNCT), len(previous.text))
            found = _opening(previous, index, end, kinds)
            if found is not None:
                return Found(found, previous, 2)
            index = end + 1
    return None
