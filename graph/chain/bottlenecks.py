"""Where a chain hangs on one thing: single producers, concentrated capacity, and what everything behind must pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, cast

import networkx as nx

from graph.chain.flows import Chain, entity_of, index_of
from graph.chain.index import Evidence, Index, first_words
from graph.chain.ledger import Entry, ledger
from graph.chain.makers import concepts, doers
from graph.chain.results import Results, Row
from graph.chain.settings import threshold
from graph.chain.totals import held
from graph.messages import Language, Speaker
from graph.model import Entity
from graph.record import Statement

Sort = Literal["SingleProducer", "Concentration", "Dominator", "Articulation"]
_SORTS: tuple[Sort, ...] = ("SingleProducer", "Concentration", "Dominator", "Articulation")
_ROOT = ""


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """An entity that others hang on.

    `SingleProducer`: one actor alone is stated to make a material that something is made from. `Concentration`: the
    Herfindahl-Hirschman index `hhi` (0 to 10000) of the capacities stated for a material says that few hold most of it.
    `Dominator`: every way from the sources to the `affected` passes it. `Articulation`: without it the stated chain
    falls apart. Of actors no text names nothing is known.
    """

    sort: Sort
    entity: Entity
    material: Entity | None
    affected: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    hhi: int | None = None
    index: Index = field(repr=False, compare=False, kw_only=True)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words of what it is stated to do."""
        return tuple(dict.fromkeys(e for statement in self.statements for e in self.index.evidence(statement)))

    def text(self, language: Language = "zh") -> str:
        """What hangs on it, in a sentence."""
        shown = Speaker(language)("separator").join(entity.label for entity in self.affected[:5])
        material = self.material.label if self.material else ""
        values = {"name": self.entity.label, "material": material, "affected": shown, "count": len(self.affected)}
        return Speaker(language)(f"bottleneck.{self.sort}", **values, hhi=self.hhi)

    def record(self) -> Row:
        """Its row in a table."""
        row: Row = {
            "sort": self.sort,
            "name": self.entity.label,
            "kind": self.entity.kind,
            "affected": len(self.affected),
        }
        return row | {"hhi": self.hhi, "text": self.text(), **first_words(self.evidence)}


def bottlenecks(chain: Chain) -> Results[Bottleneck]:
    """Every bottleneck that the texts show, by sort, those on which most hangs first.

    Reference flows count only between what texts name.

    >>> from graph import example
    >>> known = example()
    >>> [(found.sort, found.entity.label) for found in bottlenecks(known.flows)]
    [('SingleProducer', '云峰镍业有限公司'), ('Dominator', '废锂电池')]
    """
    told = _told(chain)
    found = (*_single(chain), *_concentrated(chain), *_dominators(chain, told), *_articulations(chain, told))
    return Results(sorted(found, key=lambda b: (_SORTS.index(b.sort), -(b.hhi or 0), -len(b.affected), b.entity.id)))


def _told(chain: Chain) -> nx.DiGraph[str]:
    """The flows between what texts name; a project with one owner is one with its owner."""
    index = index_of(chain)
    named = {node for node in chain if index.is_named(node)}
    owners = {node: index.owner(node) for node in named}
    found: nx.DiGraph[str] = nx.DiGraph()
    found.add_edges_from((owners[u], owners[v]) for u, v in chain.edges() if u in named and v in named)
    found.remove_edges_from(list(nx.selfloop_edges(found)))
    return found


def _single(chain: Chain) -> Iterator[Bottleneck]:
    index = index_of(chain)
    produced = (s.target for s in index.record.statements if s.predicate == "produces" and s.origin != "Reference")
    for material in sorted(set(produced)):
        said = doers(index, concepts(index, material), "produces")
        actors = {index.owner(statement.subject) for statement in said}
        below = _below(chain, material)
        if len(actors) == 1 and below and (actor := actors.pop()) in index.entities:
            what = entity_of(chain, material)
            yield Bottleneck("SingleProducer", index.entities[actor], what, below, said, index=index)


