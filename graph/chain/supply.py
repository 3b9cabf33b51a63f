"""What actors are stated to be able to make, or take in, of a material in tonnes a year, none of it counted twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from graph.chain.cards import Figure, measured
from graph.chain.flows import Chain, index_of
from graph.chain.index import Backed, Evidence, Index
from graph.chain.ledger import Entry, ledger
from graph.chain.makers import concepts, doers, owners
from graph.chain.settings import rated, tonnes
from graph.chain.totals import Total, totals
from graph.model import Entity
from graph.record import Step

ZERO = Decimal()
Range = tuple[Decimal, Decimal | None]


@dataclass(frozen=True, slots=True)
class Holding:
    """What one actor can make, or take in, of `materials`: at least `low`, at most `high` (None: not known) t/a.

    `built` is the part of `low` that is completed or in production. `totals` and `figures` hold the numbers stated;
    neither means that no capacity is stated, only, in `said`, that it makes it or takes it in.
    """

    subject: Entity
    materials: tuple[str, ...]
    low: Decimal = ZERO
    high: Decimal | None = None
    built: Decimal = ZERO
    totals: tuple[Total, ...] = ()
    figures: tuple[Figure, ...] = ()
    said: tuple[Backed, ...] = ()

    @property
    def stated(self) -> bool:
        """Whether a text gives a number for it."""
        return bool(self.totals or self.figures)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The reference steps from whose names it follows what its capacity is of, where no text says that."""
        return tuple(dict.fromkeys(e.step for one in self.totals for e in one.entries if e.step is not None))

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words behind its numbers, or where there are none, behind its making or taking it."""
        of_totals = (e for one in self.totals for e in one.evidence)
        told = (*self.figures, *(() if self.stated else self.said))
        return tuple(dict.fromkeys((*of_totals, *(e for one in told for e in one.evidence))))


@dataclass(frozen=True, slots=True)
class Supply:
    """What all are stated to make of a material; `high` is None where somebody's capacity is not known."""

    material: str
    holdings: tuple[Holding, ...] = ()

    @property
    def low(self) -> Decimal:
        """What all make at least."""
        return sum((holding.low for holding in self.holdings), ZERO)

    @property
    def high(self) -> Decimal | None:
        """What all make at most."""
        return total(holding.high for holding in self.holdings)

    @property
    def built(self) -> Decimal:
        """The part of `low` that is completed or in production."""
        return sum((holding.built for holding in self.holdings), ZERO)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words behind the numbers."""
        return tuple(dict.fromkeys(e for holding in self.holdings for e in holding.evidence))


def total(numbers: Iterable[Decimal | None]) -> Decimal | None:
    """The sum, None where a part is not known.

    >>> total([Decimal(1), None]), total([])
    (None, Decimal('0'))
    """
    found = ZERO
    for number in numbers:
        if number is None:
            return None
        found += number
    return found


class Supplies:
    """The supply of each material and what is stated to be taken in, reckoned when asked for."""

    def __init__(self, chain: Chain) -> None:
        self.index: Index = index_of(chain)
        self._made: dict[str, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
        self._taken: dict[str, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
        self.entries = ledger(chain)
        for entry in self.entries:
            if entry.material is not None:
                side = self._taken if entry.basis == "Input" else self._made
                side[entry.material.id][entry.subject.id].append(entry)
        self._capable: dict[str, set[str]] = defaultdict(set)
        for material, by in self._made.items():
            for actor in by:
                self._capable[actor].add(material)
        self._used: dict[str, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
        for figure in measured(self.index, "consumption"):
            self._used[figure.amount.material][figure.subject.id].append(figure)
        self._known: dict[tuple[str, frozenset[str]], Supply] = {}
        self._held: dict[str, dict[str, Holding]] = {}
        self._intakes: dict[str, dict[str, Holding]] = {}

    def of(self, material: str, leave: frozenset[str] = frozenset()) -> Supply:
        """Who makes a material or a kind of it, without the kinds to leave out."""
        key = material, leave
        if key not in self._known:
            left = {c for other in leave for c in concepts(self.index, other)}
            wanted = tuple(c for c in concepts(self.index, material) if c not in left)
            self._known[key] = Supply(material, tuple(_uncounted(list(self._holdings(wanted)), self.index)))
        return self._known[key]

    def held(self, material: str, actor: str) -> Holding | None:
        """What one actor makes of a material or a kind of it."""
        if material not in self._held:
            self._held[material] = {holding.subject.id: holding for holding in self.of(material).holdings}
        return self._held[material].get(actor)

    def products(self, actor: str) -> frozenset[str]:
        """What an actor is stated to make, or has a capacity of."""
        said = (s.target for s in self.index.about(actor, "produces") if s.origin != "Reference")
        return frozenset(said) | self._capable.get(actor, frozenset())

    def _holdings(self, wanted: tuple[str, ...]) -> Iterator[Holding]:
        makes: dict[str, list[str]] = defaultdict(list)
        said: dict[str, list[Backed]] = defaultdict(list)
        for statement in doers(self.index, wanted, "produces"):
            makes[statement.subject].append(statement.target)
            said[statement.subject].append(Backed(statement, self.index))
        for material in wanted:
            for subject in self._made.get(material, ()):
                makes[subject].append(material)
        for subject, materials in sorted(makes.items()):
            if subject in self.index.entities:
                given = tuple(m for m in wanted if m in materials)
                stated = {m: self._made[m][subject] for m in given if subject in self._made.get(m, ())}
                held = _holding(self.index.entities[subject], given, stated)
                yield replace(held, said=tuple(said[subject]))

    def intake(self, material: str) -> Mapping[str, Holding]:
        """How much each actor takes in of a material or a kind of it a year; of who states none it is open above."""
        if material not in self._intakes:
            self._intakes[material] = self._taken_in(material)
        return self._intakes[material]

    def _taken_in(self, material: str) -> dict[str, Holding]:
        wanted = concepts(self.index, material)
        takes: dict[str, list[str]] = defaultdict(list)
        said: dict[str, list[Backed]] = defaultdict(list)
        for statement in doers(self.index, wanted, "consumes", "recycles"):
            takes[statement.subject].append(statement.target)
            said[statement.subject].append(Backed(statement, self.index))
        for m in wanted:
            for subject in (*self._taken.get(m, ()), *self._used.get(m, ())):
                takes[subject].append(m)
        known = {s: self.index.entities[s] for s in sorted(takes) if s in self.index.entities}
        held = ((s, self._intake(entity, tuple(dict.fromkeys(takes[s])))) for s, entity in known.items())
        return {s: replace(holding, said=tuple(said[s])) for s, holding in held}

    def _intake(self, subject: Entity, materials: tuple[str, ...]) -> Holding:
        stated = {m: self._taken[m][subject.id] for m in materials if subject.id in self._taken.get(m, ())}
        held = _holding(subject, materials, stated)
        used = tuple(f for m in materials for f in self._used.get(m, {}).get(subject.id, ()))
        ranges = [one for figure in used if (one := _consumed(figure)) is not None]
        if not ranges:
            return held
        low = max(held.low, *(low for low, _ in ranges))
        highs = [high for _, high in ranges] + ([held.high] if held.stated else [])
        high = None if None in highs else max(h for h in highs if h is not None)
        return replace(held, low=low, high=high, figures=used)


def _consumed(figure: Figure) -> Range | None:
    """What a stated consumption amounts to in tonnes a year."""
    amount = figure.amount
    factor = tonnes(rated(amount.unit, "consumption"))
    if factor is None:
        return None
    low = amount.low if amount.low is not None else ZERO if amount.high is not None else amount.value
    high = amount.high if amount.high is not None else None if amount.low is not None else amount.value
    return (low or ZERO) * factor, None if high is None else high * factor


def _holding(subject: Entity, materials: tuple[str, ...], stated: dict[str, list[Entry]]) -> Holding:
    """One actor's capacity of a material and kinds of it: the kinds together, or what is said of the whole if more."""
    found = [(t, factor) for m in stated for t in totals(stated[m]) if (factor := tonnes(t.unit)) is not None]
    if not found:
        return Holding(subject, materials)
    parts = [(t.low * f, None if t.high is None else t.high * f, t.built * f, t.what.id) for t, f in found]
    whole = [part for part in parts if part[3] == materials[0]]
    kinds = [part for part in parts if part[3] != materials[0]]
    groups = [group for group in (whole, kinds) if group]
    highs = [total(part[1] for part in group) for group in groups]
    return Holding(
        subject,
        materials,
        max(sum((part[0] for part in group), ZERO) for group in groups),
        None if None in highs else max(high for high in highs if high is not None),
        max(sum((part[2] for part in group), ZERO) for group in groups),
        tuple(t for t, _ in found),
    )


def _uncounted(found: list[Holding], index: Index) -> Iterator[Holding]:
    """Without what another holding tells too: an owner's and its projects', and what nobody owns of the same size."""
    over = {holding.subject.id: [o.id for o in owners(index, holding.subject.id)] for holding in found}
    below: dict[str, list[Holding]] = defaultdict(list)
    for holding in found:
        for owner in over[holding.subject.id]:
            below[owner].append(holding)
    stated = {holding.subject.id for holding in found if holding.stated}
    seen = {(h.low, h.high) for h in found if h.stated and (over[h.subject.id] or h.subject.kind == "Company")}
    for holding in found:
        id, size = holding.subject.id, (holding.low, holding.high)
        if not holding.stated:
            told = bool(below[id]) or any(owner in stated for owner in over[id])
            if not told:
                yield holding
        elif below[id]:
            counted = sum((part.low for part in below[id]), ZERO)
            built = sum((part.built for part in below[id]), ZERO)
            yield replace(holding, low=max(ZERO, holding.low - counted), built=max(ZERO, holding.built - built))
        elif over[id] or holding.subject.kind == "Company":
            yield holding
        elif size not in seen:
            seen.add(size)
            yield holding
