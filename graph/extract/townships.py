"""Towns and villages: places below the gazetteer, known by their ending after a word of place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from graph.extract.items import Item, Items

_AT = r"(?:位于|坐落于?|坐落在|选址|落户于?|地处|来到|走进|落地|入驻|[在于由]|[与和经](?=[一-龥]{2,4}[镇乡]人民政府))"
_TOWN = r"[一-龥]{2,4}?(?:族乡|镇|乡(?!村)|街道|苏木)(?![长级政府企办域下化愁贤音亲土])"
_VILLAGE = r"[一-龥]{2,6}?(?:社区|嘎查|村)(?![民级镇庄集委企办屯落局厅])"
_PLACE = re.compile(rf"(?P<t>{_TOWN})(?:{_VILLAGE})?|(?P<v>{_VILLAGE})")
_AFTER_WORD = re.compile(rf"{_AT}(?={_TOWN}|{_VILLAGE})")
_COMMON = re.compile(
    r"[之的各全该本我在与和及等多个为是有位选]|^[一二三四五六七八九十两几数]"
    r"|(?:.城|乡|村|(?:^|[村心小老大古个座建边])集|重|小|古|名|强|大|家|故|水|返|下|入|兴|侨|老|异|中心|建制|特色|卫星)(?:镇|乡)$|^.?(?:农|山)村$|乡村$"
)
_COUNTED = re.compile("[一二三四五六七八九十两]")
_DIVISION = re.compile(r"[县市区旗州]")
_CALLED_SO = re.compile(r"[^全各该本我此县城郊]市镇")
# After a town of a list, which 、 or 和 joins to the next (甲镇、乙镇和丙镇)
_IN_LIST = re.compile(r"(?<=[一-龥]{2}镇)[、和](?=[一-龥]{2}镇(?:[、，。；和及等]))")
_TOWN_AFTER = 4
_MAY_BE = re.compile("[镇乡]|街道|苏木")
_TOWN_LEAST = 3
# What a sentence that opens with a town goes on with: 云溪镇位于, 云溪镇是, 云溪镇依托
_OPENS = re.compile(
    r"(?:^|[。！；：\n]|(?<=[^、])，|近年来，?|今年以来，?)(?P<t>[一-龥]{2,3}(?:镇|乡|街道))"
    r"(?=位于|地处|坐落|坚持|依托|党委|政府|人民政府|工业|经济|境内|辖区|产业|于(?:19|20)\d\d年|是|持续|积极|大力|围绕|抢抓|立足|聚焦|充分|全力|着力|聚力|不断|加快"
    r"|先后|按照|把|将|已|现有|拥有|共|以|通过|紧紧|紧扣|深入|扎实|主动|重点|规模以上|打造|培育|引进|招引|推动|推进|利用|结合|发挥|瞄准|实施|[^，。；]{1,8}(?:村|社区)的)"
)


def named_towns(text: str, divisions: Iterable[int]) -> Iterator[str]:
    """The towns that a text goes on to name alone: those after a word of place or a division, or that open a sentence.

    >>> sorted(named_towns("云溪镇依托铜矿发展铜加工。", ()))
    ['云溪镇']
    """
    if not _MAY_BE.search(text):
        return
    opened = (m["t"] for m in _OPENS.finditer(text) if not _DIVISION.search(m["t"]))
    yield from (name for name in opened if not _COMMON.search(name))
    for town in townships(text, divisions):
        match = _PLACE.match(town.text)
        yield from ((match["t"],) if match and match["t"] else ())


def townships(text: str, divisions: Iterable[int], known: Sequence[str] = ()) -> Iterator[Item]:
    """Towns, with the village in them, after a word of place, where a division ends, or known from the same text.

    >>> [town.text for town in townships("项目位于云溪镇青石村。", ())]
    ['云溪镇青石村']
    """
    starts = {m.end(): False for m in _AFTER_WORD.finditer(text)} | dict.fromkeys(divisions, True)
    starts |= {m.end(): False for m in _IN_LIST.finditer(text)}
    for name in known:
        starts |= {m.start(): True for m in re.finditer(re.escape(name), text)}
    for start, sure in sorted(starts.items()):
        match = _PLACE.match(text, start)
        if match and _is_one(match.group(), sure) and _is_town(match["t"] or match["v"], sure):
            yield Item(start, match.end(), match.group(), "ns", "Place", match.group(), names=(match.group(),))


def _is_one(name: str, sure: bool) -> bool:
    """Whether no division stands within it; after a division a town may be called so (甲县|周市镇)."""
    return not _DIVISION.search(name[:-1]) or (sure and bool(_CALLED_SO.fullmatch(name)))


def outside(towns: Iterable[Item], divisions: Sequence[Item]) -> list[Item]:
    """The towns that do not begin with the division they lie in (甲县乙镇); 甲镇 may well go by the name of a 甲县."""
    lengths = {place.start: len(place.text) for place in divisions}
    return [t for t in towns if t.start not in lengths or len(t.text) - lengths[t.start] < _TOWN_LEAST]


def _is_town(name: str, sure: bool) -> bool:
    """Whether it is a name rather than a word about towns; after a division three characters are enough (土城镇)."""
    if sure and _COUNTED.match(name):
        name = "东" + name[1:]  # 三班镇 after its county
    return not _COMMON.search(name) or (sure and len(name) == _TOWN_AFTER - 1 and name.endswith("城镇"))


def place_chains(items: Items) -> Iterator[Item]:
    """某省某市某县 is the county, with the places before it as parts of its name."""
    index = 0
    while index < len(items):
        last = index
        while last + 1 < len(items) and items[last].kind == items[last + 1].kind == "Place":
            last += 1
        if last > index:
            run = items[index : last + 1]
            text = "".join(i.text for i in run)
            inner = run[-1]
            yield Item(run[0].start, inner.end, text, "ns", "Place", inner.label, parts=run, names=(text, *inner.names))
        index = last + 1
