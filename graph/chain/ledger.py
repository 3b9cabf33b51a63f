"""Who has what capacity: one entry for each figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from graph.chain.cards import Card, Figure, measured
from graph.chain.flows import Chain, index_of
from graph.chain.implied import StepNames
from graph.chain.index import Evidence, Index, first_words
from graph.chain.results import Results, Row
from graph.chain.settings import rated
from graph.model import Amount, Entity, Origin
from graph.record import Source, Step

BUILT = frozenset({"Completed", "InProduction"})
NOT_STATED = "not stated / 未载明"


@dataclass(frozen=True, slots=True)
class Entry:
    """A capacity that texts state: whose, of which project, of what, which way, how far it is, where.

    `owners` is empty where no text names the producer. `basis` is "Input" for what goes in (treatment capacity),
    else "Output". `status` is the furthest stated, "" if none is; `expected` says that the text speaks of the future.
    Where the words name a reference step and no material, `material` is what that `step` makes: this is Derived.
    """

    figures: tuple[Figure, ...]
    subject: Entity
    owners: tuple[Entity, ...]
    project: Entity | None
    material: Entity | None
    basis: str
    status: str
    places: tuple[Entity, ...]
    step: Step | None = None

    @property
    def origin(self) -> Origin:
        """Stated; or Derived, if no text says what the capacity is of and the step it is named by does."""
        return "Stated" if self.step is None else "Derived"

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
        """The words of every text that states it, and what the step cites by which it is of its material."""
        cited = (
            () if self.step is None else (Evidence("", Source("", ""), origin="Reference", sources=self.step.sources),)
        )
        return (*dict.fromkeys(e for figure in self.figures for e in figure.evidence), *cited)

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
            "origin": self.origin,
            "step": self.step.label if self.step else "",
        }
        return row | first_words(self.evidence)


def ledger(chain: Chain) -> Results[Entry]:
    """Every capacity stated, by material, then producer. A figure that several texts give is one entry.

    Where a text says only by which step (40万吨铜电解), the entry is of what that reference step makes, as Derived.

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
            told[*key, size_of(amount), _unit(amount)].append(figure)
    entries = [_entry(tuple(figures), index) for figures in told.values()]
    return Results(sorted(_with_implied(entries, index), key=_order))


def _with_implied(entries: Sequence[Entry], index: Index) -> Iterator[Entry]:
    """Say what entries without a material are of, where their step tells and no text states that capacity itself."""
    steps, stated = StepNames(index), {key for entry in entries for key in _keys(entry)}
    for entry in entries:
        implied = None if entry.material else steps.of(entry.figures[0])
        if implied is not None:
            found = replace(entry, material=implied.material, step=implied.step)
            yield entry if stated.intersection(_rivals(found, index)) else found
        else:
            yield entry


def _keys(entry: Entry) -> Iterator[tuple[object, ...]]:
    """Whose capacity of what it states: of its subject, and of this size of each owner, or of nobody ("")."""
    if entry.material is not None:
        of, size = (entry.material.id, entry.basis), size_of(entry.amount)
        yield *of, entry.subject.id
        yield from ((*of, *size, owner) for owner in (*(owner.id for owner in entry.owners), "*"))
        if not entry.owners:
            yield *of, *size, ""


def _rivals(entry: Entry, index: Index) -> Iterator[tuple[object, ...]]:
    """By what a text would state the capacity of an entry itself: of its material or the like, by subject or size."""
    assert entry.material is not None
    size = size_of(entry.amount)
    for material in (entry.material.id, *entry.material.broader, *index.narrower(entry.material.id)):
        yield material, entry.basis, entry.subject.id
        owners = (*(owner.id for owner in entry.owners), "") if entry.owners else ("*",)
        yield from ((material, entry.basis, *size, owner) for owner in owners)


def _unit(amount: Amount) -> str:
    return rated(amount.unit, "capacity")


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


def size_of(amount: Amount) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """The number and its bounds."""
    return amount.value, amount.low, amount.high
