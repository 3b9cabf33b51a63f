"""A written graph as one object: look up, walk, analyse, ask in SPARQL. `graph.load(path)` gives it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, partial
from pathlib import Path

from graph import chain, rdf, report, text, vocab
from graph.chain import (
    Audit,
    Balance,
    Bottleneck,
    Candidate,
    Card,
    Chain,
    ChainCard,
    Change,
    Entry,
    Evidence,
    Gap,
    Index,
    Loop,
    Loss,
    Reached,
    Related,
    Results,
    Scenario,
    Total,
)
from graph.chain import Path as Way
from graph.chain.change import Given
from graph.chain.reach import Grounds, Kinds
from graph.model import Document, Entity, Kind, Knowledge
from graph.record import Record, Statement

PathLike = str | os.PathLike[str]
ACTORS: tuple[Kind, ...] = ("Company", "Project", "Facility")
NODES: tuple[Kind, ...] = ("Material", *ACTORS)


def load(path: PathLike = "output") -> KnowledgeGraph:
    """Open what a build wrote: its folder, or one of its files (.nq, .ttl, .jsonld).

    Raises:
        QueryError: there is no such graph, or it cannot be read.

    >>> load("no")
    Traceback (most recent call last):
    ...
    graph.errors.QueryError: no: no such file or folder / 没有这个文件或文件夹; build a graph first, or check the path
    """
    return KnowledgeGraph(rdf.open_store(Path(path)), texts=partial(_texts_in, Path(path)))


def _texts_in(folder: Path) -> tuple[Document, ...]:
    """The texts that a build left beside its graph; none where there is only a graph, or they are not of a build."""
    try:
        return report.documents((folder / "documents.jsonl").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()


class KnowledgeGraph:
    """The graph of a build. Names may be Chinese or English, synonyms included, or ids such as "material/镍".

    Every answer is frozen and in a fixed order, tells its origin (stated, derived, reference) and carries its evidence.
    A name that nobody has raises `QueryError` with the nearest ones.

    >>> from graph import build_texts
    >>> known = KnowledgeGraph.of(build_texts([("brief", "云峰镍业有限公司主要生产电解镍。")]))
    >>> [(maker.entity.label, str(maker.evidence[0])) for maker in known.producers("nickel cathode")]
    [('云峰镍业有限公司', '“云峰镍业有限公司主要生产电解镍”（brief）')]
    """

    def __init__(
        self,
        store: rdf.Store,
        vocabulary: vocab.Vocabulary | None = None,
        texts: Callable[[], tuple[Document, ...]] = tuple,
    ) -> None:
        self._store, self._vocabulary, self._texts = store, vocabulary or vocab.load(), texts

    @classmethod
    def of(cls, knowledge: Knowledge) -> KnowledgeGraph:
        """The graph of knowledge at hand, as `graph.build_texts` gives it."""
        return cls(rdf.store_of(rdf.nquads(knowledge, vocab.load())), texts=lambda: knowledge.documents)

    @cached_property
    def record(self) -> Record:
        """All that the graph holds, as plain frozen values."""
        return rdf.record(self._store, self._vocabulary)

    @cached_property
    def flows(self) -> Chain:
        """The flows, from upstream to downstream: what the functions of `graph.chain` work on."""
        return chain.to_networkx(self.record, self._vocabulary)

    @property
    def index(self) -> Index:
        """The record by names and ends."""
        return chain.index_of(self.flows)

    def __repr__(self) -> str:
        count = len(self.record.statements)
        said = sum(statement.origin == "Stated" for statement in self.record.statements)
        return f"<KnowledgeGraph: {len(self.record.sources)} texts, {said} stated of {count} statements>"

    def _repr_html_(self) -> str:
        texts = "".join(f"<li>{_escaped(s.title or s.name)}</li>" for s in self.record.sources)
        return f"<p>{_escaped(repr(self))}</p><ul>{texts}</ul>"

    # Look up

    def find(self, name: str, *kinds: Kind) -> Entity:
        """The entity of a name, of the first of these kinds that has it."""
        return self.index.find(name, *kinds)

    def search(self, text: str, *kinds: Kind) -> Results[Card]:
        """Everything with this text inside one of its names, the nearest first."""
        return Results(Card(entity, self.index) for entity in self.index.search(text, *kinds))

    def company(self, name: str) -> Card:
        """A company with all that is said of it."""
        return self._card(name, "Company")

    def project(self, name: str) -> Card:
        """A project with all that is said of it."""
        return self._card(name, "Project")

    def material(self, name: str) -> Card:
        """A material with all that is said of it."""
        return self._card(name, "Material")

    def chain(self, name: str) -> ChainCard:
        """An industry chain with its stages, members and figures."""
        return chain.overview(self.flows, name)

    def park(self, name: str) -> Card:
        """A park or a place with all that is said of it."""
        return self._card(name, "Park", "Place")

    def _card(self, name: str, *kinds: Kind) -> Card:
        return Card(self.index.find(name, *kinds), self.index)

    def evidence(
        self, of: Statement | Related | Reached | Entry | Way | Total | Card | Gap | Balance | Loss | Scenario
    ) -> tuple[Evidence, ...]:
        """The words behind an answer or a statement."""
        return self.index.evidence(of) if isinstance(of, Statement) else of.evidence

    # Walk

    def upstream(
        self, name: str, depth: int | None = None, *, origin: Grounds = None, to: Kinds = None
    ) -> Results[Reached]:
        """What flows into a material, company, project or facility, nearest first, then by stage.

        `depth` bounds the number of flows, `origin` the ground of each ("Stated", "Derived", "Reference", or several),
        `to` the kinds of what is listed ("Company", "Material" …).
        """
        return chain.upstream(self.flows, self._node(name), depth, origin=origin, to=to)

    def downstream(
        self, name: str, depth: int | None = None, *, origin: Grounds = None, to: Kinds = None
    ) -> Results[Reached]:
        """What it flows into; as `upstream`."""
        return chain.downstream(self.flows, self._node(name), depth, origin=origin, to=to)

    def paths(self, start: str, end: str, *, origin: Grounds = None, most: int = 10) -> Results[Way]:
        """The ways along the flow from one to the other, shortest first."""
        return chain.paths(self.flows, self._node(start), self._node(end), origin=origin, most=most)

    def _node(self, name: str) -> str:
        return self.index.find(name, *NODES).id

    def producers(self, material: str, *, narrower: bool = True) -> Results[Related]:
        """Who makes a material, or, with `narrower`, a material that is a kind of it (its statement says which)."""
        return self._of_material(material, ("produces",), narrower=narrower)

    def consumers(self, material: str, *, narrower: bool = True) -> Results[Related]:
        """Who takes a material in, as feed or as waste to recycle; `narrower` as for `producers`."""
        return self._of_material(material, ("consumes", "recycles"), narrower=narrower)

    def products(self, company: str) -> Results[Related]:
        """What a company, project or facility makes."""
        return self._card(company, *ACTORS).products

    def _of_material(self, name: str, predicates: tuple[str, ...], *, narrower: bool) -> Results[Related]:
        material = self.index.find(name, "Material")
        ids = (material.id, *(self.index.narrower(material.id) if narrower else ()))
        found = (related for id in ids for related in Card(self.index.entities[id], self.index).subjects(*predicates))
        return Results(found)

    # Analyse

    def ledger(self) -> Results[Entry]:
        """Every capacity stated: whose, of what, input or output, how far, where, in which words."""
        return chain.ledger(self.flows)

    def totals(self) -> Results[Total]:
        """The capacity of each material, no capacity counted twice, what goes in apart from what comes out."""
        return chain.totals(chain.ledger(self.flows))

    def bottlenecks(self) -> Results[Bottleneck]:
        """Where the chain hangs on one thing: single producers, concentrated capacity, what all must pass."""
        return chain.bottlenecks(self.flows)

    def loops(self, longest: int = 12) -> Results[Loop]:
        """Recycling and by-product loops, by waste."""
        return chain.loops(self.flows, longest)

    def supply_candidates(self, company: str) -> Results[Candidate]:
        """Who in the graph could supply a company's inputs or take its products: potential, never stated trade."""
        return chain.supply_candidates(self.flows, self.index.find(company, *ACTORS).id)

    def gaps(self, chain_name: str, region: str | None = None) -> Results[Gap]:
        """Each reference step of a chain: stated as present, under way, or not stated; and what kind of gap it is.

        With `region`, a place or park, only what is stated to lie there counts.
        """
        return chain.gaps(self.flows, chain_name, region)

    def balance(self, chain_name: str) -> Results[Balance]:
        """Stated capacities along a chain against what the next steps need: shortfall, surplus, match rate."""
        return chain.balance(self.flows, chain_name)

    def what_if(self, remove: str | Iterable[str] = (), capacity: Mapping[str, Given] | None = None) -> Scenario:
        """What downstream loses when names fall out (`remove`), or have another capacity.

        `capacity` gives a factor (0.5) or an amount a year ("20000 t") for each name.
        """
        return chain.what_if(self.flows, remove, capacity)

    def audit(self) -> Audit:
        """Conflicts and slips in the texts themselves, and superlatives that name no source, each with the words."""
        documents = self._texts()
        known = {source.id for source in self.record.sources}
        if not known or known - {document.id for document in documents}:
            return chain.audit(self.flows)
        return chain.audit(self.flows, (told for one in documents if one.id in known for told in text.told(one)))

    def diff(self, other: KnowledgeGraph) -> Results[Change]:
        """What `other`, a later graph, says that this one does not, and the other way round."""
        return chain.diff(self.flows, other.flows)

    # Hand over

    def to_networkx(self) -> Chain:
        """A copy of the flows as a directed multigraph of networkx."""
        return self.flows.copy()

    def to_rdf(self) -> rdf.Dataset:
        """The whole graph as a dataset of rdflib, one named graph for each text."""
        return rdf.store_to_rdflib(self._store, self._vocabulary)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
