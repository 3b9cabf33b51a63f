"""Projects: compound names with amounts, noun phrases before 项目, quoted names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.extract.amounts import AND, JOINING, PHASE, has_amount, is_amount, is_head, joined, opening
from graph.extract.branding import branded
from graph.extract.compounds import led_by_amount, reach
from graph.extract.items import Item, Items
from graph.extract.phrases import inner, past_brackets, run_start
from graph.extract.telling import (
    bracket_first,
    is_built,
    is_named_last,
    is_told_of,
    is_vague,
    past_bracket,
    praises_next,
    several,
    tells,
    told_by_goods,
)
from graph.lexicon import Lexicon

_LONGEST, _QUOTED, _SHORTEST = 60, 30, 3
_STOPS = frozenset("，。；：、和与及的（）")
_WORDS = 8
_INTENDED = frozenset({"计划", "预计", "规划"})  # 某公司项目|计划总投资
_OWNERS = frozenset({"Company", "Park", "Facility", "Place"})
_LEFT = frozenset("的，。；、：”")
_PLAIN_SITE = re.compile(
    r"^(?:(?:新能源|[一-龥]{2})?(?:基地|工厂|园区)|[一-龥]{0,10}?(?:产业园|工业园|科技园|物流园|工业城|产业城|交易中心|物流中心))"
    r"(?:建设|开发|扩建|[一二三]期)*(?:项目|工程)$"
)


def single_projects(items: Items, lexicon: Lexicon) -> Iterator[Item]:
    """Names that end with their own head; each begins at its first amount, or with its noun phrase."""
    floor = 0
    for index, item in enumerate(items):
        headed = is_head(item, lexicon)
        after = items[index + 1] if index + 1 < len(items) else None
        if after is not None and is_head(after, lexicon) and not PHASE.match(after.text) and item.text != "项目":
            continue
        if not headed and not lexicon.ends(item.text, "base"):
            continue
        if after is not None and after.measure is not None and after.text.endswith(("个", "项")):
            continue  # how many there are, not the name of one (永磁电机项目14个)
        if headed and _goes_on(items, index, lexicon):
            continue
        led = _led(items, index, floor, lexicon) if headed else None
        if led is not None:
            floor = index + 1
            yield led
            continue
        first = _first(items, index, floor, lexicon)
        first = max(floor, past_brackets(items, reach(items, first, floor, lexicon), lexicon)) if headed else first
        span = _project(items, first, index, lexicon) if first < index or len(item.text) > _SHORTEST + 1 else None
        span = span or (_owned(items, first, index, floor, lexicon) if headed else None)
        if span is None and told_by_goods(items, first, index, lexicon):
            span = named(items[first : index + 1], "", "")
        span = span or (_told_by_amounts(items, index, floor, lexicon) if headed else None)
        span = _wider(span, items, index, floor, lexicon) if headed else span
        if span is not None and (headed or has_amount(items[first:index])):
            floor = index + 1
            if not praises_next(span, items, index, lexicon):
                yield bracket_first(branded(span, items, lexicon), items)


def _wider(span: Item | None, items: Items, index: int, floor: int, lexicon: Lexicon) -> Item | None:
    """The name from 年产 on, if words that no name was seen to hold stand between."""
    first = led_by_amount(items, index, floor, lexicon) if span is None or not has_amount(span.parts) else None
    return span if first is None else named(items[first : index + 1], "", "")


def _told_by_amounts(items: Items, index: int, floor: int, lexicon: Lexicon) -> Item | None:
    """A project whose sort tells little goes by what it makes a year (年产3万吨铜箔、2万吨铝箔的新材料项目)."""
    linked = next((i for i in range(index - 1, max(floor, index - _WORDS), -1) if items[i].text == "的"), 0)
    if not linked or not all(within(items, i, lexicon) for i in range(linked + 1, index)):
        return None
    reach = linked
    while (
        reach > floor and within(items, reach - 1, lexicon) and items[index].start - items[reach - 1].start < _LONGEST
    ):
        reach -= 1
    amounts = [i for i in range(reach, linked) if is_amount(items[i])]
    first = opening(items, amounts[0], lexicon) if amounts else linked
    made = any(i.kind == "Material" for i in items[first:linked])
    if not made or not items[first].text.startswith("年") or any(is_amount(i) for i in items[linked:index]):
        return None
    whole = named(items[first : index + 1], "", "")
    return replace(whole, parts=(*items[first:linked], items[index]))


def _goes_on(items: Items, index: int, lexicon: Lexicon) -> bool:
    """Whether 工程 is only a word of a longer name (海洋工程新材料项目)."""
    if not items[index].text.endswith("工程"):
        return False
    reach = index + 1
    while reach < len(items) and reach - index < _WORDS and within(items, reach, lexicon):
        reach += 1
    return index + 1 < reach < len(items) and is_head(items[reach], lexicon) and not PHASE.match(items[reach].text)


def _led(items: Items, index: int, floor: int, lexicon: Lexicon) -> Item | None:
    """A project that goes by the mine or site it works on (某铜矿采选工程)."""
    first = index
    while first > floor and _is_work(items[first - 1], lexicon):
        first -= 1
    leader, run = items[first - 1] if first > floor else None, items[first : index + 1]
    if leader is None or leader.reference:
        return None
    phase = next((i.text for i in run if PHASE.match(i.text)), "")
    if leader.kind == "Park" and (_goes_by_owner(leader) or not lexicon.ends(leader.text, "project-site")):
        return _in_park(items, first - 1, index, floor, phase)
    if leader.kind in {"Facility", "Park"}:
        amount = first - 2
        measured = amount >= floor and is_amount(items[amount])
        before = items[opening(items, amount, lexicon) : first - 1] if measured else ()
        item = named((*before, *(leader.parts or (leader,)), *run), "", phase)
        owned = leader.text in lexicon.heads_of("Park") and not before
        return replace(item, label=leader.label + joined(run)) if owned else item
    return None


def _goes_by_owner(park: Item) -> bool:
    """Whether only the enterprise before it tells which park it is: no goods do (云峰铜箔|产业园项目)."""
    told = any(part.kind == "Material" for part in park.parts)
    return not told and park.label != park.text and park.label.endswith(park.text)


def _in_park(items: Items, leader: int, index: int, floor: int, phase: str) -> Item | None:
    """A project that goes by its owner and the parks it is in (云峰纺织工业城云州工业园项目)."""
    owner = leader - 1
    while owner > floor and items[owner].kind == "Park":
        owner -= 1
    before = items[owner] if owner >= floor else None
    if before is None or before.kind != "Company" or before.reference:
        return None
    run = items[owner + 1 : index + 1]
    return replace(named(run, "", phase), label=before.text + joined(run), names=(joined(run),))


def _owned(items: Items, first: int, index: int, floor: int, lexicon: Lexicon) -> Item | None:
    """A project whose own name would tell too little goes by its owner's too (某公司改扩建工程, 某公司项目总投资…)."""
    while first > floor and not items[first - 1].kind and PHASE.match(items[first - 1].text):
        first -= 1
    first = _whole_run(items, first, floor, lexicon)
    first -= first - 1 > floor and items[first - 1].kind == "Place" and items[first - 2].kind == "Company"
    leader, run = items[past_bracket(items, first - 1, floor)] if first > floor else None, items[first : index + 1]
    body = [i for i in run[:-1] if _tells_with_owner(i, lexicon)]
    if leader is None or leader.kind != "Company" or leader.reference:
        return None
    if not body and (len(run) > 1 or not _stands_for_itself(items, index, lexicon)):
        return None
    phase = next((i.text for i in run if PHASE.match(i.text)), "")
    item = named(run, "", phase)
    if any(i.text in AND for i in run):
        return item
    site = all(lexicon.is_(i.text, "project-site") for i in body)
    owner = leader.text if body and site else leader.label  # 云峰铜箔产业园项目, not 云峰铜箔有限公司产业园项目
    return replace(item, label=owner + joined(run), names=(item.text, leader.text + joined(run)))


