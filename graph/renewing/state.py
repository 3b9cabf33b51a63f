"""What a build leaves for the next one to go on from: of each text what it names, states and adds, in one SQLite file.

The next build works on a copy, which takes the place of the file only when its output stands. A hash of the whole file,
kept elsewhere, tells whether it is what was left.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from graph.model import Entity, Name

LIMIT = 1 << 30  # bytes of the files of all outputs together
_SCHEMA = """
CREATE TABLE text (number INTEGER PRIMARY KEY, id TEXT UNIQUE, name TEXT, key BLOB, refused TEXT,
  told INTEGER, rejections INTEGER, links INTEGER);
CREATE TABLE name (text INTEGER, kind TEXT, label TEXT, wordings TEXT, entity TEXT, score REAL, reason TEXT);
CREATE TABLE block (label TEXT, key TEXT, offered INTEGER, PRIMARY KEY (key, label, offered)) WITHOUT ROWID;
CREATE TABLE entity (id TEXT PRIMARY KEY, told TEXT) WITHOUT ROWID;
CREATE TABLE fact (text INTEGER, subject TEXT, predicate TEXT, object TEXT, confidence REAL, times INTEGER,
  claims TEXT);
CREATE TABLE speaks (text INTEGER, entity TEXT, claims INTEGER, PRIMARY KEY (entity, text)) WITHOUT ROWID;
CREATE TABLE quote (text INTEGER, entity TEXT, mention TEXT, words TEXT);
CREATE TABLE derived (fact TEXT, document TEXT);
CREATE TABLE csv (name TEXT PRIMARY KEY, bytes INTEGER) WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX text_name ON text (name);
CREATE INDEX name_text ON name (text);
CREATE INDEX name_label ON name (label);
CREATE INDEX name_entity ON name (entity);
CREATE INDEX block_label ON block (label);
CREATE INDEX fact_text ON fact (text);
CREATE INDEX fact_claims ON fact (predicate) WHERE claims IS NOT NULL;
CREATE INDEX speaks_text ON speaks (text);
CREATE INDEX quote_text ON quote (text);
"""
_OF_A_TEXT = ("name", "fact", "speaks", "quote")
Rows = Iterable[Sequence[Any]]
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class State:
    """The file while a build works on it.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as home:
    ...     state = State.begun(Path(home, "a"))
    ...     state.put("csv", [("a.txt", 7)])
    ...     mark = state.closed()
    ...     State.copied(Path(home, "a"), Path(home, "b"), "another"), len(mark)
    (None, 64)
    """

    def __init__(self, path: Path) -> None:
        self.path, self._file = path, sqlite3.connect(path)
        self._file.execute("PRAGMA synchronous = OFF")  # what a power cut broke is not what its hash says
        self._file.execute("PRAGMA journal_mode = OFF")

    @classmethod
    def begun(cls, path: Path) -> State:
        """One that holds nothing."""
        path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        state = cls(path)
        state._file.executescript(_SCHEMA)
        return state

    def indexed(self) -> None:
        """Make what finds rows fast, once most of them are there."""
        self._file.executescript(_INDEXES)

    @classmethod
    def copied(cls, old: Path, path: Path, mark: str) -> State | None:
        """That of the last build, if it is the one of that hash."""
        try:
            shutil.copyfile(old, path)
        except OSError:
            return None
        return cls(path) if _hash(path) == mark else None

    def closed(self) -> str:
        """Write all of it, and give its hash."""
        self._file.commit()
        self._file.close()
        return _hash(self.path)

    def drop(self) -> None:
        """Leave nothing behind."""
        with suppress(sqlite3.Error, OSError):
            self._file.close()
            self.path.unlink(missing_ok=True)

    def rows(self, query: str, *values: Any) -> Iterator[Any]:
        """What a query finds."""
        return iter(self._file.execute(query, values))

    def run(self, query: str, rows: Rows = ((),)) -> None:
        """Have a query change something for each row of values."""
        self._file.executemany(query, rows)

    def put(self, table: str, rows: Rows) -> None:
        """Add rows to a table, in place of those of the same key."""
        held = tuple(rows)
        if held:
            marks = ",".join("?" * len(held[0]))
            self._file.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", held)

    def among(self, query: str, values: Iterable[Any]) -> Iterator[Any]:
        """What a query finds for each of these values."""
        for value in values:
            yield from self._file.execute(query, (value,))

    def leave_out(self, texts: Iterable[int], *, wholly: bool) -> None:
        """Forget what texts say; `wholly`, also what they name and are."""
        numbers = [(number,) for number in texts]
        for table in _OF_A_TEXT:
            if wholly or table != "name":
                self.run(f"DELETE FROM {table} WHERE text = ?", numbers)
        if wholly:
            self.run("DELETE FROM text WHERE number = ?", numbers)


def name_row(text: int, name: Name, means: tuple[str, float, str]) -> tuple[Any, ...]:
    """A name as a row, with its entity and why it is that one."""
    return text, name.kind, name.label, _json([name.surfaces, name.owners, name.shorts]), *means


def name_of(document: str, text: str, kind: Any, label: str, wordings: str) -> Name:
    """The way back."""
    surfaces, owners, shorts = json.loads(wordings)
    return Name(document, text, kind, label, tuple(surfaces), tuple(owners), tuple(map(tuple, shorts)))


def entity_row(entity: Entity) -> tuple[str, str]:
    """An entity as a row."""
    names = entity.names, entity.english, entity.broader
    return entity.id, _json((entity.id, entity.kind, entity.label, *names, entity.formula))


def entity_of(told: str) -> Entity:
    """The way back."""
    id, kind, label, names, english, broader, formula = json.loads(told)
    return Entity(id, kind, label, tuple(names), tuple(english), tuple(broader), formula)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def make_room(keep: Path, limit: int = LIMIT) -> None:
    """Let the files of the outputs that were not built for longest go, where all together are too large."""
    with suppress(OSError):
        files = sorted(keep.parent.glob("output-*.sqlite"), key=lambda path: -path.stat().st_mtime_ns)
        held = 0
        for path in files:
            held += path.stat().st_size
            if held > limit and path != keep:
                path.unlink(missing_ok=True)
