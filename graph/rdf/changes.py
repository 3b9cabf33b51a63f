"""Files of a graph that has changed a little, made from those of the last build: the bytes that writing all gives.

What no longer stands is read from the JSON-LD of the last build, where each graph is one piece.
"""

from __future__ import annotations

import json
import mmap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.rdf.among import Edit, Unfit, mapped, place_of, write_edited
from graph.rdf.jsonld import jsonld_text
from graph.rdf.lines import home, triple, written
from graph.rdf.parts import in_parts
from graph.rdf.terms import Names, Quad, literal
from graph.vocab import Vocabulary

Lines = tuple[bytes, ...]
_OPENS, _BODY = b'{"@id":"', b'","@graph":['  # around the name of a graph; no word can hold them, as it escapes quotes
_END = b"]\n"


@dataclass(frozen=True, slots=True)
class Change:
    """The lines that go and that come, sorted, and all that each graph says now in which some could.

    `domain` is what domain knowledge says, at least of all that these graphs name.
    """

    gone: Lines
    come: Lines
    graphs: Mapping[bytes, Lines]
    domain: Lines

    def parts(self, nquads: Path, vocabulary: Vocabulary) -> Iterator[str]:
        """Give these graphs in parts that shapes can be asked of, and the new N-Quads to see what they rest on.

        What is derived stands with all of domain knowledge: they change together.
        """
        derived, reference = (Names(vocabulary).within(name).encode() for name in ("derived", "reference"))
        changed = {*map(home, self.gone), *map(home, self.come)}
        asked = changed - {reference} | ({derived} if reference in changed else set())
        others = ((name, self.graphs[name]) for name in sorted(asked))
        return in_parts(others, self.domain, nquads, vocabulary, self._doubted())

    def _doubted(self) -> frozenset[bytes]:
        """What was not seen in the last build to be there, or may not be any more."""
        return frozenset((*(triple(line)[2] for line in self.come), *(triple(line)[0] for line in self.gone)))

    def subjects(self) -> tuple[bytes, ...]:
        """What is spoken of otherwise than before."""
        return tuple(sorted({line[: line.index(b" ")] for line in (*self.gone, *self.come)}))


def change_of(quads: Iterable[Quad], asked: Iterable[str], reference: str, jsonld: Path) -> Change:
    """What is new about the graphs asked for, given all that they say now and the JSON-LD of the last build."""
    now: dict[bytes, set[bytes]] = defaultdict(set)
    for line in map(written, quads):
        now[home(line)].add(line)
    graphs = {name: tuple(sorted(now[name])) for name in (term.encode() for term in asked)}
    with mapped(jsonld) as text:
        other = [name for name, lines in graphs.items() if not _stands(text, name, lines)]
        before = {name: frozenset(_lines(text, name)) for name in other}
    gone = sorted(line for name, lines in before.items() for line in lines - now[name])
    come = sorted(line for name, lines in before.items() for line in now[name] - lines)
    return Change(tuple(gone), tuple(come), graphs, tuple(sorted(now[reference.encode()])))


def _stands(text: mmap.mmap, name: bytes, lines: Lines) -> bool:
    """Whether a graph says what it said: told by its piece, without reading that."""
    start, end, there = _place(text, name)
    return text[start:end] == _piece(name, lines) if there else not lines


def renew_nquads(old: Path, change: Change, new: Path) -> int:
    """Write sorted N-Quads; tell how many lines came or, below 0, went."""
    with mapped(old) as text:
        write_edited(old, _line_edits(text, change), new)
    return len(change.come) - len(change.gone)


def _line_edits(text: mmap.mmap, change: Change) -> Iterator[Edit]:
    gone, place = frozenset(change.gone), 0
    for line in sorted((*change.gone, *change.come)):
        place = place_of(line, text, place)
        if line not in gone:
            yield place, place, line
        elif text[place : place + len(line)] == line:
            yield place, place + len(line), b""
        else:
            raise Unfit(line.decode())


def renew_jsonld(old: Path, change: Change, new: Path) -> None:
    """Write JSON-LD."""
    with mapped(old) as text:
        changed = sorted({*map(home, change.gone), *map(home, change.come)})
        write_edited(old, (_edit(text, name, change.graphs[name]) for name in changed), new)


def _edit(text: mmap.mmap, name: bytes, lines: Lines) -> Edit:
    start, end, there = _place(text, name)
    if end >= len(text) - len(_END) and not (lines and there):
        raise Unfit("no comma stands behind the last piece")
    piece = _piece(name, lines)
    if there:
        return start, end + (not lines), piece
    return start, start, piece + b","


def _piece(name: bytes, lines: Lines) -> bytes:
    return b"".join(jsonld_text([(name, lines)] if lines else []))[1 : -len(_END)]


def _place(text: mmap.mmap, name: bytes) -> tuple[int, int, bool]:
    """From where to where the piece of a graph stands, or where it should, and whether it does."""
    low, high = 1, len(text) - len(_END)
    while low < high:
        mark = text.rfind(_BODY, low, (low + high) // 2)
        mark = mark if mark > 0 else text.find(_BODY, low, high)
        start, following = text.rfind(_OPENS, low, mark), text.find(_BODY, mark + 1, high)
        end = high if following < 0 else text.rfind(_OPENS, mark, following) - 1
        if min(mark, start) < 0:
            raise Unfit("no JSON-LD of a build")
        found = b"<%s>" % text[start + len(_OPENS) : mark]
        if found == name:
            return start, end, True
        low, high = (end + 1, high) if found < name else (low, start - 1)
    return low, low, False


def _lines(text: mmap.mmap, name: bytes) -> Iterator[bytes]:
    """What a graph said, as lines."""
    start, end, there = _place(text, name)
    for node in json.loads(text[start:end])["@graph"] if there else ():
        subject = f"<{node.pop('@id')}>"
        for predicate, values in node.items():
            yield from (written((subject, f"<{predicate}>", _term(value), name.decode())) for value in values)


def _term(value: Mapping[str, str]) -> str:
    if "@id" in value:
        return f"<{value['@id']}>"
    words = literal(value["@value"], value.get("@language", ""))
    return f"{words}^^<{value['@type']}>" if "@type" in value else words
