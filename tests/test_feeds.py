"""What goods are made of: told by the name of a project, and by one clause of who makes them from what."""

from __future__ import annotations

import pytest

from tests.reading import said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云岭化工有限公司15万吨焦炉煤气制甲醇项目开工。", "甲醇|madeFrom|焦炉煤气"),
        ("云岭化工有限公司10万吨电石法PVC项目开工。", "PVC|madeFrom|电石"),
    ],
)
def test_a_project_name_tells_what_its_product_is_made_of(text: str, expected: str) -> None:
    assert expected in said(text)


def test_a_turning_clause_says_three_things() -> None:
    found = said("云岭锂材股份有限公司把锂辉石加工成碳酸锂。")
    assert {
        "碳酸锂|madeFrom|锂辉石",
        "云岭锂材股份有限公司|consumes|锂辉石",
        "云岭锂材股份有限公司|produces|碳酸锂",
    } <= found


def test_who_a_passive_names_does_it() -> None:
    found = said("青石电力有限公司的粉煤灰，被云岭建材有限公司做成加气混凝土砌块。")
    assert "云岭建材有限公司|recycles|粉煤灰" in found
    assert "青石电力有限公司|produces|加气混凝土砌块" not in found


def test_what_is_only_a_means_goes_nowhere() -> None:
    assert not {line for line in said("硫酸通过管道送给云岭化工有限公司。") if line.endswith("|管道")}


@pytest.mark.parametrize(
    ("text", "label"), [("铝灰经水解后转化为铝酸钙。", "铝灰"), ("云岭陶瓷有限公司用锂渣代替长石。", "锂渣")]
)
def test_a_name_glued_to_grammar_is_found(text: str, label: str) -> None:
    assert any(label in line.split("|") for line in said(text))
