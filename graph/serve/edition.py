"""One build as it is served: its files held open, its store, its workers. A new build is another edition."""

from __future__ import annotations

import asyncio
import hashlib
import io
import os
import shutil
import stat
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from graph.errors import QueryError
from graph.output import REPORT
from graph.serve.pool import Pool
from graph.serve.processes import Nursery
from graph.serve.settings import Limits
from graph.store import NAME, opened, read, united

_GRAPHS = ("graph.nq", "graph.ttl", "graph.jsonld")
_SHOWN = frozenset({".html", ".md", ".json", ".csv", ".xlsx", ".nq", ".ttl", ".jsonld", ".jsonl"})


@dataclass(frozen=True, slots=True)
class Held:
    """An open file: what it held stays to be read, whatever takes its name."""

    name: str
    descriptor: int
    size: int

    def pieces(self, piece: int = 1 << 18) -> Iterator[bytes]:
        """All of it, piece by piece."""
        for start in range(0, self.size, piece):
            yield os.pread(self.descriptor, min(piece, self.size - start), start)


@dataclass(slots=True)
class Edition:
    """A build that is served; those that ask hold it until they have their answer."""

    name: str
    mark: tuple[int, ...]
    files: dict[str, Held]
    descriptors: tuple[int, ...]  # of its folder, and of the one with its store
    made: Path | None = None  # a folder with a store that was made for the occasion
    nurseries: list[Nursery] = field(default_factory=list)
    pools: dict[str, Pool] = field(default_factory=dict)
    users: int = 0
    idle: asyncio.Event = field(default_factory=asyncio.Event)

    async def begin(self, source: Path, limits: Limits) -> None:
        """Start what answers."""
        given = Path(".") if source.is_dir() else Path(source.name)
        asked = (("sparql", ".", self.descriptors[-1]), ("api", str(given), self.descriptors[0]))
        started = (Nursery.start(*one, limits.memory) for one in asked)
        self.nurseries += await asyncio.gather(*started)
        sparql, api = self.nurseries
        self.pools["sparql"] = Pool(sparql.worker, limits, limits.workers, limits.long)
        self.pools["api"] = Pool(api.worker, limits, limits.workers, limits.long)
        await asyncio.gather(*(pool.begin() for pool in self.pools.values()))

    @property
    def alive(self) -> bool:
        """Whether all that it needs still runs."""
        return all(nursery.alive for nursery in self.nurseries)

    @property
    def sparql(self) -> Pool:
        """Answers queries."""
        return self.pools["sparql"]

    @property
    def api(self) -> Pool:
        """Answers what the Python API is asked."""
        return self.pools["api"]

    @asynccontextmanager
    async def use(self) -> AsyncIterator[Edition]:
        """Hold it."""
        self.users += 1
        try:
            yield self
        finally:
            self.users -= 1
            if not self.users:
                self.idle.set()

    async def retire(self, seconds: float) -> None:
        """Give up what is held, when nobody asks any more, or after some time."""
        if self.users:
            self.idle.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self.idle.wait(), seconds)
        for pool in self.pools.values():
            await pool.end()
        for nursery in self.nurseries:
            await nursery.end()
        for descriptor in (*self.descriptors, *(file.descriptor for file in self.files.values())):
            os.close(descriptor)
        if self.made is not None:
            shutil.rmtree(self.made, ignore_errors=True)


def mark(source: Path) -> tuple[int, ...] | None:
    """What tells a build from the next: its file by place, size and time; None where there is none.

    >>> mark(Path("nowhere")) is None
    True
    """
    for path in (source / REPORT, *(source / name for name in _GRAPHS)) if source.is_dir() else (source,):
        try:
            about = path.stat()
        except OSError:
            continue
        return about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns
    return None


async def publish(source: Path, limits: Limits) -> Edition:
    """Make an edition of what stands there now, ready to answer.

    Raises:
        QueryError: there is no graph.
        ServeError: a worker cannot begin.
    """
    seen = mark(source)
    if seen is None:
        raise QueryError(
            "holds no graph" if source.is_dir() else "no such file or folder", str(source), "build it first"
        )
    folder = _folder(source if source.is_dir() else source.parent)
    edition = Edition(_name(seen), seen, _held(source, folder), (folder,))
    try:
        edition.made = await asyncio.to_thread(_store_made, source)
        if edition.made is not None:
            edition.descriptors = (folder, os.open(edition.made, os.O_RDONLY))
        await edition.begin(source, limits)
        if mark(source) != seen:
            raise QueryError("was built anew in between", str(source), "try again")
    except BaseException:
        await edition.retire(0)
        raise
    return edition


def _name(seen: tuple[int, ...]) -> str:
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:12]


def _held(source: Path, folder: int) -> dict[str, Held]:
    """The files of a build that can be had, opened in the folder that is held."""
    names = sorted(os.listdir(folder)) if source.is_dir() else [source.name]
    shown = (name for name in names if Path(name).suffix in _SHOWN and not name.startswith("."))
    return {held.name: held for name in shown if (held := _opened(name, folder)) is not None}


def _opened(name: str, folder: int) -> Held | None:
    """A file, held open; None where it is a link, no file, or not to be read: a build writes no such, others may."""
    try:
        descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    except OSError:
        return None
    about = os.fstat(descriptor)
    if stat.S_ISREG(about.st_mode):
        return Held(name, descriptor, about.st_size)
    os.close(descriptor)
    return None


def _folder(home: Path) -> int:
    try:
        return os.open(home, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    except OSError as error:
        raise QueryError("cannot be read", str(home), "check the path") from error


def _store_made(source: Path) -> Path | None:
    """A folder with a store of a graph that has none beside it; None where it has one."""
    if source.is_dir() and opened(source) is not None:
        return None
    home = Path(tempfile.mkdtemp(prefix="industry-chain-"))
    try:
        quads = io.BytesIO()
        united(read(source)).dump(quads, ox.RdfFormat.N_QUADS)
        store = ox.Store(home / NAME)
        store.bulk_load(quads.getvalue(), ox.RdfFormat.N_QUADS)
        store.optimize()
        store.flush()
    except BaseException:
        shutil.rmtree(home, ignore_errors=True)
        raise
    return home
