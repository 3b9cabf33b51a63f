"""What the server and its workers say to one another: frames of bytes, and what stands in them."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import IO, Any

_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: the status of HTTP, the kind of its content, the content."""

    status: int
    media: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def frames(self) -> bytes:
        """As it goes over a pipe.

        >>> Reply(200, "text/plain", b"x").frames[-1:]
        b'x'
        """
        head = json.dumps({"status": self.status, "media": self.media, "headers": self.headers}).encode()
        return framed(head) + framed(self.body)


class Refused(Exception):
    """A request that gets no answer: the status of HTTP, and why, in one line."""

    def __init__(self, status: int, words: str, **headers: str) -> None:
        self.status, self.words, self.headers = status, " ".join(words.split()), headers
        super().__init__(words)

    @property
    def reply(self) -> Reply:
        r"""As an answer.

        >>> Refused(400, "not so").reply.body
        b'not so\n'
        """
        named = {name.replace("_", "-"): value for name, value in self.headers.items()}
        return Reply(self.status, "text/plain; charset=utf-8", f"{self.words}\n".encode(), named)


def framed(content: bytes) -> bytes:
    """The length, then the bytes.

    >>> len(framed(b"ab"))
    10
    """
    return len(content).to_bytes(_LENGTH, "big") + content


def receive(pipe: IO[bytes]) -> Any:
    """The JSON of the next frame; None where the other side has gone."""
    head = pipe.read(_LENGTH)
    content = pipe.read(int.from_bytes(head, "big")) if len(head) == _LENGTH else b""
    return json.loads(content) if content else None


async def arriving(stream: asyncio.StreamReader) -> Reply:
    """The reply that comes over a pipe.

    Raises:
        EOFError: the other side has gone.
    """
    head = json.loads(await _frame(stream))
    return Reply(head["status"], head["media"], await _frame(stream), head["headers"])


async def _frame(stream: asyncio.StreamReader) -> bytes:
    return await stream.readexactly(int.from_bytes(await stream.readexactly(_LENGTH), "big"))
