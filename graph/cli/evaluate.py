"""`industry-chain evaluate GRAPH GOLD...`: how far a graph holds what careful readers took from its texts."""

from __future__ import annotations

import argparse
from pathlib import Path

from graph.api import load
from graph.cli import emit
from graph.messages import Speaker

SHOW = ("figures", "causes", "calibration", "errors")


def add(parser: argparse.ArgumentParser, say: Speaker) -> None:
    """The arguments."""
    parser.set_defaults(**emit.DEFAULTS)
    group = parser.add_argument_group(say("arguments"))
    group.add_argument("graph_given", metavar="GRAPH", type=Path, help=say("evaluate.graph"))
    group.add_argument("gold", metavar="GOLD", type=Path, nargs="+", help=say("evaluate.gold"))
    group.add_argument("--show", choices=SHOW, default="figures", help=say("evaluate.show"))
    emit.add_form(group, say)


def run(chosen: argparse.Namespace, say: Speaker) -> int:
    """Write the table; say beside it what it rests on."""
    form = emit.form_of(chosen.format, chosen.out)
    found = load(chosen.graph_given).evaluate(chosen.gold)
    emit.emit(found.rows(chosen.show), form, chosen.out, say)
    emit.explain(_notes(found.exhaustive, chosen.show, found.calibration_error, say), quiet=chosen.quiet)
    return 0


def _notes(exhaustive: bool, show: str, error: float, say: Speaker) -> list[str]:
    notes = [] if exhaustive else [say("evaluate.bound")]
    return [*notes, say("evaluate.off", error=f"{error:.3f}")] if show == "calibration" else notes
