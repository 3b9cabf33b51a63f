"""How far works are and where they lie, told by a heading, an event, or words far from the name."""

from __future__ import annotations

import pytest

import graph


def _told(text: str) -> set[tuple[str, str, str]]:
    found = graph.build_texts([("text", text)]).facts
    return {(f.subject.rsplit("/", 1)[-1], f.predicate, str(f.object).rsplit("/", 1)[-1]) for f in found}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "云州县政府工作报告\n一、2024年工作回顾\n建成年产3万吨碳酸锂项目。\n二、2025年主要任务\n坚持创新驱动。\n"
            "开工建设年产2万吨铜箔项目。",
            {("年产3万吨碳酸锂项目", "Completed"), ("年产2万吨铜箔项目", "Planned")},
        ),
        (
            "12月19日，云州产业园举行项目集中竣工投产仪式。年产3万吨碳酸锂项目占地260亩，总投资11亿元。",
            {("年产3万吨碳酸锂项目", "InProduction")},
        ),
        (
            "“年产3万吨碳酸锂项目”拟终止，该项目原计划投资2亿元，截至2月末累计投入3800万元。",
            {("年产3万吨碳酸锂项目", "Suspended")},
        ),
        (
            "云岭锂材有限公司已暂停格尔木基地年产3万吨碳酸锂项目的后续投入。",
            {("年产3万吨碳酸锂项目", "Suspended")},
        ),
        ("支持云岭锂材有限公司建成年产3万吨碳酸锂项目，产能提高到5万吨。", {("年产3万吨碳酸锂项目", "Completed")}),
        ("支持云岭锂材有限公司建设年产3万吨碳酸锂项目。", set()),
    ],
)
def test_how_far_works_are(text: str, said: set[tuple[str, str]]) -> None:
    assert {(who, what) for who, predicate, what in _told(text) if predicate == "status"} == said


def test_members_of_a_list_are_named_without_site_and_bracket() -> None:
    said = "开工建设环岭大道二期、诺木洪工业园污水处理厂扩容（日处理3万吨）等12项基础设施工程。"
    assert {who for who, predicate, _ in _told(said) if predicate == "status"} == {
        "环岭大道二期项目",
        "污水处理厂扩容",
    }


def test_the_place_of_a_title_is_our_town() -> None:
    said = (
        "洛阳市高端轴承产业链情况汇报\n轴承是我市优势产业。实施了风电轴承产能提升工程，总投资9亿元，钢材从无锡市采购。"
    )
    assert ("风电轴承产能提升工程", "locatedIn", "无锡市") not in _told(said)


@pytest.mark.parametrize(
    "text",
    [
        "云岭锂材股份有限公司2024年年度报告\n报告期内公司生产锂盐。\n在建项目：“年产3万吨碳酸锂项目”于9月开工。",
        "投资者提问：扩产吗？\n云岭锂材股份有限公司董秘：您好，公司客户稳定。年产3万吨碳酸锂项目已于9月开工。",
        "报告期内行业回暖。\n云岭锂材股份有限公司主要从事锂盐生产。年产3万吨碳酸锂项目正在施工。",
    ],
)
def test_the_works_of_a_report_are_its_companys(text: str) -> None:
    assert ("云岭锂材股份有限公司", "undertakes", "年产3万吨碳酸锂项目") in _told(text)


def test_works_that_a_report_only_supplies_are_not() -> None:
    said = "报告期内回暖。\n云岭锂材股份有限公司主要从事锂盐生产。公司中标年产3万吨碳酸锂项目设备订单，它正在施工。"
    assert ("云岭锂材股份有限公司", "undertakes", "年产3万吨碳酸锂项目") not in _told(said)


def test_a_city_before_a_brand_is_where_the_owner_is_from() -> None:
    assert ("驭岚线控底盘项目", "locatedIn", "苏州市") not in _told("苏州驭岚线控底盘项目已签约落户产业园。")
    assert ("线控底盘项目", "locatedIn", "苏州市") in _told("苏州市线控底盘项目今年开工。")


def test_a_phase_of_a_park_in_a_table_keeps_the_park() -> None:
    rows = "序号　项目名称　建设单位　总投资　进展\n1　德令哈工业园二期　云岭火腿有限公司　4.5亿元　竣工"
    assert ("德令哈工业园二期", "status", "Completed") in _told(rows)


def test_a_venue_is_no_project() -> None:
    said = "云州市举行集中开工仪式。主会场项目为云岭纸业有限公司纸浆模塑餐具项目，总投资9.6亿元。"
    assert "主会场项目" not in {who for who, _, _ in _told(said)}
