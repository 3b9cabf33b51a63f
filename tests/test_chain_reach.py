"""Upstream, downstream and the ways between: what networkx finds, but with the words, and not through everything."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.chain import Results, downstream, paths, upstream
from graph.chain.reach import Reached
from graph.errors import QueryError
from tests.chains import Flow, materials, told

FLOWS = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")).filter(lambda flow: flow[0] != flow[1]),
    min_size=1,
    max_size=18,
)
PLANT = "云峰锂业有限公司"


def ids(found: Results[Reached]) -> set[str]:
    return {reached.entity.id for reached in found}


def plain(flows: list[Flow]) -> nx.DiGraph[str]:
    return nx.DiGraph([(f"material/{one}", f"material/{other}") for one, other in flows])


# The same as networkx


@given(FLOWS)
def test_upstream_is_what_networkx_calls_ancestors(flows: list[Flow]) -> None:
    chain, known = materials(flows), plain(flows)
    for node in known:
        assert ids(upstream(chain, node)) == nx.ancestors(known, node)
        assert ids(downstream(chain, node)) == nx.descendants(known, node)


@given(FLOWS, st.integers(0, 4))
def test_depth_is_the_length_of_the_shortest_way(flows: list[Flow], depth: int) -> None:
    chain, known = materials(flows), plain(flows)
    for node in known:
        lengths = nx.single_source_shortest_path_length(known, node, cutoff=depth)
        found = downstream(chain, node, depth)
        assert {reached.entity.id: reached.depth for reached in found} == {n: d for n, d in lengths.items() if d}


@given(FLOWS)
def test_the_first_paths_are_the_shortest_that_networkx_finds(flows: list[Flow]) -> None:
    chain, known = materials(flows), plain(flows)
    start, end = sorted(known)[0], sorted(known)[-1]
    found = [tuple(entity.id for entity in path.entities) for path in paths(chain, start, end, most=5)]
    every = sorted(map(tuple, nx.all_simple_paths(known, start, end)), key=len) if start != end else []
    assert [len(path) for path in found] == [len(path) for path in every if len(path) <= len(every[0]) + 3][:5]
    assert set(found) <= set(every)


@given(FLOWS)
def test_an_edge_leads_one_depth_further(flows: list[Flow]) -> None:
    chain = materials(flows)
    for node in list(chain):
        depths = {reached.entity.id: reached.depth for reached in downstream(chain, node)} | {node: 0}
        for reached in downstream(chain, node):
            assert reached.edges
            assert all(depths[edge.source.id] == reached.depth - 1 for edge in reached.edges)


# With the words, on the grounds asked for


def test_each_edge_has_the_words_that_say_it() -> None:
    (reached,) = told("一种四氯化钛由金红石制得。").upstream("四氯化钛", 1, origin="Stated")
    assert [evidence.quote for evidence in reached.evidence] == ["一种四氯化钛由金红石制得"]
    assert reached.record()["quote"] == "一种四氯化钛由金红石制得"


def test_stated_and_reference_are_told_apart() -> None:
    graph = told(f"{PLANT}主要生产碳酸锂，以锂辉石为原料。")
    everything = {
        reached.entity.label: {edge.origin for edge in reached.edges} for reached in graph.upstream("碳酸锂", 1)
    }
    stated = {reached.entity.label for reached in graph.upstream("碳酸锂", 1, origin="Stated")}
    assert stated == {name for name, grounds in everything.items() if "Stated" in grounds}
    assert PLANT in stated
    assert any(grounds == {"Reference"} for grounds in everything.values())


def test_only_the_kinds_asked_for_are_listed() -> None:
    graph = told(f"{PLANT}主要生产碳酸锂。")
    assert [reached.entity.label for reached in graph.upstream("碳酸锂", 1, to="Company")] == [PLANT]


def test_a_ground_that_does_not_exist_is_a_clear_error() -> None:
    with pytest.raises(QueryError, match="Guessed"):
        told(f"{PLANT}主要生产碳酸锂。").upstream("碳酸锂", origin="Guessed")  # type: ignore[arg-type]


def test_what_is_neither_material_nor_actor_has_no_upstream() -> None:
    graph = told("格尔木市地区生产总值达500亿元。")
    with pytest.raises(QueryError, match="格尔木市"):
        upstream(graph.flows, graph.find("格尔木市").id)


# Through actors


def test_an_enterprise_with_several_products_does_not_join_its_inputs_to_each() -> None:
    graph = told(f"{PLANT}主要生产氢氧化铝、铅锭，以钛精矿为原料。")
    assert graph.company(PLANT).inputs
    assert "钛精矿" not in {reached.entity.label for reached in graph.upstream("铅锭", origin="Stated")}


def test_an_enterprise_with_one_product_joins_its_inputs_to_it() -> None:
    graph = told(f"{PLANT}主要生产铅锭。{PLANT}以钛精矿为原料。")
    assert "钛精矿" in {reached.entity.label for reached in graph.upstream("铅锭", origin="Stated")}


def test_an_enterprise_asked_about_has_what_its_products_are_made_from_upstream() -> None:
    graph = told(f"{PLANT}主要生产三元前驱体。")
    found = {reached.entity.label: reached for reached in graph.upstream(PLANT, 1)}
    assert "硫酸镍" in found
    assert {edge.origin for edge in found["硫酸镍"].edges} == {"Reference"}


def test_customers_of_customers_are_downstream() -> None:
    graph = told(f"{PLANT}向青石材料有限公司供应碳酸锂。青石材料有限公司向远山电池有限公司供应磷酸铁锂。")
    found = {reached.entity.label: reached.depth for reached in graph.downstream(PLANT, origin="Stated", to="Company")}
    assert found == {"青石材料有限公司": 1, "远山电池有限公司": 2}


def test_a_project_makes_what_it_gives_out_from_what_it_takes_in() -> None:
    graph = told(f"{PLANT}年产3万吨海绵钛项目投产。{PLANT}年产3万吨海绵钛项目以四氯化钛为原料。")
    (edge,) = (
        e for r in graph.upstream("海绵钛", 1, origin="Derived") for e in r.edges if r.entity.label == "四氯化钛"
    )
    assert edge.predicate == "madeFrom"
    assert len(edge.statement.premises) >= 2
    assert len(edge.evidence) >= 2


def test_paths_are_read_from_upstream_to_downstream() -> None:
    graph = told("磷酸铁锂由碳酸锂制成。碳酸锂由锂辉石制成。")
    assert str(graph.paths("锂辉石", "磷酸铁锂", origin="Stated")[0]) == "锂辉石 → 碳酸锂 → 磷酸铁锂"
    assert not graph.paths("磷酸铁锂", "锂辉石", origin="Stated")
