"""Asking a built graph on the command line: the same answers as in Python, as a table, as CSV, as JSON."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

import graph
from graph.cli import main
from graph.cli.ask import QUESTIONS
from graph.messages import Speaker
from graph.reports.files import NAMES

PLANT, OTHER = "云峰镍业有限公司", "青石材料有限公司"
PLAN = "年产3万吨硫酸镍项目"
TEXT = (
    f"{PLANT}{PLAN}位于格尔木市，已投产。工人从废锂电池中提取硫酸镍。{OTHER}年产2万吨三元正极材料项目投产。"
    f"{PLANT}向{OTHER}供应硫酸镍。{OTHER}采购硫酸镍。该技术打破国外垄断。"
    "格尔木市锂电池材料本地配套率达到80%。"
)
ASKED = {
    "search": ["云峰"],
    "company": [PLANT],
    "project": [PLAN],
    "material": ["硫酸镍"],
    "chain": ["镍产业链"],
    "upstream": ["硫酸镍"],
    "downstream": ["硫酸镍"],
    "path": ["废锂电池", "三元前驱体"],
    "producers": ["硫酸镍"],
    "consumers": ["硫酸镍"],
    "ledger": [],
    "gaps": ["镍产业链"],
    "balance": ["新能源电池产业链"],
    "shares": ["--chain", "新能源电池产业链"],
    "bottlenecks": [],
    "loops": [],
    "candidates": [OTHER],
    "what-if": ["--remove", PLAN],
    "audit": [],
    "diff": ["later"],
}
LATER = f"{OTHER}年产2万吨三元正极材料项目投产。{PLANT}年产4万吨硫酸钴项目开工。"
Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("asked")
    (folder / "brief.txt").write_text(TEXT, encoding="utf-8")
    graph.build_into(folder / "output", [folder / "brief.txt"], page=False)
    (folder / "later.txt").write_text(LATER, encoding="utf-8")
    graph.build_into(folder / "later", [folder / "later.txt"], page=False)
    return folder / "output"


def asked(name: str, output: Path) -> list[str]:
    """The command with its arguments; a later graph stands beside this one."""
    return [name, *(str(output.parent / a) if a == "later" else a for a in ASKED[name]), "--from", str(output)]


def test_every_question_is_asked_here() -> None:
    assert {question.name for question in QUESTIONS} == set(ASKED)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ASKED)
def test_a_question_is_answered_as_a_table(name: str, language: str, output: Path, capsys: Captured) -> None:
    assert main([*asked(name, output), "--lang", language]) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert lines
    assert ("原文依据" in head) == (language == "zh") or name == "chain"


NAMED = {"stage", "basis", "status", "origin", "state", "measure", "sort"}  # told by names of the vocabulary
HAN = re.compile("[一-鿿]")


def sheet(asked: list[str], path: Path) -> list[dict[str, str]]:
    """The rows of a workbook written to a path, by their headings."""
    assert main([*asked, "--out", str(path)]) == 0
    head, *rows = [[str(cell or "") for cell in line] for line in openpyxl.load_workbook(path).active.values]
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.mark.parametrize("options", [[name] for name in ASKED] + [["project", "--figures"]], ids=" ".join)
def test_a_table_speaks_one_language(options: list[str], output: Path) -> None:
    given = [*asked(options[0], output), *options[1:]]
    chinese, english = (sheet([*given, "--lang", language], output.parent / "a.xlsx") for language in ("zh", "en"))
    assert not any(re.search("[a-z]", heading) for heading in chinese[0])
    assert not any(HAN.search(heading) for heading in english[0])
    named = {Speaker("en")(f"column.{column}") for column in NAMED}
    assert not [row[heading] for row in english for heading in named & set(row) if HAN.search(row[heading])]


def test_json_keeps_the_names_of_the_vocabulary(output: Path, capsys: Captured) -> None:
    assert main(["ledger", "--from", str(output), "--json"]) == 0
    row = json.loads(capsys.readouterr().out)[0]
    assert (row["basis"], row["status"]) == ("Output", "InProduction")


@pytest.mark.parametrize("name", ASKED)
def test_json_has_the_rows_of_the_python_answer(name: str, output: Path, capsys: Captured) -> None:
    assert main([*asked(name, output), "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows
    assert len({tuple(row) for row in rows}) == 1


def test_csv_has_a_heading_and_a_row_for_each_answer(output: Path, capsys: Captured) -> None:
    assert main(["ledger", "--from", str(output), "--format", "csv", "--lang", "en"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["project"] for row in rows} == {PLAN, "年产2万吨三元正极材料项目"}
    assert {row["capacity"] for row in rows} == {"30000", "20000"}


def test_options_narrow_the_answer(output: Path, capsys: Captured) -> None:
    asked = [
        "upstream",
        "硫酸镍",
        "--depth",
        "1",
        "--origin",
        "Stated",
        "--to",
        "Company",
        "--json",
        "--from",
        str(output),
    ]
    assert main(asked) == 0
    assert main([*asked[:5], "Derived", *asked[6:]]) == 0
    printed = capsys.readouterr().out
    assert PLANT in printed


@pytest.mark.parametrize(("language", "words"), [("zh", f"您是指 {PLANT}"), ("en", f"did you mean {PLANT}")])
@pytest.mark.parametrize("name", ["云峰镍", "云峰\n镍", "云峰\x1b[2J镍"])
def test_a_name_nobody_has_is_one_line(name: str, language: str, words: str, output: Path, capsys: Captured) -> None:
    assert main(["company", name, "--from", str(output), "--lang", language]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "\x1b" not in told
    assert words in told or name != "云峰镍"


@pytest.mark.parametrize(("language", "words"), [("zh", "您是指 镍产业链"), ("en", "did you mean 镍产业链")])
def test_a_chain_nobody_knows_brings_the_nearest(language: str, words: str, output: Path, capsys: Captured) -> None:
    assert main(["gaps", "镍产业", "--from", str(output), "--lang", language]) == 0
    assert main(["gaps", "镍产业链条", "--from", str(output), "--lang", language]) == 1
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["company", "硫酸镍"], "硫酸镍：是别类事物的名称：物料"),
        (["upstream", "硫酸镍", "--depth", "-1"], "-1：步数不对；请给出 0 或更大的数"),
        (["upstream", "硫酸镍", "--depth", "two"], "--depth：不是整数"),
        (["upstream", "硫酸镍", "--to", "Firm"], "--to：没有 'Firm'"),
        (["upstream", "硫酸镍", "--origin", "told"], "--origin：没有 'told'"),
        (["what-if"], "没有给出设想；请给出 --remove"),
        (["what-if", "--capacity", f"{OTHER}=much"], "不是产能"),
        (["what-if", "--remove", "没有的"], "没有这个名称；可用 search 在名称中查找"),
        (["completion", "dos"], "没有 'dos'"),
    ],
)
def test_a_slip_is_one_line_in_ones_own_language(
    given: list[str], words: str, output: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(output.parent)
    assert main([*given, "--lang", "zh"]) == 1
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert words in told.err


@pytest.mark.parametrize("origin", ["Stated", "stated", "文本所述"])
@pytest.mark.parametrize("kind", ["Project", "project", "项目"])
def test_kinds_and_origins_have_the_names_of_the_table(kind: str, origin: str, output: Path, capsys: Captured) -> None:
    asked = ["upstream", "硫酸镍", "--to", kind, "--origin", origin, "--from", str(output), "--json"]
    assert main(asked) == 0
    assert [row["name"] for row in json.loads(capsys.readouterr().out)] == [PLAN]


def test_no_difference_is_not_no_answer(output: Path, capsys: Captured) -> None:
    assert main(["diff", str(output), "--from", str(output), "--lang", "en"]) == 0
    assert capsys.readouterr().err == "industry-chain: the two graphs say the same\n"


def test_no_graph_yet_says_what_to_do(tmp_path: Path, capsys: Captured) -> None:
    assert main(["loops", "--from", str(tmp_path / "nothing"), "--lang", "en"]) == 1
    assert "build a graph first" in capsys.readouterr().err


def test_an_empty_answer_says_so_beside_the_output(output: Path, capsys: Captured) -> None:
    assert main(["consumers", "三元前驱体", "--from", str(output), "--lang", "en"]) == 0
    printed = capsys.readouterr()
    assert not printed.out
    assert "neither the texts nor domain knowledge" in printed.err


@pytest.mark.parametrize("given", ["硫酸镍", "=0.5", "硫酸镍="])
def test_a_capacity_written_otherwise_says_how(given: str, output: Path, capsys: Captured) -> None:
    assert main(["what-if", "--capacity", given, "--from", str(output), "--lang", "en"]) == 1
    assert "NAME=0.5" in capsys.readouterr().err


def test_the_report_and_the_lists_are_written_for_a_region(output: Path, capsys: Captured, tmp_path: Path) -> None:
    asked = ["report", "--from", str(output), "--out", str(tmp_path / "told"), "--region", "格尔木市", "--lang", "en"]
    assert main(asked) == 0
    assert main(asked) == 0
    assert "report.html" in capsys.readouterr().out
    assert {path.name for path in (tmp_path / "told").iterdir()} == set(NAMES)
    assert (tmp_path / "told" / "projects.csv").read_text("utf-8-sig").startswith("chain,project")


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_a_shell_completes_every_command(shell: str, capsys: Captured) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert all(question.name in script for question in QUESTIONS)


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_completes_a_command(capsys: Captured, tmp_path: Path) -> None:
    assert main(["completion", "bash"]) == 0
    (tmp_path / "script").write_text(capsys.readouterr().out, encoding="utf-8")
    typed = "COMP_WORDS=(industry-chain bot); COMP_CWORD=1; _shtab_industry_chain x bot"
    ask = f'source ./script; {typed}; echo "${{COMPREPLY[@]}}"'
    run = subprocess.run(["bash", "-c", ask], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["bottlenecks"]


def test_half_a_capacity_loses_half(output: Path, capsys: Captured) -> None:
    assert main(["what-if", "--capacity", f"{PLAN}=0.5", "--from", str(output), "--json"]) == 0
    first = json.loads(capsys.readouterr().out)[0]
    assert (first["loss_low"], first["loss_high"]) == (15000, 15000)


def test_a_scenario_is_told_beside_its_rows(output: Path, capsys: Captured) -> None:
    assert main(["what-if", "--remove", PLAN, "--alone", "--from", str(output), "--json", "--lang", "en"]) == 0
    said = capsys.readouterr()
    assert f"{PLAN} falls out" in said.err
    assert json.loads(said.out)
