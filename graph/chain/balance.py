"""Stated capacities along a chain against what the next steps need of them: shortfall, surplus, match rate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from graph.chain.cards import Figure
from graph.chain.flows import Chain, index_of
from graph.chain.formula import Content, content, leading_metals
from graph.chain.index import Evidence, Index, first_words
from graph.chain.makers import concepts
from graph.chain.needs import Coefficient, Need, Needs, least, most
from graph.chain.reference import Reference, reference
from graph.chain.results import Results, Row
from graph.chain.sentence import Sentence, joined, say
from graph.chain.shares import covered, local_shares, told
from graph.chain.supply import ZERO, Holding, Range, Supplies, Supply
from graph.messages import Language
from graph.model import Entity
from graph.record import Matter

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Balance:
    """What is stated to be made of a material a year, and what stated capacities need of it, in tonnes.

    A pair of numbers is the least and the most; None is no bound known. Needs are those of the stated capacities, not
    of the market; a stoichiometric coefficient counts no losses. `measure` is the metal it can be measured by.
    """

    chain: Entity
    material: Entity
    supply: Supply
    needs: tuple[Need, ...]
    measure: Content | None
    claimed: tuple[Figure, ...]
    index: Index = field(repr=False, compare=False)

    @property
    def capacity(self) -> Range:
        """The stated capacity to make it."""
        return self.supply.low, self.supply.high

    @property
    def built(self) -> Decimal:
        """The part of the least capacity that is completed or in production."""
        return self.supply.built

    @property
    def need(self) -> Range:
        """What the stated capacities downstream need of it."""
        return least(self.needs), most(self.needs)

    @property
    def shortfall(self) -> Range:
        """By how much the need exceeds the capacity."""
        return _excess(self.need, self.capacity)

    @property
    def surplus(self) -> Range:
        """By how much the capacity exceeds the need."""
        return _excess(self.capacity, self.need)

    @property
    def rate(self) -> tuple[Decimal, Decimal] | None:
        """The match rate (配套率): the part of the need that stated capacity covers; None where no need is known."""
        (low, high), (least_need, most_need) = self.capacity, self.need
        if most_need == ZERO or (most_need is None and not least_need):
            return None
        worst = min(ONE, low / most_need) if most_need is not None else ZERO
        best = min(ONE, high / least_need) if high is not None and least_need else ONE
        return worst, best if high != ZERO else ZERO

    @property
    def inferred(self) -> tuple[Holding, ...]:
        """The capacities told by a step only, of which it follows from that reference step that they are of this."""
        needed = (need.holding for need in self.needs)
        return tuple(h for h in dict.fromkeys((*self.supply.holdings, *needed)) if h.steps)

    @property
    def known(self) -> bool:
        """Whether any number is known: of what can be made, or of what is needed."""
        return any((*self.capacity, *(self.need if self.needs else ())))

    @property
    def missing(self) -> tuple[Coefficient, ...]:
        """The coefficients that no source gives, which leave the need open."""
        return tuple(dict.fromkeys(c for need in self.needs for c in need.missing))

    def contained(self, tonnes: Decimal | None) -> Decimal | None:
        """Tonnes of the material in tonnes of the metal it is measured by, or as they are where it has none."""
        return tonnes * self.measure.fraction if self.measure is not None and tonnes is not None else tonnes

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words behind capacities, needs and the share claimed, and the sources of coefficients."""
        told = (*self.supply.evidence, *(e for need in self.needs for e in need.evidence))
        return tuple(dict.fromkeys((*told, *(e for figure in self.claimed for e in figure.evidence))))

    def text(self, language: Language = "zh") -> str:
        """The balance in words."""
        return joined(tuple(self._told()), language)

    def _told(self) -> Iterator[Sentence]:
        if self.supply.holdings and self.capacity == (ZERO, None):
            makers = tuple(holding.subject for holding in self.supply.holdings)
            yield say("balance.silent", material=self.material, who=makers)
        else:
            made = between(self.capacity) if self.supply.holdings else say("range.none")
            inferred = any(holding.steps for holding in self.supply.holdings)
            key = "balance.capacity.inferred" if inferred else "balance.capacity"
            yield say(key, material=self.material, range=made)
        for holding in self.inferred:
            of = tuple(self.index.entities[id] for step in holding.steps for id in step.materials("output"))
            yield say("balance.inferred", who=holding.subject, step=holding.steps, material=of)
        if not self.needs:
            yield say("balance.unneeded")
        else:
            yield say("balance.need", range=between(self.need))
            yield say("balance.short", short=between(self.shortfall), over=between(self.surplus))
        if self.rate is not None:
            low, high = (percent(part) for part in self.rate)
            yield say("balance.rate.exact", low=low) if low == high else say("balance.rate", low=low, high=high)
        if self.claimed:
            yield say("balance.claimed", share=tuple(map(told, self.claimed)))
        elif self.rate is not None:
            yield say("balance.unclaimed")
        if silent := tuple(need.actor for need in self.needs if need.high is None and not need.missing):
            yield say("balance.silent.need", who=silent)
        for coefficient in self.missing:
            yield say("balance.missing", step=coefficient.step, material=self.material, product=coefficient.product)

    def record(self) -> Row:
        """Its row in a table, in the common measure."""
        metal = f" {self.measure.element}" if self.measure is not None else ""
        row: Row = {"material": self.material.label, "unit": f"t/a{metal}"}
        nothing = (None, None)  # where nothing is known to need it, all of it would be surplus
        pairs = {"capacity": self.capacity, "need": self.need if self.needs else nothing}
        pairs |= {name: getattr(self, name) if self.needs else nothing for name in ("shortfall", "surplus")}
        for name, (low, high) in pairs.items():
            row |= {f"{name}_low": _plain(self.contained(low)), f"{name}_high": _plain(self.contained(high))}
        row |= {"built": _plain(self.contained(self.built))}
        row |= {"rate_low": _plain(self.rate[0]), "rate_high": _plain(self.rate[1])} if self.rate else {}
        row |= {"inferred": "、".join(dict.fromkeys(holding.subject.label for holding in self.inferred))}
        row |= {"claimed": "、".join(told(figure).text() for figure in self.claimed) or "no share stated / 未载明"}
        lacking = "、".join(f"{c.step.label}：{self.material.label}/{c.product.label}" for c in self.missing)
        return row | {"missing": lacking, "text": self.text(), "text_en": self.text("en"), **first_words(self.evidence)}


