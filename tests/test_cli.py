"""The command line: what it says, what it writes, and the code it ends with."""

from __future__ import annotations

import ast
import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import graph
from graph import messages, vocab
from graph.cli import main
from graph.messages import Speaker
from graph.reports.files import NAMES

FILES = {
    "graph.ttl",
    "graph.nq",
    "graph.jsonld",
    "graph.html",
    "entities.csv",
    "claims.csv",
    "report.json",
    "documents.jsonl",
    "report.html",
    "report.zh.md",
    "report.en.md",
    "lists.xlsx",
    "opportunities.csv",
    "targets.csv",
    "projects.csv",
    "store",
}


def listing(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_build_writes_every_file(built: Path) -> None:
    assert listing(built) == FILES
    assert listing(built.parent) == {"a.md", "output"}


def test_every_quote_stands_at_its_offsets_in_the_documents_written(built: Path) -> None:
    texts = {}
    for line in (built / "documents.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        texts[document["id"]] = document["text"]
    assert set(texts) == {"a.md"}
    knowledge = graph.build([built.parent / "a.md"]).knowledge
    names = {document.id: document.name for document in knowledge.documents}
    claims = [claim for fact in knowledge.facts for claim in fact.claims]
    assert claims
    for claim in claims:
        evidence = claim.evidence
        assert texts[names[evidence.document]][evidence.span.start : evidence.span.end] == evidence.quote


def test_the_documents_written_can_be_read_again(built: Path, tmp_path: Path) -> None:
    first = graph.build([built.parent / "a.md"]).knowledge
    again = graph.build([built / "documents.jsonl"]).knowledge
    assert [(d.title, d.publisher, d.published) for d in again.documents] == [
        (d.title, d.publisher, d.published) for d in first.documents
    ]
    assert {(f.subject, f.predicate, f.object) for f in again.facts} == {
        (f.subject, f.predicate, f.object) for f in first.facts
    }


def test_tables_open_in_a_spreadsheet(built: Path) -> None:
    for name in ("entities.csv", "claims.csv"):
        content = (built / name).read_bytes()
        assert content.startswith(b"\xef\xbb\xbf"), "Excel takes a file without this mark for another encoding"
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        assert rows
        assert all(None not in row and None not in row.values() for row in rows)


def test_the_report_counts_what_was_found(built: Path) -> None:
    report = json.loads((built / "report.json").read_text(encoding="utf-8"))
    assert report["entities"]["Company"] >= 2
    assert report["facts"]["Stated"]["produces"] >= 2
    assert report["shacl"] == {"conforms": True, "violations": 0}
    assert report["unreadable"] == []
    assert set(report["files"]) == FILES
    assert report["timings"]["extract"] >= 0


@pytest.mark.parametrize(("lang", "words"), [("zh", "打开网页：file:///"), ("en", "Open the page: file:///")])
def test_it_ends_with_where_to_look(
    text: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str, words: str
) -> None:
    assert main(["build", str(text), "--out", str(tmp_path / "o"), "--lang", lang]) == 0
    said = capsys.readouterr()
    assert words in said.out
    assert said.err == "", "no progress bar where there is no terminal"


def test_quiet_says_nothing(text: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(text), "--out", str(tmp_path / "o"), "--quiet"]) == 0
    said = capsys.readouterr()
    assert said.out + said.err == ""


def test_without_a_page(text: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(text), "--out", str(tmp_path / "o"), "--no-page"]) == 0
    assert listing(tmp_path / "o") == FILES - {"graph.html", *NAMES}
    assert "graph.html" not in capsys.readouterr().out


