"""Where quads come from: the folder of a build, a file, or a store at hand."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from graph.errors import QueryError

Source = str | os.PathLike[str] | ox.Store
FORMATS = {
    ".nq": ox.RdfFormat.N_QUADS,
    ".ttl": ox.RdfFormat.TURTLE,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
_WHOLE = "graph.nq"
_LABELS = tuple(ox.NamedNode(f"http://www.w3.org/2004/02/skos/core#{name}") for name in ("prefLabel", "altLabel"))


def open_source(source: Source) -> ox.Store:
    """A store whose default graph is the union of all graphs, each named graph kept beside it.

    >>> open_source("nowhere")
    Traceback (most recent call last):
    ...
    graph.errors.QueryError: nowhere: no such file or folder / 没有这个文件或文件夹; check the path
    """
    if isinstance(source, ox.Store):
        alone = any(True for _ in source.quads_for_pattern(None, None, None, ox.DefaultGraph()))
        return source if alone else _united(source)
    return _united(_read(_file(Path(source))))


def names(store: ox.Store) -> frozenset[str]:
    """Every name that anything goes by."""
    quads = (quad for label in _LABELS for quad in store.quads_for_pattern(None, label, None))
    return frozenset(quad.object.value for quad in quads if isinstance(quad.object, ox.Literal))


def _united(quads: Iterable[ox.Quad]) -> ox.Store:
    store, kept = ox.Store(), list(quads)
    store.bulk_extend(kept)
    store.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in kept)
    return store


def _file(path: Path) -> Path:
    if path.is_dir():
        if (path / _WHOLE).is_file():
            return path / _WHOLE
        raise QueryError(f"holds no {_WHOLE}", str(path), "build there first: industry-chain build TEXTS --out FOLDER")
    if not path.is_file():
        raise QueryError("no such file or folder / 没有这个文件或文件夹", str(path), "check the path")
    return path


def _read(path: Path) -> Iterable[ox.Quad]:
    if path.suffix.lower() not in FORMATS:
        raise QueryError("is not a graph", str(path), f"give {', '.join(sorted(FORMATS))} or the folder of a build")
    try:
        return list(ox.parse(path=path, format=FORMATS[path.suffix.lower()]))
    except OSError as error:
        raise QueryError("cannot be read", str(path), "check the path") from error
    except (SyntaxError, ValueError) as error:
        raise QueryError(
            f"is not a graph ({' '.join(str(error).split())[:200]})", str(path), "build it again"
        ) from error
