"""How a build shows how far it is, and how long each stage took."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter
from typing import Protocol, TypeVar

_T = TypeVar("_T")


class Progress(Protocol):
    """Hands on the items of a stage ("read", "extract", "write") one by one, and may show how far it is."""

    def __call__(self, stage: str, items: Sequence[_T], /) -> Iterable[_T]:
        """Give back each item."""
        ...


def silently(stage: str, items: Sequence[_T]) -> Sequence[_T]:
    """Show nothing."""
    del stage
    return items


class Clock:
    """Seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """Measure what is done within."""
        start = perf_counter()
        yield
        self.seconds[stage] = self.seconds.get(stage, 0) + perf_counter() - start


@contextmanager
def uncollected() -> Iterator[None]:
    """Very many small values are made here, none of them in a circle: looking for some would only cost time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
