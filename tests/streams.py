"""What flows to where in a knowledge, worked out apart from the page: what a picture of it is held against."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from graph.model import Fact, Knowledge
from graph.rdf import reference_facts
from graph.vocab import load

Pairs = frozenset[tuple[str, str]]


@lru_cache(maxsize=8)
def flows(knowledge: Knowledge) -> Pairs:
    """From what is taken in to what comes of it, by what is said, derived or known from reference."""
    relations = load().relations
    linked = {link.entity for link in knowledge.links}
    named = linked | {i for f in knowledge.facts for i in (f.subject, f.object) if isinstance(i, str)}
    present = {e.id for e in knowledge.entities if e.id in named}

    def pair(fact: Fact) -> tuple[str, str] | None:
        flow = relations[fact.predicate].flow if fact.predicate in relations else ""
        ends = (fact.subject, str(fact.object))
        if not flow or not set(ends) <= present or ends[0] == ends[1]:
            return None
        return ends[::-1] if flow == "Backward" else ends

    said = (*knowledge.facts, *reference_facts(knowledge.processes, load()))
    return frozenset(p for f in said if (p := pair(f)))


def reach(knowledge: Knowledge, start: str, back: bool = False) -> list[set[str]]:
    """Who is one flow away, who two, and so on; nobody twice."""
    near: dict[str, set[str]] = defaultdict(set)
    for a, b in flows(knowledge):
        near[b if back else a].add(a if back else b)
    found, seen = [], {start}
    edge = {start}
    while edge := {n for e in edge for n in near[e]} - seen:
        found.append(edge)
        seen |= edge
    return found
