"""Links by number give what networkx gives, and what a store says."""

from __future__ import annotations

from time import process_time

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import graph
from graph import KnowledgeGraph, rdf, vocab
from graph.chain.adjacency import Adjacency
from graph.store import open_store, store_of

pairs = st.lists(st.tuples(st.sampled_from("abcdefghij"), st.sampled_from("abcdefghij")), max_size=40)


@settings(max_examples=200, deadline=None)
@given(pairs)
def test_what_is_beside_and_behind_is_that_of_networkx(edges: list[tuple[str, str]]) -> None:
    ours, theirs = Adjacency(edges), nx.DiGraph(edges)
    assert set(ours.ids) == set(theirs)
    for node in theirs:
        assert ours.after(node) == tuple(sorted(theirs.succ[node]))
        assert ours.before(node) == tuple(sorted(theirs.pred[node]))
        assert set(ours.reached(node, forward=True)) == nx.descendants(theirs, node)
        assert set(ours.reached(node, forward=False)) == nx.ancestors(theirs, node)
        depth = nx.single_source_shortest_path_length(theirs, node)
        near = [depth[other] for other in ours.reached(node, forward=True)]
        assert near == sorted(near)


@settings(max_examples=200, deadline=None)
@given(pairs)
def test_betweenness_is_that_of_networkx(edges: list[tuple[str, str]]) -> None:
    theirs: nx.DiGraph[str] = nx.DiGraph(edges)
    assert Adjacency(edges).betweenness() == pytest.approx(nx.betweenness_centrality(theirs, normalized=False))


def test_what_is_not_there_has_nobody_beside_it() -> None:
    assert Adjacency([]).after("a") == Adjacency([("b", "c")]).before("a") == ()
    assert Adjacency([]).reached("a", forward=True) == ()


def test_ten_thousand_links_are_no_wait() -> None:
    edges = [(f"{layer}-{n}", f"{layer + 1}-{(n * 7 + k) % 300}") for layer in range(12) for n in range(300)
             for k in range(3)]  # fmt: skip
    start = process_time()
    assert max(Adjacency(edges).betweenness().values()) > 0
    assert process_time() - start < 20, "networkx needs some minutes for ten times as many"


SAID = "云峰镍业有限公司主要生产硫酸镍，年产3万吨硫酸镍项目已投产。青石材料有限公司采购硫酸镍。"


def test_links_are_read_again_when_the_store_says_something_else() -> None:
    store = open_store(store_of(rdf.nquads(graph.build_texts([("a", SAID)]), vocab.load())))
    known = KnowledgeGraph(store)
    made = known.links.over("produces")
    assert known.links.over("produces") is made
    base = vocab.load()
    line = (
        f"<{base.entity_iri('company/丙')}> <{base.iri('produces')}> <{base.entity_iri('material/硫酸镍')}> <urn:g> .\n"
    )
    store.load(line.encode())
    assert set(known.links.over("produces").before("material/硫酸镍")) == {
        *made.before("material/硫酸镍"),
        "company/丙",
    }


def test_flows_lead_from_upstream_to_downstream() -> None:
    known = graph.example()
    whole = {(u, v) for u, v, said in known.flows.edges(data="statement") if not said.rule.startswith("consumes")}
    links = known.links.flows()
    assert {(one, other) for one in links.ids for other in links.after(one)} == whole
