"""Works that go by what is said of them: no 项目 in their name, or a verb in it."""

from __future__ import annotations

import pytest

from tests.reading import about, named

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
