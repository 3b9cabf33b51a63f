"""Texts are read on all cores and once: whoever reads them, and whenever, they say the same."""

from __future__ import annotations

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import graph
from graph import Resources, extractions
from graph.cli import main
from graph.extract import Gate, extract
from graph.extractions import cache, codec, version, workers
from graph.lexicon import load
from graph.model import Document, Extraction
from graph.vocab import default_directory
from graph.vocab import load as vocabulary

TOWNS = ("云峰", "蓝桥", "青石", "石泉")
SAID = (
    "{0}锂业有限公司主要生产碳酸锂和氢氧化锂。",
    "该公司投资12亿元的年产3万吨碳酸锂项目已建成投产。",
    "{0}铜箔股份有限公司的年产２万吨锂电铜箔项目正在建设，项目以阴极铜为原料。",
    "{0}集团有限公司持有{0}锂业有限公司60%的股权。",
    "| 项目 | 投资 |\n| 年产5万吨电池铝箔项目 | 8亿元 |",
    "预计第6十五位完成，年处理废锂电池2～3万吨",
    "记者从{0}市了解到，产业集群正在形成。",
)
sentences = st.builds(str.format, st.sampled_from(SAID), st.sampled_from(TOWNS))
written = st.lists(sentences, min_size=1, max_size=4).map("".join)
GATE = Gate.of(vocabulary())


def documents(count: int = 9) -> tuple[Document, ...]:
    texts = (SAID[n % len(SAID)] + SAID[(3 * n + 1) % len(SAID)] for n in range(count))
    return tuple(Document(f"{n}", words.format(TOWNS[n % len(TOWNS)])) for n, words in enumerate(texts))


def read(using: Resources | None = None, given: tuple[Document, ...] | None = None) -> list[Extraction]:
    return list(extractions.extract_all(given or documents(), None, using))


