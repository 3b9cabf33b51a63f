"""What the documents tell a reader to do works as written, in both languages alike."""

from __future__ import annotations

import csv
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph
import pytest

import graph
from graph.cli import main
from graph.vocab import ontology_files

ROOT = Path(__file__).resolve().parent.parent
PAGES = (
    "README",
    "CONTRIBUTING",
    "docs/extraction",
    "docs/analysis",
    "docs/audit",
    "docs/queries",
    "docs/tutorial",
    "docs/gold",
    "docs/scale",
    "docs/operations",
)
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)\)")
JUDGEMENT = "name,judgement,entity"
NAMED = re.compile(r"`((?:ontology|queries|texts|docs|graph|tests|benchmarks)/[\w./-]*)`")


class Block(NamedTuple):
    """A fenced block of a page."""

    language: str
    content: str


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str) -> tuple[Block, ...]:
    return tuple(Block(*found.groups()) for found in FENCE.finditer(read(name)))


def each(language: str, pages: tuple[str, ...] = PAGES) -> list[Any]:
    found = [(page, b.content) for page in pages for b in blocks(f"{page}.md") if b.language in language.split()]
    return [pytest.param(content, id=f"{page}-{number}") for number, (page, content) in enumerate(found)]


def tables(header: str) -> list[Path]:
    """The tables of ontology/ with these columns."""
    found = [path for path in sorted((ROOT / "ontology").glob("*.?sv")) if heading(path) == header]
    assert found, f"no table has the columns {header}"
    return found


def heading(path: Path) -> str:
    return path.read_text(encoding="utf-8").split("\n", 1)[0]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place that looks like the checkout, where commands may leave their output."""
    place = tmp_path_factory.mktemp("desk")
    for name in ("texts", "queries", "ontology", "benchmarks"):
        (place / name).symlink_to(ROOT / name)
    return place


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_show_the_same_commands(page: str) -> None:
    assert blocks(f"{page}.md") == blocks(f"{page}.zh.md")
    assert read(f"{page}.md").count("\n## ") == read(f"{page}.zh.md").count("\n## ")
    assert read(f"{page}.md").count("\n| ") == read(f"{page}.zh.md").count("\n| ")


@pytest.mark.parametrize("commands", each("sh"))
def test_commands_work_as_written(commands: str, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    for line in commands.splitlines():
        program, *arguments = shlex.split(line)
        if program == "make":  # what it would run; running the tests from within a test would not end
            subprocess.run([program, "-n", *arguments], cwd=ROOT, check=True, capture_output=True)
        elif program == "industry-chain":
            assert main([*arguments, "--quiet"]) == 0
        elif program == ".venv/bin/pytest":  # nor would running these
            assert all((ROOT / name).is_file() and name.startswith("tests/test_") for name in arguments), line
        else:
            assert line == ". .venv/bin/activate", "teach this test to check the command"


@pytest.mark.parametrize("page", PAGES)
def test_the_python_shown_works_from_top_to_bottom(
    page: str, desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(desk)
    names: dict[str, Any] = {}
    for block in blocks(f"{page}.md"):
        if block.language == "python":
            exec(compile(block.content, page, "exec"), names)  # noqa: S102 - that is the test
            said = capsys.readouterr().out.splitlines()
            assert len(said) >= 2, "the example shows something"


def test_the_query_shown_is_the_one_that_ships() -> None:
    shown = [block.content for block in blocks("README.md") if block.language == "sparql"]
    assert shown == [read("queries/makers.rq").split("\n", 1)[1]]


@pytest.mark.parametrize("content", each("turtle", PAGES[1:]))
def test_turtle_shown_is_in_the_ontology(content: str) -> None:
    held = {triple for path in ontology_files() for triple in triples(path.read_text(encoding="utf-8"))}
    assert triples(content) <= held


def test_the_claim_shown_is_one_that_make_graph_finds() -> None:
    (shown,) = (triples(block.content) for block in blocks("README.md") if block.language == "turtle")
    made = graph.files(graph.build([ROOT / "texts"]), page=False)["graph.ttl"].decode()
    assert shown - triples(made) == set()


def triples(turtle: str) -> set[tuple[str, str, str]]:
    parsed = pyoxigraph.parse(turtle.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    return {(str(t.subject), str(t.predicate), str(t.object)) for t in parsed}


@pytest.mark.parametrize("content", each("csv tsv"))
def test_rows_shown_stand_in_their_table(content: str) -> None:
    header, *rows = content.splitlines()
    held = [line for path in tables(header) for line in path.read_text(encoding="utf-8").splitlines()]
    assert rows
    assert [row for row in rows if row not in held] == [] or header == JUDGEMENT


def test_the_judgement_shown_joins_two_names(tmp_path: Path) -> None:
    (row,) = (rows for c in each("csv") for header, rows in [c.values[0].split("\n", 1)] if header == JUDGEMENT)
    name, judgement, entity = row.strip().split(",")
    texts = [("a", f"{entity}主要生产电解镍。"), ("b", f"{name}主要生产硫酸镍。")]
    shutil.copytree(ROOT / "ontology", tmp_path / "ontology")
    with (tmp_path / "ontology/judgements.csv").open("a", encoding="utf-8") as file:
        file.write(row)
    judged = graph.build_texts(texts, ontology=tmp_path / "ontology")
    assert judgement == "same"
    assert len(makers(graph.build_texts(texts))) == 2
    assert makers(judged) == {f"company/{entity}"}
    assert "人工判定" in "".join(link.reason for link in judged.links if link.label == name)


def makers(known: graph.Knowledge) -> set[str]:
    return {fact.subject for fact in known.facts if fact.predicate == "produces"}


@pytest.mark.parametrize("language", ["", ".zh"])
def test_every_file_of_the_ontology_is_explained(language: str) -> None:
    page = read(f"docs/extraction{language}.md")
    named = {
        name for cell in re.findall(r"^\| (`.*?) \|", page, re.MULTILINE) for name in re.findall(r"`([^`]+)`", cell)
    }
    held = {path.name for path in (ROOT / "ontology").iterdir() if path.is_file()} | {"chains/*.ttl"}
    assert held <= named
    with (ROOT / "ontology/words.csv").open(encoding="utf-8", newline="") as file:
        assert {row["role"] for row in csv.DictReader(file)} <= named


@pytest.mark.parametrize("page", [f"{page}{language}.md" for page in PAGES for language in ("", ".zh")])
def test_every_file_named_is_there(page: str) -> None:
    links = {(ROOT / page).parent / link for link in LINK.findall(read(page))}
    named = {ROOT / name for name in NAMED.findall(read(page)) if "NAME" not in name}
    assert links
    assert [str(path) for path in sorted(links | named) if not path.exists()] == []


def test_the_exit_codes_told_are_those_of_the_program() -> None:
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", read("README.md"), re.MULTILINE)}
    assert told == {0, 1, 3, 130}


def test_every_query_says_its_question_in_both_languages() -> None:
    for path in sorted((ROOT / "queries").glob("*.rq")):
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        assert re.match(r"# .*[一-鿿].*？ [A-Z].*\?$", first), path.name
