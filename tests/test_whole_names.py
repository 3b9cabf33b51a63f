"""Names neither cut nor longer than they are: of what a project makes, of projects, bases, parks and enterprises."""

from __future__ import annotations

import pytest

from tests.reading import about, claim, named

WHO = "云岭钛业股份有限公司"


def made(name: str) -> set[str]:
    """What a project of this name makes."""
    return {line.rpartition("|")[2] for line in about(f"{WHO}{name}开工。", "produces")}


@pytest.mark.parametrize(
    ("name", "goods"),
    [
        ("年产20万件高强度、轻量化铝轮毂项目", {"高强度轻量化铝轮毂"}),
        ("三片易拉罐生产线", {"三片易拉罐"}),
        ("年产3万吨电池箔暨2万吨铜杆项目", {"电池箔", "铜杆"}),
        ("20万吨氧化铝及新材料项目", {"氧化铝"}),
        ("年产4万吨润滑油及循环再利用项目", {"润滑油"}),
        ("风电耦合绿色甲醇项目", {"绿色甲醇"}),
        ("年产9万吨聚丙烯一体化石化新材料项目", {"聚丙烯"}),
        ("锂电池（电芯及模块）生产项目", {"锂电池"}),
        ("10GW TOPCon光伏电池和2GW组件项目", {"TOPCon光伏电池", "组件"}),
        ("6~8英寸硅抛光片扩产项目", {"6~8英寸硅抛光片"}),
        ("6万锭高端精梳项目", set()),
        ("6万锭棉纱项目", {"棉纱"}),
        ("2×30000kVA硅锰合金矿热电炉项目", set()),
        ("年产6万吨钴金属量氢氧化钴项目", {"氢氧化钴"}),
        ("海上风电总部基地暨风电电机项目", {"风电电机"}),
        ("年产半轴50万件建设项目", {"半轴"}),
        ("军民融合工业陶瓷项目", {"工业陶瓷"}),
        ("第8.6代半导体显示器件项目", {"第8.6代半导体显示器件"}),
    ],
)
def test_a_project_makes_the_whole_material_and_nothing_else(name: str, goods: set[str]) -> None:
    assert made(name) == goods


def test_the_brand_before_what_is_made_is_the_owners() -> None:
    text = "永岚实业机械紧固件项目、岚蔺沅餐厨废弃物综合利用项目开工。"
    assert {line.rpartition("|")[2] for line in about(text, "produces")} == {"紧固件"}
    assert {line.rpartition("|")[2] for line in about(text, "recycles")} == {"餐厨废弃物"}


def test_of_two_products_each_has_its_own_amount() -> None:
    said = about(f"{WHO}10万锭混纺配套6万吨棉浆粕项目开工。", "capacity")
    assert any(line.endswith("|60000 t 棉浆粕") for line in said)
    assert not any(line.endswith("混纺配套棉浆粕") for line in said)


@pytest.mark.parametrize(
    ("said", "goods"),
    [
        ("云岭矿业有限公司年出售石墨矿石8万吨。", "石墨矿石"),
        ("云岭叶片有限公司的巨型风电叶片陆续下线。", "风电叶片"),
        ("云岭叶片有限公司是本土风电整机制造企业。", "风电整机"),
        ("云岭化学有限公司主要产品为密封胶产品。", "密封胶"),
    ],
)
def test_a_material_is_called_without_verb_praise_or_product(said: str, goods: str) -> None:
    found = {line.rpartition("|")[2] for line in about(said, "produces")}
    assert found <= {goods}


@pytest.mark.parametrize(
    "said",
    [
        "一大批铜产业项目在当地开工。",
        "2024年度最大招商项目开工。",
        "当地举行投资推介会暨项目签约仪式。",
        "青泉镇福利院4大项目同日开工。",
        "这带动产业链上下游项目开工。",
        "众多医药产业项目开工。",
    ],
)
def test_a_mass_or_a_sort_of_projects_is_none(said: str) -> None:
    assert named(said, "Project") == set()


