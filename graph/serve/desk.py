"""Which edition is served: that of the build that stands in the folder now. A new one takes its place by itself."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette

from graph.errors import Error
from graph.serve.edition import Edition, mark, publish
from graph.serve.settings import Settings

_LOOK = 0.5  # seconds between two looks at the folder
_AGAIN = 2.0  # seconds until what failed is tried again
_LEAVE = 60.0  # seconds that those who ask an old edition have to come to an end


class Desk:
    """Gives out the edition that stands, and looks for the next one."""

    def __init__(self, settings: Settings, look: float = _LOOK) -> None:
        self._settings, self._look = settings, look
        self._edition: Edition | None = None
        self._leaving: set[asyncio.Task[None]] = set()

    @property
    def edition(self) -> Edition:
        """The edition that is served."""
        assert self._edition is not None
        return self._edition

    async def open(self) -> None:
        """Make the first edition.

        Raises:
            Error: there is no graph, or it cannot be served.
        """
        self._edition = await publish(self._settings.source, self._settings.limits)

    @asynccontextmanager
    async def lifespan(self, app: Starlette) -> AsyncIterator[None]:
        """Serve, with an eye on the folder."""
        if self._edition is None:
            await self.open()
        watch = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            watch.cancel()
            for task in tuple(self._leaving):
                task.cancel()
            await asyncio.gather(watch, *self._leaving, return_exceptions=True)
            await self.edition.retire(0)

    async def _watch(self) -> None:
        failed: tuple[int, ...] | None = None
        while True:
            await asyncio.sleep(self._look)
            seen = mark(self._settings.source)
            if seen is None or (seen in (self.edition.mark, failed) and self.edition.alive):
                continue
            try:
                new = await publish(self._settings.source, self._settings.limits)
            except (Error, OSError) as error:  # the last good one stays; the next build is another try
                failed = seen if mark(self._settings.source) == seen else None
                sys.stderr.write(f"industry-chain: {error}\n")
                await asyncio.sleep(_AGAIN)
            else:
                failed = None
                self._turn(new)

    def _turn(self, new: Edition) -> None:
        old, self._edition = self.edition, new
        task = asyncio.create_task(old.retire(_LEAVE))
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)
