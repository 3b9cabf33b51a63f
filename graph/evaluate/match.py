"""Which things of a graph the names of a gold annotation mean, and which of its statements a statement answers to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from itertools import permutations

from graph.evaluate.found import Found, Said, Thing
from graph.evaluate.gold import Gold, Measured, Named, Relation, State
from graph.evaluate.rules import Rules, alike, near, norm
from graph.model import Amount

Ids = frozenset[str]
Triple = tuple[Ids, str, Ids]
_PLACES = ("Place", "Park")


class Match:
    """One text's annotation beside what a graph holds of it."""

    def __init__(self, gold: Gold, found: Found, rules: Rules) -> None:
        self.gold, self.found, self.rules = gold, found, rules
        self._of: dict[str, Ids] = {}

    def means(self, named: Named) -> Ids:
        """The things an annotated entity means: those named so, or else those named much like it."""
        things = [t for t in self.found.things.values() if self.rules.same_kind(named.kind, t.kind)]
        for fits in (_named, self._bare, self._alike):
            if found := frozenset(thing.id for thing in things if fits(named, thing)):
                return found
        return frozenset()

    def nodes(self, name: str) -> Ids:
        """The things a name of the annotation means, whatever they are where it is not annotated itself."""
        if name not in self._of:
            first = [one for one in self.gold.entities if one.names[0] == name]
            every = first or [one for one in self.gold.entities if name in one.names]
            so_named = frozenset(t.id for t in self.found.things.values() if norm(name) in t.names)
            self._of[name] = frozenset[str]().union(*map(self.means, every)) if every else so_named
        return self._of[name]

    def any_of(self, names: Iterable[str]) -> Ids:
        """The things that several names mean, each right."""
        return frozenset[str]().union(*map(self.nodes, names))

    def entity(self, thing: Thing) -> Named | None:
        """The annotated entity that a thing is, required ones first."""
        fitting = [one for one in self.gold.entities if self._fits(one, thing)]
        return min(fitting, key=lambda one: one.optional, default=None)

    def within_a_name(self, thing: Thing) -> bool:
        """Whether it is a place that an annotated name holds: neither asked for nor wrong."""
        bare = {self.rules.bare(name) for name in thing.names}
        whole = [norm(name) for one in self.gold.entities for name in one.names]
        return thing.kind in _PLACES and any(part in name for part in bare for name in whole)

    def _fits(self, named: Named, thing: Thing) -> bool:
        same = self.rules.same_kind(named.kind, thing.kind)
        return same and (_named(named, thing) or self._bare(named, thing) or self._alike(named, thing))

    def _bare(self, named: Named, thing: Thing) -> bool:
        if thing.kind == "Company":
            return False
        names, others = ({self.rules.bare(n) for n in some} for some in (named.names, thing.names))
        if thing.kind in _PLACES:
            return any(a.endswith(b) or b.endswith(a) for a in names for b in others if a and b)
        return not names.isdisjoint(others)

    def _alike(self, named: Named, thing: Thing) -> bool:
        return named.kind in self.rules.alike and any(alike(norm(a), b) for a in named.names for b in thing.names)

    # Statements

    def relation(self, wanted: Relation, said: Said) -> bool:
        """Whether something said is an annotated relation, in this or a neighbouring relation."""
        names = frozenset[str]().union(*map(self.rules.fits, wanted.relations))
        return said.predicate in names and self._ends(wanted, said)

    def _ends(self, wanted: Relation, said: Said) -> bool:
        return said.subject in self.any_of(wanted.subjects) and said.object in self.any_of(wanted.objects)

    def state(self, wanted: State, said: Said) -> bool:
        """Whether something said is an annotated status."""
        right = said.predicate == "status" and said.object in wanted.statuses
        return right and said.subject in self.any_of(wanted.subjects)

    def parts(self, wanted: Measured, said: Said) -> frozenset[str]:
        """Which parts of an annotated quantity something said gets right."""
        amount = said.object
        if not isinstance(amount, Amount):
            return frozenset()
        have = [n for n in (amount.value, amount.low, amount.high) if n is not None]
        right = {
            "value": any(self._same_size(wanted, unit, amount.unit, have) for unit in (*wanted.units, amount.unit)),
            "kind": said.predicate in wanted.kinds,
            "subject": said.subject in self.any_of(wanted.subjects),
            "unit": any(self._same_unit(unit, amount.unit) for unit in wanted.units),
            "material": "" in wanted.materials or amount.material in self.any_of(wanted.materials),
            "bounds": not wanted.bound or getattr(amount, wanted.bound) is not None,
            "basis": not wanted.bases or (amount.basis or "Output") in wanted.bases,
        }
        return frozenset(part for part, so in right.items() if so)

    def _same_size(self, wanted: Measured, unit: str, other: str, have: list[Decimal]) -> bool:
        sizes = [self.rules.measure(number, unit)[0] for number in wanted.numbers]
        others = [self.rules.measure(number, other)[0] for number in have]
        return all(any(near(size, n) for n in others) for size in sizes)

    def _same_unit(self, unit: str, other: str) -> bool:
        """The same unit and period; a period may be left unsaid."""
        (_, base, period), (_, their_base, theirs) = (self.rules.measure(Decimal(1), u) for u in (unit, other))
        return base == their_base and (period == theirs or not theirs or not period)

    # What follows

    @cached_property
    def follows(self) -> tuple[Triple, ...]:
        """What is not wrong though not annotated: what a project does its owner does, and the other way round."""
        told = [(self.any_of(r.subjects), name, self.any_of(r.objects)) for r in self._all() for name in r.relations]
        return tuple(self._following(told))

    def _all(self) -> Iterator[Relation]:
        return (r for r in self.gold.relations)

    def _following(self, told: list[Triple]) -> Iterator[Triple]:
        for (s, p, o), (s2, p2, o2) in permutations(told, 2):
            if p in self.rules.builds and p2 in self.rules.passed_on:
                if o & s2:
                    yield s, p2, o2
                if s & s2:
                    yield o, p2, o2
            if p == p2 == "locatedIn" and o & s2:
                yield s, p, o2
            if p == "subsidiaryOf" and p2 == "subsidiaryOf" and o & s2:
                yield s, p, o2
        yield from ((o, "investsIn", s) for s, p, o in told if p == "subsidiaryOf")

    def follows_from(self, said: Said) -> bool:
        """Whether something said follows from what is annotated."""
        return any(
            said.subject in s and said.object in o and said.predicate in self.rules.fits(p) for s, p, o in self.follows
        ) or self._around(said)

    def _around(self, said: Said) -> bool:
        """Being in a place whose name is part of the name of the place it is annotated to be in, or of its own."""
        place = self.found.things.get(said.object) if isinstance(said.object, str) else None
        if said.predicate != "locatedIn" or place is None:
            return False
        inner = {norm(n) for r in self._all() if "locatedIn" in r.relations for n in self._places_of(r, said)}
        subject = self.found.things.get(said.subject)
        inner |= subject.names if subject else frozenset()
        return any(self.rules.bare(name) in other for name in place.names for other in inner)

    def _places_of(self, wanted: Relation, said: Said) -> Iterator[str]:
        if said.subject in self.any_of(wanted.subjects):
            for one in self.gold.entities:
                yield from one.names if one.names[0] in wanted.objects else ()


def _named(named: Named, thing: Thing) -> bool:
    return any(norm(name) in thing.names for name in named.names)
