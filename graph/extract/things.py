"""What a cue that matched tells of whom: its objects and amounts, and the names it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from graph.extract.fired import Fired, Thing, is_list, owned
from graph.extract.funded import RAISED
from graph.extract.items import Item, Items, known
from graph.extract.line import AMOUNTS, Line, Slot, code

_OF_AMOUNTS = frozenset({"takes", "uses", "recovers", "produces", "consumes", "recycles", "madeFrom", "recycledFrom"})
_DEALS = re.compile(r"(?:（[^）]*）)?[^，。；（]{0,24}?(?:签|达成|合作|合资|订立|携手|共同|就|设立|成立|组建|建立)")
_BETWEEN_PARTIES = re.compile(r"[与同](?:[^和与]{0,8}?(?:企业|公司)?)$")
_SETTLES = re.compile("[^，。；]{0,10}?(?:落户|选址|入驻|落地|落子|花落)")
_JOINT = 4
_NEXT = 2
_JOINTS = frozenset("、，和及")
_COUNTED_TOGETHER = re.compile(rf"[，、和及](?P<M>{code('M')})等(?:系列|各类)?(?:产品)?(?:约|共|合计)?[{AMOUNTS}]")
_HELD = re.compile(
    rf"[，、和及](?:伴生|共生|含)?(?:(?P<M>{code('M')})(?:矿石|金属)?(?:储量|资源量|金属量|量)?(?:约|达|为)*)?(?P<A>[{AMOUNTS}])"
)
_ENDS = frozenset({*_JOINTS, "。", "；", "等", "\n", ""})
_BY = rf"(?:由{code('C')}[^，。；、{code('P')}]{{0,8}})?"
_COST = rf"{_BY}以?(?:总?投资)?[约近超]?(?:{code('Q')}元?|)(?:投资|建设|新建|兴建|实施)*的"
_OWNER = rf"(?:[{code('C')}{code('K')}{code('L')}]的?)?"
_LISTED = re.compile(rf"{code('P')}(?:(?:[、和及与](?:{_COST}|[一-龥]{{0,6}})|，(?:{_COST})?){_OWNER}{code('P')})+")
BETWEEN_NAMES = frozenset(
    {"undertakes", "operates", "subsidiaryOf", "investsIn", "suppliesTo", "locatedIn", "partOfChain", "usesTechnology"}
)


def told(fired: Fired, predicate: str) -> tuple[Thing, ...]:
    """What a cue says of its subject, of a list of owned projects or of parents no more than its words hold."""
    things = tuple(_things(fired, predicate))
    if predicate == "undertakes" and "S" in fired.match.re.groupindex:
        return owned(fired, things)
    groups = fired.match.re.groupindex
    if predicate == "locatedIn" and {"S", "O"} <= groups.keys() and fired.match.end("O") == fired.match.start("S"):
        return () if _comes_from(fired, things) else things[-1:]  # A园、B园、C园D片区 lies in C园 alone
    parents = predicate == "subsidiaryOf" and "合资" not in fired.match.group()
    return things[-1:] if parents else things


def _comes_from(fired: Fired, things: tuple[Thing, ...]) -> bool:
    """Whether a city in short before a project with a brand is where its owner is from (苏州驭澜某项目已落户某园)."""
    slot, place = fired.slot("S"), things[-1][0] if things else None
    first = slot.items[0] if slot is not None else None
    while first is not None and first.parts:
        first = first.parts[0]
    if first is None or not isinstance(place, Item) or place.kind != "Place" or place.text == place.label:
        return False
    branded = not first.kind and first.measure is None and (len(first.text) == 1 or not known(first.text))
    return branded and bool(_SETTLES.match(fired.line.text, fired.match.end()))


def _things(fired: Fired, predicate: str) -> Iterator[Thing]:
    """What a cue says of its subject: a status, a quantity, amounts of materials, or names."""
    quantity, amounts, names = (fired.slot(group) for group in ("Q", "A", fired.object))
    if predicate.startswith("status:"):
        yield predicate.removeprefix("status:"), None
    elif quantity is not None and predicate not in BETWEEN_NAMES:
        yield from _quantity(quantity, names.items if names else (), fired.pattern.dimensions)
        if predicate == "reserve":
            yield from _others_held(fired)
    elif amounts is not None and predicate not in BETWEEN_NAMES:
        outer = names.items if names else ()
        if len(outer) > 1 and "各" in fired.match.group():
            yield from ((thing, None if predicate in _OF_AMOUNTS else amounts.pairs[0][0]) for thing in outer)
            return
        yield from _amounts(amounts, outer, predicate in _OF_AMOUNTS)
        if predicate == "reserve":
            yield from _others_held(fired)
        for slot in _going_on(fired):
            if slot.pairs:
                yield from _amounts(slot, (), predicate in _OF_AMOUNTS)
            elif predicate in _OF_AMOUNTS:
                yield from ((item, None) for item in slot.items)
    elif names is not None:
        yield from ((item, None) for item in _named(names))


def _going_on(fired: Fired) -> Iterator[Slot]:
    """The amounts of other materials that a list goes on with (硫酸产能5万吨，烧碱3万吨)."""
    line, at = fired.line, fired.match.end()
    if at != fired.match.end("A"):
        return
    if "O" not in fired.match.re.groupindex:
        yield from _together(line, at)
        return
    while line.text[at : at + 1] in _JOINTS and line.text[at + 1 : at + 2] in tuple(AMOUNTS):
        slot = line.slots[at + 1]
        if (
            not all(thing and thing.text[-1] != "量" for _, thing in slot.pairs)
            or line.text[at + 2 : at + 3] not in _ENDS
        ):
            return
        yield slot
        at += 2


def _together(line: Line, at: int) -> Iterator[Slot]:
    """Goods of a list that one amount counts together (水饺2万吨，汤圆、粽子等3万吨), and the amounts after them."""
    told = line.slots[at - 1].pairs[-1][1] is not None
    while told and (goods := _COUNTED_TOGETHER.match(line.text, at)):
        yield line.slots[goods.start("M")]
        at = goods.end()
        while line.text[at : at + 1] in {"，", "、"} and line.text[at + 1 : at + 2] in tuple(AMOUNTS):
            if not all(thing for _, thing in line.slots[at + 1].pairs):
                return
            yield line.slots[at + 1]
            at += 2


def _others_held(fired: Fired) -> Iterator[Thing]:
    """How much of what else the ground holds, where a list goes on (铜金属量8万吨，金金属量3吨、银20吨)."""
    at = fired.match.end()
    while member := _HELD.match(fired.line.text, at):
        (amount, beside), *others = fired.line.slots[member.start("A")].pairs
        named = fired.line.slots[member.start("M")].items if member["M"] else (beside,)
        yield from ((thing, amount) for thing in named[:1] if thing is not None)
        yield from ((thing, other) for other, thing in others if thing is not None)
        at = member.end()


def _quantity(slot: Slot, measured: Items, dimensions: frozenset[str]) -> Iterator[Thing]:
    """A quantity of the subject, or of each material it is measured of."""
    amounts = [i for i in slot.items if i.measure] or [amount for amount, _ in slot.pairs]
    if len(amounts) == 1 and amounts[0].measure and amounts[0].measure.dimension in dimensions:
        yield from ((material, amounts[0]) for material in measured or ("",))


def _amounts(slot: Slot, outer: Items, names_only: bool) -> Iterator[Thing]:
    """Each amount with its material; one before it measures it (碳酸锂产能3万吨), as do as many before as many."""
    bare = [amount for amount, material in slot.pairs if material is None]
    matched = dict(zip(bare, outer, strict=True)) if len(bare) == len(outer) == len(slot.pairs) > 1 else {}
    for amount, material in slot.pairs:
        thing = material or matched.get(amount) or (outer[0] if len(outer) == 1 else None)
        if not names_only:
            yield thing or "", amount
        elif thing is not None:
            yield thing, None


def in_turn(fired: Fired, count: int) -> tuple[Thing, ...]:
    """The quantities of a list, one for each subject (甲、乙分别实现产值3亿元、2亿元); none if they are not as many."""
    first = fired.match.start("Q")
    found = fired.line.slots[first : first + 2 * count : 2]
    marks = fired.line.text[first + 1 : first + 2 * count - 2 : 2]
    beyond = fired.line.text[first + 2 * count - 1 : first + 2 * count + 1]
    alike = all(s.char == fired.line.text[first] for s in found) and not set(marks) - _JOINTS
    if len(found) != count or not alike or (beyond[:1] in _JOINTS and beyond[1:] == found[0].char):
        return ()
    return tuple(t for slot in found for t in _quantity(slot, (), fired.pattern.dimensions))


def listed(line: Line, index: int) -> Items:
    """The names of the slot at `index`, and of the list it stands in; a cost or a brand may stand before each."""
    for match in _LISTED.finditer(line.text):
        members = [item for slot in line.slots[match.start() : match.end()] for item in slot.items]
        if match.start() <= index < match.end() and not any(item.reference for item in members):  # 某项目，一期……
            return tuple(item for item in members if item.kind == "Project")
    return line.slots[index].items


def subjects_of(fired: Fired, predicate: str) -> Items:
    """Who a claim is about: a status is that of each project of the list."""
    places = fired.match.re.groupindex
    if predicate.startswith("status:") and "S" in places:
        return listed(fired.line, fired.match.start("S"))
    names = _named(fired.subject.slot)
    if predicate == "undertakes" and "S" in places and is_list(fired.subject) and _adjoins(fired):
        return names[-1:]  # 甲公司、乙公司铜箔项目: it is the second's
    if "S" in places and predicate == "subsidiaryOf":
        return _without_partner(names, fired.line)
    after = "S" in places and "O" in places and fired.match.end("O") < fired.match.end("S")
    if predicate == "locatedIn" and after and not RAISED.search(fired.line.view.text):
        return _at_one_site(listed(fired.line, fired.match.start("S")), names, fired.line)
    praised = predicate == "produces" and after and fired.object == "O"
    return _qualified(names, fired.line) if praised else names


def _adjoins(fired: Fired) -> bool:
    """Whether what a cue tells of stands right after its subject."""
    return 0 < fired.match.start("O") - fired.match.end("S") + 1 <= _NEXT


def _at_one_site(members: Items, names: Items, current: Line) -> Items:
    """Of a list of projects those up to the first with a site of its own (某市引进甲项目、乙项目，丙县丁项目)."""
    sites = [item.start for item in current.view.items if item.kind in {"Place", "Park"}]
    last, after = names[-1].end, [item for item in members if item.start >= names[0].start]
    for index, item in enumerate(after):
        own = bool(item.parts) and item.parts[0].kind in {"Place", "Park"}
        if item.start >= last and (own or any(names[0].end <= site < item.start for site in sites)):
            return tuple(after[:index])
    return tuple(after)


def _between(one: Item, other: Item, current: Line) -> str:
    return current.view.text[one.end : other.start]


def _without_partner(names: Items, current: Line) -> Items:
    """Of 子公司甲与乙签署 only 甲: whom it deals with stands in one list with it."""
    for index, (one, other) in enumerate(pairwise(names), start=1):
        deals = _DEALS.match(current.view.text, names[-1].end)
        if deals and _BETWEEN_PARTIES.search(_between(one, other, current)):
            return names[:index]
    return names


def _qualified(names: Items, current: Line) -> Items:
    """Of 瓷砖生产企业甲、知名品牌乙 only 甲: what stands before a list says nothing of a member with its own words."""
    praised = (i for i, pair in enumerate(pairwise(names), start=1) if len(_between(*pair, current)) > _JOINT)
    return names[: next(praised, len(names))]


def _named(slot: Slot) -> Items:
    """The names of a slot; of amounts, their materials."""
    return slot.items or tuple(material for _, material in slot.pairs if material is not None)


def is_phase(things: tuple[Thing, ...]) -> bool:
    """Whether a phase stands for the project named before: several firms have one each (甲、乙等企业启动二期项目)."""
    return any(isinstance(thing, Item) and thing.reference and bool(thing.phase) for thing, _ in things)


def own_place(who: Item, thing: Item | str, current: Line) -> Item | str:
    """In 甲市A项目、乙市B、C项目 A lies in 甲市, B in 乙市; where C lies is not said (C itself is given back)."""
    of_one = [p for p, after in pairwise(current.view.items) if p.kind == "Place" and after.kind == who.kind]
    before = [place for place in of_one if place.end <= who.start]
    if before and before[-1].end == who.start:
        return before[-1]
    parted = isinstance(thing, Item) and any(thing.end <= place.start for place in before)
    return who if parted else thing
