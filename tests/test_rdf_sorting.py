"""Lines sorted by another process: the same file, whatever becomes of that process."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import rdf
from graph.rdf import nquads, quads, sorting
from graph.rdf.terms import Quad
from tests.asking import SAMPLE, VOCABULARY

FOUND = quads(SAMPLE, VOCABULARY)
MIXED = [*FOUND[::2], *reversed(FOUND)]


@pytest.fixture(autouse=True)
def _many(monkeypatch: pytest.MonkeyPatch) -> None:
    """What counts as many lines is less than a test has."""
    monkeypatch.setattr(rdf, "APART", 50)


def test_another_process_writes_the_same_bytes(tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    assert rdf.write_quads(MIXED, path, apart=True) == len(FOUND)
    assert path.read_text("utf-8") == nquads(FOUND, VOCABULARY)
    assert list(tmp_path.iterdir()) == [path], "what waited is gone"


@pytest.mark.parametrize(
    "program",
    [
        pytest.param("import sys; sys.exit(1)", id="dead before it is told anything"),
        pytest.param("import sys; next(sys.stdin); open(sys.argv[2], 'w').close(); sys.exit(1)", id="dead half-way"),
    ],
)
def test_what_the_other_process_leaves_is_done_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(sorting, "_PROGRAM", program)
    path = tmp_path / "graph.nq"
    assert rdf.write_quads(MIXED, path, apart=True) == len(FOUND)
    assert path.read_text("utf-8") == nquads(FOUND, VOCABULARY)


def test_an_error_among_the_quads_ends_the_other_process(tmp_path: Path) -> None:
    def breaking() -> Iterator[Quad]:
        yield from MIXED
        raise ValueError("here")

    with pytest.raises(ValueError, match="here"):
        rdf.write_quads(breaking(), tmp_path / "graph.nq", apart=True)
    assert list(tmp_path.iterdir()) == []


def test_a_few_lines_start_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdf, "APART", len(MIXED) + 1)
    monkeypatch.setattr(sys.modules["graph.processes"], "command", lambda *_: pytest.fail("a process was started"))
    assert rdf.write_quads(MIXED, tmp_path / "graph.nq", apart=True) == len(FOUND)
