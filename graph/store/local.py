"""A store on this machine: in memory, as a build fills it, or on disk, as a build leaves it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from time import monotonic
from typing import cast

import pyoxigraph as ox

from graph.errors import QueryError
from graph.store import disk
from graph.store.base import SKOS, Answer, Node, Pair, Thing
from graph.store.dialect import asked

_WORKER = Path(__file__).with_name("worker.py")
_LABELS = tuple(ox.NamedNode(f"{SKOS}{name}") for name in ("prefLabel", "altLabel"))
_DEFAULT = ox.DefaultGraph()


class Local:
    """A store of Oxigraph. Its union is made when it is first asked, or stands beside its graphs already.

    >>> told = Local(filled(ox.parse(b"<a:s> <a:p> <a:o> <a:g> .", format=ox.RdfFormat.N_QUADS)))
    >>> len(told), bool(told.query("ASK { <a:s> <a:p> <a:o> }")), list(told.edges("a:p"))
    (1, True, [('a:s', 'a:o')])
    """

    def __init__(self, held: ox.Store, *, folder: Path | None = None) -> None:
        """Of `held`, or, read from the `folder` of a build, of the store there, in which the union stands already."""
        self._held, self._folder, self._writes = held, folder, 0

    @property
    def revision(self) -> str:
        """The stamp of a store on disk; of one in memory, how often it was written to."""
        return str(self._writes) if self._folder is None else self._stamp

    @cached_property
    def _stamp(self) -> str:
        return disk.stamp(self._folder) if self._folder else ""

    @property
    def indexed(self) -> bool:
        """Whether it is the store on disk of a build: looking something up costs less than reading everything."""
        return self._folder is not None

    @cached_property
    def union(self) -> ox.Store:
        """The engine, its default graph the union of all graphs."""
        return self._held if self._folder else united(self._held)

    def __iter__(self) -> Iterator[ox.Quad]:
        """Every quad as it was told."""
        if self._folder is None:
            yield from self._held
        else:
            yield from (quad for quad in self._held if quad.graph_name != _DEFAULT)

    def __len__(self) -> int:
        """How many quads were told."""
        return len(self._held) if self._folder is None else sum(1 for _ in self)

    def query(self, text: str, *, prefixes: Mapping[str, str] | None = None, seconds: float | None = None) -> Answer:
        """The answer; on disk, one that takes too long is stopped, in memory it is seen when it ends."""
        known = dict(prefixes or {})
        if seconds is not None and self._folder is not None:
            home, limit = self._folder / disk.NAME, seconds
            return asked(lambda query: _within(home, query, known, limit), text)
        start = monotonic()
        answer = asked(lambda query: self.union.query(query, prefixes=known or None), text)
        if seconds is not None and monotonic() - start > seconds:
            raise late(seconds)
        return answer

    def quads_for_pattern(
        self, subject: Node | None, predicate: ox.NamedNode | None, object: Thing | None = None
    ) -> Iterator[ox.Quad]:
        """The triples of the union with these ends, as quads of the default graph."""
        return self.union.quads_for_pattern(subject, predicate, object, _DEFAULT)

    def homes(
        self, subject: Node | None, predicate: ox.NamedNode | None, object: Thing | None = None
    ) -> Iterator[tuple[str, str, str]]:
        """Subject, object and the name of the graph of the triples of the named graphs with these ends."""
        for quad in self._held.quads_for_pattern(subject, predicate, object):
            if quad.graph_name != _DEFAULT and not isinstance(quad.object, ox.Literal | ox.Triple):
                yield _value(quad.subject), quad.object.value, _value(quad.graph_name)

    def named_graphs(self) -> Iterator[Node]:
        """The names of its graphs."""
        return self._held.named_graphs()

    def edges(self, predicate: str) -> Iterator[Pair]:
        """The IRIs at both ends of each triple of a predicate."""
        rows = self.union.query(f"SELECT ?s ?o {{ ?s <{predicate}> ?o FILTER(isIRI(?s) && isIRI(?o)) }}")
        told = cast(bytes, cast(ox.QuerySolutions, rows).serialize(format=ox.QueryResultsFormat.TSV))
        for line in told.decode().splitlines()[1:]:
            subject, _, thing = line.partition("\t")
            yield subject[1:-1], thing[1:-1]

    def labels(self) -> Iterator[tuple[str, str, str]]:
        """Whose name it is, the name, and its language."""
        for label in _LABELS:
            for quad in self.quads_for_pattern(None, label):
                if isinstance(quad.object, ox.Literal):
                    yield cast(ox.NamedNode, quad.subject).value, quad.object.value, quad.object.language or ""

    def load(self, nquads: bytes | Path) -> None:
        """Add what N-Quads say."""
        given = {"path": nquads} if isinstance(nquads, Path) else {"input": nquads}
        self._held.bulk_load(**given, format=ox.RdfFormat.N_QUADS)
        self._written()

    def replace(self, home: str, ntriples: bytes) -> None:
        """Make these N-Triples all that the graph of this name says; nothing takes it away."""
        name = ox.NamedNode(home)
        self._held.remove_graph(name)
        self._held.load(ntriples, ox.RdfFormat.N_TRIPLES, to_graph=name)
        self._written()

    def snapshot(self, folder: Path) -> None:
        """Write what it says as sorted N-Quads, and a store on disk made of them, into a folder."""
        nquads = folder / disk.QUADS
        nquads.write_text("".join(sorted(f"{quad} .\n" for quad in self)), encoding="utf-8", newline="\n")
        disk.index(nquads, folder / disk.NAME)

    def _written(self) -> None:
        self._writes += 1
        vars(self).pop("union", None)


def _value(term: object) -> str:
    return cast(ox.NamedNode, term).value


def filled(quads: Iterable[ox.Quad]) -> ox.Store:
    """An engine in memory that holds these quads."""
    store = ox.Store()
    store.bulk_extend(quads)
    return store


def united(store: ox.Store) -> ox.Store:
    """A store whose default graph is the union of all graphs, each named graph kept beside it.

    Not `use_default_graph_as_union`: that gives a triple once for each graph that says it, and passes over `FROM`.

    >>> told = united(filled(ox.parse(b"<a:s> <a:p> <a:o> <a:g> .", format=ox.RdfFormat.N_QUADS)))
    >>> len(told), united(told) is told
    (2, True)
    """
    if all(_holds(store, home) for home in store.named_graphs()):
        return store
    union = filled(store)
    union.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in store)
    return union


def _holds(store: ox.Store, home: Node) -> bool:
    """Whether the default graph has what the named one has, told by its first quad: a union is made as a whole."""
    first = next(iter(store.quads_for_pattern(None, None, None, home)), None)
    return first is None or ox.Quad(first.subject, first.predicate, first.object) in store


def late(seconds: float) -> QueryError:
    """What to say of a query that takes too long."""
    return QueryError(f"the query takes longer than {seconds:g} s", remedy="ask for less, or give it more time")


def _within(store: Path, text: str, prefixes: dict[str, str], seconds: float) -> Answer:
    """Ask in a process of its own, which ends with the time: the engine cannot be stopped from within."""
    command = [sys.executable, "-I", str(_WORKER), str(store)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            told, _ = process.communicate(json.dumps({"query": text, "prefixes": prefixes}).encode(), seconds)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise late(seconds) from error
    kind, _, answer = told.partition(b"\n")
    if kind == b"wrong":
        raise SyntaxError(answer.decode())
    if kind == b"triples":
        return _constructed(answer)
    if kind == b"rows":
        return ox.parse_query_results(answer, format=ox.QueryResultsFormat.JSON)
    raise QueryError(f"the query ended too early (exit code {process.returncode})", remedy="ask for less")


def _constructed(ntriples: bytes) -> ox.QueryTriples:
    held = filled(ox.parse(ntriples, format=ox.RdfFormat.N_TRIPLES))
    return cast(ox.QueryTriples, held.query("CONSTRUCT WHERE { ?s ?p ?o }"))
