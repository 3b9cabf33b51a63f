"""A build after a small change: of what the last one wrote into a folder, only what has changed is made again.

Beside what was read of the texts is kept what each adds to what is known (`state`) and, in a note, what the files of
the last build are. What names mean is decided anew where names came or went (`names`), what texts add where it rests on
that (`told`), and what follows from all of it always (`follows`). Files that are not as noted, or in which the change
has no place, are written anew; either way the bytes are the same.
"""

from __future__ import annotations

import json
import mmap
import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import chain
from pathlib import Path

from graph import lexicon, rdf, report, tables, vocab
from graph.extractions import Cache, Resources, key_of, version_of
from graph.lexicon import Lexicon
from graph.model import Document, Extraction, Knowledge, Resolution, digest
from graph.renewing import csv, lists, told
from graph.renewing.follows import Followed, counted, follow, followed_of, mark_of, quads_of, quoting, spoken
from graph.renewing.state import State, make_room
from graph.renewing.work import TooMany, Work
from graph.vocab import Vocabulary

NQUADS, TURTLE, JSONLD, CLAIMS, REPORT = NOTED = (
    "graph.nq",
    "graph.ttl",
    "graph.jsonld",
    "claims.csv",
    "report.json",
)
_FEW = 4  # up to one text of so many
_FAULTS = (sqlite3.Error, OSError, UnicodeError, LookupError)  # whatever is wrong with what was kept costs time only
_HELD = "SELECT id, number, key FROM text"


@dataclass(slots=True)
class Note:
    """What a build wrote: lines of N-Quads, what tells each file from any other, where the lists of the report begin.

    `state` is the hash of the file of what texts add, `follows` that of all that follows from it.
    """

    lines: int = 0
    files: dict[str, str] = field(default_factory=dict)
    lists: dict[str, int] = field(default_factory=dict)
    state: str = ""
    follows: str = ""


@dataclass(frozen=True, slots=True)
class Renewal:
    """The last output, as it was noted, and what is new since: what `new` say, without texts of the names `gone`."""

    folder: Path
    note: Note
    state: State
    by_id: Mapping[str, Document]
    names: frozenset[str]
    new: Sequence[Knowledge]
    followed: Followed
    change: rdf.Change
    places: lists.Pieces
    counts: report.Counts

    def nquads(self, path: Path) -> int:
        """Write N-Quads, and tell how many lines they are."""
        return self.note.lines + rdf.renew_nquads(self.folder / NQUADS, self.change, path)

    def claims(self, vocabulary: Vocabulary, path: Path) -> None:
        """Write the table of claims."""
        edits = csv.renew(self.state, self.new, self.names, self.followed, vocabulary)
        rdf.write_edited(self.folder / CLAIMS, edits, path)

    def entities(self, vocabulary: Vocabulary) -> Iterable[Sequence[str]]:
        """The rows of the table of entities."""
        return tables.counted_rows(self.followed.entities, *spoken(self.state, self.followed), vocabulary)

    def lists(self, text: mmap.mmap) -> report.Lists:
        """What the report is to list, given the last one."""
        return lists.lists(text, self.places, self.by_id, self.new)


