"""What a build costs as the text grows: `python -m benchmarks.extraction.scale --megabytes 1 2 4`.

The texts of this benchmark, repeated with other names of companies until there is enough, are built from a folder of
files as a user would. CPU and wall seconds, peak memory of the build, and characters per second; cost that is linear
in the text shows as the same speed in every line. The page is left out.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.extraction.run import SPLITS, texts_of

LETTERS = "峻屹朗铭翰沣泽钊垚煊"  # put before company names, so that repeated texts tell of other companies
MEASURE = """
import json, resource, sys, time
from graph.cli import main
start = time.perf_counter()
code = main(["build", sys.argv[1], "--out", sys.argv[2], "--no-page", "--quiet"])
spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(json.dumps({
    "code": code,
    "wall": time.perf_counter() - start,
    "cpu": sum(one.ru_utime + one.ru_stime for one in spent),
    "memory": max(one.ru_maxrss for one in spent) / 1024,
}))
"""


def renamed(text: str, companies: list[str], turn: int) -> str:
    """The text with other companies."""
    mark = "".join(LETTERS[int(digit)] for digit in str(turn))
    for name in companies:
        text = text.replace(name, mark + name)
    return text


def texts(size: int) -> Iterator[tuple[str, str]]:
    """Names and texts of about so many bytes together."""
    given = [(name, text, _companies(split, name)) for split in SPLITS for name, text in texts_of(split).items()]
    made = 0
    for turn in count():
        for name, text, companies in given:
            if made >= size:
                return
            told = renamed(text, companies, turn)
            made += len(told.encode())
            yield f"{name}-{turn}.txt", told


def _companies(split: str, name: str) -> list[str]:
    told = json.loads((Path(__file__).parent / split / f"{name}.json").read_text(encoding="utf-8"))
    return [one["name"] for one in told["entities"] if one["type"] == "Company"]


def measured(megabytes: float) -> dict[str, float]:
    """Build so much text in a process of its own."""
    with TemporaryDirectory() as folder:
        source, characters = Path(folder) / "texts", 0
        source.mkdir()
        for name, text in texts(round(megabytes * 1024 * 1024)):
            (source / name).write_text(text, encoding="utf-8")
            characters += len(text)
        command = [sys.executable, "-c", MEASURE, str(source), str(Path(folder) / "output")]
        told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        return {**told, "characters": characters}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, nargs="+", default=[0.25, 0.5, 1.0])
    print("| MB | characters | CPU s | wall s | peak MB | characters per CPU s | exit code |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for size in parser.parse_args().megabytes:
        told = measured(size)
        spent = f"{told['cpu']:.1f} | {told['wall']:.1f} | {told['memory']:.0f}"
        fast = told["characters"] / told["cpu"]
        print(f"| {size} | {told['characters']:,} | {spent} | {fast:,.0f} | {told['code']} |", flush=True)


if __name__ == "__main__":
    main()
