"""The page as a reader meets it: opened from a file in a real browser that has no network."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.model import Knowledge
from tests.browser import Reader, address, expect
from tests.page_knowledge import chain

pytestmark = pytest.mark.browser
PAYLOADS = (
    "</script><script>window.ran=1</script>",
    "<img src=x onerror=window.ran=1>",
    '"><svg onload=window.ran=1>',
    "javascript:window.ran=1",
    "<a href=javascript:window.ran=1>href</a>",
    "__proto__",
)


def clicks_canvas(reader: Reader, point: str, given: object) -> None:
    """A real click where the page draws what `point` finds in vis-network's own coordinates."""
    x, y = reader.js(
        "given => { const box = document.getElementById('network'), view = box.network;"
        f"const at = (() => {{ {point} }})(), p = view.canvasToDOM(at), r = box.getBoundingClientRect();"
        "return [p.x + r.left, p.y + r.top]; }",
        given,
    )
    reader.page.mouse.click(x, y)


def number(reader: Reader, id: str) -> int:
    return [e["id"] for e in reader.data("detail")["entities"]].index(id)


def line_of(reader: Reader, start: str, end: str) -> dict[str, Any]:
    ends = number(reader, start), number(reader, end)
    return next(e for e in reader.data("edges") if "said" in e and (e["start"], e["to"]) == ends)


def place_of(reader: Reader, id: str) -> tuple[float, float]:
    code = (
        "n => { const box = document.getElementById('network'), view = box.network;"
        "const p = view.canvasToDOM(view.getPosition(n));"
        "return [p.x, p.y + box.getBoundingClientRect().top]; }"
    )
    x, y = reader.js(code, number(reader, id))
    return float(x), float(y)


def goes_to(reader: Reader, *ids: str) -> None:
    reader.js("at => { location.hash = at; dispatchEvent(new PopStateEvent('popstate')); }", address(*ids))


def drawn_line(reader: Reader, start: str, end: str) -> dict[str, Any]:
    code = "id => document.getElementById('network').network.body.data.edges.get(id)"
    return dict(reader.js(code, line_of(reader, start, end)["id"]))


def test_it_opens_without_a_network_and_without_complaint(reader: Reader) -> None:
    reader.opens(chain(), "某地产业链")
    assert reader.text("h1") == "某地产业链"
    assert reader.text("#count") == "67 个实体 · 99 条连线 · 1 篇文本"
    assert [Path(url).name for url in reader.fetched] == ["graph.html"]
    assert reader.complaints == []


def test_names_can_be_read_at_first_sight(reader: Reader) -> None:
    reader.opens(chain())
    assert reader.js("document.getElementById('network').network.getScale()") >= 0.6
    assert reader.js("document.querySelector('#network canvas').width") >= 1200


def test_a_click_on_a_line_gives_the_words_it_rests_on(reader: Reader) -> None:
    reader.opens(chain())
    line = line_of(reader, "company/白帆锂业有限公司", "material/碳酸锂")
    clicks_canvas(reader, "return view.body.edges[given].edgeType.getPoint(0.5);", line["id"])
    reader.one("#panel").wait_for()
    assert reader.text(".sentence") == "白帆锂业有限公司 生产 碳酸锂"
    assert reader.text("blockquote") == "碳酸锂由白帆锂业有限公司从锂辉石精矿中提取,年产能约2.5万吨。"
    assert [m.inner_text() for m in reader.all(".card blockquote mark.s")] == ["白帆锂业有限公司"]
    assert [m.inner_text() for m in reader.all(".card blockquote mark.o")] == ["碳酸锂"]
    caption = reader.text("figcaption")
    for words in ("临泽工业调研", "虚构日报", "2025-06-18", "字", "把握 0.87", "已然"):
        assert words in caption
    assert "文本所述" in reader.text(".origin")
    assert "约2.5万吨" in reader.text("#panel")


def test_offsets_shown_are_those_of_the_text(reader: Reader) -> None:
    knowledge = chain()
    reader.opens(knowledge, at="")
    reader.opens(knowledge, at=address("company/白帆锂业有限公司", "material/碳酸锂"))
    found = re.search(r"第 (\d+)–(\d+) 字", reader.text("figcaption"))
    assert found
    assert knowledge.documents[0].text[int(found[1]) : int(found[2])] == reader.text("blockquote")


def test_a_click_on_an_entity_gives_what_is_known_of_it(reader: Reader) -> None:
    reader.opens(chain())
    clicks_canvas(reader, "return view.getPosition(given);", number(reader, "project/年产12万吨阴极铜项目"))
    reader.one("#panel").wait_for()
    panel = reader.text("#panel")
    for words in ("年产12万吨阴极铜项目", "项目", "在建", "产能", "120,000 t/a", "18亿元", "铜精矿", "阳极泥"):
        assert words in panel
    reader.one("#panel details summary").click()
    assert "正在安装设备" in reader.text("#panel details blockquote")


