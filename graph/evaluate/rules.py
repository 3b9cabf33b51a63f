"""What counts as the same when a graph is compared with a gold annotation: `ontology/scoring.csv`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from graph.lexicon.tables import rows
from graph.vocab import default_directory

_NOISE = re.compile(r"[\s“”\"'‘’《》()·、,]")
_ALIKE, _CLOSE, _SHORTEST = 0.75, Decimal("1e-6"), 4
Pairs = Mapping[str, frozenset[str]]


def norm(text: str) -> str:
    """A name without width, spaces, quotes and brackets.

    >>> norm("云峰（上海） 镍业")
    '云峰上海镍业'
    """
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).lower()


def alike(a: str, b: str) -> bool:
    """Alike enough for names that no two writers cut the same way: by their pairs of letters, or one inside the other.

    >>> alike("年产3万吨硫酸镍项目", "3万吨硫酸镍项目"), alike("一期项目", "硫酸镍项目")
    (True, False)
    """
    left, right = ({s[i : i + 2] for i in range(len(s) - 1)} or {s} for s in (a, b))
    inside = any(len(s) >= _SHORTEST and s in t for s, t in ((a, b), (b, a)))
    return inside or 2 * len(left & right) / (len(left) + len(right)) >= _ALIKE


def near(a: Decimal, b: Decimal) -> bool:
    """Equal but for rounding.

    >>> near(Decimal("30000"), Decimal("30000.01")), near(Decimal(3), Decimal(4))
    (True, False)
    """
    return abs(a - b) <= max(abs(a), abs(b)) * _CLOSE


@dataclass(frozen=True, slots=True)
class Rules:
    """Which names, kinds, relations and units stand for one another, and what is not judged."""

    praise: re.Pattern[str]
    ending: re.Pattern[str]
    alike: frozenset[str]
    not_judged: frozenset[str]
    builds: frozenset[str]
    passed_on: frozenset[str]
    flow: Mapping[str, str]
    kinds: Pairs
    also: Pairs
    units: Mapping[str, tuple[str, Decimal]]

    def bare(self, text: str) -> str:
        """A comparable name without what only praises, or what ends the name of a place.

        >>> rules().bare("高性能铜箔"), rules().bare("曲靖市")
        ('铜箔', '曲靖')
        """
        return self.ending.sub("", self.praise.sub("", norm(text)))

    def fits(self, predicate: str) -> frozenset[str]:
        """The relations that count where this one is annotated.

        >>> sorted(rules().fits("consumes"))
        ['consumes', 'recycles']
        """
        return self.also.get(predicate, frozenset()) | {predicate}

    def same_kind(self, wanted: str, kind: str) -> bool:
        """Whether a thing of a kind counts where another kind is annotated.

        >>> rules().same_kind("Facility", "Project"), rules().same_kind("Company", "Project")
        (True, False)
        """
        return wanted == kind or kind in self.kinds.get(wanted, ())

    def measure(self, value: Decimal, unit: str) -> tuple[Decimal, str, str]:
        """A size in a base unit, that unit, and its period ("" for none).

        >>> rules().measure(Decimal(2), "GW/a"), rules().measure(Decimal(5), "{piece}/d")[1:]
        ((Decimal('2000'), 'MW', 'a'), ('{}', 'd'))
        """
        head, _, period = unit.partition("/")
        head = head.strip("[]")
        base, factor = self.units.get(head, ("{}" if head.startswith("{") else head, Decimal(1)))
        return value * factor, base, period


def rules() -> Rules:
    """The rules that ship with the project.

    >>> "growth" in rules().not_judged
    True
    """
    return _rules(default_directory())


@cache
def _rules(home: Path) -> Rules:
    table = rows(home / "scoring.csv", "role", "name", "means", "factor")

    def names(role: str) -> list[str]:
        return [row["name"] for row in table if row["role"] == role]

    def pairs(role: str) -> dict[str, frozenset[str]]:
        return {n: frozenset(r["means"] for r in table if (r["role"], r["name"]) == (role, n)) for n in names(role)}

    return Rules(
        praise=re.compile(f"^(?:{'|'.join(names('praise'))})(?=..)"),
        ending=re.compile(f"(?<=..)(?:{'|'.join(names('place-ending'))})$"),
        alike=frozenset(names("alike")),
        not_judged=frozenset(names("not-judged")),
        builds=frozenset(names("builds")),
        passed_on=frozenset(names("passed-on")),
        flow={row["name"]: row["means"] for row in table if row["role"] == "flow"},
        kinds=pairs("kind"),
        also=pairs("also"),
        units={row["name"]: (row["means"], Decimal(row["factor"])) for row in table if row["role"] == "unit"},
    )
