"""Thresholds and word lists of the analyses: `ontology/analysis.csv`."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from functools import cache

from graph.lexicon.tables import rows
from graph.vocab import default_directory


@cache
def _settings() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows(default_directory() / "analysis.csv", "key", "value", "why"):
        found[row["key"]].append(row["value"])
    return {key: tuple(values) for key, values in found.items()}


def words(key: str) -> tuple[str, ...]:
    """The values of a key, in their order.

    >>> words("share")
    ('localShare',)
    """
    return _settings().get(key, ())


def threshold(key: str) -> Decimal:
    """The number of a key.

    >>> threshold("gaps.strong")
    Decimal('0.5')
    """
    return Decimal(words(key)[0])


def rated(unit: str, measure: str) -> str:
    """A unit with its rate: what a text gives without one is meant a year, of measures that are so meant.

    >>> rated("t", "capacity"), rated("{piece}/d", "capacity"), rated("t", "reserve")
    ('t/a', '{piece}/d', 't')
    """
    return unit if not unit or "/" in unit or measure not in words("yearly") else f"{unit}/a"


def tonnes(unit: str) -> Decimal | None:
    """Tonnes a year in one of a unit, None of what measures no mass a year.

    >>> tonnes("kg/a"), tonnes("{piece}/d")
    (Decimal('0.001'), None)
    """
    return Decimal(found[0]) if (found := words(f"mass.{unit}")) else None
