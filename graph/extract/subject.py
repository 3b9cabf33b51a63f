"""Who a clause is about when its verb comes without a name: the subject before it, or the one carried on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.extract.clauses import clause_start, clauses_back, is_another, items_of, kinds_left, led_in, names_plant
from graph.extract.following import WORKSHOP, kind_of, last_of, past_marks
from graph.extract.items import Item, known
from graph.extract.line import AMOUNTS, Line, Slot, code
from graph.extract.pointers import SAID
from graph.extract.reach import FAR, FIELDS, within_reach
from graph.lexicon import Lexicon

_GOVERNED = re.compile(
    r"(?:委托|交由|交给|聘请|邀请|由|对|向|与|和|同|从|给|(?<!图)为|把|被|比|跟|较|除|替|经|受|获|及其|以及|(?<![也一二三四五六七八九十])是|系|距离?|地处|[位坐][于落]|坐落[于在]|[毗紧相]邻|靠近|紧靠|[东西南北][临邻接靠依连]|(?<![来各独亲产])自|[购来源出]自|进口自|自[^，。；自]{1,4}|(?:收购|采购|外购|购买)(?:[^，。；]{0,12}[、和及])?|由[^，。；由]{1,24}(?:企业|公司|厂商|工厂)|供应|直供|供货|供往|销往|送往|运往|卖给了|供给了|销售给了|[由向](?:全资|控股|参股)*[子孙]公司)$"
)
_TAKES_UP = re.compile(  # 废盐酸由甲公司处理，年处理12万吨
    rf"由{code('C')}(?:负责|统一|全部|集中|专门|收购后|就地)*(?:回收|处理|处置|加工|拆解|再生|提纯|提取|消纳|消化|拉走|接收)"
)
_COPULA = re.compile(r"(?:期|项目|工程)为$")  # 一期为某项目
_PREPOSITIONAL = re.compile(
    r"^(?:在|以|对|按|按照|从|通过|随着|截至|经过|根据|为|当|自|作为|除|至|到|围绕|针对|凭借|依托|借助|立足|基于|地处|位于|坐落)"
)
_PREDICATE = re.compile(r"^(?:也|还|更|都|均|现|目前|已|已经|同时|且|并){0,3}(?:是|系|属于|成为|成了)(?!由)")
_OWN = tuple(map(code, "CPF"))
_SPEECH = re.compile(r"(?:说|表示|介绍|称|透露|告诉|指出|坦言|道|感慨|认为)")
_SAYS = re.compile(r"(?:说|表示|介绍|介绍说|称|透露|告诉记者|指出|坦言|认为|强调|解释)$")
_TITLE = re.compile(r"书记|主任|局长|经理|董事|总裁|厂长|负责人|工程师|市长|县长|部长|处长|院长|专家|分析师|秘书|人士")
_MANAGER = re.compile(
    rf"(?:据|该|本|这家)?{code('C')}(?=的?(?:常务|执行|副|生产|销售)*(?:总经理|董事|总裁|厂长|负责人|经理))"
)
_AS_FIRM = re.compile(r"作为[^，。；]{1,30}(?:企业|公司|厂家|厂商|供应商|龙头|领军者|单位)$")  # 作为铝行业龙头企业，…
_CAUSED = re.compile(r"使[^，。；的]{2,}的“?$")
_OTHER_FIRM = re.compile("(?:合资|合营|目标|标的)(?:公司|企业)(?:的|的“|将|拟|预计)*$")  # of which no name is known
_WHOLE = re.compile(  # 云岭公司产能居前，2023年|全国|碳酸锂产量46万吨
    r"(?:全国|我国|国内|全球|世界|全省|全市|全县|全区|全行业|业内)(?!最|领先|知名|首|唯一|第|前|龙头|重点|著名|多|各)[^，。；]{0,6}$"
)
_REPORTER = re.compile(  # 宁州日报, 中新网|宁州8月3日电, 第九届中国·宁州洽谈会: who tells of it, where, at which fair
    r"(?:新闻网|日报|晚报|晨报|在线|频道|卫视|电视台|广播|网讯|\d+月\d+日(?:电|讯)|\d+日(?:电|讯)|·)"
)
_NATION = re.compile(r"(?:全国|我国|国内|全球|世界)(?!最|领先|知名|首|唯一|第|前|龙头|重点)[^，。；]{0,8}$")
_GUESTS = frozenset({"企业", "客商", "商会", "籍", "老板", "投资"})
_MEANT = re.compile(rf"其中，?(?:第?[一二三四首]期|{code('P')})(?:工程|项目)?[为是]{code('P')}")  # 一期为某项目
_BRANDED = re.compile(rf"[^，。；的在有是了与和]{{1,5}}{code('P')}")  # 某县|某某|年产5万吨铜箔项目
_BUILT_THERE = re.compile(r"[^，。；]{0,8}?(?:新建|投建|兴建|建设|投资|建成|布局)")  # 在某园区|新建某基地，用地310亩
_AT = frozenset("在于到从向至")
_FIELD_BEFORE = re.compile(rf"{FIELDS}：$")
_MEASURED = re.compile(rf"[{code('Q')}{AMOUNTS}]元?(?:以上|左右)?[、和及与]")
_LED = 28
_FOR = re.compile(r"(?:主要|全部|再|可)*(?:用于|用来|供其|以供)")
_GIVEN = re.compile(rf"(?:[给到至往]|供应|交付|卖).{{0,16}}{code('C')}(?=”?$)")
_WITHIN = re.compile("其中(?:第?[一二三四首]期(?=.))?")
_ASIDES, _LABEL = ("配套", "其中", "同时配套"), 14
_VERBLESS = re.compile(  # 乙公司。甲集团的全资子公司，注册资本1亿元: the second clause only tells of the first
    rf"{code('C')}(?:集团)?(?:旗下)?的?(?:全资|控股|参股|核心|重要|骨干|下属)*(?:子公司|孙公司|企业)"
    rf"|(?:由|是|系|为)?{code('C')}[^，。；的{code('C')}{code('P')}{code('F')}]{{0,12}}"
    r"(?:设立|成立|创办|投资|建设|组建|控股|兴办|创立|开设|兴建|打造|布局|设在[^，。；的]{1,6})的[^，。；的]{0,12}"
    r"(?:工厂|企业|公司|基地|厂|厂区|子公司)"
    rf"|(?:其中，?|由)?{code('C')}(?:合计|直接|间接)?(?:持股|占股|控股|参股|占比)[^，。；]{{0,6}}{code('Q')}(?:的?股[权份])?"
)
_LIGHT = frozenset({"d", "ad", "t", "c", "r", "f", "s"})
_QUOTES = frozenset("“”—.")


@dataclass(frozen=True, slots=True)
class Found:
    """A subject and how far it was carried: 0 in the clause, 1 in the sentence, 2 from the sentence before."""

    slot: Slot
    line: Line
    distance: int

    @property
    def after(self) -> int:
        """The index of the slot that follows the subject in its line."""
        return next((n + 1 for n, slot in enumerate(self.line.slots) if slot is self.slot), 0)


def find(line: Line, position: int, kinds: str, before: tuple[Line, ...], lexicon: Lexicon) -> Found | None:
    """The subject of kinds `kinds` for a verb at `position`, None when another noun is the subject.

    A "!" after the kinds says that the clause may well have a subject of its own (a lorry that carries ore).
    """
    wanted, free = kinds.rstrip("!"), kinds.endswith("!")
    start = clause_start(line.text, position)
    here = _in_clause(line, start, position, wanted, lexicon)
    if here is not None or (not free and not _clear(line, start, position, lexicon)):
        return here
    if set(wanted) <= set("CPF") and _WHOLE.search(line.text[start:position]):
        return None
    if _NATION.search(line.text[start:position]):
        wanted = "C" if "C" in wanted else ""  # 全球销售额 may be a company's
    if "C" not in wanted and any(item.phase for item in items_of(line, start, position)):
        return None  # a phase of a project without a name
    if not kinds_left(line, start, position, wanted):
        return None
    found = _speaker(line, position, wanted) or _receiver(line, start, wanted) or _earlier(line, start, wanted, before)
    return found or _reporter(line, start, wanted, before)


def _in_clause(line: Line, start: int, position: int, kinds: str, lexicon: Lexicon) -> Found | None:
    for index in range(position - 1, start - 1, -1):
        slot = line.slots[index]
        if kind_of(slot) in "LK" and "、" in line.text[max(0, index - 1) : index + 2]:
            continue  # where one of a list lies (甲创业园、某市某食品等项目4个)
        if kind_of(slot) in kinds and not _governed(line, start, index) and not names_plant(line, index, position):
            return Found(slot, line, 0) if _leads(line, index + 1, position, lexicon) else None
    return None


def _governed(line: Line, start: int, index: int) -> bool:
    """Whether a preposition stands before a name, so that it is no subject."""
    before = line.text[max(start, index - _LED) : index]
    return bool(_GOVERNED.search(before)) and not _COPULA.search(before)


def _leads(line: Line, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether nothing but a carrier (的产品, 生产线) or an adverbial stands between a name and its verb."""
    if line.text[start:end].startswith("的"):
        return all(_passes(i, lexicon) for i in items_of(line, start + 1, end))
    return not any(kind_of(line.slots[i]) in "CPF" and not _governed(line, start, i) for i in range(start, end))


