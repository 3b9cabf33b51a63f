"""Lists of projects as reports give them: names without 项目, costs before each, one status for all."""

from __future__ import annotations

import pytest

from tests.reading import about

COPPER, CELL = "云岭铜箔项目", "青石电池壳项目"
SIEVE, POWER, CAGE = "云岭锆英砂分选项目", "青石生物质发电项目", "赤松轴承保持器项目"
COSTED = "投资11亿元的云岭锆英砂分选、投资6.5亿元的青石生物质发电和投资2亿元的赤松轴承保持器项目"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("建成投产云岭铜箔、青石电池壳等12个重点项目。", "InProduction"),
        ("新开工云岭铜箔、青石电池壳等项目12个。", "UnderConstruction"),
        ("云岭铜箔、青石电池壳等一批项目签约。", "Signed"),
    ],
)
def test_each_project_of_a_list_has_the_status_of_the_list(text: str, status: str) -> None:
    assert about(text, "status") == {f"{COPPER}|{status}", f"{CELL}|{status}"}


def test_the_second_list_of_a_sentence_has_its_own_status() -> None:
    text = "云岭铜箔、青石电池壳等一批项目建成投产，赤松光伏组件、远山风电装备等项目加快建设。"
    assert {"赤松光伏组件项目|UnderConstruction", "远山风电装备项目|UnderConstruction"} < about(text, "status")


def test_each_project_of_a_list_has_the_cost_before_it() -> None:
    found = about(f"全县在建项目14个，包括{COSTED}。", "investment")
    assert found == {f"{SIEVE}|1100000000 [CNY]", f"{POWER}|650000000 [CNY]", f"{CAGE}|200000000 [CNY]"}


def test_what_a_list_is_headed_by_is_the_status_of_each() -> None:
    found = about(f"全县在建项目14个，包括{COSTED}。", "status")
    assert found == {f"{name}|UnderConstruction" for name in (SIEVE, POWER, CAGE)}


def test_a_cost_that_is_not_repeated_in_words_is_a_cost() -> None:
    text = "总投资12亿元的云岭锂电铜箔、8亿元的青石硅碳负极等项目签约落地。"
    assert about(text, "investment") == {"云岭锂电铜箔项目|1200000000 [CNY]", "青石硅碳负极项目|800000000 [CNY]"}
    assert about(text, "status") == {"云岭锂电铜箔项目|Signed", "青石硅碳负极项目|Signed"}


def test_a_phase_in_a_list_stays_with_its_project() -> None:
    assert "二期云岭铜箔项目|InProduction" in about("云岭铜箔二期、青石电池壳等项目投产。", "status")


def test_what_is_only_pushed_for_has_not_happened() -> None:
    assert about("推动云岭铜箔、青石电池壳等项目投产达效。", "status") == set()


@pytest.mark.parametrize("text", ["加快锂电新能源、光伏新材料等产业项目建设。", "实施交通运输、农田水利等重大项目。"])
def test_fields_of_work_are_no_projects(text: str) -> None:
    assert about(text, "status") == set()


def test_what_a_project_costs_is_not_what_its_place_does() -> None:
    text = "年产3万吨碳酸锂项目位于德令哈工业园，总投资56亿元。"
    assert about(text, "investment") == {"年产3万吨碳酸锂项目|5600000000 [CNY]"}
    assert about("德令哈工业园环境优美。项目位于园区，总投资56亿元。", "investment") == set()


def test_what_projects_of_a_place_cost_together_is_said_of_the_place() -> None:
    text = "今年，格尔木市引进项目16个，总投资170亿元。"
    assert about(text, "investment") == {"格尔木市|17000000000 [CNY]"}


def test_each_project_of_a_list_of_brands_is_signed() -> None:
    text = "县里集中签约2个项目，分别是云岭年产3万吨碳酸锂项目、青石年产2万吨硫酸镍项目。"
    assert about(text, "status") == {"云岭年产3万吨碳酸锂项目|Signed", "年产2万吨硫酸镍项目|Signed"}


def test_what_is_made_together_is_made_each() -> None:
    text = "云岭化工有限公司140万吨硫酸亚铁联产40万吨钛白粉项目开工。"
    assert {line.split("|")[1] for line in about(text, "capacity")} == {"1400000 t 硫酸亚铁", "400000 t 钛白粉"}


def test_two_amounts_joined_by_and_are_each_of_their_own() -> None:
    found = about("云岭光伏有限公司年产25GW太阳能电池暨20GW光伏组件项目开工。", "capacity")
    assert {line.split("|")[1] for line in found} == {"25000 MW/a 太阳能电池", "20000 MW/a 光伏组件"}


def test_amounts_parted_by_commas_are_one_list() -> None:
    found = about("云岭锂业有限公司年产5万吨碳酸锂，3万吨氢氧化锂和2万吨氟化锂。", "capacity")
    assert {line.split(" ")[-1] for line in found} == {"碳酸锂", "氢氧化锂", "氟化锂"}
