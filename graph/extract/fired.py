"""A cue that matched, and what its words allow where it tells of several names at once."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.extract import subject
from graph.extract.clauses import clause_start
from graph.extract.items import FOUND, Item, Items
from graph.extract.line import Line, Slot, code
from graph.extract.patterns import Pattern
from graph.lexicon import Lexicon
from graph.lexicon.forms import is_waste

_EACH = re.compile(r"均|各|都")
_TOTAL = re.compile(r"总|合计|共|累计")
_SUMMED = re.compile(r"合计|共计|总计")
_OWNER_AND_PROJECT = re.compile(rf"{code('C')}的?{code('P')}")
_GROUP = re.compile(r"(?:、[^，。；]{1,60})?等[^，。；]{0,12}(?:项目|企业|公司|家|电站|电厂|工厂|基地|园区)")
_LISTED = re.compile(
    rf"(?:(?:项目|企业)[^，。；]{{0,4}}{code('Q')}|{code('Q')}[^，。；、]{{0,10}}(?:项目|企业))，?(?:其中)?(?:分别)?(?:包括|有|为|是|即|：|，(?=[“]?[{code('L')}{code('C')}]?{code('P')}))"
)
_COUNTED = re.compile(rf"(?:项目|企业)(?:共|达|有|累计|总数)*{code('Q')}|{code('Q')}[^，。；、的]{{0,10}}项目")
_OF_MANY = re.compile(rf"等[^，。；]{{0,3}}(?:{code('Q')}|一批|一系列)[^，。；]{{0,10}}项目")
_AFTER_ANOTHER = re.compile(  # 甲物流园、乙加工、丙项目，总投资20亿元
    rf"(?:项目|工程|园区?|基地|中心|线|加工|制造|改造|建设|[厂站城港])(?:[、和及与]|以及)[“]?(?:[{code('C')}{code('L')}{code('K')}]的?)*$"
)
_WORKS_BEFORE = re.compile(rf"[^、，。；：的{''.join(map(code, 'PMQAN'))}]{{4,}}、(?:{code('C')}|{code('L')})*$")
_AND_OTHERS = re.compile(r"等[^，。；]{0,10}(?:项目|工程)")  # 某炼化绿色转型、某化工产业升级等项目
_CLOSE = 4
_ONCE_DONE = re.compile(
    r"(?:建成|投产|达产|竣工|达效)[^。；，]{0,6}(?:后|可|预计|将)|预计(?:全部|全面)?(?:建成|投产|达产)"
)
_TREATED = re.compile(r"处理|处置|回收|消纳|拆解|再生|资源化|综合利用")
_SERVES = re.compile(r"(?:[可能](?:以|广泛|直接)*用[于来]|适用于)(?:主要|规模化|大规模)?$")
_ASIDE = 6
_SINGLE = frozenset({"Company", "Project", "Facility"})

Thing = tuple[Item | str, Item | None]


@dataclass(frozen=True, slots=True)
class Fired:
    """A cue that matched: where, in which line, after which, who it is about, and which group names what is told."""

    pattern: Pattern
    match: re.Match[str]
    line: Line
    subject: subject.Found
    object: str = "O"

    def slot(self, group: str) -> Slot | None:
        """What a group of the pattern matched, None if the pattern has no such group."""
        return self.line.slots[self.match.start(group)] if group in self.match.re.groupindex else None


def is_treated(fired: Fired, thing: Item | str, lexicon: Lexicon) -> bool:
    """Whether waste is what goes in, though a cue of making matched (具备处理5万吨废轮胎的能力, 专注电池的回收)."""
    match, text = fired.match, fired.line.text
    near = text[max(0, match.start() - _ASIDE) : match.end() + _ASIDE]
    return isinstance(thing, Item) and is_waste(thing.name, lexicon) and bool(_TREATED.search(near))


def is_for_others(fired: Fired) -> bool:
    """Whether a clause tells what goods or skills of a company serve to make, not what it makes (可用于生产铜箔)."""
    said = fired.line.text[max(0, fired.match.start() - _ASIDE) : fired.match.start()]
    return fired.subject.slot.char == code("C") and bool(_SERVES.search(said))


def is_list(found: subject.Found) -> bool:
    """Whether a subject is a list (甲、乙、丙) rather than one name, or two that act together (甲与乙)."""
    return "、" in found.line.view.text[found.slot.start : found.slot.end] and len(found.slot.items) > 1


def is_shared(fired: Fired, subjects: Items, near: str) -> bool:
    """Whether an amount is that of several together: 甲、乙等9个项目，总投资20亿元, not 甲、乙等企业收入均超10亿元."""
    told_there = not fired.subject.distance or fired.subject.slot.char != code("P")
    if _EACH.search(near) or (told_there and _is_floor(fired.slot("Q")) and not _TOTAL.search(near)):
        return False
    if len(subjects) > 1:
        return True
    if subjects and subjects[0].kind not in _SINGLE:
        return _of_counted(fired)
    if fired.subject.distance and _SUMMED.search(near) and _beside_others(fired):
        return True
    if fired.subject.line is not fired.line or not subjects:
        return False
    group = _GROUP.match(fired.line.text, fired.subject.after, _reach(fired))
    return bool(group) or _ends_list(fired) or (fired.subject.distance > 0 and _in_counted_list(fired))


def _ends_list(fired: Fired) -> bool:
    """Whether the subject is the last of a list of works, of which the others have no name that is known."""
    text, at, slot = fired.line.text, fired.subject.after - 1, fired.subject.slot
    begins = clause_start(text, at)
    far = fired.subject.distance > 0 and bool(_AFTER_ANOTHER.search(text, begins, at))
    whole = slot.items[0].kind == "Project" and slot.items[0].text.endswith(("项目", "工程"))
    return slot.char == code("P") and (far or (whole and bool(_WORKS_BEFORE.search(text, begins, at))))


def of_group(fired: Fired) -> bool:
    """Whether what is told after a list of projects and their number is of them together (甲、乙等项目26个，年产……)."""
    found = fired.subject
    group = found.line is fired.line and found.distance > 0 and is_list(found) and found.slot.char == code("P")
    return group and bool(_GROUP.match(fired.line.text, found.after))


def _beside_others(fired: Fired) -> bool:
    """Whether the sentence tells of others before a sum (甲年产2万吨，乙年产3万吨，合计产值5亿元)."""
    begins = max(fired.line.text.rfind(mark, 0, fired.match.start()) for mark in "。；") + 1
    slots = fired.line.slots[begins : fired.match.start()]
    alike = {slot.items[0].label or slot.items[0].text for slot in slots if slot.char == fired.subject.slot.char}
    return len(alike) > 1


def _in_counted_list(fired: Fired) -> bool:
    """Whether the subject stands in a list that was counted before: 签约项目5个，包括甲、乙，总投资40亿元."""
    begins = max(fired.line.text.rfind(mark, 0, fired.match.start()) for mark in "。；") + 1
    counted = _LISTED.search(fired.line.text, begins, fired.subject.after)
    return counted is not None and "，" in fired.line.text[fired.subject.after : fired.match.start()]


def _of_counted(fired: Fired) -> bool:
    """Whether a place is told what works that were counted are to bring (12个项目……达产后年产值80亿元)."""
    begins = max(fired.line.text.rfind(mark, 0, fired.match.start()) for mark in "。；") + 1
    counted = _COUNTED.search(fired.line.text, begins, fired.match.start())
    once_done = counted and _ONCE_DONE.search(fired.line.text, counted.end(), fired.match.end())
    return bool(once_done) and fired.pattern.cue.predicate != "investment"


def _reach(fired: Fired) -> int:
    """How far a list may go on after its first member: to the cue, or on where the cue stands before the list."""
    after, begins = fired.subject.after, fired.match.start()
    if begins >= after:
        return begins
    told = fired.match.start("Q") if "Q" in fired.match.re.groupindex else after
    own = "的" in fired.line.text[told:after] or after - told <= _CLOSE  # 投资3亿元|云岭铜箔项目
    return after if own else len(fired.line.text)


def _is_floor(slot: Slot | None) -> bool:
    """Whether a slot tells only how much at least (超20亿元): so much each of a list has."""
    measure = slot.items[0].measure if slot and slot.items else None
    return measure is not None and bool(measure.low) and not measure.high


def owned(fired: Fired, things: tuple[Thing, ...]) -> tuple[Thing, ...]:
    """The projects of a list that are their first owner's: those before one with a place or an owner of its own."""
    text, line = fired.line.text, fired.line
    start = clause_start(text, fired.match.start())
    pairs = len(_OWNER_AND_PROJECT.findall(text[start:]))
    placed = {item.end for item in line.view.items if item.kind == "Place"}
    first = [n for n, (thing, _) in enumerate(things) if n and isinstance(thing, Item) and thing.start in placed]
    others = [thing for thing, _ in things[1:] if isinstance(thing, Item) and thing.tag == FOUND]
    listed = text[: fired.match.start()].endswith("、")
    many = listed or _OF_MANY.match(text, fired.match.end()) or (others and _AND_OTHERS.match(text, fired.match.end()))
    alone = pairs > 1 or many or _is_after_count(fired)
    return things[: 1 if alone else first[0] if first else None]


def _is_after_count(fired: Fired) -> bool:
    """Whether the works of many are told one by one (集中开工的9个项目为甲公司A项目、B项目): each is somebody's."""
    text, at = fired.line.text, fired.match.start()
    counted = _LISTED.search(text, max(text.rfind(mark, 0, at) for mark in "。；") + 1, fired.match.end())
    return counted is not None and counted.end() <= at
