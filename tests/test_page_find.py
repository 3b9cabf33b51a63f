"""Anything in the page can be found in a second, and what is not wanted put away: search and filters."""

from __future__ import annotations

import re

import pytest

from tests.browser import Reader, expect, small

pytestmark = pytest.mark.browser


def row(filter: str, value: str) -> str:
    return f'fieldset[data-filter={filter}] label[data-value="{value}"]'


def opens_filter(reader: Reader, name: str) -> None:
    """A filter of many rows is folded until asked for."""
    if not reader.unfolds().sees(f"fieldset[data-filter={name}]"):
        reader.page.locator("details", has=reader.page.locator(f"fieldset[data-filter={name}]")).last.locator(
            "summary"
        ).first.click()


def counted(reader: Reader, filter: str, value: str) -> int:
    return int(re.sub(r"\D", "", reader.text(f"{row(filter, value)} .n")))


def summed(reader: Reader) -> tuple[int, int]:
    """Entities and lines, as the head of the page counts them."""
    nodes, lines, *_ = (int(n) for n in re.findall(r"\d+", reader.text("#count")))
    return nodes, lines


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("阴极", "阴极铜"),
        ("电铜", "阴极铜"),
        ("copper cath", "阴极铜"),
        ("H2SO4", "硫酸"),
        ("临泽市", "临泽市"),
        ("yinjitong", "阴极铜"),
        ("YinJi", "阴极铜"),
        ("yjt", "阴极铜"),
        ("sanyuanqianqu", "三元前驱体"),
        ("syqqt", "三元前驱体"),
        ("青岚集团", "青岚镍钴集团"),
    ],
)
def test_search_finds_a_name_by_any_of_its_names(reader: Reader, words: str, name: str) -> None:
    reader.opens(small()).seeks(words)
    assert reader.js("document.activeElement.id") == "search"
    first = reader.one("#hits li[role=option]")
    expect(first).to_contain_text(name)
    reader.presses("Enter")
    expect(reader.one("#panel h2")).to_have_text(name)


def test_arrows_move_through_what_was_found(reader: Reader) -> None:
    reader.opens(small()).seeks("铜")
    chosen = "#hits li[aria-selected=true]"
    first = reader.text(chosen)
    assert reader.one("#search").get_attribute("aria-activedescendant")
    reader.presses("ArrowDown")
    second = reader.text(chosen)
    assert second != first
    reader.presses("ArrowUp")
    assert reader.text(chosen) == first
    reader.presses("ArrowDown", "Enter")
    assert reader.text("#panel h2") in second
    reader.seeks("铜").presses("Escape")
    assert not reader.sees("#hits")


def test_a_hit_can_be_clicked(reader: Reader) -> None:
    reader.opens(small()).seeks("海绵")
    reader.one("#hits li[role=option]").click()
    expect(reader.one("#panel h2")).to_have_text("海绵钛")


def test_search_says_when_nothing_has_the_name(reader: Reader) -> None:
    reader.opens(small()).seeks("没有的东西")
    assert reader.text("#hits") == "没有叫这个名字的"
    reader.presses("Enter")
    assert not reader.sees("#panel")


def test_what_is_found_comes_into_sight(reader: Reader) -> None:
    reader.opens(small()).seeks("临泽市").presses("Enter")  # a place: not in the picture until asked for
    expect(reader.one("#panel h2")).to_have_text("临泽市")
    point = reader.asks("nodePoint", "place/临泽市")
    box = reader.one("#network").bounding_box()
    assert point
    assert box
    assert 0 < point["x"] < box["width"]
    assert 0 < point["y"] < box["height"]


@pytest.mark.parametrize(
    ("kind", "shape"), [("Company", "company/"), ("Project", "project/"), ("Material", "material/")]
)
def test_a_kind_put_away_is_gone_and_comes_back(reader: Reader, kind: str, shape: str) -> None:
    nodes, lines = reader.opens(small()).shown()
    assert counted(reader, "kind", kind) >= len([n for n in nodes if n.startswith(shape)])
    reader.clicks(f"{row('kind', kind)} input")
    less, fewer = reader.shown()
    assert less < nodes
    assert fewer < lines
    assert not [n for n in less if n.startswith(shape)]
    assert summed(reader) == (len(less), len(fewer))
    reader.clicks("#reset")
    assert reader.shown() == (nodes, lines)
    assert summed(reader) == (len(nodes), len(lines))


def test_one_kind_alone(reader: Reader) -> None:
    reader.opens(small()).clicks('fieldset[data-filter=kind] button.only[data-value="Material"]')
    nodes, _ = reader.shown()
    assert nodes
    assert {n.partition("/")[0] for n in nodes} == {"material"}


def test_a_relation_put_away_takes_its_lines(reader: Reader) -> None:
    _, lines = reader.opens(small()).shown()
    opens_filter(reader, "relation")
    assert counted(reader, "relation", "undertakes") == 6
    reader.clicks(f"{row('relation', 'undertakes')} input")
    gone = lines - reader.shown()[1]
    assert ("company/青岚铜业股份有限公司", "project/年产12万吨阴极铜项目") in gone
    assert all(b.startswith("project/") for _, b in gone)
    assert len(gone) == 6