def _excess(one: Range, other: Range) -> Range:
    """By how much one range exceeds another, at least and at most."""
    low = ZERO if other[1] is None else max(ZERO, one[0] - other[1])
    return low, None if one[1] is None else max(ZERO, one[1] - other[0])


def _plain(number: Decimal | None) -> Decimal | None:
    return None if number is None else round(number, 4).normalize() + ZERO


def between(bounds: Range) -> Sentence:
    """A range in words: a number, from … to …, at least …, not known."""
    low, high = bounds
    if low == high:
        return say("range.exact", low=low)
    if high is None:
        return say("range.least", low=low) if low else say("number.unknown")
    return say("range.between", low=low, high=high)


def percent(share: Decimal) -> Decimal:
    """A share in per cent, to a tenth."""
    return (share * 100).quantize(Decimal("0.1"))


def balance(chain: Chain, name: str) -> Results[Balance]:
    """The balance of each material of a chain of which a capacity or a need is stated, in the order of the steps.

    What is made is set against what is taken in, never added to it. Of a product that may be made in several ways,
    the need is bounded by the way that needs least and that which needs most, unless a text shows the way.

    Raises:
        QueryError: there is no such chain in domain knowledge.

    >>> from graph import example
    >>> known = example()
    >>> [found.material.label for found in balance(known.flows, "镍") if found.capacity[0]]
    ['硫酸镍']
    """
    found = reference(chain, name)
    weigher = _Weigher(chain, found)
    rows = (weigher.balance(material) for material in found.materials if weigher.weighs(material))
    return Results(row for row in rows if row.supply.holdings or row.needs)


class _Weigher:
    """Sets the supply of each material against its needs."""

    def __init__(self, chain: Chain, found: Reference) -> None:
        self._index, self._chain = index_of(chain), found.chain
        self._supplies = Supplies(chain)
        self._needs = Needs(self._supplies)
        self._metals = leading_metals(self._index, found.materials)
        self._shares = [(figure, covered(self._index, figure)) for figure in local_shares(chain)]

    def weighs(self, material: str) -> bool:
        """Whether tonnes are a measure of it: not of power and heat."""
        entity, matter = self._index.entities.get(material), self._index.record.matter.get(material, Matter())
        return entity is not None and (bool(entity.formula) or "Energy" not in matter.types)

    def balance(self, material: str) -> Balance:
        """The balance of a material; what only helps or is thrown away is not measured by its metal."""
        index = self._index
        about = {*concepts(index, material), self._chain.id}
        claimed = tuple(figure for figure, covered in self._shares if not about.isdisjoint(covered))
        types = index.record.matter.get(material, Matter()).types
        measure = None if types & {"Reagent", "Waste"} else content(index, material, self._metals)
        supply, needs = self._supplies.of(material), self._needs.of(material)
        return Balance(self._chain, index.entities[material], supply, needs, measure, claimed, index)
