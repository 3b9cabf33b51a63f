"""What analyses found of a chain, as the page shows it: handed in, for the page itself analyses nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graph.model import Origin

State = Literal["Present", "UnderWay", "NotStated"]
Words = tuple[str, str]  # Chinese, English


@dataclass(frozen=True, slots=True)
class Part:
    """A material of a step, and the ids of those who are stated to make it."""

    material: str
    makers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepFound:
    """A reference step of a chain as the texts have it, the kind of gap it is ("" for none), and why."""

    chain: str
    label: Words
    stage: str
    state: State
    kind: Words
    inputs: tuple[Part, ...]
    outputs: tuple[Part, ...]
    reason: Words
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """One stretch of a loop, from upstream to downstream, in words."""

    source: str
    target: str
    origin: Origin
    said: Words


@dataclass(frozen=True, slots=True)
class LoopFound:
    """A loop through waste: `sort` in words, its stretches in order, and who is stated to take the waste in."""

    sort: Words
    waste: str
    links: tuple[Link, ...]
    actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sum:
    """The stated capacity of a material, no capacity counted twice: at least `low`, at most `high`."""

    material: str
    low: float
    high: float
    unit: str


@dataclass(frozen=True, slots=True)
class Findings:
    """All of it; `wholes` say of each chain (by id) how much of it is stated."""

    steps: tuple[StepFound, ...] = ()
    loops: tuple[LoopFound, ...] = ()
    sums: tuple[Sum, ...] = ()
    wholes: tuple[tuple[str, Words], ...] = ()
