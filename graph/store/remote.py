"""A store elsewhere that speaks SPARQL 1.1: asked over its protocol, written to over the Graph Store Protocol."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import cast

import pyoxigraph as ox

from graph.errors import QueryError
from graph.store import disk
from graph.store.address import Address
from graph.store.base import SKOS, Answer, Node, Pair
from graph.store.local import filled

MANIFEST = "/graph/published"  # the end of the name of the graph that says what was published
PAGE = 5_000  # rows asked for at a time: less than servers cut their answers off at
_UNION = "union-default-graph"  # what Oxigraph calls it
_ANSWERS = "application/sparql-results+json, application/n-triples;q=0.9, text/turtle;q=0.5"
_RDF = {"application/n-triples": ox.RdfFormat.N_TRIPLES, "text/turtle": ox.RdfFormat.TURTLE}
_RDF |= {"text/plain": ox.RdfFormat.N_TRIPLES, "application/turtle": ox.RdfFormat.TURTLE}
_SENT = f"{{ GRAPH ?g {{ ?s ?p ?h }} FILTER(STRENDS(STR(?g), '{MANIFEST}')) }}"
_ASK = b"__ASK_RETVAL"  # how Virtuoso names the answer to ASK


class Graphs:
    """The named graphs of a store elsewhere, each put, read and taken away whole (Graph Store Protocol)."""

    def __init__(self, url: str) -> None:
        self._address = Address(url)

    def get(self, home: str) -> bytes:
        """The N-Triples that a graph says, none where there is no such graph."""
        accept = {"Accept": "application/n-triples, text/turtle;q=0.5"}
        status, kind, body = self._address.send("GET", parameters={"graph": home}, headers=accept)
        if status == 404:
            return b""
        if status != 200:
            raise self._address.refused(status, body)
        if not body.strip():
            return b""
        triples = ox.parse(body, format=_RDF.get(kind, ox.RdfFormat.TURTLE))
        return b"".join(sorted(f"{quad.subject} {quad.predicate} {quad.object} .\n".encode() for quad in triples))

    def put(self, home: str, ntriples: bytes) -> None:
        """Make these N-Triples all that a graph says, in one request."""
        self._write("PUT", home, ntriples)

    def add(self, home: str, ntriples: bytes) -> None:
        """Add N-Triples to a graph."""
        self._write("POST", home, ntriples)

    def delete(self, home: str) -> None:
        """Take a graph away; well if there is none."""
        status, _, body = self._address.send("DELETE", parameters={"graph": home})
        if status >= 300 and status != 404:
            raise self._address.refused(status, body)

    def _write(self, method: str, home: str, ntriples: bytes) -> None:
        kind = {"Content-Type": "application/n-triples; charset=utf-8"}
        status, _, body = self._address.send(method, parameters={"graph": home}, content=ntriples, headers=kind)
        if status >= 300:
            raise self._address.refused(status, body)


class Remote:
    """A store by the address at which it answers queries; to write to it, also that of its graphs."""

    def __init__(self, url: str, graphs: str | None = None) -> None:
        self._address, self._graphs = Address(url), Graphs(graphs) if graphs else None

    @property
    def revision(self) -> str:
        """A hash of what was last published there, "" where nothing was."""
        found = "".join(row["h"].value for row in self._paged("?h", _SENT))
        return hashlib.blake2b(found.encode(), digest_size=8).hexdigest() if found else ""

    def __iter__(self) -> Iterator[ox.Quad]:
        """Every quad as it was told: graph by graph, page by page, counted at the end."""
        count = 0
        for home in self.named_graphs():
            for row in self._paged("?s ?p ?o", f"{{ GRAPH {home} {{ ?s ?p ?o }} }}"):
                count += 1
                yield ox.Quad(row["s"], row["p"], row["o"], home)
        if count != (whole := len(self)):
            raise QueryError(f"gave {count} of {whole} triples", self._address.shown, "ask its keeper for its limits")

    def __len__(self) -> int:
        """How many quads it says it holds."""
        homes = frozenset(self.named_graphs())
        counted = self._paged("?g ?n", "{ SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g }")
        return sum(int(row["n"].value) for row in counted if row["g"] in homes)

    def query(self, text: str, *, prefixes: Mapping[str, str] | None = None, seconds: float | None = None) -> Answer:
        """The answer that the store gives."""
        return self._ask(_declared(text, prefixes or {}), self._union, seconds)

    def named_graphs(self) -> Iterator[Node]:
        """The names of the graphs that were published there; where nothing was, of all."""
        published = [row["s"] for row in self._paged("?s", _SENT)]
        return iter(published or [row["g"] for row in self._paged("DISTINCT ?g", "{ GRAPH ?g { ?s ?p ?o } }")])

    def edges(self, predicate: str) -> Iterator[Pair]:
        """The IRIs at both ends of each triple of a predicate."""
        told = f"{{ ?s <{predicate}> ?o FILTER(isIRI(?s) && isIRI(?o)) }}"
        return ((row["s"].value, row["o"].value) for row in self._paged("DISTINCT ?s ?o", told))

    def labels(self) -> Iterator[tuple[str, str, str]]:
        """Whose name it is, the name, and its language."""
        for name in ("prefLabel", "altLabel"):
            for row in self._paged("DISTINCT ?s ?o", f"{{ ?s <{SKOS}{name}> ?o }}"):
                yield row["s"].value, row["o"].value, getattr(row["o"], "language", None) or ""

    def load(self, nquads: bytes | Path) -> None:
        """Add what N-Quads say, graph by graph."""
        parts: dict[str, list[bytes]] = defaultdict(list)
        given = {"path": nquads} if isinstance(nquads, Path) else {"input": nquads}
        for quad in ox.parse(**given, format=ox.RdfFormat.N_QUADS):
            home = cast(ox.NamedNode, quad.graph_name).value
            parts[home].append(f"{quad.subject} {quad.predicate} {quad.object} .\n".encode())
        for home, lines in parts.items():
            self._written.add(home, b"".join(lines))

    def replace(self, home: str, ntriples: bytes) -> None:
        """Make these N-Triples all that the graph of this name says; nothing takes it away."""
        if ntriples:
            self._written.put(home, ntriples)
        else:
            self._written.delete(home)

    def snapshot(self, folder: Path) -> None:
        """Write what it says as sorted N-Quads, and a store on disk made of them, into a folder."""
        nquads = folder / disk.QUADS
        nquads.write_text("".join(sorted(f"{quad} .\n" for quad in self)), encoding="utf-8", newline="\n")
        disk.index(nquads, folder / disk.NAME)

    @property
    def _written(self) -> Graphs:
        if self._graphs is None:
            raise QueryError("is only read here", self._address.shown, "publish to the address of its graphs")
        return self._graphs

    @cached_property
    def _union(self) -> bool:
        """Whether the union of all graphs has to be asked for; some stores answer from it, some from nothing."""
        any_, anywhere = "ASK { ?s ?p ?o }", "ASK { GRAPH ?g { ?s ?p ?o } }"
        if self._ask(any_, union=False) or not self._ask(anywhere, union=False):
            return False
        if self._ask(any_, union=True):
            return True
        remedy = "let the server answer from the union of its graphs"
        raise QueryError("answers from an empty default graph", self._address.shown, remedy)

    def _paged(self, columns: str, told: str) -> Iterator[ox.QuerySolution]:
        """The rows of a query page by page, as servers cut long answers off without a word.

        In order, in a query of its own: Virtuoso refuses to sort further than it likes for a page.
        """
        order, at = columns.removeprefix("DISTINCT "), 0
        ordered = f"{{ SELECT {columns} {told} ORDER BY {order} }}"
        while rows := list(self._rows(f"SELECT {order} {{ {ordered} }} LIMIT {PAGE} OFFSET {at}")):
            yield from rows
            if len(rows) < PAGE:
                return
            at += len(rows)

    def _rows(self, text: str) -> ox.QuerySolutions:
        found = self._ask(text, self._union)
        if isinstance(found, ox.QuerySolutions):
            return found
        raise QueryError("answers with what is no answer", self._address.shown, "check the address")

    def _ask(self, text: str, union: bool, seconds: float | None = None) -> Answer:
        form = {"query": text} | ({_UNION: ""} if union else {})
        status, kind, body = self._address.send("POST", form=form, headers={"Accept": _ANSWERS}, seconds=seconds)
        if status == 400:
            raise SyntaxError(" ".join(body[:300].decode("utf-8", "replace").split()))
        if status != 200:
            raise self._address.refused(status, body)
        try:
            return _read(kind, body)
        except (SyntaxError, ValueError) as error:
            raise QueryError("answers with what is no answer", self._address.shown, "check the address") from error


def _read(kind: str, body: bytes) -> Answer:
    if kind in _RDF:
        held = filled(ox.parse(body, format=_RDF[kind]))
        return cast(ox.QueryTriples, held.query("CONSTRUCT WHERE { ?s ?p ?o }"))
    found = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    if isinstance(found, ox.QuerySolutions) and _ASK in body[:200]:
        told = next(iter(found))[0]
        return cast(ox.QueryBoolean, filled(()).query(f"ASK {{ FILTER({told.value} = 1) }}"))
    return found


def _declared(text: str, prefixes: Mapping[str, str]) -> str:
    """A query with the prefixes that it uses declared, on its first line so that lines keep their numbers."""
    used = ((name, iri) for name, iri in prefixes.items() if re.search(rf"(?<![\w.-]){re.escape(name)}:", text))
    return "".join(f"PREFIX {name}: <{iri}> " for name, iri in used) + text
