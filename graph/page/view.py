"""What the page shows of a `Knowledge`: the entities in play, the arrows between them, what is said of each.

An arrow is drawn from upstream to downstream, whichever way its relation reads ("A is made from B" is an
arrow from B to A), and stands for every fact and reference step that joins the two ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from graph.model import Amount, Entity, Fact, Kind, Knowledge, Process
from graph.vocab import Vocabulary

# Where a thing is and what it is counted to, not what flows: drawn apart from the chain, above and below it.
ABOVE = frozenset[Kind]({"Chain"})
BELOW = frozenset[Kind]({"Park", "Place"})
# Reads from the owned to the owner; drawn from the owner, as undertaking and operating are.
UPWARD = frozenset({"subsidiaryOf"})


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said of two entities, with the fact or the reference step that says it; `ground` is the id of that."""

    subject: str
    predicate: str
    object: str
    origin: str
    flow: str
    ground: str
    fact: Fact | None = None
    process: Process | None = None

    @property
    def ends(self) -> tuple[str, str]:
        """Upstream end, downstream end."""
        turned = self.flow == "Backward" or self.predicate in UPWARD
        return (self.object, self.subject) if turned else (self.subject, self.object)


@dataclass(frozen=True, slots=True)
class Arrow:
    """One line of the drawing and the statements (by number) it stands for."""

    source: str
    target: str
    statements: tuple[int, ...]
    flows: bool


@dataclass(frozen=True)  # without slots, so that what is asked for again and again is worked out once
class View:
    """All that is drawn, in a fixed order."""

    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    arrows: tuple[Arrow, ...]
    properties: tuple[Fact, ...]

    @cached_property
    def chain(self) -> tuple[Entity, ...]:
        """The entities that stand in the chain itself."""
        return tuple(e for e in self.entities if e.kind not in ABOVE | BELOW)

    @cached_property
    def lone(self) -> frozenset[str]:
        """Those that nothing is joined to."""
        joined = {end for a in self.arrows for end in (a.source, a.target)}
        return frozenset(e.id for e in self.entities if e.id not in joined)

    @cached_property
    def inner(self) -> tuple[Arrow, ...]:
        """The arrows between entities of the chain itself."""
        inside = {e.id for e in self.chain}
        return tuple(a for a in self.arrows if a.source in inside and a.target in inside)


def see(knowledge: Knowledge, vocabulary: Vocabulary, reference: Iterable[Fact] = ()) -> View:
    """The entities that the texts name, and everything said between them.

    `reference` is what each step of domain knowledge makes from what (`rdf.reference_facts`).

    >>> from graph.vocab import load
    >>> see(Knowledge((), (), (), (), (), ()), load()).arrows
    ()
    """
    present = _present(knowledge)
    entities = tuple(sorted((e for e in knowledge.entities if e.id in present), key=lambda e: e.id))
    known = {e.id for e in entities}
    said = (*_statements(knowledge, known, vocabulary), *_steps(knowledge.processes, reference, known, vocabulary))
    statements = tuple(sorted(said, key=_order))
    properties = (f for f in knowledge.facts if f.subject in known and f.object not in known)
    values = sorted((f for f in properties if not _dangling(f)), key=lambda f: (f.subject, f.predicate, f.id))
    return View(entities, statements, tuple(_arrows(statements)), tuple(values))


def _present(knowledge: Knowledge) -> set[str]:
    """Named by a text or concluded from one: reference knowledge alone brings nothing into the picture."""
    ids = {link.entity for link in knowledge.links}
    for fact in knowledge.facts:
        if fact.origin != "Reference":
            ids.add(fact.subject)
            ids.add(fact.object.material if isinstance(fact.object, Amount) else fact.object)
    return ids


def _dangling(fact: Fact) -> bool:
    """A relation to an entity that is not shown; a status has no slash in it."""
    return isinstance(fact.object, str) and "/" in fact.object


def _statements(knowledge: Knowledge, known: set[str], vocabulary: Vocabulary) -> Iterator[Statement]:
    flows = {name: term.flow for name, term in vocabulary.relations.items()}
    for fact in knowledge.facts:
        subject, predicate, object = fact.subject, fact.predicate, fact.object
        if isinstance(object, str) and object in known and subject in known and subject != object:
            yield Statement(subject, predicate, object, fact.origin, flows.get(predicate, ""), fact.id, fact)


def _steps(
    processes: Iterable[Process], reference: Iterable[Fact], known: set[str], vocabulary: Vocabulary
) -> Iterator[Statement]:
    by_id = {process.id: process for process in processes}
    for fact in reference:
        if isinstance(fact.object, str) and {fact.subject, fact.object} <= known:
            flow, step = vocabulary.relations[fact.predicate].flow, by_id[fact.premises[0]]
            yield Statement(fact.subject, fact.predicate, fact.object, "Reference", flow, step.id, process=step)


def _order(statement: Statement) -> tuple[str, ...]:
    return (*statement.ends, statement.predicate, statement.origin, statement.ground)


def _arrows(statements: Iterable[Statement]) -> Iterator[Arrow]:
    """One for each pair of ends, in the order of the statements, which is that of their ends."""
    for (source, target), said in groupby(enumerate(statements), lambda numbered: numbered[1].ends):
        alike = tuple(said)
        flows = any(statement.flow for _, statement in alike)
        yield Arrow(source, target, tuple(number for number, _ in alike), flows)
