"""Who is stated to make a material, whether that runs yet or is to come, and where it lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from graph.chain.index import Backed, Evidence, Index
from graph.chain.ledger import BUILT, Entry
from graph.chain.reference import feeds
from graph.chain.settings import words
from graph.model import Entity
from graph.record import Statement, Step

_TAKES = ("consumes", "recycles")


@dataclass(frozen=True, slots=True)
class Maker(Backed):
    """An actor stated to make `material`, the one asked for or a kind of it.

    Its statement may also be that it takes in what only one reference step takes in (`by_feed`): it does that step;
    or a capacity told by the name of a reference `step` only, of which the material is the product.
    `owners` are the companies that undertake or operate it; `status` is the furthest stated of a project, "" if none;
    `places` are its own, or, of a project without any, its owners' (`lodged`).
    """

    entity: Entity
    material: Entity
    owners: tuple[Entity, ...]
    status: str
    places: tuple[Entity, ...]
    lodged: bool = False
    step: Step | None = None

    @property
    def running(self) -> bool:
        """Whether it is told as a fact, and its project, if it is one, not as merely planned or being built."""
        if self.status:
            return self.status in BUILT
        said = (e.modality for e in self.evidence if e.quote)
        about = (c.modality for s in self.index.about(self.entity.id) for c in s.claims)
        return not all(m == "Prospective" for m in said) and not (
            self.entity.kind == "Project" and any(m == "Prospective" for m in about)
        )

    @property
    def by_feed(self) -> bool:
        """Whether that it makes this follows from what it takes in."""
        return self.predicate in _TAKES

    @property
    def name(self) -> Entity:
        """Who answers for it: the owner, or where no text names one, itself."""
        return self.owners[0] if self.owners else self.entity


def owners(index: Index, id: str) -> tuple[Entity, ...]:
    """The companies that undertake or operate it, a subsidiary before its group."""
    said = dict.fromkeys(s.subject for s in index.of(id, "undertakes", "operates") if s.subject in index.entities)
    above = {s.target for company in said for s in index.about(company, "subsidiaryOf")}
    return tuple(index.entities[company] for company in sorted(said, key=lambda company: company in above))


def concepts(index: Index, material: str) -> tuple[str, ...]:
    """A material and all that are kinds of it."""
    return (material, *index.narrower(material))


def doers(index: Index, materials: Iterable[str], *predicates: str) -> tuple[Statement, ...]:
    """The statements that somebody makes, or takes in, one of these; of a project and its owner the project's."""
    said = [s for m in materials for s in index.of(m, *predicates) if s.origin != "Reference"]
    done = {s.subject for s in said}
    whole = {owner.id for id in done for owner in owners(index, id)}
    return tuple(s for s in said if s.origin == "Stated" or s.subject not in whole)


def makers(index: Index, material: str) -> tuple[Maker, ...]:
    """Everybody stated to make a material or a kind of it, each once."""
    found: dict[str, Maker] = {}
    for statement in doers(index, concepts(index, material), "produces"):
        entity = index.entities.get(statement.subject)
        if entity is not None:
            found.setdefault(entity.id, _maker(index, statement, entity, index.entities[statement.target]))
    return tuple(found.values())


def makers_by_feed(index: Index, step: Step, feed: str) -> Iterator[Maker]:
    """Everybody stated to take in a feed, as makers of what the step makes of it."""
    for statement in doers(index, concepts(index, feed), *_TAKES):
        entity = index.entities.get(statement.subject)
        for made in step.materials("output") if entity is not None else ():
            if entity is not None and made in index.entities:
                yield _maker(index, statement, entity, index.entities[made])


def makers_by_name(index: Index, entries: Iterable[Entry]) -> Iterator[Maker]:
    """Everybody whose capacity is told by the name of a step, as maker of what that step makes."""
    for entry in entries:
        if entry.step is not None and entry.material is not None:
            made = _maker(index, entry.figures[0].statement, entry.subject, entry.material)
            yield replace(made, step=entry.step)


def _maker(index: Index, statement: Statement, entity: Entity, material: Entity) -> Maker:
    over = owners(index, entity.id)
    own = _places(index, (entity,))
    states = {s.target for s in index.about(entity.id, "status")}
    status = next((name for name in reversed(list(index.vocabulary.statuses)) if name in states), "")
    return Maker(statement, index, entity, material, over, status, own or _places(index, over), not own)


def _places(index: Index, entities: Iterable[Entity]) -> tuple[Entity, ...]:
    said = (s.target for entity in entities for s in index.about(entity.id, "locatedIn"))
    return tuple(dict.fromkeys(index.entities[place] for place in said if place in index.entities))


def within(index: Index, region: str) -> frozenset[str]:
    """The ids of a place or park and of all that lies in it, through parks and divisions."""
    found, waiting = {region}, [region]
    while waiting:
        inside = (s.subject for s in index.of(waiting.pop(), "locatedIn"))
        new = {i for i in inside if i not in found and i.partition("/")[0] in {"place", "park"}}
        found |= new
        waiting.extend(sorted(new))
    return frozenset(found)


def usual(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Of several steps to one material, not shown which is taken, those that do not recover it, if there are such."""
    recovery = words("recovery")
    return tuple(step for step in steps if step.stage not in recovery) or steps


def routes_shown(index: Index, steps: tuple[Step, ...], makers: Iterable[tuple[str, str]]) -> tuple[Step, ...]:
    """Of several steps to one material, those whose feed the makers are stated to take in, or it to be made from.

    `makers` are pairs of the actor and the material it makes.
    """
    taken = {m for actor, product in makers for m in _feed_of(index, actor, product)}
    return tuple(step for step in steps if any(taken.intersection(concepts(index, m)) for m in feeds(index, step)))


def _feed_of(index: Index, actor: str, product: str) -> Iterator[str]:
    for id in (actor, *(owner.id for owner in owners(index, actor))):
        yield from (s.target for s in index.about(id, *_TAKES))
    made = index.about(product, "madeFrom", "recycledFrom")
    yield from (s.target for s in made if s.origin != "Reference")


def words_of(statements: Iterable[Backed]) -> tuple[Evidence, ...]:
    """The words behind several answers, each once."""
    return tuple(dict.fromkeys(e for one in statements for e in one.evidence))