def _passes(item: Item, lexicon: Lexicon) -> bool:
    named = item.kind in {"Material", "Quantity", "Place"} or (item.kind == "Facility" and item.text.endswith(WORKSHOP))
    return named or lexicon.is_(item.text, "carrier") or not item.tag.startswith("n")


def _clear(line: Line, start: int, position: int, lexicon: Lexicon) -> bool:
    """Whether the clause up to the verb has no subject of its own."""
    text = line.text[start:position]
    if _CAUSED.search(text) or _OTHER_FIRM.search(text):
        return False
    if not text or _PREPOSITIONAL.match(text) or text.endswith(("的", "的“")):
        return True
    if _PREDICATE.match(text):
        return not any(letter in text for letter in _OWN)
    listed = max((m.end() for m in _MEASURED.finditer(text)), default=0)
    return not any(_is_subject(item, line, lexicon) for item in items_of(line, start + listed, position))


def _is_subject(item: Item, line: Line, lexicon: Lexicon) -> bool:
    if item.kind in {"Place", "Park"} and line.view.text[item.start - 1 : item.start] in _AT:
        return False
    meant = item.reference and item.kind in {"Place", "Park"}  # 该市产能将达3万吨
    noun = meant or (item.tag.startswith(("n", "l", "i")) and len(item.text) > 1)
    light = item.kind == "Quantity" or any(lexicon.is_(item.text, role) for role in ("carrier", "trim", "adverb"))
    return (noun or item.kind in {"Company", "Facility", "Chain"}) and not light


