"""Amounts told of several together, times to come, and words that only look like a claim."""

from __future__ import annotations

import pytest

from tests.reading import about, claim, said

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
