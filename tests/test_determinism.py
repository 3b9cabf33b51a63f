"""The same texts give the same bytes, whatever the hash seed and the order of files, and without a network."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SEEDS = ("0", "1", "4242")
# Fails on the first step of a look-up or a connection, before any packet could leave.
DEAF = """
import socket, sys
def refuse(*given, **named):
    raise AssertionError(f"the network was touched: {given}")
for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
    setattr(socket, name, refuse)
from graph.cli import main
sys.exit(main(sys.argv[1:]))
"""


def build(texts: list[Path], out: Path, environment: dict[str, str], seed: str) -> dict[str, bytes]:
    subprocess.run(
        [sys.executable, "-m", "graph.cli", "build", *map(str, texts), "--out", str(out), "--quiet", "--no-cache"],
        env={**environment, "PYTHONHASHSEED": seed},
        check=True,
    )
    return {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}


def without_timings(files: dict[str, bytes]) -> dict[str, bytes]:
    report = json.loads(files["report.json"])
    assert set(report.pop("timings")) >= {"read", "extract"}
    return {**files, "report.json": json.dumps(report, ensure_ascii=False).encode()}


@pytest.mark.slow
def test_hash_seed_and_order_of_files_change_no_byte(root: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    texts = sorted((root / "texts").glob("*.md"))
    made = []
    for seed in SEEDS:
        random.Random(seed).shuffle(texts)
        made.append(without_timings(build(texts, tmp_path / f"out-{seed}", environment, seed)))
    for other in made[1:]:
        assert [name for name in made[0] if made[0][name] != other[name]] == []


def test_where_the_files_stand_changes_no_byte(text: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    far = tmp_path / "somewhere" / "else"
    far.mkdir(parents=True)
    shutil.copy(text, far)
    here = build([text], tmp_path / "one", environment, "1")
    there = build([far], tmp_path / "two", environment, "2")
    assert without_timings(here) == without_timings(there)


def test_a_file_given_twice_counts_once(text: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    once = build([text], tmp_path / "one", environment, "1")
    twice = build([text, text.parent, text], tmp_path / "two", environment, "1")
    assert without_timings(once) == without_timings(twice)


def test_no_socket_is_opened(text: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    command = [sys.executable, "-c", DEAF, "build", str(text), "--out", str(tmp_path / "o"), "--quiet"]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr


def test_a_build_needs_no_network_at_all(text: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    alone = ["unshare", "--map-root-user", "--net"]
    if shutil.which("unshare") is None or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system does not let a process be cut off from the network (unshare)")
    command = [*alone, sys.executable, "-m", "graph.cli", "build", str(text), "--out", str(tmp_path / "o"), "--quiet"]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
