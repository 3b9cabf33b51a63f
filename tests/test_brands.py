"""Enterprises named by a brand and a trade alone, in sentences that give no other sign of them."""

from __future__ import annotations

import pytest

from tests.reading import named


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("项目由朔岚科技投资建设，总投资3亿元。", "朔岚科技"),
        ("岚锗锌业年产电解锌3万吨。", "岚锗锌业"),
        ("该装置的运营方是朔岚石化，年产乙烯3万吨。", "朔岚石化"),
        ("朔岚钙业年产活性氧化钙3万吨。", "朔岚钙业"),
        ("朔岚集团年产金刚石微粉2万吨。", "朔岚集团"),
        ("朔岚粉末年产还原铁粉2万吨。", "朔岚粉末"),
        ("朔岚饲料年产饲料2万吨。", "朔岚饲料"),
    ],
)
def test_an_unknown_brand_with_its_trade_is_an_enterprise(text: str, name: str) -> None:
    assert named(text, "Company") == {name}


@pytest.mark.parametrize(
    "text",
    [
        "当地矿产资源丰富，年产铁矿石3万吨。",
        "良好的营商环境吸引了项目落户。",
        "新型铝合金年产3万吨。",
        "当地大力发展生态循环农业。",
        "企业集团化发展，年产铜3万吨。",
        "全市加快有色金属集团式发展。",
    ],
)
def test_a_trade_after_plain_words_is_no_enterprise(text: str) -> None:
    assert named(text, "Company") == set()
