"""Sorted text too large to walk through: where in it something stands, and the text with some of it replaced."""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

Edit = tuple[int, int, bytes]  # from, to, and what stands there instead
_PIECE = 1 << 20


class Unfit(LookupError):
    """A file that is not what it should be, or that cannot be mended in place: it is to be written anew."""


@contextmanager
def mapped(path: Path) -> Iterator[mmap.mmap]:
    """Open a file to look into it where it stands.

    Raises:
        Unfit: it is empty or cannot be opened.
    """
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
            yield text
    except (OSError, ValueError) as error:
        raise Unfit(str(path)) from error


def place_of(line: bytes, text: mmap.mmap | bytes, low: int = 0) -> int:
    r"""Where in sorted lines one stands or should stand, not before `low`, the beginning of a line.

    >>> [place_of(line, b"a\nc\ne\n") for line in (b"a\n", b"b\n", b"e\n", b"f\n")]
    [0, 2, 4, 6]
    """
    high = len(text)
    while low < high:
        start = text.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = text.find(b"\n", start) + 1
        if text[start:end] < line:
            low = end
        else:
            high = start
    return low


def lines_of(subject: bytes, text: mmap.mmap | bytes) -> Iterator[bytes]:
    r"""The lines that begin with a word.

    >>> list(lines_of(b"b", b"a 1\nb 1\nb 2\nba 1\n"))
    [b'b 1\n', b'b 2\n']
    """
    head = subject + b" "
    start = place_of(head, text)
    while text[start : start + len(head)] == head:
        end = text.find(b"\n", start) + 1
        yield text[start:end]
        start = end


def write_edited(old: Path, edits: Iterable[Edit], new: Path) -> None:
    """Write a file with some of it replaced, edits in the order of their places."""
    done = 0
    with old.open("rb") as there, new.open("xb") as file:
        for start, end, instead in edits:
            if start < done:
                raise Unfit("edits overlap")
            _copy(there, file, done, start)
            file.write(instead)
            done = end
        _copy(there, file, done, old.stat().st_size)


def _copy(there: BinaryIO, file: BinaryIO, start: int, end: int) -> None:
    """Copy a part of a file: within the system where it can, as all of it may be much."""
    if end - start < _PIECE or not hasattr(os, "copy_file_range"):
        there.seek(start)
        while start < end and (piece := there.read(min(_PIECE, end - start))):
            start += file.write(piece)
        return
    file.flush()
    while start < end and (moved := os.copy_file_range(there.fileno(), file.fileno(), end - start, start)):
        start += moved
    file.seek(0, os.SEEK_END)


def let_go(text: mmap.mmap) -> None:
    """Hold none of the pages that were looked at: as long as they are mapped, they count as memory of the process."""
    if hasattr(mmap, "MADV_DONTNEED"):
        text.madvise(mmap.MADV_DONTNEED)
