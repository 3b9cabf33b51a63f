"""How sure claims were said to be, beside how many were right: on claims that readers judged, and drawn as a picture.

    python -m benchmarks.extraction.confidence

`judged.tsv` has a line for each claim that a careful reader judged against its text: the text (a number only), its
set, the cue with its stated confidence, the signs of the claim, and whether it was right. It holds no sentence of
those texts. The set `mended` led to mends: most of its wrong claims are made no more. The set `fresh` is of texts that
had led to nothing when they were judged, as far as the claims are still made; to it the weights of
`ontology/confidence.csv` were fitted by logistic regression. Each claim counts once; a weight is pulled towards 0 (a
ridge of 1 for a sign, of 2 for a cue), that of a cue's stated confidence towards 0.6; a cue has a weight of its own
where a dozen of its claims were judged and the weight comes to a tenth or more.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from graph.evaluate.figures import EDGES, Bin, calibration_error
from graph.extract.confidence import chance
from graph.lexicon import load

HERE = Path(__file__).parent
_SIDE, _EDGE = 300, 44
SETS = ("mended", "fresh")
_COLOURS = ("#888", "#06c", "#c60", "#a0a")


def judged(name: str, path: Path = HERE / "judged.tsv") -> list[tuple[float, bool]]:
    """The confidence and the verdict of each judged claim of a set."""
    weights = load().weights
    with path.open(encoding="utf-8") as file:
        return [
            (
                chance(float(row["stated"]), [*row["signs"].split(), *_own(row["cue"], weights)], weights),
                row["right"] == "1",
            )
            for row in csv.DictReader(file, delimiter="\t")
            if row["set"] == name
        ]


def _own(cue: str, weights: Mapping[str, float]) -> tuple[str, ...]:
    """The sign that a cue is by itself, where its claims were judged."""
    return (cue,) if cue in weights else ()


def bins(claims: Iterable[tuple[float, bool]]) -> list[Bin]:
    """Claims of like confidence together, without empty bins."""
    told = list(claims)
    found = []
    for low, high in pairwise(EDGES):
        held = [(sure, right) for sure, right in told if low <= sure < high or sure == high == EDGES[-1]]
        if held:
            mean = sum(sure for sure, _ in held) / len(held)
            found.append(Bin(low, high, len(held), sum(right for _, right in held), mean))
    return found


def summary(name: str) -> dict[str, object]:
    """The judged claims of a set in bins of their confidence, and how far it is from truth on average."""
    found = bins(judged(name))
    return {
        "calibration": [dict(one.record()) for one in found],
        "calibration error": round(calibration_error(found), 4),
    }


def picture(series: Sequence[tuple[str, Sequence[Mapping[str, float]]]]) -> str:
    """A reliability plot as SVG: confidence to the right, share of right claims upwards; a dot's area is its number."""
    marks = []
    for number, (name, found) in enumerate(series):
        colour = _COLOURS[number]
        marks.append(f'<text x="{_EDGE + 8}" y="{_EDGE + 18 + 15 * number}" fill="{colour}">{name}</text>')
        for one in found:
            x, y, size = _at(one["confidence"]), _SIDE + _EDGE * 2 - _at(one["precision"]), 2 + one["claims"] ** 0.5 / 2
            dot = f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{size:.1f}" fill="{colour}" fill-opacity=".6"/>'
            marks.append(dot)
    ticks = "".join(
        f'<text x="{_at(t):.0f}" y="{_SIDE + _EDGE + 16}" text-anchor="middle">{t}</text>'
        f'<text x="{_EDGE - 6}" y="{_SIDE + _EDGE * 2 - _at(t) + 4:.0f}" text-anchor="end">{t}</text>'
        for t in (0, 0.5, 1)
    )
    size, end = _SIDE + 2 * _EDGE, _SIDE + _EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" font-family="sans-serif" font-size="12">'
        f'<rect x="{_EDGE}" y="{_EDGE}" width="{_SIDE}" height="{_SIDE}" fill="none" stroke="#999"/>'
        f'<path d="M{_EDGE} {end}L{end} {_EDGE}" stroke="#999" stroke-dasharray="4"/>{ticks}'
        f'<text x="{size / 2}" y="{size - 8}" text-anchor="middle">confidence / 置信度</text>{"".join(marks)}</svg>\n'
    )


def _at(share: float) -> float:
    return _EDGE + share * _SIDE


def main() -> None:
    """Print the bins of the judged claims."""
    for name in SETS:
        for one in bins(judged(name)):
            said, right = f"said {one.confidence:.2f}", f"right {one.right / one.count:.2f}"
            print(f"{name}  {one.low:.2f}-{one.high:.2f}  {one.count:4}  {said}  {right}")
        for least in (0.0, 0.8, 0.9):
            held = [claim for claim in judged(name) if claim[0] >= least]
            if not held:
                continue
            said, right = (sum(claim[n] for claim in held) / len(held) for n in range(2))
            print(f"{name}  {least} and more  {len(held):4}  said {said:.2f}  right {right:.2f}")


if __name__ == "__main__":
    main()
