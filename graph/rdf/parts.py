"""A large graph in parts that a validator can take one by one: each holds all that its shapes look at.

The graph of a text describes whatever the text names, so texts stand by themselves; beside them stands what domain
knowledge says. What is derived rests on claims of texts: that these are there is seen here, and each such premise is
given in the part as one that is described in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from pathlib import Path

from graph.rdf.lines import by_graph, home, triple
from graph.rdf.terms import Names
from graph.vocab import Vocabulary

MOST = 80_000  # lines of a part
Triple = tuple[bytes, bytes, bytes]


def in_parts(lines: Iterable[bytes], vocabulary: Vocabulary, folder: Path, most: int = MOST) -> Iterator[str]:
    """Give sorted lines as N-Triples, texts together up to so many lines; `folder` is there for what waits."""
    names = Names(vocabulary)
    reference, derived = names.within("reference").encode(), names.within("derived").encode()
    seen = _Seen(names)
    run: list[Triple] = []
    for name, told in groupby(by_graph(map(seen.line, lines), folder), home):
        if name == derived:
            yield _written(seen.reference, seen.resting(map(triple, told)))
        elif name != reference:
            run.extend(map(triple, told))
            if len(run) > most:
                yield _written(seen.reference, run)
                run = []
    yield _written(seen.reference, run)


class _Seen:
    """What stands where, noted while all lines pass by."""

    def __init__(self, names: Names) -> None:
        self._home = names.within("reference").encode()
        self._claim, self._document = (f"<{names.vocabulary.base}{kind}/".encode() for kind in ("claim", "document"))
        self._premise = names("prov:wasDerivedFrom").encode()
        self._described = (names("rdf:type").encode(), names("Material").encode())
        self._claims: set[bytes] = set()
        self._documents: dict[bytes, bytes] = {}  # lines as they stand: there are many, and few are asked for
        self.reference: list[Triple] = []

    def line(self, line: bytes) -> bytes:
        if line.startswith(self._claim):
            self._claims.add(line[len(self._claim) : line.index(b">")])
        elif line.startswith(self._document):
            document = line[: line.index(b" ")]
            self._documents[document] = self._documents.get(document, b"") + line
        if home(line) == self._home:
            self.reference.append(triple(line))
        return line

    def resting(self, told: Iterable[Triple]) -> Iterator[Triple]:
        """What is derived, with the documents it quotes and a concept in place of each claim that is there."""
        stand_in = next((s for s, *said in self.reference if tuple(said) == self._described), b"")
        quoted: set[bytes] = set()
        for subject, predicate, thing in told:
            there = predicate == self._premise and thing.removeprefix(self._claim)[:-1] in self._claims
            yield subject, predicate, stand_in if there and stand_in else thing
            if thing in self._documents:
                quoted.add(thing)
        for document in sorted(quoted):
            yield from map(triple, self._documents[document].splitlines(keepends=True))


def _written(*told: Iterable[Triple]) -> str:
    return b"".join(b"%s %s %s .\n" % found for found in chain(*told)).decode()
