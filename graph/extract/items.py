"""The pieces a sentence is seen as: words, then names and amounts built from neighbouring words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from typing import Any


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity as read: bounds in the base unit, its dimension, and what it measures once known."""

    unit: str
    dimension: str
    value: str = ""
    low: str = ""
    high: str = ""
    rate: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of a sentence. `kind` is "" for a plain word, else a kind of the model or "Quantity".

    `reference` marks words that stand for a name said before (公司, 该项目); `parts` are the items a name
    was built from; `weak` marks a name that only qualifies the noun after it (铜箔 in 铜箔市场).
    """

    start: int
    end: int
    text: str
    tag: str = ""
    kind: str = ""
    label: str = ""
    parts: tuple[Item, ...] = ()
    measure: Measure | None = None
    reference: bool = False
    weak: bool = False
    phase: str = ""
    names: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What it is called: the label where there is one."""
        return self.label or self.text

    @property
    def members(self) -> tuple[Item, ...]:
        """The names it stands for: those of a pair (双方), else itself."""
        return self.parts if self.kind == "Company" and self.reference and self.parts else (self,)


Items = tuple[Item, ...]
FOUND = "nw"  # as what names are tagged that count in the whole text
_HAN = re.compile(r"[\u4e00-\u9fff]")

# Tags of jieba's dictionary: words that may be brands, and words that never stand inside a name.
BRAND_TAGS = frozenset({"nr", "nz", "nrt", "ns", "nrfg", "j", "eng", "nt"})
LOOSE_TAGS = frozenset({"p", "c", "r", "y", "e", "o", "x", "w", "uj", "ul", "uz", "ug", "ud", "u", "t", "f", "m"})


@cache
def _segmenter() -> Any:
    return import_module("rjieba")  # which holds one with the dictionary as it is loaded; a second would take as long


_GLUED = frozenset(
    "为由与和在向从被是将需其以把对及或并则经据给因"
)  # what the segmenter may take for the first character of an unknown name
_ALONE = frozenset("经与给从由被据及")  # no name begins with one of these, however short it is
_DATED = frozenset("年月日")
_PAIR = 2
_TWO_WORDS = frozenset({"项目前期", "工程建设", "工程施工", "工程验收"})  # to the dictionary one
_AND = frozenset("及和与等")
_WITH_AND = frozenset({"以及", "及", "和", "与"})


@lru_cache(maxsize=1 << 13)  # several rules ask for the words of one sentence
def words(text: str, offset: int = 0) -> Items:
    """Segment and tag with jieba's dictionary; a Han word it has no tag for is taken for a proper noun.

    >>> [(w.text, w.tag) for w in words("采用新工艺")]
    [('采用', 'v'), ('新工艺', 'n')]
    """
    found: list[Item] = []
    position = offset
    for guess, tag in _tagged(text):
        word = guess
        dated = guess[0] in _DATED and found and found[-1].text[-1:].isdigit()  # 5月8|日云峰
        glued = guess[0] in _GLUED and (len(guess) > _PAIR or guess[0] in _ALONE)
        if len(guess) > 1 and (glued or dated) and not known(guess):
            found.append(Item(position, position + 1, guess[0], "p"))
            position, word = position + 1, guess[1:]
        if word[-1] in _AND and len(word) > 1 and word not in _WITH_AND and (tag == "c" or not known(word)):
            found.append(Item(position, position + len(word) - 1, word[:-1], "n"))  # 电芯及, 方格布等
            position, word = position + len(word) - 1, word[-1]
        found.append(Item(position, position + len(word), word, "nz" if tag == "x" and _HAN.match(word) else tag))
        position += len(word)
    return tuple(found)


def _tagged(text: str) -> Iterator[tuple[str, str]]:
    """The words of the segmenter; where it takes two for one, both (项目|前期, 铁、钢|年生产能力)."""
    for word, tag in _segmenter().tag(text):
        if word in _TWO_WORDS:
            yield word[:_PAIR], "n"
            yield word[_PAIR:], "vn"
        elif word == "内向":  # 五年内|向某公司
            yield "内", "f"
            yield "向", "p"
        elif word[-1] == "年" and len(word) == _PAIR and tag[:1] == "n" and not known(word):
            yield word[0], "n"
            yield word[1], "m"
        else:
            yield word, tag


def known(word: str) -> bool:
    """Whether the word stands in the general dictionary."""
    return bool(_segmenter().has_word(word))


def boundaries(items: Iterable[Item]) -> frozenset[int]:
    """Where words begin or end."""
    return frozenset(p for item in items for p in (item.start, item.end))


def overlay(text: str, spans: Sequence[Item]) -> Items:
    """Lay named spans over a text, words between them. Of two that overlap the earlier in `spans` stays."""
    kept: list[Item] = []
    taken = bytearray(len(text))
    for span in spans:
        if span.end > span.start and not any(taken[span.start : span.end]):
            kept.append(span)
            taken[span.start : span.end] = b"\x01" * (span.end - span.start)
    return _fill(text, sorted(kept, key=lambda s: s.start))


def _fill(text: str, spans: Sequence[Item]) -> Items:
    found: list[Item] = []
    position = 0
    for span in spans:
        found.extend(words(text[position : span.start], position))
        found.append(span)
        position = span.end
    found.extend(words(text[position:], position))
    return tuple(found)


def merge(items: Items, spans: Sequence[Item]) -> Items:
    """Replace the items each span covers by the span; spans cover whole items and do not overlap."""
    if not spans:
        return items
    found: list[Item] = []
    queue = sorted(spans, key=lambda s: s.start)
    index = 0
    for item in items:
        while index < len(queue) and queue[index].end <= item.start:
            index += 1
        if index < len(queue) and queue[index].start <= item.start and item.end <= queue[index].end:
            if not found or found[-1] is not queue[index]:
                found.append(queue[index])
        else:
            found.append(item)
    return tuple(found)


def walk_left(items: Items, index: int, inside: Callable[[Item], bool], limit: int = 40) -> int:
    """The first index of the unbroken run of `inside` items that ends before `index`."""
    end = items[index].start if index < len(items) else items[-1].end
    first = index
    while first > 0 and inside(items[first - 1]) and end - items[first - 1].start <= limit:
        first -= 1
    return first
