"""Quads as lines of N-Quads, sorted, however many: what does not fit into memory waits in files.

Sorted as UTF-8, lines stand in the order of their quads: no term is the beginning of another but where a space, which
is less than whatever may follow, ends it.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path

from graph.rdf.terms import Quad

RUN = 200_000  # lines that are sorted in memory at a time, some 80 MB
_HELD = 1 << 20  # bytes of a part that wait for their file
_DIGITS = 2  # of the id of a document: as many parts as these tell apart


def written(quad: Quad) -> bytes:
    r"""Write a quad as a line.

    >>> written(("<a:s>", "<a:p>", '"铜"', "<a:g>")).decode()
    '<a:s> <a:p> "铜" <a:g> .\n'
    """
    return f"{quad[0]} {quad[1]} {quad[2]} {quad[3]} .\n".encode()


def triple(line: bytes) -> tuple[bytes, bytes, bytes]:
    """Read subject, predicate and object of a line."""
    subject, predicate, rest = line.split(b" ", 2)
    return subject, predicate, rest[: rest.rindex(b" ", 0, -3)]


def home(line: bytes) -> bytes:
    """Read the name of the graph of a line."""
    return line[line.rindex(b" ", 0, -3) + 1 : -3]


def in_order(quads: Iterable[Quad], folder: Path, run: int = RUN) -> Iterator[bytes]:
    r"""Sort quads into lines, each once; `folder` is there for what waits.

    >>> [line.decode() for line in in_order([("<b:>", "<a:p>", "<a:>", "<a:>")] * 2, Path())]
    ['<b:> <a:p> <a:> <a:> .\n']
    """
    lines, runs = map(written, quads), list[Path]()
    waiting = sorted(set(islice(lines, run)))
    while following := set(islice(lines, run)):
        runs.append(folder / f"run-{len(runs)}")
        runs[-1].write_bytes(b"".join(waiting))
        waiting = sorted(following)
    yield from _merged(runs, waiting) if runs else waiting


def _merged(runs: list[Path], waiting: list[bytes]) -> Iterator[bytes]:
    files = [path.open("rb") for path in runs]
    try:
        yield from (line for line, _ in groupby(heapq.merge(*files, waiting)))
    finally:
        for file in files:
            file.close()
        for path in runs:
            path.unlink()


def by_graph(lines: Iterable[bytes], folder: Path) -> Iterator[bytes]:
    """Put sorted lines in the order of their graphs, each graph still sorted."""
    parts = _Parts(folder)
    for line in lines:
        parts.add(line)
    yield from parts


class _Parts:
    """Lines by the beginning of the name of their graph: parts small enough to sort, in an order that keeps theirs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: dict[bytes, list[bytes]] = defaultdict(list)
        self._sizes: dict[bytes, int] = defaultdict(int)
        self._files: dict[bytes, Path] = {}

    def add(self, line: bytes) -> None:
        name = home(line)
        part = name[: name.rindex(b"/") + 1 + _DIGITS]
        self._waiting[part].append(line)
        self._sizes[part] += len(line)
        if self._sizes[part] > _HELD:
            path = self._files.setdefault(part, self._folder / f"part-{len(self._files)}")
            with path.open("ab") as file:
                file.writelines(self._waiting.pop(part))
            self._sizes[part] = 0

    def __iter__(self) -> Iterator[bytes]:
        for part in sorted({*self._waiting, *self._files}):
            yield from sorted((*self._stored(part), *self._waiting.pop(part, ())), key=home)

    def _stored(self, part: bytes) -> Iterator[bytes]:
        path = self._files.get(part)
        if path is not None:
            with path.open("rb") as file:
                yield from file
            path.unlink()
