"""Putting a build into a store elsewhere, one named graph for each text: what changed is sent, what is gone is deleted.

A graph of its own, the manifest, says what stands there: each graph with a hash of what it says. It is written before
the first graph, without those that are about to change, and after the last: a publication that was cut off is known
by it, and the next one sends again what may not have arrived.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from graph import vocab
from graph.errors import QueryError
from graph.rdf import by_graph
from graph.store import QUADS
from graph.vocab import Vocabulary
from graph.work import Progress, silently

_VERSION = "http://www.w3.org/2002/07/owl#versionInfo"
_UNSURE = "unsure"
Hashes = dict[str, str]


class Graphs(Protocol):
    """Where graphs are put, each whole."""

    def get(self, home: str) -> bytes:
        """The N-Triples that a graph says."""

    def put(self, home: str, ntriples: bytes) -> None:
        """Make these N-Triples all that a graph says."""

    def delete(self, home: str) -> None:
        """Take a graph away."""


@dataclass(frozen=True, slots=True)
class Published:
    """How many graphs were sent, stood there as they are already, or were taken away."""

    sent: int
    kept: int
    removed: int


def publish(folder: Path, graphs: Graphs, progress: Progress = silently) -> Published:
    """Make the store say what the build in a folder says; graphs that no build put there stay.

    Raises:
        QueryError: there is no build, or the store refuses.
    """
    nquads, vocabulary = folder / QUADS, vocab.load()
    if not nquads.is_file():
        raise QueryError("holds no graph", str(folder), "build there first: industry-chain build TEXTS --out FOLDER")
    manifest, there = vocabulary.graph_iri("published"), _read(graphs, vocabulary)
    wanted = {home: _hash(ntriples) for home, ntriples in _parts(nquads)}
    changed = {home for home, said in wanted.items() if there.get(home) != said}
    gone = sorted(there.keys() - wanted.keys())
    if changed or gone:
        unsure = dict.fromkeys({*changed, *gone}, _UNSURE)
        graphs.put(manifest, _written({**there, **unsure}))
        for _, (home, ntriples) in zip(progress("publish", sorted(changed)), _chosen(nquads, changed), strict=True):
            graphs.put(home, ntriples)
        for home in gone:
            graphs.delete(home)
        graphs.put(manifest, _written(wanted))
    return Published(len(changed), len(wanted) - len(changed), len(gone))


def _parts(nquads: Path) -> Iterator[tuple[str, bytes]]:
    """Each graph by its name, with its triples."""
    with TemporaryDirectory() as room, nquads.open("rb") as lines:
        for home, said in by_graph(lines, Path(room)):
            yield home.decode().strip("<>"), b"".join(line[: line.rindex(b" ", 0, -3)] + b" .\n" for line in said)


def _chosen(nquads: Path, wanted: set[str]) -> Iterator[tuple[str, bytes]]:
    return ((home, ntriples) for home, ntriples in _parts(nquads) if home in wanted)


def _hash(ntriples: bytes) -> str:
    return hashlib.blake2b(ntriples, digest_size=16).hexdigest()


def _read(graphs: Graphs, vocabulary: Vocabulary) -> Hashes:
    """What the manifest there says; nothing of graphs that are not of a build."""
    lines = graphs.get(vocabulary.graph_iri("published")).decode()
    said = re.findall(
        rf'^<({re.escape(vocabulary.graph_iri(""))}[^<>]+)> <{_VERSION}> "(\w+)" \.$', lines, re.MULTILINE
    )
    return dict(said)


def _written(hashes: Mapping[str, str]) -> bytes:
    return "".join(f'<{home}> <{_VERSION}> "{said}" .\n' for home, said in sorted(hashes.items())).encode()
