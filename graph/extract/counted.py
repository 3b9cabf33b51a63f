"""Works of a list that is closed by how many they are, where a state is said of them: A、B等12个项目开工.

>>> from graph import lexicon
>>> from graph.extract.items import words
>>> [item.label for item in counted(words("青石高端轴承、云岭绿色铸造等12个项目开工建设。"), lexicon.load())]
['云岭绿色铸造项目', '青石高端轴承项目']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.extract.amounts import AND, has_amount, is_head, joined
from graph.extract.items import FOUND, Item, Items, known
from graph.extract.phrases import specific
from graph.extract.projects import named
from graph.extract.said import said_of, tells_state
from graph.lexicon import Lexicon

_ENDS = frozenset("，。；：！？“”《》\n")
_LEADING = frozenset(
    "要 需 项目 工程 其中 包括 以 以及 随着 推动 推进 促进 加快 确保 力争 完成 实现 抓好 有 仍有 还有 是 为 如".split()  # noqa: SIM905 - reads as one
)
_SECTION = re.compile("[段期线区]$")
_BUILDS = frozenset({"建设", "新建", "兴建", "实施", "投资建设"})
_NO_NAME = frozenset({"Company", "Place", "Material", "Chain", "Quantity", "Technology"})
_HEADS = frozenset({"项目", "工程"})
_LINKS = frozenset(AND - {"及"})  # 某某机械及刀具产业园 is one
_PAIR = 2
_NO_FIRM = frozenset({"v", "vn", "d", "p", "c", "t", "r", "m", "q", "f", "uj", "ul", "x"})
_PUSHED = re.compile(r"(?:推进|推动|加快|抓好|抓紧|促进|加速|做好)[^，。；：、]{0,3}$")
_BUILDING = re.compile(r"(?:的)?(?:工程)?(?:建设|实施)(?:进度|步伐|工作)?(?:[，。；、]|$)")
_REACH, _LONGEST, _LEAST, _LED = 7, 26, 4, 5


def counted(items: Items, lexicon: Lexicon) -> list[Item]:
    """The works of such lists over the pieces of a sentence, from the right."""
    text = joined(items)
    found: list[Item] = []
    if ("等" not in text and "、" not in text) or not tells_state(text, lexicon):
        return []
    for index in range(len(items) - 1, -1, -1):
        tail = _tail(items, index) if is_head(items[index], lexicon) else 0
        if tail:
            said = said_of(lexicon, headed=True).match(text, items[index].end)
            members = list(_members(items, tail, lexicon))
            led = bool(members) and _is_led(items, members[-1].start, lexicon)
            pushed = bool(members) and _is_pushed(text, members[-1].start, items[index].end)
            told = said or led or pushed
            found += members if told and (len(members) > 1 or _is_closed(items, tail, index)) else []
    return found


def _is_led(items: Items, start: int, lexicon: Lexicon) -> bool:
    """Whether the words before a list say how far its works are (招引了|甲、乙等9个项目)."""
    before = [item for item in items if item.start < start][-_LED:]
    marks = [i for i, item in enumerate(before) if item.text in _ENDS]
    return any(_states(item.text, lexicon) for item in before[marks[-1] + 1 if marks else 0 :])


def _is_pushed(text: str, start: int, end: int) -> bool:
    """Whether what is done about a list is that it is built (加快|甲、乙等项目|建设)."""
    return bool(_PUSHED.search(text[max(0, start - _LED) : start]) and _BUILDING.match(text, end))


def _states(word: str, lexicon: Lexicon) -> bool:
    return any(lexicon.is_(word, role) for role in ("built-by", "fares", "deals"))


def _tail(items: Items, index: int) -> int:
    """Where the 等 stands that a head closes, 0 if there is none."""
    for back in range(index, max(0, index - _REACH), -1):
        if items[back].text in _ENDS or items[back].text == "、":
            break
        if items[back].text.startswith("等"):
            return back
    return _counted_out(items, index)


def _counted_out(items: Items, index: int) -> int:
    """Where a list ends that only its number closes (签约甲、乙、丙|10个项目), 0 if this is none."""
    number = items[index - 1] if index else items[0]
    several = number.measure is not None and number.text.endswith(("个", "项"))
    after = next((i + 1 for i in range(index - 1, -1, -1) if items[i].text in _ENDS), 0)
    return index - 1 if several and sum(i.text == "、" for i in items[after:index]) >= _PAIR else 0


def _is_closed(items: Items, tail: int, index: int) -> bool:
    """Whether a number or a rank stands between 等 and the head: 等12个项目, 等重点项目."""
    many = any(i.measure is not None or i.tag == "m" for i in items[tail:index])
    return many or index - tail > 1 or items[tail].text != "等" or items[index].text not in _HEADS


def _members(items: Items, tail: int, lexicon: Lexicon) -> Iterator[Item]:
    end = tail
    while end > 0:
        first = end
        while first > 0 and items[first - 1].text not in _ENDS and items[first - 1].text != "、":
            first -= 1
        last_of_all = end == tail
        link = next((i for i in range(end - 1, first, -1) if items[i].text in _LINKS), 0) if last_of_all else 0
        for begin, stop in ((link + 1, end), (first, link)) if link else ((first, end),):
            yield from _member(_owned(items[begin:stop], lexicon), lexicon)
        if first == 0 or items[first - 1].text != "、":
            return
        end = first - 1


def _refers(item: Item, lexicon: Lexicon) -> bool:
    """Whether a word stands for a name (园区道路)."""
    return any(role.startswith("ref:") for role in lexicon.words.get(item.text, ()))


def _says_little(item: Item, lexicon: Lexicon) -> bool:
    """Whether a word tells no project from another: that something is done, or a general word (绿色转型)."""
    noun = item.kind or item.tag[:1] == "n" or not known(item.text)
    return lexicon.is_(item.text, "generic") or lexicon.ends(item.text, "upgrade") or not noun


def _is_branded(goods: Item) -> bool:
    """Whether goods are told with whose they are (佳石|板材制品)."""
    first = goods.parts[0] if goods.kind == "Material" and len(goods.parts) > 1 else None
    return first is not None and not first.kind and len(first.text) > 1 and not known(first.text)


def _owned(items: Items, lexicon: Lexicon) -> Items:
    """A member with the enterprise it begins with as one piece, whatever words that is called by (长城|公司)."""
    last = next((n for n, item in enumerate(items[:_LED]) if not item.kind and item.text.endswith("公司")), -1)
    if not 0 <= last < len(items) - 1:
        return items
    whole = len(items[last].text) >= _LEAST and items[last].text not in lexicon.organisations
    first = next((n for n in range(last, 0, -1) if items[n - 1].kind or items[n - 1].tag in _NO_FIRM), 0)
    first = last if whole else first
    if not (whole or 0 < last - first < _LEAST) or (not whole and items[last].text != "公司"):
        return items
    text = joined(items[first : last + 1])
    firm = Item(items[first].start, items[last].end, text, "nt", "Company", text, names=(text,))
    return (*items[:first], firm, *items[last + 1 :])


def _member(items: Items, lexicon: Lexicon) -> Iterator[Item]:
    """One of the list, by its own words, and its owner; not one that is no more than a place or goods."""
    first, end = 0, len(items)
    linked = [i for i in range(first, end) if items[i].text == "的"]
    first = linked[-1] + 1 if linked else first
    led = [i for i in range(first, min(end, first + _LED)) if _states(items[i].text, lexicon)]
    first = led[-1] + 1 if led else first
    while first < end - 1 and items[first].text in _BUILDS:
        first += 1
    while first < end and (items[first].text in _LEADING or items[first].tag in {"d", "c", "p", "t", "r", "ul"}):
        first += 1
    opened = next((i for i in range(end - 1, first, -1) if items[i].text == "（"), 0)
    if opened and items[end - 1].text == "）" and not _SECTION.search(items[end - 2].text):
        end = opened  # 污水处理厂扩容（日处理3万吨）, but 某高速公路（某市段）
    run = items[first:end]
    sited = len(run) > 1 and run[0].kind == "Park" and len(joined(run[1:])) >= _LEAST
    run = run[1:] if sited and specific(run[1:], lexicon) else run
    if not run or len(joined(run)) > _LONGEST or any(i.kind == "Project" for i in run) or _refers(run[0], lexicon):
        return
    if len(run) == 1 and run[0].kind == "Company":
        yield replace(named(run, "项目", ""), tag=FOUND)  # an enterprise stands for what it builds
    if len(run) == 1 and (run[0].kind in _NO_NAME or known(run[0].text)) and not _is_branded(run[0]):
        return
    owned = run[0].kind == "Company" and len(run) > 1 and (has_amount(run[1:]) or len(joined(run[1:])) >= _LEAST)
    owner, run = (run[0], run[1:]) if owned else (None, run)
    branded = (
        not linked
        and not any(len(item.text) > 1 and known(item.text) for item in run)
        and not any(item.kind for item in run)
    )
    if (len(joined(run)) < _LEAST and not branded) or not specific(run, lexicon):
        return
    built = run[-1].kind in {"Park", "Facility"} or lexicon.ends(joined(run), "built") or is_head(run[-1], lexicon)
    member = named(run, "" if built else "项目", "")
    rest = run[1:]
    plain = len(joined(rest)) < _LEAST and all(known(i.text) for i in rest)
    short = run[0].kind == "Place" and (plain or rest[0].text in {"至", "到"})  # 某市农场, 甲市至乙市高速公路
    label = member.text + ("" if built else "项目") if short else member.label
    vague = all(_says_little(i, lexicon) for i in run)
    label = owner.text + label if owner is not None and vague else label  # 某炼化绿色转型
    yield from (owner,) if owner is not None else ()
    yield replace(member, tag=FOUND, label=label, names=(member.text,))
