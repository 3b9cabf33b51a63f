"""What it costs to write a graph, beside rdflib in the same run: `python -m benchmarks.emit 1000`.

Texts of `benchmarks.corpus` are read once. What is measured is from what is known, or from quads at hand, to a file.
CPU seconds of one process are given, the least of three runs.
"""

from __future__ import annotations

import argparse
import gc
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import process_time

import graph
from benchmarks.corpus import write
from graph import rdf, vocab

HEAD = ("written", "triples", "CPU s", "triples per CPU s", "against rdflib")


def seconds(work: Callable[[], object]) -> float:
    """The least CPU time of three runs."""
    found = []
    for _ in range(3):
        gc.collect()
        start = process_time()
        work()
        found.append(process_time() - start)
    return min(found)


def by_rdflib(quads: rdf.Quads, path: Path) -> None:
    """Put quads into a graph of rdflib, term by term, and have it write them."""
    rdf.to_rdflib(quads, vocab.load()).serialize(path, format="nquads", encoding="utf-8")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=int)
    vocabulary = vocab.load()
    with TemporaryDirectory() as home:
        room = Path(home)
        write(parser.parse_args().documents, room / "texts")
        known = graph.build([room / "texts"]).knowledge
        quads, nquads = rdf.quads(known, vocabulary), room / "graph.nq"

        def again(work: Callable[[Path], object]) -> Callable[[], object]:
            return lambda: ((room / "out").unlink(missing_ok=True), work(room / "out"))

        made, mixed = tuple(rdf._all(known, vocabulary)), Random(1).sample(quads, len(quads))
        count = rdf.write_nquads(known, vocabulary, nquads)
        least = seconds(again(lambda path: by_rdflib(quads, path)))
        work = {
            "sorted N-Quads from what is known": lambda path: rdf.write_nquads(known, vocabulary, path),
            "sorted N-Quads from quads as a build makes them": lambda path: rdf.write_quads(made, path),
            "sorted N-Quads from quads in any order": lambda path: rdf.write_quads(mixed, path),
            "sorted Turtle from N-Quads": lambda path: rdf.write_turtle(nquads, vocabulary, path),
            "JSON-LD from N-Quads": lambda path: rdf.write_jsonld(nquads, path),
        }
        print(f"| {' | '.join(HEAD)} |\n{'| --- ' * len(HEAD)}|", flush=True)
        for name, task in work.items():
            took = seconds(again(task))
            print(f"| {name} | {count:,} | {took:.2f} | {count / took:,.0f} | {least / took:.0f}x |", flush=True)
        print(f"| N-Quads by rdflib | {count:,} | {least:.2f} | {count / least:,.0f} | 1x |", flush=True)


if __name__ == "__main__":
    main()
