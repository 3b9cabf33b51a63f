"""Lines sorted into a file: here, or by a process of its own, while this one goes on to make them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import count, islice
from pathlib import Path

from graph.processes import start
from graph.rdf.lines import merged, pieces_in_order, sort_stored

APART = 200_000  # lines from which on another process pays, and that are given to it at a time
_PROGRAM = "from graph.rdf.sorting import main; main()"


def sort_here(lines: Iterator[bytes], folder: Path, path: Path) -> int:
    """Write lines into a file, sorted and each once, and tell how many; `folder` is there for what waits."""
    return _write(pieces_in_order(lines, folder), path)


def sort_apart(lines: Iterator[bytes], folder: Path, path: Path, run: int = APART) -> int:
    """The same by another process.

    What that process does not come to the end of, for whatever reason, is done here, where the reason is met again.
    """
    with start(_PROGRAM, str(folder), str(path)) as process:
        try:
            runs = list(_told(_laid_aside(lines, folder, run), process))
            said, _ = process.communicate()
        except BaseException:
            process.kill()
            raise
    if process.returncode == 0:
        return int(said)
    path.unlink(missing_ok=True)
    for left in runs:
        sort_stored(left)
    return _write(merged(runs), path)


def _laid_aside(lines: Iterator[bytes], folder: Path, run: int) -> Iterator[Path]:
    for number in count():
        path = folder / f"run-{number}"
        with path.open("wb") as file:
            file.writelines(islice(lines, run))
        if not path.stat().st_size:
            return
        yield path


def _told(paths: Iterable[Path], process: subprocess.Popen[bytes]) -> Iterator[Path]:
    assert process.stdin is not None
    for path in paths:
        with suppress(BrokenPipeError):  # it has died: its exit code says so
            process.stdin.write(f"{path.name}\n".encode())
            process.stdin.flush()
        yield path


def _write(pieces: Iterable[list[bytes]], path: Path) -> int:
    lines = 0
    with path.open("xb") as file:
        for piece in pieces:
            file.write(b"".join(piece))
            lines += len(piece)
    return lines


def main() -> None:
    """Sort the runs that are named, then write them as one; fail in silence, as the process that asks will see why."""
    folder, path = map(Path, sys.argv[1:])
    runs = list[Path]()
    try:
        for name in sys.stdin:
            runs.append(folder / name.removesuffix("\n"))
            sort_stored(runs[-1])
        print(_write(merged(runs), path))  # noqa: T201 - to the pipe
    except Exception:
        sys.exit(1)
