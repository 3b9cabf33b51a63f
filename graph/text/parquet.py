"""Parquet: one document a row, with the columns that records have: id, text, title, publisher, published, url."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from graph.errors import SourceError
from graph.model import Document
from graph.text.records import COLUMNS, documents_of, record_of

_LIMIT = 500_000_000  # bytes of a file, unpacked: what is small when packed need not be so
_ROWS = 1_000


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Read the rows; one that cannot be read is an error that names it."""
    try:
        from pyarrow import ArrowException, parquet  # noqa: PLC0415 - an extra
    except ImportError:
        what = "pyarrow, which reads Parquet, is not installed"
        raise SourceError(what, name, "run pip install 'industry-chain-graph[spark]'") from None
    try:
        rows = list(enumerate(_rows(parquet.ParquetFile(BytesIO(data)), name), 1))
    except (ArrowException, OSError, UnicodeDecodeError):
        what = "not Parquet, or broken / 不是 Parquet 文件，或已损坏"
        raise SourceError(what, name, "write the file again") from None
    return documents_of([(number, record_of(row, f"{name}:{number}")) for number, row in rows], name)


def _rows(file: Any, name: str) -> Iterator[dict[str, Any]]:
    columns = [column for column in file.schema_arrow.names if column in COLUMNS]
    size = 0
    for batch in file.iter_batches(_ROWS, columns=columns):
        size += batch.nbytes
        if size > _LIMIT:
            raise SourceError(f"more than {_LIMIT:,} bytes / 超过 {_LIMIT:,} 字节", name, "split it")
        yield from batch.to_pylist()