def _below(chain: Chain, material: str) -> tuple[Entity, ...]:
    """What takes the material in or is made from it, as texts say."""
    if material not in chain:
        return ()
    told = {v for _, v, data in chain.out_edges(material, data=True) if data["origin"] != "Reference"}
    return tuple(entity_of(chain, node) for node in sorted(told))


def _concentrated(chain: Chain) -> Iterator[Bottleneck]:
    groups: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for entry in ledger(chain):
        if entry.material is not None and entry.owners and entry.origin == "Stated":
            groups[entry.material.id, entry.basis, entry.unit].append(entry)
    for entries in groups.values():
        shares = _shares(entries)
        hhi = round(sum((share * 100) ** 2 for share in shares.values()))
        if len(shares) > 1 and hhi > threshold("bottlenecks.hhi"):
            first = max(sorted(shares), key=lambda owner: shares[owner])
            index = entries[0].figures[0].index
            material = entries[0].material
            said = tuple(figure.statement for entry in entries for figure in entry.figures)
            yield Bottleneck("Concentration", index.entities[first], material, (), said, hhi, index=index)


def _shares(entries: Iterable[Entry]) -> dict[str, Decimal]:
    """Each owner's part of what is stated, at least."""
    of_owner = held(entries)
    whole = sum(of_owner.values(), Decimal())
    return {owner: size / whole for owner, size in of_owner.items()} if whole else {}


def _dominators(chain: Chain, told: nx.DiGraph[str]) -> Iterator[Bottleneck]:
    """What cannot be reached without it, if some of that is more than one flow away: else it is only what it makes."""
    rooted = told.copy()
    rooted.add_edges_from((_ROOT, node) for node in _sources(told))
    if _ROOT not in rooted:
        return
    above = nx.immediate_dominators(rooted, _ROOT)
    below: dict[str, list[str]] = defaultdict(list)
    for node, over in above.items():
        if node != _ROOT and over not in {_ROOT, None, node}:
            below[over].append(node)
    for node in sorted(below):
        affected = _all_below(below, node)
        if any(other not in told.succ[node] for other in affected):
            yield _passed("Dominator", chain, node, affected)


def _sources(told: nx.DiGraph[str]) -> Iterator[str]:
    """A node of each part that nothing flows into; of a part that is a round, all its nodes."""
    parts = nx.condensation(told)
    for part in parts:
        if parts.in_degree(part) == 0:
            yield from sorted(parts.nodes[part]["members"])


def _all_below(below: dict[str, list[str]], node: str) -> list[str]:
    found, waiting = [], [node]
    while waiting:
        under = below.get(waiting.pop(), [])
        found.extend(under)
        waiting.extend(under)
    return sorted(found)


def _articulations(chain: Chain, told: nx.DiGraph[str]) -> Iterator[Bottleneck]:
    """What holds at least two parts of the stated chain together that are more than an end each."""
    whole = told.to_undirected()
    held: dict[str, list[str]] = defaultdict(list)
    for block in cast(Iterator[set[str]], nx.biconnected_components(whole)):
        for node in block:
            beside = sorted(other for other in block if whole.has_edge(node, other))
            if len(block) > 2 or whole.degree[beside[0]] > 1:
                held[node].append(beside[0])
    for node, parts in sorted(held.items()):
        if len(parts) > 1:
            yield _passed("Articulation", chain, node, sorted(parts))


def _passed(sort: Sort, chain: Chain, node: str, affected: Iterable[str]) -> Bottleneck:
    index = index_of(chain)
    said = tuple(s for s in (*index.about(node), *index.of(node)) if s.origin == "Stated" and _flows(s, index))
    behind = tuple(entity_of(chain, other) for other in affected)
    return Bottleneck(sort, entity_of(chain, node), None, behind, said, index=index)


def _flows(statement: Statement, index: Index) -> bool:
    term = index.vocabulary.relations.get(statement.predicate)
    return term is not None and bool(term.flow)
