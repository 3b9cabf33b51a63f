"""A built graph behind one address: pages, a query editor, a SPARQL endpoint and a REST API, all read-only.

    industry-chain serve output

Nothing is fetched from the network, and only this machine is answered unless a token is set.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable

import uvicorn

from graph.serve.app import application
from graph.serve.desk import Desk
from graph.serve.listener import Patient
from graph.serve.settings import Limits, ServeError, Settings, checked, token_of

__all__ = ["Limits", "ServeError", "Settings", "serve", "token_of"]

_HEAD = 512 * 1024  # bytes of an address and its headers: a query by GET stands there
_LEAVE = 5  # seconds that requests have to come to an end when the server is stopped


def serve(settings: Settings, ready: Callable[[str], None]) -> None:
    """Serve until interrupted; `ready` is told the address as soon as it answers.

    Raises:
        Error: there is no graph, the address cannot be had, or it would be open to others without a token.
    """
    checked(settings)
    listening = _listening(settings)
    with contextlib.closing(listening):
        asyncio.run(_serving(settings, listening, ready))


async def _serving(settings: Settings, listening: socket.socket, ready: Callable[[str], None]) -> None:
    desk = Desk(settings)
    await desk.open()  # what is wrong with the graph is said before anything is served
    server = _Server(_config(desk, settings), lambda: ready(_address(settings, listening)))
    await server.serve([listening])


class _Server(uvicorn.Server):
    """Says when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin, and say so."""
        await super().startup(sockets)
        if self.started:
            self._ready()


def _config(desk: Desk, settings: Settings) -> uvicorn.Config:
    limits = settings.limits
    patient = type("Patient", (Patient,), {"patience": limits.patience})
    return uvicorn.Config(
        application(desk, settings),
        http=patient,
        ws="none",
        lifespan="on",
        log_config=None,
        log_level="error",
        access_log=False,  # what people ask is theirs
        server_header=False,
        proxy_headers=False,
        limit_concurrency=limits.connections,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=_LEAVE,
        h11_max_incomplete_event_size=_HEAD,
    )


def _listening(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # The protocol is named, as only then answers are sent at once (TCP_NODELAY).
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host.strip("[]"), settings.port))
    except (OSError, OverflowError) as error:
        listening.close()
        reason = getattr(error, "strerror", None) or str(error)
        where = f"{settings.host}:{settings.port}"
        raise ServeError(f"cannot listen ({reason})", where, "choose another --port or --host") from error
    return listening


def _address(settings: Settings, listening: socket.socket) -> str:
    host = f"[{settings.host.strip('[]')}]" if ":" in settings.host else settings.host
    return f"http://{host}:{listening.getsockname()[1]}/"
