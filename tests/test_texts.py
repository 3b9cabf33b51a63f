"""The briefs of `texts/`: honest about their source, in words of their own, and complete.

What they are compared with (the reports they rest on, and the facts read from them by hand) is not
in the repository; where it is absent the comparisons are skipped.
"""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
BRIEFS = sorted((ROOT / "texts").glob("*.md"))
REPORTS = sorted((ROOT.parent / "shared" / "texts").glob("*.txt"))
GOLD = sorted((ROOT.parent / "shared" / "gold").glob("*.json"))

SHORTEST, LONGEST = 350, 800
SHARED_RUN = 20  # two names side by side, or a clause taken over, are longer; no single name is
MULTIPLIER = {"": 1, "万": 10**4, "亿": 10**8}
IN_GOLD_UNIT = {"MW": Decimal("0.001")}  # the texts count installed power in kilowatts

needs_reports = pytest.mark.skipif(not REPORTS, reason="the reports are not in the repository")
needs_gold = pytest.mark.skipif(not GOLD, reason="the facts read by hand are not in the repository")
each_brief = pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)


def split(path: Path) -> tuple[dict[str, Any], str]:
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(front), body.strip()


def essence(text: str) -> str:
    """Only what carries words and figures, so that a comma more or less hides no copying."""
    return re.sub(r"[^0-9A-Za-z\u4e00-\u9fff]", "", text)


def runs(text: str, length: int) -> set[str]:
    return {text[i : i + length] for i in range(len(text) - length + 1)}


def amounts(text: str) -> set[Decimal]:
    found = re.findall(r"(\d+(?:\.\d+)?)([万亿]?)", text)
    return {Decimal(number) * MULTIPLIER[scale] for number, scale in found}


def gold_items(group: str) -> list[dict[str, Any]]:
    return [item for path in GOLD for item in json.loads(path.read_text(encoding="utf-8"))[group]]


@pytest.fixture(scope="module")
def briefs() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in BRIEFS)


def test_there_are_several_briefs_each_with_its_own_title() -> None:
    titles = {split(path)[0]["title"] for path in BRIEFS}
    assert len(titles) == len(BRIEFS) >= 8


@each_brief
def test_front_matter_says_what_it_is_and_what_it_rests_on(path: Path) -> None:
    front, _ = split(path)
    assert set(front) == {"title", "publisher", "date", "source"}
    assert all(str(value).strip() for value in front.values())
    assert date.fromisoformat(str(front["date"])).isoformat() == str(front["date"])
    assert "本项目编写" in front["publisher"]
    assert "《" in front["source"]


@each_brief
def test_body_is_as_long_as_a_brief(path: Path) -> None:
    _, body = split(path)
    assert SHORTEST <= len(re.findall(r"[\u4e00-\u9fff]", body)) <= LONGEST


@each_brief
def test_file_is_plain_utf8_with_unix_line_ends(path: Path) -> None:
    data = path.read_bytes()
    data.decode("utf-8")
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.endswith(b"\n")


@each_brief
def test_no_placeholder_or_corrupted_figure_is_left(path: Path) -> None:
    """A placeholder or a corrupted figure would teach the reader of the graph a wrong number."""
    _, body = split(path)
    assert not re.search(r"TODO|XX|\?\?|千亿美元|\d[一二三四五六七八九十]", body)


@needs_reports
@each_brief
def test_brief_is_in_its_own_words(path: Path) -> None:
    theirs: set[str] = set()
    for report in REPORTS:
        theirs |= runs(essence(report.read_text(encoding="utf-8")), SHARED_RUN)
    mine = runs(essence(path.read_text(encoding="utf-8")), SHARED_RUN)
    assert sorted(mine & theirs) == []


@needs_gold
def test_every_entity_of_the_reports_is_named(briefs: str) -> None:
    missing = [
        item["name"]
        for item in gold_items("entities")
        if not any(name in briefs for name in [item["name"], *item["aliases"]])
    ]
    assert missing == []


@needs_gold
def test_every_quantity_of_the_reports_is_given(briefs: str) -> None:
    given = amounts(briefs)
    missing = [
        item["text"]
        for item in gold_items("quantities")
        if Decimal(str(item["value"])) / IN_GOLD_UNIT.get(item["unit"], Decimal(1)) not in given
    ]
    assert missing == []
