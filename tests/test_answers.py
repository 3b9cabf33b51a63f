"""Answers on the command line: SPARQL of one's own, JSON from every command, files that others can read."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graph.cli import main
from graph.cli.ask import QUESTIONS
from graph.query import queries

NAMES = "SELECT ?name { ?who a chain:Company ; skos:prefLabel ?name } ORDER BY ?name"
MILL, FOIL = "云峰镍业有限公司", "蓝桥铜箔股份有限公司"
Captured = pytest.CaptureFixture[str]


def told(arguments: list[str], capsys: Captured) -> tuple[int, str, str]:
    """The exit code, and what was said on the standard output and on the standard error."""
    code = main(arguments)
    return code, *capsys.readouterr()


# SPARQL


def test_a_query_in_quotes_needs_no_prefixes(built: Path, capsys: Captured) -> None:
    code, out, _ = told(["sparql", NAMES, "--from", str(built), "--json"], capsys)
    assert (code, json.loads(out)) == (0, [{"name": MILL}, {"name": FOIL}])


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_query_may_stand_in_a_file(mark: str, built: Path, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "names.rq").write_text(mark + NAMES, encoding="utf-8")
    code, out, _ = told(["sparql", "--file", str(tmp_path / "names.rq"), "--from", str(built)], capsys)
    assert (code, out.splitlines()[2:]) == (0, [MILL, FOIL])


def test_a_query_that_ships_may_be_asked_as_a_file(built: Path, root: Path, capsys: Captured) -> None:
    asked = ["sparql", "--file", str(root / "queries/makers.rq"), "--from", str(built), "--format", "csv"]
    named = ["query", "makers", "--from", str(built), "--format", "csv"]
    assert told(asked, capsys) == told(named, capsys)


def test_a_query_may_come_through_a_pipe(built: Path, environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "graph.cli", "sparql", "--file", "-", "--from", str(built), "--json"]
    run = subprocess.run(command, input=NAMES.encode(), env=environment, capture_output=True, check=True)
    assert len(json.loads(run.stdout)) == 2


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a query in another encoding, to work in."""
    monkeypatch.chdir(tmp_path)
    Path("gbk.rq").write_bytes("# 谁生产什么？\nASK {}".encode("gbk"))


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([], "没有给出查询；请把查询写在引号里"),
        (["ASK {}", "--file", "a.rq"], "给了两个查询"),
        (["--file", "nowhere.rq"], "nowhere.rq：无法读取"),
        (["--file", "gbk.rq"], "gbk.rq：不是 UTF-8 文本"),
        (["DROP ALL"], "查询会改动图谱"),
        (["LOAD <http://127.0.0.1:1/>"], "查询会改动图谱"),
        (["SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"], "SERVICE"),
        (["SELECT * FROM <http://127.0.0.1:1/> { ?s ?p ?o }"], "FROM"),
        (["SELECT"], "不是 SPARQL 1.1"),
        (["ASK {}", "--format", "xlsx"], "--out"),
    ],
)
def test_a_slip_is_one_line(given: list[str], words: str, built: Path, capsys: Captured) -> None:
    code, out, err = told(["sparql", *given, "--from", str(built), "--lang", "zh"], capsys)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert words in err


def test_nothing_found_is_said_beside_the_columns(built: Path, capsys: Captured) -> None:
    asked = ["sparql", "SELECT ?a ?b { ?a chain:nothing ?b }", "--from", str(built), "--format", "csv", "--lang", "en"]
    assert told(asked, capsys) == (0, "a,b\n", "industry-chain: no rows: the graph says nothing of the kind\n")
    assert told([*asked, "--quiet"], capsys) == (0, "a,b\n", "")


# JSON everywhere


@pytest.mark.parametrize("name", [question.name for question in queries()])
def test_every_question_by_name_answers_in_json(name: str, built: Path, capsys: Captured) -> None:
    code, out, _ = told(["query", name, "--from", str(built), "--json", "--quiet"], capsys)
    assert code == 0
    assert isinstance(json.loads(out), list)
    assert told(["query", "--json", "--quiet", "--from", str(built), name], capsys) == (0, out, "")


def test_the_questions_are_listed_in_json(capsys: Captured) -> None:
    listed = json.loads(told(["query", "--json"], capsys)[1])
    assert [one["name"] for one in listed] == [question.name for question in queries()]
    assert next(one["parameters"] for one in listed if one["name"] == "evidence") == "subject relation object"


def test_a_build_sums_up_in_json(text: Path, tmp_path: Path, capsys: Captured) -> None:
    code, out, _ = told(["build", str(text), "--out", str(tmp_path / "o"), "--no-page", "--json"], capsys)
    assert code == 0
    assert json.loads(out) == json.loads((tmp_path / "o/report.json").read_text(encoding="utf-8"))


def test_a_report_lists_its_files_in_json(built: Path, tmp_path: Path, capsys: Captured) -> None:
    code, out, _ = told(["report", "--from", str(built), "--out", str(tmp_path / "told"), "--json"], capsys)
    assert code == 0
    assert {one["file"] for one in json.loads(out)} == {str(path) for path in (tmp_path / "told").iterdir()}


@pytest.mark.parametrize("name", [*(q.name for q in QUESTIONS), "build", "report", "query", "sparql"])
def test_every_command_knows_json(name: str, capsys: Captured) -> None:
    with pytest.raises(SystemExit):
        main([name, "--help"])
    assert "--json" in capsys.readouterr().out


# Files


@pytest.mark.parametrize("name", ["a.csv", "a.txt"])
def test_a_table_for_excel_is_marked_whatever_its_name(name: str, built: Path, tmp_path: Path) -> None:
    asked = ["query", "makers", "--from", str(built), "--format", "csv", "--out", str(tmp_path / name)]
    assert main(asked) == 0
    content = (tmp_path / name).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert len(list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))) > 1


def test_json_is_json_whatever_its_name(built: Path, tmp_path: Path) -> None:
    assert main(["query", "makers", "--from", str(built), "--json", "--out", str(tmp_path / "a.csv")]) == 0
    assert json.loads((tmp_path / "a.csv").read_text(encoding="utf-8"))


@pytest.mark.parametrize("command", [["query", "makers"], ["ledger"], ["sparql", NAMES]])
def test_where_nothing_can_be_written_is_said(
    command: list[str], built: Path, tmp_path: Path, capsys: Captured
) -> None:
    (tmp_path / "taken").mkdir()
    for place in (tmp_path / "taken", tmp_path / "nowhere" / "a.csv"):
        code, out, err = told([*command, "--from", str(built), "--out", str(place), "--lang", "zh"], capsys)
        assert (code, out, err.count("\n")) == (1, "", 1)
        assert f"{place}：无法写入" in err


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_completes_a_file(capsys: Captured, tmp_path: Path) -> None:
    assert main(["completion", "bash"]) == 0
    (tmp_path / "script").write_text(capsys.readouterr().out, encoding="utf-8")
    (tmp_path / "names.rq").touch()
    typed = "COMP_WORDS=(industry-chain sparql --file nam); COMP_CWORD=3; _shtab_industry_chain x nam --file"
    ask = f'source ./script; {typed}; echo "${{COMPREPLY[@]}}"'
    run = subprocess.run(["bash", "-c", ask], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["names.rq"]
