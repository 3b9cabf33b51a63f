"""Reports that go from project to project: numbered entries, and lists that 等项目 closes."""

from __future__ import annotations

import pytest

from tests.reading import read


def said(text: str) -> set[str]:
    """What a text says of whom: "某项目|status|Completed"; of a measure, its words."""
    told = (
        (c, getattr(c.object, "label", "") or getattr(c.object, "written", "") or c.object) for c in read(text).claims
    )
    return {f"{claim.subject.label}|{claim.predicate}|{thing}" for claim, thing in told}


def subjects(text: str, predicate: str) -> set[str]:
    """Who a text says something of."""
    return {claim.subject.label for claim in read(text).claims if claim.predicate == predicate}


@pytest.mark.parametrize("number", ["2.", "（二）", "二、", "02 "])
def test_a_paragraph_goes_on_about_the_entry_above_it(number: str) -> None:
    text = f"{number}岭华二厂搬迁项目\n占地300亩，总投资5亿元，建设标准厂房。"
    assert subjects(text, "area") == subjects(text, "investment") == {"岭华二厂搬迁项目"}


def test_who_builds_it_is_told_under_its_name() -> None:
    text = "（二）废旧电池回收利用项目\n由岭华循环科技有限公司投资建设，总投资5亿元。"
    assert "岭华循环科技有限公司|undertakes|废旧电池回收利用项目" in said(text)


def test_a_sort_of_projects_is_no_project() -> None:
    assert not subjects("（一）工业重点项目\n总投资50亿元，年度计划投资12亿元。", "investment")


def test_a_list_that_is_not_counted_has_one_state() -> None:
    text = "青岭固废处理、佳石板材制品等项目全部投产。"
    assert {f"{name}项目|status|InProduction" for name in ("青岭固废处理", "佳石板材制品")} <= said(text)


def test_an_enterprise_of_a_list_stands_for_what_it_builds() -> None:
    found = said("云岭锂业、华石铜箔等12个项目开复工建设。")
    assert {"云岭锂业项目|status|UnderConstruction", "云岭锂业|undertakes|云岭锂业项目"} <= found


def test_each_of_a_list_has_its_own_owner() -> None:
    found = said("续建项目包括岭华炼化绿色转型、东岭纺织产业升级等项目。")
    assert "岭华炼化|undertakes|东岭纺织产业升级" not in found
    assert "岭华炼化绿色转型项目|status|UnderConstruction" in found


def test_what_is_only_to_be_is_not_so() -> None:
    assert not subjects("要确保云麓针织生产基地、岭华公司羊毛地毯等6个续建项目年底前竣工投用。", "status")


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("地方项目岭华60万吨铝制品深加工项目进展顺利。", "岭华"),
        ("总投资20亿元的岭华磷酸铁锂项目开工建设。", "岭华"),
        ("岭华物流商品汽车仓储项目开工建设。", "岭华物流"),
    ],
)
def test_a_project_is_of_the_brand_it_goes_by(text: str, owner: str) -> None:
    assert subjects(text, "undertakes") == {owner}


@pytest.mark.parametrize("name", ["煤用锚杆制造项目", "水刺无纺布生产线", "硅基材料一体化项目"])
def test_a_sort_of_goods_is_no_brand(name: str) -> None:
    assert not subjects(f"客商投资的{name}开工建设。", "undertakes")


def test_an_element_with_its_cost_begins_after_its_owner() -> None:
    text = "总投资6亿元的岭华高科新型显示器件、总投资5亿元的东岭科技年产2万吨铜箔等项目开工。"
    assert {"岭华高科|undertakes|新型显示器件项目", "东岭科技|undertakes|年产2万吨铜箔项目"} <= said(text)


@pytest.mark.parametrize(
    ("told", "site"),
    [
        ("华石铝业第二电解铝厂产能25万吨。", "第二电解铝厂"),
        ("华石铜箔有限公司在宁德的生产基地占地300亩，年产铜箔5万吨。", "宁德生产基地"),
    ],
)
def test_what_is_told_of_a_plant_is_not_told_of_its_owner(told: str, site: str) -> None:
    measured = subjects(told, "capacity") | subjects(told, "area") | subjects(told, "produces")
    assert measured == {site}
    assert any(fact.endswith(f"|operates|{site}") for fact in said(told))


def test_a_mine_is_called_without_its_place_as_well() -> None:
    text = "华石矿业有限公司拥有宁德木屋铁矿。木屋铁矿铁精粉储量约70万吨，年处理矿石能力120万吨。"
    assert subjects(text, "reserve") == subjects(text, "capacity") == {"宁德木屋铁矿"}


def test_works_of_many_told_one_by_one_are_each_somebodys() -> None:
    text = "上周开工的6个项目为华石科技塑料制品生产线项目、青岭彩印生产线项目、东味肉类加工生产线项目。"
    assert [c.object.label for c in read(text).claims if c.predicate == "undertakes"] == ["塑料制品生产线项目"]


