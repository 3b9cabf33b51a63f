"""Members of a list of enterprises that may be ordinary words elsewhere (比亚迪、小米和现代), and those between two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from graph.extract.aliases import Name
from graph.extract.items import Item
from graph.extract.rosters import can_be
from graph.lexicon import Lexicon

_JOINT = r"”?(?:、|以?及|和|与|暨)“?"
_AFTER, _BEFORE = re.compile(_JOINT), re.compile(rf"{_JOINT}$")
_BETWEEN = re.compile(rf"{_JOINT}(?P<name>[一-龥A-Za-z]{{2,6}}?){_JOINT}")
_REACH, _TAILS = 4, ("公司", "集团")
_ENDS = re.compile(
    r"[”（）、，。；：！？\n]|[等的和与及以都均已也在供提配做签建之这是]|生产|代工|[两三四五]家|合作|公司|集团|汽车|品牌|手机|$"
)
_NO_FIRM = re.compile(r"等?(?:品种|水果|杂粮|作物|农产品|产业|行业|领域)")  # 大豆、小米等杂粮
_FIRMS = r"等[^，。；、]{0,8}?(?:企业|车企|品牌|客户|厂商|厂家|主机厂|公司|巨头|龙头)"
_SUPPLIED = r"的[^，。；的]{0,6}?(?:供应商|代工|供应链)"


def coordinated(sentence: str, companies: Sequence[Item], names: Mapping[str, Name], lexicon: Lexicon) -> list[Item]:
    """The enterprises that only the list they stand in shows.

    >>> from graph.lexicon import load
    >>> known = Item(1, 4, "比亚迪", "nt", "Company", "比亚迪")
    >>> [item.text for item in coordinated("为比亚迪、小米和现代供货", [known], {}, load())]
    ['小米', '现代']
    >>> [item.text for item in coordinated("给小米、现代等车企供货，也卖小米", [], {}, load())]
    ['小米', '现代']
    """
    if not any(mark in sentence for mark in "、和与及供代"):
        return []
    starts, ends = {c.start for c in companies}, {c.end for c in companies}
    found = {start: end for start, end in _runs(sentence, lexicon) if start not in starts and end not in ends}
    fresh = [(c.start, c.end) for c in companies]
    while fresh:
        start, end = fresh.pop()
        for begin, stop in _beside(sentence, start, end, lexicon):
            if begin not in found and begin not in starts and stop not in ends:
                found[begin] = stop
                fresh.append((begin, stop))
    found.update(_between(sentence, starts | found.keys(), ends | set(found.values()), lexicon))
    return [_company(sentence[start:end], start, names) for start, end in sorted(found.items())]


def _between(sentence: str, starts: set[int], ends: set[int], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Words that may be a name where they stand between two that are."""
    for end in sorted(ends):
        match = _BETWEEN.match(sentence, end)
        if match and match.end() in starts and match.start("name") not in starts and can_be(match["name"], lexicon):
            yield match.span("name")


def _runs(sentence: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Lists of nothing but such names: three of them, or two before 等车企; and one whose suppliers are told of."""
    for match in _listed(lexicon).finditer(sentence):
        start = match.start()
        for name in re.split(_JOINT, match["names"]):
            start = sentence.index(name, start)
            yield start, start + len(name)
            start += len(name)


@cache
def _listed(lexicon: Lexicon) -> re.Pattern[str]:
    name = f"(?:{'|'.join(sorted(lexicon.homonyms, key=lambda word: (-len(word), word))) or '(?!)'})"
    three = rf"{name}(?:、{name})+(?:、|和|与|及|以及){name}(?={_ENDS.pattern})"
    return re.compile(rf"(?P<names>{three}|{name}(?:、|和|与){name}(?={_FIRMS})|{name}(?={_SUPPLIED}))")


def _beside(sentence: str, start: int, end: int, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Names of the table joined to a name: after it, and before it."""
    joint = _AFTER.match(sentence, end)
    if joint:
        first = joint.end()
        lasts = (first + n for n in range(_REACH, 1, -1) if sentence[first : first + n] in lexicon.homonyms)
        last = next(lasts, 0)
        if last and _ENDS.match(sentence, last) and not _NO_FIRM.match(sentence, last):
            yield first, last
    joint = _BEFORE.search(sentence[:start])
    if joint:
        last = joint.start()
        firsts = (last - n for n in range(min(_REACH, last), 1, -1) if sentence[last - n : last] in lexicon.homonyms)
        yield from ((first, last) for first in list(firsts)[:1])


def _company(name: str, start: int, names: Mapping[str, Name]) -> Item:
    """The enterprise, by the name with 公司 if the text has that (苹果, 苹果公司)."""
    full = next((names[name + tail].full for tail in _TAILS if name + tail in names), name)
    return Item(start, start + len(name), name, "nt", "Company", full, names=(name,))
