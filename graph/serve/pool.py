"""Workers that answer requests, each within its time: one that takes longer is ended, and another takes its place.

A request begins in one of the quick places. When it has run for a while it counts as long: it gives its place free and
goes on, behind the quick ones, in one of the few long places; where there is none it is ended. So whatever long
requests are sent, quick ones keep being answered.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any

from graph.serve.frames import Refused, Reply, framed
from graph.serve.processes import Worker
from graph.serve.settings import Limits, ServeError

_AGAIN = 1.0  # seconds until a worker that could not begin is tried again
Start = Callable[[], Awaitable[Worker]]


class Pool:
    """So many quick places and long ones, for requests of one kind."""

    def __init__(self, start: Start, limits: Limits, quick: int, long: int) -> None:
        self._start, self._limits, self._size = start, limits, quick
        self._places, self._long = asyncio.Semaphore(quick), long
        self._ready: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()
        self._waiting, self._ended = 0, False
        self._tasks: set[asyncio.Task[None]] = set()

    async def begin(self) -> None:
        """Wait for the first worker; the others come by themselves.

        Raises:
            ServeError: it cannot begin.
        """
        self._ready.put_nowait(await self._start())
        for _ in range(self._size - 1):
            self._run(self._another())

    async def end(self) -> None:
        """End all that runs."""
        self._ended = True
        for task in tuple(self._tasks):
            task.cancel()
        while not self._ready.empty():
            self._ready.get_nowait().end()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def ask(self, request: Mapping[str, Any], gone: asyncio.Future[Any]) -> Reply:
        """The answer to a request; `gone` is done when nobody waits for it any more.

        Raises:
            Refused: there is no place for it, it takes too long, or it is not as it must be.
        """
        await self._enter()
        try:
            worker = await asyncio.wait_for(self._ready.get(), self._limits.wait)
        except BaseException as error:
            self._places.release()
            if isinstance(error, TimeoutError):
                raise _busy("no worker is ready") from error
            raise
        return await self._answered(worker, framed(json.dumps(request).encode()), gone)

    async def _enter(self) -> None:
        if self._places.locked() and self._waiting >= self._limits.waiting:
            raise _busy("too many requests wait already")
        self._waiting += 1
        try:
            await asyncio.wait_for(self._places.acquire(), self._limits.wait)
        except TimeoutError as error:
            raise _busy("all workers are at work") from error
        finally:
            self._waiting -= 1

    async def _answered(self, worker: Worker, request: bytes, gone: asyncio.Future[Any]) -> Reply:
        quick = min(self._limits.quick, self._limits.seconds)
        task = asyncio.ensure_future(worker.ask(request))
        fit = False  # to be asked again
        try:
            await asyncio.wait((task, gone), timeout=quick, return_when=asyncio.FIRST_COMPLETED)
            fit = task.done() and task.exception() is None
        finally:
            self._places.release()
            if fit and not self._ended:
                self._ready.put_nowait(worker)
            else:
                self._run(self._another())
                if task.done() or gone.done() or self._ended:
                    worker.end()
        if task.done():
            return task.result()
        return await self._patiently(worker, task, gone, self._limits.seconds - quick)

    async def _patiently(
        self, worker: Worker, task: asyncio.Future[Reply], gone: asyncio.Future[Any], seconds: float
    ) -> Reply:
        """A long request, by a worker that does nothing else any more."""
        if not self._long or gone.done() or seconds <= 0:
            return self._stopped(worker, task, gone, busy=seconds > 0)
        self._long -= 1
        worker.later()
        try:
            await asyncio.wait((task, gone), timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            return task.result() if task.done() else self._stopped(worker, task, gone, busy=False)
        finally:
            self._long += 1
            task.cancel()
            worker.end()

    def _stopped(self, worker: Worker, task: asyncio.Future[Reply], gone: asyncio.Future[Any], *, busy: bool) -> Reply:
        worker.end()
        task.cancel()
        if gone.done():
            raise Refused(499, "nobody waits for the answer")
        if busy:
            raise _busy("other requests that take long are at work")
        raise Refused(504, f"the request was ended after {self._limits.seconds:g} s: ask for less of the graph")

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _another(self) -> None:
        """One more worker, tried until it begins."""
        while not self._ended:
            try:
                worker = await self._start()
            except (ServeError, OSError):  # the desk sees what has ended, and begins anew
                await asyncio.sleep(_AGAIN)
            else:
                self._ready.put_nowait(worker)
                return


def _busy(why: str) -> Refused:
    return Refused(503, f"the server is busy: {why}; try again", Retry_After="2")
