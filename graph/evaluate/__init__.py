"""How far a graph holds what careful readers take from its texts: gold annotations in, figures out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Protocol

from graph.errors import QueryError
from graph.evaluate.figures import Bin, Errors, Figure, calibration, calibration_error, causes, figures
from graph.evaluate.found import Found, Said, Thing, found
from graph.evaluate.gold import Gold, read
from graph.evaluate.judge import Judgement, judge
from graph.record import Record
from graph.rows import Rows, Value

__all__ = [
    "Bin",
    "Errors",
    "Evaluation",
    "Figure",
    "Found",
    "Gold",
    "Judgement",
    "Said",
    "Thing",
    "evaluate",
    "evaluate_found",
    "found",
    "read",
]
_REMEDY = "build the graph from the texts annotated / 请用所标注的文本生成图谱"
_ERRORS = ("document", "measure", "class", "cause", "side", "what", "confidence", "quote")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything judged. `exhaustive` is False when an annotation may have left out what its text says.

    Precision is then a lower bound.
    """

    judged: tuple[Judgement, ...]
    exhaustive: bool = True

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Precision, recall and F1 of each measure and class."""
        return figures(self.judged)

    @property
    def causes(self) -> tuple[Errors, ...]:
        """How many errors have which cause."""
        return causes(self.judged)

    @property
    def calibration(self) -> tuple[Bin, ...]:
        """Confidence against truth."""
        return calibration(self.judged)

    @property
    def calibration_error(self) -> float:
        """How far confidence is from truth on average."""
        return calibration_error(self.calibration)

    @property
    def errors(self) -> tuple[Judgement, ...]:
        """What was missed and what is wrong."""
        return tuple(one for one in self.judged if one.right is False)

    def figure(self, measure: str, name: str = "") -> Figure:
        """One figure; empty where nothing of the kind was judged.

        >>> Evaluation(()).figure("relations").f1 is None
        True
        """
        empty = Figure(measure, name, 0, 0, 0, 0)
        return next((one for one in self.figures if (one.measure, one.name) == (measure, name)), empty)

    def rows(self, show: str = "figures") -> Rows:
        """The "figures", "causes", "calibration" or "errors" as a table."""
        if show == "errors":
            return Rows(_ERRORS, tuple(_error(one) for one in self.errors))
        tables: Mapping[str, Iterable[_Recorded]] = {
            "figures": self.figures,
            "causes": self.causes,
            "calibration": self.calibration,
        }
        return _rows(tables[show])


class _Recorded(Protocol):
    def record(self) -> dict[str, Value]:
        """Column to value."""


def _error(one: Judgement) -> tuple[Value, ...]:
    return one.document, one.measure, one.name, one.cause, one.side, one.what, one.confidence, one.quote


def _rows(items: Iterable[_Recorded]) -> Rows:
    told = [item.record() for item in items]
    columns = tuple(told[0]) if told else ()
    return Rows(columns, tuple(tuple(row.values()) for row in told))


def evaluate(record: Record, golds: Iterable[Gold]) -> Evaluation:
    """Judge what a graph holds of the texts that are annotated.

    Raises:
        QueryError: the graph holds no text of an annotation's name.

    >>> from graph import example
    >>> from graph.evaluate.gold import Named
    >>> evaluate(example().record, [Gold("a", (Named("Material", ("硫酸镍",)),))]).figure("entities").recall
    1.0
    """
    return evaluate_found(found(record), golds)


def evaluate_found(given: Mapping[str, Found], golds: Iterable[Gold]) -> Evaluation:
    """Judge what any extractor found in each text, by the text's name without ending.

    Raises:
        QueryError: nothing is given for a text.
    """
    golds = tuple(golds)
    for gold in golds:
        if gold.name not in given:
            close = get_close_matches(gold.name, given, n=1)
            remedy = f"did you mean {close[0]}?" if close else _REMEDY
            raise QueryError("the graph holds no such text / 图谱中没有这篇文本", gold.name, remedy)
    judged = tuple(one for gold in golds for one in judge(gold, given[gold.name]))
    return Evaluation(judged, all(gold.exhaustive for gold in golds))
