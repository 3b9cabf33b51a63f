"""A technique is whole where somebody uses it, whatever words its name is made of."""

from __future__ import annotations

import pytest

from tests.reading import said


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("云岭化工有限公司采用了先进的生物除臭滤池工艺。", {"生物除臭滤池工艺"}),
        ("云岭电池有限公司采用电解液浸没式冷却技术。", {"电解液浸没式冷却技术"}),
        ("云岭药业有限公司掌握了超临界萃取技术、低温干燥技术。", {"超临界萃取技术", "低温干燥技术"}),
        ("云岭化工有限公司采用国内先进技术。", set()),
        ("云岭化工有限公司引进各类人才和技术。", set()),
        ("云岭化工有限公司应用专业知识提供技术。", set()),
    ],
)
def test_what_stands_between_a_verb_of_using_and_a_technique_is_its_name(text: str, used: set[str]) -> None:
    assert {line.split("|")[2] for line in said(text) if "|usesTechnology|" in line} == used
