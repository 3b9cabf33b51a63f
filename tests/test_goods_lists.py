"""Goods as they are listed: members in no dictionary, goods that others are for, goods with an amount before."""

from __future__ import annotations

import pytest

from tests.reading import about

WHO = "赤松材料有限公司"


def made(text: str) -> set[str]:
    """What the company is said to make."""
    lines = about(text.replace("{W}", WHO), "produces")
    return {line.partition("|")[2] for line in lines if line.startswith(WHO)}


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("{W}产品线涵盖显影液、蚀刻液、稀释液等。", {"显影液", "蚀刻液", "稀释液"}),
        ("{W}拥有电子纱、短切毡、方格布等20多个品种。", {"电子纱", "短切毡", "方格布"}),
        ("{W}推出了鲜胚米、蟹田米、有机米等系列产品。", {"鲜胚米", "蟹田米", "有机米"}),
        ("{W}主要产品涵盖工业缝纫机、绣花机、裁床三大系列。", {"工业缝纫机", "绣花机", "裁床"}),
        ("{W}生产圆锥滚子轴承、调心滚子轴承。", {"圆锥滚子轴承", "调心滚子轴承"}),
        ("{W}生产的200G、400G交换机已交付。", {"400G交换机"}),
    ],
)
def test_all_members_of_a_list_are_made(text: str, goods: set[str]) -> None:
    assert made(text) == goods


def test_what_goods_are_for_is_not_made() -> None:
    assert made("{W}主要生产新能源汽车的电机壳体、电控箱体。") == {"电机壳体", "电控箱体"}


def test_an_amount_may_stand_before_what_is_made() -> None:
    assert made("{W}首台10兆瓦海上风电机组正式下线。") == {"海上风电机组"}
    assert made("{W}首套5GW设备下线。") <= {"设备"}


def test_what_a_named_firm_makes_is_its_own() -> None:
    assert made("{W}参股了生产隐形矫治器的青石医疗有限公司。") == set()
