"""Whose a figure is: of works a clause ends with, of a report's company, of daughters, mines, plants and cities."""

from __future__ import annotations

import pytest

from tests.reading import about


def whose(text: str, predicate: str) -> set[str]:
    """The subjects that a measure is told of."""
    return {one.partition("|")[0] for one in about(text, predicate)}


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("2021年云岭能源集团上了焦炉煤气制氢项目，采用变压吸附提纯，年产高纯氢1.1万吨。", "capacity"),
        ("云岭能源集团投资8600万元的焦炉煤气制氢项目打通全流程，每年产高纯氢1.1万吨。", "capacity"),
        ("云岭能源集团推进的焦炉煤气制氢项目近日投料试车，年产高纯氢1.1万吨。", "capacity"),
        ("云岭能源集团谋划焦炉煤气制氢项目，占地120亩，年产高纯氢1.1万吨。", "area"),
    ],
)
def test_how_much_works_do_is_told_of_the_works_not_of_who_builds_them(text: str, predicate: str) -> None:
    assert whose(text, predicate) == {"焦炉煤气制氢项目"}


def test_a_field_of_a_report_begins_with_its_company_again() -> None:
    text = (
        "云岭陶瓷集团股份有限公司2024年年度报告\n采购：公司釉料主要采购自佛山青石釉料有限公司。\n"
        "销售：客户为大型企业，仿古砖委托高要青石陶瓷有限公司代工。报告期瓷砖产量6380万平方米，销量6512万平方米。"
    )
    assert whose(text, "production") == whose(text, "salesVolume") == {"云岭陶瓷集团股份有限公司"}


@pytest.mark.parametrize(
    "text",
    [
        "青石矿业有限公司，云岭集团持股51%，年产钨精矿4800吨。",
        "云岭新材股份有限公司旗下青石矿业有限公司年产钨精矿（65%WO₃）约4800标吨。",
        "青石矿业有限公司就是其中之一，这家港资企业主要开采钨矿，年产钨精矿4800吨。",
        "青石矿业有限公司。丹麦云岭集团在华设立的第二家工厂，于2023年投产，年产钨精矿4800吨。",
    ],
)
def test_a_daughter_has_its_own_figures(text: str) -> None:
    assert about(text, "capacity") == {"青石矿业有限公司|4800 t/a 钨精矿"}


def test_what_lies_in_the_ground_is_told_of_the_mine() -> None:
    text = "云岭玻璃股份有限公司控股的青石矿业有限公司拥有石泉石英岩矿采矿权，保有储量3600万吨。"
    assert whose(text, "reserve") == {"石泉石英岩矿"}


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("云岭玻璃股份有限公司光伏玻璃产能为日熔量8400吨，其中凤阳基地6000吨、合浦基地2400吨。", "capacity"),
        ("云岭玻璃股份有限公司在册职工2300人，其中凤阳基地620人、合浦基地510人。", "jobs"),
        ("云岭玻璃股份有限公司光伏玻璃产量860万吨，其中凤阳基地510万吨、合浦基地350万吨。", "production"),
    ],
)
def test_plants_have_their_parts_of_a_sum(text: str, predicate: str) -> None:
    assert {"凤阳基地", "合浦基地"} <= whose(text, predicate)


def test_counties_and_parks_speak_for_the_city_that_is_reported_of() -> None:
    text = (
        "平罗县光伏基地并网，惠农区储能电站投入运行，石嘴山高新区通过验收，全市新能源装机达到620万千瓦。"
        "积极对接江苏常州的负极材料企业。"
    )
    assert whose(text, "installedPower") == {"石嘴山市"}


def test_the_name_of_a_store_tells_how_much_it_holds() -> None:
    text = "惠农区200兆瓦/400兆瓦时共享储能电站投入运行。"
    assert [one for one in about(text, "capacity") if one.endswith("|400 MW.h")]
