"""What a worker does: it answers one request after the other, over a store or over the graph in memory.

What all workers need is read before they are forked; what a process must have for itself, after that.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from graph import vocab
from graph.api import KnowledgeGraph, load, texts_in
from graph.errors import Error, QueryError
from graph.messages import Speaker
from graph.query import question, run
from graph.serve.answers import Asked, answered
from graph.serve.frames import Refused, Reply, receive
from graph.serve.operations import PAGE, done, table
from graph.serve.parameters import Parameter, bound
from graph.store import NAME, QUADS, Local, Store, opened, read

Answer = Callable[[Mapping[str, Any]], Reply]
Begin = Callable[[], Answer]
SMALL = 48 << 20  # bytes of a store up to which it is read into memory, where it is asked faster


def serve(answer: Answer, requests: IO[bytes], replies: IO[bytes]) -> None:
    """Answer each request; what goes wrong in one is said, and no reason to stop."""
    while (asked := receive(requests)) is not None:
        try:
            reply = answer(asked)
        except Refused as refused:
            reply = refused.reply
        except MemoryError:
            reply = Refused(422, "the request needs more memory than it may take").reply
        except RecursionError:
            reply = Refused(400, "the request is nested too deeply").reply
        try:
            _send(replies, reply)
        except BrokenPipeError:
            return


def _send(replies: IO[bytes], reply: Reply) -> None:
    replies.write(reply.frames)
    replies.flush()


def _queries(source: str) -> Begin:
    """Answer queries: from memory where the graph is small, else from the store on disk, opened by each worker."""
    prefixes = dict(vocab.load().prefixes)
    shared = _in_memory(Path(source)) if _small(Path(source)) else None

    def begin() -> Answer:
        held = shared or _on_disk(Path(source))
        store = Local(held, folder=Path(source))  # in which the union stands already

        def answer(asked: Mapping[str, Any]) -> Reply:
            if "question" in asked:
                return _question(store, asked)
            return answered(held, Asked.of(asked), prefixes)

        return answer

    return begin


def _on_disk(source: Path) -> ox.Store:
    bare = not (source / QUADS).exists()  # made for the occasion, and so of no build
    store = ox.Store.read_only(str(source / NAME)) if bare else opened(source)
    if store is None:
        raise QueryError("holds no store", str(source), "build it again")
    return store


def _in_memory(source: Path) -> ox.Store:
    quads, store = io.BytesIO(), ox.Store()
    _on_disk(source).dump(quads, ox.RdfFormat.N_QUADS)
    store.bulk_load(quads.getvalue(), ox.RdfFormat.N_QUADS)
    return store


def _small(source: Path) -> bool:
    """Whether to read a graph into memory; a file without a store beside it can only be read."""
    if not source.is_dir() or not (source / NAME).is_dir():
        return True
    return sum(path.stat().st_size for path in (source / NAME).iterdir()) <= SMALL


def _question(store: Store, asked: Mapping[str, Any]) -> Reply:
    """A question of `queries/`, with the names given."""
    found = question(asked["question"])
    own = tuple(Parameter(one.name) for one in found.parameters)
    given = bound((*own, *PAGE), ((name, value) for name, value in asked["given"]))
    names = {one.name: given.pop(one.name) for one in own if one.name in given}
    try:
        return table(run(store, found.filled(names)), given, asked["media"])
    except Error as error:
        raise Refused(400, Speaker(asked["lang"]).error(error)) from error


def _graph(source: str) -> Begin:
    """Answer what the Python API is asked: by a small graph that is read once for all, or by the store on disk."""
    home = Path(source)
    if not _small(home):
        return lambda: _known(load(home))
    known = KnowledgeGraph(Local(read(home)), texts=partial(texts_in, home))
    _ = known.flows
    return lambda: _known(known)


def _known(known: KnowledgeGraph) -> Answer:
    def answer(asked: Mapping[str, Any]) -> Reply:
        return done(known, asked)

    return answer


ANSWERS: Mapping[str, Callable[[str], Begin]] = {"sparql": _queries, "api": _graph}
