"""Whether what parts of all texts say has the shape that it must have, many together, beside domain knowledge."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from graph import lexicon, rdf, shapes, vocab
from graph.spark.session import about

_TOGETHER = 80_000  # lines that are looked at together


def lines_of(quads: Iterable[tuple[str, str, str, str]]) -> list[str]:
    """Quads as sorted lines, without what ends a line."""
    return sorted({f"{s} {p} {o} {g} ." for s, p, o, g in quads})


class Checks:
    """Looks at graphs of texts as they come: each stands by itself."""

    def __init__(self, home: Path | None) -> None:
        self._home, self._lines, self._ids = home, list[str](), set[str]()

    def see(self, lines: Iterable[str], ids: Iterable[str]) -> None:
        """Take the lines of a graph in, and the ids of the entities that it names."""
        self._lines.extend(lines)
        self._ids.update(ids)
        if len(self._lines) > _TOGETHER:
            self.end()

    def end(self) -> None:
        """Look at what is left."""
        check(self._lines, self._ids, self._home)
        self._lines, self._ids = [], set()


def check(lines: Iterable[str], ids: Iterable[str], home: Path | None, claims: Iterable[str] = ()) -> None:
    """Let no lines pass that have not the shape that they must have.

    `ids` are those of the entities they name, `claims` those of texts that they may rest on.

    Raises:
        OutputError: they have not; told as what stops a partition.
    """
    vocabulary, processes = vocab.load(home), lexicon.load(home).processes
    names = rdf.Names(vocabulary)
    domain = _encoded(lines_of(rdf.domain_quads(sorted(ids), processes, vocabulary)))
    there = frozenset(names.thing(claim).encode() for claim in claims)
    told = rdf.on_claims(map(rdf.triple, _encoded(lines)), there.__contains__, domain, names)
    with about(""):
        text = rdf.together(map(rdf.triple, domain), told)
        shapes.refuse(shapes.violations(text, vocabulary.directory / "shapes.ttl", "ntriples"))


def _encoded(lines: Iterable[str]) -> list[bytes]:
    return [f"{line}\n".encode() for line in lines]
