"""What the page shows of a `Knowledge`: the entities in play, the arrows between them, what is said of each.

An arrow is drawn from upstream to downstream, whichever way its relation reads ("A is made from B" is an
arrow from B to A), and stands for every fact and reference step that joins the two ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple, cast

from graph.model import Amount, Entity, Fact, Kind, Knowledge, Process
from graph.vocab import Vocabulary

# Where a thing is and what it is counted to, not what flows: drawn apart from the chain, above and below it.
ABOVE = frozenset[Kind]({"Chain"})
BELOW = frozenset[Kind]({"Park", "Place"})
# Reads from the owned to the owner; drawn from the owner, as undertaking and operating are.
UPWARD = frozenset({"subsidiaryOf"})


class Statement(NamedTuple):
    """One thing said of two entities, its upstream end first, with the fact or the reference step that says it.

    `step` is the id of that step, "" for a fact. A named tuple, for there are tens of thousands of these and of arrows:
    they are made and put in order in half the time.
    """

    source: str
    target: str
    predicate: str
    origin: str
    step: str
    subject: str
    object: str
    flows: bool
    fact: Fact | None = None
    process: Process | None = None


ORDER = itemgetter(0, 1, 2, 3, 4)  # the parts of a statement that put it in its place


class Arrow(NamedTuple):
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
    relations, properties = _parted(knowledge.facts, known)
    said = (*_statements(relations, vocabulary), *_steps(knowledge.processes, reference, known, vocabulary))
    statements = tuple(sorted(said, key=ORDER))
    values = sorted(properties, key=lambda f: (f.subject, f.predicate, f.id))
    return View(entities, statements, tuple(_arrows(statements)), tuple(values))


def _present(knowledge: Knowledge) -> set[str]:
    """Named by a text or concluded from one: reference knowledge alone brings nothing into the picture."""
    ids = {link.entity for link in knowledge.links}
    for fact in knowledge.facts:
        if fact.origin != "Reference":
            ids.add(fact.subject)
            ids.add(fact.object.material if isinstance(fact.object, Amount) else fact.object)
    return ids


def _parted(facts: Iterable[Fact], known: Set[str]) -> tuple[list[Fact], list[Fact]]:
    """What is said of two entities that are shown, and what is said of one alone."""
    relations, properties = list[Fact](), list[Fact]()
    for fact in facts:
        thing = fact.object
        if fact.subject not in known:
            continue
        if isinstance(thing, str) and "/" in thing:  # a status has no slash in it
            if thing in known and thing != fact.subject:
                relations.append(fact)
        else:
            properties.append(fact)
    return relations, properties


def _statements(facts: Iterable[Fact], vocabulary: Vocabulary) -> Iterator[Statement]:
    ways = _ways(vocabulary)
    for fact in facts:
        subject, predicate, thing = fact.subject, fact.predicate, cast("str", fact.object)
        flows, turned = ways.get(predicate, (False, False))
        source, target = (thing, subject) if turned else (subject, thing)
        yield Statement(source, target, predicate, fact.origin, "", subject, thing, flows, fact)


def _steps(
    processes: Iterable[Process], reference: Iterable[Fact], known: Set[str], vocabulary: Vocabulary
) -> Iterator[Statement]:
    by_id, ways = {process.id: process for process in processes}, _ways(vocabulary)
    for fact in reference:
        subject, predicate, thing = fact.subject, fact.predicate, fact.object
        if isinstance(thing, str) and subject in known and thing in known:
            (flows, turned), step = ways[predicate], by_id[fact.premises[0]]
            source, target = (thing, subject) if turned else (subject, thing)
            yield Statement(source, target, predicate, "Reference", step.id, subject, thing, flows, process=step)


def _ways(vocabulary: Vocabulary) -> dict[str, tuple[bool, bool]]:
    """For each relation whether something flows along it, and whether it reads from downstream to upstream."""
    relations = vocabulary.relations.items()
    return {name: (bool(term.flow), term.flow == "Backward" or name in UPWARD) for name, term in relations}


def _arrows(statements: Iterable[Statement]) -> Iterator[Arrow]:
    """One for each pair of ends, in the order of the statements, which is that of their ends."""
    numbers: dict[tuple[str, str], list[int]] = defaultdict(list)
    flowing: set[tuple[str, str]] = set()
    for number, statement in enumerate(statements):
        ends = statement.source, statement.target
        numbers[ends].append(number)
        if statement.flows:
            flowing.add(ends)
    return (Arrow(*ends, tuple(said), ends in flowing) for ends, said in numbers.items())
