"""Answers as rows: a tuple that shows itself as a table, in a notebook and in pandas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from graph.messages import Language
from graph.rows import Rows, Value

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Value]
_EMPTY = (None, "")


class Recorded(Protocol):
    """What can say itself as one row of plain values."""

    def record(self) -> Row:
        """Column to value; of evidence the first quote, and how many there are."""


T_co = TypeVar("T_co", bound=Recorded, covariant=True)


class Results(tuple[T_co, ...]):
    """Typed, frozen answers in a fixed order.

    >>> Results(()).records()
    ()
    """

    __slots__ = ()

    def records(self) -> tuple[Row, ...]:
        """One row for each, all with the same columns."""
        rows = [item.record() for item in self]
        columns = tuple(dict.fromkeys(column for row in rows for column in row))
        return tuple({column: row.get(column) for column in columns} for row in rows)

    def rows(self, language: Language | None = None) -> Rows:
        """The rows as one table; for a reader, without columns nobody fills or that speak the other language."""
        found = self.records()
        columns = tuple(found[0]) if found else ()
        if language is not None:
            other = "_en" if language == "zh" else "_zh"
            columns = tuple(c for c in columns if not c.endswith(other) and any(row[c] not in _EMPTY for row in found))
        return Rows(columns, tuple(tuple(row[column] for column in columns) for row in found))

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a data frame; see `Rows.to_pandas`."""
        return self.rows().to_pandas()

    def _repr_html_(self) -> str:
        return self.rows()._repr_html_()
