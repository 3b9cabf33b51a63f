"""`industry-chain build`: read texts, and write the graph, the page and the tables."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

from tqdm import tqdm

import graph
from graph import messages, vocab
from graph.errors import Error, SourceError
from graph.extractions import default_folder
from graph.output import REPORT
from graph.work import uncollected
from graph.writing import PART

if TYPE_CHECKING:
    from graph.spark import Built as OnSpark

UNREADABLE = 3
T = TypeVar("T")
Say = messages.Speaker


def add(parser: argparse.ArgumentParser, say: Say) -> None:
    """Say what the command takes."""
    arguments = parser.add_argument_group(say("arguments"))
    arguments.add_argument("texts", nargs="+", metavar="TEXTS", type=Path, help=say("build.texts"))
    arguments.add_argument("--out", metavar="DIR", type=Path, default=Path("output"), help=say("build.out"))
    arguments.add_argument("--strict", action="store_true", help=say("build.strict"))
    arguments.add_argument("--no-page", action="store_true", help=say("build.no-page"))
    arguments.add_argument("--no-store", action="store_true", help=say("build.no-store"))
    arguments.add_argument("--engine", choices=("default", "spark"), default="default", help=say("build.engine"))
    arguments.add_argument("--master", metavar="URL", help=say("build.master"))
    arguments.add_argument("--workers", metavar="N", type=_workers, help=say("build.workers"))
    arguments.add_argument("--no-cache", action="store_true", help=say("build.no-cache"))
    arguments.add_argument("--json", action="store_true", help=say("build.json"))
    arguments.add_argument("--quiet", action="store_true", help=say("build.quiet"))


def run(chosen: argparse.Namespace, say: Say) -> int:
    """Build, and say what came of it."""

    def progress(stage: str, items: Sequence[T]) -> Iterator[T]:
        silent = True if chosen.quiet else None  # None: silent unless it goes to a terminal
        yield from tqdm(items, desc=say(f"progress.{stage}"), leave=False, disable=silent)

    start = perf_counter()
    if chosen.engine == "spark":
        spark = graph.build_on_spark(chosen.out, chosen.texts, master=chosen.master, progress=progress)
        return _told(spark.unreadable, _summary_of_spark(spark, perf_counter() - start, chosen, say), chosen, say)
    if chosen.master:
        raise Error("--master is where Spark runs", remedy="add --engine spark")
    using = graph.Resources(chosen.workers, None if chosen.no_cache else default_folder())
    page, store = not chosen.no_page, not chosen.no_store
    with uncollected():  # all of it serves until the end
        built = graph.build_into(chosen.out, chosen.texts, page=page, store=store, progress=progress, using=using)
    return _told(built.unreadable, _summary(built, perf_counter() - start, chosen, say), chosen, say)


def _told(unreadable: Sequence[SourceError], summary: Iterable[str], chosen: argparse.Namespace, say: Say) -> int:
    for error in unreadable:
        print(f"industry-chain: {say.error(error)}", file=sys.stderr)
    if chosen.json:
        print((chosen.out / REPORT).read_text(encoding="utf-8"), end="")
    elif not chosen.quiet:
        print("\n".join(summary))
    return UNREADABLE if chosen.strict and unreadable else 0


def _workers(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError("give a number of processes, 1 or more")
    return int(text)


def _summary(built: graph.Build, seconds: float, chosen: argparse.Namespace, say: Say) -> Iterator[str]:
    counts, out = built.counts, chosen.out
    facts = {origin: sum(of.values()) for origin, of in counts.facts.items()}
    yield say("summary.head", documents=counts.texts, seconds=f"{seconds:.1f}")
    yield "  " + say("summary.entities", count=sum(counts.entities.values()), kinds=_kinds(counts.entities, say))
    stated, derived = facts.get("Stated", 0), facts.get("Derived", 0)
    yield "  " + say("summary.claims", claims=sum(counts.claims.values()), stated=stated, derived=derived)
    if counts.rejected:
        yield "  " + say("summary.rejections", count=sum(counts.rejected.values()), report=out / "report.json")
    if built.unreadable:
        yield "  " + say("summary.unreadable", count=len(built.unreadable), report=out / "report.json")
    if chosen.no_page:
        yield say("summary.next.tables", claims=out / "claims.csv")
    else:
        yield say("summary.page", url=(out / "graph.html").resolve().as_uri())
        if not (out / "report.html").exists():
            yield say("summary.part", count=PART)
        yield say("summary.next", claims=out / "claims.csv")


def _summary_of_spark(built: OnSpark, seconds: float, chosen: argparse.Namespace, say: Say) -> Iterator[str]:
    report, facts = chosen.out / REPORT, {origin: sum(counts.values()) for origin, counts in built.facts.items()}
    yield say("summary.head", documents=built.texts, seconds=f"{seconds:.1f}")
    yield "  " + say("summary.entities", count=sum(built.entities.values()), kinds=_kinds(built.entities, say))
    stated, derived = facts.get("Stated", 0), facts.get("Derived", 0)
    yield "  " + say("summary.claims", claims=sum(built.claims.values()), stated=stated, derived=derived)
    if built.rejected:
        yield "  " + say("summary.rejections", count=sum(built.rejected.values()), report=report)
    if built.unreadable:
        yield "  " + say("summary.unreadable", count=len(built.unreadable), report=report)
    yield say("summary.next.parts", quads=chosen.out / "quads", claims=chosen.out / "claims")


def _kinds(counts: Mapping[str, int], say: Say) -> str:
    labels = vocab.load().kinds
    ordered = ((labels[kind].label(say.language), counts[kind]) for kind in labels if counts.get(kind))
    return say("separator").join(f"{label} {count}" for label, count in ordered)
