"""Questions asked of a graph: what they answer, in which engine, and what they never do."""

from __future__ import annotations

import csv
import io
import json
import re
import socket
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

import graph
from graph import rdf, vocab
from graph.cli import main
from graph.errors import QueryError
from graph.messages import Speaker
from graph.query import Question, Rows, ask, open_source, queries, question, run, sparql, unknown
from graph.query.questions import parse
from graph.store import store_of

MILL, CELLS = "云峰镍业有限公司", "蓝桥电池有限公司"
NICKEL, RECYCLING = "年产3万吨硫酸镍项目", "年处理2万吨废锂电池回收项目"
TEXTS = (
    (
        "mill.txt",
        "云峰镍业有限公司（以下简称云峰镍业）位于云州经济开发区，主要生产电解镍和硫酸镍。"
        "云峰镍业投资12亿元的年产3万吨硫酸镍项目已建成投产。云峰镍业向蓝桥电池有限公司供货。"
        "云峰镍业有限公司年产4万吨硫酸镍。该公司采用富氧侧吹熔池熔炼工艺。"
        "云峰镍业是云州化工循环产业链上的一个关键节点。从废锂电池中提取硫酸镍。",
    ),
    (
        "cells.txt",
        "蓝桥电池有限公司以硫酸镍为原料，主要生产三元锂电池。"
        "蓝桥电池有限公司的年处理2万吨废锂电池回收项目正在建设，项目预计年产值突破5亿元。"
        "云峰集团钴盐有限公司主要生产硫酸钴。星河循环有限公司以废极片为原料。",
    ),
    ("again.txt", "云峰镍业有限公司年产5万吨硫酸镍。云峰镍业有限公司主要生产电解镍。"),
)
# Of each question: what it is asked about, and one row that must be among its answers, as far as it is told here.
GOLDEN: dict[str, tuple[dict[str, str], dict[str, object]]] = {
    "capacity-by-material": (
        {"material": "硫酸镍"},
        {"subject": MILL, "value": Decimal(40000), "unit": "t/a", "words": "云峰镍业有限公司年产4万吨硫酸镍"},
    ),
    "chain-members": ({"chain": "化工循环"}, {"member": MILL, "kind": "Company", "origin": "Stated"}),
    "chain-of-company": ({"company": "云峰镍业"}, {"chain": "镍产业链", "material": "电解镍", "origin": "Reference"}),
    "companies-of-park": ({"park": "云州经济开发区"}, {"member": MILL, "document": "mill.txt"}),
    "conflicts": ({"subject": MILL}, {"property": "capacity", "material": "硫酸镍", "unit": "t/a"}),
    "consumers": ({"material": "硫酸镍"}, {"consumer": CELLS, "relation": "consumes", "origin": "Stated"}),
    "documents": ({}, {"document": "again.txt"}),
    "doubtful": ({"below": "0.9"}, {"subject": CELLS, "object": "三元锂电池"}),
    "downstream": ({"material": "硫酸镍"}, {"direct": True, "product": "三元前驱体", "origin": "Reference"}),
    "evidence": (
        {"subject": "云峰镍业", "relation": "供货给"},
        {"object": CELLS, "origin": "Stated", "document": "mill.txt", "words": "云峰镍业向蓝桥电池有限公司供货"},
    ),
    "figures": ({"subject": NICKEL}, {"property": "investment", "value": Decimal("1200000000"), "unit": "[CNY]"}),
    "group": ({"company": "云峰集团"}, {"member": "云峰集团钴盐有限公司", "origin": "Derived"}),
    "investments": ({}, {"subject": NICKEL, "relation": "investment", "object": "12亿元"}),
    "ledger": (
        {"company": CELLS},
        {
            "project": RECYCLING,
            "material": "废锂电池",
            "capacity": Decimal(20000),
            "basis": "Input",
            "status": "UnderConstruction",
        },
    ),
    "links": ({}, {"supplier": MILL, "input": "硫酸镍", "product": "三元锂电池", "customer": CELLS}),
    "loops": ({"material": "黑粉"}, {"waste": "废锂电池", "origin": "Reference"}),
    "makers": ({}, {"maker": CELLS, "material": "三元锂电池"}),
    "missing-steps": ({"chain": "镍产业链"}, {"output": "镍带", "said": "not stated / 文本未提及"}),
    "names": ({"name": MILL}, {"alias": "云峰镍业", "kind": "Company"}),
    "new-in-document": ({"document": "again.txt"}, {"subject": MILL, "relation": "capacity", "object": "5万吨"}),
    "places": ({}, {"place": "云州经济开发区", "thing": MILL}),
    "plans": ({}, {"subject": RECYCLING, "relation": "outputValue", "object": "突破5亿元"}),
    "producers": ({"material": "NICKEL SULFATE"}, {"producer": NICKEL, "kind": "Project", "material": "硫酸镍"}),
    "products": ({"company": "云峰镍业"}, {"maker": MILL, "material": "硫酸镍"}),
    "projects-by-status": ({"status": "投产"}, {"project": NICKEL, "status": "InProduction"}),
    "recycled": ({"material": "废锂电池"}, {"product": "硫酸镍", "origin": "Stated"}),
    "route": ({"source": "镍精矿", "target": "硫酸镍"}, {"product": "硫酸镍", "input": "电解镍"}),
    "single-producer": ({}, {"material": "硫酸钴", "producer": "云峰集团钴盐有限公司"}),
    "supply": ({"company": CELLS}, {"supplier": MILL, "customer": CELLS, "origin": "Stated"}),
    "technologies": ({}, {"technology": "富氧侧吹熔池熔炼工艺", "user": MILL}),
    "upstream": ({"material": "硫酸镍"}, {"direct": True, "input": "废锂电池", "origin": "Stated"}),
    "waste": ({"material": "废极片"}, {"giver": CELLS, "taker": "星河循环有限公司", "origin": "Reference"}),
}
WITHOUT_ANSWER = {  # on the texts that ship, each with the reason why
    "conflicts": "the texts there give no two figures for one thing",
    "supply": "no text there says who supplies whom",
    "waste": "what is taken in there as waste is left by no step whose output somebody there is said to make",
}
HOSTILE = (
    '"} DROP ALL #',
    '" AS ?x) } #',
    '\\"} #',
    "\\",
    '"""',
    "\n}",
    "\r\n",
    "\x00",
    "?given_material",
    '{ "硫酸镍" }',
    'VALUES ?given_material { "硫酸镍" }',
    "\u2028",
    "\\u0022",
    "𠮷",
    "' OR 1=1",
    "SERVICE <http://127.0.0.1/>",
)
NAMES = [question.name for question in queries()]
LONG_ELSEWHERE = {"links", "waste"}  # that engine looks at each part of them by itself: it is asked the plain way
PLAIN = Path(__file__).with_name("plain")


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """The graph of the invented sentences, each in its own named graph."""
    return open_source(store_of(rdf.nquads(graph.build_texts(TEXTS), vocab.load())))