@pytest.fixture
def deaf(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the documents that are read anew in this process."""
    seen: list[str] = []

    def noted(document: Document, words: object, gate: object) -> Extraction:
        seen.append(document.name)
        return extract(document, load(), GATE)

    monkeypatch.setattr(extractions, "extract", noted)
    return seen


# The way to another process, or to the cache, and back.


@given(written)
@settings(deadline=None, max_examples=60)
def test_what_is_written_is_read_back(text: str) -> None:
    document = Document("a", text)
    told = extract(document, load(), GATE)
    line = codec.encode(told)
    assert b"\n" not in line
    assert codec.decode(line, document) == told


@given(written, st.data())
@settings(deadline=None, max_examples=100)
def test_what_nobody_wrote_is_no_extraction(text: str, data: st.DataObject) -> None:
    document = Document("a", text)
    line = bytearray(codec.encode(extract(document, load(), GATE)))
    at = data.draw(st.integers(0, len(line) - 1))
    line[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    try:
        told = codec.decode(bytes(line), document)
    except ValueError:
        return
    assert isinstance(told, Extraction)
    assert all(0 <= mention.span.start <= mention.span.end <= len(text) for mention in told.mentions)


@pytest.mark.parametrize(
    "line", [b"", b"[]", b"null", b"[[],[0],[],[],[]]", b"[" * 100_000, b"[[[0,99,1,2,3]],[],[],[],[]]"]
)
def test_odd_lines_are_no_extraction(line: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it says of itself
        codec.decode(line, Document("a", "镍"))


# Processes


@pytest.mark.parametrize("count", [2, 3])
def test_any_number_of_processes_reads_the_same(count: int) -> None:
    assert read(Resources(workers=count)) == read(Resources(workers=1))


@pytest.mark.slow
def test_processes_change_no_byte(tmp_path: Path, environment: dict[str, str]) -> None:
    given = tmp_path / "texts"
    given.mkdir()
    for document in documents(12):
        (given / f"{document.name}.txt").write_text(document.text, encoding="utf-8")
    made = [
        built(given, tmp_path / count, environment, "--no-cache", "--no-page", "--workers", count)
        for count in ("1", "2", "3")
    ]
    assert made[0] == made[1] == made[2]


def built(given: Path, out: Path, environment: dict[str, str], *options: str) -> dict[str, bytes]:
    command = [sys.executable, "-m", "graph.cli", "build", str(given), "--out", str(out), "--quiet", *options]
    subprocess.run(command, env=environment, check=True)
    files = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}
    report = json.loads(files.pop("report.json"))
    del report["timings"]
    return {**files, "report.json": json.dumps(report).encode()}


def test_an_error_in_a_process_is_met_in_this_one(monkeypatch: pytest.MonkeyPatch, deaf: list[str]) -> None:
    failing = "import graph.extractions.worker as w; w.extract = lambda *given: 1 / 0; w.main()"
    monkeypatch.setattr(workers, "_PROGRAM", failing)
    assert read(Resources(workers=2)) == read()
    assert set(deaf) == {document.name for document in documents()}


def test_a_process_that_dies_is_one_line_and_leaves_the_last_output(
    text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "output"
    assert main(["build", str(text), "--out", str(out), "--quiet", "--no-page"]) == 0
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}
    monkeypatch.setattr(workers, "_PROGRAM", "import os; os._exit(3)")
    (text.parent / "b.txt").write_text(SAID[0].format("云峰"), encoding="utf-8")
    options = ["--quiet", "--no-cache", "--workers", "2", "--lang", "en"]
    assert main(["build", str(text.parent), "--out", str(out), *options]) == 1
    said = "industry-chain: a worker process ended too early (exit code 3); free some memory, or build with --workers 1"
    assert capsys.readouterr().err.splitlines() == [said]
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()} == before


@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGKILL], ids=["interrupted", "killed"])
def test_no_process_outlives_the_build(tmp_path: Path, environment: dict[str, str], blow: int) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(SAID[0], encoding="utf-8")
    code = """
        import os, sys
        from graph.extractions import workers
        workers._PROGRAM = "import os, sys, time; print(os.getpid(), file=sys.stderr, flush=True);" \\
            "sys.stdin.buffer.read() or time.sleep(60)"
        from graph.cli import main
        sys.exit(main(["build", "a.txt", "b.txt", "--out", "o", "--no-cache", "--workers", "2", "--lang", "en"]))
    """
    code = "\n".join(line.strip() for line in code.splitlines())
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, stderr=subprocess.PIPE
    ) as process:
        assert process.stderr is not None
        worker = int(process.stderr.readline())
        process.send_signal(blow)
        process.wait(timeout=20)
    assert not (tmp_path / "o").exists()
    for _ in range(100):
        if not Path(f"/proc/{worker}").exists():
            return
        time.sleep(0.1)
    if Path("/proc").is_dir():
        raise AssertionError("a worker is still there")


@pytest.mark.parametrize("asked", ["0", "-1", "two"])
def test_a_number_of_processes_is_asked_for(asked: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "a.txt", "--workers", asked, "--lang", "zh"]) == 1
    assert "--workers：请给出进程数，至少为 1" in capsys.readouterr().err or asked == "-1"


# The cache


def test_what_was_read_is_not_read_again(tmp_path: Path, deaf: list[str]) -> None:
    first = read(Resources(cache=tmp_path))
    deaf.clear()
    assert read(Resources(cache=tmp_path)) == first == read(Resources(workers=2, cache=tmp_path))
    assert deaf == []


def test_only_what_changed_is_read(tmp_path: Path, deaf: list[str]) -> None:
    read(Resources(cache=tmp_path))
    deaf.clear()
    one, two, *rest = documents()
    changed = Document(one.name, one.text + SAID[0].format("镜湖"))
    titled = Document(two.name, two.text, title="又一题")
    assert read(Resources(cache=tmp_path), (changed, titled, *rest)) == read(None, (changed, titled, *rest))
    assert deaf[:2] == [one.name, two.name]


def test_another_version_of_the_tool_reads_anew(
    tmp_path: Path, deaf: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read(Resources(cache=tmp_path))
    deaf.clear()
    monkeypatch.setattr(extractions, "version_of", lambda home: "newer")
    read(Resources(cache=tmp_path))
    assert len(deaf) == len(documents())


def test_other_domain_knowledge_is_another_version(tmp_path: Path) -> None:
    home = tmp_path / "ontology"
    shutil.copytree(default_directory(), home)
    before = extractions.version_of(home)
    assert before == extractions.version_of(None)
    (home / "words.csv").write_text((home / "words.csv").read_text(encoding="utf-8") + "\n", encoding="utf-8")
    version._version.cache_clear()
    assert extractions.version_of(home) != before


def rows(folder: Path, change: str, *values: object) -> None:
    with sqlite3.connect(folder / "extractions.sqlite") as file:
        file.execute(change, values)
    file.close()


@pytest.mark.parametrize("column", ["data", "sum"])
def test_a_broken_entry_is_read_anew(tmp_path: Path, deaf: list[str], column: str) -> None:
    first = read(Resources(cache=tmp_path))
    rows(tmp_path, f"UPDATE extractions SET {column} = x'00ff'")
    deaf.clear()
    assert read(Resources(cache=tmp_path)) == first
    assert len(deaf) == len(documents())
    deaf.clear()
    assert read(Resources(cache=tmp_path)) == first
    assert deaf == []


def test_an_entry_that_a_text_does_not_bear_out_is_read_anew(tmp_path: Path, deaf: list[str]) -> None:
    """A claim that passes every hash, but whose predicate no vocabulary knows, is not let in."""
    first = read(Resources(cache=tmp_path))
    held = extractions._Held(cache.Cache(tmp_path), None)
    with held._cache:
        forged = [(one.document, codec.encode(one).replace(b'"produces"', b'"poisons"')) for one in first]
        held.put(forged)
    deaf.clear()
    assert read(Resources(cache=tmp_path)) == first
    assert deaf == [one.document.name for one in first if any(claim.predicate == "produces" for claim in one.claims)]


@pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_broken_cache_is_begun_anew(tmp_path: Path, deaf: list[str], content: bytes) -> None:
    (tmp_path / "extractions.sqlite").write_bytes(content)
    first = read(Resources(cache=tmp_path))
    deaf.clear()
    assert read(Resources(cache=tmp_path)) == first
    assert deaf == []


def test_where_no_cache_can_be_texts_are_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder" / "extractions.sqlite").mkdir(parents=True)
    assert read(Resources(cache=tmp_path / "file")) == read(Resources(cache=tmp_path / "folder")) == read()
    assert (tmp_path / "file").read_text() == "mine"


def test_the_cache_lets_the_oldest_go(tmp_path: Path) -> None:
    data = {number: bytes(range(256)) * 40 + bytes([number]) for number in range(40)}
    for number, content in data.items():
        with cache.Cache(tmp_path, 100_000) as held:
            held.put({bytes([number]): content + bytes(number * 7 % 256 for number in range(5000))})
    assert (tmp_path / "extractions.sqlite").stat().st_size < 200_000
    with cache.Cache(tmp_path) as held:
        assert held.holds(bytes([39]))


def test_what_is_too_much_is_not_held(tmp_path: Path) -> None:
    with cache.Cache(tmp_path, 50_000) as held:
        for number in range(256):
            held.put({bytes([number]): str(number).encode() * 10_000 + str(list(range(900))).encode()})
    assert (tmp_path / "extractions.sqlite").stat().st_size < 100_000


def test_builds_share_what_was_read_and_can_do_without(
    text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deaf: list[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "kept"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "kept"))
    for out, options in (("one", ["--no-cache"]), ("two", []), ("three", [])):
        assert main(["build", str(text), "--out", str(tmp_path / out), "--quiet", "--no-page", *options]) == 0
        assert (tmp_path / "kept").exists() == (out != "one") or sys.platform == "darwin"
    assert len(deaf) == 2
    assert all(
        (tmp_path / "one" / name).read_bytes() == (tmp_path / "three" / name).read_bytes()
        for name in ("graph.nq", "claims.csv")
    )


@given(st.lists(st.dictionaries(st.sampled_from("abcde"), written, min_size=1), min_size=2, max_size=4))
@settings(deadline=None, max_examples=15)
def test_after_any_edits_it_is_as_if_built_anew(
    tmp_path_factory: pytest.TempPathFactory, states: list[dict[str, str]]
) -> None:
    """Texts come, change and go: what is known is what a build from nothing knows."""
    home = tmp_path_factory.mktemp("edits")
    for texts in states:
        shutil.rmtree(home / "texts", ignore_errors=True)
        (home / "texts").mkdir()
        for name, words in texts.items():
            (home / "texts" / f"{name}.txt").write_text(words, encoding="utf-8")
        again = graph.build(home / "texts", using=Resources(cache=home / "cache"))
        anew = graph.build(home / "texts")
        assert again.knowledge == anew.knowledge
        assert {document.name for document in again.knowledge.documents} == {f"{name}.txt" for name in texts}
