"""SPARQL servers to measure, each in processes of its own, and a client that keeps its connection."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

PATIENCE = 120.0  # seconds until a server must answer


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server answers queries, and its process."""

    url: str
    process: subprocess.Popen[str]

    @property
    def cpu(self) -> float:
        """The CPU seconds that it and all its processes have spent; 0 where the system does not tell."""
        return sum(_spent(process) for process in family(self.process.pid))

    @property
    def memory(self) -> float:
        """MiB that all its processes hold, what they share counted once."""
        return sum(_held(process) for process in family(self.process.pid)) / 1024


class Client:
    """One connection, kept."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._path = parts.path.rstrip("/")
        self._connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=300)

    def post(self, path: str, query: bytes, accept: str = "application/sparql-results+json") -> tuple[int, str, bytes]:
        """The status, the media type and the body for a query."""
        headers = {"Content-Type": "application/sparql-query", "Accept": accept}
        self._connection.request("POST", self._path + path, query, headers)
        answer = self._connection.getresponse()
        return answer.status, (answer.getheader("content-type") or "").partition(";")[0], answer.read()


def family(process: int) -> list[int]:
    """A process and all that it has started."""
    below: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            below.setdefault(int(path.read_text().rsplit(")", 1)[1].split()[1]), []).append(int(path.parent.name))
        except OSError:  # it has just ended
            continue
    found = [process]
    for one in found:
        found += below.get(one, [])
    return found


def _spent(process: int) -> float:
    try:
        told = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _held(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


@contextmanager
def ours(source: Path, *options: str) -> Iterator[Server]:
    """`industry-chain serve`."""
    command = [sys.executable, "-m", "graph.cli", "serve", str(source), "--port", "0", "--quiet", "--lang", "en"]
    process = subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        said = process.stdout.readline()
        yield Server(said.split()[-1].rstrip("/"), process)
    finally:
        _end(process)


@contextmanager
def other(command: list[str], url: str) -> Iterator[Server]:
    """A server that says nothing when it is ready: it is asked until it answers."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet, text=True)
    try:
        _wait(url, process)
        yield Server(url, process)
    finally:
        _end(process)


def _wait(url: str, process: subprocess.Popen[str]) -> None:
    start = time.monotonic()
    while time.monotonic() - start < PATIENCE and process.poll() is None:
        try:
            if Client(url).post("", b"ASK {}")[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise SystemExit(f"no answer from {url}")


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
