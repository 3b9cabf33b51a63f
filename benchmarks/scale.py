"""What a build costs as texts become many: `python -m benchmarks.scale 1000 10000 --workers 2 --again`.

Texts of `benchmarks.corpus` are built from a folder, as a user would, in a process of its own, without the page. CPU
seconds of all processes, those of the main one alone, and the most memory that all held together at any moment. Half
of what other processes do, and all that the main one does, is the least that two cores need: `two cores` is what one
core needs over that. `--again` builds a second time after one document has changed, with what the cache kept.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.corpus import write

MEASURE = """
import json, resource, sys, time
from graph.cli import main
start = time.perf_counter()
code = main(["build", sys.argv[1], "--out", sys.argv[2], "--no-page", "--quiet", *sys.argv[3:]])
own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps({"code": code, "wall": time.perf_counter() - start, "own": own.ru_utime + own.ru_stime,
                  "others": others.ru_utime + others.ru_stime, "memory": own.ru_maxrss / 1024}))
"""
HEAD = (
    "documents",
    "characters",
    "build",
    "CPU s",
    "main process",
    "two cores",
    "peak MB",
    "documents per CPU s",
    "wall s",
)


def held(process: int) -> int:
    """How many bytes a process and those that it started hold, pages that they share counted in each."""
    total = 0
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = path.joinpath("stat").read_text().rsplit(")", 1)[1].split()[1]
            if str(process) in (path.name, parent):
                total += int(path.joinpath("statm").read_text().split()[1]) * resource.getpagesize()
        except OSError:
            continue
    return total


def compiled(cache: Path) -> dict[str, str]:
    """Have Python find what it has compiled before, as it does of a package that is installed."""
    return {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(cache / "bytecode")}


def measured(texts: Path, out: Path, cache: Path, workers: int) -> dict[str, float]:
    """Build in a process of its own, and watch it from this one: watching costs time."""
    command = [sys.executable, "-c", MEASURE, str(texts), str(out), "--workers", str(workers)]
    environment, most = {**os.environ, "XDG_CACHE_HOME": str(cache), **compiled(cache)}, 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as run:
        while run.poll() is None:
            most = max(most, held(run.pid))
            time.sleep(0.2)
        assert run.stdout is not None
        told = dict(json.loads(run.stdout.read()))
    return {**told, "memory": max(told["memory"], most / 2**20)}


def row(count: int, characters: int, build: str, told: dict[str, float]) -> str:
    """A line of the table."""
    cpu = told["own"] + told["others"]
    two = f"{cpu / (told['own'] + told['others'] / 2):.2f}x" if told["others"] else ""
    figures = (
        f"{cpu:.1f}",
        f"{told['own']:.1f}",
        two,
        f"{told['memory']:.0f}",
        f"{count / cpu:.0f}",
        f"{told['wall']:.0f}",
    )
    return f"| {count:,} | {characters:,} | {build} | {' | '.join(figures)} |"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=int, nargs="+")
    parser.add_argument("--workers", type=int, nargs="+", default=[1])
    parser.add_argument("--again", action="store_true")
    chosen = parser.parse_args()
    print(f"| {' | '.join(HEAD)} |\n{'| --- ' * len(HEAD)}|", flush=True)
    for count in chosen.documents:
        for workers in chosen.workers:
            with TemporaryDirectory() as home:
                texts, out, cache = (Path(home) / name for name in ("texts", "output", "cache"))
                write(1, Path(home) / "one")
                measured(Path(home) / "one", out, cache, 1)  # compiles
                characters = write(count, texts)
                print(row(count, characters, f"{workers} workers", measured(texts, out, cache, workers)), flush=True)
                if chosen.again:
                    write(count, texts, changed=(count // 2,))
                    told = measured(texts, out, cache, workers)
                    print(row(count, characters, f"{workers} workers, one changed", told), flush=True)


if __name__ == "__main__":
    main()
