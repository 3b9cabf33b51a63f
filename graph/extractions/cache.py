"""What was read once: extractions by a hash of the document and of all that reads it, in one SQLite file.

It is only ever a shortcut. Whatever is wrong with it (a corrupt file, no room, no permission, another build at work in
it) costs time and nothing else; what it gives is checked before it is used.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from graph.model import Document

LIMIT = 1 << 30  # bytes of the file
_LARGEST = 1 << 28  # bytes of one extraction, unpacked
_FORMAT = 1
_WAIT = 5.0  # seconds for another build to end its step
_TABLE = "CREATE TABLE extractions (key BLOB PRIMARY KEY, run INTEGER, sum BLOB, data BLOB)"
_USED = "UPDATE extractions SET run = ? WHERE key = ? AND run < ?"
_HELD = "SELECT 1 FROM extractions WHERE key = ?"


def default_folder() -> Path | None:
    """Where the system keeps what can be made again; None where it has no such place."""
    try:
        if sys.platform == "win32":
            base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        elif sys.platform == "darwin":
            base = Path.home() / "Library" / "Caches"
        else:
            given = Path(os.environ.get("XDG_CACHE_HOME", ""))
            base = given if given.is_absolute() else Path.home() / ".cache"
    except RuntimeError:  # nobody's home
        return None
    return base / "industry-chain-graph"


def key_of(document: Document, version: str) -> bytes:
    """The key of what a document says, as a version of the extractor reads it.

    >>> key_of(Document("a", "镍"), "1") == key_of(Document("a", "镍"), "1") != key_of(Document("a", "镍"), "2")
    True
    """
    parts = (document.name, document.text, document.title, document.publisher, document.published, document.url)
    told = "\x1f".join((version, str(document.start), *(f"{len(part)}:{part}" for part in parts)))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).digest()


class Cache:
    """A file of extractions; one that cannot be used holds nothing and takes nothing."""

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self._path, self._limit, self._run = folder / "extractions.sqlite", limit, 0
        self._file: sqlite3.Connection | None = None

    def __enter__(self) -> Cache:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._open()
        except (OSError, sqlite3.Error):
            self._drop()
        return self

    def __exit__(self, *error: object) -> None:
        with self._careful() as file:
            if file is not None:
                file.commit()
                file.close()
        self._file = None

    def holds(self, key: bytes) -> bool:
        """Whether something is held under this key."""
        found = False
        with self._careful() as file:
            found = file is not None and file.execute(_HELD, (key,)).fetchone() is not None
        return found

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """What is held under these keys."""
        found: dict[bytes, bytes] = {}
        with self._careful() as file:
            if file is not None:
                marks = ",".join("?" * len(keys))
                held = file.execute(f"SELECT key, sum, data FROM extractions WHERE key IN ({marks})", keys)
                found.update((key, data) for key, sum, packed in held if (data := _unpacked(sum, packed)) is not None)
        self.touch(found)
        return found

    def touch(self, keys: Iterable[bytes]) -> None:
        """Say that what is held under these keys is still of use."""
        with self._careful() as file:
            if file is not None:
                file.executemany(_USED, ((self._run, key, self._run) for key in keys))

    def put(self, extractions: Mapping[bytes, bytes]) -> None:
        """Hold these too, and let the oldest go where there is no room."""
        with self._careful() as file:
            if file is not None:
                rows = ((key, self._run, _sum(data), zlib.compress(data, 1)) for key, data in extractions.items())
                file.executemany("INSERT OR REPLACE INTO extractions VALUES (?, ?, ?, ?)", rows)
                self._make_room(file)
                file.commit()

    def _open(self) -> None:
        try:
            self._connect()
        except sqlite3.OperationalError:  # no permission, no room, another build at work
            raise
        except sqlite3.DatabaseError:  # a broken file: what it held can be read again
            self._drop()
            self._path.unlink()
            self._connect()

    def _connect(self) -> None:
        file = self._file = sqlite3.connect(self._path, timeout=_WAIT)
        file.execute("PRAGMA synchronous = OFF")  # a file that a power cut broke is found broken and begun anew
        if file.execute("PRAGMA user_version").fetchone()[0] != _FORMAT:
            file.executescript(f"DROP TABLE IF EXISTS extractions; {_TABLE}; PRAGMA user_version = {_FORMAT};")
        self._run = 1 + (file.execute("SELECT max(run) FROM extractions").fetchone()[0] or 0)

    def _make_room(self, file: sqlite3.Connection) -> None:
        """Let go of what was not used for the most builds."""
        while _size(file) > self._limit:
            oldest = file.execute("SELECT min(run) FROM extractions").fetchone()[0]
            if oldest is None or oldest == self._run:
                file.rollback()
                self._drop()
                return
            file.execute("DELETE FROM extractions WHERE run = ?", (oldest,))

    @contextmanager
    def _careful(self) -> Iterator[sqlite3.Connection | None]:
        """Whatever goes wrong with the file, the build goes on without it."""
        try:
            yield self._file
        except (sqlite3.Error, OSError):
            self._drop()

    def _drop(self) -> None:
        if self._file is not None:
            with suppress(sqlite3.Error):
                self._file.close()
        self._file = None


def _size(file: sqlite3.Connection) -> int:
    pages, free, size = (
        file.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * size)


def _sum(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()[:8]


def _unpacked(sum: object, packed: object) -> bytes | None:
    """The data, if it is what was put there."""
    try:
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(packed, _LARGEST) if isinstance(packed, bytes) else b""
        return data if unpacker.eof and _sum(data) == sum else None
    except zlib.error:
        return None
