"""Who has what capacity: one entry for each figure, and totals that count no capacity twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from graph.chain.cards import Card, Figure, measured
from graph.chain.flows import ACTORS, Chain, index_of
from graph.chain.index import Evidence, Index, first_words
from graph.chain.results import Results, Row
from graph.model import Amount, Entity

BUILT = frozenset({"Completed", "InProduction"})
NOT_STATED = "not stated / 未载明"
_YEARLY = "/a"


@dataclass(frozen=True, slots=True)
class Entry:
    """A capacity that texts state: whose, of which project, of what, which way, how far it is, where.

    `owners` is empty where no text names the producer. `basis` is "Input" for what goes in (treatment capacity),
    else "Output". `status` is the furthest stated, "" if none is; `expected` says that the text speaks of the future.
    """

    figures: tuple[Figure, ...]
    subject: Entity
    owners: tuple[Entity, ...]
    project: Entity | None
    material: Entity | None
    basis: str
    status: str
    places: tuple[Entity, ...]

    @property
    def amount(self) -> Amount:
        """The number with its bounds and unit."""
        return self.figures[0].amount

    @property
    def unit(self) -> str:
        """The unit a year: what a text gives without a rate is meant a year, as capacities are."""
        return _unit(self.amount)

    @property
    def phase(self) -> str:
        """The phase it is said of, "" if none."""
        return self.figures[0].phase

    @property
    def expected(self) -> bool:
        """Whether every text that states it speaks of what is to come."""
        claims = (claim for figure in self.figures for claim in figure.statement.claims)
        return all(claim.modality == "Prospective" for claim in claims)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words of every text that states it."""
        return tuple(dict.fromkeys(e for figure in self.figures for e in figure.evidence))

    def record(self) -> Row:
        """Its row in a table."""
        amount = self.amount
        row: Row = {
            "producer": "、".join(owner.label for owner in self.owners) or NOT_STATED,
            "project": self.project.label if self.project else "",
            "material": self.material.label if self.material else "",
            "capacity": amount.value,
            "low": amount.low,
            "high": amount.high,
            "unit": self.unit,
            "as_written": amount.as_written,
            "basis": self.basis,
            "phase": self.phase,
            "status": self.status,
            "year": amount.year,
            "place": "、".join(place.label for place in self.places),
        }
        return row | first_words(self.evidence)


@dataclass(frozen=True, slots=True)
class Total:
    """The capacity of one material, one way, in one unit: at least `low`, at most `high` (None: no upper bound known).

    `what` is the project where no text names the material.

    They differ where figures are bounds, contradict each other, or where a company's figure may hold its projects'.
    `built` is the part of `low` whose projects are completed or in production.
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
    def evidence(self) -> tuple[Evidence, ...]:
        """The words behind all of its entries."""
        return tuple(dict.fromkeys(e for entry in self.entries for e in entry.evidence))

    def record(self) -> Row:
        """Its row in a table."""
        row: Row = {"material": self.what.label, "basis": self.basis, "unit": self.unit}
        row |= {"low": self.low, "high": self.high, "built": self.built, "entries": len(self.entries)}
        return row | first_words(self.evidence)


def ledger(chain: Chain) -> Results[Entry]:
    """Every capacity stated, by material, then producer. A figure that several texts give is one entry.

    >>> from graph import example
    >>> known = example()
    >>> [(entry.amount.as_written, entry.status) for entry in ledger(known.flows)]
    [('3万吨', 'InProduction')]
    """
    index = index_of(chain)
    told: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in measured(index, "capacity"):
        amount = figure.amount
        if figure.origin == "Stated":
            key = figure.subject.id, amount.material, amount.basis, amount.year, figure.phase
            told[*key, _size(amount), _unit(amount)].append(figure)
    return Results(sorted((_entry(tuple(figures), index) for figures in told.values()), key=_order))


def _unit(amount: Amount) -> str:
    return amount.unit if "/" in amount.unit or not amount.unit else amount.unit + _YEARLY


def _order(entry: Entry) -> tuple[str, ...]:
    return (entry.material.id if entry.material else "~", entry.basis, entry.subject.id, entry.figures[0].statement.id)


def _entry(figures: tuple[Figure, ...], index: Index) -> Entry:
    figure = figures[0]
    subject = Card(figure.subject, index)
    kind = figure.subject.kind
    owners = (r.entity for r in subject.owners if r.predicate in {"undertakes", "operates"})
    states = [state.status for state in subject.states if state.phase in {"", figure.phase}]
    return Entry(
        figures=figures,
        subject=figure.subject,
        owners=(figure.subject,) if kind == "Company" else tuple(dict.fromkeys(owners)),
        project=figure.subject if kind == "Project" else None,
        material=index.entities.get(figure.amount.material),
        basis="Input" if figure.amount.basis == "Input" else "Output",
        status=states[-1] if states else "",
        places=tuple(dict.fromkeys(related.entity for related in subject.places)),
    )


def totals(entries: Iterable[Entry]) -> Results[Total]:
    """The capacity of each material, outputs and inputs apart, each unit for itself.

    One project's figure counts once, in however many texts and phases it is told. A figure nobody owns is taken
    for the same as one of the same size that somebody owns. A company's figure and those of its projects are one
    capacity told twice: the larger counts for `low`, both for `high`.

    >>> from graph import example
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
    seen = {_size(entry.amount) for entry in owned}
    free = []
    for entry in entries:
        if not entry.owners and _size(entry.amount) not in seen:
            seen.add(_size(entry.amount))
            free.append(entry)
    return [*owned, *free]


def _size(amount: Amount) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    return amount.value, amount.low, amount.high


def _parts(entries: Sequence[Entry]) -> Iterator[Part]:
    """A part for each owner: its own figure and its projects' together; projects without an owner for themselves."""
    by_owner: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_owner[entry.owners[0].id if entry.owners else entry.subject.id].append(entry)
    for _, found in sorted(by_owner.items()):
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
