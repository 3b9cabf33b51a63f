"""The flows of a record as a directed multigraph of networkx, from upstream to downstream."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import TypeAlias

import networkx as nx

from graph.chain.index import Index
from graph.model import Entity
from graph.record import Matter, Record, Statement
from graph.stages import stages_of
from graph.vocab import Vocabulary

Chain: TypeAlias = "nx.MultiDiGraph[str]"
ACTORS = ("Company", "Project", "Facility")
NODES = ("Material", *ACTORS)
TAKES = ("consumes", "recycles")
_MIXING = "consumes ∘ produces"


def to_networkx(record: Record, vocabulary: Vocabulary) -> Chain:
    """Every material and actor as a node, every flow as an edge from upstream to downstream.

    A node is an entity's id with `label`, `kind`, `stage` ("" if unknown) and `entity`; an edge has the id of its
    statement as key, with `predicate`, `origin` and `statement`. Which relations flow, and which way, the vocabulary
    says. Of what a project takes in and gives out follows what it makes from what: such an edge is Derived and rests
    on both claims. The graph's own attribute "index" is the `Index` of the record.

    >>> from graph.vocab import load
    >>> nickel, plant = Entity("material/镍", "Material", "镍"), Entity("company/甲", "Company", "甲")
    >>> made = Statement("company/甲", "produces", "material/镍", "Stated")
    >>> list(to_networkx(Record(entities=(nickel, plant), statements=(made,)), load()).edges())
    [('company/甲', 'material/镍')]
    """
    chain: Chain = nx.MultiDiGraph(index=Index(record, vocabulary))
    stages = stages_of(record.steps, vocabulary)
    for entity in record.entities:
        if entity.kind in NODES:
            chain.add_node(
                entity.id, label=entity.label, kind=entity.kind, stage=stages.get(entity.id, ""), entity=entity
            )
    for statement in (*record.statements, *transformations(record, vocabulary)):
        ends = _ends(statement, vocabulary)
        if ends is not None and ends[0] in chain and ends[1] in chain and ends[0] != ends[1]:
            said = {"predicate": statement.predicate, "origin": statement.origin}
            chain.add_edge(ends[0], ends[1], statement.id, **said, statement=statement)
    return chain


def index_of(chain: Chain) -> Index:
    """The index of the record a chain was made from.

    >>> from graph import example
    >>> known = example()
    >>> index_of(known.flows).label("material/硫酸镍")
    '硫酸镍'
    """
    found: Index = chain.graph["index"]
    return found


def entity_of(chain: Chain, node: str) -> Entity:
    """The entity a node is."""
    found: Entity = chain.nodes[node]["entity"]
    return found


def _ends(statement: Statement, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """Upstream end, downstream end; None of what does not flow."""
    term = vocabulary.relations.get(statement.predicate)
    if term is None or not term.flow or not isinstance(statement.object, str):
        return None
    ends = statement.subject, statement.object
    return ends if term.flow == "Forward" else ends[::-1]


def transformations(record: Record, vocabulary: Vocabulary) -> Iterator[Statement]:
    """A project that takes in A and gives out B makes B from A, unless A is a help that B holds nothing of."""
    excluded = {iri.rpartition("#")[2] for iri in vocabulary.relations["madeFrom"].excludes}
    taken, given = _by_project(record, TAKES), _by_project(record, ("produces",))
    made_from = (s for s in record.statements if s.predicate in {"madeFrom", "recycledFrom"})
    said = {(s.subject, s.object) for s in made_from if s.origin != "Reference"}
    for project in sorted(taken.keys() & given.keys()):
        for feed, made in product(taken[project], given[project]):
            ends = made.target, feed.target
            if ends[0] != ends[1] and ends not in said and not helps(*ends, excluded, record.matter):
                yield mixed(feed, made)


def mixed(feed: Statement, made: Statement) -> Statement:
    """What a project makes follows from what it takes in."""
    predicate = "recycledFrom" if feed.predicate == "recycles" else "madeFrom"
    premises = tuple(claim.id for statement in (feed, made) for claim in statement.claims)
    return Statement(made.target, predicate, feed.target, "Derived", premises=premises, rule=_MIXING)


def _by_project(record: Record, predicates: Iterable[str]) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = defaultdict(list)
    for statement in record.statements:
        if statement.predicate in predicates and statement.subject.startswith("project/"):
            found[statement.subject].append(statement)
    return found


def helps(made: str, feed: str, excluded: set[str], matter: Mapping[str, Matter]) -> bool:
    """Whether a feed is a reagent or energy that shares no element with what is made."""
    one, other = (matter.get(id, Matter()) for id in (feed, made))
    return bool(one.types & excluded) and not one.elements & other.elements
