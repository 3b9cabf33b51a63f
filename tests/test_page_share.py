"""What a reader sees can be handed on: as an address, a picture, a table, a graph, on paper."""

from __future__ import annotations

import csv
import io
from functools import cache
from pathlib import Path
from unicodedata import normalize
from xml.etree import ElementTree

import pytest
import rdflib
from pypdf import PdfReader

from graph.rdf import quads, turtle
from graph.vocab import load
from tests.browser import Reader, address, expect, small, state
from tests.page_knowledge import chain, drawn
from tests.test_page_safe import FORMULAS, poisoned

pytestmark = pytest.mark.browser
PRECURSOR = "material/三元前驱体"
WHITE = 0.995


@cache
def rdf() -> rdflib.Graph:
    return rdflib.Graph().parse(data=turtle(quads(chain(), load()), load()), format="turtle")


def saves(reader: Reader, button: str) -> Path:
    if not reader.sees(button):
        reader.clicks("#export summary")
    return reader.saves(button)


def everything(reader: Reader) -> tuple[object, ...]:
    """What a reader would call the same picture."""
    panel = reader.text("#panel h2") if reader.sees("#panel") else ""
    html = "() => (h => [h.dataset.view, h.lang, h.dataset.theme])(document.documentElement)"
    return (reader.shown(), reader.asks("lit"), panel, *reader.js(html))


STATES = {
    "a view with filters": state(v="full", xk="Company", xo="Derived", m="0.80"),
    "what is lit, one way, to a depth": state(n=PRECURSOR, d="1", u="up"),
    "one chain": state(v="chain", c="chain/新能源电池产业链"),
    "the view of one": state(v="ego", n=PRECURSOR, d="2"),
    "a line": state(e="material%2F碳酸锂~material%2F三元正极材料"),
    "a path": state(v="path", p="material%2F镍矿~material%2F储能电池包"),
    "another language and dark": state(l="en", t="dark"),
    "capacity as width": state(w="1"),
    "places too": state(k="Park,Place"),
}


@pytest.mark.parametrize("hash", STATES.values(), ids=STATES)
def test_an_address_leads_another_to_the_same_picture(reader: Reader, hash: str) -> None:
    reader.opens(small(), at=hash)
    first, there = everything(reader), reader.js("location.href")
    own = reader.asks("hash")
    assert "%25" not in reader.js("location.hash") or "%25" in hash
    other = reader.page.context.new_page()
    other.goto(there.partition("#")[0] + own)
    second = Reader(other, reader.folder).speaks("zh-CN")
    other.reload()
    second.waits_until_ready()
    assert everything(second) == first
    assert second.asks("hash") == own
    other.close()


def test_what_is_done_by_hand_is_in_the_address(reader: Reader) -> None:
    reader.opens(small()).seeks("海绵钛").presses("Enter")
    reader.looks_at("ego").clicks("#language")
    first = everything(reader)
    reader.opens(small(), at=reader.js("location.hash"))
    assert everything(reader) == first
    assert "海绵钛" in str(first) or "titanium sponge" in str(first)


def test_the_way_back_is_the_browsers(reader: Reader) -> None:
    reader.opens(small()).looks_at("table").looks_at("gaps")
    reader.page.go_back()
    expect(reader.one("html")).to_have_attribute("data-view", "table")


@pytest.mark.parametrize(
    "hash", ["#%E0%A4%A", "#v=nothing&n=nobody", "#__proto__", "#e=~&p=~&c=&d=x&q=-1", "#" + "a" * 9999]
)
def test_an_address_that_makes_no_sense_does_no_harm(reader: Reader, hash: str) -> None:
    reader.opens(small(), at=hash)
    assert reader.shown()[0]
    assert reader.complaints == []


def test_an_old_address_still_leads_there(reader: Reader) -> None:
    reader.opens(small(), at=address("material/海绵钛"))
    expect(reader.one("#panel h2")).to_have_text("海绵钛")


def test_a_link_can_be_copied(reader: Reader) -> None:
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.opens(small(), at=state(n=PRECURSOR))
    reader.clicks("#export summary").clicks("#copy-link")
    expect(reader.one("#live")).not_to_be_empty()
    assert reader.js("navigator.clipboard.readText()") == reader.js("location.href")


def test_a_png_shows_the_picture(reader: Reader) -> None:
    data = saves(reader.opens(small()), "#save-png").read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = (int.from_bytes(data[n : n + 4], "big") for n in (16, 20))
    assert width >= 1000
    assert height >= 500
    assert len(data) > 30_000  # an empty picture of this size is far smaller


