"""The output folder is written whole or not at all, and what is not ours is left alone."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from graph import output
from graph.errors import OutputError
from graph.output import GENERATOR, reserve


def made(**files: str) -> dict[str, bytes]:
    """Files of a build, among them the report that says which files are ours."""
    names = {name.replace("_", "."): content.encode() for name, content in files.items()}
    report = json.dumps({"generator": GENERATOR, "files": [*names, "report.json"]})
    return {**names, "report.json": report.encode()}


def put(folder: Path, files: dict[str, bytes]) -> None:
    with reserve(folder) as slot:
        slot.put(files)


def listing(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_build_replaces_the_last_one_whole(tmp_path: Path) -> None:
    out = tmp_path / "new" / "output"
    put(out, made(graph_ttl="one", graph_html="one"))
    put(out, made(graph_ttl="two"))
    assert listing(out) == ["graph.ttl", "report.json"]
    assert (out / "graph.ttl").read_text() == "two"
    assert listing(out.parent) == ["output"]


@pytest.mark.parametrize("exchange", [True, False], ids=["one step", "two steps"])
def test_an_error_while_writing_leaves_the_last_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool
) -> None:
    out = tmp_path / "output"
    if not exchange:
        monkeypatch.setattr(output, "_exchange", lambda one, other: False)
    put(out, made(graph_ttl="good"))
    real = output._write

    def full(path: Path, content: bytes) -> None:
        if path.name == "report.json":
            raise OSError(28, "No space left on device")
        real(path, content)

    monkeypatch.setattr(output, "_write", full)
    with pytest.raises(OutputError, match=r"output: cannot be written \(No space left on device\); make room"):
        put(out, made(graph_ttl="half"))
    assert (out / "graph.ttl").read_text() == "good"
    assert listing(tmp_path) == ["output"]
    monkeypatch.setattr(output, "_write", real)
    put(out, made(graph_ttl="better"))
    assert (out / "graph.ttl").read_text() == "better"
    assert listing(tmp_path) == ["output"]


def test_what_no_build_made_is_not_replaced(tmp_path: Path) -> None:
    out = tmp_path / "thesis"
    out.mkdir()
    (out / "graph.ttl").write_text("mine")
    with pytest.raises(OutputError, match=r"holds files that no build made \(graph.ttl\)"):
        put(out, made(graph_ttl="one"))
    assert (out / "graph.ttl").read_text() == "mine"
    assert listing(tmp_path) == ["thesis"]


def test_a_folder_of_others_inside_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "output"
    (out / "chapters").mkdir(parents=True)
    with pytest.raises(OutputError, match=r"holds files that no build made \(chapters\)"):
        put(out, made())
    assert listing(out) == ["chapters"]


def test_files_of_others_stay_beside_an_output(tmp_path: Path) -> None:
    """A log that the shell writes while the build runs, and notes put beside an output."""
    out = tmp_path / "output"
    out.mkdir()
    with (out / "log").open("w") as log:
        log.write("begun")
        put(out, made(graph_ttl="one"))
        log.write(", done")
    (out / "notes.txt").write_text("mine")
    put(out, made(graph_ttl="two"))
    assert (out / "log").read_text() == "begun, done"
    assert (out / "notes.txt").read_text() == "mine"
    assert (out / "graph.ttl").read_text() == "two"
    assert listing(tmp_path) == ["output"]


def test_a_report_of_another_tool_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text('{"generator": "other", "files": ["report.json"]}')
    with pytest.raises(OutputError, match="no build made"):
        put(tmp_path, made())


@pytest.mark.parametrize("layout", [None, 1, 4])
def test_a_long_report_tells_what_is_ours_however_it_is_laid_out(tmp_path: Path, layout: int | None) -> None:
    files = made(graph_ttl="one")
    report = json.loads(files["report.json"]) | {"links": ["铜"] * 100_000}
    put(tmp_path / "output", files | {"report.json": json.dumps(report, indent=layout).encode()})
    put(tmp_path / "output", made(graph_nq="two"))
    assert listing(tmp_path / "output") == ["graph.nq", "report.json"]


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    out = tmp_path / "output"
    out.mkdir()
    put(out, made(graph_ttl="one"))
    assert (out / "graph.ttl").read_text() == "one"


def test_links_are_not_followed_out_of_the_folder(tmp_path: Path) -> None:
    out, outside = tmp_path / "output", tmp_path / "outside.txt"
    put(out, made(graph_ttl="one"))
    outside.write_text("keep")
    (out / "graph.ttl").unlink()
    (out / "graph.ttl").symlink_to(outside)
    put(out, made(graph_ttl="two"))
    assert outside.read_text() == "keep"
    assert not (out / "graph.ttl").is_symlink()


def test_a_link_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "output").symlink_to(tmp_path / "real")
    with pytest.raises(OutputError, match="symbolic link; give the folder it points to"):
        put(tmp_path / "output", made())


def test_links_planted_where_a_build_works_are_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "a.txt").write_text("keep")
    (tmp_path / ".output.new").symlink_to(precious)
    (tmp_path / ".output.old").symlink_to(precious)
    put(tmp_path / "output", made(graph_ttl="one"))
    assert (precious / "a.txt").read_text() == "keep"
    assert not (tmp_path / "output").is_symlink()


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("mine")
    with pytest.raises(OutputError, match="is a file; give a folder"):
        put(tmp_path / "output", made())


def test_two_builds_do_not_write_one_folder_at_once(tmp_path: Path) -> None:
    out = tmp_path / "output"
    with (
        reserve(out),
        pytest.raises(OutputError, match="another build is writing here"),
        reserve(out),
    ):
        pass
    put(out, made(graph_ttl="one"))
    assert listing(tmp_path) == ["output"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_one_line(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="choose a folder that you may write"):
        put(tmp_path / "output", made())


def test_a_place_where_no_folder_can_be_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("mine")
    with pytest.raises(OutputError, match="cannot be written"):
        put(tmp_path / "a.txt" / "output", made())
    with pytest.raises(OutputError, match="root of the disk"):
        put(Path("/"), made())


def killed_while(step: str, out: Path) -> None:
    """Write into `out` in another process, which is killed (-9) when it comes to `step`."""
    code = f"""
        import os, signal
        from pathlib import Path
        from graph import output
        output._exchange = lambda one, other: False
        real = output.{step}
        def stop(*given):
            if "{step}" != "_write" or given[0].name == "report.json":
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*given)
        if "{step}" == "_swap":
            def stop(slot):
                slot.folder.rename(slot.old)
                os.kill(os.getpid(), signal.SIGKILL)
        output.{step} = stop
        with output.reserve(Path({str(out)!r})) as slot:
            slot.put({made(graph_ttl="half")!r})
    """
    run = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=False, cwd=Path(__file__).parent.parent)
    assert run.returncode == -signal.SIGKILL


@pytest.mark.parametrize("step", ["_write", "_sync", "_swap"])
def test_a_killed_build_leaves_the_last_output(tmp_path: Path, step: str) -> None:
    out = tmp_path / "output"
    put(out, made(graph_ttl="good"))
    killed_while(step, out)
    with reserve(out):
        assert (out / "graph.ttl").read_text() == "good"
    assert listing(tmp_path) == ["output"]
