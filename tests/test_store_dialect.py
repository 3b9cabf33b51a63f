"""GROUP_CONCAT gives words without a language, as SPARQL 1.1 has it, wherever a query is asked; all else stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import graph
from graph.query import sparql
from graph.store import Local, index, open_store, opened, store_of
from graph.store.dialect import simple
from tests.serving import JSON, QUERY, serving

NAMES = '<urn:a> <urn:n> "镍业"@zh <urn:g> .\n<urn:b> <urn:n> "铜业"@zh <urn:g> .\n'
ALL = 'SELECT (GROUP_CONCAT(?n; SEPARATOR=") ") AS ?all) { { SELECT ?n { ?x <urn:n> ?n } ORDER BY ?n } }'
JOINED = '{ SELECT (GROUP_CONCAT(?n; SEPARATOR="") AS ?all) { ?x <urn:n> ?n } }'
BOTH = f'ASK {{ {JOINED} FILTER(?all IN ("镍业铜业", "铜业镍业")) }}'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "graph.nq").write_text(NAMES, encoding="utf-8")
    index(tmp_path / "graph.nq", tmp_path / "store")
    return tmp_path


@pytest.mark.parametrize("seconds", [None, 20])
def test_words_put_together_have_no_language(folder: Path, seconds: float | None) -> None:
    for store in (open_store(folder), Local(store_of(NAMES))):
        assert store.query(BOTH, seconds=seconds)
    (row,) = sparql(folder, ALL)
    assert sorted(str(row[0]).split(") ")) == ["铜业", "镍业"]
    assert opened(folder) is not None


@pytest.mark.slow
def test_so_does_the_endpoint(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "log").mkdir()
    with serving(folder / "graph.nq", tmp_path / "log") as server:
        answer = server.ask("/sparql", "POST", ALL, Content_Type=QUERY, Accept=JSON)
        (row,) = answer.json["results"]["bindings"]
        assert row["all"]["type"] == "literal"
        assert "xml:lang" not in row["all"]
        assert server.ask("/sparql", "POST", BOTH, Content_Type=QUERY, Accept=JSON).json["boolean"] is True


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ("GROUP_CONCAT(?n)" AS ?words) {}',
        "SELECT ('''it's GROUP_CONCAT(?n)''' AS ?words) {}",
        'SELECT ("""a "GROUP_CONCAT(?n)" b""" AS ?words) {}',
        'SELECT ("\\"GROUP_CONCAT(?n)" AS ?words) {}',
        "ASK { ?a <urn:GROUP_CONCAT(x)> ?b }",
        "SELECT (ex:group_concat(?n) AS ?words) {}",
        "SELECT (ex:a-group_concat(?n) AS ?words) {}",
        "SELECT (?group_concat AS ?words) {}",
        "SELECT * {} # GROUP_CONCAT(?n)",
        "SELECT (GROUP_CONCAT(?n AS ?words {}",
        "ASK {}",
    ],
)
def test_what_is_none_stays(query: str) -> None:
    assert simple(query) == query


@pytest.mark.parametrize(
    ("query", "agreed"),
    [
        ("(group_concat (?n) AS ?w)", "(STR(group_concat (?n)) AS ?w)"),
        ("(GROUP_CONCAT(STR(?n)) AS ?w)", "(STR(GROUP_CONCAT(STR(?n))) AS ?w)"),
        ('(GROUP_CONCAT(?n; SEPARATOR="(") AS ?w)', '(STR(GROUP_CONCAT(?n; SEPARATOR="(")) AS ?w)'),
        ("(GROUP_CONCAT(ex:a\\((?n)) AS ?w)", "(STR(GROUP_CONCAT(ex:a\\((?n))) AS ?w)"),
        ("?a-GROUP_CONCAT(?n) # )\n", "?a-STR(GROUP_CONCAT(?n)) # )\n"),
        ("CONCAT(GROUP_CONCAT(?a), GROUP_CONCAT(?b))", "CONCAT(STR(GROUP_CONCAT(?a)), STR(GROUP_CONCAT(?b)))"),
    ],
)
def test_only_its_value_is_made_plain(query: str, agreed: str) -> None:
    assert simple(query) == agreed


@given(st.text(alphabet="\"'<>#()\\\n\r:?.-aG ", max_size=30), st.text(alphabet="\"'<>#()\\\n\r:?.-aG ", max_size=30))
def test_nothing_but_the_value_is_touched(before: str, after: str) -> None:
    query = f"{before} GROUP_CONCAT(?n) {after}"
    assert simple(query).replace("STR(", "").replace("))", ")") == query.replace("))", ")")


def test_what_is_wrong_is_said_of_the_query_as_it_was_written(folder: Path) -> None:
    with pytest.raises(graph.QueryError, match="line 1, column 44"):
        sparql(folder, "SELECT (GROUP_CONCAT(?n) AS ?w) { ?x ?y ?n + }")
    with pytest.raises(SyntaxError, match="1:47"):
        open_store(folder).query("SELECT (GROUP_CONCAT(?n) AS ?w) { ?x ?y ?n + }")
