"""A store on disk beside the graph of a build: an index made from `graph.nq`, opened to be read in milliseconds.

Its default graph is the union of all graphs. It is not the same bytes from build to build, as every other file is:
a stamp in it says of which `graph.nq` it is the index, and it is used for no other.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from graph.store.pieces import Piece, is_of, pieces_of, renewed

NAME = "store"  # its folder in the folder of a build
QUADS = "graph.nq"
_STAMP = "stamp.json"
_DIARY = "LOG"  # what the engine writes for its makers: times, and the folder it grew in
_PIECE = 32 << 20  # bytes of lines that are loaded at a time: all at once take twice the memory and no less time
_FIXED = ".sst"  # the engine never writes into such a file again
_MOST = 50_000  # lines from which on making a store anew takes no longer
_WORN = 400  # files from which on a store that was mended again and again is made anew


def index(nquads: Path, folder: Path) -> None:
    r"""Make the store of a file of N-Quads, in a folder that is not there yet.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as home:
    ...     quads = Path(home, "graph.nq")
    ...     _ = quads.write_text("<a:s> <a:p> <a:o> <a:g> .\n")
    ...     index(quads, Path(home, "store"))
    ...     len(opened(home))
    2
    """
    store = ox.Store(folder)
    with nquads.open("rb") as file:
        while lines := file.readlines(_PIECE):
            store.bulk_load(b"".join(lines), ox.RdfFormat.N_QUADS)
            store.bulk_load(_united(lines), ox.RdfFormat.N_TRIPLES)
    store.optimize()
    store.flush()
    del store  # closed, so that all of it is on disk
    _stamped(folder, nquads)


def mend(last: Path, gone: Sequence[bytes], come: Sequence[bytes], nquads: Path, folder: Path) -> None:
    r"""Make the store of a file of N-Quads of that of the last one, given the lines that went and came.

    Where the last output has no store of its own, or mending it would take as long, it is made anew.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as home:
    ...     last, quads = Path(home, "last"), Path(home, "graph.nq")
    ...     last.mkdir()
    ...     _ = (last / "graph.nq").write_text("<a:s> <a:p> <a:o> <a:g> .\n"), quads.write_text("")
    ...     index(last / "graph.nq", last / "store")
    ...     mend(last, [b"<a:s> <a:p> <a:o> <a:g> .\n"], [], quads, Path(home, "store"))
    ...     len(opened(home))
    0
    """
    old = last / NAME
    few = len(gone) + len(come) <= _MOST
    if not (few and belongs(old, last / QUADS) and sum(1 for _ in old.iterdir()) < _WORN):
        index(nquads, folder)
        return
    _linked(old, folder)
    store = ox.Store(folder)
    _change(store, tuple(_parsed(gone)), tuple(_parsed(come)))
    store.flush()
    del store
    _stamped(folder, nquads, tuple(renewed(_pieces(old), gone, come, nquads)))


def _linked(old: Path, new: Path) -> None:
    """Copy a store that nobody writes to; what the engine never changes is shared and takes no room."""
    new.mkdir()
    for path in old.iterdir():
        if path.name not in {_STAMP, "LOCK"} and not (path.suffix == _FIXED and _link(path, new / path.name)):
            shutil.copyfile(path, new / path.name)


def _link(old: Path, new: Path) -> bool:
    """Whether a file could be given a second name: not every file system has such."""
    try:
        os.link(old, new)
    except OSError:
        return False
    return True


def _parsed(lines: Iterable[bytes]) -> Iterable[ox.Quad]:
    return ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS)


def _change(store: ox.Store, gone: Sequence[ox.Quad], come: Sequence[ox.Quad]) -> None:
    """Take away and add quads, and in the union the triples that no graph says any more, or one does."""
    for quad in gone:
        store.remove(quad)
    store.extend(chain(come, map(_triple, come)))
    for triple in map(_triple, gone):
        told = store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        if all(quad.graph_name == triple.graph_name for quad in told):
            store.remove(triple)


def _triple(quad: ox.Quad) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, quad.object)


def _stamped(folder: Path, nquads: Path, pieces: Sequence[Piece] = ()) -> None:
    """Say of which file a store is the index, by the pieces of that, where they are known to be these."""
    (folder / _DIARY).unlink(missing_ok=True)
    seen = _seen(nquads)
    if sum(piece.size for piece in pieces) != seen["bytes"]:
        pieces = tuple(pieces_of(nquads))
    hash = hashlib.sha256("".join(piece.hash for piece in pieces).encode()).hexdigest()
    (folder / _STAMP).write_text(json.dumps({**seen, "hash": hash, "pieces": pieces}), encoding="utf-8")


def _pieces(store: Path) -> tuple[Piece, ...]:
    stamp = json.loads((store / _STAMP).read_text(encoding="utf-8"))
    return tuple(Piece(str(begins), int(size), str(hash)) for begins, size, hash in stamp.get("pieces", ()))


def opened(folder: str | Path) -> ox.Store | None:
    """The store in the folder of a build, to be read only; None where there is none or it is of another graph.

    It may be opened by many at once, and goes on as it was when a build puts a new one in its place.

    >>> opened("nowhere") is None
    True
    """
    store, nquads = Path(folder) / NAME, Path(folder) / QUADS
    try:
        return ox.Store.read_only(str(store)) if belongs(store, nquads) else None
    except (OSError, RuntimeError):  # cut short, or of another version of the engine: the graph itself stands beside it
        return None


def stamp(folder: Path) -> str:
    """The hash of the graph whose index stands in the folder of a build."""
    return str(json.loads((folder / NAME / _STAMP).read_text(encoding="utf-8"))["hash"])


def belongs(store: Path, nquads: Path) -> bool:
    """Whether a store is the index of a file: told by its size and time, and where it was copied, by its hash."""
    try:
        stamp = json.loads((store / _STAMP).read_text(encoding="utf-8"))
        seen = _seen(nquads)
        if stamp["bytes"] != seen["bytes"]:
            return False
        return bool(stamp["modified"] == seen["modified"] or is_of(_pieces(store), nquads))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _seen(path: Path) -> dict[str, int]:
    about = path.stat()
    return {"bytes": about.st_size, "modified": about.st_mtime_ns}


def _united(lines: Iterable[bytes]) -> bytes:
    r"""Lines of N-Quads as they are in the default graph.

    >>> _united([b'<a:s> <a:p> "o ." <a:g> .\n'])
    b'<a:s> <a:p> "o ." .\n'
    """
    return b"".join([line[: line.rindex(b" ", 0, -3)] + b" .\n" for line in lines])
