"""A written graph as one object: look up, walk, analyse, ask in SPARQL. `graph.load(path)` gives it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from graph import report
from graph.api.analyses import Analyses
from graph.api.base import PathLike
from graph.api.lookups import Lookups
from graph.model import Document
from graph.store import is_address, open_store

__all__ = ["KnowledgeGraph", "load", "texts_in"]


def load(path: PathLike = "output") -> KnowledgeGraph:
    """Open what a build wrote: its folder, a file of RDF (.nq, .nt, .ttl, .trig, .jsonld), or a store elsewhere.

    A store elsewhere is given by the address (http…) at which it answers SPARQL.

    Raises:
        QueryError: there is no such graph, or it cannot be read.

    >>> load("no")
    Traceback (most recent call last):
    ...
    graph.errors.QueryError: no: no such file or folder; build a graph first, or check the path
    """
    store = open_store(path)
    return KnowledgeGraph(store) if is_address(path) else KnowledgeGraph(store, texts=partial(texts_in, Path(path)))


def texts_in(folder: Path) -> tuple[Document, ...]:
    """The texts that a build left beside its graph; none where there is only a graph, or they are not of a build."""
    try:
        return report.documents((folder / "documents.jsonl").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()


class KnowledgeGraph(Lookups, Analyses):
    """The graph of a build. Names may be Chinese or English, synonyms included, or ids such as "material/镍".

    Every answer is frozen and in a fixed order, tells its origin (stated, derived, reference) and carries its evidence.
    A name that nobody has raises `QueryError` with the nearest ones.

    >>> from graph import build_texts
    >>> known = KnowledgeGraph.of(build_texts([("brief", "云峰镍业有限公司主要生产电解镍。")]))
    >>> [(maker.entity.label, str(maker.evidence[0])) for maker in known.producers("nickel cathode")]
    [('云峰镍业有限公司', '“云峰镍业有限公司主要生产电解镍”（brief）')]
    """
