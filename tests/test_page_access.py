"""The page is for everybody: either language, light and dark, by keyboard, read aloud, on a phone."""

from __future__ import annotations

import re

import pytest

from tests.browser import VIEWS, Reader, address, expect, large, small, state
from tests.page_knowledge import chain

pytestmark = pytest.mark.browser
PRECURSOR = "material/三元前驱体"
PROJECT = "project/年产12万吨阴极铜项目"
BACKGROUND = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_keeps_anybody_out(reader: Reader, theme: str) -> None:
    reader.opens(small(), at=state(v="full", n=PRECURSOR, t=theme, p="material%2F镍矿~material%2F储能电池包"))
    assert {view: found for view in VIEWS if (found := reader.looks_at(view).barriers())} == {}


@pytest.mark.parametrize("hash", ["", state(e="material%2F碳酸锂~material%2F三元正极材料"), state(v="table", l="en")])
def test_nor_on_a_phone_or_before_a_large_graph(reader: Reader, hash: str) -> None:
    assert reader.screen(390, 844).opens(small(), at=hash).barriers() == []
    assert reader.screen().opens(large(), at=hash if "v=" in hash else "").barriers() == []


def test_both_languages_are_whole(reader: Reader) -> None:
    reader.opens(small(), at=address(PROJECT)).clicks("#language")
    assert reader.js("document.documentElement.lang") == "en"
    labels = {e.label for e in chain().entities} | {"示例"}
    parts = "header, #choice, #filters, #panel h3, .tags"
    told = reader.js("parts => [...document.querySelectorAll(parts)].map(e => e.innerText).join('\\n')", parts)
    for label in sorted(
        labels | {d.title for d in chain().documents} | {"虚构日报", "某地产业链", "中文", "示例"}, key=len
    )[::-1]:
        told = told.replace(label, "")
    assert re.findall("[一-鿿]+", told) == []
    assert "under construction" in reader.text(".tags").lower()
    for view in VIEWS:
        reader.looks_at(view)
        buttons = reader.js(
            "() => [...document.querySelectorAll('button, th, option, summary')].map(b => b.title + b.innerText)"
        )
        assert [
            b for b in buttons if re.search("[一-鿿]", b) and not any(la in b for la in labels) and "中文" not in b
        ] == []


@pytest.mark.parametrize(("language", "expected"), [("en-US", "en"), ("zh-TW", "zh"), ("fr-FR", "en"), ("zh-CN", "zh")])
def test_it_speaks_the_language_of_the_browser(reader: Reader, language: str, expected: str) -> None:
    reader.speaks(language).opens(small())
    assert reader.js("document.documentElement.lang").startswith(expected)


def test_dark_follows_the_system_and_a_button_turns_it(reader: Reader) -> None:
    assert min(reader.opens(small()).js(BACKGROUND)) > 200
    reader.clicks("#theme")
    assert max(reader.js(BACKGROUND)) < 70
    assert max(reader.screen(dark=True).opens(small()).js(BACKGROUND)) < 70
    reader.clicks("#theme")
    assert min(reader.js(BACKGROUND)) > 200


def test_everything_can_be_done_from_the_keyboard(reader: Reader) -> None:
    reader.opens(small()).one("#network").focus()
    reader.presses("ArrowRight")
    first = reader.text("#panel h2")
    reader.presses("ArrowRight")
    expect(reader.one("#panel h2")).not_to_have_text(first)
    reader.presses("ArrowLeft")
    expect(reader.one("#panel h2")).to_have_text(first)
    reader.presses("Enter")
    assert reader.js("document.getElementById('panel').contains(document.activeElement)")
    reader.presses("Escape")
    assert not reader.sees("#panel")


def test_keys_open_each_view(reader: Reader) -> None:
    reader.opens(small(), at=state(n=PRECURSOR)).one("#network").focus()
    for number, name in enumerate(VIEWS, 1):
        reader.presses(str(number))
        expect(reader.one("html")).to_have_attribute("data-view", name)