def told_store(text: str) -> ox.Store:
    """The graph of one text."""
    return store_of(rdf.nquads(graph.build_texts([("a", text)]), vocab.load()))


@pytest.fixture(scope="module")
def shipped(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the texts that ship."""
    folder = tmp_path_factory.mktemp("shipped") / "output"
    graph.write(graph.build([root / "texts"]), folder, page=False)
    return folder


@pytest.fixture(scope="module")
def shipped_store(shipped: Path) -> ox.Store:
    return open_source(shipped)


@pytest.fixture(scope="module")
def other(shipped: Path) -> rdflib.Graph:
    """The same graph in another engine."""
    return rdflib.Graph().parse(shipped / "graph.ttl")


def dicts(rows: Rows) -> list[dict[str, Any]]:
    return [dict(zip(rows.columns, row, strict=True)) for row in rows]


def plain(name: str) -> Question:
    """The question as one would first write it, without a thought for how long it takes."""
    return parse(name, (PLAIN / f"{name}.rq").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_a_question_that_is_fast_answers_as_the_plain_one(name: str, store: ox.Store) -> None:
    everything = {p.name: "" for p in question(name).parameters if "empty for" in p.en}
    for names in (GOLDEN[name][0], everything):
        assert run(store, question(name).filled(names)) == run(store, plain(name).filled(names))


def test_every_question_has_an_expected_answer() -> None:
    assert sorted(GOLDEN) == NAMES
    assert len(NAMES) >= 22


@pytest.mark.parametrize("name", NAMES)
def test_a_question_answers_what_the_sentences_say(name: str, store: ox.Store) -> None:
    asked, expected = GOLDEN[name]
    found = dicts(ask(store, name, **asked))
    assert any(expected.items() <= row.items() for row in found), found[:5]


@pytest.mark.parametrize("name", NAMES)
def test_a_question_runs_as_it_stands(name: str, shipped_store: ox.Store) -> None:
    rows = ask(shipped_store, name)
    assert bool(rows) != (name in WITHOUT_ANSWER), WITHOUT_ANSWER.get(name)
    assert len(set(rows)) == len(rows), "no row twice"
    assert all(None not in row or {"value", "low", "high", "capacity", "score"} & set(rows.columns) for row in rows)
    assert rows == ask(shipped_store, name, **{p.name: p.default for p in question(name).parameters})


@pytest.mark.parametrize("name", NAMES)
def test_another_engine_gives_the_same_rows(name: str, shipped_store: ox.Store, other: rdflib.Graph) -> None:
    mine = shipped_store.query(question(name).text)
    asked = plain(name) if name in LONG_ELSEWHERE else question(name)
    assert isinstance(mine, ox.QuerySolutions)
    rows = [tuple(getattr(term, "value", None) for term in row) for row in mine]
    theirs = [tuple(None if term is None else str(term) for term in row) for row in other.query(asked.text)]
    assert rows == theirs


@pytest.mark.parametrize("name", NAMES)
def test_no_order_is_left_to_chance(name: str) -> None:
    """Every column orders, so two rows that tie are the same row."""
    text = question(name).text
    ordering = set(re.findall(r"\?(\w+)", text.rpartition("ORDER BY")[2]))
    counted = {"words", "claims"}  # one value for each group of the other columns
    columns = re.findall(r"\?(\w+)", re.sub(r"\(\w+\((?:DISTINCT )?\?\w+\) AS (\?\w+)\)", r"\1", select_of(text)))
    assert set(columns) - ordering <= (counted if "GROUP BY" in text else set())


def select_of(text: str) -> str:
    return text[text.index("SELECT") : text.index("WHERE")]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_declared_stands_in_the_query(name: str) -> None:
    asked = question(name)
    kinds = {*vocab.load().kinds, "Entity", "Location", "Document", "Relation", "Status", "number"}
    for parameter in asked.parameters:
        quoted = parameter.default if parameter.kind == "number" else f'"{parameter.default}"'
        variable = f"?given_{parameter.name}"
        assert f"VALUES {variable} {{ {quoted} }}" in asked.text or f"BIND({quoted} AS {variable})" in asked.text
        assert parameter.kind in kinds
        assert parameter.name not in {"from", "format", "out", "quiet", "lang", "help", "version"}
    assert set(re.findall(r"\?given_(\w+)", asked.text)) == {p.name for p in asked.parameters}


def test_a_name_matches_in_either_language_and_case(store: ox.Store) -> None:
    asked = [ask(store, "producers", material=name) for name in ("硫酸镍", "nickel sulfate", "Nickel Sulfate")]
    assert asked[0] == asked[1] == asked[2]
    assert len(asked[0])


def test_the_order_of_statuses_is_that_of_the_ontology() -> None:
    steps = re.findall(r"\(chain:(\w+) (\d+)\)", question("projects-by-status").text)
    assert [(name, int(step)) for name, step in steps] == [(t.name, t.lane) for t in vocab.load().statuses.values()]


def test_projects_are_listed_by_how_far_they_are() -> None:
    plans = {"乙水": "已建成投产", "丙木": "正在建设", "丁火": "已签约", "戊土": "正在建设"}
    told = "".join(f"{name}镍业有限公司年产{n}万吨硫酸镍项目{how}。" for n, (name, how) in enumerate(plans.items(), 2))
    found = ask(told_store(told), "projects-by-status")
    said = [(row["status"], row["owner"]) for row in dicts(found)]
    assert said == [
        ("Signed", "丁火镍业有限公司"),
        ("UnderConstruction", "丙木镍业有限公司"),
        ("UnderConstruction", "戊土镍业有限公司"),
        ("InProduction", "乙水镍业有限公司"),
    ]


def test_a_status_that_the_order_lacks_is_still_listed() -> None:
    told = told_store("乙水镍业有限公司年产2万吨硫酸镍项目已签约。")
    status = ox.NamedNode(vocab.load().iri("Signed"))
    other = ox.Store()
    other.extend(
        ox.Quad(q.subject, q.predicate, ox.NamedNode("urn:x#Shelved") if q.object == status else q.object, q.graph_name)
        for q in told
    )
    assert [row["status"] for row in dicts(ask(other, "projects-by-status"))] == ["urn:x#Shelved"]


def test_origins_are_told_apart(store: ox.Store) -> None:
    origins = {row["origin"] for row in dicts(ask(store, "upstream", material="硫酸镍"))}
    assert origins == {"Stated", "Reference"}


def test_not_stated_is_not_said_of_what_is_stated(store: ox.Store) -> None:
    outputs = {row["output"] for row in dicts(ask(store, "missing-steps", chain="镍产业链"))}
    assert not outputs & {"电解镍", "硫酸镍"}


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_is_only_a_strange_name(value: str, store: ox.Store) -> None:
    before = len(store)
    for name in ("upstream", "producers", "route", "evidence"):
        first = question(name).parameters[0].name
        assert len(ask(store, name, **{first: value})) == 0
    assert len(store) == before


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_any_value_is_one_literal(value: str) -> None:
    for name in ("producers", "upstream"):
        text = question(name).filled({"material": value})
        (bound,) = re.findall(r'given_material \{ ("(?:[^"\\]|\\.)*") \}|BIND\(("(?:[^"\\]|\\.)*") AS', text, re.DOTALL)
        rows = ox.Store().query(f"SELECT ({''.join(bound)} AS ?x) {{}}")
        assert isinstance(rows, ox.QuerySolutions)
        assert next(rows)["x"].value == value
        assert (
            text.replace("".join(bound), "") == question(name).filled({"material": ""}).replace('""', "", 1)
            or not value
        )


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet='"\\{}()#?.;<>@^\n\r\t ASDROPLVE硫镍'))
def test_nothing_given_changes_a_store(value: str) -> None:
    subject = ox.NamedNode("http://example.org/a")
    small = ox.Store()
    small.add(ox.Quad(subject, subject, ox.Literal("a")))
    ask(small, "evidence", subject=value, object=value)
    ask(small, "upstream", material=value)
    assert len(small) == 1


@pytest.mark.parametrize(
    ("name", "given_", "words"),
    [
        ("upstrem", {}, "did you mean upstream?"),
        ("upstream", {"materal": "镍"}, "did you mean material?"),
        ("makers", {"material": "镍"}, "it takes none"),
        ("projects-by-status", {"status": "投产了"}, "did you mean 投产?"),
        ("evidence", {"relation": "produce"}, "did you mean produces?"),
        ("doubtful", {"below": "1) } #"}, "no number"),
        ("doubtful", {"below": "nan"}, "no number"),
        ("upstream", {"material": "\ud800"}, "half a character"),
    ],
)
def test_a_slip_is_named(name: str, given_: dict[str, str], words: str, store: ox.Store) -> None:
    with pytest.raises(QueryError, match=re.escape(words)) as slip:
        ask(store, name, **given_)
    assert "\n" not in str(slip.value)


@pytest.mark.parametrize("name", ["", "graph.nq", "graph.ttl", "graph.jsonld"])
def test_every_form_of_a_graph_gives_the_same_answer(name: str, shipped: Path, shipped_store: ox.Store) -> None:
    for asked in ("makers", "ledger", "documents"):
        assert ask(shipped / name, asked) == ask(shipped_store, asked)


def test_named_graphs_are_kept_beside_their_union(shipped_store: ox.Store) -> None:
    counted = sparql(shipped_store, "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    assert counted.rows == ((12,),), "ten texts, what is derived, and domain knowledge"
    derived = "https://w3id.org/industry-chain/graph/derived"
    assert len(sparql(shipped_store, f"SELECT * FROM <{derived}> {{ ?s ?p ?o }}"))


UPDATES = (
    "DROP ALL",
    "CLEAR DEFAULT",
    "INSERT DATA { <http://a> <http://b> <http://c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "LOAD <http://127.0.0.1:{port}/>",
)
PLACES = (  # wherever a query may hold a pattern
    "SELECT * {{ {} }}",
    "SELECT * {{ ?s ?p ?o OPTIONAL {{ {} }} }}",
    "SELECT * {{ {{ ?s ?p ?o }} UNION {{ {} }} }}",
    "SELECT * {{ ?s ?p ?o MINUS {{ {} }} }}",
    "SELECT * {{ GRAPH ?g {{ {} }} }}",
    "SELECT * {{ ?s ?p ?o FILTER NOT EXISTS {{ {} }} }}",
    "SELECT * {{ ?s ?p ?o FILTER(1 = 2 || EXISTS {{ {} }}) }}",
    "SELECT * {{ ?s ?p ?o BIND(IF(EXISTS {{ {} }}, 1, 2) AS ?x) }}",
    "SELECT (EXISTS {{ {} }} AS ?x) {{ ?s ?p ?o }}",
    "SELECT ?s {{ ?s ?p ?o }} GROUP BY ?s HAVING(EXISTS {{ {} }})",
    "SELECT ?s {{ ?s ?p ?o }} GROUP BY (EXISTS {{ {} }} AS ?s)",
    "SELECT * {{ ?s ?p ?o }} ORDER BY EXISTS {{ {} }}",
    "SELECT * {{ ?s ?p ?o {{ SELECT * {{ {} }} }} }}",
    "DESCRIBE ?s {{ {} }}",
    "CONSTRUCT {{ ?s ?p ?o }} {{ {} }}",
    "ASK {{ {} }}",
)
FETCHES = (
    "SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p ?o . FILTER EXISTS {{ SERVICE SILENT <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }} }}",
    "SELECT * {{ {{ SELECT * {{ service ?s {{ ?s ?p ?o }} }} }} }}",
    "ASK {{ OPTIONAL {{ SERVICE <http://127.0.0.1:{port}/> {{ }} }} }}",
    "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
    "SELECT * FROM <http://127.0.0.1:{port}/> {{ ?s ?p ?o }}",
    "SELECT * FROM NAMED <http://127.0.0.1:{port}/> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p ?o # \r SERVICE SILENT <http://127.0.0.1:{port}/> {{ ?s ?p ?o }}\n }}",
    'SELECT * {{ FILTER("\\u0022 # " = "x") SERVICE SILENT <http://127.0.0.1:{port}/> {{ ?s ?p ?o }}\n }}',
    'SELECT * {{ FILTER("\\U00000022 # " = "x") SERVICE SILENT <http://127.0.0.1:{port}/> {{ ?s ?p ?o }}\n }}',
    "SELECT * {{ ?s ?p ?o BIND(<http://a#b> AS ?x) SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
)


@pytest.mark.parametrize("query", [*(q.replace("{port}", "1") for q in UPDATES)])
def test_an_update_is_refused(query: str, store: ox.Store) -> None:
    before = len(store)
    with pytest.raises(QueryError, match="the query would change the graph"):
        sparql(store, query)
    assert len(store) == before


@pytest.mark.parametrize("place", PLACES)
def test_no_place_of_a_query_hides_a_service(place: str, store: ox.Store) -> None:
    with pytest.raises(QueryError, match=r"SERVICE|not SPARQL"):
        sparql(store, place.format("SERVICE SILENT <http://127.0.0.1:1/> { ?a ?b ?c }"))


@pytest.mark.parametrize("query", FETCHES)
def test_nothing_reaches_the_network(query: str, store: ox.Store) -> None:
    with socket.socket() as ear:
        ear.bind(("127.0.0.1", 0))
        ear.listen()
        ear.settimeout(0.2)
        with pytest.raises(QueryError, match=r"SERVICE|FROM|escape|not SPARQL"):
            sparql(store, query.format(port=ear.getsockname()[1]))
        with pytest.raises(TimeoutError):
            ear.accept()


@pytest.mark.parametrize(
    "query",
    ["", "SELECT", "SELECT * { ?s nowhere:p ?o }", "(" * 3000, "SELECT * {" + "{" * 3000, "\x00", "SELECT ?x {"],
)
def test_what_is_no_query_is_said_in_one_line(query: str, store: ox.Store) -> None:
    with pytest.raises(QueryError) as slip:
        sparql(store, query)
    assert "\n" not in str(slip.value)


def test_a_free_query_answers_in_every_form(store: ox.Store) -> None:
    assert sparql(store, "ASK { ?s ?p ?o }") == Rows(("answer",), ((True,),))
    assert sparql(store, "SELECT (1.50 AS ?a) (2 AS ?b) (true AS ?c) {}").rows == ((Decimal("1.50"), 2, True),)
    assert sparql(store, 'SELECT ("SERVICE # <x>" AS ?a) {} # SERVICE').rows == (("SERVICE # <x>",),)
    triples = sparql(store, "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t }")
    assert triples.columns == ("subject", "predicate", "object")
    assert list(triples) == sorted(triples)


def test_a_cell_is_never_a_formula() -> None:
    rows = Rows(("a",), tuple((f"{sign}cmd()",) for sign in "=+-@\t\r＝"))
    cells = [row[0] for row in csv.reader(io.StringIO(rows.to_csv(), newline=""))][1:]
    assert all(one.startswith("'") for one in cells)
    assert rows.to_csv().count("\n") == 8 + 1


def test_a_workbook_opens_with_what_was_asked(store: ox.Store, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="make test installs it")
    rows = ask(store, "capacity-by-material")
    rows.to_xlsx(tmp_path / "a.xlsx", "zh")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    table = [[one.value for one in line] for line in sheet.iter_rows()]
    assert table[0][:3] == ["物料", "主体", "类型"]
    assert len(table) == len(rows) + 1
    value = rows.columns.index("value")
    assert [line[value] for line in table[1:]] == [float(row[value]) for row in rows]  # type: ignore[arg-type]
    odd = Rows(("a", "b"), (("=1+1", "http://a.example/"), ("x" * 40_000, Decimal("12345678901234567890.1"))))
    odd.to_xlsx(tmp_path / "b.xlsx")
    cells = [one for line in openpyxl.load_workbook(tmp_path / "b.xlsx").active.iter_rows(min_row=2) for one in line]
    assert [one.data_type for one in cells] == ["s"] * 4
    assert cells[0].value == "=1+1"
    assert cells[1].hyperlink is None
    assert cells[3].value == "12345678901234567890.1"


def test_the_same_rows_give_the_same_bytes(store: ox.Store) -> None:
    pytest.importorskip("xlsxwriter", reason="make test installs it")
    first, again = (ask(store, "evidence", subject="") for _ in range(2))
    assert first == again
    assert (first.to_csv(), first.to_json(), first.to_xlsx()) == (again.to_csv(), again.to_json(), again.to_xlsx())


def test_json_holds_numbers_and_nothing(store: ox.Store) -> None:
    (row, *_) = json.loads(ask(store, "capacity-by-material", material="废锂电池").to_json())
    assert (row["value"], row["low"], row["basis"]) == (20000, None, "Input")
    assert json.loads(Rows(("a",), ()).to_json()) == []


def test_a_table_lines_up_whatever_the_script() -> None:
    table = Rows(("material", "words"), (("镍", "a\x1b[31mred\nb"), ("nickel", "字" * 90))).to_table("zh")
    lines = table.splitlines()
    assert len(lines) == 4
    assert "\x1b" not in table
    assert lines[3].endswith("…")
    assert lines[0].index("原文") == len("物料") + 4


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_column_has_a_heading(language: Any, store: ox.Store) -> None:
    columns = {column for name in NAMES for column in ask(store, name).columns}
    assert {column for column in columns if not Speaker(language).find(f"column.{column}")} == set()


def test_names_that_are_not_there_are_told_with_those_like_them(store: ox.Store) -> None:
    ((name, close),) = unknown(store, "upstream", material="硫酸镍粉粉")
    assert (name, "硫酸镍" in close) == ("硫酸镍粉粉", True)
    assert unknown(store, "upstream", material="硫酸镍") == ()


# The command line


def test_the_command_lists_all_questions(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "--lang", "zh"]) == 0
    said = capsys.readouterr().out
    assert all(f"{q.name} " in said and q.zh in said for q in queries())


@pytest.mark.parametrize("form", ["csv", "json", "table"])
def test_the_command_says_what_python_says(
    form: str, shipped: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = ask(shipped, "producers", material="铜材")
    wanted = {"csv": rows.to_csv(), "json": rows.to_json(), "table": rows.to_table("zh")}[form]
    given_ = ["query", "producers", "--material", "铜材", "--from", str(shipped), "--lang", "zh"]
    assert main([*given_, "--format", form]) == 0
    assert capsys.readouterr().out == wanted
    out = tmp_path / f"a.{form}"
    assert main([*given_, "--out", str(out), "--format", form]) == 0
    assert out.read_bytes().decode("utf-8-sig") == wanted
    assert out.read_bytes().startswith(b"\xef\xbb\xbf") == (form == "csv")


def test_the_command_writes_a_workbook(shipped: Path, tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter", reason="make test installs it")
    out = tmp_path / "a.xlsx"
    assert main(["query", "ledger", "--from", str(shipped), "--out", str(out), "--lang", "en"]) == 0
    assert out.read_bytes() == ask(shipped, "ledger").to_xlsx()


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        (["upstrem"], "没有这个问题：upstrem；您是指 upstream 吗？"),
        (["upstream", "--materal", "镍"], "您是指 --material 吗？"),
        (["upstream", "--from", "nowhere"], "没有这个文件或文件夹"),
        (["upstream", "--format", "xlsx"], "请加 --out FILE"),
        (["projects-by-status", "--status", "投产了"], "您是指 投产 吗？"),
        (["makers", "--out", "no/such/folder/a.csv"], "无法写入"),
    ],
)
def test_a_slip_on_the_command_line_is_one_line(
    given_: list[str], words: str, shipped: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = [] if "--from" in given_ else ["--from", str(shipped)]
    assert main(["query", *given_, *(source if given_[0] != "upstrem" else []), "--lang", "zh"]) == 1
    said = capsys.readouterr()
    assert (said.out, len(said.err.splitlines())) == ("", 1)
    assert words in said.err


def test_an_empty_answer_says_why(shipped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["query", "upstream", "--from", str(shipped), "--lang", "zh"]
    assert main([*asked, "--material", "硫酸镍粉粉", "--format", "csv"]) == 0
    assert "图谱中没有“硫酸镍粉粉”；相近的名称：" in capsys.readouterr().err
    assert main([*asked, "--material", "硫酸镍粉粉", "--quiet"]) == 0
    assert capsys.readouterr().err == ""
    assert main(["query", "supply", "--from", str(shipped), "--lang", "en"]) == 0
    assert "no rows" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_of_a_question_shows_its_parameters(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    for asked in queries():
        with pytest.raises(SystemExit) as ended:
            main(["query", asked.name, "--help", "--lang", language])
        assert ended.value.code == 0
        said = "".join(capsys.readouterr().out.split())
        for parameter in asked.parameters:
            about = parameter.zh if language == "zh" else parameter.en
            assert f"--{parameter.name}" in said
            assert "".join(about.split()) in said


@pytest.mark.parametrize("language", ["", ".zh"])
def test_the_table_of_questions_is_complete(language: str, root: Path) -> None:
    page = (root / f"docs/queries{language}.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \| (.*) \| (.*) \|$", page, re.MULTILINE)
    wanted = [
        (q.name, q.zh if language else q.en, ", ".join(f"`{p.name}`" for p in q.parameters) or "-") for q in queries()
    ]
    assert rows == wanted
