"""Enterprises named without 公司 right after a noun for one, or by a place, a brand and goods."""

from __future__ import annotations

import pytest

from tests.reading import named


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("电芯全部卖给本地车企岚骋汽车，年产5万辆。", "岚骋汽车"),
        ("另一家管材企业岚正玻璃投资3亿元扩产。", "岚正玻璃"),
        ("面料主要供给运动品牌“奔岚”。", "奔岚"),
        ("中间体由印度供应商岚迪萨负责提供。", "岚迪萨"),
        ("坩埚全部卖给宜春隆锦特种陶瓷，年供3万只。", "宜春隆锦特种陶瓷"),
        ("盐岚集团年产氯化钾50万吨。", "盐岚集团"),
        ("钦州岚宣电路年产覆铜板100万张。", "钦州岚宣电路"),
    ],
)
def test_what_stands_before_a_name_shows_an_enterprise(text: str, name: str) -> None:
    assert name in named(text, "Company")


@pytest.mark.parametrize(
    "text",
    [
        "全市开展企业“百企结百村”行动，电解铝企业复产加快。",
        "全市支持企业做大做强，引导企业入园投资。",
        "当地龙头企业数达30家，客户满意度提升。",
        "品牌提质、企业上云和供应商管理同步推进。",
        "宜春优质陶瓷远销海外，江西特种陶瓷产量增长。",
        "山东新型玻璃产能全国第一。",
    ],
)
def test_other_words_after_the_noun_are_no_name(text: str) -> None:
    assert named(text, "Company") == set()
