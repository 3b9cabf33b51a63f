"""A query answered as bytes in the form asked for, within its limits. Runs in a worker, never in the server itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any, cast

import pyoxigraph as ox

from graph.errors import QueryError
from graph.query.guard import checked, updates
from graph.query.screen import harmless, unescaped
from graph.serve.frames import Refused, Reply
from graph.serve.media import GRAPHS, RESULTS
from graph.store import dialect

_WRITES = re.compile(r"\b(?:insert|delete|load|clear|drop|create|add|move|copy)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with the dataset of the protocol, the forms of an answer that will do, and its limits."""

    query: str
    default: tuple[str, ...] | None
    named: tuple[str, ...] | None
    results: str | None  # media type for a table or a truth value
    graphs: str | None  # media type for triples
    rows: int
    answer: int

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Asked:
        """As it came over a pipe."""
        sets = {name: None if told[name] is None else tuple(told[name]) for name in ("default", "named")}
        return cls(**{**told, **sets, "query": unescaped(told["query"])})


def answered(store: ox.Store, asked: Asked, prefixes: Mapping[str, str]) -> Reply:
    """The answer to a query over a store.

    Raises:
        Refused: it is not SPARQL, would change the graph or reach beyond it, or its answer is too large.

    >>> ask = Asked("ASK {}", None, None, "application/sparql-results+json", None, 1, 100)
    >>> answered(ox.Store(), ask, {}).body
    b'{"head":{},"boolean":true}'
    """
    _guard(store, asked, prefixes)
    try:
        found = dialect.asked(lambda text: store.query(text, prefixes=dict(prefixes), **_dataset(asked)), asked.query)
        if isinstance(found, ox.QueryTriples):
            return _triples(found, asked, prefixes)
        return _table(found, asked)
    except (SyntaxError, ValueError) as error:
        raise _unread(asked.query, error) from error


def _guard(store: ox.Store, asked: Asked, prefixes: Mapping[str, str]) -> None:
    here = _Held(store)
    for iri in (*(asked.default or ()), *(asked.named or ())):
        if iri not in here:
            raise Refused(400, f"there is no such graph here: {iri}")
    if harmless(asked.query):
        return
    try:
        checked(asked.query, here, prefixes)
    except QueryError as error:
        raise Refused(400, str(error)) from error


class _Held:
    """The names of the graphs of a store, however many."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def __contains__(self, iri: object) -> bool:
        try:
            return self._store.contains_named_graph(ox.NamedNode(str(iri)))
        except ValueError:  # no IRI
            return False


def _dataset(asked: Asked) -> dict[str, Any]:
    """The dataset of the protocol goes before that of the query; of one that is named, what is not named is empty."""
    if asked.default is None and asked.named is None:
        return {}
    return {
        "default_graph": [ox.NamedNode(iri) for iri in asked.default or ()],
        "named_graphs": [ox.NamedNode(iri) for iri in asked.named or ()],
    }


def _unread(query: str, error: Exception) -> Refused:
    if _WRITES.search(query) and updates(query):
        return Refused(
            400, "the query would change the graph; it is only read here: ask SELECT, ASK, CONSTRUCT, DESCRIBE"
        )
    return Refused(400, f"not SPARQL 1.1: {' '.join(str(error).split())[:300]}")


def _triples(found: ox.QueryTriples, asked: Asked, prefixes: Mapping[str, str]) -> Reply:
    if asked.graphs is None:
        raise Refused(406, f"triples can be had as {', '.join(GRAPHS)}")
    triples = list(dict.fromkeys(islice(found, asked.rows + 1)))
    if len(triples) > asked.rows:
        raise _long(asked.rows, "triples")
    sink = _Sink(asked.answer)
    form = GRAPHS[asked.graphs]
    ox.serialize(triples, cast(IO[bytes], sink), form, prefixes=dict(prefixes) if form == ox.RdfFormat.TURTLE else None)
    return Reply(200, asked.graphs, sink.content)


def _table(found: ox.QuerySolutions | ox.QueryBoolean, asked: Asked) -> Reply:
    if asked.results is None:
        raise Refused(406, f"this answer can be had as {', '.join(RESULTS)}")
    form = RESULTS[asked.results]
    sink = _Sink(asked.answer, asked.rows, _COUNTERS[form]())
    found.serialize(cast(IO[bytes], sink), form)
    return Reply(200, asked.results, sink.content)


def _long(rows: int, what: str = "rows") -> Refused:
    return Refused(422, f"the answer has more than {rows} {what}; ask for less of it, by LIMIT and OFFSET")


class _Sink:
    """What an answer is written to, up to a size."""

    def __init__(self, most: int, rows: int = 0, counted: Callable[[bytes], int] | None = None) -> None:
        self._pieces: list[bytes] = []
        self._room, self._rows, self._left, self._counted = most, rows, rows, counted

    def write(self, piece: bytes) -> int:
        """Take a piece.

        Raises:
            Refused: the answer is too large.
        """
        self._room -= len(piece)
        if self._room < 0:
            raise Refused(422, "the answer is too large; ask for less of it, by LIMIT and OFFSET")
        if self._counted is not None:
            self._left -= self._counted(piece)
            if self._left < 0:
                raise _long(self._rows)
        self._pieces.append(piece)
        return len(piece)

    def flush(self) -> None:
        """Nothing waits."""

    @property
    def content(self) -> bytes:
        return b"".join(self._pieces)


class _Rows:
    """Counts the rows of CSV, where a line end inside quotes is none; the first line is no row."""

    def __init__(self) -> None:
        self._inside, self._head = False, True

    def __call__(self, piece: bytes) -> int:
        count = 0
        for number, part in enumerate(piece.split(b'"')):
            self._inside ^= number > 0
            count += 0 if self._inside else part.count(b"\n")
        head, self._head = self._head and count > 0, self._head and count == 0
        return count - head


class _Marks:
    """Counts what stands between rows, or ends one, and cannot stand inside one; `more` is what that leaves out."""

    def __init__(self, mark: str, more: int = 0) -> None:
        self._mark, self._more, self._rest = re.compile(mark.encode()), more, b""

    def __call__(self, piece: bytes) -> int:
        text = self._rest + piece
        ends = [found.end() for found in self._mark.finditer(text)]
        self._rest = text[max(len(text) - _LONGEST, ends[-1] if ends else 0) :]
        more, self._more = self._more, 0
        return len(ends) + more


_LONGEST = 16  # bytes of a mark
_COUNTERS: Mapping[ox.QueryResultsFormat, Callable[[], Callable[[bytes], int]]] = {
    # A quote inside a literal of JSON is escaped, and so the mark stands in none.
    ox.QueryResultsFormat.JSON: lambda: _Marks(r'(?:"\}\}+|(?<![^\[,])\{\}),(?=\{["}])', 1),
    ox.QueryResultsFormat.XML: lambda: _Marks("</result>"),
    ox.QueryResultsFormat.TSV: lambda: _Marks("\n", -1),
    ox.QueryResultsFormat.CSV: _Rows,
}
