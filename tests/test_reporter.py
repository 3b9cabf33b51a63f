"""Whose report, notice or record a text is: 公司 stands for that one throughout, never for a client or supplier."""

from __future__ import annotations

import pytest

from tests.reading import about, said

MAKER = "岭南云泽电缆股份有限公司"
SUPPLIER = "青石铜材有限公司"
PRODUCES = f"{MAKER}|电缆"


@pytest.mark.parametrize(
    "text",
    [
        f"{MAKER}\n关于签订重大合同的公告（节选）\n一、概况\n公司主要生产电缆。",
        f"{MAKER}投资者关系活动记录表\n问：公司的情况？\n答：公司主要生产电缆。",
        f"公司简介\n{MAKER}成立于2011年。所用铜材采购自{SUPPLIER}。\n公司主要生产电缆。",
        f"一、主要业务\n公司主要生产电缆。\n注：本节“公司”指{MAKER}。",
        f"一、主要业务\n公司主要生产电缆。\n二、业绩\n报告期内，{MAKER}实现营业收入12亿元。",
        f"一、主要业务\n公司主要生产电缆。\n——摘自《{MAKER}2024年年度报告》",
    ],
)
def test_a_text_says_whom_it_calls_the_company(text: str) -> None:
    assert PRODUCES in about(text, "produces")


def test_questions_and_answers_are_of_whom_their_title_names() -> None:
    text = "云岚光能投资者关系活动记录表（2025年8月）\n问：客户呢？\n答：客户有青石动力、白河动力。公司主要生产电缆。"
    assert about(text, "produces") == {"云岚光能|电缆"}


def test_questions_and_answers_without_a_title_are_of_nobody_named() -> None:
    text = f"投资者提问：客户呢？\n董秘回复：客户包括{SUPPLIER}等。\n投资者提问：产品呢？\n董秘回复：公司主要生产电缆。"
    assert about(text, "produces") == set()


@pytest.mark.parametrize("told", [f"铜材由{SUPPLIER}供应", f"铜材采购自{SUPPLIER}", f"铜材来自湖南{SUPPLIER}"])
def test_whom_goods_come_from_is_not_who_takes_the_next(told: str) -> None:
    lines = said(f"{MAKER}生产电缆，{told}，绝缘料由白河高分子有限公司供应。")
    assert f"白河高分子有限公司|suppliesTo|{MAKER}" in lines
    assert not any(line.endswith(f"|suppliesTo|{SUPPLIER}") for line in lines)


def test_who_says_something_of_a_company_is_no_company() -> None:
    text = "专访｜晨曜能源董事长郝云年：煤气不该只拿来烧\n郝云年：我们一年焦炭产能132万吨。"
    assert not any("郝云年" in line for line in said(text))


def test_who_takes_up_waste_is_who_treats_it_after() -> None:
    text = f"{MAKER}的废盐酸由青石再生有限公司处理，年处理废盐酸12万吨。"
    assert about(text, "capacity") == {"青石再生有限公司|120000 t/a in 废盐酸"}


def test_where_a_base_is_built_is_not_what_covers_the_land() -> None:
    assert about(f"{MAKER}在德令哈工业园新建电缆生产基地，规划用地310亩。", "area").isdisjoint(
        {"德令哈工业园|310 [mu]"}
    )
    assert not any(line.startswith("德令哈工业园|area") for line in said(f"{MAKER}在德令哈工业园新建基地，用地310亩。"))
