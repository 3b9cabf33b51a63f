"""What capacity there is of each material: totals that count none twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from graph.chain.flows import ACTORS
from graph.chain.index import Evidence, Index, first_words
from graph.chain.ledger import BUILT, Entry, size_of
from graph.chain.results import Results, Row
from graph.model import Entity, Origin


@dataclass(frozen=True, slots=True)
class Total:
    """The capacity of one material, one way, in one unit: at least `low`, at most `high` (None: no upper bound known).

    `what` is the project where no text names the material.

    They differ where figures are bounds, contradict each other, or where a company's figure may hold its projects'.
    `built` is the part of `low` whose projects are completed or in production. `origin` is Derived where the material
    of an entry is.
    """

    what: Entity
    basis: str
    unit: str
    low: Decimal
    high: Decimal | None
    built: Decimal
    entries: tuple[Entry, ...]
    index: Index = field(repr=False, compare=False)

    @property
    def origin(self) -> Origin:
        """Derived, if the material of an entry follows from a step; else Stated."""
        return "Derived" if any(entry.step for entry in self.entries) else "Stated"

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words behind all of its entries."""
        return tuple(dict.fromkeys(e for entry in self.entries for e in entry.evidence))

    def record(self) -> Row:
        """Its row in a table."""
        row: Row = {"material": self.what.label, "basis": self.basis, "unit": self.unit}
        row |= {"low": self.low, "high": self.high, "built": self.built, "entries": len(self.entries)}
        row |= {"origin": self.origin}
        return row | first_words(self.evidence)


def totals(entries: Iterable[Entry]) -> Results[Total]:
    """The capacity of each material, outputs and inputs apart, each unit for itself.

    One project's figure counts once, in however many texts and phases it is told. A figure nobody owns is taken
    for the same as one of the same size that somebody owns. A company's figure and those of its projects are one
    capacity told twice: the larger counts for `low`, both for `high`.

    >>> from graph import example
    >>> from graph.chain import ledger
    >>> known = example()
    >>> [(total.what.label, int(total.low)) for total in totals(ledger(known.flows))]
    [('硫酸镍', 30000)]
    """
    groups: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.subject.kind in ACTORS:
            groups[_what(entry).id, entry.basis, entry.unit].append(entry)
    return Results(_total(found) for _, found in sorted(groups.items()))


def _what(entry: Entry) -> Entity:
    return entry.material or entry.subject


def _total(entries: Sequence[Entry]) -> Total:
    parts = list(_parts(_unrepeated(entries)))
    lows, highs = [low for low, _, _ in parts], [high for _, high, _ in parts]
    high = None if None in highs else sum((h for h in highs if h is not None), Decimal())
    built = sum((low for low, _, done in parts if done), Decimal())
    first = entries[0]
    low, index = sum(lows, Decimal()), first.figures[0].index
    return Total(_what(first), first.basis, first.unit, low, high, built, tuple(entries), index)


Part = tuple[Decimal, Decimal | None, bool]


def _unrepeated(entries: Sequence[Entry]) -> list[Entry]:
    """Without what nobody owns and somebody of the same size does, or is told of two projects without an owner."""
    owned = [entry for entry in entries if entry.owners]
    seen = {size_of(entry.amount) for entry in owned}
    free = []
    for entry in entries:
        if not entry.owners and size_of(entry.amount) not in seen:
            seen.add(size_of(entry.amount))
            free.append(entry)
    return [*owned, *free]


def _parts(entries: Sequence[Entry]) -> Iterator[Part]:
    """A part for each owner: its own figure and its projects' together; projects without an owner for themselves."""
    for _, found in sorted(_by_owner(entries).items()):
        yield from _of_owner(found)


def _by_owner(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.owners[0].id if entry.owners else entry.subject.id].append(entry)
    return found


def held(entries: Iterable[Entry]) -> dict[str, Decimal]:
    """What each owner has at least, of entries of one material, one way, in one unit; none of it twice."""
    return {owner: sum((low for low, _, _ in _of_owner(own)), Decimal()) for owner, own in _by_owner(entries).items()}


def _of_owner(found: Iterable[Entry]) -> Iterator[Part]:
    """A part for its own figure beyond its projects', and one for each of these."""
    by_subject: dict[str, list[Entry]] = defaultdict(list)
    for entry in found:
        by_subject[entry.subject.id].append(entry)
    of_projects = [_of_one(same) for same in by_subject.values() if same[0].subject.kind != "Company"]
    own = [_of_one(same) for same in by_subject.values() if same[0].subject.kind == "Company"]
    yield from _merged(own[0], of_projects) if own else of_projects


def _merged(own: Part, projects: Sequence[Part]) -> Iterator[Part]:
    """A company's figure beside its projects': at least the larger, at most both."""
    yield from projects
    below = sum((low for low, _, _ in projects), Decimal())
    low, high, built = own
    yield max(Decimal(), low - below), high, built


def _of_one(entries: Sequence[Entry]) -> Part:
    """One subject's capacity: a figure for the whole, or its phases together, whichever is more."""
    whole = [entry for entry in entries if not entry.phase] or []
    phases: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.phase:
            phases[entry.phase].append(entry)
    lows = [_range(same) for same in phases.values()]
    together = sum((low for low, _ in lows), Decimal())
    above = None if any(high is None for _, high in lows) else sum((high for _, high in lows if high), Decimal())
    low, high = _range(whole) if whole else (Decimal(), Decimal())
    done = all(entry.status in BUILT and not entry.expected for entry in entries)
    return max(low, together), None if high is None or above is None else max(high, above), done


def _range(entries: Sequence[Entry]) -> tuple[Decimal, Decimal | None]:
    """From the least to the most that figures for one thing say; of several years the last counts."""
    last = max(entry.amount.year for entry in entries)
    amounts = [entry.amount for entry in entries if entry.amount.year == last]
    lows = [n for a in amounts if (n := a.low if a.low is not None else a.value) is not None]
    highs = [a.high if a.high is not None else None if a.low is not None else a.value for a in amounts]
    return min(lows, default=Decimal()), None if None in highs else max(h for h in highs if h is not None)
