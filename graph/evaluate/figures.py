"""Figures from what was judged: precision, recall and F1 with intervals, causes of errors, confidence against truth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from graph.evaluate.cause import CAUSES
from graph.evaluate.judge import Judgement
from graph.rows import Value

MEASURES = ("entities", "relations", "quantities", "status", "parts", "direction")
EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
_Z = 1.959963984540054  # 95 of 100
_CLAIMS = frozenset({"relations", "quantities", "status"})
Interval = tuple[float, float]


def wilson(right: int, of: int) -> Interval:
    """The 95 % interval of a share by Wilson's score; 0 to 1 where nothing was counted.

    >>> [round(bound, 3) for bound in wilson(9, 10)]
    [0.596, 0.982]
    """
    if not of:
        return 0.0, 1.0
    share, square = right / of, _Z * _Z / of
    middle, spread = share + square / 2, _Z * sqrt((share * (1 - share) + square / 4) / of)
    return max(0.0, (middle - spread) / (1 + square)), min(1.0, (middle + spread) / (1 + square))


def f1(precision: float | None, recall: float | None) -> float | None:
    """The harmonic mean; None where one of the two is not known.

    >>> f1(1.0, 0.5), f1(0.0, 0.0), f1(None, 1.0)
    (0.6666666666666666, 0.0, None)
    """
    if precision is None or recall is None:
        return None
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(frozen=True, slots=True)
class Figure:
    """How well a measure, or one class of it, is met. `name` is "" for all classes together.

    `matched` of `gold` annotated things were found; `right` of `found` things said are right, leaving out what is
    neither asked for nor wrong.
    """

    measure: str
    name: str
    gold: int
    matched: int
    found: int
    right: int

    @property
    def recall(self) -> float | None:
        """The share of what is annotated that was found."""
        return self.matched / self.gold if self.gold else None

    @property
    def precision(self) -> float | None:
        """The share of what is said that is right."""
        return self.right / self.found if self.found else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both."""
        return f1(self.precision, self.recall)

    @property
    def f1_interval(self) -> Interval:
        """From the lower bounds of both to the upper bounds: wider than 95 %, never narrower."""
        low, high = zip(wilson(self.right, self.found), wilson(self.matched, self.gold), strict=True)
        return f1(*low) or 0.0, f1(*high) or 0.0

    def record(self) -> dict[str, Value]:
        """Column to value."""
        known = self.f1 is not None
        return {
            "measure": self.measure,
            "class": self.name,
            "gold": self.gold,
            "matched": self.matched,
            "recall": _round(self.recall),
            "recall_95": _shown(wilson(self.matched, self.gold)) if self.gold else "",
            "found": self.found,
            "right": self.right,
            "precision": _round(self.precision),
            "precision_95": _shown(wilson(self.right, self.found)) if self.found else "",
            "f1": _round(self.f1),
            "f1_95": _shown(self.f1_interval) if known else "",
        }


@dataclass(frozen=True, slots=True)
class Errors:
    """How many errors have one cause; `missed` are annotated things, `wrong` things said."""

    measure: str
    cause: str
    missed: int
    wrong: int

    def record(self) -> dict[str, Value]:
        """Column to value."""
        return {"measure": self.measure, "cause": self.cause, "missed": self.missed, "wrong": self.wrong}


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims of like confidence, from `low` up to but without `high` (the last with it), and how many are right."""

    low: float
    high: float
    count: int
    right: int
    confidence: float

    def record(self) -> dict[str, Value]:
        """Column to value."""
        return {
            "low": self.low,
            "high": self.high,
            "claims": self.count,
            "confidence": _round(self.confidence),
            "right": self.right,
            "precision": _round(self.right / self.count),
            "precision_95": _shown(wilson(self.right, self.count)),
        }


def figures(judged: Iterable[Judgement]) -> tuple[Figure, ...]:
    """The figures of each measure in all, then of its classes.

    >>> [f.recall for f in figures([Judgement("a", "entities", "Place", "gold", True, "巴彦")])]
    [1.0, 1.0]
    """
    counts: Counter[tuple[str, str, str]] = Counter()
    for one in judged:
        if one.right is not None:
            for name in ("", one.name):
                counts[one.measure, name, one.side] += 1
                counts[one.measure, name, f"{one.side} right"] += one.right
    names = sorted({(MEASURES.index(measure), name) for measure, name, _ in counts})
    return tuple(_figure(counts, MEASURES[number], name) for number, name in names)


def _figure(counts: Counter[tuple[str, str, str]], measure: str, name: str) -> Figure:
    sides = ("gold", "gold right", "found", "found right")
    return Figure(measure, name, *(counts[measure, name, side] for side in sides))


def causes(judged: Iterable[Judgement]) -> tuple[Errors, ...]:
    """The errors of each measure by cause."""
    counts = Counter((one.measure, one.cause, one.side) for one in judged if one.cause and one.right is not None)
    order = {cause: number for number, cause in enumerate(CAUSES)}
    names = sorted({(MEASURES.index(m), order.get(c, len(order)), c) for m, c, _ in counts})
    return tuple(
        Errors(MEASURES[n], c, counts[MEASURES[n], c, "gold"], counts[MEASURES[n], c, "found"]) for n, _, c in names
    )


def calibration(judged: Iterable[Judgement]) -> tuple[Bin, ...]:
    """Confidence against truth: the claims in bins of their confidence, without empty ones."""
    claims = [one for one in judged if one.side == "found" and one.measure in _CLAIMS and one.right is not None]
    return tuple(_bins(claims))


def _bins(claims: list[Judgement]) -> Iterator[Bin]:
    for low, high in pairwise(EDGES):
        held = [one for one in claims if low <= one.confidence < high or one.confidence == high == EDGES[-1]]
        if held:
            mean = sum(one.confidence for one in held) / len(held)
            yield Bin(low, high, len(held), sum(one.right is True for one in held), mean)


def calibration_error(bins: Iterable[Bin]) -> float:
    """How far confidence is from truth on average, weighed by the number of claims.

    >>> round(calibration_error([Bin(0.9, 0.95, 10, 9, 0.92)]), 3)
    0.02
    """
    bins = tuple(bins)
    total = sum(one.count for one in bins)
    return sum(abs(one.confidence * one.count - one.right) for one in bins) / total if total else 0.0


def _round(share: float | None) -> float | None:
    return None if share is None else round(share, 3)


def _shown(interval: Interval) -> str:
    return "{:.3f}–{:.3f}".format(*interval)
