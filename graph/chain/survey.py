"""Which reference steps of a chain the texts state as present, under way, or not; and what is stated around a gap."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from graph.chain.index import Index
from graph.chain.ledger import Entry
from graph.chain.makers import (
    Maker,
    concepts,
    doers,
    makers,
    makers_by_feed,
    makers_by_name,
    routes_shown,
    usual,
    within,
)
from graph.chain.reference import Reference, by_role, feeds
from graph.model import Entity
from graph.record import Statement, Step

State = Literal["Present", "UnderWay", "NotStated"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found:
    """Who makes a material: those that run, those that are to come, and those of no stated place (if one is asked)."""

    running: tuple[Maker, ...] = ()
    coming: tuple[Maker, ...] = ()
    placeless: tuple[Maker, ...] = ()

    @property
    def all(self) -> tuple[Maker, ...]:
        """Those that run and those to come."""
        return (*self.running, *self.coming)


class Survey:
    """What is stated along the steps of a chain, in a region or anywhere."""

    def __init__(self, index: Index, chain: Reference, region: Entity | None, capacities: Iterable[Entry] = ()) -> None:
        self.index, self.chain = index, chain
        self._by_name: dict[str, list[Maker]] = defaultdict(list)
        for maker in makers_by_name(index, capacities):
            self._by_name[maker.material.id].append(maker)
        self._inside = within(index, region.id) if region is not None else None
        self._found: dict[str, Found] = {}
        self._taken: dict[str, tuple[Statement, ...]] = {}
        self.routes = by_role(index.steps.values(), "output")
        fed = by_role(index.steps.values(), "input")
        self._only = {m: step for m, (step, *more) in fed.items() if not more}
        self.feeds: Mapping[str, tuple[str, ...]] = {step.id: feeds(index, step) for step in chain.steps}
        self.states: Mapping[str, State] = {step.id: self._state(step) for step in chain.steps}

    def made(self, material: str) -> Found:
        """Who makes a material or a kind of it."""
        if material not in self._found:
            surest_last = (*self._named_for(material), *self._by_feed(material), *makers(self.index, material))
            found = {maker.entity.id: maker for maker in surest_last}
            self._found[material] = self._sorted(tuple(found[id] for id in sorted(found)))
        return self._found[material]

    def _named_for(self, material: str) -> Iterator[Maker]:
        """Those whose capacity is told by a step that makes it."""
        for one in concepts(self.index, material):
            yield from self._by_name.get(one, ())

    def _by_feed(self, material: str) -> Iterator[Maker]:
        """Those who take in what only a step of this chain that makes the material takes in."""
        for step in self.chain.makers.get(material, ()):
            for feed in self.feeds[step.id]:
                if self._only.get(feed) == step:
                    yield from (m for m in makers_by_feed(self.index, step, feed) if m.material.id == material)

    def _sorted(self, found: tuple[Maker, ...]) -> Found:
        here = tuple(m for m in found if self._lies(m))
        return Found(
            tuple(m for m in here if m.running),
            tuple(m for m in here if not m.running),
            tuple(m for m in found if not m.places) if self._inside is not None else (),
        )

    def _lies(self, maker: Maker) -> bool:
        return self._inside is None or any(place.id in self._inside for place in maker.places)

    def present(self, material: str) -> bool:
        """Whether somebody is stated to make it now."""
        return bool(self.made(material).running)

    def taken(self, material: str) -> tuple[Statement, ...]:
        """The statements that somebody takes it, or a kind of it, in."""
        if material not in self._taken:
            said = doers(self.index, concepts(self.index, material), "consumes", "recycles")
            self._taken[material] = tuple(s for s in said if self._inside is None or self._taken_here(s))
        return self._taken[material]

    def _taken_here(self, statement: Statement) -> bool:
        places = {s.target for s in self.index.about(statement.subject, "locatedIn")}
        return bool(places & (self._inside or frozenset()))

    def rivals(self, step: Step) -> tuple[Step, ...]:
        """Other steps to what a step gives out, where they are shown to be the way taken, or usual, and it is not."""
        for material in step.materials("output"):
            routes, found = self.routes.get(material, ()), self.made(material)
            taken = self.shown(routes, found.running or found.coming) or (usual(routes) if found.all else ())
            if taken and step not in taken:
                return taken
        return ()

    def told_otherwise(self, step: Step) -> bool:
        """Whether a text shows that what a step gives out is made another way."""
        made = ((self.routes.get(m, ()), self.made(m)) for m in step.materials("output"))
        return any(self.shown(routes, found.running or found.coming) for routes, found in made)

    def shown(self, routes: tuple[Step, ...], by: tuple[Maker, ...]) -> tuple[Step, ...]:
        """Of several ways to one material, those that its makers are stated to take; none where that is not told."""
        pairs = tuple((maker.entity.id, maker.material.id) for maker in by)
        found = routes_shown(self.index, routes, pairs) if len(routes) > 1 else ()
        named = {maker.step for maker in by if maker.step is not None} if len(routes) > 1 else set()
        return tuple(step for step in routes if step in found or step in named)

    def _state(self, step: Step) -> State:
        if self.rivals(step):
            return "NotStated"
        found = [self.made(material) for material in step.materials("output")]
        if any(one.running for one in found):
            return "Present"
        return "UnderWay" if any(one.coming for one in found) else "NotStated"

    def before(self) -> Mapping[str, tuple[Entity, ...]]:
        """The steps with something made upstream, past steps that are not present, and what that is."""
        found = {s.id: self._named(m for m in self.feeds[s.id] if self.present(m)) for s in self.chain.steps}
        ahead = {s.id: [t for m in s.materials("output") for t in self._fed_by(m)] for s in self.chain.steps}
        return self._spread(found, ahead)

    def after(self, *, surely: bool = False) -> Mapping[str, tuple[Step | Entity, ...]]:
        """The steps with one present, or somebody who takes in what they give out, downstream, and which that is.

        `surely` leaves out those that are present only if their product is not made another way.
        """
        found = {s.id: self._users(s, surely=surely) for s in self.chain.steps}
        back = {s.id: [t for m in self.feeds[s.id] for t in self.chain.makers.get(m, ())] for s in self.chain.steps}
        return self._spread(found, back)

    def _named(self, ids: Iterable[str]) -> tuple[Entity, ...]:
        return tuple(self.index.entities[id] for id in ids if id in self.index.entities)

    def _fed_by(self, material: str) -> tuple[Step, ...]:
        return tuple(s for s in self.chain.takers.get(material, ()) if material in self.feeds[s.id])

    def _users(self, step: Step, *, surely: bool) -> tuple[Step | Entity, ...]:
        found = (user for m in step.materials("output") for user in self.users(m, surely=surely))
        return tuple(dict.fromkeys(found))

    def users(self, material: str, *, surely: bool = False) -> tuple[Step | Entity, ...]:
        """The present steps that it feeds, and who else is stated to take it in."""
        steps = (s for s in self._fed_by(material) if self.states[s.id] == "Present")
        known = tuple(s for s in steps if not surely or self._is_the_way(s))
        return (*known, *self._named(s.subject for s in self.taken(material)))

    def _is_the_way(self, step: Step) -> bool:
        """Whether a present step is the one way to something made, or shown to be the way taken."""
        made = ((self.routes[m], self.made(m).running) for m in step.materials("output"))
        return any(by and (usual(routes) == (step,) or step in self.shown(routes, by)) for routes, by in made)

    def _spread(
        self, near: Mapping[str, tuple[T, ...]], onward: Mapping[str, list[Step]]
    ) -> Mapping[str, tuple[T, ...]]:
        """What is near a step is also near those past it, as long as none of them is present."""
        found = {id: things for id, things in near.items() if things}
        waiting = deque(found)
        while waiting:
            id = waiting.popleft()
            for other in onward[id] if self.states[id] != "Present" else ():
                if other.id not in found:
                    found[other.id] = found[id]
                    waiting.append(other.id)
        return found