@pytest.mark.parametrize("origin", ["Stated", "Derived", "Reference"])
def test_each_origin_can_be_put_away(reader: Reader, origin: str) -> None:
    nodes, lines = reader.opens(small()).shown()
    assert counted(reader, "origin", origin) > 0
    reader.clicks(f"{row('origin', origin)} input")
    assert reader.shown()[1] < lines
    lone = {"Stated": ("material/粗铜", "material/阴极铜") in reader.shown()[1]}
    assert all(lone.get(origin, True) for _ in nodes)


def test_three_origins_are_three_lines_one_can_tell_apart(reader: Reader) -> None:
    reader.opens(small())
    stated = reader.asks("edge", "company/白帆锂业有限公司", "material/碳酸锂")
    derived = reader.asks("edge", "company/青岚镍钴集团", "material/高冰镍")
    reference = reader.asks("edge", "material/粗铜", "material/阴极铜")
    assert len({str(line["dash"]) for line in (stated, derived, reference)}) == 3
    assert not stated["dash"]


def test_a_status_filter_leaves_only_projects_at_that_point(reader: Reader) -> None:
    reader.opens(small())
    assert counted(reader, "status", "UnderConstruction") == 3
    reader.clicks(f"{row('status', 'UnderConstruction')} input")
    nodes, _ = reader.shown()
    assert "project/年产12万吨阴极铜项目" not in nodes
    assert "project/6万吨高冰镍技改项目" in nodes


def test_the_legend_of_status_has_a_colour_for_each(reader: Reader) -> None:
    reader.opens(small())
    look = "e => { const s = getComputedStyle(e); return s.backgroundColor + s.borderColor + s.fill + s.color; }"
    rows = "[...document.querySelectorAll('fieldset[data-filter=status] label')]"
    colours = reader.js(f"() => {rows}.map(row => [...row.querySelectorAll('*')].map({look}).join())")
    assert len(colours) >= 3
    assert len(set(colours)) >= 2  # several statuses share a card
    labels = [row.inner_text() for row in reader.all("fieldset[data-filter=status] label")]
    by = {next(w for w in ("谋划", "在建", "投产") if w in label): c for label, c in zip(labels, colours, strict=True)}
    assert by["谋划"] != by["在建"]


def test_one_chain_alone(reader: Reader) -> None:
    nodes, _ = reader.opens(small()).shown()
    reader.clicks('fieldset[data-filter=chain] button.only[data-value="chain/新能源电池产业链"]')
    less, _ = reader.shown()
    assert less
    assert less < nodes


def test_only_what_is_sure_enough(reader: Reader) -> None:
    _, lines = reader.opens(small()).shown()
    reader.unfolds().one("#filter-confidence").fill("0.85")
    fewer = reader.shown()[1]
    assert ("company/青岚镍钴集团", "material/高冰镍") in lines - fewer  # derived, at 0.8
    assert ("company/白帆锂业有限公司", "material/碳酸锂") in fewer


def test_a_document_put_away_takes_what_only_it_says(reader: Reader) -> None:
    _, lines = reader.opens(small()).shown()
    opens_filter(reader, "document")
    reader.clicks("fieldset[data-filter=document] label input")
    left = reader.shown()[1]
    assert left < lines
    assert ("company/白帆锂业有限公司", "material/碳酸锂") not in left


def test_a_place_put_away_takes_who_is_there(reader: Reader) -> None:
    nodes, _ = reader.opens(small()).shown()
    opens_filter(reader, "place")
    reader.clicks("fieldset[data-filter=place] label input")
    assert reader.shown()[0] < nodes


def test_a_kind_switched_on_comes_into_sight(reader: Reader) -> None:
    nodes, _ = reader.opens(small()).shown()
    assert "park/青岚经济开发区" not in nodes
    reader.clicks(f"{row('kind', 'Park')} input")
    assert "park/青岚经济开发区" in reader.shown()[0]
    point, box = reader.asks("nodePoint", "park/青岚经济开发区"), reader.one("#network").bounding_box()
    assert box
    assert 0 < point["y"] < box["height"]


def test_filters_that_leave_nothing_say_so_and_how_to_go_on(reader: Reader) -> None:
    reader.opens(small())
    for kind in ("Company", "Project", "Material", "Facility", "Technology"):
        reader.clicks(f"{row('kind', kind)} input")
    assert reader.sees("#empty")
    assert "重置" in reader.text("#empty")


def test_filters_are_kept_in_the_address(reader: Reader) -> None:
    reader.opens(small()).clicks(f"{row('kind', 'Company')} input")
    there = reader.shown()
    reader.opens(small(), at=reader.js("location.hash"))
    assert reader.shown() == there
    assert not reader.one(f"{row('kind', 'Company')} input").is_checked()
