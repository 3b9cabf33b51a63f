"""A sentence as a line of slots, so that a cue is a regular expression over kinds and words.

Each name, list of names or list of amounts is one private character; every other character stands for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.extract.amounts import is_amount
from graph.extract.annotate import View
from graph.extract.funded import RAISED
from graph.extract.items import Item, Items
from graph.extract.qualified import closed, qualified
from graph.extract.slots import AMOUNTS, CODES, KINDS, LETTERS, Slot, code
from graph.lexicon import Lexicon

__all__ = ["AMOUNTS", "CODES", "KINDS", "LETTERS", "Line", "Slot", "code", "line"]

_BRACKET, _UNKNOWN, _PRAISED, _CLOSED = 12, 10, 16, 28
_PRAISE = re.compile(r"(?:企业|商标|品牌|龙头|巨头|[35]00强|百强|独角兽|小巨人|链主|央企|国企|外企|大王)$")
_ABOUT, _OFTEN = ("约", " "), ("每天", "每日", "每年", "日均", "年均")
_BRAND = re.compile("的|“[^“”]{1,6}”牌?的?")
_NO_MEMBER = "，。；：的“”（）为是在由向将"


_STAKE = rf"(?:合计|直接|间接)?(?:持股|占股|占比|占|持有|出资|认缴)[^）]{{0,12}}{code('Q')}[^）]{{0,6}}|{code('Q')}"
_ASIDE = re.compile(
    rf"{code('C')}（(?:(?:以下简称|以下称|下称|简称|股票|证券|代码|暂定|[甲乙丙]方|[A-Z]{{2}}|\d{{6}})[^）]{{0,24}}|{_STAKE})）"
)
_SAME = re.compile(rf"{code('C')}（“?{code('C')}”?(?:，[^（），]{{0,12}})?）")  # 甲有限公司（甲，688000.SH）
_ONE = re.compile(r"[一两三四五六七八九十][座家个条]|[联副]产|年产")  # 纯碱5万吨、联产氯化铵4万吨
_FOR_GOODS = re.compile(f"{code('M')}的(?={code('M')})")
_LISTS, _WHOSE = "".join(map(code, "MCH")), frozenset(map(code, "CLK"))


@dataclass(frozen=True, slots=True)
class Line:
    """The slots of a sentence; `text` has one character for each, for amounts that all have their material another."""

    view: View
    slots: tuple[Slot, ...]
    text: str


def line(view: View, lexicon: Lexicon) -> Line:
    """Lay a sentence out as slots, amounts paired with their materials, coordinated names joined."""
    each = bool(RAISED.search(view.text))  # each project that money is raised for has its own owner and place
    slots = _unsorted(_of_goods(_joined(_paired(_plain(list(_slots(view.items)))), each)), lexicon)
    return Line(view, tuple(slots), "".join(code("N") if _told(s) else s.char for s in slots))


def _told(slot: Slot) -> bool:
    """Whether each amount of a slot has its material."""
    return bool(slot.pairs) and all(material is not None for _, material in slot.pairs)


def _slots(items: Items) -> Iterator[Slot]:
    for item in items:
        letter = _letter(item)
        if letter:
            yield Slot(code(letter), item.start, item.end, item.members)
        else:
            for offset, char in enumerate(item.text):
                yield Slot(char, item.start + offset, item.start + offset + 1)


def _plain(slots: list[Slot]) -> list[Slot]:
    """Without the bracket after a company that only gives its short name or code, and what says of what sort it is."""
    text = "".join(s.char for s in slots)
    gone = {i for start, end in qualified(text) for i in range(start, end)}
    gone |= {i for match in _ASIDE.finditer(text) for i in range(match.start() + 1, match.end())}
    for match in _SAME.finditer(text):
        full, short = (slots[at].items[0].name for at in (match.start(), text.index(code("C"), match.start() + 2)))
        gone |= set(range(match.start() + 1, match.end())) if full == short else set()
    return [slot for index, slot in enumerate(slots) if index not in gone]


def _letter(item: Item) -> str:
    if item.kind == "Quantity":
        return "A" if is_amount(item) else "Q"
    if (item.reference and not item.label) or (item.kind == "Material" and item.weak):
        return ""
    return LETTERS.get(item.kind, "")


def _is(slots: Sequence[Slot], index: int, letter: str) -> bool:
    return 0 <= index < len(slots) and slots[index].char == code(letter)


def _paired(slots: list[Slot]) -> list[Slot]:
    """Each amount with the material beside it: 5万吨硫酸, 5万吨的硫酸, 硫酸5万吨."""
    found: list[Slot] = []
    index = 0
    leftward = _leftward(slots)
    while index < len(slots):
        slot = slots[index]
        step = 1
        if slot.char == code("A"):
            slot, step = _pair(slots, index, found, leftward)
        found.append(slot)
        index += step
    return found


def _leftward(slots: Sequence[Slot]) -> bool:
    """Whether the list gives each amount after its material (硫酸5万吨、烧碱3万吨)."""
    for index, slot in enumerate(slots):
        if slot.char == code("A"):
            return _is(slots, index - 1, "M") and not _is(slots, index + 1, "M")
    return False


def _pair(slots: Sequence[Slot], index: int, found: list[Slot], leftward: bool) -> tuple[Slot, int]:
    amount = slots[index].items[0]
    reach = _past_brand(slots, index + 1)
    if _is(slots, reach, "M") and not (leftward and found and found[-1].char == code("M")):
        material = slots[reach]
        return _amount(slots[index].start, material.end, amount, material.items[0]), reach + 1 - index
    _drop_about(found, ends=index + 1 == len(slots) or slots[index + 1].char in "、，。；）")
    _drop_bracket(found)
    if found and found[-1].char == code("M") and len(found[-1].items) == 1:
        material = found.pop()
        return _amount(material.start, slots[index].end, amount, material.items[0]), 1
    return _amount(slots[index].start, slots[index].end, amount, None), 1


def _past_brand(slots: Sequence[Slot], index: int) -> int:
    """After the 的 or the brand between an amount and its material (5万吨的硫酸, 5万吨“云岭”牌硫酸)."""
    brand = _BRAND.match("".join(slot.char for slot in slots[index : index + _UNKNOWN]))
    return index + (brand.end() if brand else 0)


def _drop_about(found: list[Slot], ends: bool) -> None:
    """Take away 约, a blank or, where the amount ends, how often (片剂约4亿片, PMMA 5万吨, 污泥每天180吨、……)."""
    last = "".join(s.char for s in found[-3:])
    words = (*_ABOUT, *(_OFTEN if ends else ()))
    word = next((w for w in words if last.endswith((code("M") + w, "）" + w))), "")
    del found[len(found) - len(word) :]


def _drop_bracket(found: list[Slot]) -> None:
    """Take away what a bracket between a material and its amount explains (净化磷酸（折100%）13.6万吨)."""
    if found and found[-1].char == "）":
        opens = next((i for i in range(len(found) - 1, max(0, len(found) - _BRACKET), -1) if found[i].char == "（"), 0)
        if opens and found[opens - 1].char == code("M") and len(found[opens - 1].items) == 1:
            del found[opens:]


def _amount(start: int, end: int, amount: Item, material: Item | None) -> Slot:
    return Slot(code("A"), start, end, pairs=((amount, material),))


def _joined(slots: list[Slot], each: bool) -> list[Slot]:
    """A、B和C of one kind as one slot; a modifier that ends in 的 may stand before each."""
    found: list[Slot] = []
    index = 0
    while index < len(slots):
        slot, index = slots[index], index + 1
        while slot.char in CODES and slot.char != code("Q"):
            owned = each and slot.char == code("P") and found and found[-1].char in _WHOSE
            reach = None if owned else _next_member(slots, index, slot.char)
            if reach is None:
                break
            slot = _add(slot, slots[reach])
            index = reach + 1
        found.append(slot)
    return found


def _of_goods(slots: list[Slot]) -> list[Slot]:
    """Without the goods that others are for (新能源汽车的|电机壳体): what is told is told of the others."""
    text = "".join(s.char for s in slots)
    gone = {i for match in _FOR_GOODS.finditer(text) for i in (match.start(), match.start() + 1)}
    return [slot for index, slot in enumerate(slots) if index not in gone] if gone else slots


def _unsorted(slots: list[Slot], lexicon: Lexicon) -> list[Slot]:
    """A list of goods without the sort that closes it (碳酸锂、氢氧化锂等锂盐): what is told is told of its members.

    What is built into them is made itself (手机、电脑等显示屏): the list only says of what.
    """
    found: list[Slot] = []
    for index, slot in enumerate(slots):
        lists = len(found) > 1 and found[-1].char == "等" and found[-2].char == code("M") == slot.char
        if lists and _built_in(found[-2], slot, lexicon):
            found[-2:] = [slot]
        elif lists and len(slot.items) == 1 and not any(after.char in CODES for after in slots[index + 1 : index + 2]):
            found[-2:] = [Slot(slot.char, found[-2].start, slot.end, found[-2].items)]
        else:
            found.append(slot)
    return found


def _built_in(members: Slot, closing: Slot, lexicon: Lexicon) -> bool:
    """Whether what closes a list of goods is a part, and none of the goods is."""
    part = any(lexicon.ends(item.name, "built-in") for item in closing.items)
    return part and not any(
        lexicon.ends(i.name, "built-in") or i.name[-1] == closing.items[0].name[-1] for i in members.items
    )


def _add(slot: Slot, other: Slot) -> Slot:
    return Slot(slot.char, slot.start, other.end, slot.items + other.items, slot.pairs + other.pairs)


def _next_member(slots: Sequence[Slot], index: int, char: str) -> int | None:
    """Where the next member of the same kind stands after a joining word, None if the list ends."""
    reach = index
    while reach < len(slots) and slots[reach].char in {"”", "“"}:
        reach += 1
    if char == code("A") and _is(slots, reach + 1, "A") and slots[reach].char == "，":
        both = slots[reach - 1].pairs[-1:] + slots[reach + 1].pairs[:1]
        return reach + 1 if len(both) == 2 and all(material for _, material in both) else None
    reach = _past_bracket(slots, reach)
    reach += closed("".join(s.char for s in slots[reach : reach + _CLOSED])) if char == code("C") else 0
    joint, joints = "", "、和及与以或暨" + "+" * (char == code("H"))  # “化工+新能源”两大产业
    while reach < len(slots) and slots[reach].char in joints and len(joint) < 2:
        joint += slots[reach].char
        reach += 1
    beside = slots[reach - 2 : reach]  # “甲”“乙”
    joint = joint or "、" * ("".join(slot.char for slot in beside) == "”“")
    if not joint or joint.endswith("以"):  # 以甲公司为链主的铜箔、以乙公司为链主的铝材 are no list
        return None
    while reach < len(slots) and slots[reach].char in {"”", "“"}:
        reach += 1
    counted = _ONE.match("".join(s.char for s in slots[reach : reach + 3]))
    reach += counted.end() if counted else 0
    if char == code("P") and _is(slots, reach, "L") and _is(slots, reach + 1, "P"):
        return reach + 1
    if reach < len(slots) and slots[reach].char == char:
        return None if _owns(slots, reach) else reach
    return (
        _after_modifier(slots, reach, char)
        or _after_unknown(slots, reach, char)
        or _after_praise(slots, reach, joint, char)
    )


def _past_bracket(slots: Sequence[Slot], index: int) -> int:
    """After a short bracket without a name that explains a member of a list (中药材（收购）、中成药)."""
    if index >= len(slots) or slots[index].char != "（":
        return index
    for reach in range(index + 1, min(len(slots), index + _BRACKET)):
        if slots[reach].char == "）":
            return reach + 1
        if slots[reach].char in CODES:
            break
    return index


def _owns(slots: Sequence[Slot], index: int) -> bool:
    """Whether an enterprise of a list owns the one that follows (甲旗下乙、丙旗下丁): another list begins."""
    return _is(slots, index, "C") and "".join(s.char for s in slots[index + 1 : index + 3]) in {"旗下", "下属", "所属"}


def _after_unknown(slots: Sequence[Slot], index: int, char: str) -> int | None:
    """Past a member of a list of goods, enterprises or industries that is known for none (硫酸、某某剂和烧碱)."""
    if char not in _LISTS:
        return None
    for reach in range(index, min(len(slots), index + _UNKNOWN)):
        if slots[reach].char in CODES or slots[reach].char in _NO_MEMBER:
            return None
        following = slots[reach + 1].char if reach + 1 < len(slots) else ""
        if slots[reach].char in "、和及与" and reach - index > 1 and following == char:
            return reach + 1
    return None


def _after_praise(slots: Sequence[Slot], index: int, joint: str, char: str) -> int | None:
    """Past the words that praise the next enterprise of a list (甲公司、中国驰名商标乙陶瓷、世界500强企业丙公司)."""
    if char != code("C") or joint != "、":
        return None
    for reach in range(index + 1, min(len(slots), index + _PRAISED)):
        if slots[reach].char == char:
            return reach if _PRAISE.search("".join(s.char for s in slots[index:reach])) else None
        if slots[reach].char in _NO_MEMBER:
            return None
    return None


def _after_modifier(slots: Sequence[Slot], index: int, char: str) -> int | None:
    for reach in range(index, min(len(slots), index + 18)):
        if slots[reach].char in CODES or slots[reach].char in "，。；：、":
            return None
        if slots[reach].char == "的" and reach + 1 < len(slots) and slots[reach + 1].char == char:
            return reach + 1
    return None
