"""What people take away: three lists, a report in two languages, pictures; safe whatever a text says."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import KnowledgeGraph
from graph.messages import Language
from graph.reports import lists
from graph.reports.content import report
from graph.reports.document import Document, Section, html, markdown, plain
from graph.reports.flow import picture
from graph.reports.sheets import Sheet
from graph.reports.svg import Bar, Node, Ribbon, bars, sankey
from tests.chains import told

PLANT, OTHER, THIRD = "云峰镍业有限公司", "青石材料有限公司", "远山电池有限公司"
TEXTS = (
    f"{PLANT}年产3万吨硫酸镍项目投产。{OTHER}年产2万吨三元正极材料项目投产，总投资12亿元。{OTHER}年产4万吨石墨负极材料项目开工。",
    f"{THIRD}拟建设年产3GWh三元锂电池项目。{THIRD}与格尔木市签约年产1万吨锂电铜箔项目。",
)
EVIL = "<script>window.ran=1</script>"
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@pytest.fixture(scope="module")
def known() -> KnowledgeGraph:
    return told(*TEXTS)


def rows(sheet: Sheet) -> list[dict[str, str]]:
    return [dict(zip(sheet.columns, row, strict=True)) for row in sheet.texts("zh")]


# Lists


def test_opportunities_say_what_is_missing_between_whom_and_why(known: KnowledgeGraph) -> None:
    found = {row["missing"]: row for row in reversed(rows(lists.opportunities(known, "zh")))}
    row = found["三元前驱体"]
    assert PLANT in row["upstream"]
    assert row["reason"]
    assert row["chain"] == "新能源电池产业链"


def test_opportunities_speak_english(known: KnowledgeGraph) -> None:
    sheet = lists.opportunities(known, "en")
    assert sheet.title("en") == "Investment opportunities"
    assert "missing link" in {row["gap"] for row in rows(sheet)}


def test_missing_links_come_first(known: KnowledgeGraph) -> None:
    kinds = [row["gap"] for row in rows(lists.opportunities(known, "zh"))]
    order = ["补链", "延链", "强链", "建链"]
    assert kinds == sorted(kinds, key=order.index)


def test_targets_are_companies_that_texts_name_with_their_words(known: KnowledgeGraph) -> None:
    found = rows(lists.targets(known, "zh"))
    assert found
    assert {row["company"] for row in found} <= {PLANT, OTHER, THIRD}
    assert all(row["quote"] for row in found)


def test_nobody_named_for_what_is_missing_is_an_empty_list() -> None:
    assert not lists.targets(told("格尔木市地区生产总值达500亿元。"), "zh").cells


def test_projects_carry_the_card_of_their_status(known: KnowledgeGraph) -> None:
    sheet = lists.projects(known, "zh")
    card = sheet.columns.index("card")
    found = {str(row[sheet.columns.index("project")].value): row[card] for row in sheet.cells}
    assert found["年产3万吨硫酸镍项目"].value == "绿·投产"
    assert found["年产4万吨石墨负极材料项目"].value == "绿·在建"
    assert found["年产3GWh三元锂电池项目"].value == "红·跟踪"
    assert found["年产1万吨锂电铜箔项目"].value == "橙·签约"
    assert len({one.color for one in found.values()}) == 3


def test_a_list_cannot_run_in_a_spreadsheet() -> None:
    written = lists.projects(told("“=cmd|'/c calc'!A1项目”开工。=1+1有限公司年产3万吨碳酸锂项目投产。"), "zh").to_csv(
        "zh"
    )
    assert not re.search(r'(?m)(^|,)"?[=+@-]', written)


# The report


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_tells_of_capacities_chains_gaps_and_projects(known: KnowledgeGraph, language: Language) -> None:
    written = markdown(report(known, language))
    for word in (PLANT, "30000", "新能源电池产业链", "三元前驱体"):
        assert word in written


def test_english_headings_are_english(known: KnowledgeGraph) -> None:
    headings = [section.title for section in report(known, "en").sections if section.level == 2]
    assert "Ledger of capacities" in headings
    assert "产能台账" not in headings


def test_the_page_is_complete_in_itself_and_runs_nothing(known: KnowledgeGraph) -> None:
    page = html([report(known, language) for language in LANGUAGES])
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="', page)


def test_what_a_hostile_text_says_stays_words() -> None:
    known = told(f"{EVIL}有限公司年产3万吨硫酸镍项目投产。{PLANT}年产2万吨<img src=x onerror=alert(1)>碳酸锂项目开工。")
    documents = [report(known, language) for language in LANGUAGES]
    assert "<script" not in html(documents)
    assert "<img" not in html(documents)
    assert "<img" not in re.sub(r"\\.", "", markdown(documents[0]))


@given(st.text(max_size=40))
def test_no_words_become_markup(text: str) -> None:
    page = html([Document(text, "zh", (Section(text, sentences=(text,)),))])
    assert len(re.findall(r"<p>", page)) == 1
    assert "<" not in re.sub(r"\\.", "", plain(text))


def test_the_report_is_the_same_each_time(known: KnowledgeGraph) -> None:
    again = told(*TEXTS)
    assert html([report(known, "zh")]) == html([report(again, "zh")])


def test_an_empty_graph_has_a_report() -> None:
    assert html([report(told("今天天气很好。"), "zh")])


# Pictures


def test_a_flow_picture_is_svg_with_all_its_names() -> None:
    picture = sankey(
        [Node("a", "镍矿", 0), Node("b", "硫酸镍", 1)],
        [Ribbon("a", "b", title="硫酸镍 制自 镍矿")],
        ["采选", "精炼"],
        "镍",
    )
    root = ET.fromstring(picture)
    texts = [element.text for element in root.iter() if element.tag.endswith(("text", "title"))]
    assert {"镍矿", "硫酸镍", "采选", "精炼", "硫酸镍 制自 镍矿"} <= set(texts)


def strokes(picture: str) -> dict[str, tuple[float, str]]:
    """Width and class of each ribbon, by its title."""
    paths = [element for element in ET.fromstring(picture).iter() if element.tag.endswith("path") and len(element)]
    return {path[0].text or "": (float(path.attrib["stroke-width"]), path.attrib["class"]) for path in paths}


def test_a_flow_is_as_wide_as_its_amount_and_without_one_a_hairline() -> None:
    flows = [Ribbon("a", "c", 30, title="30"), Ribbon("b", "c", 10, title="10"), Ribbon("c", "d", title="none")]
    drawn = strokes(sankey([Node(id, id, n) for n, id in enumerate("abcd")], flows, [], ""))
    assert drawn["30"][0] == pytest.approx(3 * drawn["10"][0])
    assert drawn["none"][0] < drawn["10"][0]
    assert ["hair" in drawn[title][1] for title in ("30", "10", "none")] == [False, False, True]


def test_the_picture_of_a_chain_is_as_wide_as_capacities_are_stated() -> None:
    known = told(
        f"{PLANT}年产3万吨硫酸镍。{OTHER}年产1万吨硫酸镍。{THIRD}主要生产硫酸镍。",
        f"{PLANT}的年产2万吨铜电解项目投产。{PLANT}以阴极铜为原料生产铜杆。",
    )
    (nickel,) = picture(known.chain("镍"), known, "zh")
    drawn = {name: width for name, (width, mark) in strokes(nickel).items() if "hair" not in mark}
    assert drawn[f"{PLANT} → 硫酸镍 30,000 t/a"] == pytest.approx(3 * drawn[f"{OTHER} → 硫酸镍 10,000 t/a"])
    assert len(drawn) == 2
    assert "hair" in strokes(nickel)[f"{THIRD} → 硫酸镍"][1]
    assert "未载明以吨/年计的数量" in nickel
    (copper,) = picture(known.chain("铜"), known, "en")
    (inferred,) = (mark for name, (_, mark) in strokes(copper).items() if "20,000 t/a" in name)
    assert inferred == "ribbon Derived"
    assert "inferred from its step" in copper


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=20))
def test_boxes_of_a_column_never_overlap(pairs: list[tuple[int, int]]) -> None:
    nodes = [Node(str(n), str(n), n % 3) for n in range(6)]
    root = ET.fromstring(sankey(nodes, [Ribbon(str(a), str(b)) for a, b in pairs], ["x"] * 3, ""))
    boxes = [element.attrib for element in root.iter() if element.tag.endswith("rect")]
    spans = sorted((box["x"], float(box["y"]), float(box["y"]) + float(box["height"])) for box in boxes)
    assert all(one[0] != other[0] or one[2] <= other[1] for one, other in pairwise(spans))


def test_a_bar_shows_both_bounds() -> None:
    root = ET.fromstring(bars([Bar("铜", 10, 20, "10–20")], "产能"))
    low, high = sorted(float(e.attrib["width"]) for e in root.iter() if e.tag.endswith("rect"))
    assert low * 2 == pytest.approx(high)