def _speaker(line: Line, position: int, kinds: str) -> Found | None:
    """Inside a quotation: the company of whoever is named right after it."""
    close = line.text.find("”", position)
    inside = line.text.count("“", 0, position) > line.text.count("”", 0, position)
    after = close + 1
    opened = line.text.rfind("“", 0, position)
    told = SAID.search(line.text, 0, max(0, opened))  # 某公司表示：“……”
    outside = told or close < 0 or not inside
    if outside or "C" not in kinds or after >= len(line.slots) or kind_of(line.slots[after]) != "C":
        return None
    return Found(line.slots[after], line, 1) if _SPEECH.search(line.text[after : after + 26]) else None


def _receiver(line: Line, start: int, kinds: str) -> Found | None:
    """Who uses what the clause before hands to it (供给乙公司，用于生产……): that company, not the one that gives."""
    if "C" not in kinds or not _FOR.match(line.text, start):
        return None
    begin = clause_start(line.text, start - 1)
    given = [m.end() - 1 for m in _GIVEN.finditer(line.text, begin, start - 1)]
    return Found(line.slots[given[-1]], line, 1) if given else None


def _earlier(line: Line, start: int, kinds: str, before: tuple[Line, ...]) -> Found | None:
    """The subject an earlier clause opens with, in this sentence or in one that is still about the same."""
    whole = bool(set(kinds) & set("PLKH"))
    for begin, stop in clauses_back(line, start - 1):
        kinds = kinds_left(line, begin, stop, kinds)
        state, slot = _opening(line, begin, stop, kinds) if kinds else ("stop", None)
        if state != "on":
            return Found(slot, line, 1) if slot is not None else None
    for current in within_reach(line, kinds, before):
        for begin, stop in clauses_back(current, len(current.text)):
            kinds = kinds_left(current, begin, stop, kinds)
            if begin == 0 or whole or led_in(current.text[:begin]):
                state, slot = _opening(current, begin, stop, kinds, strict=True) if kinds else ("stop", None)
                if state != "on":
                    return Found(slot, current, 2) if slot is not None and kind_of(slot) != "F" else None
    return None


def _reporter(line: Line, start: int, kinds: str, before: tuple[Line, ...]) -> Found | None:
    """The company whose report a text is, wherever close by it was said, if nothing else came up since."""
    if "C" not in kinds or not line.view.reporter:
        return None
    afresh = False  # a field of the report begins: it is told of the company again
    for current in (line, *(b for b in reversed(before) if line.view.start - b.view.start <= FAR)):
        for begin, stop in clauses_back(current, start - 1 if current is line else len(current.text)):
            state, _ = ("on", None) if afresh else _opening(current, begin, stop, kinds)
            own = (s for s in current.slots[begin:stop] if [i.label for i in s.items] == [line.view.reporter])
            slot = next(own, None)
            if state == "stop" and _is_field(current, begin, stop):
                afresh = True
            if state == "found" or slot is not None:
                return Found(slot, current, 1 if current is line else 2) if slot is not None else None
    return None