def test_a_trade_with_its_brand_is_a_project() -> None:
    assert named("投资2亿元的岚蔺沅养老产业项目开工。", "Project") == {"岚蔺沅养老产业项目"}


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("甲醇项目在宁陶能源化工基地开工。", "宁陶能源化工基地"),
        ("嘉定云冈轴承生产基地年产轴承4000万套。", "嘉定云冈轴承生产基地"),
        ("云溪抽水蓄能电站装机120万千瓦。", "云溪抽水蓄能电站"),
        ("集团自备电厂装机60万千瓦。", "自备电厂"),
        ("青岚LNG接收站投产。", "青岚LNG接收站"),
    ],
)
def test_a_base_or_a_station_goes_by_its_whole_name(said: str, name: str) -> None:
    assert named(said, "Facility") == {name}
    assert not named(said, "Company") - {"集团"}


def test_the_beginning_of_a_base_is_an_enterprise_where_it_stands_alone() -> None:
    said = "青岚锂业新材料基地投产。青岚锂业年产碳酸锂6万吨。"
    assert "青岚锂业" in named(said, "Company")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("屏山县云瑞纺织3万锭棉纱项目开工。", "云瑞纺织"),
        ("全资子公司云山能源年产220万吨PTA项目投产。", "云山能源"),
        ("福建省云汐铝业股份有限公司投产。", "福建省云汐铝业股份有限公司"),
        ("园区已引进建设龙岚、京岚、嘉岚、鑫岚等配套企业13户。", "龙岚"),
    ],
)
def test_an_enterprise_goes_without_the_words_around_it(said: str, name: str) -> None:
    assert name in named(said, "Company")
    assert not {n for n in named(said, "Company") if name in n} - {name}


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("青岚集团工业园位于云州市。", "青岚集团工业园"),
        ("青岚集团食品工业园占地100亩。", "青岚集团食品工业园"),
        ("云州市国土资源局东岭高新技术产业开发区分局批复。", "东岭高新技术产业开发区"),
    ],
)
def test_a_park_goes_by_its_enterprise_and_not_by_an_office(said: str, name: str) -> None:
    assert name in named(said, "Park")


def test_a_project_may_go_by_its_owner_and_its_parks() -> None:
    said = f"{WHO}与云州经济开发区签订了青岚集团纺织工业城云州工业园项目。"
    assert named(said, "Project") == {"青岚集团纺织工业城云州工业园项目"}


def test_equipment_that_somebody_makes_is_no_technology() -> None:
    assert named("云州市发展海岚装备制造产业。", "Technology") == set()


@pytest.mark.parametrize("made", ["水性防水新材料", "隔热新材料", "防腐涂料", "导热硅脂"])
def test_what_a_material_is_for_belongs_to_it(made: str) -> None:
    text = f"云岭锂材此次新建“年产11万吨{made}生产项目”。"
    assert named(text, "Project") == {f"年产11万吨{made}生产项目"}


@pytest.mark.parametrize(
    ("said", "goods"),
    [
        ("总投资5亿元的丰岚科技电子产品生产项目开工。", "电子产品"),
        ("丰岚江北铜箔项目开工。", "铜箔"),
        ("赞比亚Skyhill锂矿项目开工。", "锂矿"),
    ],
)
def test_an_owner_or_another_work_before_the_goods_is_no_part_of_them(said: str, goods: str) -> None:
    assert {line.rpartition("|")[2] for line in about(said, "produces")} == {goods}