def test_each_of_a_list_by_whom_it_is_built() -> None:
    text = "由华石铝业投资10亿元建设的年产20万吨铝板带项目、由东岭化工投资5亿元建设的年产10万吨烧碱项目相继投产。"
    found = said(text)
    assert {"华石铝业|undertakes|年产20万吨铝板带项目", "东岭化工|undertakes|年产10万吨烧碱项目"} <= found
    assert "东岭化工|undertakes|年产20万吨铝板带项目" not in found
    assert subjects(text, "status") == {"年产20万吨铝板带项目", "年产10万吨烧碱项目"}


def test_a_project_told_again_by_its_size_is_the_same() -> None:
    text = "华石铜箔一体化项目总投资20亿元，计划建设年产5万吨铜箔一体化项目。项目建成后，年产值可达20亿元。"
    assert subjects(text, "capacity") == subjects(text, "outputValue") == {"华石铜箔一体化项目"}


def test_a_list_may_be_closed_by_its_number_alone() -> None:
    text = "去年，园区签约明诺照明、元岭科技、华弘塑业8个项目。"
    assert subjects(text, "status") == {"明诺照明项目", "元岭科技项目", "华弘塑业项目"}
    assert not subjects("全县在建纺织、食品、建材3个项目。", "status")


@pytest.mark.parametrize("name", ["年产600万件金属涂装件项目", "年产12万吨不锈钢冷连轧项目"])
def test_what_an_amount_leads_is_one_name(name: str) -> None:
    text = f"华石涂装有限公司投资建设{name}，占地90亩。"
    assert f"华石涂装有限公司|undertakes|{name}" in said(text)


def test_what_a_project_is_called_may_be_quoted() -> None:
    text = "项目为“年产2万吨废旧锂离子电池回收及再生利用”，项目总投资4亿元。"
    assert subjects(text, "investment") == {"年产2万吨废旧锂离子电池回收及再生利用项目"}


@pytest.mark.parametrize("listed", ["3万吨铝制品加工、6万吨铜冶炼等一批大项目", "6万吨铜冶炼等项目3个"])
def test_big_projects_are_projects(listed: str) -> None:
    assert "6万吨铜冶炼项目" in subjects(f"青石县新建了{listed}。", "capacity")


def test_an_owner_may_be_called_by_any_word() -> None:
    text = "今年有长城公司木材加工、海岳公司粮油加工等一批工业项目开工建设。"
    assert {"长城公司|undertakes|木材加工项目", "海岳公司|undertakes|粮油加工项目"} <= said(text)


def test_a_project_that_an_owner_has_somewhere_is_what_is_told_of() -> None:
    text = "华石电子有限公司在县工业园内的锂电铜箔项目，总投资2亿元，占地90亩，年产铜箔1万吨。"
    assert subjects(text, "area") == subjects(text, "investment") == {"锂电铜箔项目"}


def test_a_name_that_says_little_goes_by_its_owner() -> None:
    assert subjects("富岭铝材生产加工项目总投资3亿元。", "investment") == {"富岭铝材生产加工项目"}


def test_a_list_of_quoted_names_that_projects_are_called_by() -> None:
    text = "这三个项目分别是“华石集团水泥生产线整体搬迁”、“南岭时代光伏逆变器产业化”、“东岭数控刀具产业园”。"
    assert {"华石集团", "南岭时代"} <= subjects(text, "undertakes")
    later = text + "“华石集团水泥生产线整体搬迁”项目开工建设。"
    assert "华石集团水泥生产线整体搬迁项目" in subjects(later, "status")


def test_an_epithet_is_no_project_of_its_own() -> None:
    text = "云州投资最大的核电项目——三岭核电项目动工，总投资约300亿元。"
    assert subjects(text, "status") == subjects(text, "investment") == subjects(text, "produces") == {"三岭核电项目"}


def test_whose_a_project_is_that_lies_where_no_list_knows() -> None:
    assert "华石公司|undertakes|硅铁合金项目" in said("华石公司位于青石岛南部的硅铁合金项目下月投产。")


@pytest.mark.parametrize(
    ("first", "then", "plant"),
    [
        ("宁德锂电池生产基地总投资30亿元。", "基地全部建成后年产电池20GWh。", "宁德锂电池生产基地"),
        ("国岭电力投资建设石岭热电厂。", "电厂占地500亩，年产蒸汽300万吨。", "石岭热电厂"),
    ],
)
def test_a_plant_goes_by_what_it_is_in_the_next_sentence(first: str, then: str, plant: str) -> None:
    assert plant in subjects(first + then, "capacity")


def test_what_is_put_into_a_plant_is_its_cost() -> None:
    assert subjects("东岭水电站总装机120万千瓦，由国岭集团投资120亿元建设。", "investment") == {"东岭水电站"}