def test_every_control_can_be_reached_by_tab_and_seen_to_be(reader: Reader) -> None:
    reader.opens(small())
    met: list[str] = []
    for _ in range(120):
        reader.presses("Tab")
        here = reader.js(
            "() => { const e = document.activeElement, s = getComputedStyle(e);"
            "return [e.id, s.outlineStyle !== 'none' || s.boxShadow !== 'none', e.tagName]; }"
        )
        if here[2] != "BODY":
            assert here[1], here
        met.append(here[0])
    for id in ("search", "network", "language", "theme", *(f"view-{v}" for v in VIEWS)):
        assert id in met, id


@pytest.mark.parametrize("width", [360, 390])
def test_it_fits_a_phone(reader: Reader, width: int) -> None:
    reader.screen(width, 800).opens(small(), at=state(n=PRECURSOR))
    wide = "document.documentElement.scrollWidth"
    assert {view: found for view in VIEWS if (found := reader.looks_at(view).js(wide)) > width} == {}
    reader.clicks("#language")
    assert {view: found for view in VIEWS if (found := reader.looks_at(view).js(wide)) > width} == {}


def test_on_a_phone_the_panel_leaves_what_is_chosen_in_sight(reader: Reader) -> None:
    reader.screen(390, 844).opens(small(), at=state(n="material/电池级硫酸镍"))
    panel, box = reader.one("#panel").bounding_box(), reader.one("#network").bounding_box()
    assert panel
    assert box
    assert panel["width"] <= 390
    point = reader.asks("nodePoint", "material/电池级硫酸镍")
    assert 0 < point["x"] < 390
    assert point["y"] + box["y"] < panel["y"] or point["y"] + box["y"] > panel["y"] + panel["height"]


def test_on_a_phone_filters_are_behind_a_button(reader: Reader) -> None:
    reader.screen(390, 844).opens(small())
    assert not reader.sees("#filters fieldset")
    reader.clicks("#show-filters")
    assert reader.sees("#filters fieldset")
    nodes, _ = reader.shown()
    reader.clicks('fieldset[data-filter=kind] label[data-value="Company"] input')
    assert reader.shown()[0] < nodes
    assert reader.js("document.documentElement.scrollWidth") <= 390


def test_the_map_comes_first_where_the_filters_would_make_names_small(reader: Reader) -> None:
    scale = "document.getElementById('network').network.getScale()"
    reader.opens(small())
    assert not reader.sees("#filters")
    assert reader.js(scale) >= 0.65
    expect(reader.one("#show-filters")).to_have_attribute("aria-expanded", "false")
    for words in ("企业", "物料", "推导所得"):  # what its marks mean stands under the map
        expect(reader.one("#legend")).to_contain_text(words)
    reader.clicks("#show-filters")
    assert reader.sees("#filters")
    expect(reader.one("#show-filters")).to_have_attribute("aria-expanded", "true")
    reader.screen(1920, 1080).opens(small())
    assert reader.sees("#filters")
    assert reader.js(scale) >= 0.7


@pytest.mark.parametrize("size", [(1440, 900), (1920, 1080)])
def test_nothing_of_a_chain_is_cut_at_first_sight(reader: Reader, size: tuple[int, int]) -> None:
    reader.screen(*size).opens(small())
    area = reader.one("#network").bounding_box()
    assert area is not None
    for id in reader.shown()[0]:
        point = reader.asks("nodePoint", id)
        assert 0 < point["x"] < area["width"], id
        assert 0 < point["y"] < area["height"], id


def test_what_was_clicked_in_the_overview_stays_in_sight(reader: Reader) -> None:
    reader.opens(large())
    cell = max(reader.asks("drawn"), key=lambda box: box["x"])
    place = "p => document.getElementById('network').network.canvasToDOM(p)"
    reader.clicks_at(reader.js(place, {"x": cell["x"], "y": cell["y"]}))
    expect(reader.one("#panel")).to_be_visible()
    panel, area = reader.one("#panel").bounding_box(), reader.one("#network").bounding_box()
    assert panel is not None
    assert area is not None
    right = reader.js(place, {"x": cell["x"] + cell["w"] / 2, "y": cell["y"]})
    assert right["x"] + area["x"] <= panel["x"]
