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
