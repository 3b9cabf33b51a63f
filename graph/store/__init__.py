"""Where quads live: in memory, on disk beside the graph of a build, or in a store elsewhere that speaks SPARQL 1.1."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from graph.errors import QueryError
from graph.store.base import Answer, Store
from graph.store.disk import NAME, QUADS, index, mend, opened
from graph.store.local import Local, filled, late, united

__all__ = [
    "FORMATS",
    "NAME",
    "QUADS",
    "Answer",
    "Local",
    "Source",
    "Store",
    "index",
    "is_address",
    "late",
    "mend",
    "names",
    "open_store",
    "opened",
    "read",
    "store_of",
    "united",
]

Source = str | os.PathLike[str] | ox.Store | Store
FILES = ("graph.nq", "graph.ttl", "graph.jsonld")  # in a folder, the first of these that is there
FORMATS = {
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
}


def open_store(source: Source) -> Store:
    """What stands in the folder of a build, or in a file of RDF by its ending; a store is given back as it is.

    Of a folder, the store on disk if it belongs to the graph beside it; of an address, the store that answers there.

    Raises:
        QueryError: there is no such file, it is of another kind, or it cannot be read.

    >>> open_store("nowhere")
    Traceback (most recent call last):
    ...
    graph.errors.QueryError: nowhere: no such file or folder; build a graph first, or check the path
    """
    if is_address(source):
        from graph.store.remote import Remote  # noqa: PLC0415 - only those who ask elsewhere pay for its import

        return Remote(str(source))
    if isinstance(source, ox.Store):
        return Local(source)
    if not isinstance(source, str | os.PathLike):
        return source
    held = opened(Path(source))
    return Local(read(Path(source))) if held is None else Local(held, folder=Path(source))


def read(source: Path) -> ox.Store:
    """What a file says, or the graph of a folder, in memory."""
    path = _file(source)
    try:
        return filled(ox.parse(path=path, format=FORMATS[path.suffix.lower()]))
    except OSError as error:
        raise QueryError("cannot be read", str(path), "check the path") from error
    except (SyntaxError, ValueError) as error:
        reason = " ".join(str(error).split())[:200]
        raise QueryError(f"is not a graph ({reason})", str(path), "build it again") from error


def is_address(source: object) -> bool:
    """Whether a source is a store elsewhere.

    >>> is_address("https://example.org/sparql"), is_address("output")
    (True, False)
    """
    return isinstance(source, str) and source.lower().startswith(("http://", "https://"))


def store_of(nquads: str) -> ox.Store:
    """What N-Quads say.

    >>> len(store_of("<a:s> <a:p> <a:o> <a:g> ."))
    1
    """
    return filled(ox.parse(nquads.encode(), format=ox.RdfFormat.N_QUADS))


def names(store: Store) -> Iterable[str]:
    """Every name that anything goes by."""
    return frozenset(name for _, name, _ in store.labels())


def _file(path: Path) -> Path:
    if path.is_dir():
        found = next((path / name for name in FILES if (path / name).is_file()), None)
        if found is None:
            raise QueryError("holds no graph", str(path), "build there first: industry-chain build TEXTS --out FOLDER")
        return found
    if not path.is_file():
        raise QueryError("no such file or folder", str(path), "build a graph first, or check the path")
    if path.suffix.lower() not in FORMATS:
        raise QueryError("is not a graph", str(path), f"give {', '.join(sorted(FORMATS))} or the folder of a build")
    return path