def test_two_projects_of_one_size_are_told_apart_by_the_brands_before_them() -> None:
    text = "华岭12万吨硫酸项目投产，总投资3亿元。\n泰岭12万吨硫酸项目开工。"
    assert about(text, "status") == {"华岭12万吨硫酸项目|InProduction", "泰岭12万吨硫酸项目|UnderConstruction"}
    assert about(text, "investment") == {"华岭12万吨硫酸项目|300000000 [CNY]"}
    assert about(text, "capacity") == {"华岭12万吨硫酸项目|120000 t 硫酸", "泰岭12万吨硫酸项目|120000 t 硫酸"}


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("上海一岚合金材料有限公司新建铜箔项目。", "上海一岚合金材料有限公司"),
        ("位于云州的新潮集团高端铜箔工厂开工。", "新潮集团"),
        ("总投资5亿元的丰源矿业石材加工项目开工。", "丰源矿业"),
        ("丰源薯业引进面条项目。", "丰源薯业"),
        ("青海省8月招商，更有岚赛包装年产8亿只瓶盖生产线落地。", "岚赛包装"),
    ],
)
def test_an_enterprise_keeps_its_brand_and_takes_no_other_word(said: str, name: str) -> None:
    assert named(said, "Company") == {name}


def test_whose_subsidiary_a_company_is_does_not_make_its_parent_the_builder() -> None:
    text = "隶属云岭集团的上海岚美新材料科技有限公司，此次新建年产11万吨水性涂料项目。"
    assert {line.partition("|")[0] for line in about(text, "undertakes")} == {"上海岚美新材料科技有限公司"}


@pytest.mark.parametrize(
    "said",
    [
        "本次签署合作框架协议符合公司的发展战略。",
        "引进跨国集团和大型企业集团。",
        "百强集团云集，供应关系集团承诺不变。",
    ],
)
def test_a_sort_of_group_is_no_enterprise(said: str) -> None:
    assert not named(said, "Company")


@pytest.mark.parametrize("said", ["集中精力大抓项目，9月底前全部开工。", "目前车间内底盘生产线满负荷生产。"])
def test_what_is_done_or_where_it_stands_is_no_project(said: str) -> None:
    assert not {name for name in named(said, "Project") if name.startswith(("集中", "车间"))}


@pytest.mark.parametrize(
    ("said", "modality"),
    [
        ("公司拟投资3亿元在云州经济开发区建设年产5万吨铜箔项目。", "Prospective"),
        ("公司计划新建年产5万吨铜箔项目。", "Prospective"),
        ("公司将在云州投资3亿元，建设年产5万吨铜箔项目。", "Prospective"),
        ("公司将建设包括厂房、年产5万吨铜箔生产线在内的基地。", "Prospective"),
        ("公司论证在海外建设年产5万吨铜箔项目的可行性。", "Prospective"),
        ("公司投资3亿元建设年产5万吨铜箔项目。", "Asserted"),
        ("公司年产5万吨铜箔项目将于年底投产。", "Asserted"),
    ],
)
def test_what_a_project_that_is_only_intended_makes_is_to_come(said: str, modality: str) -> None:
    assert claim(said, "produces").modality == modality


@pytest.mark.parametrize(
    ("said", "kind", "name"),
    [
        ("携手打造岚草（右玉）中医药产业基地，生产党参。", "Facility", "岚草（右玉）中医药产业基地"),
        ("岚草（右玉）中医药产业基地项目总投资22亿元。", "Project", "岚草（右玉）中医药产业基地项目"),
        ("云岭公司（青海）铜箔项目开工。", "Project", "铜箔项目"),
    ],
)
def test_a_brand_and_a_place_in_brackets_begin_a_name_and_a_company_does_not(said: str, kind: str, name: str) -> None:
    assert name in named(said, kind)


def test_an_enterprise_inside_the_name_of_an_association_is_none() -> None:
    assert not named("这里是中国石油和化学工业联合会评定的氨纶谷。", "Company")


def test_a_bay_is_not_the_town_it_is_called_like() -> None:
    assert not named("云岭集团投资的兴化湾海上风电项目开工。", "Place")


def test_the_goods_before_an_amount_are_taken_in_and_those_after_it_are_made() -> None:
    said = "园区启动日处理生鲜乳2000吨乳制品加工厂建设。"
    name = "日处理生鲜乳2000吨乳制品加工厂"
    assert about(said, "consumes") == {f"{name}|生鲜乳"}
    assert about(said, "produces") == {f"{name}|乳制品"}
