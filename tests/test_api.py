"""One object to look up, walk and analyse: names as users give them, answers as they expect them."""

from __future__ import annotations

import inspect
import sys
from decimal import Decimal
from typing import Any

import networkx as nx
import pytest

import graph
from graph import KnowledgeGraph, QueryError, chain
from graph.query import Rows
from tests.chains import told

PLANT, OTHER = "云峰锂业有限公司", "青石材料有限公司"
PLAN = "年产3万吨碳酸锂项目"
TEXT = f"{PLANT}（以下简称云峰锂业）{PLAN}位于格尔木市，2022年投产，总投资12亿元。云峰锂业向{OTHER}供应碳酸锂。"


@pytest.fixture(scope="module")
def known() -> KnowledgeGraph:
    return told(TEXT)


# Names


@pytest.mark.parametrize("name", ["碳酸锂", "lithium carbonate", "Lithium Carbonate", " 碳酸锂 ", "material/碳酸锂"])
def test_a_material_has_many_names(known: KnowledgeGraph, name: str) -> None:
    assert known.material(name).label == "碳酸锂"


def test_a_company_is_known_by_its_short_name(known: KnowledgeGraph) -> None:
    assert known.company("云峰锂业").label == PLANT
    assert known.company("云峰锂业").aliases


def test_a_name_nobody_has_brings_the_nearest(known: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match=rf"云峰锂.*{PLANT}"):
        known.company("云峰锂")
    with pytest.raises(QueryError, match="硫酸镍"):
        known.material("硫酸镊")


@pytest.mark.parametrize("given", [{"depth": -1}, {"to": "Firm"}, {"origin": "Told"}])
def test_a_walk_that_cannot_be_is_refused(known: KnowledgeGraph, given: dict[str, Any]) -> None:
    with pytest.raises(QueryError):
        known.upstream("碳酸锂", **given)


def test_a_company_is_no_material(known: KnowledgeGraph) -> None:
    with pytest.raises(QueryError):
        known.material(PLANT)


def test_search_looks_inside_names(known: KnowledgeGraph) -> None:
    found = [card.label for card in known.search("锂")]
    assert {PLANT, "碳酸锂", PLAN} <= set(found)
    assert [card.label for card in known.search("锂", "Company")] == [PLANT]
    assert not known.search("没有这样的名字")


# Cards


def test_a_company_card_holds_what_is_said_of_it(known: KnowledgeGraph) -> None:
    card = known.company(PLANT)
    assert [related.entity.label for related in card.projects] == [PLAN]
    assert [related.entity.label for related in card.customers] == [OTHER]
    assert [related.entity.label for related in card.products] == ["碳酸锂"]
    assert [related.origin for related in card.products] == ["Derived"]
    assert all(related.evidence for related in card.objects())


def test_a_project_card_holds_status_place_and_money(known: KnowledgeGraph) -> None:
    card = known.project(PLAN)
    assert [(state.status, state.record()["year"]) for state in card.states] == [("InProduction", "2022")]
    assert [related.entity.label for related in card.places] == ["格尔木市"]
    assert [related.entity.label for related in card.owners] == [PLANT]
    assert {figure.predicate for figure in card.figures} == {"capacity", "investment"}


def test_a_material_card_holds_producers_capacities_and_what_it_is_made_from(known: KnowledgeGraph) -> None:
    card = known.material("碳酸锂")
    assert {related.entity.label for related in card.producers} == {PLANT, PLAN}
    assert [figure.amount.as_written for figure in card.capacities] == ["3万吨"]
    assert {related.origin for related in card.made_from} == {"Reference"}


def test_producers_of_a_kind_of_material_are_producers_of_it() -> None:
    known = told(f"{PLANT}主要生产电池级碳酸锂。")
    assert [related.entity.label for related in known.producers("碳酸锂")] == [PLANT]
    assert not known.producers("碳酸锂", narrower=False)


@pytest.mark.parametrize("name", ["锂产业链", "锂"])
def test_a_chain_has_its_stages_and_who_is_stated_at_each(known: KnowledgeGraph, name: str) -> None:
    stages = known.chain(name).stages
    assert [stage.name for stage in stages] == sorted(
        (stage.name for stage in stages), key=list(known.index.vocabulary.concepts("Stage")).index
    )
    assert {related.entity.label for stage in stages for related in stage.producers} == {PLANT, PLAN}


def test_evidence_is_given_for_any_answer(known: KnowledgeGraph) -> None:
    related = known.company(PLANT).customers[0]
    assert known.evidence(related) == known.evidence(related.statement) == related.evidence
    assert [evidence.quote for evidence in related.evidence] == [f"云峰锂业向{OTHER}供应碳酸锂"]
    assert str(related.evidence[0]) == f"“云峰锂业向{OTHER}供应碳酸锂”（a）"


# In a notebook


def test_answers_show_themselves_as_tables(known: KnowledgeGraph) -> None:
    for answer in (known.ledger(), known.upstream(PLANT), known.search("锂"), known.chain("锂").stages):
        shown = answer._repr_html_()
        assert shown.startswith("<table>")
        assert len(answer.records()) == len(answer) > 0
        assert len({tuple(row) for row in answer.records()}) == 1


