"""The page in bytes: the same in every run and under every locale, one file that needs nothing else."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pypinyin import Style, pinyin

from graph.page import render
from graph.page.pinyin import readings
from tests.page_knowledge import chain, drawn
from tests.province import province

# What Python makes of each locale by itself, without its own repairs.
PLAIN = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "utf-8"}


def build(text: Path, out: Path, environment: dict[str, str]) -> dict[str, bytes]:
    command = [sys.executable, "-m", "graph.cli", "build", str(text), "--out", str(out), "--quiet"]
    subprocess.run(command, env=environment, check=True)
    return {path.name: path.read_bytes() for path in out.iterdir() if path.is_file() and path.name != "report.json"}


@pytest.fixture(scope="module")
def gbk(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The locale of a Chinese Windows, made for this test where the system has its tables."""
    home = tmp_path_factory.mktemp("locale")
    command = ["localedef", "--no-archive", "-i", "zh_CN", "-f", "GBK", str(home / "zh_CN.GBK")]
    made = shutil.which("localedef") and subprocess.run(command, capture_output=True, check=False)
    if not made or not (home / "zh_CN.GBK" / "LC_CTYPE").exists():
        pytest.skip("no tables to make a GBK locale from (Debian's package locales)")
    return {"LOCPATH": str(home), "LC_ALL": "zh_CN.GBK"}


def test_a_gbk_and_a_c_locale_build_the_same_bytes(
    text: Path, tmp_path: Path, environment: dict[str, str], gbk: dict[str, str]
) -> None:
    usual = build(text, tmp_path / "utf8", environment)
    encoding = [sys.executable, "-c", "import locale; print(locale.getencoding())"]
    for name, locale in {"gbk": gbk, "c": {"LC_ALL": "C"}}.items():
        changed = {**environment, **PLAIN, **locale}
        said = subprocess.run(encoding, env=changed, capture_output=True, text=True, check=True).stdout
        assert said.strip().lower().startswith({"gbk": "gb", "c": ("ansi", "us-ascii", "ascii")}[name]), said
        assert build(text, tmp_path / name, changed) == usual


def test_two_builds_of_a_large_graph_give_the_same_bytes() -> None:
    province.cache_clear()
    first = drawn(province(300))
    province.cache_clear()
    assert drawn(province(300)) == first


def test_five_thousand_entities_fit_into_six_megabytes() -> None:
    size = len(drawn(province(5000)).encode())
    assert size < 6_000_000


def test_the_file_names_nothing_outside_itself() -> None:
    html = render(chain(), "某地")
    markup = re.sub(r"<script\b.*?</script>|<style\b.*?</style>", "", html, flags=re.DOTALL)
    assert not re.search(r"""(?:src|href|action|data|poster)\s*=\s*["']?(?:https?:)?//""", markup)
    style = "".join(re.findall(r"<style\b.*?</style>", html, re.DOTALL))
    assert "@import" not in style
    assert not re.search(r"url\((?!['\"]?data:)", style)


def test_names_are_read_as_the_table_of_pypinyin_reads_them() -> None:
    characters = sorted({c for e in chain().entities for c in e.label if c >= "\u4e00"})
    found = {c: " ".join(dict.fromkeys(pinyin(c, style=Style.NORMAL, heteronym=True)[0])) for c in characters}
    assert len(found) > 100
    assert readings(characters) == found
