"""What of a reference chain the texts state as made, as coming, or not at all; and what kind of gap that is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from graph.chain.flows import Chain, index_of
from graph.chain.index import Evidence, Index, first_words
from graph.chain.makers import Maker, usual, words_of
from graph.chain.reference import reference
from graph.chain.results import Results, Row
from graph.chain.sentence import Sentence, joined, say, told
from graph.chain.settings import threshold
from graph.chain.supply import Supplies
from graph.chain.survey import State, Survey
from graph.messages import Language
from graph.model import Entity
from graph.record import Source, Step

Kind = Literal["补链", "延链", "强链", "建链", ""]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A material that a step takes in or gives out, and who is stated to make it (`coming`: not running yet)."""

    material: Entity
    makers: tuple[Maker, ...] = ()
    coming: tuple[Maker, ...] = ()

    @property
    def present(self) -> bool:
        """Whether somebody is stated to make it now."""
        return bool(self.makers)


@dataclass(frozen=True, slots=True)
class Gap:
    """A reference step as the texts have it: Present, UnderWay, or NotStated in these texts (which is not absent).

    `kind` is 补链 (not stated, between what is present), 延链 (the last present product's next step is not stated),
    强链 (present, with one producer or one that holds most of the stated capacity), 建链 (most of the chain is not
    stated), or "". `rivals` are other steps to the same product that are the way taken. `whole` tells of the chain.
    """

    step: Step
    chain: Entity
    stage: str
    state: State
    kind: Kind
    inputs: tuple[Neighbour, ...]
    outputs: tuple[Neighbour, ...]
    rivals: tuple[Step, ...]
    because: tuple[Sentence, ...]
    whole: Sentence
    index: Index = field(repr=False, compare=False)

    @property
    def producers(self) -> tuple[Maker, ...]:
        """Who makes what it gives out, or is to; of a way that is not taken, nobody."""
        return () if self.state == "NotStated" else tuple(m for n in self.outputs for m in (*n.makers, *n.coming))

    def reason(self, language: Language = "zh") -> str:
        """Why it is what it is."""
        return joined(self.because, language)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words of what is present around it and, last, what the reference step cites."""
        told_of = (m for n in (*self.outputs, *self.inputs) for m in (*n.makers, *n.coming))
        cited = Evidence("", Source("", ""), origin="Reference", sources=self.step.sources)
        return (*words_of(told_of), *((cited,) if self.step.sources else ()))

    def record(self) -> Row:
        """Its row in a table."""
        row: Row = {"step": self.step.label, "stage": self.stage, "state": self.state}
        row |= {"kind": self.kind, "inputs": _shown(self.inputs), "outputs": _shown(self.outputs)}
        row |= {"producers": "、".join(dict.fromkeys(maker.name.label for maker in self.producers))}
        return row | {"reason": self.reason(), "reason_en": self.reason("en"), **first_words(self.evidence)}


def _shown(neighbours: tuple[Neighbour, ...]) -> str:
    """Materials, each with who makes it: "硫酸（甲公司）、镍精矿"."""
    names = ((n.material.label, told(tuple(m.name for m in n.makers), "zh")) for n in neighbours)
    return "、".join(f"{material}（{who}）" if who else material for material, who in names)


def gaps(chain: Chain, name: str, region: str | None = None) -> Results[Gap]:
    """Every reference step of a chain in stage order, with its state in these texts and the kind of gap it is.

    With `region`, a place or park, only what is stated to lie there counts.

    Raises:
        QueryError: there is no such chain in domain knowledge, or no such place in the texts.

    >>> from graph import example
    >>> known = example()
    >>> sum(gap.state == "Present" for gap in gaps(known.flows, "镍"))
    3
    """
    index = index_of(chain)
    place = index.find(region, "Park", "Place") if region is not None else None
    supplies = Supplies(chain)
    survey = Survey(index, reference(chain, name), place, supplies.entries)
    return Results(_Judge(survey, supplies, place).gaps())


def _told_of(state: State, by: tuple[Maker, ...]) -> Iterator[Sentence]:
    """Who makes what, or is to."""
    stopped = [m for m in by if m.status == "Suspended"]
    for key, group in ((state, [m for m in by if m not in stopped]), ("Suspended", stopped)):
        if group:
            yield say(f"gaps.{key}", who=tuple(m.name for m in group), material=tuple(m.material for m in group))


class _Judge:
    """Gives each step its kind and the reason."""

    def __init__(self, survey: Survey, supplies: Supplies, region: Entity | None) -> None:
        self._survey, self._supplies, self._region = survey, supplies, region
        self._index, self._chain = survey.index, survey.chain
        self._before, self._after, self._surely = survey.before(), survey.after(), survey.after(surely=True)
        rivals = {step.id: survey.rivals(step) for step in self._chain.steps}
        self._rivals = rivals
        counted = [step for step in self._chain.steps if not rivals[step.id]]
        lacking = sum(survey.states[step.id] == "NotStated" for step in counted)
        self._new = lacking > threshold("gaps.new") * len(counted)
        key = "gaps.whole.new" if self._new else "gaps.whole"
        self._whole = say(key, chain=self._chain.chain, lacking=lacking, count=len(counted))

    def gaps(self) -> Iterator[Gap]:
        """One for each step, in the order of the chain."""
        for step in self._chain.steps:
            state = self._survey.states[step.id]
            kind, why = self._kind(step, state)
            yield Gap(
                step=step,
                chain=self._chain.chain,
                stage=step.stage,
                state=state,
                kind=kind,
                inputs=self._neighbours(step.materials("input")),
                outputs=self._neighbours(step.materials("output")),
                rivals=self._rivals[step.id],
                because=(*self._told(step, state), *why, *self._notes(step)),
                whole=self._whole,
                index=self._index,
            )

    def _neighbours(self, materials: tuple[str, ...]) -> tuple[Neighbour, ...]:
        found = ((self._index.entities[m], self._survey.made(m)) for m in materials if m in self._index.entities)
        return tuple(Neighbour(entity, made.running, made.coming) for entity, made in found)

    def _kind(self, step: Step, state: State) -> tuple[Kind, tuple[Sentence, ...]]:
        if state == "Present":
            why = self._narrow(step)
            return ("强链", why) if why else ("", ())
        if state == "UnderWay" or self._rivals[step.id]:
            return "", ()
        if step.id in self._before and step.id in self._after:
            unsure = () if step.id in self._surely else (say("gaps.unsure"),)
            around = say("gaps.fill", above=self._before[step.id], below=self._after[step.id])
            return "补链", (around, *unsure)
        last = [m for m in self._survey.feeds[step.id] if self._survey.present(m) and not self._survey.users(m)]
        if last:
            return "延链", (say("gaps.extend", last=self._entities(last)),)
        return ("建链", (self._whole,)) if self._new else ("", ())

    def _entities(self, ids: list[str]) -> tuple[Entity, ...]:
        return tuple(self._index.entities[id] for id in dict.fromkeys(ids))

    def _narrow(self, step: Step) -> tuple[Sentence, ...]:
        """Whether one producer stands for a product alone, or for most of its capacity."""
        found: list[Sentence] = []
        for material in step.materials("output"):
            running = self._survey.made(material).running
            names = tuple(dict.fromkeys(maker.name for maker in running))
            entity = self._index.entities[material] if running else None
            if len(names) == 1:
                found.append(say("gaps.single", material=entity, who=names))
            elif names and (most := self._most(material, running)):
                who, share = most
                percent = (share * 100).quantize(Decimal("0.1"))
                found.append(say("gaps.most", material=entity, who=who, share=percent))
        return tuple(found)

    def _most(self, material: str, running: tuple[Maker, ...]) -> tuple[Entity, Decimal] | None:
        """Who holds more of the stated capacity than the threshold, if several state theirs."""
        shares: dict[Entity, Decimal] = {}
        named = {maker.entity.id: maker.name for maker in running}
        for holding in self._supplies.of(material).holdings:
            if holding.subject.id in named and holding.low:
                owner = named[holding.subject.id]
                shares[owner] = shares.get(owner, Decimal()) + holding.low
        if len(shares) < 2:
            return None
        who = max(shares, key=lambda owner: (shares[owner], owner.id))
        share = shares[who] / sum(shares.values())
        return (who, share) if share > threshold("gaps.strong") else None

    def _told(self, step: Step, state: State) -> Iterator[Sentence]:
        """The state, in words."""
        made = {m: self._survey.made(m) for m in step.materials("output") if m in self._index.entities}
        if state == "NotStated":
            otherwise = "gaps.rival" if self._survey.told_otherwise(step) else "gaps.unrecovered"
            key = otherwise if self._rivals[step.id] else "gaps.none"
            yield say(key, outputs=self._entities(list(made)), routes=self._rivals[step.id])
            return
        for material, found in made.items():
            if by := found.running if state == "Present" else found.coming:
                yield from _told_of(state, tuple(m for m in by if not m.by_feed and m.step is None))
                for m in by:
                    if m.step is not None:
                        yield say(f"gaps.{state}.named", who=m.name, step=m.step, material=m.material)
                if fed := tuple(m for m in by if m.by_feed):
                    taken = self._entities([m.statement.target for m in fed])
                    yield say(f"gaps.{state}.feed", who=tuple(m.name for m in fed), taken=taken, step=step)
                routes = self._survey.routes.get(material, ())
                open_ways = usual(routes)
                if len(open_ways) > 1 and not self._survey.shown(routes, by):
                    yield say("gaps.routes", material=self._index.entities[material], count=len(open_ways))

    def _notes(self, step: Step) -> Iterator[Sentence]:
        """Who is not counted for want of a place, and who is by the place of its owner."""
        found = [self._survey.made(m) for m in step.materials("output")]
        if placeless := tuple(m.name for one in found for m in one.placeless):
            yield say("gaps.placeless", who=placeless)
        lodged = tuple(m.entity for one in found for m in one.all if m.lodged and m.places)
        if self._region is not None and lodged:
            yield say("gaps.lodged", who=lodged)