class Last:
    """What is known of the last build of a folder, and what the next is to know of this one."""

    def __init__(self, folder: Path, using: Resources) -> None:
        self.using, self.note = using, Note()
        self._folder, self._version = folder, version_of()
        self._key = bytes.fromhex(digest("output", self._version, str(folder.absolute())))
        self._cache = Path(using.cache) if using.cache is not None else None
        self._keys: dict[str, bytes] = {}
        self._state: State | None = None

    def __enter__(self) -> Last:
        return self

    def __exit__(self, *error: object) -> None:
        self._drop()

    def renewal(self, documents: Sequence[Document]) -> Renewal | None:
        """What to keep of it and what is new; None where all is to be written."""
        note = self._read()
        if self._cache is None or not note.state or note.files != _marks(self._folder):
            return None
        try:
            self._state = State.copied(self._path, self._new, note.state)
            return self._renewal(self._state, note, documents) if self._state else None
        except (TooMany, *_FAULTS):
            return None

    def begin(self, extractions: Sequence[Extraction], found: Resolution, words: Lexicon) -> None:
        """Hold what all texts add, where all is written."""
        self._drop()
        if self._cache is None:
            return
        try:
            self._state = State.begun(self._new)
            told.begin(self._state, extractions, found, self._keyed(e.document for e in extractions), words)
        except _FAULTS:
            self._drop()

    @property
    def _path(self) -> Path:
        return (self._cache or Path()) / f"output-{self._key.hex()}.sqlite"

    @property
    def _new(self) -> Path:
        return self._path.with_suffix(".new")

    def note_files(self, knowledge: Knowledge, claims: csv.Sizes) -> None:
        """Hold what else the next build asks of one that wrote all: the table of claims, what is quoted otherwise."""

        def held(state: State) -> None:
            followed = followed_of(knowledge)
            self.note.follows = mark_of(followed, vocab.load(None))
            quoting(state, followed)
            csv.note(state, claims)

        self._careful(held)

    def note_report(self, places: report.Places, ids: Iterable[str]) -> None:
        """Hold where the report lists what, given the texts of which this has changed."""
        self._careful(lambda state: self.note.lists.update(lists.note(state, places, ids)))

    def keep(self) -> None:
        """Note what was written, for the next build."""
        if self._cache is None:
            return
        self.note.files = _marks(self._folder)
        self._careful(self._replace)
        with Cache(self._cache) as cache:
            cache.touch(self._keys.values())
            cache.put({self._key: json.dumps(asdict(self.note)).encode()})

    def _drop(self) -> None:
        if self._state is not None:
            self._state.drop()
        self._state = None

    def _replace(self, state: State) -> None:
        mark = state.closed()
        self._new.replace(self._path)
        self.note.state, self._state = mark, None
        make_room(self._path)

    def _careful(self, work: Callable[[State], object]) -> None:
        try:
            if self._state is not None:
                work(self._state)
        except _FAULTS:
            self._drop()

    def _keyed(self, documents: Iterable[Document]) -> dict[str, bytes]:
        self._keys = {document.id: key_of(document, self._version) for document in documents}
        return self._keys

    def _read(self) -> Note:
        if self._cache is None:
            return Note()
        with Cache(self._cache) as cache:
            found = cache.get((self._key,)).get(self._key)
        try:
            return Note(**json.loads(found)) if found else Note()
        except (ValueError, TypeError):
            return Note()

    def _renewal(self, state: State, note: Note, documents: Sequence[Document]) -> Renewal:
        words, vocabulary = lexicon.load(None), vocab.load(None)
        keys, held = self._keyed(documents), {id: (number, key) for id, number, key in state.rows(_HELD)}
        gone = {id: number for id, (number, key) in held.items() if keys.get(id) != key}
        by_id = dict(zip(keys, documents, strict=True))
        come = [by_id[id] for id, key in keys.items() if held.get(id, (0, b""))[1] != key]
        places, most = lists.places(state, note.lists), len(documents) // _FEW
        if max(len(come), len(gone)) > most:
            raise TooMany
        work = Work(state, self.using, by_id, keys)
        new = work.changed(sorted(gone.values()), come, words, most)
        followed = follow(state, words)
        new.extend(work.quoted(quoting(state, followed)))
        self.note.follows = mark_of(followed, vocabulary)
        told_now = chain.from_iterable(rdf.part_quads(known, vocabulary) for known in new)
        ids = {*gone, *(document.id for known in new for document in known.documents)}
        if self.note.follows == note.follows:
            named = sorted({entity.id for known in new for entity in known.entities})
            quads, more = chain(told_now, rdf.domain_quads(named, (), vocabulary)), tuple[str, ...]()
        else:
            quads, more = chain(told_now, quads_of(followed, words, vocabulary)), ("derived", "reference")
        change = rdf.change(quads, [*more, *(f"document/{id}" for id in sorted(ids))], vocabulary, self._folder)
        names, counts = frozenset(work.names), _counts(state, followed, len(documents), len(words.processes))
        return Renewal(self._folder, note, state, by_id, names, new, followed, change, places, counts)


def _counts(state: State, followed: Followed, texts: int, processes: int) -> report.Counts:
    facts, claims = counted(state, followed)
    kinds = report.counts(entity.kind for entity in followed.entities)
    return report.Counts(texts, kinds, claims, facts, processes, told.refused(state))


def _marks(folder: Path) -> dict[str, str]:
    return {name: _mark((folder / name).stat()) for name in NOTED if (folder / name).is_file()}


def _mark(file: os.stat_result) -> str:
    """Which file it is, how large, and when it was last written or replaced: reading all of it takes longer."""
    return f"{file.st_dev} {file.st_ino} {file.st_size} {file.st_mtime_ns} {file.st_ctime_ns}"
