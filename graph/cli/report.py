"""`industry-chain report`: the report and the lists of a built graph, in a language and for a region."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

from graph.api import load
from graph.cli import emit
from graph.messages import Speaker
from graph.output import told
from graph.reports.files import report_files


def add(parser: argparse.ArgumentParser, say: Speaker) -> None:
    """The arguments."""
    group = parser.add_argument_group(say("arguments"))
    group.add_argument(
        "--from", dest="source", metavar="OUTPUT", type=emit.source, default=Path("output"), help=say("answer.from")
    )
    group.add_argument("--out", metavar="DIR", type=Path, required=True, help=say("report.out"))
    group.add_argument("--json", action="store_true", help=say("report.json"))
    group.add_argument("--quiet", action="store_true", help=say("report.quiet"))
    group.add_argument("--region", metavar="PLACE", help=say("ask.region"))


def run(chosen: argparse.Namespace, say: Speaker) -> int:
    """Write the files, each whole, and say where they are."""
    made = report_files(load(chosen.source), say.language, chosen.region)
    with told(chosen.out):
        chosen.out.mkdir(parents=True, exist_ok=True)
        for name, content in made.items():
            new = chosen.out / f".{name}.new"
            new.write_bytes(content)
            os.replace(new, chosen.out / name)
    if chosen.json:
        print(json.dumps([{"file": str(chosen.out / name)} for name in made], ensure_ascii=False, indent=1))
    elif not chosen.quiet:
        print(say("report.written", url=(chosen.out / "report.html").resolve().as_uri()))
    return 0
