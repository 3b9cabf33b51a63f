"""What a question changes: who falls out, or has another capacity, and what part of what that is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from graph.chain.impact import ONE, Share, Unit
from graph.chain.index import Index
from graph.chain.makers import concepts, owners
from graph.chain.sentence import Sentence, say
from graph.chain.settings import words
from graph.chain.supply import ZERO, Holding, Range, Supplies
from graph.errors import QueryError
from graph.model import Entity, Kind

_CHANGED: tuple[Kind, ...] = ("Material", "Company", "Project", "Facility")
Given = Decimal | int | float | str | None  # None: nothing is left


@dataclass(frozen=True, slots=True)
class Change:
    """One change: the shares lost of what units make, and materials that nobody has any more (`gone`).

    `members` are the subsidiaries of a group: those that fall out with it, or, if it falls out `alone`, that stay.
    """

    entity: Entity
    given: Given
    units: tuple[tuple[Unit, Share], ...]
    gone: tuple[str, ...] = ()
    members: tuple[Entity, ...] = ()
    alone: bool = False

    @property
    def sentence(self) -> Sentence:
        """The change in words."""
        if self.given is None and self.members:
            return say("what_if.alone" if self.alone else "what_if.group", who=self.entity, members=self.members)
        if self.given is None:
            return say("what_if.removed", who=self.entity)
        return say("what_if.changed", who=self.entity, given=str(self.given))


def changes(supplies: Supplies, given: Mapping[str, Given], *, alone: bool = False) -> tuple[Change, ...]:
    """The changes by name, in the order given; a company that falls out takes its subsidiaries along, unless `alone`.

    Raises:
        QueryError: there is no such name, or what is given is no capacity.
    """
    found = ((supplies.index.find(name, *_CHANGED), value) for name, value in given.items())
    return tuple(_change(supplies, entity, value, alone=alone) for entity, value in found)


def _change(supplies: Supplies, entity: Entity, given: Given, *, alone: bool) -> Change:
    _read(given, entity)  # a slip is told also where nobody is stated to have any
    if entity.kind == "Material" and given is None:
        gone = concepts(supplies.index, entity.id)
        return Change(entity, given, tuple(dict(_made(supplies, entity.id)).items()), gone)
    members = subsidiaries(supplies.index, entity.id) if given is None else ()
    held = tuple(_holdings(supplies, entity, () if alone else members))
    wide = [(h, whole) for h, whole in held if not any(_part_of(supplies, h, other) for other, _ in held)]
    units: dict[Unit, Share] = {}
    for holding, whole in held:
        of = wide[0][0] if len(wide) == 1 else holding  # an amount is of a product with all kinds of it
        share = _share(of, given, entity, len(wide))
        units.update(_lost(holding, share if whole else (ZERO, share[1])))
    return Change(entity, given, tuple(units.items()), (), members, alone)


def subsidiaries(index: Index, company: str) -> tuple[Entity, ...]:
    """The subsidiaries of a company, and theirs, nearest first."""
    found: dict[str, None] = {}
    waiting = [company]
    while waiting:
        below = [s.subject for one in waiting for s in index.of(one, "subsidiaryOf")]
        waiting = [id for id in dict.fromkeys(below) if id not in found and id != company]
        found.update(dict.fromkeys(waiting))
    return tuple(index.entities[id] for id in found if id in index.entities)


def _part_of(supplies: Supplies, holding: Holding, other: Holding) -> bool:
    """Whether what a holding is of is a kind of what another is of."""
    return holding.materials[0] in supplies.index.narrower(other.materials[0])


def _lost(holding: Holding, share: Share) -> Iterator[tuple[Unit, Share]]:
    yield from (((holding.subject.id, made), share) for made in holding.materials)


def _made(supplies: Supplies, material: str) -> Iterator[tuple[Unit, Share]]:
    """All that is made of a material, lost whole."""
    for holding in supplies.of(material).holdings:
        yield from (((holding.subject.id, made), (ONE, ONE)) for made in holding.materials)


def _holdings(supplies: Supplies, entity: Entity, members: tuple[Entity, ...]) -> Iterator[tuple[Holding, bool]]:
    """What an actor, its members and their projects make, or all who make a material.

    Each with False if it is part of what is told whole.
    """
    index = supplies.index
    if entity.kind == "Material":
        yield from ((holding, True) for holding in supplies.of(entity.id).holdings)
        return
    actors = (entity.id, *(member.id for member in members))
    below = (s.target for actor in actors for s in index.about(actor, "undertakes", "operates"))
    own = tuple(dict.fromkeys((*actors, *below)))
    over = dict.fromkeys(owner.id for id in own for owner in owners(index, id) if owner.id not in own)
    for material in _products(supplies, own):
        for who in (*own, *over):
            if (holding := supplies.held(material, who)) is not None:
                yield holding, who in own


def _products(supplies: Supplies, actors: tuple[str, ...]) -> tuple[str, ...]:
    """What actors are stated to make, or to have a capacity of."""
    made = {material for id in actors for material in supplies.products(id)}
    return tuple(sorted(m for m in made if m in supplies.index.entities))


def _share(holding: Holding, given: Given, entity: Entity, among: int) -> Share:
    """The part that is lost: of a factor the same for all, of an amount as much as the stated capacity exceeds it."""
    factor, amount = _read(given, entity)
    if factor is not None:
        lost = max(ZERO, 1 - factor)
        return lost, lost
    if among > 1:
        raise QueryError(
            "makes several things, or several make it / 有多项产能",
            entity.label,
            "give a factor such as 0.5 / 请给出比例，如 0.5",
        )
    return _below(amount or ZERO, (holding.low, holding.high))


def _below(amount: Decimal, capacity: Range) -> Share:
    low, high = capacity
    least = max(ZERO, 1 - amount / low) if low else ZERO
    return least, ONE if high is None else max(ZERO, 1 - amount / high) if high else ZERO


def _read(given: Given, entity: Entity) -> tuple[Decimal | None, Decimal | None]:
    """A factor, or an amount in tonnes a year.

    Raises:
        QueryError: it is neither.
    """
    if given is None:
        return ZERO, None
    try:
        if not isinstance(given, str):
            return _positive(Decimal(str(given))), None
        match = re.fullmatch(r"\s*([0-9.]+)\s*(\S*?)\s*", given)
        number = _positive(Decimal(match[1])) if match else None
        factors = dict(word.rpartition("=")[::2] for word in words("what_if.unit"))
        if match and number is not None and match[2] in factors:
            size = number * Decimal(factors[match[2]])
            return (size, None) if match[2] in {"", "%"} else (None, size)
    except (InvalidOperation, ValueError):
        pass
    raise QueryError(
        "is no capacity / 不是产能",
        f"{entity.label}: {given}",
        "give a factor, or an amount such as 20000 t / 请给出倍数，或年产量，如 2万吨",
    )


def _positive(number: Decimal) -> Decimal:
    if not number.is_finite() or number < 0:
        raise ValueError(number)
    return number
