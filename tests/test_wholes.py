"""Amounts of phases, plants, parks and places: each is said of what it belongs to, not of what stands nearest."""

from __future__ import annotations

import pytest

from graph.model import Quantity
from tests.reading import about, claim, named, read

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
    assert measured(text, "capacity") == {"甲醇装置||200000|甲醇"}
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


def test_a_plant_that_is_to_be_built_goes_by_what_it_makes() -> None:
    text = "云岭集团将投资8000万元在格尔木市建设日处理鲜奶40吨的乳制品加工基地，总用地30亩。"
    plant = "乳制品加工基地"
    assert about(text, "operates") == {f"云岭集团|{plant}"}
    assert about(text, "locatedIn") == {f"{plant}|格尔木市"}
    assert measured(text, "investment") == {f"{plant}||80000000|"}
    assert measured(text, "area") == {f"{plant}||30|"}
    assert not about("格尔木市建成全国最大的铜箔生产基地。", "locatedIn")


def test_that_project_is_the_park_where_none_is_named() -> None:
    text = "青石智慧家电产业园建设正酣。该项目总投资25亿元，用地114亩。"
    assert measured(text, "investment") == {"青石智慧家电产业园||2500000000|"}
    assert measured(f"{WORKS}开工。{text}", "investment") != {"青石智慧家电产业园||2500000000|"}


def test_the_company_of_an_announcement_is_the_one_that_makes_it() -> None:
    text = "云岭材料股份有限公司（以下简称“公司”）公告。\n一、概况\n铜杆由远山铜业有限公司供应。\n公司铜箔产能5万吨。"
    assert "云岭材料股份有限公司|铜箔" in about(text, "produces")


@pytest.mark.parametrize(
    ("text", "predicate", "expected"),
    [
        (f"总投资5亿的{WORKS}开工。", "investment", {f"{WORKS}||500000000|"}),
        ("云岭集团新建4500t/d熟料生产线。", "capacity", {"4500t/d熟料生产线||4500|熟料"}),
        (
            "云岭集团年产片剂约45亿片，胶囊约2亿粒。",
            "capacity",
            {"云岭集团||4500000000|片剂", "云岭集团||200000000|胶囊"},
        ),
        ("云岭集团日产砂石4000吨、年产水泥9万吨。", "capacity", {"云岭集团||4000|砂石", "云岭集团||90000|水泥"}),
        ("云岭集团炼铁产能由310万吨优化为265万吨。", "capacity", {"云岭集团||2650000|"}),
    ],
)
def test_an_amount_is_read_as_it_is_written(text: str, predicate: str, expected: set[str]) -> None:
    assert measured(text, predicate) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("云岭集团上马高性能海洋工程新材料项目。", "高性能海洋工程新材料项目"),
        ("年产6吨对氯苯甘氨酸及年产6吨甲醇项目开工。", "年产6吨对氯苯甘氨酸及年产6吨甲醇项目"),
        ("云岭铜箔股份有限公司（简称云岭铜箔）签约云岭铜箔产业园项目。", "云岭铜箔产业园项目"),
    ],
)
def test_a_project_keeps_all_words_of_its_name(text: str, name: str) -> None:
    assert name in named(text, "Project")


def test_projects_that_are_counted_have_no_name() -> None:
    assert not named("新投产的是三大生产性项目。调整部分募集资金投资项目。", "Project")


def test_projects_under_a_heading_are_as_far_as_it_says() -> None:
    text = f"（一）续建项目\n1.{WORKS}。总投资5亿元。\n（二）拟建项目（1个）\n1.云岭铜业有限公司{OTHER}：总投资3亿元。"
    assert about(text, "status") == {f"{WORKS}|UnderConstruction", f"{OTHER}|Planned"}
    assert about(f"（一）续建项目\n1.{WORKS}已投产。", "status") == {f"{WORKS}|InProduction"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{WORKS}开工，变电站、热电项目及厂房施工。项目年产值9亿元。", {f"{WORKS}||900000000|"}),
        (f"{WORKS}签约，一期投资3亿元，为{OTHER}。项目年产值9亿元。", {f"{WORKS}||900000000|"}),
        ("某市有云岭纺织、青石服装等7家企业，其中远山家纺总投资3亿元，年产值9亿元。", {"远山家纺||900000000|"}),
    ],
)
def test_a_part_or_a_member_is_not_the_whole(text: str, expected: set[str]) -> None:
    assert measured(text, "outputValue") == expected


def test_that_company_is_the_one_founded() -> None:
    text = "云岭铝业有限公司出资组建的青石合金有限公司挂牌。该公司年产铸棒11万吨。"
    assert about(text, "produces") == {"青石合金有限公司|铸棒"}


def test_a_project_whose_sort_tells_little_goes_by_what_it_makes() -> None:
    assert "年产3万吨铜箔和2万吨铝箔的新材料项目" in named("公司拟建年产3万吨铜箔和2万吨铝箔的新材料项目。", "Project")


@pytest.mark.parametrize("told", ["一期工程建成", "一期已建成", "一期生产线建成"])
def test_a_state_told_of_a_phase_is_of_that_phase(told: str) -> None:
    assert claim(f"云岭公司年产10万吨三元前驱体项目{told}。", "status").phase == "一期"
