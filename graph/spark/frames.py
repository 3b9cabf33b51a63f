"""Frames of Spark by plain Python: functions of rows as they come, and what is worked out once kept as Parquet."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame, SparkSession

Row = dict[str, Any]
Rows = Callable[[Iterator[Row]], Iterable[Row]]
_BATCH = 64  # rows that go back at a time: texts with all that is said of them may be long


def number(text: str) -> int:
    """A whole number of 64 bits that stands for a text, the same in every run.

    >>> number("铜箔") == number("铜箔") != number("铝箔")
    True
    """
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:8], "big", signed=True)


@dataclass(frozen=True, slots=True)
class Frames:
    """A session, and a folder that all its machines see, for what is worked out once and used again."""

    spark: SparkSession
    folder: Path

    def sql(self, query: str, **frames: DataFrame) -> DataFrame:
        """What a query gives; {name} in it stands for a frame."""
        return self.spark.sql(query, **frames)

    def of(self, rows: Iterable[tuple[object, ...]], schema: str) -> DataFrame:
        """A frame of what is at hand."""
        return self.spark.createDataFrame(list(rows), schema)

    def mapped(self, frame: DataFrame, function: Rows, schema: str) -> DataFrame:
        """The rows that a function makes of those of each partition."""
        from pyspark.sql.pandas.types import to_arrow_schema  # noqa: PLC0415 - an extra

        arrow = to_arrow_schema(self.of((), schema).schema)
        return frame.mapInArrow(partial(_mapped, function, arrow), schema)

    def spread(self, frame: DataFrame, key: str, *order: str) -> DataFrame:
        """Rows of one key together, in as many partitions as Spark is set to, however small these are."""
        parts = int(self.spark.conf.get("spark.sql.shuffle.partitions") or 1)
        return frame.repartition(parts, key).sortWithinPartitions(key, *order)

    def kept(self, frame: DataFrame, name: str) -> DataFrame:
        """A frame, worked out once."""
        path = str(self.folder / name)
        frame.write.parquet(path)
        return self.spark.read.parquet(path)


def _mapped(
    function: Rows, schema: pyarrow.Schema, batches: Iterator[pyarrow.RecordBatch]
) -> Iterator[pyarrow.RecordBatch]:
    import pyarrow  # noqa: PLC0415 - an extra

    made = iter(function(row for batch in batches for row in batch.to_pylist()))
    while rows := list(islice(made, _BATCH)):
        yield pyarrow.RecordBatch.from_pylist(rows, schema)
