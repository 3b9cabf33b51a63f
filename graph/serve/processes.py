"""The processes of the server, as it sees them: nurseries, and the workers that come from them."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket

from graph.processes import command, environment
from graph.serve.frames import Refused, Reply, arriving
from graph.serve.nursery import PROGRAM, order
from graph.serve.settings import ServeError

_BUFFER = 1 << 20
_BEHIND = 10  # niceness of long work


class Nursery:
    """The process that workers of one kind are forked from."""

    def __init__(self, process: asyncio.subprocess.Process, control: socket.socket) -> None:
        self._process, self._control = process, control

    @classmethod
    async def start(cls, kind: str, source: str, folder: int, memory: int) -> Nursery:
        """A nursery that is ready, in the folder of a descriptor.

        Raises:
            ServeError: it cannot begin, and says why.
        """
        ours, theirs = socket.socketpair()
        given = (kind, source, str(folder), str(theirs.fileno()), str(memory))
        process = await asyncio.create_subprocess_exec(
            *command(PROGRAM, *given),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            env=environment(),
            start_new_session=True,
            pass_fds=(folder, theirs.fileno()),
        )
        theirs.close()
        nursery = cls(process, ours)
        stream, writer = await asyncio.open_connection(sock=ours.dup())
        try:
            await _told(stream)
        except BaseException:
            await nursery.end()
            raise
        finally:
            writer.close()
        ours.setblocking(True)
        return nursery

    async def worker(self) -> Worker:
        """A new worker, ready to answer.

        Raises:
            ServeError: it cannot begin.
        """
        ours, theirs = socket.socketpair()
        try:
            socket.send_fds(self._control, [order(b"fork")], [theirs.fileno()])
        except OSError as error:
            ours.close()
            raise ServeError("no more workers can be had", remedy="start the server again") from error
        finally:
            theirs.close()
        stream, writer = await asyncio.open_connection(sock=ours, limit=_BUFFER)
        try:
            return Worker(self, int(await _told(stream)), stream, writer)
        except BaseException:
            writer.close()
            raise

    @property
    def alive(self) -> bool:
        """Whether workers can still be had."""
        return self._process.returncode is None

    def reap(self, process: int) -> None:
        """Let one go that has been ended; until then nobody else can have its number."""
        with contextlib.suppress(OSError):
            self._control.sendall(order(b"reap %d" % process))

    async def end(self) -> None:
        """End it; its workers end with it."""
        self._control.close()
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()


class Worker:
    """One process that answers, and the socket to it."""

    def __init__(
        self, nursery: Nursery, process: int, replies: asyncio.StreamReader, requests: asyncio.StreamWriter
    ) -> None:
        self._nursery, self._process, self._replies, self._requests = nursery, process, replies, requests
        self._over = False

    async def ask(self, request: bytes) -> Reply:
        """What it answers.

        Raises:
            Refused: it ended before it had an answer.
        """
        try:
            self._requests.write(request)
            return await arriving(self._replies)
        except (EOFError, OSError) as error:
            words = "the request was ended: it is nested too deeply, or needs more memory than it may take"
            raise Refused(422, words) from error

    def later(self) -> None:
        """Let others go first from now on."""
        with contextlib.suppress(OSError, AttributeError):
            os.setpriority(os.PRIO_PROCESS, self._process, _BEHIND)

    def end(self) -> None:
        """End it, whatever it does; once."""
        if self._over:
            return
        self._over = True
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        self._requests.close()
        self._nursery.reap(self._process)


async def _told(stream: asyncio.StreamReader) -> str:
    try:
        reply = await arriving(stream)
    except (EOFError, OSError) as error:
        raise ServeError("a process ended before it was ready", remedy="free some memory") from error
    if reply.status != 200:
        raise ServeError(reply.body.decode())
    return reply.body.decode()