def test_neighbours_in_the_panel_lead_on_and_back(reader: Reader) -> None:
    reader.opens(chain(), at=address("material/三元前驱体"))
    next(b for b in reader.all("#panel .link") if b.inner_text() == "电池级硫酸镍").click()
    assert reader.text("#panel h2") == "电池级硫酸镍"
    next(b for b in reader.all("#panel .link") if b.inner_text() == "硫酸").click()
    assert reader.text("#panel h2") == "硫酸"
    reader.one("#back").click()
    expect(reader.one("#panel h2")).to_have_text("电池级硫酸镍")


def test_upstream_and_downstream_light_up_each_in_its_colour(reader: Reader) -> None:
    reader.opens(chain(), at=address("material/三元前驱体"))
    before = drawn_line(reader, "material/镍精矿", "project/6万吨高冰镍技改项目")
    after = drawn_line(reader, "material/三元正极材料", "company/星野动力电池有限公司")
    other = drawn_line(reader, "material/四氯化钛", "company/凌云钛业有限公司")
    assert before["color"]["color"] == reader.colour("up")
    assert after["color"]["color"] == reader.colour("down")
    assert before["color"]["color"] != after["color"]["color"]
    assert other["color"]["opacity"] < 0.3


def test_derived_and_reference_knowledge_say_what_they_are(reader: Reader) -> None:
    reader.opens(chain(), at=address("company/青岚镍钴集团", "material/高冰镍"))
    assert "推导所得（虚线）" in reader.text(".origin")
    assert "由以下陈述推得" in reader.text("#panel")
    assert "去年建成投产" in reader.text("#panel blockquote")
    reader.opens(chain(), at=address("material/粗铜", "material/阴极铜"))
    assert "领域知识（点线）" in reader.text(".origin")
    assert "Extractive Metallurgy of Copper" in reader.text("#panel")
    reader.opens(chain(), at=address("material/退役锂电池", "material/黑粉"))
    assert "未找到可引用的出处" in reader.text("#panel")


@pytest.mark.parametrize(
    ("words", "name"), [("copper cath", "阴极铜"), ("电铜", "阴极铜"), ("H2SO4", "硫酸"), ("临泽市", "临泽市")]
)
def test_search_finds_a_name_in_either_language_a_synonym_or_a_hidden_kind(
    reader: Reader, words: str, name: str
) -> None:
    reader.opens(chain())
    reader.presses("/")
    assert reader.js("document.activeElement.id") == "search"
    reader.types(words)
    assert reader.text("#hits [aria-selected=true] span:nth-child(2)") == name
    reader.presses("Enter")
    assert reader.text("#panel h2") == name


def test_search_says_when_nothing_has_the_name(reader: Reader) -> None:
    reader.opens(chain())
    reader.presses("/")
    reader.types("没有的东西")
    assert reader.text("#hits") == "没有叫这个名字的"


def test_filters_by_kind_ground_and_chain(reader: Reader) -> None:
    reader.opens(chain())

    def count() -> list[int]:
        return [int(n) for n in re.findall(r"\d+", reader.text("#count"))]

    nodes, edges, _ = count()
    reader.one("#filter-origins button:nth-child(3)").click()
    assert count()[0] == nodes
    assert count()[1] < edges
    reader.one("#reset").click()
    reader.one("#filter-kinds button:nth-child(1)").click()
    assert count()[0] == nodes - 13  # and one more that nothing is joined to, which is not shown
    reader.one("#reset").click()
    assert count()[:2] == [nodes, edges]
    reader.one("#filter-chain").select_option(index=1)
    assert 5 < count()[0] < nodes / 2


def test_a_kind_switched_on_comes_into_sight(reader: Reader) -> None:
    reader.opens(chain())
    reader.one("#filter-kinds button:nth-child(8)").click()
    _, y = place_of(reader, "place/临泽市")
    assert 0 < y < 900


def test_filters_that_leave_nothing_say_so(reader: Reader) -> None:
    reader.opens(chain())
    for n in (1, 2, 3, 4, 6):
        reader.one(f"#filter-kinds button:nth-child({n})").click()
    assert reader.one("#empty").is_visible()
    assert "重置" in reader.text("#empty")


def test_both_languages_are_whole(reader: Reader) -> None:
    reader.opens(chain(), at=address("project/年产12万吨阴极铜项目"))
    reader.one("#language").click()
    assert reader.js("document.documentElement.lang") == "en"
    chrome = " ".join(reader.text(s) for s in ("#filters", "#legend", "#count", ".actions", "#panel h3", ".tags"))
    chain_names = "".join(e["label"] for e in reader.data("detail")["entities"] if e["kind"] == "Chain")
    assert not set(re.findall("[一-鿿]", chrome)) - set("中文全" + chain_names)
    assert "under construction" in reader.text(".tags")


@pytest.mark.parametrize(("language", "button"), [("en-US", "中文"), ("zh-TW", "English"), ("fr-FR", "中文")])
def test_it_speaks_the_language_of_the_browser(reader: Reader, language: str, button: str) -> None:
    reader.speaks(language).opens(chain())
    assert reader.text("#language") == button


