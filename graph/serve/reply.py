"""Answers on their way to a client: in pieces, so that one who does not take them is found out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from starlette.types import Receive, Scope, Send

from graph.serve.frames import Reply

_PIECE = 1 << 16
_TEXTS = ("text/csv", "text/tab-separated-values", "text/html", "text/plain", "text/markdown")


class Sent:
    """A reply as an application that sends it."""

    def __init__(self, reply: Reply, pieces: Iterable[bytes] | None = None, size: int | None = None) -> None:
        self._reply, self._pieces = reply, pieces
        self._size = len(reply.body) if size is None else size

    def add(self, name: str, value: str) -> None:
        """Say one thing more in the head."""
        self._reply.headers[name] = value

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the head, then piece by piece, each when the one before has been taken."""
        await send({"type": "http.response.start", "status": self._reply.status, "headers": self._headers()})
        last = self._reply.body
        if scope.get("method") == "HEAD":
            last = b""
        elif self._pieces is not None or len(last) > _PIECE:
            for piece in self._pieces or self._cut():
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            last = b""
        await send({"type": "http.response.body", "body": last})

    def _cut(self) -> Iterator[bytes]:
        body = memoryview(self._reply.body)
        return (bytes(body[start : start + _PIECE]) for start in range(0, len(body), _PIECE))

    def _headers(self) -> list[tuple[bytes, bytes]]:
        media = self._reply.media
        if media in _TEXTS:
            media += "; charset=utf-8"
        told = {"content-type": media, "content-length": str(self._size), **self._reply.headers}
        return [(name.lower().encode("latin-1"), value.encode("latin-1", "replace")) for name, value in told.items()]


async def send_reply(reply: Reply, send: Send) -> None:
    """Send it."""
    await Sent(reply)({"type": "http", "method": ""}, _nothing, send)


async def _nothing() -> dict[str, str]:
    return {"type": "http.disconnect"}
