"""What an opened graph is: its record, its flows, its names; handed over to networkx, rdflib and SPARQL."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cached_property
from html import escape
from typing import Self

from graph import chain, rdf, vocab
from graph.api.links import Links
from graph.chain import Chain, Index, live
from graph.model import Document, Kind, Knowledge
from graph.query import Rows, sparql
from graph.record import Record
from graph.store import Local, Source, open_store, store_of

PathLike = str | os.PathLike[str]
ACTORS: tuple[Kind, ...] = ("Company", "Project", "Facility")
NODES: tuple[Kind, ...] = ("Material", *ACTORS)
_COUNTED = """SELECT ?origin (COUNT(*) AS ?count) {
  SELECT DISTINCT ?s ?p ?o ?origin { ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; chain:origin ?origin }
} GROUP BY ?origin"""
_TEXTS = "SELECT (COUNT(*) AS ?count) { ?text a chain:Document }"


class Opened:
    """A graph, read when it is first asked: of one on disk what an answer needs, of others all."""

    def __init__(
        self,
        store: Source,
        vocabulary: vocab.Vocabulary | None = None,
        texts: Callable[[], tuple[Document, ...]] = tuple,
    ) -> None:
        self._store, self._vocabulary, self._texts = open_store(store), vocabulary or vocab.load(), texts

    @classmethod
    def of(cls, knowledge: Knowledge) -> Self:
        """The graph of knowledge at hand, as `graph.build_texts` gives it.

        >>> from graph import KnowledgeGraph, build_texts
        >>> KnowledgeGraph.of(build_texts([("a", "云峰镍业有限公司主要生产电解镍。")]))
        <KnowledgeGraph: 1 texts, 1 stated of 755 statements>
        """
        return cls(store_of(rdf.nquads(knowledge, vocab.load())), texts=lambda: knowledge.documents)

    @cached_property
    def record(self) -> Record:
        """All that the graph holds, as plain frozen values.

        >>> from graph import example
        >>> len(example().record.sources)
        2
        """
        return rdf.record(self._store, self._vocabulary)

    @cached_property
    def flows(self) -> Chain:
        """The flows, from upstream to downstream: what the functions of `graph.chain` work on.

        >>> from graph import example
        >>> example().flows.has_edge("company/云峰镍业有限公司", "material/硫酸镍")
        True
        """
        return chain.to_networkx(self.record, self._vocabulary)

    @cached_property
    def _live(self) -> Chain | None:
        """The flows as far as walks go; None of a store that is better read as a whole."""
        if not isinstance(self._store, Local) or not self._store.indexed:
            return None
        lookup = rdf.Lookup(self._store, self._vocabulary)
        return live.flows(live.Live(lookup, self._vocabulary, lambda: self.record))

    @property
    def _near(self) -> Chain:
        """The flows for what walks and looks up: all of them where they were read, else those that are asked for."""
        return self.flows if "flows" in vars(self) or self._live is None else self._live

    @property
    def index(self) -> Index:
        """The record by names and ends.

        >>> from graph import example
        >>> example().index.label("material/硫酸镍")
        '硫酸镍'
        """
        return chain.index_of(self._near)

    @cached_property
    def links(self) -> Links:
        """Links between ids, for questions asked very often: neighbours, all that is upstream, betweenness.

        >>> from graph import example
        >>> example().links.over("produces").before("material/硫酸镍")
        ('company/云峰镍业有限公司', 'project/年产3万吨硫酸镍项目')
        """
        return Links(self._store, self._vocabulary)

    def __repr__(self) -> str:
        counted = {str(origin): int(str(count)) for origin, count in self.sparql(_COUNTED).rows}
        texts, said = self.sparql(_TEXTS).rows[0][0], counted.get("Stated", 0)
        return f"<KnowledgeGraph: {texts} texts, {said} stated of {sum(counted.values())} statements>"

    def _repr_html_(self) -> str:
        texts = "".join(f"<li>{escape(s.title or s.name)}</li>" for s in self.record.sources)
        return f"<p>{escape(repr(self))}</p><ul>{texts}</ul>"

    def to_networkx(self) -> Chain:
        """A copy of the flows as a directed multigraph of networkx.

        >>> from graph import example
        >>> example().to_networkx().number_of_nodes() > 600
        True
        """
        return self.flows.copy()

    def to_rdf(self) -> rdf.Dataset:
        """The whole graph as a dataset of rdflib, one named graph for each text.

        >>> from graph import example
        >>> len(example().to_rdf()) > 10_000
        True
        """
        return rdf.store_to_rdflib(self._store, self._vocabulary)

    def sparql(self, query: str) -> Rows:
        """The answer to a question in SPARQL 1.1; what would change the graph or reach the network is refused.

        Prefixes of the vocabulary (chain, rdf, skos, prov, oa …) need not be declared.

        >>> from graph import example
        >>> example().sparql("SELECT ?name WHERE { ?a a chain:Company ; skos:prefLabel ?name } ORDER BY ?name").rows
        (('云峰镍业有限公司',), ('青石材料有限公司',))
        """
        return sparql(self._store, query, self._vocabulary.prefixes)
