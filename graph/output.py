"""The output folder: written whole or not at all.

New files go into a folder beside it, which then takes its place in one step. Whatever happens before that
step (an error, a full disk, a kill), the last good output stays as it was. Files of others in the folder, a log
or notes, are linked into the new folder before that step, so that they are in place at every moment.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graph.errors import OutputError

if sys.platform != "win32":
    import fcntl

GENERATOR = "industry-chain-graph"
REPORT = "report.json"
_HEAD = re.compile(rf'{{\s*"generator": "{GENERATOR}",\s*"files": (\[[^\[\]]*\])')  # how a build begins a report
_BEGINNING = 1 << 16
LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})  # file managers leave them in every folder they show
_HERE, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of renameat2(2)


@dataclass(frozen=True, slots=True)
class Slot:
    """A folder that is ours to replace, as long as `reserve` lasts."""

    folder: Path

    @property
    def new(self) -> Path:
        """Where the next output grows."""
        return self.folder.with_name(f".{self.folder.name}.new")

    @property
    def old(self) -> Path:
        """Where the last output waits while it is replaced."""
        return self.folder.with_name(f".{self.folder.name}.old")

    @property
    def lock(self) -> Path:
        """The file that says a build is at work."""
        return self.folder.with_name(f".{self.folder.name}.lock")

    def put(self, files: Mapping[str, bytes]) -> None:
        """Make these the files of the folder: all of them, beside those that no build made.

        >>> import tempfile
        >>> with reserve(Path(tempfile.mkdtemp()) / "output") as slot:
        ...     slot.put({"report.json": b"{}"})
        >>> [path.name for path in slot.folder.iterdir()]
        ['report.json']
        """
        self._refuse(files)
        with self.grow() as new:
            for name, content in sorted(files.items()):
                _write(new / name, content)

    @contextmanager
    def grow(self) -> Iterator[Path]:
        """A folder to write files into; in the end it takes the place of the last output, whole, or not at all."""
        with told(self.folder):
            _remove(self.new)
            self.new.mkdir()
            yield self.new
            files = sorted(path.name for path in self.new.iterdir())
            for name in self._refuse(files):
                os.link(self.folder / name, self.new / name, follow_symlinks=False)
            for name in files:
                _sync_whole(self.new / name)
            _sync(self.new)
            _swap(self)
            _sync(self.folder.parent)
            _remove(self.new)

    def _refuse(self, files: Iterable[str]) -> list[str]:
        """The files that no build made, which none of these may replace."""
        kept = _foreign(self.folder) if self.folder.is_dir() else []
        ours = frozenset(files)
        _refuse(self.folder, [name for name in kept if name in ours])
        return kept


@contextmanager
def reserve(folder: Path, inputs: Iterable[Path] = ()) -> Iterator[Slot]:
    """Hold `folder` for one build: nobody else may write it, what is not ours stays, and it holds no input."""
    folder = Path(os.path.abspath(folder))
    if not folder.name:
        raise OutputError("is the root of the disk", str(folder), "choose a folder in it")
    slot = Slot(folder)
    with told(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        descriptor = _acquire(slot)
    try:
        with told(folder):
            _recover(slot)
            _refuse_foreign(folder)
            _refuse_inputs(folder, inputs)
        yield slot
    finally:
        _release(slot, descriptor)


def _acquire(slot: Slot) -> int:
    """Open and lock the lock file, again where its last holder took it away in between."""
    while True:
        descriptor = os.open(slot.lock, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        if not _locked(descriptor):
            os.close(descriptor)
            raise OutputError("another build is writing here", str(slot.folder), "wait for it or choose another folder")
        if _still_there(slot.lock, descriptor):
            return descriptor
        os.close(descriptor)


def _locked(descriptor: int) -> bool:
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _still_there(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(os.lstat(path), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _release(slot: Slot, descriptor: int) -> None:
    _remove(slot.new)
    slot.lock.unlink(missing_ok=True)
    os.close(descriptor)


def _recover(slot: Slot) -> None:
    """Tidy what a killed build left; its last step may have been to put the old output aside."""
    _remove(slot.new)
    if not os.path.lexists(slot.folder) and slot.old.is_dir() and not slot.old.is_symlink():
        slot.old.rename(slot.folder)
    _remove(slot.old)


def _refuse_foreign(folder: Path) -> None:
    if folder.is_symlink():
        raise OutputError("is a symbolic link", str(folder), "give the folder it points to")
    if not os.path.lexists(folder):
        return
    if not folder.is_dir():
        raise OutputError("is a file", str(folder), "give a folder")
    _refuse(folder, [name for name in _foreign(folder) if name == REPORT or _is_folder(folder / name)])


def _refuse_inputs(folder: Path, inputs: Iterable[Path]) -> None:
    """The next build would read what this one wrote among the texts."""
    ours = _ours(folder / REPORT)
    for path in inputs:
        home = path if path.is_dir() else path.parent
        if path.name not in ours and folder.exists() and home.exists() and home.samefile(folder):
            raise OutputError("holds the texts to read", str(folder), "choose another folder")


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _refuse(folder: Path, foreign: list[str]) -> None:
    """Of what no build made, a folder cannot be carried along and a file under a name of ours must not be replaced."""
    if foreign:
        shown = ", ".join(foreign[:3]) + (" ..." if len(foreign) > 3 else "")
        remedy = "choose an empty or new folder, or move them away"
        raise OutputError(f"holds files that no build made ({shown})", str(folder), remedy)


def _foreign(folder: Path) -> list[str]:
    """Names that are neither ours, as the report of the last build lists them, nor litter."""
    ours = _ours(folder / REPORT)
    return sorted(path.name for path in folder.iterdir() if path.name not in LITTER and path.name not in ours)


def _ours(report: Path) -> frozenset[str]:
    try:
        state = report.stat()
        return _files(report, (state.st_ino, state.st_mtime_ns, state.st_size))
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()


@lru_cache(maxsize=4)
def _files(report: Path, state: tuple[int, int, int]) -> frozenset[str]:
    del state  # a part of the key: a report that was written anew is read again
    with report.open(encoding="utf-8") as file:
        head = _HEAD.match(file.read(_BEGINNING))  # what follows may be very long
    if head:
        return frozenset(json.loads(head[1]))
    said = json.loads(report.read_text(encoding="utf-8"))
    return frozenset(said["files"]) if said["generator"] == GENERATOR else frozenset()


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)


def _sync(path: Path) -> None:
    """Make a file, or the names in a folder, last, where the system can."""
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_whole(path: Path) -> None:
    """The same for a file, or a folder with the files in it."""
    for inside in path.iterdir() if _is_folder(path) else ():
        _sync(inside)
    _sync(path)


def _swap(slot: Slot) -> None:
    """Put the new folder in the place of the old one: in one step where the system can, else in two."""
    if not slot.folder.exists():
        slot.new.rename(slot.folder)
    elif not _exchange(slot.new, slot.folder):
        slot.folder.rename(slot.old)
        try:
            slot.new.rename(slot.folder)
        except OSError:
            slot.old.rename(slot.folder)
            raise
        _remove(slot.old)


def _exchange(one: Path, other: Path) -> bool:
    rename = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    return rename is not None and rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0


def _remove(path: Path) -> None:
    """Take away a folder of ours; a link in its place goes, what it points to stays."""
    if path.is_symlink():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Say in one line what the system could not do where it should write."""
    remedies = {
        errno.ENOSPC: "make room and build again",
        errno.EACCES: "choose a folder that you may write",
        errno.EPERM: "choose a folder that you may write",
        errno.EROFS: "choose a folder that you may write",
        errno.EBUSY: "choose a folder inside it",
    }
    try:
        yield
    except OSError as error:
        remedy = remedies.get(error.errno or 0, "choose another folder")
        raise OutputError(f"cannot be written ({error.strerror or error})", str(path), remedy) from error
