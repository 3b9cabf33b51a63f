"""Works that go by what is said of them: no 项目 in their name, or a verb in it."""

from __future__ import annotations

import pytest

from graph.extract import extract
from graph.model import Document, Quantity
from tests.reading import GATE, about, named, words

WHO = "云岭钛业股份有限公司"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("石英砂提纯基地主体完工，正在安装设备。", "石英砂提纯基地|UnderConstruction"),
        (f"{WHO}青江老区退城整合项目开工建设。", "青江老区退城整合项目|UnderConstruction"),
        ("岚江大桥建成投入使用。", "岚江大桥|InProduction"),
        ("青石沟煤矿排水设备采购安装即将完工。", "青石沟煤矿排水设备采购安装|UnderConstruction"),
        ("岚朗新材料产业园标准厂房主体完工。", "岚朗新材料产业园标准厂房|UnderConstruction"),
        (f"{WHO}位于海外的高分子助剂工厂正式开工建设。", "高分子助剂工厂|UnderConstruction"),
        ("青峪污水处理厂土建和设备安装基本完成。", "青峪污水处理厂|UnderConstruction"),
        ("去年7月开始建设的青峪发动机工厂也将在明年投产。", "青峪发动机工厂|UnderConstruction"),
        ("投资300万元的有机肥厂实现投产运营。", "有机肥厂|InProduction"),
        ("5月9日，青峪智慧工业园开工。", "青峪智慧工业园|UnderConstruction"),
        ("青峪冷链物流产业园、云岭绿色铸造等18个项目竣工。", "云岭绿色铸造项目|Completed"),
        ("云岭轻合金压铸、岚朗智能装备组件等续建项目顺利推进。", "云岭轻合金压铸项目|UnderConstruction"),
    ],
)
def test_what_is_being_built_is_a_project_whatever_it_is_called(text: str, said: str) -> None:
    assert said in about(text, "status")


@pytest.mark.parametrize(
    "text",
    [
        "污水处理厂即将完工。",
        "全市62个项目开工建设。",
        "公司推动重点项目早日开工。",
        "在青峪智慧工业园举行开工仪式。",
        "青峪经济技术开发区加快建设。",
        "该公司2号高炉点火投产。",
        "全县工业招商引资项目签约仪式举行。",
        "8座定制化厂房已建成。",
    ],
)
def test_what_has_no_name_is_none(text: str) -> None:
    assert about(text, "status") == set()


def test_what_a_project_builds_is_no_project_of_its_own() -> None:
    assert named("年产3万吨碳酸锂项目2万平方米标准厂房已经建成。", "Project") == {"年产3万吨碳酸锂项目"}


def test_one_of_a_list_may_join_two_things() -> None:
    assert about("青峪精密机械及刀具、云岭绿色铸造等7个项目已动工。", "status") == {
        "青峪精密机械及刀具项目|UnderConstruction",
        "云岭绿色铸造项目|UnderConstruction",
    }


def test_works_are_the_same_in_every_sentence() -> None:
    text = f"{WHO}高分子助剂工厂开工建设。新工厂占地30亩，总投资3亿元。高分子助剂工厂位于青海省。"
    assert about(text, "area") == {"高分子助剂工厂|30 {mu}"}
    assert named(text, "Project") == {"高分子助剂工厂"}
    assert "高分子助剂工厂" not in named(text, "Facility")


def test_a_plant_that_runs_is_no_project() -> None:
    assert named(f"{WHO}的青峪化肥厂年产尿素3万吨。", "Project") == set()


def test_what_is_to_come_after_another_is_to_come() -> None:
    text = "年产3万吨碳酸锂项目将于2027年底完成厂房封闭，2028年全面投产。"
    assert about(text, "status") == set()


@pytest.mark.parametrize("told", ["尚未开工建设", "尚未取得环评批复", "计划三季度启动"])
def test_what_is_not_begun_is_planned(told: str) -> None:
    assert about(f"年产3万吨碳酸锂项目{told}。", "status") == {"年产3万吨碳酸锂项目|Planned"}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("年产3万吨碳酸锂项目即将竣工投产。", "UnderConstruction"),
        ("年产3万吨碳酸锂项目已实现试投产。", "InProduction"),
        ("作为开工项目的年产3万吨碳酸锂项目占地300亩。", "UnderConstruction"),
        ("正在跟踪洽谈年产3万吨碳酸锂项目等20余个项目。", "Planned"),
        ("年产3万吨碳酸锂项目进入投产倒计时。", "UnderConstruction"),
        ("省能源局批复了两个项目，分别是年产3万吨碳酸锂项目和年产2万吨硫酸镍项目。", "Approved"),
    ],
)
def test_words_of_progress(text: str, state: str) -> None:
    assert f"年产3万吨碳酸锂项目|{state}" in about(text, "status")


def test_a_site_that_one_stands_at_is_being_built() -> None:
    assert about("在青峪休闲食品产业园建设现场，三层厂房拔地而起。", "status") == {
        "青峪休闲食品产业园|UnderConstruction"
    }


@pytest.mark.parametrize(("published", "years"), [("2024-05-06", {"2023", "2024"}), ("", {""})])
def test_a_year_told_from_the_day_of_writing_is_counted_from_it(published: str, years: set[str]) -> None:
    text = f"去年，{WHO}实现产值3亿元；今年1至8月产值2亿元。"
    claims = extract(Document("a.txt", text, published=published), words(), GATE).claims
    assert {c.object.year for c in claims if isinstance(c.object, Quantity)} == years


def _years(published: str) -> dict[object, str]:
    done = "年产3万吨碳酸锂项目2022年10月建成投产。年产2万吨铝箔项目去年底签约，预计2026年投产。"
    text = f"{done}年产5万吨铜箔项目拟2027年开工。"
    claims = extract(Document("a.txt", text, published=published), words(), GATE).claims
    return {c.object: c.year for c in claims if c.predicate == "status"}


def test_a_status_has_the_year_it_was_come_to() -> None:
    assert _years("2024-05-06") == {"InProduction": "2022", "Signed": "2023", "Planned": ""}
    assert _years("") == {"InProduction": "2022", "Signed": "", "Planned": ""}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("年产3万吨碳酸锂项目2020年开工建设。公司决定暂停年产3万吨碳酸锂项目建设。", "Suspended"),
        ("年产3万吨碳酸锂项目2020年停工。年产3万吨碳酸锂项目今年3月复工建设。", "UnderConstruction"),
    ],
)
def test_of_works_that_stop_and_go_on_the_last_told_counts(text: str, state: str) -> None:
    assert about(text, "status") == {f"年产3万吨碳酸锂项目|{state}"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("云岭农场水泥厂搬迁改造因资金不足停工两年。", "云岭农场水泥厂搬迁改造|Suspended"),
        ("青峪渔光互补电站首批机组并网发电。", "青峪渔光互补电站|InProduction"),
        ("已签约的青峪高端装备制造基地占地300亩。", "青峪高端装备制造基地|Signed"),
    ],
)
def test_more_words_of_progress(text: str, said: str) -> None:
    assert said in about(text, "status")
