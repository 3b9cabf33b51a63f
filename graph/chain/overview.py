"""One chain as a whole: its reference steps by stage, what of them texts state, and who is said to belong to it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from graph.chain.cards import Card, Related
from graph.chain.flows import Chain, index_of
from graph.chain.index import Index
from graph.chain.results import Results, Row
from graph.chain.settings import words
from graph.model import Entity
from graph.record import Step


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a chain: its reference steps, what they give out, and who is stated to make any of that.

    `producers` hold, for a material, also those of its kinds; a material without one is not stated in these texts,
    which does not mean that nobody makes it.
    """

    name: str
    label: str
    steps: tuple[Step, ...]
    materials: tuple[Entity, ...]
    producers: Results[Related]

    def record(self) -> Row:
        """Its row in a table."""
        made = "、".join(dict.fromkeys(related.statement.target.partition("/")[2] for related in self.producers))
        makers = "、".join(dict.fromkeys(related.entity.label for related in self.producers))
        row: Row = {"stage": self.name, "steps": len(self.steps), "materials": len(self.materials)}
        return row | {"stated": made, "producers": makers}


@dataclass(frozen=True, slots=True)
class ChainCard(Card):
    """A chain with all that is said of it, and its stages from ore to end product and recycling."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """Its reference steps, in the order of stages; none for a chain that only texts name."""
        order = list(self.index.vocabulary.concepts("Stage"))
        own = frozenset((self.entity.id, *self.index.narrower(self.entity.id)))
        found = (step for step in self.index.steps.values() if own & set(step.chains))
        return tuple(sorted(found, key=lambda s: (order.index(s.stage) if s.stage in order else len(order), s.id)))

    @property
    def stages(self) -> Results[Stage]:
        """Its stages that have a step."""
        by_stage: dict[str, list[Step]] = defaultdict(list)
        for step in self.steps:
            by_stage[step.stage].append(step)
        return Results(_stage(name, tuple(steps), self.index) for name, steps in by_stage.items())

    @property
    def companies(self) -> Results[Related]:
        """The companies said to belong to it, or to undertake a project of it."""
        return Results(related for related in self.members if related.entity.kind == "Company")


def _stage(name: str, steps: tuple[Step, ...], index: Index) -> Stage:
    given = dict.fromkeys(m for step in steps for role in ("output", "byproduct") for m in step.materials(role))
    materials = tuple(index.entities[material] for material in given if material in index.entities)
    every = dict.fromkeys(id for entity in materials for id in (entity.id, *index.narrower(entity.id)))
    made = (s for id in every for s in index.of(id, "produces") if s.subject in index.entities)
    producers = Results(Related(s, index, index.entities[s.subject]) for s in made if s.origin != "Reference")
    return Stage(name, index.relation(name) if name else "", steps, materials, producers)


def overview(chain: Chain, name: str) -> ChainCard:
    """The chain of a name, with or without 产业链 at its end.

    Raises:
        QueryError: no chain has it; the message names the nearest.

    >>> from graph import example
    >>> known = example()
    >>> overview(known.flows, "镍").label
    '镍产业链'
    """
    index = index_of(chain)
    full = next((f"{name}{end}" for end in ("", *words("chain.suffix")) if index.named(f"{name}{end}", "Chain")), name)
    return ChainCard(index.find(full, "Chain"), index)