def _tells_with_owner(item: Item, lexicon: Lexicon) -> bool:
    """Whether a word tells what an owner's project is: an industry does (某集团纺织项目), 重点 does not."""
    industry = lexicon.is_(item.text, "industry") or lexicon.is_(item.text, "project-site")
    return industry or not is_vague(item, lexicon) or lexicon.ends(item.text, "upgrade")


def _whole_run(items: Items, first: int, floor: int, lexicon: Lexicon) -> int:
    """Where the name begins after its owner if 及 joins two phrases of it (某公司颗粒及中药健康产业化项目)."""
    reach = first
    while reach > floor and (within(items, reach - 1, lexicon) or items[reach - 1].tag in {"a", "b"}):
        reach -= 1
    joined_run = any(i.text in AND for i in items[reach:first])
    owned = reach > floor and items[reach - 1].kind == "Company"
    return reach if joined_run and owned and items[first].start - items[reach].start < _QUOTED else first


def _stands_for_itself(items: Items, index: int, lexicon: Lexicon) -> bool:
    """Whether no noun follows that 项目 only qualifies (项目负责人, 项目建设)."""
    after = items[index + 1] if index + 1 < len(items) else None
    told = after is not None and (lexicon.is_(after.text, "cost") or after.tag in {"v", "d", "p", "ad"})
    told = told or (after is not None and after.text in _INTENDED and is_told_of(items, index + 1, lexicon))
    listed = after is not None and after.text in {"，", "："} and is_told_of(items, index + 2, lexicon)
    listed = listed or (after is not None and after.text == "。" and is_named_last(items, index))
    return (told or listed) and items[index].text in lexicon.heads_of("Project")


def _is_work(item: Item, lexicon: Lexicon) -> bool:
    upgrade = lexicon.ends(item.text, "upgrade") or item.text in lexicon.works
    return not item.kind and (upgrade or bool(PHASE.match(item.text)))


