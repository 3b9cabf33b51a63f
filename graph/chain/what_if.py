"""What downstream would lose if a material, company or project fell out, or had another capacity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from graph.chain.balance import between, percent
from graph.chain.change import Change, Given, changes
from graph.chain.flows import Chain
from graph.chain.impact import ONE, Impact, Share, Tie, Unit
from graph.chain.index import Evidence, Index, first_words
from graph.chain.needs import Need
from graph.chain.results import Results, Row
from graph.chain.sentence import Sentence, joined, say
from graph.chain.supply import ZERO, Holding, Range, Supplies
from graph.messages import Language
from graph.model import Entity
from graph.record import Source, Step

_SHOWN = 5  # other suppliers in a sentence


@dataclass(frozen=True, slots=True)
class Loss:
    """What one actor would lose of a product (None: of what it takes in), in tonnes a year.

    `share` is the least and the most of its capacity lost, of one; `holding` the capacity stated, if any. `ties` say
    why it depends on what is lost, `needs` what it needs of that and by which coefficients; `suppliers` are
    left to supply it; `ways` are reference steps that do without. `depth` counts the materials between; 0 is the
    change itself.
    """

    actor: Entity
    product: Entity | None
    holding: Holding | None
    share: Share
    depth: int
    via: tuple[Entity, ...]
    ties: tuple[Tie, ...]
    needs: tuple[Need, ...]
    suppliers: tuple[Holding, ...]
    ways: tuple[Step, ...]
    index: Index = field(repr=False, compare=False)

    @property
    def capacity(self) -> Range:
        """What it is stated to make, or take in, a year."""
        return (self.holding.low, self.holding.high) if self.holding is not None else (ZERO, None)

    @property
    def others(self) -> tuple[Holding, ...]:
        """Who else could supply what is lost."""
        return tuple(holding for holding in self.suppliers if holding.subject != self.actor)

    def _some(self) -> tuple[Holding, ...]:
        """The first few of the others, to show."""
        return tuple(holding for holding in self.suppliers[: _SHOWN + 1] if holding.subject != self.actor)[:_SHOWN]

    @property
    def tonnes(self) -> Range:
        """What it loses a year, at least and at most; at most all of its capacity, None where that is not stated."""
        (low, high), (least, most) = self.capacity, self.share
        return low * least, None if high is None else high * most

    @property
    def known(self) -> bool:
        """Whether a bound on the amount is known."""
        return self.tonnes[1] is not None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words behind its capacity and its dependence, and the sources of steps and coefficients."""
        found = [*(self.holding.evidence if self.holding is not None else ())]
        for tie in self.ties:
            found.extend(self.index.evidence(tie.statement) if tie.statement is not None else ())
            if tie.step is not None and tie.step.sources:
                found.append(Evidence("", Source("", ""), origin="Reference", sources=tie.step.sources))
        return tuple(dict.fromkeys((*found, *(e for need in self.needs for e in need.evidence))))

    def text(self, language: Language = "zh") -> str:
        """The loss in words."""
        return joined(tuple(self._told()), language)

    def _told(self) -> Iterator[Sentence]:
        what = self.product if self.product is not None else say("what_if.intake")
        if self.depth:
            yield say("what_if.exposed", who=self.actor, what=what, via=self.via)
        else:
            yield say("what_if.direct", who=self.actor, what=what)
        if self.known and self.depth and self.share == (ZERO, ONE):
            yield say("what_if.possible", amount=between((self.tonnes[1] or ZERO, self.tonnes[1])))
        elif self.known:
            low, high = (percent(part) for part in self.share)
            share = say("share.exact", low=low) if low == high else say("share.between", low=low, high=high)
            yield say("what_if.loses", range=between(self.tonnes), share=share)
        else:
            yield say("what_if.unknown")
        if some := self._some():
            rivals = tuple(say("what_if.other", who=h.subject, range=between((h.low, h.high))) for h in some)
            more = len(self.suppliers) > len(some) + 1  # it may be one itself
            yield say("what_if.others.more" if more else "what_if.others", who=rivals)
        elif self.via:
            yield say("what_if.nobody")
        if self.ways:
            yield say("what_if.ways", ways=self.ways)

    def record(self) -> Row:
        """Its row in a table."""
        row: Row = {"depth": self.depth, "actor": self.actor.label}
        row |= {"product": self.product.label if self.product else "", "via": "、".join(e.label for e in self.via)}
        row |= {"capacity_low": self.capacity[0], "capacity_high": self.capacity[1]}
        row |= {"loss_low": _plain(self.tonnes[0]), "loss_high": _plain(self.tonnes[1])}
        row |= {"share_low": _plain(self.share[0]), "share_high": _plain(self.share[1])}
        row |= {"others": "、".join(holding.subject.label for holding in self._some())}
        return row | {"text": self.text(), "text_en": self.text("en"), **first_words(self.evidence)}


def _plain(number: Decimal | None) -> Decimal | None:
    return None if number is None else round(number, 4).normalize() + ZERO


