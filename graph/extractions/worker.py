"""A process that reads documents for another: frames of JSON in, frames of extractions out, until there are no more."""

from __future__ import annotations

import gc
import json
import signal
import sys
from pathlib import Path
from typing import IO

from graph import lexicon, vocab
from graph.extract import Gate, extract
from graph.extractions.codec import encode
from graph.model import Document

_LENGTH = 8


def send(pipe: IO[bytes], frame: bytes) -> None:
    """Write a frame: its length, then its bytes."""
    pipe.write(len(frame).to_bytes(_LENGTH, "big") + frame)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes | None:
    """Read a frame; None where the other side has gone."""
    head = pipe.read(_LENGTH)
    length = int.from_bytes(head, "big")
    frame = pipe.read(length) if len(head) == _LENGTH else b""
    return frame if len(head) == _LENGTH and len(frame) == length else None


def serve(requests: IO[bytes], replies: IO[bytes]) -> None:
    """Answer each frame of documents with a line for each, an empty frame where one cannot be read.

    The first frame names the folder of domain knowledge, "" for the project's own.
    """
    home = receive(requests)
    if home is None:
        return
    folder = Path(home.decode("utf-8", "surrogateescape")) if home else None
    words, gate = lexicon.load(folder), Gate.of(vocab.load(folder))
    gc.freeze()  # what stays as long as the process needs no looking through
    while (frame := receive(requests)) is not None:
        documents = [Document(*told) for told in json.loads(frame)]
        try:
            reply = b"\n".join(encode(extract(document, words, gate)) for document in documents)
        except Exception:
            reply = b""
        send(replies, reply)


def main() -> None:
    """Serve over the standard streams; the process that asks decides what an interrupt means."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, replies = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing else may speak where frames go
    try:
        serve(requests, replies)
    except BrokenPipeError:
        sys.stderr.close()
