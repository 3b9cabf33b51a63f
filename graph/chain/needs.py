"""What stated capacities need of a material: by stated consumption, else by the sourced amounts of reference steps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from graph.chain.index import Evidence
from graph.chain.makers import owners, routes_shown, usual
from graph.chain.reference import by_role
from graph.chain.supply import ZERO, Holding, Supplies, total
from graph.model import Entity, Flow
from graph.record import Source, Step


@dataclass(frozen=True, slots=True)
class Coefficient:
    """Tonnes of a material that a step takes in per tonne of `product`; `value` is None where no source gives it."""

    step: Step
    product: Entity
    value: Decimal | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """What one actor needs of a material a year: at least `low`, at most `high` (None: not known).

    Of a stated intake `holding` is that, and there are no `coefficients`. Otherwise `holding` is its stated capacity of
    `product`, and `coefficients` are those of the ways to make it: of several ways, not stated which, `low` is that of
    the way that needs least and `high` that of the way that needs most.
    """

    actor: Entity
    product: Entity | None
    holding: Holding
    coefficients: tuple[Coefficient, ...]
    low: Decimal
    high: Decimal | None

    @property
    def missing(self) -> tuple[Coefficient, ...]:
        """The coefficients that no source gives."""
        return tuple(c for c in self.coefficients if c.value is None)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words behind the capacity and the sources of the coefficients."""
        cited = (c.source for c in self.coefficients if c.source)
        sources = tuple(Evidence("", Source("", ""), origin="Reference", sources=(source,)) for source in cited)
        return (*self.holding.evidence, *sources)


class Needs:
    """Who needs what of a material, over all reference steps."""

    def __init__(self, supplies: Supplies) -> None:
        self._supplies, self._index = supplies, supplies.index
        steps = self._index.steps.values()
        self.routes = by_role(steps, "output")
        self.takers = by_role(steps, "input")
        self._known: dict[str, tuple[Need, ...]] = {}
        self._by_actor: dict[str, dict[str, tuple[Need, ...]]] = {}

    def of(self, material: str) -> tuple[Need, ...]:
        """All needs of a material: what is stated to be taken in, and what stated capacities need besides."""
        if material not in self._known:
            intake = self._supplies.intake(material).values()
            given = {id for holding in intake if holding.stated for id in self._with_owners(holding.subject)}
            reckoned = [n for n in self._reckoned(material) if not given.intersection(self._with_owners(n.actor))]
            told = {id for need in reckoned for id in self._with_owners(need.actor)}
            stated = [h for h in intake if h.stated or not told.intersection(self._with_owners(h.subject))]
            taken = (Need(h.subject, None, h, (), h.low, h.high) for h in stated)
            self._known[material] = (*taken, *reckoned)
        return self._known[material]

    def of_actor(self, material: str, actor: str) -> tuple[Need, ...]:
        """What one actor needs of a material."""
        if material not in self._by_actor:
            found: dict[str, list[Need]] = defaultdict(list)
            for need in self.of(material):
                found[need.actor.id].append(need)
            self._by_actor[material] = {id: tuple(needs) for id, needs in found.items()}
        return self._by_actor[material].get(actor, ())

    def _with_owners(self, entity: Entity) -> tuple[str, ...]:
        return (entity.id, *(owner.id for owner in owners(self._index, entity.id)))

    def _reckoned(self, material: str) -> Iterator[Need]:
        products = dict.fromkeys(p for step in self.takers.get(material, ()) for p in step.materials("output"))
        for product in products:
            for holding in self._supplies.of(product, self.kinds(product)).holdings:
                ways = self.ways(product, holding)
                if any(material in step.materials("input") for step in ways):
                    yield self._need(material, product, holding, ways)

    def kinds(self, product: str) -> frozenset[str]:
        """The kinds of a product that have reference steps of their own."""
        return frozenset(kind for kind in self._index.narrower(product) if kind in self.routes)

    def ways(self, product: str, holding: Holding) -> tuple[Step, ...]:
        """The steps by which an actor may make a product: those it is shown to take, else the usual ones."""
        routes = self.routes.get(product, ())
        if named := tuple(step for step in routes if step in holding.steps):
            return named
        makers = [(holding.subject.id, made) for made in holding.materials]
        return (routes_shown(self._index, routes, makers) if len(routes) > 1 else ()) or usual(routes)

    def _need(self, material: str, product: str, holding: Holding, ways: tuple[Step, ...]) -> Need:
        entity = self._index.entities[product]
        taking = [(step, _flow(step, material)) for step in ways]
        coefficients = tuple(_coefficient(step, entity, flow) for step, flow in taking if flow is not None)
        idle = len(coefficients) < len(ways)
        lows = [c.value or ZERO for c in coefficients]
        most = None if any(c.value is None for c in coefficients) else max(c.value or ZERO for c in coefficients)
        low = ZERO if idle else min(lows) * holding.low
        high = ZERO if holding.high == ZERO else None if most is None or holding.high is None else most * holding.high
        return Need(holding.subject, entity, holding, coefficients, low, high)


def _flow(step: Step, material: str) -> Flow | None:
    return next((flow for flow in step.flows if flow.material == material and flow.role == "input"), None)


def _coefficient(step: Step, product: Entity, flow: Flow) -> Coefficient:
    """The amount of a flow, which is per tonne of the one main output."""
    alone = step.materials("output") == (product.id,)
    return Coefficient(step, product, flow.amount, flow.source) if alone else Coefficient(step, product)


def least(needs: tuple[Need, ...]) -> Decimal:
    """What all need at least."""
    return sum((need.low for need in needs), ZERO)


def most(needs: tuple[Need, ...]) -> Decimal | None:
    """What all need at most."""
    return total(need.high for need in needs)
