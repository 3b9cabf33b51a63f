"""Stores of others on the loopback: Oxigraph's server and Virtuoso, each started for the tests, with its addresses."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic, sleep
from typing import ClassVar
from urllib.error import URLError
from urllib.request import urlopen

import pytest

VIRTUOSO = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 10000
"""


@dataclass(frozen=True)
class Server:
    """Where a store answers queries, and where its graphs are; what it wants to be told."""

    name: str
    query: str
    graphs: str
    user: str = ""
    password: str = ""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def running(command: list[str], home: Path, probe: str) -> Iterator[None]:
    """A process that answers at an address, until the end."""
    with (home / "said").open("w") as said:
        process = subprocess.Popen(command, cwd=home, stdout=said, stderr=said)
        try:
            end = monotonic() + 120
            while True:
                try:
                    urlopen(probe, timeout=5).close()
                    break
                except (URLError, OSError):
                    assert process.poll() is None, (home / "said").read_text()
                    assert monotonic() < end, (home / "said").read_text()
                    sleep(0.2)
            yield
        finally:
            process.kill()
            process.wait()


@contextmanager
def oxigraph(home: Path) -> Iterator[Server]:
    program = Path(sys.executable).with_name("oxigraph")
    if not program.exists():
        pytest.skip("no oxigraph server on this machine: publishing was not tried with it")
    here = f"127.0.0.1:{free_port()}"
    with running([str(program), "serve", "--bind", here], home, f"http://{here}/query?query=ASK%7B%7D"):
        yield Server("oxigraph", f"http://{here}/query", f"http://{here}/store")


@contextmanager
def virtuoso(home: Path) -> Iterator[Server]:
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("no Virtuoso on this machine (Debian's virtuoso-opensource-7-bin): it was not published to")
    port = free_port()
    (home / "virtuoso.ini").write_text(VIRTUOSO.format(sql=free_port(), http=port))
    command = [program, "+foreground", "+configfile", "virtuoso.ini"]
    here = f"http://127.0.0.1:{port}"
    with running(command, home, f"{here}/sparql?query=ASK%7B%7D"):
        yield Server("virtuoso", f"{here}/sparql", f"{here}/sparql-graph-crud-auth", "dba", "dba")


class Answers(BaseHTTPRequestHandler):
    """Gives one answer to whatever is asked, and notes what it was told."""

    status, headers_, body = 200, {"Content-Type": "application/sparql-results+json"}, b'{"head":{},"boolean":true}'
    wait = 0.0
    asked: ClassVar[list[tuple[str, str | None]]] = []

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.asked.append((self.path, self.headers.get("Authorization")))
        sleep(self.wait)
        welcome = self.headers.get("Authorization") is not None
        self.send_response(200 if welcome else self.status)
        for name, value in self.headers_.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    do_GET = do_PUT = do_POST

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def answering(**how: object) -> Iterator[tuple[str, list[tuple[str, str | None]]]]:
    """A server that gives one answer; its address, and what it was asked."""
    handler = type("Handler", (Answers,), {**how, "asked": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/", handler.asked  # type: ignore[attr-defined]
        finally:
            server.shutdown()
