"""Towns and villages: places below the gazetteer, known by their ending after a word of place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graph.extract.items import Item, Items

_AT = r"(?:位于|坐落于?|坐落在|选址|落户于?|地处|来到|走进|落地|入驻|[在于由])"
_TOWN = r"[一-龥]{2,4}?(?:族乡|镇|乡|街道|苏木)(?![长级政府企办域下化愁贤音亲土])"
_VILLAGE = r"[一-龥]{2,6}?(?:社区|嘎查|村)(?![民级镇庄集委企办屯落])"
_PLACE = re.compile(rf"(?P<t>{_TOWN})(?:{_VILLAGE})?|(?P<v>{_VILLAGE})")
_AFTER_WORD = re.compile(rf"{_AT}(?={_TOWN}|{_VILLAGE})")
_COMMON = re.compile(
    r"[之的各全该本我在与和及等多个为是有位选]|^[一二三四五六七八九十两几数]"
    r"|(?:.城|乡|村|集|重|小|古|名|强|大|家|故|水|返|下|入|兴|侨|老|异|中心|建制|特色|卫星)(?:镇|乡)$|^.?(?:农|山|乡)村$"
)
_DIVISION = re.compile(r"[县市区旗州]")
_TOWN_AFTER = 4


def townships(text: str, divisions: Iterable[int]) -> Iterator[Item]:
    """Towns, with the village in them, after a word of place or where a division of the gazetteer ends.

    >>> [town.text for town in townships("项目位于云溪镇青石村。", ())]
    ['云溪镇青石村']
    """
    starts = {m.end(): False for m in _AFTER_WORD.finditer(text)} | dict.fromkeys(divisions, True)
    for start, sure in sorted(starts.items()):
        match = _PLACE.match(text, start)
        if match and not _DIVISION.search(match.group()[1:-1]) and _is_town(match["t"] or match["v"], sure):
            yield Item(start, match.end(), match.group(), "ns", "Place", match.group(), names=(match.group(),))


def _is_town(name: str, sure: bool) -> bool:
    """Whether it is a name rather than a word about towns; after a division three characters are enough (土城镇)."""
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
