"""Opening a graph: whichever file it stands in, whoever opens it, and what is said where there is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

import graph
from graph.cli import main
from graph.errors import QueryError
from graph.query import ask, sparql
from graph.store import FORMATS, open_store, store_of, united

TWICE = "<urn:a> <urn:p> <urn:b> <urn:g1> .\n<urn:a> <urn:p> <urn:b> <urn:g2> .\n<urn:b> <urn:p> <urn:c> <urn:g1> .\n"
OPENERS: tuple[Callable[[Path], object], ...] = (graph.load, lambda path: ask(path, "makers"))
openers = pytest.mark.parametrize("opened", OPENERS, ids=["load", "ask"])


@openers
@pytest.mark.parametrize(
    ("path", "content", "words"),
    [
        ("nowhere", None, r"nowhere: no such file or folder; build a graph first"),
        ("empty/", None, r"empty: holds no graph; build there first"),
        ("a.txt", b"words", r"a\.txt: is not a graph; give \.jsonld, \.nq, \.nt, \.trig, \.ttl or the folder"),
        ("a.nq", b"<a> <b", r"a\.nq: is not a graph \(.+\); build it again"),
        ("a.ttl", b"<a> <b", r"a\.ttl: is not a graph \(.+\); build it again"),
        ("a.jsonld", b"<a> <b", r"a\.jsonld: is not a graph \(.+\); build it again"),
        ("b.nq", b"\xff\xfe", r"b\.nq: is not a graph \(.+\); build it again"),
    ],
)
def test_what_is_no_graph_is_named(
    opened: Callable[[Path], object], path: str, content: bytes | None, words: str, tmp_path: Path
) -> None:
    place = tmp_path / path
    if path.endswith("/"):
        place.mkdir()
    if content is not None:
        place.write_bytes(content)
    with pytest.raises(QueryError, match=words) as slip:
        opened(place)
    assert "\n" not in str(slip.value)


@pytest.mark.parametrize("command", [["query", "makers"], ["loops"]])
def test_each_command_says_the_same(command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command, "--from", str(tmp_path), "--lang", "zh"]) == 1
    said = f"industry-chain: {tmp_path}：里面没有图谱；请先构建：industry-chain build TEXTS --out FOLDER\n"
    assert capsys.readouterr().err == said


@openers
def test_a_context_is_not_fetched(opened: Callable[[Path], object], tmp_path: Path) -> None:
    (tmp_path / "a.jsonld").write_text('{"@context": "http://127.0.0.1:1/", "@id": "urn:a", "urn:p": "b"}')
    with pytest.raises(QueryError, match="is not a graph"):
        opened(tmp_path / "a.jsonld")


@pytest.mark.parametrize("ending", FORMATS)
def test_every_kind_of_file_is_read_by_its_ending(ending: str, tmp_path: Path) -> None:
    written = store_of("<urn:a> <urn:p> <urn:b> .")
    (tmp_path / f"a{ending.upper()}").write_bytes(ox.serialize(written, format=FORMATS[ending]) or b"")
    assert set(open_store(tmp_path / f"a{ending.upper()}")) == set(written)


def test_of_a_folder_the_file_with_all_graphs_comes_first(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("<urn:a> <urn:p> <urn:b> .")
    assert {quad.graph_name for quad in open_store(tmp_path)} == {ox.DefaultGraph()}
    (tmp_path / "graph.nq").write_text(TWICE)
    assert len(open_store(tmp_path)) == 3


def test_a_union_holds_each_triple_once_and_the_graphs_beside_it() -> None:
    whole = united(store_of(TWICE))
    assert len(sparql(whole, "SELECT * { ?s ?p ?o }")) == 2
    assert len(sparql(whole, "SELECT * { GRAPH ?g { ?s ?p ?o } }")) == 3
    assert len(sparql(whole, "SELECT * FROM <urn:g2> { ?s ?p ?o }")) == 1
    assert united(whole) is whole


def test_what_stands_in_no_named_graph_is_part_of_the_union() -> None:
    whole = united(store_of(TWICE + "<urn:c> <urn:p> <urn:d> ."))
    assert len(sparql(whole, "SELECT * { ?s ?p ?o }")) == 3


def test_a_store_given_is_not_written_to() -> None:
    given = store_of(TWICE)
    sparql(given, "ASK { ?s ?p ?o }")
    assert len(given) == 3
