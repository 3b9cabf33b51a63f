"""From files to what each text says, each text in one place: reading, each text once, extraction."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from graph import lexicon, text, vocab
from graph.errors import SourceError
from graph.extract import Gate, extract
from graph.extractions.codec import decode, encode
from graph.lexicon import Lexicon
from graph.model import Document, Extraction
from graph.resolve import names_of
from graph.resolve.blocks import blocks, same_label
from graph.spark.frames import Frames, Row, number
from graph.spark.session import about

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_DOCUMENT = """struct<name: string, text: string, title: string, publisher: string, published: string, url: string,
  start: int>"""
_FAULT = "struct<what: string, place: string, remedy: string>"
_READ = f"file bigint, line bigint, id string, document {_DOCUMENT}, fault {_FAULT}"
_NAMES = """array<struct<text: string, kind: string, label: string, surfaces: array<string>, owners: array<string>,
  shorts: array<struct<number: int, short: string, reason: string>>, node: bigint>>"""
_TEXTS = f"""id string, document {_DOCUMENT}, extraction binary, names {_NAMES},
  blocks array<struct<node: bigint, key: bigint, offered: boolean>>"""
# Of two that are the same word for word, the one that comes last counts, as it does where all are read in one place.
_ONCE = "SELECT id, max_by(document, struct(file, line)) AS document FROM {read} WHERE fault IS NULL GROUP BY id"
_FAULTS = "SELECT fault.* FROM {read} WHERE fault IS NOT NULL"


def read_texts(frames: Frames, files: Iterable[Path], home: Path | None) -> tuple[DataFrame, tuple[SourceError, ...]]:
    """What texts say, a row for each, and the files that cannot be read."""
    rows = [
        (number, *(bytearray(os.fsencode(p)) for p in (path, path.absolute()))) for number, path in enumerate(files)
    ]
    spread = frames.of(rows, "file bigint, given binary, path binary").repartition(
        max(1, min(len(rows), 10_000)), "file"
    )
    found = frames.kept(frames.mapped(spread, read, _READ), "read")
    once = frames.sql(_ONCE, read=found)
    told = frames.kept(frames.mapped(frames.spread(once, "id"), partial(extracted, home=home), _TEXTS), "texts")
    faults = (SourceError(*fault) for fault in frames.sql(_FAULTS, read=found).collect())
    return told, tuple(sorted(faults, key=str))


def read(rows: Iterable[Row]) -> Iterator[Row]:
    """The documents of files, or why there are none, under the path by which they were given."""
    for row in rows:
        given, path = (Path(os.fsdecode(bytes(row[name]))) for name in ("given", "path"))
        try:
            with about(text.shown(given)):
                documents = text.read(path)
        except SourceError as error:
            place = error.where.replace(text.shown(path), text.shown(given))
            yield {"file": row["file"], "fault": {"what": error.what, "place": place, "remedy": error.remedy}}
        else:
            for line, document in enumerate(documents):
                yield {"file": row["file"], "line": line, "id": document.id, "document": asdict(document)}


def extracted(rows: Iterable[Row], home: Path | None = None) -> Iterator[Row]:
    """What documents say, their names, and the blocks of those."""
    words, gate = lexicon.load(home), Gate.of(vocab.load(home))
    for row in rows:
        document = document_of(row)
        with about(document.name):
            told = extract(document, words, gate)
            yield {**row, "extraction": encode(told), **_named(told, words)}


def _named(told: Extraction, words: Lexicon) -> Row:
    names, places = [], set[tuple[int, int, bool]]()
    for name in names_of(told):
        node = number(same_label(name.label))
        shorts = [{"number": at, "short": short, "reason": reason} for at, short, reason in name.shorts]
        names.append({**asdict(name), "shorts": shorts, "node": node})
        places.add((node, node, False))
        places.update((node, number(block.key), block.offered) for block in blocks(name, words))
    found = [{"node": node, "key": key, "offered": offered} for node, key, offered in sorted(places)]
    return {"names": names, "blocks": found}


def document_of(row: Row) -> Document:
    """The document of a row."""
    return Document(**row["document"])


def extraction_of(row: Row) -> Extraction:
    """What was read of the document of a row."""
    return decode(bytes(row["extraction"]), document_of(row))
