"""What each question of `queries/` costs on the store of a build: `python -m benchmarks.questions OUTPUT`.

OUTPUT is the folder of a build. A question about a thing is asked of some by chance (`--things`), of the kind that it
takes, and of the one that most claims speak of. A question that takes no thing is asked as it stands, which may be
about all there is; with `--all` so is every question. Times are CPU milliseconds of one asking with its answer read,
the least of three.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from itertools import cycle, islice
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import process_time

from tqdm import tqdm

from graph.query import Question, ask, open_source, queries
from graph.store import Store

PLACES = {"Place": "Location", "Park": "Location"}
HEAD = ("question", "things", "median ms (rows)", "95 of 100 below", "most ms (rows)", "as it stands")
FEW = 2


def said_of(output: Path) -> dict[str, list[str]]:
    """Names of things that claims speak of by their kind ("Entity" for all), those that most do first."""
    with (output / "entities.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if int(row["claims"] or 0)]
    found: dict[str, list[str]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: -int(row["claims"])):
        for kind in {row["kind"], PLACES.get(row["kind"], row["kind"]), "Entity"}:
            found[kind].append(row["label"])
    return found


def asked(store: Store, question: Question, given: dict[str, str]) -> tuple[float, int]:
    """The least time of three, and the number of rows."""
    spent, rows = [], 0
    for _ in range(3):
        start = process_time()
        rows = len(ask(store, question.name, **given).rows)
        spent.append((process_time() - start) * 1000)
    return min(spent), rows


def things_for(question: Question, names: dict[str, list[str]], count: int) -> list[dict[str, str]]:
    """What to ask it about: the first is what most is said of, the others by chance."""
    first, *others = question.parameters
    held = names.get(first.kind, [])
    if not held:
        return []
    chosen = [held[0], *Random(1).sample(held[1:], min(count, len(held) - 1))]
    more = {p.name: islice(cycle(chosen[1:] or chosen), 1, None) for p in others if p.name == "target"}
    return [{first.name: name, **{p: next(values) for p, values in more.items()}} for name in chosen]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    parser.add_argument("--things", type=int, default=40)
    parser.add_argument("--all", action="store_true", help="as they stand, too, those about a thing; some take minutes")
    chosen = parser.parse_args()
    store, names = open_source(chosen.output), said_of(chosen.output)
    print(f"| {' | '.join(HEAD)} |\n{'| --- ' * len(HEAD)}|")
    for question in tqdm(queries(), disable=None, leave=False):
        things = things_for(question, names, chosen.things) if question.parameters else []
        cells = [question.name, str(len(things))]
        if len(things) > FEW:
            most, *others = (asked(store, question, given) for given in things)
            times, rows = zip(*others, strict=True)
            cells += [f"{median(times):.0f} ({median(rows):,.0f})", f"{quantiles(times, n=20)[-1]:.0f}"]
            cells.append(f"{most[0]:.0f} ({most[1]:,})")
        else:
            cells += ["–"] * 3
        whole = chosen.all or not things
        cells.append("{:,.0f} ({:,})".format(*asked(store, question, {})) if whole else "–")
        print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
