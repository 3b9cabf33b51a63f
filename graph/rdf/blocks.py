"""Turtle of a graph that has changed a little: the blocks of what is spoken of otherwise, in place of the old ones."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from pathlib import Path

from graph.rdf.among import Edit, Unfit, lines_of, mapped, write_edited
from graph.rdf.changes import Change
from graph.rdf.lines import triple
from graph.rdf.turtle import KINDS, Blocks, kind_of, title
from graph.vocab import Vocabulary

_BREAK = b"\n\n"


def renew_turtle(old: Path, change: Change, nquads: Path, vocabulary: Vocabulary, new: Path) -> None:
    """Write Turtle, given that of the last build and the new N-Quads."""
    with mapped(old) as text, mapped(nquads) as lines:
        write_edited(old, _edits(text, lines, change, vocabulary), new)


def _edits(text: mmap.mmap, lines: mmap.mmap, change: Change, vocabulary: Vocabulary) -> Iterator[Edit]:
    blocks, done = Blocks(vocabulary), 0
    for kind, subjects in _by_kind(change, vocabulary):
        section = _Section(text, kind, blocks, done)
        done = section.high
        left = section.high - section.low
        for subject in subjects:
            start, end = section.place(subject)
            about = {triple(line)[1:] for line in lines_of(subject, lines)}
            block = blocks.written(subject.decode(), about).encode() if about else b""
            left += len(block) - (end - start)
            yield start, end, block
        if not left:
            raise Unfit("nothing is left below a title")


def _by_kind(change: Change, vocabulary: Vocabulary) -> Iterator[tuple[str, list[bytes]]]:
    found: dict[str, list[bytes]] = {kind: [] for kind in KINDS}
    for subject in change.subjects():
        kind = kind_of(subject.decode(), vocabulary.base)
        if kind not in found:
            raise Unfit(kind)
        found[kind].append(subject)
    return ((kind, subjects) for kind, subjects in found.items() if subjects)


class _Section:
    """The blocks of one kind, each of which begins with an empty line."""

    def __init__(self, text: mmap.mmap, kind: str, blocks: Blocks, after: int) -> None:
        """That of a kind, which stands behind the place where the one before it ends."""
        head = f"\n{title(kind)}\n".encode()
        begins = text.find(head, after)
        if begins < 0:
            raise Unfit(kind)
        self._text, self._blocks, self.low = text, blocks, begins + len(head)
        following = text.find(_BREAK + b"#### ", self.low)
        self.high = following + 1 if following > 0 else len(text)

    def place(self, subject: bytes) -> tuple[int, int]:
        """From where to where the block of a subject stands or should stand."""
        text, low, high = self._text, self.low, self.high
        while low < high:
            start = text.rfind(_BREAK, low - 1, (low + high) // 2 + 1) + 1
            end = (text.find(_BREAK, start + 1, high) + 1) or high
            found = self._blocks.subject(text[start + 1 : text.find(b" ", start)].decode()).encode()
            if found == subject:
                return start, end
            low, high = (end, high) if found < subject else (low, start)
        return low, low
