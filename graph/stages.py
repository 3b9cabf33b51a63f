"""At which stage of a chain the reference steps place each material: what analyses and the page both go by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol

from graph.model import Flow
from graph.vocab import Vocabulary

LAST = "Recycling"


class Stepped(Protocol):
    """A reference step, as a build holds it (`Process`) or as it is read back (`Step`)."""

    @property
    def stage(self) -> str:
        """The local name of its stage."""

    @property
    def flows(self) -> tuple[Flow, ...]:
        """What it takes in and gives out."""


def stages_of(steps: Iterable[Stepped], vocabulary: Vocabulary) -> dict[str, str]:
    """The stage at which each material is first made.

    What steps only take in stands one stage before the first of them, but waste stands with the recycling of it.

    >>> from graph.model import Process
    >>> from graph.vocab import load
    >>> flows = Flow("material/铜精矿", "input"), Flow("material/粗铜", "output")
    >>> stages_of([Process("process/a", "a", "", "", "Smelting", flows, "")], load())
    {'material/铜精矿': 'Mining', 'material/粗铜': 'Smelting'}
    """
    order = list(vocabulary.concepts("Stage"))
    last = order.index(LAST)
    made, taken = defaultdict[str, set[int]](set), defaultdict[str, set[int]](set)
    for step in steps:
        if step.stage in order:
            for flow in step.flows:
                (taken if flow.role == "input" else made)[flow.material].add(order.index(step.stage))
    found = {m: min(s if s == last else max(0, s - 1) for s in stages) for m, stages in taken.items()}
    found |= {material: min(stages) for material, stages in made.items()}
    return {material: order[stage] for material, stage in found.items()}