def _opening(line: Line, start: int, end: int, kinds: str, strict: bool = False) -> tuple[str, Slot | None]:
    """What a clause is about: a name of the kinds wanted ("found"), another topic ("stop"), or nothing ("on")."""
    text = line.text[start:end]
    if _SAYS.search(text) and _TITLE.search(text):
        boss = _MANAGER.match(text) if "C" in kinds and set(kinds) <= set("CPF") else None
        return ("found", line.slots[start + boss.end() - 1]) if boss else ("stop", None)
    taker = _TAKES_UP.search(line.text, start, end) if "C" in kinds else None
    within = _WITHIN.match(line.text, start, end)
    member = within.end() if within else end
    member = end - 1 if _MEANT.fullmatch(text) else member
    if taker or (member < end and kind_of(line.slots[member]) in kinds):  # 其中某公司占地20亩
        return "found", line.slots[taker.start() + 1] if taker else last_of(line, member, end, kinds)
    if is_another(line, start, end, kinds):
        return "stop", None
    if _VERBLESS.fullmatch(text) or (text.startswith(_ASIDES) and not _is_phase(line, start + len("其中"))):
        return "on", None
    for index in range(start, end):
        state = _state(line, start, index, end, kinds, strict)
        if state != "on":
            return state, last_of(line, index, end, kinds) if state == "found" else None
    return ("stop" if _is_label(line, start, end) else "on"), None


def _is_phase(line: Line, index: int) -> bool:
    """Whether a phase of the project stands here (其中一期……)."""
    return index < len(line.slots) and any(item.phase for item in line.slots[index].items)


def _is_label(line: Line, start: int, end: int) -> bool:
    """Whether a short clause before a colon names a topic that is none of the names known (某产业：)."""
    labelled = start == 0 and end < len(line.text) and line.text[end] == "："
    labelled = labelled and not _FIELD_BEFORE.search(line.text[start : end + 1])
    return labelled and end <= _LABEL and not _SAYS.search(line.text[start:end])


def _is_field(line: Line, start: int, end: int) -> bool:
    """Whether a label is made of ordinary words alone, so that it names a field of the report (销售：, 采购模式：)."""
    words = items_of(line, start, end)
    return _is_label(line, start, end) and all(not i.kind and known(i.text) for i in words)


def _state(line: Line, start: int, index: int, end: int, kinds: str, strict: bool) -> str:  # noqa: PLR0913, PLR0917 - a place in a line is four numbers
    """What the name at `index` is for its clause."""
    kind = kind_of(line.slots[index])
    guest = kind == "L" and (line.text[index + 1 : index + 3] in _GUESTS or bool(_REPORTER.match(line.text, index + 1)))
    trade = kind in "HLK" and _AS_FIRM.match(line.text, start, end)
    if kind == "-" or guest or trade or _governed(line, start, index):
        return "on"
    if kind == "C" and "P" in kinds and code("P") in line.text[:start] and _FIELD_BEFORE.search(line.text[:start]):
        return "on"  # who builds it is told in a field of the project's
    if kind in "KL" and "H" in kinds and line.text.startswith(code("H"), index + 1, end):  # 某市某产业
        return "on"
    opens, text = _opens(line, start, index), line.text[start:end]
    if kind in kinds and (opens or _may_follow(line, kind, text, strict)):
        return "found"
    beside = kinds == "H" or _qualifies(line, index, end) or _FIELD_BEFORE.search(line.text[:start])
    last = text.rstrip("”")[-1] == code("P") or f"—{code('P')}" in text
    told = "P" in kinds and kind in "KL" and last  # 某县引进了某项目, 某省最大的合资项目——某项目动工
    if kind in "HKFL" and opens and not beside and not told:
        return "stop"
    located = kind in "HLK" and kind in kinds and text.startswith(("在", "作为"))
    return "found" if located and not _BUILT_THERE.match(line.text, index + 1, end) else "on"


def _may_follow(line: Line, kind: str, text: str, strict: bool) -> bool:
    """Whether a company, project or facility is what a clause is about though it does not open it."""
    alone = kind == "P" and len({i.label for s in line.slots if kind_of(s) == kind for i in s.items}) == 1
    return kind in "CPF" and (not strict or alone or bool(_PREPOSITIONAL.match(text)))


def _qualifies(line: Line, index: int, end: int) -> bool:
    """Whether a place or park only stands before the name it belongs to (某市某项目)."""
    reach = past_marks(line, index + 1, end)
    branded = _BRANDED.match(line.text, index + 1, end)
    return bool(branded) or (reach < end and kind_of(line.slots[reach]) in "CPFKH")


def _opens(line: Line, start: int, index: int) -> bool:
    """Whether only adverbs, dates, joining words and the place it belongs to stand before a name in its clause."""
    before = items_of(line, start, index)
    return all(
        i.tag in _LIGHT
        or i.text in _QUOTES
        or i.text.isdigit()
        or (i is before[-1] and (i.kind == "Place" or (i.reference and i.kind == "Park")))
        for i in before
    )
