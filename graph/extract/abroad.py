"""Places abroad that no table holds: characters that only spell sounds, after a country or a province of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from graph.extract.items import Item
from graph.lexicon import Lexicon

_LEVEL = "(?:特别?行政区|自治区|大区|省|州|市|县|府|岛|港)"
# What goes on after a place, as it does not after the brand of an enterprise (印尼某某公司)
_AFTER = (
    r"(?=[，。、；（）“”的和及与]|投资|建设|新建|投建|设立|建厂|建立|启动|工业|产业|经济|园区|镍|地区|当地|境内"
    r"|项目|基地|工厂|矿|举行|开工|投产|$)"
)
_HOME = "中国"
_COUNTED = re.compile(r"[\d万亿]$")  # 22亿摩洛哥|迪拉姆


def abroad(text: str, divisions: Sequence[Item], known: Iterable[str], lexicon: Lexicon) -> Iterator[Item]:
    """Towns and provinces after the country they lie in, and where the text goes on to name them alone.

    >>> from graph.lexicon import load
    >>> home = [Item(1, 3, "印尼", "ns", "Place", "印度尼西亚")]
    >>> [place.text for place in abroad("在印尼莫罗瓦利建设镍铁厂。", home, (), load())]
    ['莫罗瓦利']
    """
    countries = (item for item in divisions if is_abroad(item.label, lexicon))
    for start in sorted(c.end for c in countries if not _COUNTED.search(text, 0, c.start)):
        match = _spelt(lexicon).match(text, start)
        if match:
            yield _place(match.start(), match.group())
    for name in known:
        yield from (_place(m.start(), name) for m in re.finditer(re.escape(name), text))


def is_abroad(name: str, lexicon: Lexicon) -> bool:
    """Whether a place is a foreign country or lies in one."""
    division = lexicon.places.get(name)
    while division is not None and division.parent in lexicon.places:
        division = lexicon.places[division.parent]
    return division is not None and division.level == "country" and division.name != _HOME


@cache
def _spelt(lexicon: Lexicon) -> re.Pattern[str]:
    sounds = f"[{''.join(sorted(lexicon.by_role('sound')))}]"
    return re.compile(rf"{sounds}{{2,8}}+{_LEVEL}|{sounds}{{3,8}}+{_AFTER}")


def _place(start: int, name: str) -> Item:
    return Item(start, start + len(name), name, "ns", "Place", name, names=(name,))
