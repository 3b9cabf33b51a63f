"""Each view of the page shows what it is for."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from graph.model import Knowledge
from graph.page import Findings, Link, LoopFound, Part, StepFound, render
from graph.page.findings import State
from graph.rdf import reference_facts
from graph.vocab import load
from tests.browser import VIEWS, Reader, expect, large, small, state
from tests.page_knowledge import chain, drawn
from tests.province import province
from tests.streams import flows, reach

pytestmark = pytest.mark.browser
HIDDEN = ("chain/", "park/", "place/")
PRECURSOR, MATTE, SULFATE = "material/三元前驱体", "material/高冰镍", "material/电池级硫酸镍"


def beyond(start: str, lines: set[tuple[str, str]]) -> set[str]:
    """All that can be reached by going along the lines."""
    reached: set[str] = set()
    for _ in lines:
        reached |= {b for a, b in lines if a == start or a in reached}
    return reached


@cache
def found() -> str:
    """The small page with what analyses would say: a step of each state, and a loop."""

    def step(label: str, state: State, makers: tuple[str, ...]) -> StepFound:
        named = (label, f"step {label}")
        taken, given = (Part("material/铜精矿"),), (Part("material/阴极铜", makers),)
        return StepFound(
            "chain/示例", named, "Refining", state, ("", ""), taken, given, ("依据", "reason"), ("A source",)
        )

    steps = (
        step("镍火法熔炼", "Present", ("company/青岚镍钴集团",)),
        step("铜电解", "UnderWay", ("project/年产12万吨阴极铜项目",)),
        step("采矿", "NotStated", ()),
    )
    ring = ("material/黑粉", "material/碳酸锂", "material/三元正极材料", "material/圆柱电芯", "material/黑粉")
    links = tuple(Link(a, b, "Stated", ("制成", "made into")) for a, b in pairwise(ring))
    findings = Findings(steps, (LoopFound(("回收", "recycling"), "material/黑粉", links),))
    return render(chain(), "某地产业链", reference_facts(chain().processes, load()), findings)


def in_view(reader: Reader) -> str:
    return str(reader.js("document.documentElement.dataset.view"))


def test_it_opens_in_the_full_graph_as_long_as_names_can_be_read(reader: Reader) -> None:
    reader.opens(small())
    assert in_view(reader) == reader.asks("view") == "full"
    assert reader.js("document.getElementById('network').network.getScale()") >= 0.55
    reader.opens(large())
    assert in_view(reader) == reader.asks("view") == "overview"


def test_a_button_opens_each_view_and_says_so(reader: Reader) -> None:
    reader.opens(small(), at=state(n=PRECURSOR))
    for name in VIEWS:
        assert in_view(reader.looks_at(name)) == reader.asks("view") == name
        pressed = [v for v in VIEWS if reader.one(f"#view-{v}").get_attribute("aria-pressed") == "true"]
        assert pressed == [name]
        assert reader.sees("#table") is (name == "table")
        assert reader.sees("#gaps") is (name == "gaps")
    assert reader.complaints == []


def test_the_full_graph_shows_all_that_is_joined_but_places_and_chains(reader: Reader) -> None:
    nodes, lines = reader.opens(small()).shown()
    joined = {end for pair in flows(chain()) for end in pair}
    assert joined <= nodes
    assert not [id for id in nodes if id.startswith(HIDDEN)]
    assert flows(chain()) <= lines


def test_the_overview_has_a_cell_for_each_chain_and_stage_and_counts_what_stands_there(reader: Reader) -> None:
    cells = [box for box in reader.opens(large()).asks("drawn") if box["kind"] == "cell"]
    rows, columns = {c["y"] for c in cells}, {c["x"] for c in cells}
    assert len(rows) >= 3  # the chains of the province
    assert len(columns) == 7  # mining to recycling
    told = 0
    for cell in (c for c in cells if c["y"] == min(rows)):
        reader.clicks("#fit").clicks_at(reader.asks("nodePoint", cell["key"]))
        assert "铜产业链" in reader.text("#panel h2")
        told += sum(int(b.inner_text()) for b in reader.all("#panel h3 b"))
        reader.presses("Escape")
    belongs = sum("铜" in e.label for e in province(400).entities if e.kind in {"Material", "Company", "Project"})
    assert abs(told - belongs) < 0.2 * belongs


def test_what_a_column_leaves_out_comes_with_a_click(reader: Reader) -> None:
    reader.opens(large(), at=state(v="chain", c="chain/镍产业链"))
    before = reader.asks("drawn")
    more = next(box for box in before if box["kind"] == "more")
    reader.clicks_at(reader.asks("nodePoint", more["key"]))
    after = reader.asks("drawn")
    assert len(after) > len(before)
    assert more["key"] not in {box["key"] for box in after}


@pytest.mark.slow
def test_five_thousand_entities_open_in_the_overview_and_can_be_searched(reader: Reader) -> None:
    reader.opens(drawn(province(5000)))
    assert in_view(reader) == "overview"
    reader.seeks("yjt").presses("Escape").looks_at("full")
    assert reader.complaints == []
    label = next(e.label for e in province(5000).entities if e.kind == "Project")
    reader.seeks(label).presses("Enter")
    expect(reader.one("#panel h2")).to_have_text(label)


def test_one_chain_shows_its_members_from_ore_to_product(reader: Reader) -> None:
    reader.opens(large()).looks_at("chain")
    reader.one("#pick-chain").select_option(value="chain/镍产业链")
    nodes, _ = reader.shown()
    expect(reader.one("html")).to_have_attribute("data-view", "chain")
    names = [id.partition("/")[2] for id in nodes if id.startswith("material/")]
    assert len([n for n in names if "镍" in n]) > len(names) / 2
    assert len(nodes) < 200
    steps = [
        reader.asks("nodePoint", f"material/镍{form}") for form in ("原矿", "锍", "电解板", "合金带", "极片", "储能柜")
    ]
    places = [p["x"] for p in steps if p]
    assert len(places) >= 3
    assert places == sorted(places)


def test_the_view_of_one_has_what_it_takes_in_on_its_left_and_what_it_gives_on_its_right(reader: Reader) -> None:
    reader.opens(small(), at=state(v="ego", n=PRECURSOR, d="2"))
    nodes, _ = reader.shown()
    up, down = reach(chain(), PRECURSOR, back=True), reach(chain(), PRECURSOR)
    assert set(up[0]) | set(down[0]) | {PRECURSOR} <= nodes
    middle = reader.asks("nodePoint", PRECURSOR)["x"]
    assert all(reader.asks("nodePoint", id)["x"] < middle for id in up[0])
    assert all(reader.asks("nodePoint", id)["x"] > middle for id in down[0])
    near = max(reader.asks("nodePoint", id)["x"] for id in up[0])
    assert all(reader.asks("nodePoint", id)["x"] < near for id in set(up[1]) - set(up[0]) - set(down[0]))


def test_the_view_of_a_company_too(reader: Reader) -> None:
    firm = "company/丰禾正极材料有限公司"
    reader.opens(small(), at=state(n=firm)).clicks("#to-ego")
    expect(reader.one("html")).to_have_attribute("data-view", "ego")
    middle = reader.asks("nodePoint", firm)["x"]
    assert (
        reader.asks("nodePoint", "material/碳酸锂")["x"]
        < middle
        < reader.asks("nodePoint", "material/三元正极材料")["x"]
    )


def test_a_path_joins_two_that_are_named(reader: Reader) -> None:
    reader.opens(small()).looks_at("path")
    reader.one("#pick-from").fill("镍矿")
    reader.page.keyboard.press("Enter")
    reader.one("#pick-to").fill("储能电池包")
    reader.page.keyboard.press("Enter")
    nodes, lines = reader.shown()
    assert {"material/镍矿", "material/储能电池包"} <= nodes
    assert lines <= flows(chain())
    assert "material/储能电池包" in beyond("material/镍矿", lines)


def test_a_path_that_is_not_there_is_said_not_to_be(reader: Reader) -> None:
    reader.opens(small(), at=state(v="path", p="material%2F海绵钛~material%2F碳酸锂"))
    assert in_view(reader) == "path"
    assert reader.sees("#empty")
    assert reader.text("#empty")


def test_the_table_tells_every_relation_shown_and_sorts(reader: Reader) -> None:
    reader.opens(small()).looks_at("table")
    rows = reader.all("#table tbody tr")
    assert len(rows) >= len(reader.js("JSON.parse(document.getElementById('data-edges').textContent).from"))
    assert str(len(rows)) in reader.text("#table caption")
    head = reader.one("#table th button")
    column = "() => [...document.querySelectorAll('#table tbody tr')].map(r => r.cells[0].innerText.trim())"
    head.click()
    first = reader.js(column)
    way = reader.one("#table th[aria-sort]:not([aria-sort=none])").get_attribute("aria-sort")
    head.click()
    assert reader.js(column) == first[::-1] or sorted(first) == sorted(reader.js(column)) != first
    assert reader.one("#table th[aria-sort]:not([aria-sort=none])").get_attribute("aria-sort") != way


def test_a_row_of_the_table_leads_to_its_sentence(reader: Reader) -> None:
    reader.opens(small()).looks_at("table")
    reader.one("#table tbody tr").locator("button").nth(1).click()
    assert reader.one("#panel .card").is_visible()


def test_gaps_tell_what_is_made_what_is_coming_and_what_no_text_says(reader: Reader) -> None:
    reader.opens(found()).looks_at("gaps")
    for name, state_ in (("镍火法熔炼", "Present"), ("铜电解", "UnderWay"), ("采矿", "NotStated")):
        step = reader.one(f"#gaps .step[data-state={state_}]")
        expect(step).to_contain_text(name)
    assert len({reader.text(f"#gaps .step[data-state={s}] .state") for s in ("Present", "UnderWay", "NotStated")}) == 3
    assert len(re.findall(r"\b1\b", reader.text("#gaps-summary"))) == 3
    reader.one("#gaps .step[data-state=UnderWay]").get_by_text("年产12万吨阴极铜项目").click()
    expect(reader.one("#panel h2")).to_have_text("年产12万吨阴极铜项目")


def test_loops_lead_back_to_where_they_begin(reader: Reader) -> None:
    reader.opens(found()).looks_at("loops")
    expect(reader.one("#pick-loop option")).to_contain_text("黑粉")
    nodes, lines = reader.shown()
    assert {"material/黑粉", "material/碳酸锂", "material/三元正极材料"} <= nodes
    assert "material/黑粉" in beyond("material/黑粉", lines)


def test_a_build_shows_the_gaps_of_its_chains(reader: Reader, built: Path) -> None:
    reader.visits(built / "graph.html").looks_at("gaps")
    steps = reader.all("#gaps .step")
    assert len(steps) > 3
    assert {s.get_attribute("data-state") for s in steps} <= {"Present", "UnderWay", "NotStated"}


@pytest.mark.parametrize("words", ["图谱里还没有内容", "There is nothing in this graph yet"])
def test_an_empty_graph_says_so_in_every_view(reader: Reader, words: str) -> None:
    reader.speaks("zh-CN" if words[0] == "图" else "en-US").opens(Knowledge((), (), (), (), (), ()))
    for name in VIEWS:
        assert words in reader.looks_at(name).text("body"), name
    assert reader.complaints == []


def test_an_empty_graph_opens_at_any_address(reader: Reader) -> None:
    for name in ("ego", "path", "gaps"):
        assert reader.opens(Knowledge((), (), (), (), (), ()), at=state(v=name)).complaints == []
