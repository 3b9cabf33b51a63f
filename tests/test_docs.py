"""What the documents tell a reader to do works as written, in both languages alike."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph
import pytest

from graph.cli import main

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README", "CONTRIBUTING")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)\)")
NAMED = re.compile(r"`((?:ontology|queries|texts|docs|graph|tests)/[\w./-]*)`")


class Block(NamedTuple):
    """A fenced block of a page."""

    language: str
    content: str


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str) -> tuple[Block, ...]:
    return tuple(Block(*found.groups()) for found in FENCE.finditer(read(name)))


def each(language: str) -> list[Any]:
    found = [(page, block.content) for page in PAGES for block in blocks(f"{page}.md") if block.language == language]
    return [pytest.param(content, id=f"{page}-{number}") for number, (page, content) in enumerate(found)]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place that looks like the checkout, where commands may leave their output."""
    place = tmp_path_factory.mktemp("desk")
    for name in ("texts", "queries", "ontology"):
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
        else:
            assert line == ". .venv/bin/activate", "teach this test to check the command"


def test_the_python_of_the_readme_works_from_top_to_bottom(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(desk)
    names: dict[str, Any] = {}
    for block in blocks("README.md"):
        if block.language == "python":
            exec(compile(block.content, "README.md", "exec"), names)  # noqa: S102 - that is the test
            said = capsys.readouterr().out.splitlines()
            assert len(said) > 5, "the example shows something"


def test_the_query_shown_is_the_one_that_ships() -> None:
    shown = [block.content for block in blocks("README.md") if block.language == "sparql"]
    assert shown == [read("queries/makers.rq").split("\n", 1)[1]]


@pytest.mark.parametrize("content", each("turtle"))
def test_turtle_shown_is_turtle(content: str) -> None:
    assert list(pyoxigraph.parse(content.encode(), format=pyoxigraph.RdfFormat.TURTLE))


@pytest.mark.parametrize("content", each("csv"))
def test_rows_shown_fit_their_table(content: str) -> None:
    header, *rows = content.splitlines()
    tables = [path for path in (ROOT / "ontology").glob("*.csv") if path.read_text(encoding="utf-8").startswith(header)]
    assert len(tables) == 1
    assert all(row in tables[0].read_text(encoding="utf-8").splitlines() for row in rows)


@pytest.mark.parametrize("page", [f"{page}{language}.md" for page in PAGES for language in ("", ".zh")])
def test_every_file_named_is_there(page: str) -> None:
    named = {*LINK.findall(read(page)), *NAMED.findall(read(page))}
    assert named
    assert [name for name in sorted(named) if not (ROOT / name).exists() and "NAME" not in name] == []


def test_the_exit_codes_told_are_those_of_the_program() -> None:
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", read("README.md"), re.MULTILINE)}
    assert told == {0, 1, 3, 130}


def test_every_query_says_its_question_in_both_languages() -> None:
    for path in sorted((ROOT / "queries").glob("*.rq")):
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        assert re.match(r"# .*[一-鿿].*？ [A-Z].*\?$", first), path.name
