"""The store on disk beside a graph: whose index it is, who may read it meanwhile, and what a killed build leaves."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import graph
from graph.output import reserve
from graph.store import NAME, index, mend, opened, store_of, united
from graph.store.pieces import is_of, pieces_of, renewed

OLD, NEW = "云峰镍业有限公司主要生产电解镍。", "蓝桥铜箔有限公司主要生产锂电铜箔。"
TWICE = '<urn:a> <urn:p> <urn:b> <urn:g1> .\n<urn:a> <urn:p> <urn:b> <urn:g2> .\n<urn:b> <urn:p> "铜 ." <urn:g1> .\n'


def told(folder: Path) -> set[ox.Quad]:
    """What the file of a folder says, each graph and all together."""
    return set(united(store_of((folder / "graph.nq").read_text(encoding="utf-8"))))


def whole(folder: Path) -> bool:
    """Whether the store is there and says what the graph beside it says."""
    store = opened(folder)
    return store is not None and set(store) == told(folder)


def folder_of(nquads: str, home: Path) -> Path:
    home.mkdir(exist_ok=True)
    (home / "graph.nq").write_text(nquads, encoding="utf-8")
    index(home / "graph.nq", home / NAME)
    return home


def test_a_build_leaves_a_store_that_says_what_the_graph_says(built: Path) -> None:
    assert whole(built)
    assert json.loads((built / "report.json").read_text(encoding="utf-8"))["files"].count(NAME) == 1


def test_its_default_graph_is_the_union_each_triple_once(tmp_path: Path) -> None:
    store = opened(folder_of(TWICE, tmp_path))
    assert store is not None
    assert len(list(store.query("SELECT * { ?s ?p ?o }"))) == 2  # type: ignore[arg-type]
    assert len(list(store.query("SELECT * { GRAPH ?g { ?s ?p ?o } }"))) == 3  # type: ignore[arg-type]


def test_nothing_can_be_written_to_it(tmp_path: Path) -> None:
    store = opened(folder_of(TWICE, tmp_path))
    assert store is not None
    with pytest.raises(RuntimeError, match="read-write"):
        store.clear()


def test_a_copy_is_known_by_what_the_graph_says(tmp_path: Path) -> None:
    shutil.copytree(folder_of(TWICE, tmp_path / "one"), tmp_path / "two", copy_function=shutil.copyfile)
    os.utime(tmp_path / "two" / "graph.nq", (1, 1))
    assert whole(tmp_path / "two")


@pytest.mark.parametrize("change", ["another graph", "another of the same size", "no graph", "no stamp", "cut short"])
def test_the_store_of_another_graph_is_not_used(tmp_path: Path, change: str) -> None:
    folder = folder_of(TWICE, tmp_path)
    nquads, store = folder / "graph.nq", folder / NAME
    if change == "another graph":
        nquads.write_text(TWICE + "<urn:c> <urn:p> <urn:d> <urn:g1> .\n", encoding="utf-8")
    elif change == "another of the same size":
        nquads.write_text(TWICE.replace("urn:a", "urn:z"), encoding="utf-8")
        os.utime(nquads, (1, 1))
    elif change == "no graph":
        nquads.unlink()
    elif change == "no stamp":
        (store / "stamp.json").write_text("[]", encoding="utf-8")
    else:
        for path in store.glob("*.sst"):
            path.unlink()
    assert opened(folder) is None


def test_a_reader_of_the_last_output_goes_on_with_it(tmp_path: Path) -> None:
    for words in (OLD, NEW):
        (tmp_path / "a.txt").write_text(words, encoding="utf-8")
        graph.build_into(tmp_path / "output", [tmp_path / "a.txt"], page=False)
        if words is OLD:
            before, store = told(tmp_path / "output"), opened(tmp_path / "output")
    assert store is not None
    assert set(store) == before != told(tmp_path / "output")
    assert whole(tmp_path / "output")


lines_of = st.sets(
    st.builds(
        "{} {} {} {} .\n".format,
        st.sampled_from(("<urn:a>", "<urn:b>")),
        st.sampled_from(("<urn:p>", "<urn:q>")),
        st.sampled_from(('"1.50"^^<http://www.w3.org/2001/XMLSchema#decimal>', '"铜 ."@zh', "<urn:b>", "<urn:c>")),
        st.sampled_from(("<urn:g1>", "<urn:g2>", "<urn:g3>")),
    )
)


@settings(deadline=None, max_examples=15)
@given(lines_of, st.lists(lines_of, min_size=1, max_size=3))
def test_a_store_that_is_mended_says_what_one_made_anew_says(
    tmp_path_factory: pytest.TempPathFactory, first: set[str], later: list[set[str]]
) -> None:
    home = tmp_path_factory.mktemp("mended")
    last, said = folder_of("".join(sorted(first)), home / "0"), first
    reader = opened(last)
    for turn, now in enumerate(later, 1):
        folder = home / str(turn)
        folder.mkdir()
        (folder / "graph.nq").write_text("".join(sorted(now)), encoding="utf-8")
        gone, come = ([line.encode() for line in sorted(lines)] for lines in (said - now, now - said))
        mend(last, gone, come, folder / "graph.nq", folder / NAME)
        assert whole(folder)
        shutil.rmtree(last)
        last, said = folder, now
    assert reader is not None
    assert set(reader) == set(united(store_of("".join(first))))  # who has it open goes on with it


def test_where_files_can_have_one_name_only_a_store_is_mended_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    last, folder = folder_of(TWICE, tmp_path / "last"), tmp_path / "now"
    folder.mkdir()
    gone = TWICE.splitlines(keepends=True)[0]
    (folder / "graph.nq").write_text(TWICE.replace(gone, ""), encoding="utf-8")
    monkeypatch.setattr("graph.store.disk.os.link", refuse)
    mend(last, [gone.encode()], [], folder / "graph.nq", folder / NAME)
    assert whole(folder)


LINES = st.frozensets(st.text("abcd", min_size=1, max_size=9).map(lambda word: f"{word}\n".encode()), max_size=60)


@given(LINES, LINES)
def test_a_file_that_changed_is_known_without_reading_what_stayed(
    before: frozenset[bytes], after: frozenset[bytes]
) -> None:
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as home:
        patch.setattr("graph.store.pieces._SIZE", 16)
        old, new = Path(home, "old"), Path(home, "new")
        old.write_bytes(b"".join(sorted(before)))
        new.write_bytes(b"".join(sorted(after)))
        pieces = tuple(renewed(tuple(pieces_of(old)), sorted(before - after), sorted(after - before), new))
        if before:
            assert is_of(pieces, new)
            assert sum(piece.size for piece in pieces) == new.stat().st_size
        assert is_of(pieces_of(new), new)
        assert before == after or not is_of(pieces_of(old), new)


def test_a_copy_of_a_mended_store_is_known_by_what_the_graph_says(tmp_path: Path) -> None:
    last, folder = folder_of(TWICE, tmp_path / "last"), tmp_path / "now"
    folder.mkdir()
    gone = TWICE.splitlines(keepends=True)[0]
    (folder / "graph.nq").write_text(TWICE.replace(gone, ""), encoding="utf-8")
    mend(last, [gone.encode()], [], folder / "graph.nq", folder / NAME)
    os.utime(folder / "graph.nq", (1, 1))
    assert whole(folder)
    (folder / "graph.nq").write_text(TWICE.replace(gone, "").replace("铜", "镍"), encoding="utf-8")
    assert opened(folder) is None


@pytest.mark.parametrize("missing", ["store", "graph.nq"])
def test_without_a_good_store_in_the_last_output_it_is_made_anew(tmp_path: Path, missing: str) -> None:
    last, folder = folder_of(TWICE, tmp_path / "last"), tmp_path / "now"
    folder.mkdir()
    (folder / "graph.nq").write_text(TWICE, encoding="utf-8")
    if missing == "store":
        shutil.rmtree(last / NAME)
    else:
        (last / "graph.nq").write_text("", encoding="utf-8")
    mend(last, [], [], folder / "graph.nq", folder / NAME)
    assert whole(folder)


def killed(text: Path, out: Path, step: str, environment: dict[str, str]) -> None:
    """Build in another process, which is killed (-9) when it comes to `step`: in the middle of the store, or later."""
    module, _, name = step.rpartition(".")
    code = f"""
        import os, signal, sys
        import graph
        from {module.rpartition(".")[0]} import {module.rpartition(".")[2]} as module
        real = module.{name}
        def stop(*given):
            if "{name}" == "_exchange":
                real(*given)
            os.kill(os.getpid(), signal.SIGKILL)
        module.{name} = stop
        graph.build_into({str(out)!r}, [{str(text)!r}], page=False)
    """
    run = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], env=environment, check=False)
    assert run.returncode == -signal.SIGKILL


STEPS = ["graph.store.disk._united", "graph.store.disk._stamped", "graph.output._sync", "graph.output._swap"]


@pytest.mark.parametrize("step", [*STEPS, "graph.output._exchange", "graph.output._release"])
def test_a_build_killed_at_any_step_leaves_one_good_output_with_its_store(
    tmp_path: Path, step: str, environment: dict[str, str]
) -> None:
    text, out = tmp_path / "a.txt", tmp_path / "output"
    text.write_text(OLD, encoding="utf-8")
    graph.build_into(out, [text], page=False)
    text.write_text(NEW, encoding="utf-8")
    killed(text, out, step, environment)
    done = step in {"graph.output._exchange", "graph.output._release"}
    assert ("蓝桥铜箔有限公司" if done else "云峰镍业有限公司") in (out / "graph.ttl").read_text(encoding="utf-8")
    assert whole(out)
    with reserve(out):  # the next build finds nothing in its way
        assert whole(out)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "output"]


@pytest.mark.slow
def test_a_build_killed_at_any_time_leaves_one_good_output_with_its_store(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    text, out = tmp_path / "a.txt", tmp_path / "output"
    command = [sys.executable, "-m", "graph.cli", "build", str(text), "--out", str(out), "--no-cache", "--quiet"]
    for turn, wait in enumerate((0, 0.3, 0.6, 0.9, 1.2, 1.5, 1.8, 2.4, 3.0)):
        text.write_text(OLD if turn % 2 else NEW, encoding="utf-8")
        with subprocess.Popen(command, env=environment) as process:
            sleep(wait)
            if turn:
                process.kill()
        assert whole(out)