def test_without_a_store(text: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "o"
    for options in ([], ["--no-store"]):
        assert main(["build", str(text), "--out", str(out), "--no-page", *options]) == 0
        assert (out / "store").exists() is not bool(options)
    capsys.readouterr()
    assert main(["query", "makers", "--from", str(out)]) == 0
    assert capsys.readouterr().out
    assert main(["build", str(text), "--out", str(out), "--no-page"]) == 0
    assert (out / "store").is_dir()


def test_the_rest_is_built_when_a_file_cannot_be_read(
    text: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (text.parent / "empty.txt").write_bytes(b"")
    (text.parent / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    out = tmp_path / "o"
    assert main(["build", str(text.parent), "--out", str(out), "--lang", "en"]) == 0
    said = capsys.readouterr()
    assert len(said.err.splitlines()) == 2
    assert "empty.txt: empty file;" in said.err
    assert "Could not read 2 files" in said.out
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert [Path(entry["file"]).name for entry in report["unreadable"]] == ["broken.pdf", "empty.txt"]
    assert main(["build", str(text.parent), "--out", str(out), "--strict", "--quiet"]) == 3
    assert listing(out) == FILES


def test_a_file_of_no_known_kind_is_set_aside(text: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sheet.xlsx").write_bytes(b"PK")
    out = tmp_path / "o"
    assert main(["build", str(text), str(tmp_path / "sheet.xlsx"), "--out", str(out), "--lang", "en"]) == 0
    assert "sheet.xlsx" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([], "required: TEXTS"),
        (["nowhere"], "nowhere: no such file or folder"),
        (["--nonsense", "nowhere"], "unrecognized arguments: --nonsense"),
        (["nowhere", "--lang", "fr"], "--lang"),
    ],
)
def test_the_users_fault_is_one_line(
    given: list[str],
    words: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.chdir(tmp_path)
    assert main(["build", *given]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert words in said.err
    assert listing(tmp_path) == set()


def test_no_readable_text_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "texts").mkdir()
    assert main(["build", str(tmp_path / "texts"), "--out", str(tmp_path / "o"), "--lang", "zh"]) == 1
    assert "没有可读的文本" in capsys.readouterr().err
    assert listing(tmp_path) == {"texts"}


def test_a_graph_that_breaks_the_shapes_is_not_written(
    text: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "o"
    assert main(["build", str(text), "--out", str(out), "--quiet"]) == 0
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}
    monkeypatch.setattr("graph.shapes.violations", lambda *given: ("company/甲: has no label",))
    assert main(["build", str(text), "--out", str(out), "--lang", "en"]) == 1
    assert "company/甲: has no label" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()} == before


def test_what_stands_in_the_way_is_said_before_any_work(
    text: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph, "build", lambda *given, **named: pytest.fail("worked first"))
    assert main(["build", str(text), "--out", str(text.parent), "--lang", "zh"]) == 1
    assert "里面有要读取的文本" in capsys.readouterr().err
    (text.parent / "report.json").write_text("mine")
    assert main(["build", str(text), "--out", str(text.parent), "--lang", "zh"]) == 1
    assert "不是本工具生成的文件（report.json）" in capsys.readouterr().err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_is_in_plain_words_with_an_example(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    for given in (["--help"], ["build", "--help"]):
        with pytest.raises(SystemExit) as ended:
            main([*given, "--lang", lang])
        assert ended.value.code == 0
    said = capsys.readouterr().out
    assert "industry-chain build texts --out output" in said
    assert ("用法：" in said) == (lang == "zh")
    assert not any(stray in said for stray in ("options:", "positional", "usage:") if lang == "zh")


def test_the_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"industry-chain {graph.__version__}\n"


@pytest.mark.parametrize(("name", "said"), [("zh_CN.UTF-8", "无法识别"), ("C", "unrecognized"), ("", "unrecognized")])
def test_the_language_is_the_systems(
    name: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", name)
    monkeypatch.setenv("LC_MESSAGES", "")
    monkeypatch.setenv("LANG", "")
    assert main(["build", "a", "--nonsense"]) == 1
    assert said in capsys.readouterr().err


def test_build_py_is_the_same_command(text: Path, tmp_path: Path, root: Path, environment: dict[str, str]) -> None:
    run = subprocess.run(
        [sys.executable, str(root / "build.py"), "texts", "--out", "o"],
        cwd=tmp_path,
        env={**environment, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stderr == b""
    assert b"file:///" in run.stdout
    assert listing(tmp_path / "o") == FILES


def test_ctrl_c_ends_with_130_and_leaves_nothing(text: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    code = "import graph, sys, time; graph._know = lambda *a, **k: (print('at work', flush=True), time.sleep(60));"
    code += "from graph.cli import main; sys.exit(main(['build', 'texts', '--out', 'o', '--lang', 'en']))"
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"at work\n"
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=20)[1].decode()
    assert process.returncode == 130
    assert said == "industry-chain: interrupted; the last output is as it was\n"
    assert listing(tmp_path) == {"texts"}


def test_a_reader_who_goes_away_is_no_fault(text: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "graph.cli", "build", "texts", "--out", "o"]
    read, write = os.pipe()
    os.close(read)
    run = subprocess.run(command, cwd=tmp_path, env=environment, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert (run.returncode, run.stderr) == (0, b"")


def test_the_public_names_are_complete() -> None:
    assert all(hasattr(graph, name) for name in graph.__all__)
    assert not hasattr(graph, "nothing")
    homes = {"graph", "graph.errors", "graph.model"}
    public = {name for name, thing in vars(graph).items() if getattr(thing, "__module__", "") in homes}
    assert {name for name in public if not name.startswith("_")} <= set(graph.__all__)
    assert list(graph.__all__) == sorted(graph.__all__)


def errors_raised(root: Path) -> Iterator[str]:
    """What every error of the package says, with {} for what differs each time."""
    for path in sorted((root / "graph").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and called.endswith("Error") and getattr(graph, called, None):
                what, remedy = node.args[:1], node.args[2:3]
                named = [word.value for word in node.keywords if word.arg == "remedy"]
                yield from (spoken for part in (*what, *remedy, *named) if (spoken := words_of(part)))


def words_of(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values)
    return ""


def test_every_error_is_said_in_chinese_too(root: Path) -> None:
    said = sorted(set(errors_raised(root)))
    assert len(said) > 20
    missing = [words for words in said if Speaker("zh").translate(words) == words]
    assert missing == [], "add a row without a key to ontology/messages.csv"


def test_every_message_fills_the_same_blanks_in_both_languages() -> None:
    def blanks(words: str) -> list[str]:
        return sorted(messages.BLANK.findall(words))

    table = messages._messages(vocab.default_directory())
    assert all(blanks(message.zh) == blanks(message.en) and message.zh and message.en for message in table)
    assert len({message.key or message.en for message in table}) == len(table)


def test_a_terminal_is_shown_how_far_it_is(text: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    pty = pytest.importorskip("pty", reason="no terminals to pretend on this system")
    termios = pytest.importorskip("termios")
    mine, its = pty.openpty()
    termios.tcsetwinsize(its, (24, 80))
    command = [sys.executable, "-m", "graph.cli", "build", "texts", "--out", "o", "--lang", "zh"]
    run = subprocess.run(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=its, check=False)
    os.close(its)
    shown = os.read(mine, 100_000).decode()
    os.close(mine)
    assert run.returncode == 0
    assert [stage for stage in ("读取", "抽取", "写出") if stage in shown] == ["读取", "抽取", "写出"]


def test_a_build_does_not_wait_for_what_only_questions_need() -> None:
    code = "import sys; from graph.cli import main; main(['build', 'nowhere']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    loaded = set(done.stderr.split())
    assert "graph.extract" in loaded
    assert not loaded & {"networkx", "jinja2", "pyparsing", "rdflib", "starlette", "graph.chain", "graph.query"}
