"""Who a figure or a status is about, when its clause does not name it."""

from __future__ import annotations

import pytest

from graph.model import Quantity
from tests.reading import about, read

WORKS = "年产5万吨磷酸铁锂项目"
PLANT = "橡胶助剂工厂"


def figures(text: str, predicate: str) -> set[str]:
    """What a text measures by one predicate: "某项目|35"."""
    claims = (c for c in read(text).claims if c.predicate == predicate)
    return {f"{c.subject.label}|{c.object.value}" for c in claims if isinstance(c.object, Quantity)}


@pytest.mark.parametrize(
    ("text", "predicate", "expected"),
    [
        (f"{WORKS}稳步推进。项目全部建成达产后可实现产值35亿元。", "outputValue", {f"{WORKS}|3500000000"}),
        (f"{WORKS}稳步推进。一期工程占地面积为49.6亩。", "area", {f"{WORKS}|49.6"}),
        (f"{WORKS}投产后，预计全面达产时年销售收入7亿元。", "revenue", {f"{WORKS}|700000000"}),
        (f"{WORKS}投产后，实现年产值6亿元、利润2亿元、税收1亿元。", "tax", {f"{WORKS}|100000000"}),
        ("青石新材料产业园占地1200亩，总投资50亿元。", "investment", {"青石新材料产业园|5000000000"}),
        ("德令哈工业园规划面积20平方公里，已建成8平方公里。", "area", {"德令哈工业园|20", "德令哈工业园|8"}),
        (f"“项目达产后，年产值可达17亿元。”{WORKS}负责人说。", "outputValue", {f"{WORKS}|1700000000"}),
    ],
)
def test_a_figure_belongs_to_what_its_passage_is_about(text: str, predicate: str, expected: set[str]) -> None:
    assert figures(text, predicate) == expected


@pytest.mark.parametrize("pointer", ["该工厂", "新工厂", "该厂"])
def test_that_plant_is_the_plant_named_before(pointer: str) -> None:
    text = f"远海国际有限公司位于格尔木市的{PLANT}开工建设。{pointer}占地面积64000平方米。"
    assert figures(text, "area") == {f"{PLANT}|64000"}


def test_a_company_does_not_lie_where_its_distant_plant_does() -> None:
    text = f"远海国际有限公司位于格尔木市的{PLANT}开工建设。"
    assert about(text, "locatedIn") == {f"{PLANT}|格尔木市"}
    assert about("远海国际有限公司是位于格尔木市的化工企业。", "locatedIn") == {"远海国际有限公司|格尔木市"}


@pytest.mark.parametrize(
    ("heading", "status"),
    [
        ("全县拟开工项目2个：", "Planned"),
        ("续建项目方面，", "UnderConstruction"),
        ("全县投产项目2个，分别为", "InProduction"),
    ],
)
def test_a_list_of_projects_has_the_status_of_its_heading(heading: str, status: str) -> None:
    other = "年产2万吨铜杆项目"
    assert about(f"{heading}{WORKS}、{other}。", "status") == {f"{WORKS}|{status}", f"{other}|{status}"}


def test_a_project_to_be_begun_is_planned() -> None:
    assert about(f"{WORKS}环评已获批复，预计明年上半年开工。", "status") == {f"{WORKS}|Approved", f"{WORKS}|Planned"}


def test_a_capacity_for_waste_is_what_goes_in() -> None:
    text = "云岭环保有限公司二期将新增3万吨废锂电池处理能力。"
    assert about(text, "produces") == set()
    assert about(text, "recycles") == {"云岭环保有限公司|废锂电池"}
