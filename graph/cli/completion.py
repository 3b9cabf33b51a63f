"""`industry-chain completion`: a script that lets a shell complete commands and options."""

from __future__ import annotations

import argparse

import shtab

from graph.messages import Speaker

SHELLS = ("bash", "zsh", "tcsh")


def add(parser: argparse.ArgumentParser, say: Speaker) -> None:
    """The arguments."""
    group = parser.add_argument_group(say("arguments"))
    group.add_argument("shell", choices=SHELLS, help=say("completion.shell"))


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """The script for a shell, made from the commands as they are.

    >>> "complete" in script(argparse.ArgumentParser(prog="industry-chain"), "bash")
    True
    """
    written: str = shtab.complete(parser, shell)
    return written
