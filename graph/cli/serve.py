"""`industry-chain serve`: a built graph behind one address."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import graph
from graph.messages import Speaker

_MIB = 1 << 20


def add(parser: argparse.ArgumentParser, say: Speaker) -> None:
    """The arguments."""
    group = parser.add_argument_group(say("arguments"))
    default = Path("output")
    group.add_argument("source", nargs="?", metavar="OUTPUT", type=Path, default=default, help=say("answer.from"))
    group.add_argument("--host", default="127.0.0.1", help=say("serve.host"))
    group.add_argument("--port", type=_count(0, 65535), default=8080, help=say("serve.port"))
    group.add_argument("--name", action="append", default=[], help=say("serve.name"))
    group.add_argument("--seconds", metavar="N", type=_seconds, help=say("serve.seconds"))
    group.add_argument("--rows", metavar="N", type=_count(1), help=say("serve.rows"))
    group.add_argument("--answer", metavar="MIB", type=_count(1), help=say("serve.answer"))
    group.add_argument("--workers", metavar="N", type=_count(1, 1024), help=say("serve.workers"))
    group.add_argument("--memory", metavar="MIB", type=_count(64), help=say("serve.memory"))
    group.add_argument("--patience", metavar="N", type=_seconds, help=say("serve.patience"))
    group.add_argument("--quiet", action="store_true", help=say("serve.quiet"))


def run(chosen: argparse.Namespace, say: Speaker) -> int:
    """Serve until interrupted."""
    from graph.serve import Limits, Settings, serve, token_of  # noqa: PLC0415 - no other command needs a server

    given = {
        name: getattr(chosen, name) for name in ("seconds", "rows", "workers", "patience") if getattr(chosen, name)
    }
    given |= {name: getattr(chosen, name) * _MIB for name in ("memory", "answer") if getattr(chosen, name)}
    names = tuple(name.casefold() for name in chosen.name)
    limits = replace(Limits(), **given)
    settings = Settings(chosen.source, chosen.host, chosen.port, token_of(), names, limits, graph.__version__)

    def ready(address: str) -> None:
        print(say("serve.ready", url=address))
        if not chosen.quiet:
            print(say("serve.stop"))
        sys.stdout.flush()

    with suppress(KeyboardInterrupt):  # that is how it is stopped
        serve(settings, ready)
    return 0


def _count(least: int, most: int = 10**9) -> Callable[[str], int]:
    def count(text: str) -> int:
        if not (text.isascii() and text.isdecimal()) or not least <= int(text[:20]) <= most:
            raise argparse.ArgumentTypeError(f"give a whole number from {least} to {most}")
        return int(text)

    return count


def _seconds(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number <= 86_400:
        raise argparse.ArgumentTypeError("give a number of seconds, up to 86400")
    return number
