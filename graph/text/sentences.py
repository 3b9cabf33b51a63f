"""Cut a text into sentences that know their paragraph, what the paragraph is for, and whether it breaks off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.text.normal import Normal
from graph.text.roles import Role, breaks_off, role

_REACH = 120
_TERMINAL = "。！？…"
_BLOCK = re.compile(r"[^\n]+")
_TITLE = re.compile(r"【[^】]{2,80}】")
_MARK = re.compile(r"[。！？…]+[”’）】]*|[“（《【]|[”）》】]")
_CLOSING = {"“": "”", "（": "）", "《": "》", "【": "】"}
_GOES_ON = re.compile(r"[，、；：。等的”’）》】]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Half-open, in the normalised text, with its closing punctuation.

    `cut`: the words break off, because a column or page was cut; nothing after the last complete clause
    may be trusted.
    """

    start: int
    end: int
    block: int
    role: Role
    cut: bool


class _Block(NamedTuple):
    start: int
    end: int
    text: str
    mark: str


def sentences(normal: Normal) -> tuple[Sentence, ...]:
    """Cut the text after 。！？… and at its boundaries, but not inside a short quote, title or bracket.

    >>> from graph.model import Document
    >>> from graph.text.normal import normalise
    >>> view = normalise(Document("a.txt", "甲公司投产。“成了。好。”他说。"))
    >>> [view.text[sentence.start : sentence.end] for sentence in sentences(view)]
    ['甲公司投产。', '“成了。好。”他说。']
    """
    blocks = list(_blocks(normal))
    return tuple(sentence for number in range(len(blocks)) for sentence in _of_block(blocks, number))


def _blocks(normal: Normal) -> Iterator[_Block]:
    marks = dict(normal.marks)
    for match in _BLOCK.finditer(normal.text):
        if match.group().strip():
            yield _Block(match.start(), match.end(), match.group(), marks.get(match.start(), ""))


def _of_block(blocks: Sequence[_Block], number: int) -> Iterator[Sentence]:
    block = blocks[number]
    following = blocks[number + 1].text if number + 1 < len(blocks) else ""
    kind = role(block.text, block.mark, following)
    pieces = list(_pieces(block.text))
    for start, end in pieces:
        title = start == 0 and len(pieces) > 1 and _TITLE.fullmatch(block.text, start, end)
        cut = kind == "prose" and end == pieces[-1][1] and breaks_off(block.text, start, end, block.mark)
        yield Sentence(block.start + start, block.start + end, number, "heading" if title else kind, cut)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a block stand; the spaces between them belong to none."""
    start = 0
    for end in (*_ends(text), len(text)):
        piece = text[start:end]
        if piece.strip():
            yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        start = end


def _ends(text: str) -> Iterator[int]:
    title = _TITLE.match(text)
    guard = start = title.end() if title else 0
    if title:
        yield guard
    for match in _MARK.finditer(text, guard):
        place, mark = match.start(), match.group()
        if mark[0] in _CLOSING:
            guard = max(guard, _close(text, place)) if place >= guard else guard
        elif place < guard:
            if _ends_with_quote(text, start, match, guard):
                start = guard
                yield guard
        elif mark[0] in _TERMINAL and not (mark[0] == "…" and _GOES_ON.match(text, match.end())):
            start = match.end()
            yield start


def _close(text: str, place: int) -> int:
    """Where the quote or bracket that opens here ends, if that is near; else here."""
    opening, closing = text[place], _CLOSING[text[place]]
    if text.find(closing, place, place + _REACH + 2) < 0:
        return place
    depth = 0
    for match in re.finditer(f"[{opening}{closing}]", text[place : place + _REACH + 2]):
        depth += 1 if match.group() == opening else -1
        if not depth:
            return place + match.end()
    return place


def _ends_with_quote(text: str, start: int, match: re.Match[str], guard: int) -> bool:
    """“…。” ends the sentence (他说：“…。”) unless the quote begins it and its speaker follows (“…。”他说。)."""
    mark = match.group()
    return mark[0] in _TERMINAL and mark[-1] == "”" and match.end() >= guard and text[start] != "“"
