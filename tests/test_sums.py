"""Amounts told of several together, times to come, and words that only look like a claim."""

from __future__ import annotations

import pytest

from tests.reading import about, claim

ONE, TWO = "云岭锂业有限公司", "青石锂业有限公司"
PROJECT = "年产3万吨碳酸锂项目"


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        (f"{ONE}、{TWO}2021年营业收入达到180亿元。", "revenue"),
        (f"{ONE}{PROJECT}、青石循环利用等合作项目9个，总投资217亿元。", "investment"),
        ("规划投资60亿元，新建100万吨硫酸、40万吨磷酸等项目。", "investment"),
    ],
)
def test_a_sum_is_given_to_none_of_those_it_counts(text: str, predicate: str) -> None:
    assert about(text, predicate) == set()


def test_a_second_list_is_not_given_to_the_projects_of_the_first() -> None:
    text = "已建成年产10万吨磷酸铁、1万吨锰酸锂等项目，年产50万吨磷酸铁锂、2亿平方米铜箔等一批项目正在建设。"
    taken = [one for one in about(text, "capacity") if one.endswith("500000 t/a 磷酸铁锂")]
    assert not [one for one in taken if one.startswith(("年产10万吨", "1万吨"))]


def test_what_each_of_several_has_at_least_is_given_to_each() -> None:
    found = about(f"{ONE}、{TWO}等企业营业收入超20亿元。", "revenue")
    assert {one.partition("|")[0] for one in found} == {ONE, TWO}


@pytest.mark.parametrize("predicate", ["outputValue", "tax", "jobs"])
def test_what_comes_after_completion_is_to_come_to_the_end_of_the_sentence(predicate: str) -> None:
    text = f"{ONE}{PROJECT}建成后，可实现年产值近2亿元，年上缴税收500万元以上，可促进就业400人以上。"
    assert claim(text, predicate).modality == "Prospective"


@pytest.mark.parametrize("told", ["全部建成可实现产值5亿元", "建成之后产值5亿元", "达产达效后税收1亿元"])
def test_a_state_to_come_is_no_state(told: str) -> None:
    assert about(f"{ONE}{PROJECT}{told}。", "status") == set()


def test_a_line_bought_abroad_does_not_lie_there() -> None:
    assert about(f"{ONE}从日本引进碳酸锂生产线。", "locatedIn") == set()


def test_land_is_the_area_of_a_project_and_no_capacity() -> None:
    text = f"{ONE}300万亩药材基地建成。"
    assert about(text, "capacity") == set()
    assert about(text, "area") == {"300万亩药材基地|3000000 {mu}"}


def test_a_list_of_projects_is_its_owners_up_to_the_next_place_or_owner() -> None:
    text = f"{ONE}{PROJECT}、浙江云车精密紧固件项目、青海日岚数控机床项目开工。"
    assert {one for one in about(text, "undertakes") if one.startswith(ONE)} == {f"{ONE}|{PROJECT}"}


def test_the_firms_of_a_list_do_not_build_what_the_next_half_tells_of() -> None:
    text = f"去年建成投产的{ONE}、{TWO}等企业里，产品正在装车；今年开工建设的{PROJECT}即将投产。"
    assert about(text, "undertakes") == set()


@pytest.mark.parametrize("project", ["石墨产业重点项目", "工程机械配套项目"])
def test_the_trade_of_a_project_is_not_what_it_makes(project: str) -> None:
    assert about(f"{ONE}{project}开工。", "produces") == set()


def test_how_many_machines_are_built_is_no_capacity() -> None:
    assert about(f"{ONE}建设32套乙烯装置。", "capacity") == set()


def test_a_customers_base_is_not_built_by_who_buys_from_it() -> None:
    text = f"{ONE}公告，公司将采购年产3万吨碳酸锂项目的产品。"
    assert about(text, "undertakes") == set()
