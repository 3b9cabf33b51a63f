"""What several tests need: an invented text, a build of it, and a warm environment to start processes in."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser import Reader

ROOT = Path(__file__).resolve().parent.parent
TEXT = """---
title: 云州经济开发区上半年快讯
publisher: 云州日报
date: 2031-07-01
---

云峰镍业有限公司位于云州经济开发区，主要生产电解镍和硫酸镍。

该公司投资12亿元的年产3万吨硫酸镍项目已建成投产。蓝桥铜箔股份有限公司的年产2万吨锂电铜箔项目正在建设，项目以阴极铜为原料。
"""


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where builds keep what they read: not among what the user has."""
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("cache")
        patch.setenv("XDG_CACHE_HOME", str(home))
        patch.setenv("LOCALAPPDATA", str(home))
        yield home


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
def environment(cache: Path) -> dict[str, str]:
    """For processes of their own: the package can be imported, and words come out as UTF-8."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "TMPDIR", "SYSTEMROOT"}}
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "LANG": "C.UTF-8",
        "PYTHON": sys.executable,
        "XDG_CACHE_HOME": str(cache),
    }


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests; where there is none, those that need it say so and are skipped."""
    from tests.browser import BROWSER, launched  # noqa: PLC0415 - skips where playwright is missing

    if not BROWSER:
        pytest.skip("no chromium on this machine: the page was not tried in a browser")
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def tab(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """One tab for the tests of a file: opening one takes as long as a test."""
    from tests.browser import Reader  # noqa: PLC0415 - skips where playwright is missing

    context = browser.new_context(offline=True, accept_downloads=True)
    yield Reader(context.new_page(), tmp_path_factory.mktemp("page"))
    context.close()


@pytest.fixture
def reader(tab: Reader, tmp_path: Path) -> Reader:
    """Somebody who has not yet opened anything."""
    return tab.again(tmp_path)
