"""`industry-chain completion`: a script that lets a shell complete commands and options."""

from __future__ import annotations

import argparse
from pathlib import Path

import shtab

from graph.messages import Speaker

SHELLS = ("bash", "zsh", "tcsh")


def add(parser: argparse.ArgumentParser, say: Speaker) -> None:
    """The arguments."""
    group = parser.add_argument_group(say("arguments"))
    group.add_argument("shell", choices=SHELLS, help=say("completion.shell"))


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """The script for a shell, made from the commands as they are; where a path is wanted, files are offered.

    >>> "complete" in script(argparse.ArgumentParser(prog="industry-chain"), "bash")
    True
    """
    _offer_files(parser)
    written: str = shtab.complete(parser, shell)
    return written


def _offer_files(parser: argparse.ArgumentParser) -> None:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for child in action.choices.values():
                _offer_files(child)
        elif action.type is Path:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