def test_an_svg_is_whole_and_names_what_is_shown(reader: Reader) -> None:
    reader.opens(small())
    nodes, lines = reader.shown()
    root = ElementTree.parse(saves(reader, "#save-svg")).getroot()
    words = "".join(root.itertext())
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    labels = [e.label for e in chain().entities if e.id in nodes and e.kind == "Material" and len(e.label) < 7]
    assert len(labels) > 20
    assert [label for label in labels if label not in words] == []
    drawn_lines = [e for e in root.iter() if e.tag.endswith(("}path", "}line", "}polyline"))]
    assert len(drawn_lines) >= len(lines)
    assert not [e for e in root.iter() if e.tag.endswith(("}script", "}foreignObject", "}image"))]


def rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def test_a_csv_holds_what_is_shown_and_the_words_for_it(reader: Reader) -> None:
    reader.opens(small())
    path = saves(reader, "#save-csv")
    assert path.read_bytes()[:3] == b"\xef\xbb\xbf"  # so that a spreadsheet knows its Chinese
    head, *body = rows(path)
    assert len(set(map(len, [head, *body]))) == 1
    assert len(body) >= len(reader.shown()[1])
    told = next(r for r in body if {"白帆锂业有限公司", "碳酸锂"} <= set(r) and any("提取" in cell for cell in r))
    assert "碳酸锂由白帆锂业有限公司从锂辉石精矿中提取,年产能约2.5万吨。" in told
    reader.clicks('fieldset[data-filter=kind] label[data-value="Company"] input')
    assert len(rows(saves(reader, "#save-csv"))) - 1 < len(body)


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_a_csv_is_a_formula(reader: Reader, formula: str) -> None:
    reader.opens(drawn(poisoned(formula), formula))
    cells = [cell for row in rows(saves(reader, "#save-csv")) for cell in row]
    assert any(formula.strip() in cell for cell in cells)
    assert [
        c for c in cells if c.lstrip()[:1] in tuple("=+-@\t\r") and not c.lstrip("-").replace(".", "").isdigit()
    ] == []


def test_what_is_shown_as_turtle_is_a_part_of_the_graph(reader: Reader) -> None:
    reader.opens(small())
    whole = rdflib.Graph().parse(saves(reader, "#save-turtle"), format="turtle")
    assert len(whole) > 500
    assert len(set(whole) - set(rdf())) == 0
    carbonate = rdflib.URIRef(load().entity_iri("material/碳酸锂"))
    firm = rdflib.URIRef(load().entity_iri("company/白帆锂业有限公司"))
    assert (firm, rdflib.URIRef(load().iri("produces")), carbonate) in whole
    amounts = set(whole.objects(firm, rdflib.URIRef(load().iri("capacity"))))
    assert {str(words) for a in amounts for words in whole.objects(a, rdflib.URIRef(load().iri("asWritten")))}
    claims = set(whole.subjects(rdflib.RDF.type, rdflib.RDF.Statement))
    assert [c for c in claims if whole.value(c, rdflib.RDF.object) is None] == []
    exact = rdflib.URIRef("http://www.w3.org/ns/oa#exact")
    assert "碳酸锂由白帆锂业有限公司从锂辉石精矿中提取,年产能约2.5万吨。" in {
        str(o) for o in whole.objects(None, exact)
    }
    reader.clicks('fieldset[data-filter=kind] label[data-value="Company"] input')
    part = rdflib.Graph().parse(saves(reader, "#save-turtle"), format="turtle")
    assert set(part) < set(whole)
    assert firm not in set(part.subjects())


def test_the_turtle_of_a_build_is_a_part_of_what_it_wrote(reader: Reader, built: Path) -> None:
    part = rdflib.Graph().parse(saves(reader.visits(built / "graph.html"), "#save-turtle"), format="turtle")
    assert len(part) > 20
    assert len(set(part) - set(rdflib.Graph().parse(built / "graph.ttl"))) == 0


def test_paper_shows_the_picture_and_no_buttons(reader: Reader) -> None:
    reader.opens(small(), at=state(n=PRECURSOR))
    reader.page.emulate_media(media="print")
    for button in ("#search", "#filters", "#fit", "#language"):
        assert not reader.sees(button), button
    assert reader.sees("h1")
    background = reader.js("getComputedStyle(document.body).backgroundColor")
    assert background in {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}


@pytest.mark.parametrize("view", ["full", "table"])
def test_a_print_holds_every_name(reader: Reader, view: str) -> None:
    reader.opens(small(), at=state(v=view, t="dark"))
    paper = PdfReader(io.BytesIO(reader.page.pdf(format="A4", landscape=True)))
    text = "".join(page.extract_text() for page in paper.pages)
    words = "".join(normalize("NFKC", text).split())  # a printed font may give the radical for the character
    for name in ("某地产业链", "镍矿", "电池级硫酸镍", "储能电池包", "白帆锂业"):
        assert name in words, name
    assert "搜索" not in words


def test_print_asks_the_browser(reader: Reader) -> None:
    reader.opens(small()).js("() => { window.print = () => { window.asked = true; }; }")
    reader.clicks("#export summary").clicks("#print")
    assert reader.js("window.asked") is True