def _first(items: Items, index: int, floor: int, lexicon: Lexicon) -> int:
    """Where the name begins: at the first amount in reach, with 年产 before it, or with its noun phrase."""
    reach = index
    while (
        reach > floor and within(items, reach - 1, lexicon) and items[index].start - items[reach - 1].start < _LONGEST
    ):
        reach -= 1
    closed = [i + 1 for i in range(reach, index) if items[i].text == "）" and "（" not in joined(items[reach:i])]
    amounts = [
        i for i in range(max([reach, *closed]), index) if is_amount(items[i]) and not _bracketed(items, i, index)
    ]
    if amounts:
        return max(floor, opening(items, amounts[0], lexicon))
    body = index
    while body > floor and (items[body - 1].text in lexicon.works or PHASE.match(items[body - 1].text)):
        body -= 1
    while body + 1 < index and lexicon.is_(items[body].text, "trim"):
        body += 1  # 建设一体化压铸项目: to build is what is done
    first = run_start(items, body, lexicon)
    owned = first - 2 >= floor and items[first - 2].kind == "Company" and _before_material(items, first - 1, lexicon)
    return max(floor, _coordinated(items, first - owned, lexicon))  # 某集团|冷弯型钢项目


def _bracketed(items: Items, index: int, end: int) -> bool:
    """Whether a bracket that opens before a piece closes before the name ends (（650t/d）光伏玻璃生产线)."""
    after = joined(items[index:end])
    return "）" in after and "（" not in after.partition("）")[0]


def _coordinated(items: Items, first: int, lexicon: Lexicon) -> int:
    """磷酸铁和磷酸铁锂生产线, 生猪屠宰加工及副产物利用项目: what is joined before belongs to the name."""
    while (
        first > 1 and items[first - 1].text in {*AND, "、"} and items[first].kind == items[first - 2].kind == "Material"
    ):
        first = run_start(items, first - 2, lexicon)
    if first < 2 or items[first - 1].text not in AND:
        return first
    before = run_start(items, first - 2, lexicon)
    left = items[before - 1] if before else None
    worked = items[first - 2].text in lexicon.works and any(i.kind == "Material" for i in items[before : first - 1])
    opens = left is None or left.kind in _OWNERS or left.text in _LEFT or left.tag in {"p", "v"}
    return before if worked and opens else first


def within(items: Items, index: int, lexicon: Lexicon) -> bool:
    """Whether a piece may stand inside a project's name."""
    item = items[index]
    if item.text == "工程" and index + 1 < len(items) and not is_head(items[index + 1], lexicon):
        return within(items, index + 1, lexicon)
    if is_built(items, index, lexicon) or item.kind in {"Company", "Park", "Facility"} or item.reference:
        return False
    if item.text in {"的", "，", "。", "；", "："}:
        return False
    if item.text == " ":
        return index > 0 and is_amount(items[index - 1])  # 20GW TOPCon电池项目
    if item.kind == "Material" or item.text in JOINING or is_amount(item) or item.text in {"用", "年"}:
        return True
    work = lexicon.is_(item.text, "upgrade") and index + 1 < len(items) and is_head(items[index + 1], lexicon)
    amount = lexicon.is_(item.text, "amount") or item.text in lexicon.works
    return (
        inner(item, lexicon)
        or amount
        or work
        or _is_phase(items, index, lexicon)
        or _before_material(items, index, lexicon)
    )


def _is_phase(items: Items, index: int, lexicon: Lexicon) -> bool:
    """A phase between what is made and the head (碳酸锂一期项目)."""
    between = 0 < index < len(items) - 1 and items[index - 1].kind == "Material"
    return between and bool(PHASE.match(items[index].text)) and is_head(items[index + 1], lexicon)


def _before_material(items: Items, index: int, lexicon: Lexicon) -> bool:
    """A verb-like word right before a material belongs to its name (无水氟化铝)."""
    item = items[index]
    verbal = item.tag == "v" and not lexicon.is_(item.text, "break") and not lexicon.is_(item.text, "trim")
    return verbal and index + 1 < len(items) and items[index + 1].kind == "Material"


def _project(items: Items, first: int, index: int, lexicon: Lexicon) -> Item | None:
    phases = [i.text for i in items[max(0, first - 1) : index] if PHASE.match(i.text)]
    while first < index and PHASE.match(items[first].text):
        first += 1
    run = items[first : index + 1]
    told = tells(run, lexicon) and not several(items, first, run) and not lexicon.ends(joined(run), "no-project")
    return named(run, "", phases[-1] if phases else "") if told else None


def named(run: Items, head: str, phase: str) -> Item:
    """A project of these pieces, called without the place it begins with; a phase after the first stays in its name."""
    text = joined(run)
    shown = run[1:] if run[0].kind == "Place" and not _PLAIN_SITE.match(joined(run[1:])) else run
    label = joined(shown).strip("“”") + head
    if phase and phase[:1] not in {"一", "首", "1"} and phase not in label:
        label = phase + label
    return Item(run[0].start, run[-1].end, text, "n", "Project", label, parts=run, phase=phase, names=(text,))
