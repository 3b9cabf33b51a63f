"""`industry-chain evaluate GRAPH GOLD...`: how far a graph holds what careful readers took from its texts."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from graph.api import load
from graph.cli.emit import FORMATS, emit, form_of
from graph.messages import Speaker

SHOW = ("figures", "causes", "calibration", "errors")


def add(parser: argparse.ArgumentParser, say: Speaker) -> None:
    """The arguments."""
    group = parser.add_argument_group(say("arguments"))
    group.add_argument("graph_given", metavar="GRAPH", type=Path, help=say("evaluate.graph"))
    group.add_argument("gold", metavar="GOLD", type=Path, nargs="+", help=say("evaluate.gold"))
    group.add_argument("--show", choices=SHOW, default="figures", help=say("evaluate.show"))
    group.add_argument("--format", choices=FORMATS, help=say("query.format"))
    group.add_argument("--json", dest="format", action="store_const", const="json", help=say("ask.json"))
    group.add_argument("--out", metavar="FILE", type=Path, help=say("query.out"))
    group.add_argument("--quiet", action="store_true", help=say("query.quiet"))


def run(chosen: argparse.Namespace, say: Speaker) -> int:
    """Write the table; say beside it what it rests on."""
    found = load(chosen.graph_given).evaluate(chosen.gold)
    form = form_of(chosen.format, chosen.out)
    emit(found.rows(chosen.show), form, chosen.out, say)
    if not chosen.quiet:
        for words in _notes(found.exhaustive, chosen.show, found.calibration_error, say):
            print(f"industry-chain: {words}", file=sys.stderr)
    return 0


def _notes(exhaustive: bool, show: str, error: float, say: Speaker) -> list[str]:
    notes = [] if exhaustive else [say("evaluate.bound")]
    return [*notes, say("evaluate.off", error=f"{error:.3f}")] if show == "calibration" else notes
