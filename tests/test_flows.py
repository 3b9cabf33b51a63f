"""What a cue of use comes to: feedstock is consumed, machines and what a project is built with are not."""

from __future__ import annotations

import pytest

from tests.reading import said


def _told(text: str, predicate: str) -> set[str]:
    return {line.split("|")[2] for line in said(text) if line.split("|")[1] == predicate}


@pytest.mark.parametrize(
    ("text", "consumed"),
    [
        ("云岭钛业有限公司使用高钛渣。", {"高钛渣"}),
        ("云岭汽车有限公司采购电池。", {"电池"}),
        ("云岭机械有限公司采购叉车。", set()),
        ("云岭锂材有限公司年产3万吨碳酸锂项目采用变压器。", set()),
        ("云岭科技有限公司投入1300万元研发键盘。", set()),
    ],
)
def test_machines_are_used_and_feedstock_is_consumed(text: str, consumed: set[str]) -> None:
    assert _told(text, "consumes") == consumed


def test_a_system_that_is_goods_is_no_technology() -> None:
    assert _told("云岭电气有限公司生产整车电池系统。", "produces") == {"整车电池系统"}


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("云岭有限公司主要从事摩擦材料及制动产品的研发、生产和销售。", {"摩擦材料", "制动产品"}),
        ("云岭有限公司主营优质产品。", set()),
        ("云岭工厂（二期）多层印制电路板建设项目开工。", {"多层印制电路板"}),
        ("募集资金用于“基于成套装备的集成电路生产线项目”。", {"集成电路"}),
        ("云岭有限公司产品涵盖神经系统、消化系统等领域。", set()),
    ],
)
def test_goods_have_whole_names(text: str, made: set[str]) -> None:
    assert _told(text, "produces") == made
