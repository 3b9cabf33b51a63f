"""Texts never seen: what was once read is still read, and the annotations are what they should be.

The figures are those of benchmarks/extraction/result.json; after a rise they are frozen again with
`python -m benchmarks.extraction.run --freeze`.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from benchmarks.extraction import run
from graph.evaluate import Evaluation

FROZEN = json.loads((run.HERE / "result.json").read_text(encoding="utf-8"))
HELD_TO = ("entities", "relations", "quantities", "status")
GOLD = sorted(path for split in run.SPLITS for path in (run.HERE / split).glob("*.json"))
each_gold = pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)


@pytest.fixture(scope="module", params=run.SPLITS)
def measured(request: pytest.FixtureRequest) -> tuple[str, Evaluation]:
    return request.param, run.ours(run.half(request.param))


@pytest.mark.parametrize("measure", HELD_TO)
def test_no_figure_falls(measured: tuple[str, Evaluation], measure: str) -> None:
    split, found = measured
    now, before = run.row(found.figure(measure)), FROZEN[split][run.OURS][measure]
    assert now["f1"] >= before["f1"], f"{split} {measure}: {before} was frozen, now {now}"


def test_claims_are_as_right_as_they_were(measured: tuple[str, Evaluation]) -> None:
    split, found = measured
    for measure in ("relations", "direction"):
        now, before = run.row(found.figure(measure)), FROZEN[split][run.OURS][measure]
        assert now["precision"] >= before["precision"], f"{split} {measure}: {before} was frozen, now {now}"


def test_reading_is_worth_more_than_standing_together(measured: tuple[str, Evaluation]) -> None:
    split, found = measured
    for other in ("floor", "floor, names given", "jiagu", "pipeline"):
        assert (found.figure("relations").f1 or 0) > (FROZEN[split][other]["relations"]["f1"] or 0), other


def test_the_floor_with_all_names_has_all_names() -> None:
    assert run.floors(run.half("dev"))["floor, names given"].figure("entities").recall == 1


def test_the_result_for_a_reader_is_the_frozen_one() -> None:
    assert (run.HERE / "result.md").read_text(encoding="utf-8") == run.written(FROZEN)


def test_there_are_enough_texts_of_enough_kinds() -> None:
    told = [json.loads(path.read_text(encoding="utf-8")) for path in GOLD]
    assert len(told) >= 30
    assert len({one["style"] for one in told}) >= 10
    assert len({one["chain"] for one in told}) >= 17


@each_gold
def test_the_half_is_decided_by_the_name(path: Path) -> None:
    odd = int(hashlib.sha256(path.stem.encode()).hexdigest(), 16) % 2
    assert path.parent.name == ("held" if odd else "dev")


@each_gold
def test_an_annotation_is_of_its_text(path: Path) -> None:
    told, text = load(path)
    assert told["text_sha256"] == hashlib.sha256(path.with_suffix(".txt").read_bytes()).hexdigest()
    assert told["exhaustive"]
    for one in told["entities"]:
        assert any(name in text for name in (one["name"], *one["aliases"])), one
    for one in (*told["quantities"], *told["doubtful_quantities"]):
        assert unicodedata.normalize("NFKC", one["text"]) in text, one


@each_gold
def test_what_is_said_is_said_of_what_is_annotated(path: Path) -> None:
    told, _ = load(path)
    names = {one["name"] for one in told["entities"]}
    said = [one for key in ("facts", "doubtful") for one in told[key]]
    ends = {one[end] for one in said for end in ("s", "o")} | {one["s"] for one in told["quantities"] + told["status"]}
    assert ends <= names
    assert len({(one["s"], one["r"], one["o"]) for one in said}) == len(said), "nothing stands twice"


def load(path: Path) -> tuple[dict[str, Any], str]:
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    return json.loads(path.read_text(encoding="utf-8")), text + unicodedata.normalize("NFKC", text)
