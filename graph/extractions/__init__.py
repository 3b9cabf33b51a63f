"""What each document says: taken from the cache where it was read before, else read, on all cores where it pays."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from graph import lexicon, vocab
from graph.extract import Gate, extract
from graph.extractions.cache import Cache, default_folder, key_of
from graph.extractions.codec import decode, encode
from graph.extractions.version import version_of
from graph.extractions.workers import Workers
from graph.model import Document, Extraction
from graph.processes import cores

__all__ = ["Cache", "Resources", "default_folder", "extract_all", "key_of", "version_of"]

Run = Sequence[Document]
Told = Generator[Extraction, None, None]
_BATCH, _MOST = 4_000, 256  # characters, and documents, that are read in one go
_WORTH = 60_000  # characters for which one more process pays
_AHEAD = 3  # runs in waiting for each process


@dataclass(frozen=True, slots=True)
class Resources:
    """What a build may use: none of it changes a byte of what it writes.

    `workers` is the number of processes that read texts; by default one for each core, and none beside the program
    itself where there is little to read. `cache` is a folder to keep in what texts were read to say.
    """

    workers: int | None = None
    cache: str | os.PathLike[str] | None = None


def extract_all(documents: Run, home: Path | None = None, using: Resources | None = None) -> Told:
    """Read documents, in their order.

    >>> [len(told.claims) for told in extract_all([Document("a", "云峰镍业有限公司主要生产电解镍。")])]
    [1]
    """
    using = using or Resources()
    with ExitStack() as stack:
        held = _Held(stack.enter_context(Cache(Path(using.cache))), home) if using.cache is not None else None
        fresh = [len(document.text) for document in documents if held is None or document not in held]
        count = min(cores(), sum(fresh) // _WORTH) if using.workers is None else min(using.workers, len(fresh))
        pool = stack.enter_context(Workers(count, home)) if count > 1 else None
        yield from _Reading(home, held, pool).read(documents, _AHEAD * count if pool else 0)


class _Held:
    """What the cache holds of documents, as far as it can stand."""

    def __init__(self, cache: Cache, home: Path | None) -> None:
        self._cache, self._version, self._gate = cache, version_of(home), Gate.of(vocab.load(home))

    def __contains__(self, document: Document) -> bool:
        return self._cache.holds(key_of(document, self._version))

    def get(self, documents: Run) -> dict[Document, Extraction]:
        """What is held of these; the gate sees it again, so that no file can bring in what a text does not say."""
        keys = {document: key_of(document, self._version) for document in documents}
        held = self._cache.get(tuple(keys.values()))
        told = {document: _decoded(held[key], document) for document, key in keys.items() if key in held}
        return {document: one for document, one in told.items() if one is not None and self._sound(one)}

    def put(self, extractions: Sequence[tuple[Document, bytes]]) -> None:
        self._cache.put({key_of(document, self._version): data for document, data in extractions})

    def _sound(self, extraction: Extraction) -> bool:
        return not any(self._gate.check(claim, extraction.document) for claim in extraction.claims)


def _decoded(data: bytes, document: Document) -> Extraction | None:
    try:
        return decode(data, document)
    except ValueError:
        return None


class _Reading:
    """Reads runs of documents, each where it was read before, in another process or here."""

    def __init__(self, home: Path | None, held: _Held | None, pool: Workers | None) -> None:
        self._words, self._gate = lexicon.load(home), Gate.of(vocab.load(home))
        self._held, self._pool = held, pool

    def read(self, documents: Run, ahead: int) -> Iterator[Extraction]:
        waiting: deque[Callable[[], Iterator[Extraction]]] = deque()
        for run in _runs(documents):
            waiting.append(self._begun(run))
            if len(waiting) > ahead:
                yield from waiting.popleft()()
        while waiting:
            yield from waiting.popleft()()

    def _begun(self, run: Run) -> Callable[[], Iterator[Extraction]]:
        """Begin to read, and give what ends it."""
        known = self._held.get(run) if self._held is not None else {}
        fresh = [document for document in run if document not in known]
        future = self._pool.submit(fresh) if self._pool is not None and fresh else None

        def ended() -> Iterator[Extraction]:
            lines = dict(zip(fresh, future.result(), strict=False)) if future is not None else {}
            told = [known.get(document) or self._read(document, lines.get(document)) for document in run]
            if self._held is not None:
                new = [one for one in told if one.document not in known]
                self._held.put([(one.document, lines.get(one.document) or encode(one)) for one in new])
            yield from told

        return ended

    def _read(self, document: Document, line: bytes | None) -> Extraction:
        """What another process read; where it failed to, the error is met again here."""
        return decode(line, document) if line else self._here(document)

    def _here(self, document: Document) -> Extraction:
        return extract(document, self._words, self._gate)


def _runs(documents: Run) -> Iterator[list[Document]]:
    run: list[Document] = []
    characters = 0
    for document in documents:
        run.append(document)
        characters += len(document.text)
        if characters >= _BATCH or len(run) == _MOST:
            yield run
            run, characters = [], 0
    if run:
        yield run
