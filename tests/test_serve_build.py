"""A new build takes the place of the one that is served, without a restart and without a mix of both."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph.cli import main
from graph.errors import QueryError
from graph.serve.edition import publish
from graph.serve.settings import Limits
from tests.serving import Server, serving

NAMES = ("云峰镍业有限公司", "蓝桥镍业有限公司", "青石镍业有限公司")


def build(folder: Path, number: int) -> None:
    """A build of which everything tells which it is: so many companies."""
    text = folder / "texts" / "a.md"
    text.parent.mkdir(exist_ok=True)
    text.write_text("".join(f"{name}主要生产电解镍。\n\n" for name in NAMES[:number]), encoding="utf-8", newline="\n")
    assert main(["build", str(text), "--out", str(folder / "output"), "--quiet"]) == 0


@pytest.fixture
def home(tmp_path: Path) -> Path:
    build(tmp_path, 1)
    return tmp_path


@pytest.fixture
def server(home: Path) -> Iterator[Server]:
    with serving(home / "output", home) as server:
        yield server


def companies(server: Server) -> tuple[str, int]:
    """The build that answers, and how many companies it has."""
    answer = server.query("SELECT (COUNT(?c) AS ?n) { ?c a chain:Company }")
    assert answer.status == 200, answer.text
    return answer.headers["industry-chain-build"], int(answer.rows[0]["n"])


def makers(server: Server) -> tuple[str, int]:
    answer = server.get("/api/producers", material="电解镍")
    assert answer.status == 200, answer.text
    return answer.headers["industry-chain-build"], answer.json["count"]


def lines(server: Server) -> tuple[str, int]:
    answer = server.get("/files/graph.nq")
    return answer.headers["industry-chain-build"], sum(name in answer.text for name in NAMES)


def family(server: Server) -> set[str]:
    """The processes that the server has started, and those that these have."""
    children: dict[str, list[str]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it has just ended
            children.setdefault(path.read_text().rsplit(")", 1)[1].split()[1], []).append(path.parent.name)
    found, waiting = set(), [str(server.process.pid)]
    while waiting:
        below = children.get(waiting.pop(), [])
        found |= set(below)
        waiting += below
    return found


def settled(server: Server) -> set[str]:
    """The processes of the server when no more come or go."""
    found: set[str] = set()
    for _ in range(60):
        last, found = found, family(server)
        if found and found == last:
            break
        time.sleep(1)
    return found


def wait(server: Server, number: int) -> None:
    for _ in range(200):
        if companies(server)[1] == number:
            return
        time.sleep(0.1)
    pytest.fail("the new build is not served")


def test_a_new_build_is_served_by_itself_and_whole(server: Server, home: Path) -> None:
    seen: dict[str, set[int]] = {}
    done = threading.Event()

    def ask(what: object) -> None:
        while not done.is_set():
            name, count = what(server)  # type: ignore[operator]
            seen.setdefault(name, set()).add(count)

    threads = [threading.Thread(target=ask, args=(what,)) for what in (companies, makers, lines)]
    for thread in threads:
        thread.start()
    for number in (2, 3):
        build(home, number)
        wait(server, number)
    done.set()
    for thread in threads:
        thread.join()
    assert sorted(seen.values(), key=min) == [{1}, {2}, {3}]  # no answer says of one build what is of another
    assert server.log.read_text() == ""


def test_what_breaks_leaves_the_last_good_build_served(server: Server, home: Path) -> None:
    name, _ = companies(server)
    output = home / "output"
    whole = (output / "report.json").read_bytes()
    shutil.move(output, home / "aside")
    time.sleep(1)
    assert companies(server) == (name, 1)
    output.mkdir()
    (output / "report.json").write_bytes(whole)
    (output / "graph.nq").write_text("nonsense", encoding="utf-8")
    time.sleep(3)
    assert companies(server) == (name, 1)
    assert makers(server) == (name, 1)
    shutil.rmtree(output)
    shutil.move(home / "aside", output)
    build(home, 2)
    wait(server, 2)
    assert "is not a graph" in server.log.read_text()


def test_a_process_that_is_lost_is_replaced(server: Server) -> None:
    if not Path("/proc/self/stat").exists():
        pytest.skip("processes cannot be listed here")
    for process in family(server):
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(process), signal.SIGKILL)
    for _ in range(300):
        if server.query("ASK {}").status == 200 and server.get("/api/ledger").status == 200:
            return
        time.sleep(0.1)
    pytest.fail("what is lost is not replaced")


def test_nothing_of_an_old_build_is_left_running(server: Server, home: Path) -> None:
    if not Path("/proc/self/stat").exists():
        pytest.skip("processes cannot be listed here")
    before = settled(server)
    build(home, 2)
    wait(server, 2)
    after = settled(server)
    assert not before & after
    assert len(after) == len(before)
    files = list(Path("/proc", str(server.process.pid), "fd").iterdir())
    assert not [path for path in files if "deleted" in os.readlink(path)]


def test_what_stands_beside_a_build_and_is_no_file_is_left_out(home: Path) -> None:
    output = home / "output"
    (home / "secret.md").write_text("not for others", encoding="utf-8")
    (output / "notes.md").symlink_to(home / "secret.md")
    (output / "folder.json").mkdir()
    os.mkfifo(output / "pipe.csv")
    with serving(output, home) as server:
        assert companies(server)[1] == 1
        assert [server.get(f"/files/{name}").status for name in ("notes.md", "folder.json", "pipe.csv")] == [404] * 3
        assert server.get("/files/report.json").status == 200


def test_a_build_that_cannot_be_served_keeps_no_file_open(tmp_path: Path) -> None:
    if not Path("/proc/self/fd").exists():
        pytest.skip("open files cannot be listed here")
    (tmp_path / "graph.nq").write_text("nonsense", encoding="utf-8")

    def tried() -> int:
        with pytest.raises(QueryError, match="is not a graph"):
            asyncio.run(publish(tmp_path, Limits()))
        gc.collect()  # what the error itself still holds
        return len(list(Path("/proc/self/fd").iterdir()))

    with ThreadPoolExecutor(1) as apart:  # a browser that other tests share keeps a loop running in this thread
        assert apart.submit(tried).result() == apart.submit(tried).result()
