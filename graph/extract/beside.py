"""Projects that what stands beside their head shows: A项目和|回转支承项目, 烷基化装置|升级改造."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.extract.amounts import AND, PHASE, is_head, joined
from graph.extract.compounds import GRAMMAR
from graph.extract.items import Item, Items
from graph.extract.projects import named
from graph.lexicon import Lexicon

_JOINTS = frozenset({"、", *AND})
_LEAST, _LONGEST, _RENEWED = 4, 16, 4
_GOES_ON = re.compile("[工项][程目]|[后的]|(?:所需|用|技术|方案|服务|企业)")


def beside_projects(items: Items, lexicon: Lexicon) -> Iterator[Item]:
    """Members of a list whose members before end with a head of their own, whatever words they are made of.

    >>> from graph.extract.items import words
    >>> from graph import lexicon
    >>> said = words("建设轮毂轴承单元项目和回转支承项目，总投资3亿元。")
    >>> [item.label for item in beside_projects(said, lexicon.load())]
    ['回转支承项目']
    """
    for index in range(2, len(items)):
        if not is_head(items[index], lexicon):
            continue
        first = index
        while (
            first > 0 and _may_stand(items[first - 1], lexicon) and items[index].end - items[first - 1].start < _LONGEST
        ):
            first -= 1
        run = items[first : index + 1]
        listed = first > 1 and items[first - 1].text in _JOINTS and is_head(items[first - 2], lexicon)
        words = joined(run[:-1])
        telling = any(item.kind or not _says_little(item, lexicon) for item in run[:-1])
        if listed and telling and len(words) >= _LEAST and not lexicon.ends(joined(run), "no-project"):
            yield named(run, "", "")


def _may_stand(item: Item, lexicon: Lexicon) -> bool:
    if item.reference or item.text in _JOINTS or item.kind not in {"", "Material", "Chain"}:
        return False
    roles = lexicon.words.get(item.text, frozenset())
    barred = "break" in roles or any(role.startswith("ref:") for role in roles)
    return not barred and not GRAMMAR.search(item.text) and item.tag not in {"d", "p", "r", "m", "q", "t"}


def _says_little(item: Item, lexicon: Lexicon) -> bool:
    return any(lexicon.is_(item.text, role) for role in ("generic", "industry", "trim")) or item.text in lexicon.works


def renewed(span: Item, items: Items, lexicon: Lexicon) -> Item:
    """A plant or line with what is done to it, which makes it a project of its own (烷基化装置|升级改造).

    >>> from graph import lexicon
    >>> from graph.extract.items import words
    >>> said = words("烷基化装置升级改造已完成。")
    >>> line = named(said[:2], "", "")
    >>> renewed(line, said, lexicon.load()).label
    '烷基化装置升级改造'
    """
    if not (span.label or span.text).endswith(lexicon.heads_of("Project", "line")):
        return span
    first = next((i for i, item in enumerate(items) if item.start == span.end), len(items))
    last = first
    while last < len(items) and last - first < _RENEWED and _renews(items[last], lexicon):
        last += 1
    more = items[first:last]
    text = joined(items)
    if not more or not joined(more).endswith(lexicon.endings.get("enlarged", ())) or _GOES_ON.match(text, more[-1].end):
        return span
    added = joined(more)
    whole = span.text + added
    parts = (*span.parts, *more)
    return replace(span, end=more[-1].end, text=whole, label=span.label + added, parts=parts, names=(whole,))


def _renews(item: Item, lexicon: Lexicon) -> bool:
    return not item.kind and not PHASE.match(item.text) and (
        lexicon.is_(item.text, "upgrade") or item.text in {"节能", "技术", "智能化", "数字化", "绿色", "环保"}
    )  # fmt: skip
