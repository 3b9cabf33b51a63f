"""Figures told with what they were, by how much they grew, in a bracket, year by year or in turn."""

from __future__ import annotations

import pytest

from tests.reading import said

FIRM = "云岭锂材有限公司"


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        (f"{FIRM}营业收入同比增长10%，达到5亿元。", f"{FIRM}|revenue|500000000 [CNY]"),
        (f"{FIRM}营业收入同比增长10%至5亿元。", f"{FIRM}|revenue|500000000 [CNY]"),
        (f"{FIRM}营收从4亿元增长到5亿元。", f"{FIRM}|revenue|500000000 [CNY]"),
        (f"{FIRM}2021年和2022年营业收入分别为4亿元和5亿元。", f"{FIRM}|revenue|500000000 [CNY] @2022"),
        (f"{FIRM}2020年至2022年分别实现营业收入3亿元、4亿元、5亿元。", f"{FIRM}|revenue|400000000 [CNY] @2021"),
        (f"{FIRM}2022年碳酸锂产销量分别为5万吨、4万吨。", f"{FIRM}|salesVolume|40000 t 碳酸锂 @2022"),
        (f"{FIRM}拟投资新台币3亿元建设年产3万吨碳酸锂项目。", "年产3万吨碳酸锂项目|investment|300000000 [TWD]"),
        ("青石县20万千瓦光伏项目开工。", "20万千瓦光伏项目|installedPower|200 MW"),
    ],
)
def test_a_figure_is_read_past_what_is_told_before_it(sentence: str, claim: str) -> None:
    assert claim in said(sentence), sorted(said(sentence))


def test_what_is_made_is_not_what_is_sold() -> None:
    told = said(f"{FIRM}2022年碳酸锂产销量分别为5万吨、4万吨。")
    assert f"{FIRM}|salesVolume|50000 t 碳酸锂 @2022" not in told


def test_goods_told_by_power_are_no_power_installed() -> None:
    assert not [claim for claim in said("云岭4GW组件项目开工。") if "installedPower" in claim]


def test_a_place_that_begins_a_firms_name_makes_nothing() -> None:
    assert not [c for c in said("辽宁镁世纪新材以白云石为原料，年产镁锭1.8万吨。") if c.startswith("辽宁省|")]
