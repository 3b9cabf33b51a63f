"""A server in a process of its own, as a user starts it, and a client that hides nothing of what comes back."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

ROOT = Path(__file__).resolve().parent.parent
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV = "text/csv", "text/tab-separated-values"
TURTLE, NTRIPLES, JSONLD = "text/turtle", "application/n-triples", "application/ld+json"
FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def media(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def rows(self) -> list[dict[str, str]]:
        return [{name: term["value"] for name, term in row.items()} for row in self.json["results"]["bindings"]]


@dataclass(frozen=True)
class Server:
    """A server that runs: its address, its process, where it says what goes wrong."""

    url: str
    process: subprocess.Popen[str]
    log: Path

    @property
    def port(self) -> int:
        return int(urlsplit(self.url).port or 0)

    def ask(
        self, path: str, method: str = "GET", body: bytes | str | None = None, timeout: float = 60, **headers: str
    ) -> Answer:
        """One request over a connection of its own; names of headers with _ for -."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            with suppress(BrokenPipeError):  # an answer may come before all is sent
                connection.request(method, path, body.encode() if isinstance(body, str) else body, sent)
            got = connection.getresponse()
            return Answer(got.status, {name.lower(): value for name, value in got.getheaders()}, got.read())
        finally:
            connection.close()

    def query(self, text: str, accept: str = JSON, timeout: float = 60, **more: Any) -> Answer:
        """A query by GET."""
        given = urlencode({"query": text, **more}, doseq=True)
        return self.ask(f"/sparql?{given}", Accept=accept, timeout=timeout)

    def get(self, path: str, accept: str = "*/*", **given: Any) -> Answer:
        """An address with parameters."""
        return self.ask(f"{path}?{urlencode(given, doseq=True)}" if given else path, Accept=accept)


@contextmanager
def serving(source: Path, folder: Path, *options: str, token: str = "", host: str = "") -> Iterator[Server]:
    """`industry-chain serve`, from its start until it is interrupted; it ends well."""
    log = folder / "serve.log"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "INDUSTRY_CHAIN_TOKEN": token}
    command = [sys.executable, "-m", "graph.cli", "serve", str(source), "--port", "0", "--lang", "en", *options]
    command += ["--host", host] if host else []
    with log.open("w") as errors:
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True)
    try:
        assert process.stdout is not None
        said = process.stdout.readline()
        assert said.startswith("Ready: http"), log.read_text()
        yield Server(said.split()[1], process, log)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            assert process.wait(20) == 0, log.read_text()
        finally:
            process.kill()
            process.wait()
            process.stdout.close()
