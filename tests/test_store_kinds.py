"""One small protocol for every store: what is told comes back alike in memory and on disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pyoxigraph as ox
import pytest

from graph.errors import QueryError
from graph.query import sparql
from graph.store import Local, Store, index, open_store, store_of

SAID = (
    "<urn:a> <urn:p> <urn:b> <urn:g1> .\n<urn:a> <urn:p> <urn:b> <urn:g2> .\n"
    '<urn:b> <http://www.w3.org/2004/02/skos/core#prefLabel> "镍 \\"一\\""@zh <urn:g1> .\n'
)
# Many hours of work: every way to take six of the triples.
ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(6)) + " }"


def in_memory(home: Path) -> Store:
    del home
    return open_store(store_of(SAID))


def on_disk(home: Path) -> Store:
    (home / "graph.nq").write_text(SAID, encoding="utf-8")
    index(home / "graph.nq", home / "store")
    return open_store(home)


kinds = pytest.mark.parametrize("made", [in_memory, on_disk], ids=["memory", "disk"])
Made = Callable[[Path], Store]


@kinds
def test_what_is_told_comes_back(made: Made, tmp_path: Path) -> None:
    store = made(tmp_path)
    assert set(store) == set(store_of(SAID))
    assert len(store) == 3
    assert sorted(str(home) for home in store.named_graphs()) == ["<urn:g1>", "<urn:g2>"]
    assert list(store.edges("urn:p")) == [("urn:a", "urn:b")]
    assert list(store.labels()) == [("urn:b", '镍 "一"', "zh")]


@kinds
@pytest.mark.parametrize("seconds", [None, 20])
def test_a_question_is_asked_of_all_graphs_together(made: Made, seconds: float | None, tmp_path: Path) -> None:
    store = made(tmp_path)
    rows = store.query("SELECT ?o { ?s p: ?o }", prefixes={"p": "urn:p"}, seconds=seconds)
    assert isinstance(rows, ox.QuerySolutions)
    assert [row["o"].value for row in rows] == ["urn:b"]
    assert store.query("ASK { GRAPH <urn:g2> { ?s ?p ?o } }", seconds=seconds)
    triples = store.query("CONSTRUCT { ?o ?p ?s } { ?s ?p ?o FILTER(isIRI(?o)) }", seconds=seconds)
    assert isinstance(triples, ox.QueryTriples)
    assert [str(triple.subject) for triple in triples] == ["<urn:b>"]
    with pytest.raises(SyntaxError):
        store.query("SELECT", seconds=seconds)


def test_on_disk_what_takes_too_long_is_stopped(tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_text(
        "".join(f"<urn:{n}> <urn:p> <urn:{n + 1}> <urn:g> .\n" for n in range(100)), encoding="utf-8"
    )
    index(tmp_path / "graph.nq", tmp_path / "store")
    store, start = open_store(tmp_path), monotonic()
    with pytest.raises(QueryError, match=r"takes longer than 0\.5 s; ask for less"):
        store.query(ENDLESS, seconds=0.5)
    assert monotonic() - start < 5


def test_a_graph_is_replaced_and_the_union_with_it(tmp_path: Path) -> None:
    store = in_memory(tmp_path)
    before = store.revision
    assert len(sparql(store, "SELECT * { ?s <urn:p> ?o }")) == 1
    store.replace("urn:g1", b"<urn:c> <urn:p> <urn:d> .")
    assert store.revision != before
    assert sorted(store.edges("urn:p")) == [("urn:a", "urn:b"), ("urn:c", "urn:d")]
    store.replace("urn:g2", b"")
    assert list(store.edges("urn:p")) == [("urn:c", "urn:d")]
    store.load(b"<urn:e> <urn:p> <urn:f> <urn:g3> .")
    assert len(list(store.edges("urn:p"))) == 2


@kinds
def test_a_copy_stands_by_itself(made: Made, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    store = made(tmp_path / "one")
    store.snapshot(tmp_path / "two")
    again = open_store(tmp_path / "two")
    assert set(again) == set(store)
    assert list(again.edges("urn:p")) == [("urn:a", "urn:b")]


def test_a_store_of_the_engine_is_one_of_ours() -> None:
    assert isinstance(open_store(ox.Store()), Local)
    held = in_memory(Path())
    assert open_store(held) is held
