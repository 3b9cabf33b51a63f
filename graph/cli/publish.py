"""`industry-chain publish`: put a build into a store elsewhere."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from tqdm import tqdm

import graph
from graph.messages import Speaker

T = TypeVar("T")


def add(parser: argparse.ArgumentParser, say: Speaker) -> None:
    """The arguments."""
    group = parser.add_argument_group(say("arguments"))
    group.add_argument("source", metavar="OUTPUT", type=Path, help=say("publish.output"))
    group.add_argument("url", metavar="URL", help=say("publish.url"))
    group.add_argument("--quiet", action="store_true", help=say("publish.quiet"))


def run(chosen: argparse.Namespace, say: Speaker) -> int:
    """Publish, and say what was sent."""

    def progress(stage: str, items: Sequence[T]) -> Iterator[T]:
        yield from tqdm(items, desc=say(f"progress.{stage}"), leave=False, disable=True if chosen.quiet else None)

    done = graph.publish(chosen.source, chosen.url, progress=progress)
    if not chosen.quiet:
        print(say("publish.done", sent=done.sent, kept=done.kept, removed=done.removed))
    return 0
