"""Amounts of phases, plants, parks and places: each is said of what it belongs to, not of what stands nearest."""

from __future__ import annotations

import pytest

from graph.model import Quantity
from tests.reading import about, read

WORKS = "年产5万吨磷酸铁锂项目"
OTHER = "年产2万吨铜杆项目"


def measured(text: str, predicate: str) -> set[str]:
    """What a text measures by one predicate: subject, phase, value, material."""
    claims = (c for c in read(text).claims if c.predicate == predicate and isinstance(c.object, Quantity))
    return {f"{c.subject.label}|{c.phase}|{_told(c.object)}" for c in claims}


def _told(size: object) -> str:
    if not isinstance(size, Quantity):
        raise AssertionError(size)
    return f"{size.value or size.high}|{size.material.label if size.material else ''}"


@pytest.mark.parametrize(
    ("text", "predicate", "expected"),
    [
        (f"{WORKS}（一期）投产，项目投资9亿元。", "investment", {f"{WORKS}|一期|900000000|"}),
        (f"{WORKS}（一期）投产。该项目总投资12亿元。", "investment", {f"{WORKS}||1200000000|"}),
        (f"{WORKS}计划总投资（一期）约15亿元。", "investment", {f"{WORKS}|一期|1500000000|"}),
        (f"云岭锂材拟建{WORKS}，项目计划总投资不超9亿元。", "investment", {f"{WORKS}||900000000|"}),
        (f"成功签约总投资52亿元{WORKS}。", "investment", {f"{WORKS}||5200000000|"}),
        (f"{WORKS}总投资3亿元，年度计划投资2亿元。", "investment", {f"{WORKS}||300000000|"}),
    ],
)
def test_an_amount_is_that_of_the_phase_or_of_the_whole(text: str, predicate: str, expected: set[str]) -> None:
    assert measured(text, predicate) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"{WORKS}开工。本次集中开工项目15个，投资总额73亿元。",
        f"{WORKS}开工。在建工业项目155个，完成工业投资70亿元。",
        f"{WORKS}、{OTHER}等项目开工。该项目总投资3亿元。",
        f"{WORKS}开工。全县固定资产投资38亿元。",
    ],
)
def test_what_many_projects_cost_is_said_of_none(text: str) -> None:
    assert not measured(text, "investment") | measured(text, "fixedAssetInvestment")


def test_what_a_park_is_to_bring_in_is_no_company_s() -> None:
    text = "已有云岭锂材有限公司落户德令哈工业园。德令哈工业园将完善配套，企业总投资达200亿元，年销售收入400亿元。"
    assert measured(text, "revenue") == {"德令哈工业园||40000000000|"}


@pytest.mark.parametrize(
    ("text", "predicate", "expected"),
    [
        ("格尔木市碳酸锂产能38万吨，氟化锂2万吨。", "capacity", {"格尔木市||380000|碳酸锂", "格尔木市||20000|氟化锂"}),
        ("格尔木市产品产能：碳酸锂3万吨，铜杆2万吨。", "capacity", {"格尔木市||30000|碳酸锂", "格尔木市||20000|铜杆"}),
        ("2023年，格尔木市出栏肉羊30万只。", "production", {"格尔木市||300000|肉羊"}),
    ],
)
def test_what_a_place_makes_is_said_of_it(text: str, predicate: str, expected: set[str]) -> None:
    assert measured(text, predicate) == expected


def test_amounts_told_in_turn_belong_each_to_its_own_subject() -> None:
    text = "纺织服装、食品加工产业分别实现产值64亿元、85亿元。"
    assert measured(text, "outputValue") == {"纺织服装||6400000000|", "食品加工||8500000000|"}


def test_what_stands_before_a_plant_of_a_company_is_said_of_the_plant() -> None:
    text = "云岭汽车有限公司投资66亿元的重庆新生产基地开工，该生产基地年产40万辆整车。"
    assert measured(text, "investment") == {"重庆新生产基地||6600000000|"}
    assert measured(text, "capacity") == {"重庆新生产基地||400000|整车"}
    text = "年产20万吨的云岭化工首套甲醇装置开车成功，预计年产值28亿元。"
    assert measured(text, "capacity") == {"甲醇装置||200000|"}
    assert measured(text, "outputValue") == {"甲醇装置||2800000000|"}


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("前期工作有序推进", "Planned"),
        ("尚需取得环评批复", "Planned"),
        ("总投资5亿元，2023年5月开工", "UnderConstruction"),
        ("进入收尾阶段", "UnderConstruction"),
        ("总投资5亿元，今年6月签约", "Signed"),
        ("一次试车成功", "InProduction"),
        ("总投资5亿元，于2023年5月正式投产运营", "InProduction"),
    ],
)
def test_a_project_is_as_far_as_its_clause_says(said: str, status: str) -> None:
    assert about(f"{WORKS}{said}。", "status") == {f"{WORKS}|{status}"}
