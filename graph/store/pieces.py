"""A hash of each piece of a file of sorted lines: after a small change only those that it lies in are read again."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

_SIZE = 1 << 18  # bytes, to the end of a line


class Piece(NamedTuple):
    """Whole lines: what all of them, and none before, are greater than or begin with; their bytes; their hash."""

    begins: str
    size: int
    hash: str


def pieces_of(path: Path) -> Iterator[Piece]:
    r"""Read a file piece by piece.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as home:
    ...     _ = Path(home, "a").write_text("abc\nabd\n")
    ...     [(piece.begins, piece.size) for piece in pieces_of(Path(home, "a"))]
    [('a', 8)]
    """
    before = b""
    with path.open("rb") as file:
        while piece := file.read(_SIZE) + file.readline():
            yield Piece(_told_apart(before, piece), len(piece), _hash(piece))
            before = piece[piece.rfind(b"\n", 0, -1) + 1 :]


def renewed(pieces: Sequence[Piece], gone: Iterable[bytes], come: Iterable[bytes], path: Path) -> Iterator[Piece]:
    """The pieces of a file given those it had before some lines went and some came."""
    begins, grown = [piece.begins.encode("latin-1") for piece in pieces], Counter[int]()
    for lines, sign in ((gone, -1), (come, 1)):
        for line in lines:
            grown[max(0, bisect_right(begins, line) - 1)] += sign * len(line)
    place = 0
    with path.open("rb") as file:
        for number, piece in enumerate(pieces):
            size = piece.size + grown[number] if number in grown else piece.size
            if number in grown:
                file.seek(place)
                yield Piece(piece.begins, size, _hash(file.read(size)))
            elif size:
                yield piece
            place += size


def is_of(pieces: Iterable[Piece], path: Path) -> bool:
    """Whether a file holds these pieces and nothing else."""
    with path.open("rb") as file:
        return all(_hash(file.read(piece.size)) == piece.hash for piece in pieces) and not file.read(1)


def _told_apart(before: bytes, piece: bytes) -> str:
    """As much of the first line as tells it from the one before it; a character for each byte."""
    first = piece[: piece.find(b"\n") + 1]
    shared = next((place for place, pair in enumerate(zip(before, first, strict=False)) if len({*pair}) > 1), 0)
    return first[: shared + 1].decode("latin-1")


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]  # of this many a long list: as much as tells accidents
