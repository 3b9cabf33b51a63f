"""A build of any size is written the same; of what is too large for a page, a part is shown and said to be one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import graph
from graph import rdf, shapes, vocab, writing
from graph.cli import main
from graph.part import most_told
from graph.rdf import parts

VOCABULARY = vocab.load()
SAID = (
    "{0}镍业有限公司位于{0}经济开发区，主要生产电解镍。该公司投资12亿元的年产3万吨硫酸镍项目已建成投产。"
    "{0}集团{0}铜箔有限公司的年产2万吨锂电铜箔项目正在建设，项目以阴极铜为原料。"
)
TEXTS = [(town, SAID.format(town)) for town in ("云峰", "蓝桥", "青石", "石泉", "镜湖")]


def folder_of(texts: list[tuple[str, str]], home: Path) -> Path:
    (home / "texts").mkdir(parents=True)
    for name, words in texts:
        (home / "texts" / f"{name}.txt").write_text(words, encoding="utf-8")
    return home / "texts"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if few statements were many."""
    monkeypatch.setattr(writing, "LARGE", 10)
    monkeypatch.setattr(parts, "MOST", 100)


@pytest.mark.slow
@pytest.mark.usefixtures("small")
def test_several_processes_write_the_same_bytes(tmp_path: Path) -> None:
    built = graph.build(folder_of(TEXTS, tmp_path))
    made = []
    for count in (1, 2):
        (tmp_path / str(count)).mkdir()
        writing.write_files(built, tmp_path / str(count), page=False, workers=count)
        made.append({path.name: path.read_bytes() for path in (tmp_path / str(count)).iterdir() if path.is_file()})
    assert made[0].keys() == made[1].keys()
    assert [name for name in made[0] if made[0][name] != made[1][name]] == ["report.json"] or made[0] == made[1]


def nquads_of(texts: list[tuple[str, str]], path: Path) -> Path:
    rdf.write_nquads(graph.build_texts(texts), VOCABULARY, path)
    return path


def broken(nquads: Path) -> list[str]:
    found = [part for share in ((0, 2), (1, 2)) for part in parts.parts_of(nquads, VOCABULARY, share)]
    assert len(found) > 3
    return [words for part in found for words in shapes.violations(part, format="ntriples")]


@pytest.mark.usefixtures("small")
def test_a_large_graph_keeps_its_shapes_text_by_text(tmp_path: Path) -> None:
    nquads = nquads_of(TEXTS, tmp_path / "graph.nq")
    assert b"wasDerivedFrom" in nquads.read_bytes()
    assert broken(nquads) == []


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("lost", ["claim", "passage", "prefLabel", "derived claim"])
def test_what_is_wrong_with_a_large_graph_is_found(tmp_path: Path, lost: str) -> None:
    nquads = nquads_of(TEXTS, tmp_path / "graph.nq")
    lines = nquads.read_bytes().splitlines(keepends=True)
    nquads.write_bytes(b"".join(without(lines, lost)))
    assert broken(nquads) != []


def without(lines: list[bytes], lost: str) -> Iterator[bytes]:
    rests = (line.split(b" ")[2] for line in lines if b"#wasDerivedFrom> <" in line)
    premise = next(thing for thing in rests if b"/id/claim/" in thing)
    ends = {
        "claim": lambda line: line.startswith(premise),
        "passage": lambda line: b"/id/passage/" in line.split(b" ")[0] and b"#type>" in line,
        "prefLabel": lambda line: b"/id/company/" in line.split(b" ")[0] and b"#prefLabel>" in line,
        "derived claim": lambda line: b"/graph/derived>" in line and b"#confidence>" in line,
    }
    return (line for line in lines if not ends[lost](line))


def test_of_too_much_a_page_shows_what_most_is_said_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(writing, "SHOWN", 10)
    monkeypatch.setattr(writing, "PART", 4)
    texts, out = folder_of(TEXTS, tmp_path), tmp_path / "output"
    assert main(["build", str(texts), "--out", str(out), "--lang", "en"]) == 0
    assert "more than one page can hold" in capsys.readouterr().out
    assert not (out / "report.html").exists()
    page = (out / "graph.html").read_text(encoding="utf-8")
    assert "the 4 things most is said of, of " in page
    known = graph.load(out)
    assert len({e.id for e in known.record.entities if e.kind == "Company" and f'"{e.id}"' in page}) <= 4


def test_a_part_stands_by_itself(tmp_path: Path) -> None:
    known = graph.build_texts(TEXTS)
    for count in (0, 1, 3, 7, len(known.entities)):
        part = most_told(known, count)
        assert len(part.entities) == count
        ids = {entity.id for entity in part.entities}
        assert {link.entity for link in part.links} <= ids
        path = tmp_path / f"{count}.nq"
        rdf.write_nquads(part, VOCABULARY, path)
        assert shapes.violations(rdf.triples_of(path), format="ntriples") == ()
    assert most_told(known, len(known.entities)).facts == known.facts


def test_an_error_in_a_process_that_writes_is_met_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "LARGE", 10)
    monkeypatch.setattr(writing, "_PROGRAM", "import sys; sys.exit(9)")
    built = graph.build(folder_of(TEXTS, tmp_path))
    (tmp_path / "out").mkdir()
    writing.write_files(built, tmp_path / "out", page=False, workers=2)
    assert {"graph.ttl", "graph.jsonld"} <= {path.name for path in (tmp_path / "out").iterdir()}
    shutil.rmtree(tmp_path / "out")
