"""Processes that do a part of the work, one for each core.

They are started anew, not forked: nothing of the program that asks runs in them, whatever system it is and whatever
threads it has.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from graph.errors import Error

_ROOT = Path(__file__).resolve().parents[1]


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def start(program: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Run a program of this package, with pipes to speak over.

    It stands in a session of its own: an interrupt from the keyboard is for the program that asks.
    """
    return subprocess.Popen(
        command(program, *arguments),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(),
        start_new_session=True,
    )


def command(program: str, *arguments: str) -> list[str]:
    """What runs a program of this package.

    >>> command("pass", "x")[1:]
    ['-c', 'pass', 'x']
    """
    return [sys.executable, "-c", program, *arguments]


def environment() -> dict[str, str]:
    """The environment in which such a program finds what this one found.

    >>> environment()["PYTHONSAFEPATH"]
    '1'
    """
    places = [str(_ROOT), *(place for place in sys.path if place)]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(places), "PYTHONSAFEPATH": "1"}


def lost(process: subprocess.Popen[bytes]) -> Error:
    """What to say of one that ended before its work was done."""
    remedy = "free some memory, or build with --workers 1"
    return Error(f"a worker process ended too early (exit code {process.wait()})", remedy=remedy)
