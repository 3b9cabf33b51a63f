"""The reference steps of one chain: found by the chain's name, in stage order, joined by what flows between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import networkx as nx

from graph.chain.flows import Chain, helps, index_of
from graph.chain.index import Index
from graph.chain.settings import words
from graph.errors import QueryError
from graph.model import Entity
from graph.record import Step


@dataclass(frozen=True, slots=True)
class Reference:
    """A chain as domain knowledge has it. `makers` and `takers` are its steps by what they give out and take in."""

    chain: Entity
    steps: tuple[Step, ...]
    makers: Mapping[str, tuple[Step, ...]] = field(repr=False)
    takers: Mapping[str, tuple[Step, ...]] = field(repr=False)

    @property
    def materials(self) -> tuple[str, ...]:
        """The ids of all that flows, in the order of the steps."""
        return tuple(dict.fromkeys(flow.material for step in self.steps for flow in step.flows))


def reference(chain: Chain, name: str) -> Reference:
    """The reference steps of a chain by one of its names, also without 产业链 at their end.

    Raises:
        QueryError: no chain of domain knowledge has that name; the message names the nearest.
    """
    index = index_of(chain)
    known = {id for step in index.steps.values() for id in step.chains}
    for suffix in ("", *words("chain.suffix")):
        for entity in index.named(name.strip() + suffix, "Chain"):
            if entity.id in known:
                return _reference(index, entity)
    if name in known and name in index.entities:
        return _reference(index, index.entities[name])
    near = (*index.suggest(name, "Chain"), *sorted(index.label(id) for id in known))
    advice = tuple(dict.fromkeys(label for label in near if f"chain/{label}" in known))[:3]
    raise QueryError(
        "no reference steps of such a chain / 领域知识中没有这条产业链",
        name,
        f"did you mean {'、'.join(advice)}?" if advice else "",
    )


def _reference(index: Index, entity: Entity) -> Reference:
    steps = in_order(index, (step for step in index.steps.values() if entity.id in step.chains))
    return Reference(entity, steps, by_role(steps, "output"), by_role(steps, "input"))


def by_role(steps: Iterable[Step], *roles: str) -> dict[str, tuple[Step, ...]]:
    """The steps by each material they have in one of these roles."""
    found: dict[str, dict[str, Step]] = defaultdict(dict)
    for step in steps:
        for role in roles:
            for material in step.materials(role):
                found[material][step.id] = step
    return {material: tuple(those.values()) for material, those in found.items()}


def in_order(index: Index, steps: Iterable[Step]) -> tuple[Step, ...]:
    """By stage; within a stage along the flow, then by name."""
    order = {stage: number for number, stage in enumerate(index.vocabulary.concepts("Stage"))}
    by_stage: dict[str, list[Step]] = defaultdict(list)
    for step in sorted(steps, key=lambda step: step.id):
        by_stage[step.stage].append(step)
    stages = sorted(by_stage, key=lambda stage: order.get(stage, len(order)))
    return tuple(step for stage in stages for step in _along(by_stage[stage]))


def _along(steps: list[Step]) -> list[Step]:
    """Steps of one stage, each after those that make what it takes in; those of a loop side by side."""
    takers = by_role(steps, "input")
    flow: nx.DiGraph[str] = nx.DiGraph()
    flow.add_nodes_from(step.id for step in steps)
    flow.add_edges_from((s.id, t.id) for s in steps for m in s.materials("output") for t in takers.get(m, ()))
    loops = nx.condensation(flow)
    depth: dict[str, int] = {}
    for level, group in enumerate(nx.topological_generations(loops)):
        depth.update((id, level) for node in group for id in loops.nodes[node]["members"])
    return sorted(steps, key=lambda step: (depth[step.id], step.id))


def feeds(index: Index, step: Step) -> tuple[str, ...]:
    """The inputs that go into what a step makes: not the reagents and the energy that only help."""
    excluded = {iri.rpartition("#")[2] for iri in index.vocabulary.relations["madeFrom"].excludes}
    made = step.materials("output")
    return tuple(
        m for m in step.materials("input") if not all(helps(p, m, excluded, index.record.matter) for p in made)
    )
