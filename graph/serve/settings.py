"""How a graph is served: where it listens, what it allows, and how much of everything."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import Error
from graph.processes import cores

TOKEN = "INDUSTRY_CHAIN_TOKEN"
_SHORTEST = 16
_MIB = 1 << 20


class ServeError(Error):
    """The graph cannot be served so."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one request may take, and all of them together; each has an HTTP error of its own."""

    seconds: float = 30.0  # of work for one query
    quick: float = 0.5  # after which a query counts as long
    rows: int = 100_000
    answer: int = 64 * _MIB  # bytes of one answer
    body: int = _MIB  # bytes of one request
    query: int = 100_000  # characters of a query
    memory: int = 2048 * _MIB  # bytes that one worker may take beyond what it has when it is ready
    workers: int = field(default_factory=lambda: max(3, cores() + 1))  # queries answered at a time
    long: int = 2  # and beside them, long ones
    waiting: int = 64  # requests that wait for a worker
    each: int = 32  # requests of one address that wait or are answered
    wait: float = 10.0  # seconds that a request waits for a worker
    patience: float = 20.0  # seconds for a slow client to send its request, or to take a piece of the answer
    connections: int = 256


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the graph of `source` is served, to whom, and with which limits."""

    source: Path
    host: str = "127.0.0.1"
    port: int = 8080
    token: str = field(default="", repr=False)
    names: tuple[str, ...] = ()  # other names that clients may call this server by
    limits: Limits = field(default_factory=Limits)
    version: str = ""  # of the program, as it tells clients

    @property
    def local(self) -> bool:
        """Whether only this machine can reach it.

        >>> Settings(Path("output")).local, Settings(Path("output"), host="0.0.0.0").local
        (True, False)
        """
        return loopback(self.host)


def loopback(host: str) -> bool:
    """Whether a name or address is this machine's own.

    >>> loopback("localhost"), loopback("127.0.0.2"), loopback("::1"), loopback("example.org")
    (True, True, True, False)
    """
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def checked(settings: Settings) -> Settings:
    """The settings, if they are safe.

    Raises:
        ServeError: others could reach the graph, and there is no token, or a short one.

    >>> checked(Settings(Path("output"), host="::"))
    Traceback (most recent call last):
    ...
    graph.serve.settings.ServeError: ::: others could reach the graph, and no token is set; set INDUSTRY_CHAIN_TOKEN
    """
    if not hasattr(os, "fork"):
        raise ServeError("this system cannot serve a graph", remedy="serve it on Linux or macOS")
    if not settings.token and not settings.local:
        raise ServeError("others could reach the graph, and no token is set", settings.host, f"set {TOKEN}")
    if settings.token and (len(settings.token) < _SHORTEST or not settings.token.isascii()):
        raise ServeError("the token is too short, or not of ASCII", TOKEN, f"take {_SHORTEST} characters or more")
    return settings


def token_of(environment: Mapping[str, str] = os.environ) -> str:
    """The token of the environment, "" where there is none: it never stands on a command line, which others can see.

    >>> token_of({TOKEN: " abc "})
    'abc'
    """
    return environment.get(TOKEN, "").strip()
