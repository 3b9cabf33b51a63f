"""Sorted output in parts: sorted within and between them, each row once, the same however many machines write."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.spark.frames import Frames, Row
from graph.tables import CLAIM_COLUMNS

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

LINES, CLAIMS = 500_000, 250_000  # rows of a part, about
_SAMPLE = 32  # places known of each part, before all are sorted
_PLACED = "part int, place string, cells array<string>"
_WRITTEN = "part int, rows bigint"
_SPREAD = "SELECT DISTINCT place FROM {rows} WHERE pmod(xxhash64(place), {every}) = 0"
_NUMBERS: dict[str, type] = {"start": int, "end": int, "value": float, "low": float, "high": float, "confidence": float}
Write = Callable[[Iterator[Row], Path], int]


@dataclass(frozen=True, slots=True)
class Size:
    """About how many rows there are in all, and how many a part is to hold.

    >>> Size(1_000_000, 500_000).parts
    3
    """

    rows: int
    part: int

    @property
    def parts(self) -> int:
        """Into how many parts they go."""
        return 1 + self.rows // self.part


def write_lines(rows: Iterator[Row], path: Path) -> int:
    """Write lines of N-Quads."""
    count = 0
    with path.open("wb") as file:
        for count, row in enumerate(rows, 1):  # noqa: B007 - the last is how many there are
            file.write(row["place"].encode() + b"\n")
    return count


def write_claims(rows: Iterator[Row], path: Path) -> int:
    """Write rows of claims as Parquet, under the names of `claims.csv`."""
    import pyarrow  # noqa: PLC0415 - an extra
    from pyarrow import parquet  # noqa: PLC0415

    types = {int: pyarrow.int64(), float: pyarrow.float64(), str: pyarrow.string()}
    schema = pyarrow.schema([(name, types[_NUMBERS.get(name, str)]) for name in CLAIM_COLUMNS])
    told = [dict(zip(CLAIM_COLUMNS, row["cells"], strict=True)) for row in rows]
    parquet.write_table(pyarrow.Table.from_pylist([_typed(row) for row in told], schema), path, compression="zstd")
    return len(told)


def _typed(row: dict[str, str]) -> dict[str, Any]:
    """Numbers as numbers; what is not there as nothing."""
    return {name: _NUMBERS.get(name, str)(cell) if cell else None for name, cell in row.items()}


def write_parts(frames: Frames, rows: DataFrame, size: Size, folder: Path, write: Write) -> int:
    """Write rows of a place, by which they are sorted, and cells; how many there are.

    Where parts begin is found from a sample of the places themselves, so that it is the same in every run.
    """
    folder.mkdir()
    bounds = _bounds(frames, rows, size) if size.parts > 1 else ()
    placed = frames.mapped(rows, partial(assigned, bounds=bounds), _PLACED)
    spread = placed.repartitionById(size.parts, placed.part).sortWithinPartitions("part", "place")
    name = f"part-{{:05}}{'.nq' if write is write_lines else '.parquet'}"
    done = frames.mapped(spread, partial(written, folder=str(folder), name=name, write=write), _WRITTEN)
    return sum(row.rows for row in done.collect())


def _bounds(frames: Frames, rows: DataFrame, size: Size) -> tuple[str, ...]:
    query = _SPREAD.replace("{every}", str(max(1, size.rows // (size.parts * _SAMPLE))))
    return cuts([row.place for row in frames.sql(query, rows=rows).collect()], size.parts)


def cuts(places: Iterable[str], parts: int) -> tuple[str, ...]:
    """Where parts of about equal size begin, but for the first.

    >>> cuts("dbca", 2)
    ('c',)
    """
    known = sorted(places)
    return tuple(dict.fromkeys(known[len(known) * number // parts] for number in range(1, parts)) if known else ())


def assigned(rows: Iterable[Row], bounds: Sequence[str]) -> Iterator[Row]:
    """Rows with the number of the part they belong to."""
    for row in rows:
        yield {"part": bisect_right(bounds, row["place"]), "place": row["place"], "cells": row["cells"]}


def written(rows: Iterable[Row], folder: str, name: str, write: Write) -> Iterator[Row]:
    """Write each part, sorted as it comes, each row once; a task that begins anew writes the same file."""
    for part, group in groupby(rows, lambda row: row["part"]):
        path = Path(folder, name.format(part))
        growing = path.with_name(f".{path.name}.{os.getpid()}")
        once = (next(same) for _, same in groupby(group, lambda row: row["place"]))
        yield {"part": part, "rows": write(once, growing)}
        growing.replace(path)
