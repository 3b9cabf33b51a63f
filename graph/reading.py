"""The texts of a build: from the files and folders that were given to documents, each once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from graph import text
from graph.errors import SourceError
from graph.model import Document
from graph.work import Clock, Progress


def read_all(
    paths: Sequence[Path], show: Progress, clock: Clock
) -> tuple[tuple[Document, ...], tuple[SourceError, ...]]:
    """Every document once, and the files that hold none.

    Raises:
        SourceError: there is none at all.
    """
    found: list[Document] = []
    with clock("read"):
        files, unreadable = listed(paths)
        for path in show("read", files):
            try:
                found.extend(text.read(path))
            except SourceError as error:
                unreadable.append(error)
    if not found:
        raise unreadable[0] if len(unreadable) == 1 else text.nothing(paths)
    return each_once(found), tuple(sorted(unreadable, key=str))


def each_once(documents: Iterable[Document]) -> tuple[Document, ...]:
    """In the order of their names: the order in which they came changes nothing.

    >>> [document.name for document in each_once([Document("b", "铜"), Document("a", "镍"), Document("b", "铜")])]
    ['a', 'b']
    """
    found = {document.id: document for document in documents}
    return tuple(document for _, document in sorted(found.items(), key=lambda named: (named[1].name, named[0])))


def listed(paths: Sequence[Path]) -> tuple[tuple[Path, ...], list[SourceError]]:
    """The files to read. One of a kind that nobody reads is set aside; one that is not there is a slip to mend."""
    good, unreadable = [], []
    for path in paths:
        try:
            text.sources((path,))
        except SourceError as error:
            if not os.path.lexists(path):
                raise
            unreadable.append(error)
        else:
            good.append(path)
    return text.sources(good), unreadable
