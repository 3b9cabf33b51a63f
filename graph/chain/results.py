"""Answers as rows: a tuple that shows itself as a table, in a notebook and in pandas."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Protocol, TypeVar

from graph.messages import Language
from graph.rows import Rows, Value

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Value]
_SHOWN, _EMPTY = 200, (None, "")


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
        """The rows as a data frame; pandas must be installed (it is not needed otherwise)."""
        import pandas  # noqa: PLC0415 - only those who ask for it need it

        return pandas.DataFrame(list(self.records()))

    def _repr_html_(self) -> str:
        rows = self.records()
        head = "".join(f"<th>{escape(column)}</th>" for column in (rows[0] if rows else ()))
        body = "".join(f"<tr>{_cells(row.values())}</tr>" for row in rows[:_SHOWN])
        more = f"<caption>{len(rows)} rows, {_SHOWN} shown</caption>" if len(rows) > _SHOWN else ""
        return f"<table>{more}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cells(values: Iterable[Value]) -> str:
    return "".join(f"<td>{escape('' if value is None else str(value))}</td>" for value in values)
