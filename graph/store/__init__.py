"""Where quads live: a store in memory, filled from the folder of a build, a file of RDF, or another store."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from graph.errors import QueryError
from graph.store.disk import NAME, index, opened

__all__ = ["FORMATS", "NAME", "Source", "Store", "index", "names", "open_store", "opened", "store_of", "united"]

Store = ox.Store
Source = str | os.PathLike[str] | Store
FILES = ("graph.nq", "graph.ttl", "graph.jsonld")  # in a folder, the first of these that is there
FORMATS = {
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
_LABELS = tuple(ox.NamedNode(f"http://www.w3.org/2004/02/skos/core#{name}") for name in ("prefLabel", "altLabel"))


def open_store(source: Source) -> Store:
    """What stands in the folder of a build, or in a file of RDF by its ending; a store is given back as it is.

    Raises:
        QueryError: there is no such file, it is of another kind, or it cannot be read.

    >>> open_store("nowhere")
    Traceback (most recent call last):
    ...
    graph.errors.QueryError: nowhere: no such file or folder; build a graph first, or check the path
    """
    if isinstance(source, Store):
        return source
    path = _file(Path(source))
    try:
        return _filled(ox.parse(path=path, format=FORMATS[path.suffix.lower()]))
    except OSError as error:
        raise QueryError("cannot be read", str(path), "check the path") from error
    except (SyntaxError, ValueError) as error:
        reason = " ".join(str(error).split())[:200]
        raise QueryError(f"is not a graph ({reason})", str(path), "build it again") from error


def store_of(nquads: str) -> Store:
    """What N-Quads say.

    >>> len(store_of("<a:s> <a:p> <a:o> <a:g> ."))
    1
    """
    return _filled(ox.parse(nquads.encode(), format=ox.RdfFormat.N_QUADS))


def united(store: Store) -> Store:
    """A store whose default graph is the union of all graphs, each named graph kept beside it.

    Not `use_default_graph_as_union`: that gives a triple once for each graph that says it, and passes over `FROM`.

    >>> told = united(store_of("<a:s> <a:p> <a:o> <a:g> ."))
    >>> len(told), united(told) is told
    (2, True)
    """
    if all(_holds(store, home) for home in store.named_graphs()):
        return store
    union = _filled(store)
    union.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in store)
    return union


def _holds(store: Store, home: ox.NamedNode | ox.BlankNode) -> bool:
    """Whether the default graph has what the named one has, told by its first quad: a union is made as a whole."""
    first = next(iter(store.quads_for_pattern(None, None, None, home)), None)
    return first is None or ox.Quad(first.subject, first.predicate, first.object) in store


def names(store: Store) -> frozenset[str]:
    """Every name that anything goes by."""
    quads = (quad for label in _LABELS for quad in store.quads_for_pattern(None, label, None))
    return frozenset(quad.object.value for quad in quads if isinstance(quad.object, ox.Literal))


def _filled(quads: Iterable[ox.Quad]) -> Store:
    store = Store()
    store.bulk_extend(quads)
    return store


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
