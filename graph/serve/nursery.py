"""A process from which workers are forked: what all of them need is read once, and the next one is there at once.

It is started anew, has one thread, and does nothing else; so forking is safe there, as it would not be in the server.
Over its control socket come orders of a fixed length: "fork", with the socket on which the new worker shall answer,
and "reap PID" for one that the server has ended.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
from collections.abc import Callable

from graph.errors import Error
from graph.serve import jail
from graph.serve.frames import Reply
from graph.serve.worker import ANSWERS, Answer, serve

PROGRAM = "from graph.serve.nursery import main; main()"
ORDER = 16  # bytes
_FORK = b"fork"


def order(words: bytes) -> bytes:
    """An order, of its length.

    >>> order(b"reap 12")
    b'reap 12         '
    """
    return words.ljust(ORDER)


def main() -> None:
    """Read what the workers need, say so, and fork them until the server has gone."""
    kind, source, home, channel, memory = sys.argv[1:]
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=int(channel))
    os.fchdir(int(home))
    try:
        begin = ANSWERS[kind](source)
    except Error as error:
        control.sendall(Reply(500, "text/plain", str(error).encode()).frames)
        return
    gc.collect()
    gc.freeze()  # what is shared stays shared
    control.sendall(Reply(200, "text/plain", b"ready").frames)
    _tend(control, begin, int(memory))


def _tend(control: socket.socket, begin: Callable[[], Answer], memory: int) -> None:
    while True:
        words, sockets, _, _ = socket.recv_fds(control, ORDER, 1)
        if not words:
            return
        if words.startswith(_FORK):
            if os.fork() == 0:
                control.close()
                _work(socket.socket(fileno=sockets[0]), begin, memory)
            os.close(sockets[0])
        else:
            os.waitpid(int(words.split()[1]), 0)


def _work(channel: socket.socket, begin: Callable[[], Answer], memory: int) -> None:
    """Be a worker, until the server has gone or ends it."""
    try:
        jail.enter()
        answer = begin()
        jail.bounded(memory)
        with channel.makefile("rb") as requests, channel.makefile("wb") as replies:
            replies.write(Reply(200, "text/plain", str(os.getpid()).encode()).frames)
            replies.flush()
            serve(answer, requests, replies)
    finally:
        os._exit(0)
