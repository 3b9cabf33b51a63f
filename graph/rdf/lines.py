"""Quads as lines of N-Quads, sorted, however many: what does not fit into memory waits in files.

Sorted as UTF-8, lines stand in the order of their quads: no term is the beginning of another but where a space, which
is less than whatever may follow, ends it.

Lines are made once each by `dict.fromkeys`, as that keeps their order: they come sorted in long stretches, which are
soon sorted together.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path

from graph.rdf.terms import Quad

RUN = 400_000  # lines that are sorted in memory at a time, some 160 MB
_PIECE = 1 << 19  # bytes of a run that are read at a time
_HELD = 48 << 20  # bytes of all parts together that wait for their files
_DIGITS = 2  # of the id of a document: as many parts as these tell apart


def written(quad: Quad) -> bytes:
    r"""Write a quad as a line.

    >>> written(("<a:s>", "<a:p>", '"铜"', "<a:g>")).decode()
    '<a:s> <a:p> "铜" <a:g> .\n'
    """
    subject, predicate, thing, home = quad
    return f"{subject} {predicate} {thing} {home} .\n".encode()


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
    return chain.from_iterable(pieces_in_order(map(written, quads), folder, run))


def pieces_in_order(lines: Iterator[bytes], folder: Path, run: int = RUN) -> Iterator[list[bytes]]:
    """Sort lines, each once, and give many at a time."""
    runs = list[Path]()
    sorted_run = sorted(dict.fromkeys(islice(lines, run)))
    while following := dict.fromkeys(islice(lines, run)):
        runs.append(stored(sorted_run, folder / f"run-{len(runs)}"))
        sorted_run = sorted(following)
    if runs:
        yield from merged([*runs, stored(sorted_run, folder / f"run-{len(runs)}")])
    else:
        yield sorted_run


def stored(lines: Iterable[bytes], path: Path) -> Path:
    """Lay lines aside in a file."""
    path.write_bytes(b"".join(lines))
    return path


def sort_stored(path: Path) -> None:
    """Sort the lines of a file where it stands, each once."""
    with path.open("rb") as file:
        lines = sorted(dict.fromkeys(file))
    stored(lines, path)


def merged(runs: Sequence[Path]) -> Iterator[list[bytes]]:
    """Lines of sorted runs together: as far as all are known that may stand before them, they are sorted as one."""
    with ExitStack() as stack:
        files = [stack.enter_context(path.open("rb")) for path in runs]
        heads: list[list[bytes]] = [[] for _ in files]
        while any(heads := [head or file.readlines(_PIECE) for head, file in zip(heads, files, strict=True)]):
            until = min(head[-1] for head in heads if head)
            cuts = [bisect_right(head, until) for head in heads]
            together = sorted(chain.from_iterable(head[:cut] for head, cut in zip(heads, cuts, strict=True)))
            yield list(dict.fromkeys(together))
            heads = [head[cut:] for head, cut in zip(heads, cuts, strict=True)]
    for path in runs:
        path.unlink()


def by_graph(lines: Iterable[bytes], folder: Path) -> Iterator[tuple[bytes, list[bytes]]]:
    """Sorted lines by the name of their graph, each graph still sorted."""
    parts = _Parts(folder)
    for line in lines:
        parts.add(line)
    return iter(parts)


class _Parts:
    """Lines by how the name of their graph begins: parts small enough for memory, in an order that keeps theirs."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._held = folder, 0
        self._waiting: dict[bytes, list[bytes]] = defaultdict(list)
        self._files: dict[bytes, Path] = {}

    def add(self, line: bytes) -> None:
        name = home(line)
        self._waiting[name[: name.rindex(b"/") + 1 + _DIGITS]].append(line)
        self._held += len(line)
        if self._held > _HELD:
            self._lay_aside()

    def _lay_aside(self) -> None:
        """All parts at once, as they grow alike."""
        for part, lines in self._waiting.items():
            path = self._files.setdefault(part, self._folder / f"part-{len(self._files)}")
            with path.open("ab") as file:
                file.writelines(lines)
        self._waiting.clear()
        self._held = 0

    def __iter__(self) -> Iterator[tuple[bytes, list[bytes]]]:
        for part in sorted({*self._waiting, *self._files}):
            found: dict[bytes, list[bytes]] = defaultdict(list)
            for line in chain(self._stored(part), self._waiting.pop(part, ())):
                found[home(line)].append(line)
            yield from sorted(found.items())

    def _stored(self, part: bytes) -> Iterator[bytes]:
        path = self._files.get(part)
        if path is not None:
            with path.open("rb") as file:
                yield from file
            path.unlink()
