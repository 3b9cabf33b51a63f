"""A library that chokes on a file is the file's fault, and is told as such."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from graph.errors import SourceError


@contextmanager
def guarded(where: str, kind: str, remedy: str, *loggers: str) -> Iterator[None]:
    """Turn whatever a parsing library raises into one error; what it would log is left unsaid.

    >>> with guarded("a.pdf", "PDF", "save it again"):
    ...     [].pop()
    Traceback (most recent call last):
    ...
    graph.errors.SourceError: a.pdf: broken PDF (IndexError) / PDF 文件损坏; save it again
    """
    before = [(logger, logger.disabled) for logger in map(logging.getLogger, loggers)]
    for logger, _ in before:
        logger.disabled = True
    try:
        yield
    except SourceError:
        raise
    except Exception as fault:
        # Hostile files reach every corner of a parser, so no list of its exceptions is ever complete.
        what = f"broken {kind} ({type(fault).__name__}) / {kind} 文件损坏"
        raise SourceError(what, where, remedy) from None
    finally:
        for logger, disabled in before:
            logger.disabled = disabled
