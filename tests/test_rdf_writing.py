"""The graph as files: every format says the same, in the same bytes each time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Knowledge
from graph.rdf import jsonld, nquads, quads, to_rdflib, turtle, write_jsonld, write_nquads, write_turtle
from graph.rdf import lines as of_quads
from tests.asking import QUADS, SAMPLE, VOCABULARY, parsed, with_text


def test_turtle_holds_the_triples_of_all_graphs_and_nothing_else() -> None:
    text = turtle(QUADS, VOCABULARY)
    triples = {quad[:3] for quad in QUADS}
    assert parsed(text, ox.RdfFormat.TURTLE) == triples
    assert "company:青禾镍业有限公司 a chain:Company ;" in text


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_turtle_and_nquads_are_read_alike_by_rdflib() -> None:
    import rdflib  # noqa: PLC0415

    whole = to_rdflib(QUADS, VOCABULARY)
    assert len(list(whole.quads())) == len(QUADS)
    read = rdflib.Graph().parse(data=turtle(QUADS, VOCABULARY), format="turtle")
    assert set(read) == {(s, p, o) for s, p, o, _ in whole.quads()}
    again = rdflib.Dataset().parse(data=nquads(QUADS, VOCABULARY), format="nquads")
    assert set(again.quads()) == set(whole.quads())


def test_jsonld_holds_every_quad_in_its_graph() -> None:
    text = jsonld(QUADS, VOCABULARY)
    assert {block["@id"] for block in json.loads(text)} == {quad[3].strip("<>") for quad in QUADS}
    found = (
        (*map(str, (q.subject, q.predicate, q.object)), str(q.graph_name))
        for q in ox.parse(text.encode(), format=ox.RdfFormat.JSON_LD)
    )
    assert set(found) == set(QUADS)


def test_lines_are_sorted_and_single() -> None:
    lines = nquads(QUADS, VOCABULARY).splitlines()
    assert len(set(lines)) == len(lines)
    assert list(QUADS) == sorted(QUADS)


def test_the_order_of_what_is_known_changes_no_byte() -> None:
    turned = Knowledge(*(tuple(reversed(part)) for part in parts(SAMPLE)))
    for write in (nquads, turtle, jsonld):
        assert write(turned, VOCABULARY, ()) == write(SAMPLE, VOCABULARY, ())


def parts(knowledge: Knowledge) -> Iterable[tuple[object, ...]]:
    return (getattr(knowledge, name) for name in ("documents", "entities", "facts", "links", "rejections", "processes"))


def test_no_hash_seed_changes_a_byte(root: Path, environment: dict[str, str]) -> None:
    script = (
        "import hashlib, graph.rdf as r; from graph.vocab import load; from tests.knowledge import sample; v = load();"
        "q = r.quads(sample(), v); text = ''.join(w(q, v) for w in (r.nquads, r.turtle, r.jsonld));"
        "print(hashlib.sha256(text.encode()).hexdigest())"
    )
    runs = (
        subprocess.run(
            [sys.executable, "-c", script],
            env={**environment, "PYTHONHASHSEED": seed},
            cwd=root,
            capture_output=True,
            check=True,
        )
        for seed in ("0", "1", "77")
    )
    assert len({run.stdout for run in runs}) == 1


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1), st.text(), st.text())
def test_no_text_breaks_the_output(text: str, name: str, title: str) -> None:
    found = quads(with_text(text, name, title), VOCABULARY, ())
    assert parsed(nquads(found, VOCABULARY), ox.RdfFormat.N_QUADS) == parsed(
        turtle(found, VOCABULARY), ox.RdfFormat.TURTLE
    )
    exact = ox.NamedNode(VOCABULARY.iri("oa:exact"))
    quoted = [
        q.object.value
        for q in ox.parse(nquads(found, VOCABULARY).encode(), format=ox.RdfFormat.N_QUADS)
        if q.predicate == exact
    ]
    assert quoted == [text]


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.sampled_from("铜a1.-_%·（）—“”~/:#'\"\\ \n"), min_size=1))
def test_names_of_any_shape_survive_turtle_in_rdflib(text: str) -> None:
    import rdflib  # noqa: PLC0415

    found = quads(with_text(text), VOCABULARY, ())
    read = rdflib.Graph().parse(data=turtle(found, VOCABULARY), format="turtle")
    assert {s.n3() for s in read.subjects()} == {quad[0] for quad in found}


def test_half_a_surrogate_pair_is_replaced() -> None:
    text = turtle(with_text("甲", title="甲\ud800乙"), VOCABULARY, ())
    assert '"甲\ufffd乙"' in text.encode().decode()


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1), st.text(), st.text())
def test_jsonld_is_what_a_library_writes(text: str, name: str, title: str) -> None:
    found = quads(with_text(text, name, title), VOCABULARY, ())
    ordered = sorted(found, key=lambda quad: quad[3])
    library = ox.serialize(
        ox.parse(nquads(tuple(ordered), VOCABULARY).encode(), format=ox.RdfFormat.N_QUADS),
        format=ox.RdfFormat.JSON_LD,
    )
    assert json.loads(jsonld(found, VOCABULARY)) == json.loads(library or b"")


@settings(max_examples=30, deadline=None)
@given(st.text(min_size=1), st.integers(1, 40))
def test_what_waits_in_files_comes_out_in_the_same_order(
    tmp_path_factory: pytest.TempPathFactory, text: str, run: int
) -> None:
    found, room = quads(with_text(text), VOCABULARY, ()), tmp_path_factory.mktemp("room")
    lines = list(of_quads.in_order([*found[::2], *reversed(found)], room, run))
    assert b"".join(lines).decode() == nquads(found, VOCABULARY)
    assert list(room.iterdir()) == []


def test_files_of_any_size_hold_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits in files, sections of Turtle and parts of JSON-LD too, changes no byte."""
    for number, held in enumerate((1 << 20, 7)):
        folder = tmp_path / str(number)
        folder.mkdir()
        monkeypatch.setattr(of_quads, "_HELD", held)
        monkeypatch.setattr(sys.modules["graph.rdf.turtle"], "_HELD", held)
        write_nquads(SAMPLE, VOCABULARY, folder / "graph.nq")
        write_turtle(folder / "graph.nq", VOCABULARY, folder / "graph.ttl")
        write_jsonld(folder / "graph.nq", folder / "graph.jsonld")
        said = quads(SAMPLE, VOCABULARY)
        assert (folder / "graph.nq").read_text("utf-8") == nquads(said, VOCABULARY)
        assert (folder / "graph.ttl").read_text("utf-8") == turtle(said, VOCABULARY)
        assert (folder / "graph.jsonld").read_text("utf-8") == jsonld(said, VOCABULARY)
        assert sorted(path.name for path in folder.iterdir()) == ["graph.jsonld", "graph.nq", "graph.ttl"]