@dataclass(frozen=True, slots=True)
class Scenario:
    """A change and what follows, the nearest first."""

    changes: tuple[Change, ...]
    losses: Results[Loss]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words behind all losses."""
        return tuple(dict.fromkeys(e for loss in self.losses for e in loss.evidence))

    def head(self, language: Language = "zh") -> str:
        """The change in words."""
        told = tuple(change.sentence for change in self.changes)
        return (say("what_if.head", changes=told) if told else say("what_if.nothing")).text(language)

    def text(self, language: Language = "zh") -> str:
        """The change and its losses in words, one a line."""
        end = () if self.losses else (say("what_if.none").text(language),)
        rules = (say("what_if.rules").text(language),) if self.losses else ()
        return "\n".join((self.head(language), *(loss.text(language) for loss in self.losses), *end, *rules))

    def record(self) -> Row:
        """Its row in a table."""
        hit = [loss for loss in self.losses if loss.depth]
        row: Row = {"change": "；".join(change.sentence.text() for change in self.changes)}
        row |= {"exposed": len(hit), "known": sum(loss.known for loss in hit)}
        return row | first_words(self.evidence)

    def _repr_html_(self) -> str:
        return Results((self,))._repr_html_() + self.losses._repr_html_()


def what_if(
    chain: Chain,
    remove: str | Iterable[str] = (),
    capacity: Mapping[str, Given] | None = None,
    *,
    alone: bool = False,
) -> Scenario:
    """What is lost downstream when names fall out, or have another capacity.

    `remove` names materials (then nobody has any), companies (with their projects, and those of their subsidiaries
    unless `alone`), projects or facilities. `capacity` gives what they have instead: a number is a factor ("0.5" of
    it), words an amount a year ("20000 t", "2万吨") or a part ("50%"); it is of the company named alone.

    Raises:
        QueryError: there is no such name, or what is given is no capacity.

    >>> from graph import example
    >>> known = example()
    >>> [loss.actor.label for loss in what_if(known.flows, remove="年产3万吨硫酸镍项目").losses if not loss.depth]
    ['年产3万吨硫酸镍项目']
    """
    supplies = Supplies(chain)
    given = {**dict.fromkeys((remove,) if isinstance(remove, str) else remove), **(capacity or {})}
    found = changes(supplies, given, alone=alone)
    lost: dict[Unit, Share] = {}
    for change in found:
        for unit, share in change.units:
            before = lost.get(unit, (ZERO, ZERO))
            lost[unit] = max(before[0], share[0]), max(before[1], share[1])
    gone = frozenset(material for change in found for material in change.gone)
    impact = Impact(supplies, {unit: share for unit, share in lost.items() if share[1]}, gone)
    return Scenario(found, Results(_Teller(impact).losses()))


class _Teller:
    """Tells the loss of each unit that is hit."""

    def __init__(self, impact: Impact) -> None:
        self._impact, self._index = impact, impact.index
        self._left: dict[tuple[str, ...], tuple[Holding, ...]] = {}

    def losses(self) -> Iterator[Loss]:
        """The losses, nearest first."""
        hit = [n for n in self._impact.depth if isinstance(n, tuple) and self._impact.shares[n][1]]
        told = {(actor, m) for actor, m in hit}
        for unit in sorted(hit, key=lambda unit: (self._impact.depth[unit], unit)):
            if not self._told_wider(unit, told):
                yield self._loss(unit)

    def _told_wider(self, unit: Unit, told: set[Unit]) -> bool:
        """Whether it is one capacity with that of a broader name for the same product of the same actor."""
        entity = self._index.entities.get(unit[1])
        held = self._holding(unit)
        above = ((unit[0], broader) for broader in (entity.broader if entity is not None else ()))
        return any(wide in told and self._holding(wide) == held for wide in above)

    def _holding(self, unit: Unit) -> Holding | None:
        if not unit[1]:
            taken = (self._impact.supplies.intake(tie.material).get(unit[0]) for tie in self._impact.ties[unit])
            return next(filter(None, taken), None)
        return self._impact.supplies.held(unit[1], unit[0])

    def _loss(self, unit: Unit) -> Loss:
        impact = self._impact
        share, depth = impact.shares[unit], impact.depth[unit]
        ties = tuple(impact.hits(unit)) if depth else ()
        via = tuple(dict.fromkeys(tie.material for tie in ties))
        return Loss(
            actor=self._index.entities[unit[0]],
            product=self._index.entities.get(unit[1]),
            holding=self._holding(unit),
            share=share,
            depth=depth,
            via=tuple(self._index.entities[m] for m in via),
            ties=ties,
            needs=tuple(need for m in via for need in impact.needs.of_actor(m, unit[0])),
            suppliers=self._suppliers(via if depth else (unit[1],)),
            ways=self._ways(unit, via),
            index=self._index,
        )

    def _suppliers(self, materials: tuple[str, ...]) -> tuple[Holding, ...]:
        """Who makes these and need not lose all of it."""
        if materials not in self._left:
            impact = self._impact
            still = (m for m in materials if m and impact.shares.get(m) != (ONE, ONE))
            made = (holding for m in still for holding in impact.supplies.of(m).holdings)
            self._left[materials] = tuple(dict.fromkeys(h for h in made if impact.of_holding(h)[0] < ONE))
        return self._left[materials]

    def _ways(self, unit: Unit, via: tuple[str, ...]) -> tuple[Step, ...]:
        """The reference steps to the product that take none of these in."""
        if not via:
            return ()
        named, routes = self._index.entities.get(unit[1]), self._impact.needs.routes
        products = (unit[1],) if unit[1] in routes else named.broader if named is not None else ()
        steps = (step for product in products for step in routes.get(product, ()))
        return tuple(dict.fromkeys(step for step in steps if not set(via) & set(step.materials("input"))))
