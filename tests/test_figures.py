"""Figures that are not the subject's own: of works without a name, of the whole country, of one business of many."""

from __future__ import annotations

import pytest

from tests.reading import about, named


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("云岭锂材股份有限公司投资兴建配重生产基地，占地面积200亩。", "area"),
        ("格尔木市“光热储能+光伏”示范项目，总装机容量700兆瓦。", "installedPower"),
        ("云岭锂材股份有限公司在建滩头总部。该项目规划为科技城，总建筑面积20万平方米。", "area"),
        ("格尔木市今年动作频频。截至7月底，全国累计发电装机容量约27亿千瓦。", "installedPower"),
        ("云岭锂材股份有限公司储能业务收入2亿元。", "revenue"),
        ("云岭锂材股份有限公司上榜。今年500家上榜的中国公司总营业收入达到15万亿元。", "revenue"),
        ("云岭锂材股份有限公司某某项目建成投产后，计划实现税收3亿元。", "tax"),
        ("云岭锂材股份有限公司增长较快。其中，运营商网络无疑是主力，实现营业收入2亿元。", "revenue"),
        ("云岭锂材股份有限公司居第六位。这十家公司在去年的总利润约为30亿元。", "profit"),
        ("云岭锂材股份有限公司将恢复审核。资料显示，岚平地产成立于1999年6月，注册资本约18亿元。", "registeredCapital"),
        ("德令哈工业园企业众多。“4年来，公司产能扩大近5倍，产值从7亿元增至45亿元。”", "outputValue"),
        ("格尔木市与欧盟往来密切。东盟为第三大贸易伙伴，进出口额超850亿元。", "tradeValue"),
        ("格尔木市动作频频。6月底，29家企业与甘肃省签约项目64个，总投资300亿元。", "investment"),
        ("云岭锂材项目投产后，可带动上下游产业实现产值50亿元。", "outputValue"),
        ("石泉水电站等大型水电站完成核准，总装机容量372万千瓦。", "installedPower"),
        ("云岭锂材股份有限公司销售汽车零件。", "salesVolume"),
        ("云岭置业有限公司预售金额2亿元，对应建筑面积15万平方米。", "area"),
        ("云岭锂材股份有限公司境外收入2亿元。", "revenue"),
        ("宁州日报8月3日消息，今年以来签约项目20个、总金额60亿元。", "investment"),
        ("云岭锂材股份有限公司储能业务营业收入2亿元。", "revenue"),
        ("格尔木市民营企业进出口额达77亿元。", "tradeValue"),
    ],
)
def test_a_figure_of_something_else_is_not_the_subject_s(text: str, predicate: str) -> None:
    assert about(text, predicate) == set()


@pytest.mark.parametrize(
    ("text", "predicate", "expected"),
    [
        ("云岭锂材股份有限公司现有3个生产基地，占地面积200亩。", "area", "云岭锂材股份有限公司|200 {mu}"),
        ("格尔木市动作频频，根据《格尔木市规划》，谋划项目42个、投资3亿元。", "investment", "格尔木市|300000000 [CNY]"),
        (
            "云岭锂材股份有限公司，一家成立于2008年的企业，注册资本3亿元。",
            "registeredCapital",
            "云岭锂材股份有限公司|300000000 [CNY]",
        ),
        ("云岭锂材股份有限公司2023年全球销售额8亿元。", "revenue", "云岭锂材股份有限公司|800000000 [CNY] @2023"),
        (
            "云岭集团在镇江市注册了青石实业有限公司，注册资本3亿元。",
            "registeredCapital",
            "青石实业有限公司|300000000 [CNY]",
        ),
    ],
)
def test_a_figure_of_its_own_is(text: str, predicate: str, expected: str) -> None:
    assert about(text, predicate) == {expected}


@pytest.mark.parametrize("name", ["云峰岚", "青石科技", "云峰铜箔"])
def test_a_dateline_is_no_part_of_a_name(name: str) -> None:
    assert named(f"格尔木8月16日讯{name}（600000.SH）今日发布公告。", "Company") == {name}