def test_a_hostile_name_cannot_run_in_a_notebook() -> None:
    text = "<script>window.ran=1</script>云峰锂业有限公司主要生产碳酸锂。"
    known = told(text)
    asked = known.sparql('SELECT ("<script>" AS ?x) {}')
    for shown in (known, known.search("锂"), known.company(PLANT), asked):
        assert "<script" not in shown._repr_html_()
        assert "<" in shown._repr_html_()


def test_the_graph_says_what_it_is(known: KnowledgeGraph) -> None:
    assert repr(known).startswith("<KnowledgeGraph: 1 texts, ")


def test_answers_become_data_frames(known: KnowledgeGraph) -> None:
    pandas = pytest.importorskip("pandas", reason="make test installs it")
    answer = known.ledger()
    frame = answer.to_pandas()
    assert list(frame.columns) == list(answer.records()[0])
    assert frame["project"].tolist() == [PLAN]
    assert frame["capacity"].dtype == "float64"
    assert frame["capacity"].sum() == 30_000
    assert pandas.api.types.is_string_dtype(frame["project"])


def test_what_is_not_known_is_missing_in_a_data_frame() -> None:
    pandas = pytest.importorskip("pandas", reason="make test installs it")
    rows = Rows(("name", "value", "year", "direct"), (("甲", Decimal("1.5"), 2031, True), (None, None, 2032, False)))
    frame = rows.to_pandas()
    assert [str(kind) for kind in frame.dtypes[1:]] == ["float64", "int64", "bool"]
    assert frame.iloc[0].tolist() == ["甲", 1.5, 2031, True]
    assert pandas.isna(frame.iloc[1]).tolist() == [True, True, False, False]


def test_a_data_frame_of_nothing_keeps_its_columns(known: KnowledgeGraph) -> None:
    pytest.importorskip("pandas", reason="make test installs it")
    frame = known.sparql("SELECT ?name ?value { ?name chain:nothing ?value }").to_pandas()
    assert (list(frame.columns), len(frame)) == (["name", "value"], 0)
    assert known.search("没有这样的名字").to_pandas().empty


def test_without_pandas_it_is_said_what_to_do(known: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(graph.Error) as missing:
        known.ledger().to_pandas()
    assert str(missing.value) == 'pandas is not installed; install it: pip install "pandas>=2.2"'


# Handing over


def test_networkx_gets_a_copy(known: KnowledgeGraph) -> None:
    flows = known.to_networkx()
    assert isinstance(flows, nx.MultiDiGraph)
    flows.clear()
    assert known.flows.number_of_nodes() > 0
    assert known.flows.has_edge(known.find(PLANT).id, "material/碳酸锂")


def test_rdflib_gets_a_graph_for_each_text(known: KnowledgeGraph) -> None:
    dataset = known.to_rdf()
    assert any("document" in str(home.identifier) for home in dataset.graphs())


def test_answers_are_frozen_and_the_same_each_time(known: KnowledgeGraph) -> None:
    assert known.upstream(PLANT) == told(TEXT).upstream(PLANT)
    with pytest.raises(AttributeError):
        known.ledger()[0].basis = "Input"  # type: ignore[misc]


def test_the_public_names_are_complete() -> None:
    assert {"KnowledgeGraph", "load", "build", "QueryError"} <= set(graph.__all__)


def test_every_public_function_shows_an_example_that_runs() -> None:
    functions = {name: getattr(chain, name) for name in chain.__all__ if inspect.isfunction(getattr(chain, name))}
    bases = KnowledgeGraph.__mro__[:-1]
    methods = {name: value for base in bases for name, value in vars(base).items() if not name.startswith("_")}
    shown = {name: inspect.getdoc(value) or "" for name, value in (functions | methods).items()}
    assert [name for name, words in shown.items() if ">>>" not in words] == []


def test_a_question_in_sparql_needs_no_prefixes(known: KnowledgeGraph) -> None:
    asked = "SELECT ?name WHERE { ?who a chain:Company ; skos:prefLabel ?name } ORDER BY ?name"
    assert {row[0] for row in known.sparql(asked)} == {PLANT, OTHER}


def test_a_prefix_may_be_declared_otherwise(known: KnowledgeGraph) -> None:
    asked = "PREFIX skos: <https://w3id.org/industry-chain#> SELECT ?who { ?who a skos:Company }"
    assert len(known.sparql(asked)) == len(known.sparql("SELECT ?who { ?who a chain:Company }")) == 2


def test_a_slip_in_sparql_is_shown_where_it_stands(known: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match="line 2, column 2"):
        known.sparql("SELECT ?who {\n}} chain:Company")


def test_sparql_sees_each_statement_once_and_in_which_text(known: KnowledgeGraph) -> None:
    company = "?who a chain:Company"
    assert len(known.sparql(f"SELECT ?who {{ {company} }}")) == 2
    assert len(known.sparql(f"SELECT ?who ?g {{ GRAPH ?g {{ {company} }} }}")) >= 2
    with pytest.raises(QueryError, match="not here"):
        known.sparql("SELECT ?who FROM in:nowhere { ?who a chain:Company }")


def test_the_union_is_made_once(known: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    assert known.sparql("ASK {}").rows == ((True,),)
    monkeypatch.setattr("graph.store.local.united", lambda store: pytest.fail("made again"))
    assert known.sparql("ASK { ?who a chain:Company }").rows == ((True,),)


def test_a_question_that_would_reach_the_network_is_refused(known: KnowledgeGraph) -> None:
    with pytest.raises(QueryError):
        known.sparql("SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }")
