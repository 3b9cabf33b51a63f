"""What an audit goes by: `ontology/audit.csv`, by role."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph.errors import OntologyError
from graph.lexicon.tables import rows, units

_FILE = "audit.csv"
_NEVER = "(?!)"


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of `audit.csv`; `dimension` tells what sort of thing a UCUM unit measures."""

    roles: Mapping[str, tuple[str, ...]]
    units: Mapping[str, tuple[str, str]]
    factors: Mapping[str, tuple[str, str]]

    def names(self, role: str) -> frozenset[str]:
        """The values of a role."""
        return frozenset(self.roles.get(role, ()))

    def any_of(self, role: str) -> str:
        """An expression that matches whatever a row of the role does, `{S}` standing for a scope."""
        scope = "(?:" + "|".join(self.roles.get("scope", (_NEVER,))) + ")"
        found = (pattern.replace("{S}", scope) for pattern in self.roles.get(role, (_NEVER,)))
        return "(?:" + "|".join(found) + ")"


@cache
def table(directory: Path) -> Table:
    """Read the table of an ontology.

    Raises:
        OntologyError: the table is missing, lacks a column, or an expression in it cannot be read.
    """
    roles: dict[str, list[str]] = defaultdict(list)
    for row in rows(directory / _FILE, "role", "pattern", "example", "counterexample"):
        roles[row["role"]].append(row["pattern"])
    known = units(directory / "units.csv")
    found = Table(
        {role: tuple(patterns) for role, patterns in roles.items()},
        {unit.ucum: (unit.dimension, word) for word, unit in known.items()},
        {word: (unit.ucum, str(unit.factor)) for word, unit in known.items()},
    )
    for role in found.roles:
        _compiled(found.any_of(role))
    return found


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise OntologyError(f"no expression / 不是正则表达式: {error}", _FILE, "mend the line it names") from error


def matcher(directory: Path, role: str) -> re.Pattern[str]:
    """The compiled expression of a role."""
    return _compiled(table(directory).any_of(role))
