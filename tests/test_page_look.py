"""How the page looks: lines that can be followed, names that can be read, nothing hidden without a word."""

from __future__ import annotations

import itertools
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.page.rows import bends, rows
from graph.page.view import Arrow
from tests.browser import Reader, expect, large, small
from tests.page_knowledge import chain
from tests.test_page import Page

SCALE = "document.getElementById('network').network.getScale()"
BROWSER = pytest.mark.browser
NAME = 15  # pixels of a name at its full size
LEAST = 9.5  # of a name that can still be read


def boxes(reader: Reader) -> dict[str, tuple[float, float, float, float]]:
    """Left, top, right, bottom of each box that is drawn."""
    found = {}
    for box in reader.asks("drawn"):
        half, tall = box["w"] / 2, box["h"] / 2
        name = box["key"].partition(":")[2] if box["kind"] == "ghost" else box["key"]
        found[name] = box["x"] - half, box["y"] - tall, box["x"] + half, box["y"] + tall
    return found


def crossed(reader: Reader) -> set[tuple[str, str, str]]:
    """Each line with a box that it passes through though it is none of its ends."""
    standing, found = boxes(reader), set()
    for start, end, points in reader.asks("routes"):
        (west, east), (north, south) = ((min(at), max(at)) for at in zip(*points, strict=True))
        for id, (left, top, right, bottom) in standing.items():
            if id in (start, end) or right < west or left > east or bottom < north or top > south:
                continue
            if any(left + 1 < x < right - 1 and top + 1 < y < bottom - 1 for x, y in points):
                found.add((start, end, id))
    return found


def out_of_sight(reader: Reader) -> int:
    """How many boxes have their middle outside the picture."""
    area = reader.one("#network").bounding_box()
    assert area is not None
    points = [reader.asks("nodePoint", id) for id in reader.shown()[0]]
    return sum(not (0 <= p["x"] <= area["width"] and 28 <= p["y"] <= area["height"]) for p in points)


@BROWSER
@pytest.mark.parametrize("language", ["zh-CN", "en-US"])
@pytest.mark.parametrize("view", ["full", "chain", "overview", "ego"])
def test_no_line_passes_through_a_box(reader: Reader, view: str, language: str) -> None:
    for page in (small(), large()):
        reader.speaks(language).opens(page).looks_at(view)
        assert reader.asks("routes")
        assert crossed(reader) == set()


def test_a_long_line_runs_level() -> None:
    turns = [
        sum(abs(b[1] - a[1]) > 0.5 for a, b in itertools.pairwise(line["way"]))
        for line in Page(chain()).lines
        if "way" in line
    ]
    assert turns
    assert sum(not t for t in turns) >= 0.7 * len(turns)


@BROWSER
@pytest.mark.parametrize("size", [(1280, 720), (1440, 900), (1920, 1080)])
def test_names_can_be_read_at_first_sight_and_what_is_out_of_it_is_counted(
    reader: Reader, size: tuple[int, int]
) -> None:
    reader.screen(*size).opens(small())
    assert NAME * reader.js(SCALE) >= LEAST
    out = out_of_sight(reader)
    if not out:
        expect(reader.one("#outside")).to_be_hidden()
        return
    expect(reader.one("#outside")).to_contain_text(str(out))
    reader.clicks("#outside")
    expect(reader.one("#outside")).to_be_hidden()
    assert out_of_sight(reader) == 0


@BROWSER
def test_a_phone_is_filled_at_first_sight(reader: Reader) -> None:
    reader.screen(390, 844).opens(small())
    assert NAME * reader.js(SCALE) >= 10
    area = reader.one("#network").bounding_box()
    assert area is not None
    code = "p => document.getElementById('network').network.canvasToDOM(p)"
    whole = [
        box
        for box in boxes(reader).values()
        for corners in [[reader.js(code, {"x": box[i], "y": box[i + 1]}) for i in (0, 2)]]
        if all(0 <= c["x"] <= area["width"] and 0 <= c["y"] <= area["height"] for c in corners)
    ]
    assert len(whole) >= 8


@BROWSER
@pytest.mark.parametrize("nearer", [1, 1.6])
def test_from_far_off_chains_and_what_is_best_joined_are_named(reader: Reader, nearer: float) -> None:
    reader.opens(large()).looks_at("full")
    reader.js(f"document.getElementById('network').network.moveTo({{scale: {SCALE} * {nearer}}})")
    labels = reader.asks("labels")
    names = {words for words, *_ in labels}
    assert {row.inner_text() for row in reader.all("fieldset[data-filter=chain] .words")} - {"未归入产业链"} <= names
    assert len(labels) >= 25
    for (one, left, right, y), (other, low, high, v) in itertools.combinations(labels, 2):
        assert right <= low or high <= left or abs(y - v) >= 15, f"{one} on {other}"


@BROWSER
def test_statuses_of_one_colour_are_told_apart(reader: Reader) -> None:
    cards: dict[str, Any] = Page(chain()).detail["cards"]
    looks = [(card["color"], card["pattern"]) for card in cards.values()]
    assert len(set(looks)) == len(looks)
    reader.opens(small()).unfolds()
    code = "s => [...document.querySelectorAll(s)].map(x => getComputedStyle(x).background)"
    drawn_ = reader.js(code, "fieldset[data-filter=status] label:not([data-value='']) .swatch")
    assert len(set(drawn_)) == len(drawn_) > 1


@given(st.integers(0, 10_000), st.integers(3, 7), st.integers(4, 40))
@settings(max_examples=60, deadline=None)
def test_nothing_in_a_column_stands_on_another(seed: int, columns: int, count: int) -> None:
    chance = random.Random(seed)
    column = {f"{n:02}": chance.randrange(columns) for n in range(count)}
    height = {id: float(chance.choice((30, 45, 60))) for id in column}
    pairs = {tuple(chance.sample(sorted(column), 2)) for _ in range(count)}
    arrows = [Arrow(a, b, (0,), True) for a, b in sorted(pairs) if column[a] != column[b]]
    place = rows(column, height, arrows, dict.fromkeys(column, ()))
    passed = bends(column, arrows)
    tall = height | {b: 0.0 for names in passed.values() for b in names}
    at = dict(column) | {b: int(b.rpartition("@")[2]) for names in passed.values() for b in names}
    for stage in range(columns):
        stack = sorted((place[i], tall[i], i) for i in at if at[i] == stage)
        for (y, h, one), (v, k, other) in itertools.pairwise(stack):
            assert v - y >= (h + k) / 2 + 3, f"{one} on {other}"
