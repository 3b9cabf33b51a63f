"""A large graph in parts that a validator can take one by one: each holds all that its shapes look at.

The graph of a text describes whatever the text names, so texts stand by themselves; beside them stands what domain
knowledge says of the same things. What is derived rests on claims of texts: that these are there is seen here, and
each such premise is given in the part as one that is described in it.
"""

from __future__ import annotations

import mmap
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.rdf.among import let_go, lines_of, mapped
from graph.rdf.lines import by_graph, triple
from graph.rdf.terms import Names
from graph.vocab import Vocabulary

MOST = 30_000  # lines of a part
_HELD = 64  # claims looked up before the pages they stand on are let go
Triple = tuple[bytes, bytes, bytes]
Share = tuple[int, int]  # the first, and every so many
ALL: Share = (0, 1)


def parts_of(nquads: Path, vocabulary: Vocabulary, share: Share = ALL) -> Iterator[str]:
    """Give a file of sorted N-Quads, or the share of one process in it, as N-Triples in parts."""
    reference = Names(vocabulary).within("reference").encode()
    with TemporaryDirectory(dir=nquads.parent) as room, nquads.open("rb") as lines:
        domain: list[bytes] = []
        graphs = by_graph(_shared(lines, reference, domain, share), Path(room))
        yield from in_parts(graphs, domain, nquads, vocabulary)


def _shared(lines: Iterable[bytes], reference: bytes, domain: list[bytes], share: Share) -> Iterator[bytes]:
    """The lines of every so many graphs; what domain knowledge says is laid aside, as each part needs it."""
    first, step = share
    behind = b" " + reference + b" .\n"
    for line in lines:
        if line.endswith(behind):
            domain.append(line)
        elif line[-5] % step == first:  # the last character of the name of a graph
            yield line


def in_parts(
    graphs: Iterable[tuple[bytes, Iterable[bytes]]],
    domain: Sequence[bytes],
    nquads: Path,
    vocabulary: Vocabulary,
    doubted: Container[bytes] | None = None,
) -> Iterator[str]:
    """Give graphs, by name with their lines, as N-Triples, texts together up to so many lines.

    `domain` is what domain knowledge says, all of which stands beside what is derived; the file is that of the whole
    graph. Where claims are `doubted`, all others are known to be there.
    """
    derived = Names(vocabulary).within("derived").encode()
    described, run = _described(domain, vocabulary), list[Triple]()
    for name, lines in graphs:
        if name == derived:
            with mapped(nquads) as text:
                told = _resting(map(triple, lines), text, domain, Names(vocabulary), doubted)
                yield together(map(triple, domain), told)
        else:
            run.extend(map(triple, lines))
            if len(run) > MOST:
                yield together(_near(run, described), run)
                run = []
    if run:
        yield together(_near(run, described), run)


Described = Mapping[bytes, Sequence[Triple]]


def _described(domain: Iterable[bytes], vocabulary: Vocabulary) -> Described:
    """What domain knowledge says of what it knows by name, but for what it claims."""
    found: dict[bytes, list[Triple]] = defaultdict(list)
    claimed = {Names(vocabulary)(relation).encode() for relation in vocabulary.relations}
    for told in map(triple, domain):
        if told[1] not in claimed:
            found[told[0]].append(told)
    return found


def _near(told: Iterable[Triple], described: Described) -> Iterator[Triple]:
    """What is described of all that is spoken of, and of what that leads to."""
    waiting = {term for subject, _, thing in told for term in (subject, thing) if term in described}
    seen = set(waiting)
    while waiting:
        found = [line for subject in sorted(waiting) for line in described[subject]]
        yield from found
        waiting = {thing for _, _, thing in found if thing in described} - seen
        seen |= waiting


def _resting(
    told: Iterable[Triple], text: mmap.mmap, domain: Sequence[bytes], names: Names, doubted: Container[bytes] | None
) -> Iterator[Triple]:
    """What is derived, with the documents it quotes and a concept in place of each claim that is there."""
    document, quoted = f"<{names.vocabulary.base}document/".encode(), set[bytes]()
    asked = count(1)

    def there(claim: bytes) -> bool:
        if doubted is not None and claim not in doubted:
            return True
        if next(asked) % _HELD == 0:  # each time would cost more than what is looked up
            let_go(text)
        return any(lines_of(claim, text))

    for subject, predicate, thing in on_claims(told, there, domain, names):
        yield subject, predicate, thing
        if thing.startswith(document):
            quoted.add(thing)
    for thing in sorted(quoted):
        yield from map(triple, lines_of(thing, text))


def on_claims(
    told: Iterable[Triple], there: Callable[[bytes], bool], domain: Sequence[bytes], names: Names
) -> Iterator[Triple]:
    """What is derived, with a concept of domain knowledge in place of each claim that is there."""
    described = names("rdf:type").encode(), names("Material").encode()
    stand_in = next((subject for subject, *said in map(triple, domain) if tuple(said) == described), b"")
    claim, premise = f"<{names.vocabulary.base}claim/".encode(), names("prov:wasDerivedFrom").encode()
    for subject, predicate, thing in told:
        replaced = predicate == premise and thing.startswith(claim) and stand_in and there(thing)
        yield subject, predicate, stand_in if replaced else thing


def together(*told: Iterable[Triple]) -> str:
    """Triples as N-Triples."""
    return b"".join(b"%s %s %s .\n" % found for found in chain(*told)).decode()
