"""What several tests need: an invented text, a build of it, and a warm environment to start processes in."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEXT = """---
title: 云州经济开发区上半年快讯
publisher: 云州日报
date: 2031-07-01
---

云峰镍业有限公司位于云州经济开发区，主要生产电解镍和硫酸镍。

该公司投资12亿元的年产3万吨硫酸镍项目已建成投产。蓝桥铜箔股份有限公司的年产2万吨锂电铜箔项目正在建设，项目以阴极铜为原料。
"""


@pytest.fixture(scope="session")
def root() -> Path:
    """Where the checkout stands."""
    return ROOT


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """An invented text in a file of its own."""
    path = tmp_path / "texts" / "a.md"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8", newline="\n")
    return path


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a build of the invented text; to be read only."""
    from graph.cli import main  # noqa: PLC0415 - tests that need no build do not pay for it

    home = tmp_path_factory.mktemp("built")
    (home / "a.md").write_text(TEXT, encoding="utf-8", newline="\n")
    assert main(["build", str(home / "a.md"), "--out", str(home / "output"), "--quiet"]) == 0
    return home / "output"


@pytest.fixture(scope="session")
def environment() -> dict[str, str]:
    """For processes of their own: the package can be imported, and words come out as UTF-8."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "TMPDIR", "SYSTEMROOT"}}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "LANG": "C.UTF-8", "PYTHON": sys.executable}
