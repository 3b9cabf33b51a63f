"""Every line of the page stands on a sentence, and a click shows what is up- and downstream."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import rdflib

from graph.model import Link
from graph.rdf import quads, turtle
from graph.vocab import load
from tests.browser import Reader, address, expect, small, state
from tests.page_knowledge import chain
from tests.streams import reach

pytestmark = pytest.mark.browser
PRECURSOR, LITHIUM, CARBONATE = "material/三元前驱体", "company/白帆锂业有限公司", "material/碳酸锂"
SAID = """
PREFIX chain: <https://w3id.org/industry-chain#> PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT DISTINCT ?words WHERE {
  { ?claim rdf:subject ?a ; rdf:object ?b } UNION { ?claim rdf:subject ?b ; rdf:object ?a }
  ?claim prov:wasQuotedFrom/oa:exact ?words }
"""


@cache
def rdf() -> rdflib.Graph:
    """What a build writes of the same knowledge."""
    return rdflib.Graph().parse(data=turtle(quads(chain(), load()), load()), format="turtle")


def literals(start: str, end: str, said: rdflib.Graph | None = None) -> set[str]:
    ends = {"a": rdflib.URIRef(load().entity_iri(start)), "b": rdflib.URIRef(load().entity_iri(end))}
    return {str(row[0]) for row in (said or rdf()).query(SAID, initBindings=ends)}


def quotes(reader: Reader) -> set[str]:
    return set(reader.js("() => [...document.querySelectorAll('#panel blockquote')].map(q => q.textContent)"))


def read_all(reader: Reader, said: rdflib.Graph) -> int:
    """Go to every line; how many rest on sentences, all of them those of the RDF."""
    stated = 0
    for start, end in sorted(reader.shown()[1]):
        reader.goes_to(start, end)
        reader.js("() => new Promise(done => setTimeout(done, 0))")  # the page hears of a new address
        expected = literals(start, end, said)
        if expected:
            stated += 1
            assert expected <= quotes(reader), (start, end)
    return stated


def test_the_sentences_of_every_line_are_the_literals_of_the_rdf(reader: Reader) -> None:
    assert read_all(reader.opens(small()), rdf()) > 60


def test_so_they_are_in_what_a_build_wrote(reader: Reader, built: Path) -> None:
    said = rdflib.Graph().parse(built / "graph.ttl")
    reader.visits(built / "graph.html")
    reader.clicks('fieldset[data-filter=kind] label[data-value="Park"] input')
    assert read_all(reader, said) >= 4
    assert reader.complaints == []


def test_a_click_on_a_line_gives_the_words_it_rests_on(reader: Reader) -> None:
    reader.opens(small()).clicks_line(LITHIUM, CARBONATE)
    reader.one("#panel").wait_for()
    assert reader.text("#panel .sentence") == "白帆锂业有限公司 生产 碳酸锂"
    assert (
        quotes(reader)
        == literals(LITHIUM, CARBONATE)
        == {"碳酸锂由白帆锂业有限公司从锂辉石精矿中提取,年产能约2.5万吨。"}
    )
    assert [m.inner_text() for m in reader.all("#panel .card blockquote mark.s")] == ["白帆锂业有限公司"]
    assert [m.inner_text() for m in reader.all("#panel .card blockquote mark.o")] == ["碳酸锂"]
    caption = reader.text("#panel figcaption")
    for words in ("临泽工业调研", "虚构日报", "2025-06-18", "字", "0.87"):
        assert words in caption
    assert reader.text("#panel figcaption .why")
    assert "文本所述" in reader.text("#panel .origin")


def test_offsets_shown_are_those_of_the_text(reader: Reader) -> None:
    reader.opens(small(), at=address(LITHIUM, CARBONATE))
    found = re.search(r"(\d+)–(\d+)", reader.text("#panel figcaption"))
    assert found
    assert chain().documents[0].text[int(found[1]) : int(found[2])] in quotes(reader)


def test_a_claim_can_be_copied_as_a_citation(reader: Reader) -> None:
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.opens(small(), at=address(LITHIUM, CARBONATE)).clicks("#panel button.cite")
    expect(reader.one("#live")).not_to_be_empty()
    copied = reader.js("navigator.clipboard.readText()")
    for words in ("碳酸锂由白帆锂业有限公司从锂辉石精矿中提取", "临泽工业调研", "虚构日报", "2025-06-18"):
        assert words in copied


def test_a_click_on_an_entity_gives_what_is_known_of_it(reader: Reader) -> None:
    reader.opens(small()).clicks_node("project/年产12万吨阴极铜项目")
    reader.one("#panel").wait_for()
    panel = reader.text("#panel")
    for words in ("年产12万吨阴极铜项目", "项目", "在建", "产能", "120,000 t/a", "18亿元", "铜精矿", "阳极泥"):
        assert words in panel


def test_names_taken_as_one_say_why(reader: Reader) -> None:
    knowledge, firm = chain(), "company/青岚镍钴集团"
    short = Link(knowledge.documents[0].id, "青岚集团", firm, 0.9, "the text says 以下简称")
    reader.opens(replace(knowledge, links=(*knowledge.links, short)), at=state(n=firm))
    assert "青岚集团" in reader.text("#panel .names")
    reader.clicks("#panel details.whys summary")
    assert "青岚集团" in reader.text("#panel .why-one")
    assert "以下简称" in reader.text("#panel .why-one")


def test_neighbours_in_the_panel_lead_on_and_back(reader: Reader) -> None:
    reader.opens(small(), at=address(PRECURSOR))
    next(b for b in reader.all("#panel .link") if b.inner_text().strip() == "电池级硫酸镍").click()
    expect(reader.one("#panel h2")).to_have_text("电池级硫酸镍")
    next(b for b in reader.all("#panel .link") if b.inner_text().strip() == "硫酸").click()
    expect(reader.one("#panel h2")).to_have_text("硫酸")
    reader.clicks("#back")
    expect(reader.one("#panel h2")).to_have_text("电池级硫酸镍")
    reader.clicks("#close")
    assert not reader.sees("#panel")


def test_derived_and_reference_knowledge_say_what_they_are(reader: Reader) -> None:
    reader.opens(small(), at=address("company/青岚镍钴集团", "material/高冰镍"))
    assert "推导" in reader.text("#panel .origin")
    assert any("去年建成投产" in q for q in quotes(reader))  # the words it was concluded from
    reader.opens(small(), at=address("material/粗铜", "material/阴极铜"))
    assert "领域知识" in reader.text("#panel .origin")
    assert "Extractive Metallurgy of Copper" in reader.text("#panel")
    assert quotes(reader) == set()
    reader.opens(small(), at=address("material/退役锂电池", "material/黑粉"))
    assert "未找到可引用的出处" in reader.text("#panel")


def test_a_click_lights_what_flows_in_and_out_with_a_count_for_each_step(reader: Reader) -> None:
    reader.opens(small()).clicks_node(PRECURSOR)
    reader.one("#panel").wait_for()
    lit = reader.asks("lit")
    up, down = reach(chain(), PRECURSOR, back=True), reach(chain(), PRECURSOR)
    assert lit["up"] == [len(step) for step in up]
    assert lit["down"] == [len(step) for step in down]
    assert {id for id, role in lit["nodes"].items() if role in {"up", "down"}} == set().union(*up, *down)
    counts = [int(n) for n in re.findall(r"\d+", reader.text("#reach-counts"))]
    assert all(len(step) in counts for step in (*up, *down))


def test_owners_and_places_are_not_walked(reader: Reader) -> None:
    reader.opens(small(), at=address("project/年产12万吨阴极铜项目"))
    lit = reader.asks("lit")["nodes"]
    assert lit.get("company/青岚铜业股份有限公司") not in {"up", "down"}
    assert "facility/稀贵金属车间" not in {id for id, role in lit.items() if role == "up"}


def test_a_depth_ends_the_walk(reader: Reader) -> None:
    reader.opens(small(), at=address(PRECURSOR))
    reader.one("#depth").select_option("1")
    lit = reader.asks("lit")
    up, down = reach(chain(), PRECURSOR, back=True), reach(chain(), PRECURSOR)
    assert {id for id, role in lit["nodes"].items() if role in {"up", "down"}} == up[0] | down[0]


@pytest.mark.parametrize(("button", "key", "gone"), [("up", "u", "down"), ("down", "d", "up")])
def test_one_direction_alone(reader: Reader, button: str, key: str, gone: str) -> None:
    reader.opens(small(), at=address(PRECURSOR)).clicks(f"#reach-{button}")
    assert gone not in reader.asks("lit")["nodes"].values()
    reader.clicks("#reach-both")
    assert gone in reader.asks("lit")["nodes"].values()
    reader.one("#network").focus()
    reader.presses(key)
    assert gone not in reader.asks("lit")["nodes"].values()


def test_each_direction_has_its_colour_and_the_rest_steps_back(reader: Reader) -> None:
    reader.opens(small(), at=address(PRECURSOR))
    before = reader.asks("edge", "material/电池级硫酸镍", PRECURSOR)
    after = reader.asks("edge", PRECURSOR, "company/丰禾正极材料有限公司")
    other = reader.asks("edge", "material/四氯化钛", "company/凌云钛业有限公司")
    assert before["color"] != after["color"]
    assert other["opacity"] < 0.5 * min(before["opacity"], after["opacity"])


def test_all_that_is_lit_is_in_sight(reader: Reader) -> None:
    reader.opens(small()).clicks_node(PRECURSOR)
    reader.one("#panel").wait_for()
    box = reader.one("#network").bounding_box()
    assert box
    for id in reader.asks("lit")["nodes"]:
        point = reader.asks("nodePoint", id)
        assert 0 <= point["x"] <= box["width"], id
        assert 0 <= point["y"] <= box["height"], id


def test_capacity_shows_as_width_when_asked_for(reader: Reader) -> None:
    big = ("project/年产12万吨阴极铜项目", "material/阴极铜")
    less = ("project/年产5万吨三元前驱体项目", PRECURSOR)
    reader.opens(small())
    assert reader.asks("edge", *big)["width"] == reader.asks("edge", *less)["width"]
    reader.clicks("#width")
    assert reader.one("#width").get_attribute("aria-pressed") == "true"
    assert reader.asks("edge", *big)["width"] > reader.asks("edge", *less)["width"]
