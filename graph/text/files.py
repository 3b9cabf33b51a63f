"""Which files to read, and how each kind is read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

from graph.errors import SourceError
from graph.model import Document

# A module for each kind, loaded when a file of the kind is read: the parsers of web pages and PDF are slow to load.
READERS = {
    ".txt": "plain",
    ".md": "plain",
    ".markdown": "plain",
    ".html": "web",
    ".htm": "web",
    ".pdf": "pdf",
    ".docx": "word",
    ".jsonl": "records",
    ".parquet": "parquet",
}
_KINDS = "txt, md, html, pdf, docx, jsonl, parquet"


def sources(paths: Sequence[Path]) -> tuple[Path, ...]:
    """List the files to read: those given, and those of known kinds in the folders given, sorted, each once.

    A folder that cannot be opened is listed itself, so that reading it says so.

    >>> sources([Path("nowhere")])
    Traceback (most recent call last):
    ...
    graph.errors.SourceError: nowhere: no such file or folder / 没有这个文件或文件夹; check the path
    """
    found = sorted({path for given in paths for path in _expand(given)}, key=lambda path: path.parts)
    once: dict[str, Path] = {}
    for path in found:
        once.setdefault(os.path.realpath(path), path)
    return tuple(once.values())


def nothing(paths: Sequence[Path]) -> SourceError:
    """What to say where no file holds a text."""
    remedy = "give files of texts, or a folder that holds some"
    return SourceError("no text could be read", ", ".join(map(str, paths)), remedy)


def _expand(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from _walk(path)
    elif not os.path.lexists(path):
        raise SourceError("no such file or folder / 没有这个文件或文件夹", shown(path), "check the path")
    elif path.suffix.lower() not in READERS:
        raise _unknown(path)
    else:
        yield path


def _walk(folder: Path) -> Iterator[Path]:
    closed: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=lambda fault: closed.append(Path(fault.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in READERS:
                yield Path(place, name)
    yield from closed


def read(path: Path, name: str | None = None, limit: int = 50_000_000) -> tuple[Document, ...]:
    """Read a file: one document, or one for each line of jsonl. `name` is the file's name unless given.

    >>> read(Path("."))
    Traceback (most recent call last):
    ...
    graph.errors.SourceError: .: a folder, not a file / 是文件夹，不是文件; name the files in it
    """
    called = name if name is not None else path.name
    data = _bytes(path, limit)
    module = READERS.get(path.suffix.lower())
    if module is None:
        raise _unknown(path)
    documents: tuple[Document, ...] = import_module(f"graph.text.{module}").read(data, printable(called))
    return documents


def _bytes(path: Path, limit: int) -> bytes:
    """Fetch what a regular file holds, never more than the limit."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            os.listdir(path)
            raise SourceError("a folder, not a file / 是文件夹，不是文件", shown(path), "name the files in it")
        if not stat.S_ISREG(mode):
            raise SourceError("not a regular file / 不是普通文件", shown(path), "copy its text to a file")
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except (OSError, ValueError) as fault:
        raise _closed(path, fault) from None
    if len(data) > limit:
        what = f"more than {limit:,} bytes / 超过 {limit:,} 字节"
        raise SourceError(what, shown(path), "split it, or raise the limit")
    return data


def _closed(path: Path, fault: OSError | ValueError) -> SourceError:
    if isinstance(fault, FileNotFoundError):
        return SourceError("no such file / 没有这个文件", shown(path), "check the path; it may be a broken link")
    if isinstance(fault, PermissionError):
        return SourceError("no permission to read / 没有读取权限", shown(path), "change its permissions")
    reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else "unusable path"
    return SourceError(f"cannot be opened ({reason}) / 无法打开", shown(path), "check the path")


def _unknown(path: Path) -> SourceError:
    kind = printable(path.suffix) or "no suffix"
    return SourceError(f"unknown kind of file ({kind}) / 不支持的文件类型", shown(path), f"give {_KINDS}")


def shown(path: Path) -> str:
    r"""Write a path so that it stays on one line.

    >>> shown(Path("a\nb.txt"))
    'a\\nb.txt'
    """
    return printable(str(path))


def printable(name: str) -> str:
    r"""Escape what has no place in a line of text: control characters, and bytes that were no characters.

    >>> printable("镍\x1b[31m.txt")
    '镍\\x1b[31m.txt'
    """
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in name)
