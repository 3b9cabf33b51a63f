"""The protocol of a connection, with an end to its patience: requests that never come whole, answers nobody takes."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle


class Patient(H11Protocol):
    """Ends a connection on which nothing has gone forward from one look at it to the next."""

    patience = 20.0
    _look: asyncio.TimerHandle | None = None
    _seen: tuple[object, int] | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to look."""
        super().connection_made(transport)
        self._look = self.loop.call_later(self.patience, self._watch)

    def connection_lost(self, exc: Exception | None) -> None:
        """Look no more."""
        if self._look is not None:
            self._look.cancel()
        super().connection_lost(exc)

    def _watch(self) -> None:
        """What is at work in the server is not the client's fault; what it does not send or take is."""
        waiting = self.transport.get_write_buffer_size()
        cycle: RequestResponseCycle | None = self.cycle  # None before the first request, whatever its type says
        idle = cycle is None or cycle.response_complete
        now = (self.cycle, waiting)
        if now == self._seen and (waiting or idle):
            self.transport.abort()
            return
        self._seen = now
        self._look = self.loop.call_later(self.patience, self._watch)
