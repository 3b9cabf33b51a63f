"""Projects in quotation marks: “…项目”, “…”项目, 项目为“…”, and lists of them (这3个项目是“甲”、“乙”、“丙”)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.extract.amounts import AND, has_amount, is_head, joined
from graph.extract.items import Item, Items
from graph.extract.phrases import specific
from graph.extract.projects import named
from graph.extract.telling import tells
from graph.lexicon import Lexicon

_BREAKS = frozenset("，。；：！？")
_CALLED = re.compile("项目(?:的)?(?:名称|名字)?(?:暂定)?(?:为|是|叫|名为|：)$")
_LED = re.compile("项目[^，。；“”]{0,12}(?:，[^，。；“”]{0,4})?(?:是|为|有|包括|即|：)$")
_LONGEST, _REACH, _LEAST = 30, 8, 4


def quoted_projects(items: Items, lexicon: Lexicon) -> Iterator[Item]:
    """The projects of a sentence that stand in quotation marks.

    >>> from graph import lexicon
    >>> from graph.extract.items import words
    >>> said = words("这两个项目分别是“华石二厂搬迁”、“东岭数控刀具产业园”。")
    >>> [item.label for item in quoted_projects(said, lexicon.load())]
    ['华石二厂搬迁项目', '东岭数控刀具产业园']
    """
    spans = list(_quoted(items))
    for start, close in spans:
        run = items[start:close]
        if is_head(run[-1], lexicon) and tells(run, lexicon):
            yield named(_after_owner(run, lexicon), "", "")
        elif _headed(items, start, close, lexicon):
            yield _before_head(items, start, close)
        elif _is_called(items, start, close, lexicon):
            yield named(run, "项目", "")
    yield from _of_lists(items, spans, lexicon)


def _after_owner(run: Items, lexicon: Lexicon) -> Items:
    """A name without the enterprise it begins with, if it tells enough without (“某公司|年产5万吨铜箔项目”)."""
    owned = run[0].kind == "Company" and not run[0].reference and run[1].text != "（"
    return run[1:] if owned and tells(run[1:], lexicon) else run


def _headed(items: Items, start: int, close: int, lexicon: Lexicon) -> bool:
    """Whether a head stands right after what is quoted and is no clause (“晶圆制造、封装测试”项目)."""
    spoken = any(item.text in _BREAKS for item in items[start:close])
    after = items[close + 1 : close + 3]
    several = joined(items[start:close]).endswith("批") or (len(after) > 1 and after[1].measure is not None)  # 三个一批
    return not spoken and bool(after) and not several and is_head(after[0], lexicon)


def _before_head(items: Items, start: int, close: int) -> Item:
    """The project whose name stands in quotation marks before its head."""
    run = (*items[start:close], items[close + 1])
    return replace(named(run, "", ""), start=items[start - 1].start, text=joined(items[start - 1 : close + 2]))


def _is_called(items: Items, start: int, close: int, lexicon: Lexicon) -> bool:
    """Whether what is quoted is what a project is called, by how much it makes (项目为“年产5万吨铜箔”)."""
    run = items[start:close]
    told = has_amount(run) and not any(item.text in _BREAKS for item in run) and not is_head(run[-1], lexicon)
    return told and bool(_CALLED.search(joined(items[max(0, start - _REACH) : start - 1])))


def _of_lists(items: Items, spans: list[tuple[int, int]], lexicon: Lexicon) -> Iterator[Item]:
    """The members of a list of quoted names that 项目 leads to."""
    led = -1  # where the list stands that the last member belongs to
    for number, (start, close) in enumerate(spans):
        before = items[max(0, start - 2)].text
        if _LED.search(joined(items[max(0, start - 1 - _LONGEST) : start - 1])):
            led = number
        elif led != number - 1 or before not in {"、", *AND}:
            continue
        led = number
        run = items[start:close]
        plain = any(item.text in _BREAKS for item in run) or len(joined(run)) < _LEAST or not specific(run, lexicon)
        if not plain and len(spans) > 1 and not is_head(run[-1], lexicon):
            yield named(run, "" if _is_site(run, lexicon) else "项目", "")


def _is_site(run: Items, lexicon: Lexicon) -> bool:
    """Whether a name ends with what is built (某精密工具产业园)."""
    ends = (*lexicon.heads_of("Facility"), *lexicon.heads_of("Park"))
    return lexicon.ends(joined(run), "built") or joined(run).endswith(ends)


def _quoted(items: Items) -> Iterator[tuple[int, int]]:
    """Where quoted stretches stand (“…项目”): the indices of their first piece and of the closing mark."""
    for index, item in enumerate(items):
        if item.text == "“":
            ends = (j for j in range(index + 1, min(len(items), index + _LONGEST)) if items[j].text == "”")
            close = next(ends, index)
            if close > index + 2:
                yield index + 1, close
