"""What a build costs on Spark beside the default engine, in the same run: `python -m benchmarks.spark 1000 10000`.

Texts of `benchmarks.corpus` are built from a folder by each engine, in a process of its own, on all cores of this
machine, without the cache; the default engine without the page. It writes N-Quads, Turtle, JSON-LD, tables and a store,
Spark N-Quads and claims; both look at shapes. CPU seconds are of all processes, as the system counts them, seen five
times a second; memory is the most that all held together at any moment, what they share counted in proportion.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

from benchmarks.corpus import write

ENGINES = {"default": ["--no-page", "--no-cache"], "spark": ["--engine", "spark"]}
TICK = os.sysconf("SC_CLK_TCK")
HEAD = ("documents", "engine", "CPU s", "peak MB", "documents per CPU s", "wall s", "same graph")


@dataclass
class Watch:
    """The processor time of each process that was seen, and the most memory that all held."""

    seconds: dict[str, float]
    most: float = 0.0

    def look(self, root: int) -> None:
        """Look at a process and all that came of it."""
        held = 0.0
        for path in _tree(str(root)):
            try:
                told = (path / "stat").read_text().rsplit(")", 1)[1].split()
                self.seconds[path.name] = (int(told[11]) + int(told[12])) / TICK
                lines = (path / "smaps_rollup").read_text().splitlines()
                held += next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
            except (OSError, StopIteration):
                continue
        self.most = max(self.most, held)


def _tree(root: str) -> Iterator[Path]:
    parents: dict[str, str] = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parents[path.name] = (path / "stat").read_text().rsplit(")", 1)[1].split()[1]
        except OSError:
            continue
    for process in parents:
        above: str | None = process
        while above and above != root:
            above = parents.get(above)
        if above:
            yield Path("/proc", process)


def measured(engine: str, texts: Path, out: Path) -> tuple[Watch, float]:
    """Build in a process of its own."""
    command = [sys.executable, "-m", "graph.cli", "build", str(texts), "--out", str(out), "--quiet", *ENGINES[engine]]
    watch, start = Watch({}), perf_counter()
    with subprocess.Popen(command) as process:
        while process.poll() is None:
            watch.look(process.pid)
            sleep(0.2)
    if process.returncode:
        raise SystemExit(f"{engine}: exit code {process.returncode}")
    return watch, perf_counter() - start


def sum_of(out: Path) -> str:
    """A hash of the graph, in one file or in parts."""
    found = hashlib.sha256()
    for path in sorted(out.glob("quads/*.nq")) or [out / "graph.nq"]:
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                found.update(piece)
    return found.hexdigest()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=int, nargs="+")
    parser.add_argument("--engine", choices=ENGINES, nargs="+", default=list(ENGINES))
    chosen = parser.parse_args()
    print(f"| {' | '.join(HEAD)} |\n{'| --- ' * len(HEAD)}|", flush=True)
    for count in chosen.documents:
        with TemporaryDirectory() as home:
            write(count, Path(home) / "texts")
            sums: set[str] = set()
            for engine in chosen.engine:
                out = Path(home) / engine
                watch, wall = measured(engine, Path(home) / "texts", out)
                sums.add(sum_of(out))
                cpu = sum(watch.seconds.values())
                same = "" if len(chosen.engine) == 1 else "yes" if len(sums) == 1 else "NO"
                figures = f"{cpu:.0f} | {watch.most:.0f} | {count / cpu:.0f} | {wall:.0f} | {same}"
                print(f"| {count:,} | {engine} | {figures} |", flush=True)


if __name__ == "__main__":
    main()
