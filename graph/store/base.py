"""What every store of quads can do, wherever its quads live."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Pair = tuple[str, str]
Node = ox.NamedNode | ox.BlankNode
Thing = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
SKOS = "http://www.w3.org/2004/02/skos/core#"


class Store(Protocol):
    """Named graphs, and their union as the default graph that questions are asked of."""

    @property
    def revision(self) -> str:
        """What differs when the store says something else; what is made from it is kept by this."""

    def __iter__(self) -> Iterator[ox.Quad]:
        """Every quad as it was told, without the union."""

    def __len__(self) -> int:
        """How many were told."""

    def query(self, text: str, *, prefixes: Mapping[str, str] | None = None, seconds: float | None = None) -> Answer:
        """The answer to a query in SPARQL 1.1, within so many seconds.

        Raises:
            SyntaxError: it is no query.
            QueryError: it takes longer, or the store cannot be reached.
        """

    def named_graphs(self) -> Iterator[Node]:
        """The names of its graphs."""

    def edges(self, predicate: str) -> Iterator[Pair]:
        """The IRIs at both ends of each triple of a predicate, each once."""

    def labels(self) -> Iterator[tuple[str, str, str]]:
        """Whose name it is by IRI, the name, and its language, of every name that anything goes by."""

    def load(self, nquads: bytes | Path) -> None:
        """Add what N-Quads say."""

    def replace(self, home: str, ntriples: bytes) -> None:
        """Make these N-Triples all that the graph of this name says; nothing takes it away."""

    def snapshot(self, folder: Path) -> None:
        """Write a copy that stands by itself: the N-Quads that it says, and a store on disk made of them."""
