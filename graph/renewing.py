"""A build after a small change: of what the last one wrote into a folder, only what has changed is made again.

A note, kept with what was read of the texts, says what the files of the last build are, and on what the part of each
text in them rests: the text, what its names mean, how those things are called. Files that are not as noted, or in which
the change has no place, are written anew; either way the bytes are the same.
"""

from __future__ import annotations

import json
import os
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import accumulate
from pathlib import Path

from graph import rdf, tables
from graph.cells import csv_text
from graph.extractions import Cache, key_of, version_of
from graph.model import Entity, Knowledge, digest
from graph.part import of_documents
from graph.vocab import Vocabulary

NQUADS, TURTLE, JSONLD, CLAIMS = NOTED = ("graph.nq", "graph.ttl", "graph.jsonld", "claims.csv")
_FEW = 4  # up to one text of so many
_HEAD = ("\ufeff" + csv_text(tables.CLAIM_COLUMNS, ())).encode()  # the mark is for Excel
Bytes = dict[str, int]


@dataclass(slots=True)
class Note:
    """What a build wrote: lines of N-Quads, and what tells each file from any other.

    Of each text by its id the name and a hash of what its part rests on; by its name the bytes of its claims.
    """

    lines: int = 0
    files: dict[str, str] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)
    claims: Bytes = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Renewal:
    """The last output, as it was noted, and what is new since."""

    folder: Path
    note: Note
    texts: frozenset[str]
    names: frozenset[str]
    change: rdf.Change

    def nquads(self, path: Path) -> int:
        """Write N-Quads, and tell how many lines they are."""
        return self.note.lines + rdf.renew_nquads(self.folder / NQUADS, self.change, path)

    def claims(self, knowledge: Knowledge, vocabulary: Vocabulary, path: Path) -> Bytes:
        """Write the table of claims, and tell how many bytes there are on each text."""
        asked = {document.id for document in knowledge.documents if document.name in self.names}
        rows = _claims(of_documents(knowledge, asked), knowledge, vocabulary)
        now = {name: text for name, text in rows if name in self.names or not name}
        old = sorted(self.note.claims, key=_last)
        begins = list(accumulate((self.note.claims[name] for name in old), initial=len(_HEAD)))
        edits = []
        for name in sorted({*self.names, ""}, key=_last):
            place = bisect_left(old, _last(name), key=_last)
            start = begins[place]
            edits.append((start, start + self.note.claims.get(name, 0), now.get(name, b"")))
        rdf.write_edited(self.folder / CLAIMS, edits, path)
        kept = {name: size for name, size in self.note.claims.items() if name not in self.names and name}
        return {**kept, **{name: len(text) for name, text in now.items()}}


def _last(name: str) -> tuple[bool, str]:
    """What no text says comes last."""
    return not name, name


def write_claims(knowledge: Knowledge, vocabulary: Vocabulary, path: Path) -> Bytes:
    """Write the table of claims, and tell how many bytes there are on each text."""
    with path.open("xb") as file:
        file.write(_HEAD)
        return {name: file.write(text) for name, text in _claims(knowledge, knowledge, vocabulary)}


def _claims(part: Knowledge, whole: Knowledge, vocabulary: Vocabulary) -> Iterator[tuple[str, bytes]]:
    for name, rows in tables.claims_by_text(part, whole, vocabulary, rdf.claim_ids):
        yield name, csv_text(None, rows).encode()


class Last:
    """What is known of the last build of a folder, and what the next is to know of this one."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self._folder, self._cache, self._version = folder, cache, version_of()
        self._key = bytes.fromhex(digest("output", self._version, str(folder.absolute())))
        self.note = Note()

    def renewal(self, knowledge: Knowledge, vocabulary: Vocabulary) -> Renewal | None:
        """What to keep of it and what is new; None where all is to be written."""
        self.note.texts, note = rests_on(knowledge, self._version), self._read()
        new, old = self.note.texts, note.texts
        ids = frozenset(id for id in new.keys() | old.keys() if new.get(id) != old.get(id))
        if len(ids) * _FEW > len(new) or note.files != _marks(self._folder):
            return None
        names = frozenset(texts[id][0] for texts in (new, old) for id in ids if id in texts)
        try:
            return Renewal(self._folder, note, ids, names, rdf.change(knowledge, ids, vocabulary, self._folder))
        except rdf.Unfit:
            return None

    def keep(self) -> None:
        """Note what was written, for the next build."""
        self.note.files = _marks(self._folder)
        with Cache(self._cache) as cache:
            cache.put({self._key: json.dumps(asdict(self.note)).encode()})

    def _read(self) -> Note:
        with Cache(self._cache) as cache:
            found = cache.get((self._key,)).get(self._key)
        try:
            return Note(**json.loads(found)) if found else Note()
        except (ValueError, TypeError):
            return Note()


def rests_on(knowledge: Knowledge, version: str) -> dict[str, list[str]]:
    """By the id of each text, its name and a hash of all that the part of it in what is written rests on."""
    called = {entity.id: _called(entity) for entity in knowledge.entities}
    told: dict[str, list[str]] = defaultdict(list)
    for link in knowledge.links:
        told[link.document].append(f"{link.label}\x1f{link.score}\x1f{link.reason}\x1f{called[link.entity]}")
    for fact in knowledge.facts:
        for claim in fact.claims if fact.origin != "Stated" else ():
            ends = called[fact.subject], called.get(str(fact.object), "")
            told[claim.evidence.document].append(f"{fact!r}{ends}")
    keys = ((document, key_of(document, version).hex()) for document in knowledge.documents)
    return {document.id: [document.name, digest(key, *sorted(told[document.id]))] for document, key in keys}


def _called(entity: Entity) -> str:
    return digest(entity.id, entity.label, *entity.names, "", *entity.english)


def _marks(folder: Path) -> dict[str, str]:
    return {name: _mark((folder / name).stat()) for name in NOTED if (folder / name).is_file()}


def _mark(file: os.stat_result) -> str:
    """Which file it is, how large, and when it was last written or replaced: reading all of it takes longer."""
    return f"{file.st_dev} {file.st_ino} {file.st_size} {file.st_mtime_ns} {file.st_ctime_ns}"
