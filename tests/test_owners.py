"""Whose daughter an enterprise is, and what belongs to the company that a text is of."""

from __future__ import annotations

import pytest

from tests.reading import about

QUESTIONS = "云岭传动董秘：您好，感谢您对公司的关注。公司减速器年产能18万台，主要由宁波工厂生产。"


@pytest.mark.parametrize(
    "text",
    [
        "云岭集团有限公司收购青石锂业有限公司60%股权。",
        "青石锂业有限公司由云岭集团有限公司和远山矿业有限公司分别持股80%和20%。",
        "云岭集团有限公司与远山锂业有限公司出资设立合资公司青石锂业有限公司，双方分别持股60%和40%。",
        "云岭集团有限公司全资控股青石锂业有限公司。",
    ],
)
def test_more_than_half_makes_a_daughter(text: str) -> None:
    assert about(text, "subsidiaryOf") == {"青石锂业有限公司|云岭集团有限公司"}


@pytest.mark.parametrize(
    "text",
    [
        "云岭集团有限公司收购青石锂业有限公司40%股权。",
        "云岭集团有限公司参股青石锂业有限公司。",
        "云岭控股（集团）有限公司投资青石锂业有限公司。",
    ],
)
def test_less_makes_none(text: str) -> None:
    assert not about(text, "subsidiaryOf")


def test_the_company_that_a_text_is_of_owns_its_plants_and_daughters() -> None:
    text = f"{QUESTIONS}\n毛坯由子公司青石铸造有限公司自制，轴承由参股公司远山轴承有限公司供应，公司已扩产。"
    assert "云岭传动|宁波工厂" in about(text, "operates")
    assert "青石铸造有限公司|云岭传动" in about(text, "subsidiaryOf")
    assert "云岭传动|远山轴承有限公司" in about(text, "investsIn")


def test_where_another_company_is_named_first_it_owns_none() -> None:
    text = f"{QUESTIONS}\n远山铜业有限公司近日与子公司青石铸造有限公司签约，公司未置评。"
    assert "青石铸造有限公司|云岭传动" not in about(text, "subsidiaryOf")


def test_a_report_is_of_the_company_that_first_opens_a_sentence() -> None:
    text = (
        "云岭农化股份有限公司主要从事农药的生产。\n黄磷由控股子公司青石磷业有限公司供应。"
        "\n报告期内，公司实现收入3亿元。公司现有员工900人。"
    )
    assert "青石磷业有限公司|云岭农化股份有限公司" in about(text, "subsidiaryOf")


def test_a_clause_without_a_verb_tells_whose_daughter_the_company_before_is() -> None:
    text = "2.青石医药中间体有限公司。云岭化工有限公司的全资子公司，注册资本1.2亿元。"
    assert about(text, "subsidiaryOf") == {"青石医药中间体有限公司|云岭化工有限公司"}
    assert about(text, "registeredCapital") == {"青石医药中间体有限公司|120000000 [CNY]"}


def test_a_group_named_with_its_daughter_is_another_company() -> None:
    text = "管道从湖北岚砾冶炼有限公司伸出。岚砾冶炼是岚砾集团的全资子公司。"
    assert about(text, "subsidiaryOf") == {"湖北岚砾冶炼有限公司|岚砾集团"}


def test_a_name_begins_after_a_copula() -> None:
    assert "石泉铜矿" not in about("石泉铜矿业主方为青石矿业有限公司。", "operates")
    text = "年产3万吨铜箔项目业主方为东岭能源有限公司。"
    assert about(text, "undertakes") == {"东岭能源有限公司|年产3万吨铜箔项目"}


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("青石锂业有限公司成立于2021年，系云岭集团全资设立，主营碳酸锂。", "云岭集团"),
        ("公司名称：青石锂业有限公司；控股股东：云岭集团；主营：碳酸锂。", "云岭集团"),
        ("作为云岭集团在西南布局的唯一生产平台，青石锂业有限公司已投产。", "云岭集团"),
        ("青石锂业有限公司拟与控股股东云岭集团共同增资远山矿业有限公司。", "云岭集团"),
    ],
)
def test_whose_daughter_a_company_is(text: str, owner: str) -> None:
    assert f"青石锂业有限公司|{owner}" in about(text, "subsidiaryOf")


def test_a_plant_told_by_its_place_shows_whose_it_is() -> None:
    text = "晋岳元器件合肥工厂去年扩产，年产继电器2亿只。"
    assert about(text, "operates") == {"晋岳元器件|合肥工厂"}


def test_a_base_where_something_is_built_is_no_project_of_that() -> None:
    text = "云岭农化有限公司的连云港生产基地在建5000吨/年精草铵膦项目。"
    assert about(text, "status") == {"5000吨/年精草铵膦项目|UnderConstruction"}