def test_everything_can_be_done_from_the_keyboard(reader: Reader) -> None:
    reader.opens(chain())
    reader.js("document.getElementById('network').focus()")
    reader.presses("ArrowRight")
    first = reader.text("#panel h2")
    reader.presses("ArrowRight")
    assert reader.text("#panel h2") != first
    reader.presses("ArrowLeft")
    assert reader.text("#panel h2") == first
    reader.presses("Enter")
    assert reader.js("document.activeElement.id") == "panel"
    reader.presses("Escape")
    assert not reader.one("#panel").is_visible()


def test_focus_can_be_seen(reader: Reader) -> None:
    reader.opens(chain())
    for _ in range(3):
        reader.presses("Tab")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert reader.js(outline) == "solid"


def test_the_list_tells_every_relation_shown(reader: Reader) -> None:
    reader.opens(chain())
    reader.one("#view-table").click()
    rows = reader.all("#table tbody tr")
    shown = {e["id"] for e in reader.data("edges") if "said" in e}
    assert len(rows) > len(shown) * 0.8
    assert f"{len(rows)} 条" in reader.text("#table caption")
    rows[0].locator("td:nth-child(2) button").click()
    assert reader.one("#panel .card").is_visible()


def test_nothing_keeps_anybody_out(reader: Reader) -> None:
    reader.opens(chain(), at=address("material/三元前驱体"))
    assert reader.barriers() == []


def test_an_address_leads_to_the_same_selection(reader: Reader) -> None:
    reader.opens(chain())
    reader.presses("/")
    reader.types("海绵钛").presses("Enter")
    reader.opens(chain(), at=reader.js("location.hash"))
    assert reader.text("#panel h2") == "海绵钛"
    reader.opens(chain(), at="#%E0%A4%A")
    assert reader.complaints == []


@pytest.mark.parametrize("width", [360, 390])
def test_it_fits_a_phone(reader: Reader, width: int) -> None:
    reader.screen(width, 800).opens(chain(), at=address("material/电池级硫酸镍"))
    assert reader.js("document.documentElement.scrollWidth") <= width
    panel = reader.one("#panel").bounding_box()
    assert panel
    assert panel["width"] <= width
    assert panel["y"] > 200
    place = place_of(reader, "material/电池级硫酸镍")
    assert 0 < place[0] < width
    assert place[1] < panel["y"]


def test_dark_follows_the_system(reader: Reader) -> None:
    background = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
    assert min(reader.opens(chain()).js(background)) > 200
    assert max(reader.screen(dark=True).opens(chain()).js(background)) < 60


@pytest.mark.parametrize(
    ("language", "words"), [("zh-CN", "图谱里还没有内容"), ("en-US", "There is nothing in this graph yet")]
)
def test_an_empty_graph_says_so(reader: Reader, language: str, words: str) -> None:
    reader.speaks(language).opens(Knowledge((), (), (), (), (), ()))
    assert words in reader.text("#empty")
    assert reader.complaints == []


@pytest.mark.parametrize("payload", ["".join(PAYLOADS), "javascript:window.ran=1", "__proto__"])
def test_no_text_can_run(reader: Reader, payload: str) -> None:
    reader.opens(poisoned(payload), payload)
    assert reader.js("window.ran") is None
    for entity in reader.data("detail")["entities"][:12]:
        goes_to(reader, entity["id"])
    for line in [e for e in reader.data("edges") if "said" in e][:12]:
        ends = (reader.data("detail")["entities"][line[end]]["id"] for end in ("start", "to"))
        goes_to(reader, *ends)
        assert payload in reader.text("#panel")
    reader.one("#view-table").click()
    reader.presses("/")
    reader.js("document.getElementById('search').focus()")
    reader.types("甲")
    assert reader.js("[window.ran, document.querySelectorAll('img,#panel svg[onload],#table img').length]") == [
        None,
        0,
    ]
    assert reader.js("[...document.links].filter(a => !/^https?:/.test(a.href) && !a.hash).length") == 0
    assert reader.text("h1") == payload
    assert [m for m in reader.complaints if "Content Security Policy" in m] == []


def poisoned(payload: str) -> Knowledge:
    """The chain with the payload in every text that a page shows."""
    knowledge = chain()
    document = knowledge.documents[0]
    bad = replace(document, title=payload, publisher=payload, published=payload, url=payload)

    def spoil(fact: Any) -> Any:
        claims = tuple(
            replace(c, phase=payload, evidence=replace(c.evidence, document=bad.id, quote=payload + c.evidence.quote))
            for c in fact.claims
        )
        return replace(fact, claims=claims, rule=payload)

    entities = tuple(
        replace(e, label=f"甲{payload}{e.label}", names=(payload,), english=(payload,), formula=payload)
        for e in knowledge.entities
    )
    steps = tuple(
        replace(p, label=payload, english=payload, source=payload, chain=payload) for p in knowledge.processes
    )
    facts = tuple(map(spoil, knowledge.facts))
    return replace(knowledge, documents=(bad,), entities=entities, facts=facts, processes=steps)


def test_even_a_script_put_in_later_may_not_run(reader: Reader) -> None:
    reader.opens(chain())
    reader.js(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
        "document.body.append(s); }"
    )
    assert reader.js("window.ran") is None
    assert reader.js("fetch('https://example.org').then(() => 'fetched', () => 'refused')") == "refused"
