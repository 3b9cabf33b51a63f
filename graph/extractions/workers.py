"""Processes that read documents at the same time, one for each core."""

from __future__ import annotations

import json
import os
import subprocess
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path

from graph.extractions.worker import receive, send
from graph.model import Document
from graph.processes import lost, start

_PROGRAM = "from graph.extractions.worker import main; main()"


class Workers:
    """So many processes; each begins when there is work for it and ends with the `with` block."""

    def __init__(self, count: int, home: Path | None) -> None:
        self._home, self._here, self._ended = home, threading.local(), False
        self._processes: list[subprocess.Popen[bytes]] = []
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="worker")

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *error: object) -> None:
        self._ended = True
        for process in tuple(self._processes):
            process.kill()
        self._threads.shutdown(cancel_futures=True)
        for process in self._processes:
            with suppress(BrokenPipeError), process:  # what was not sent yet has no reader any more
                pass  # closes its pipes and waits for its end

    def submit(self, documents: Sequence[Document]) -> Future[tuple[bytes, ...]]:
        """Have documents read: an extraction for each as `encode` writes it, none at all where reading one fails.

        The result raises `Error` where the process ended before its work was done.
        """
        return self._threads.submit(self._ask, documents)

    def _ask(self, documents: Sequence[Document]) -> tuple[bytes, ...]:
        process = self._process()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            send(process.stdin, json.dumps([astuple(document) for document in documents]).encode())
            reply = receive(process.stdout)
        except OSError:
            reply = None
        if reply is None:
            raise lost(process)
        return tuple(reply.split(b"\n")) if reply else ()

    def _process(self) -> subprocess.Popen[bytes]:
        """The process of this thread."""
        process: subprocess.Popen[bytes] | None = getattr(self._here, "process", None)
        if process is None:
            process = self._here.process = self._started()
        return process

    def _started(self) -> subprocess.Popen[bytes]:
        process = start(_PROGRAM)
        self._processes.append(process)
        if self._ended:
            process.kill()
        assert process.stdin is not None
        with suppress(BrokenPipeError):  # it has died at once: the first question to it says so
            send(process.stdin, os.fsencode(self._home) if self._home else b"")
        return process
