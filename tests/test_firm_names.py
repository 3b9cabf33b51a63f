"""Which company a short name means: brand, brand with 公司, group, listed arm."""

from __future__ import annotations

import pytest

from tests.reading import about, named


def test_a_listed_company_is_not_its_group() -> None:
    text = "云岭集团位于镇江市，为云岭股份的控股股东。云岭股份钢产能600万吨。"
    assert {line.split("|")[0] for line in about(text, "produces")} == {"云岭股份"}
    assert about(text, "subsidiaryOf") == {"云岭股份|云岭集团"}


def test_a_group_named_in_full_leaves_its_listed_arm_apart() -> None:
    text = "云岭特钢股份有限公司隶属云岭集团。云岭股份生产螺纹钢，云岭集团有限公司生产焦炭。"
    assert named(text, "Company") >= {"云岭特钢股份有限公司", "云岭集团有限公司"}
    assert "云岭集团有限公司|焦炭" in about(text, "produces")


@pytest.mark.parametrize(
    "text",
    [
        "走进湖北岚砾鑫电子有限公司，机器轰鸣。岚砾鑫公司主要生产电容器。",
        "岚砾鑫汽车部件有限公司（以下简称：岚砾鑫）扩产。岚砾鑫公司主要生产电容器。",
    ],
)
def test_a_brand_with_company_is_who_goes_by_the_brand(text: str) -> None:
    (line,) = about(text, "produces")
    assert line.endswith("有限公司|电容器")


def test_a_brand_with_company_that_two_go_by_is_neither() -> None:
    text = "岚砾锂业有限公司和岚砾铜业有限公司扩产。岚砾公司主要生产电容器。"
    assert about(text, "produces") == {"岚砾公司|电容器"}


def test_a_trade_of_two_words_is_no_brand() -> None:
    text = "某企业与镇江市岚泰云荣化工新材料有限公司签约。岚泰云荣主要生产六氟磷酸锂。"
    assert about(text, "produces") == {"镇江市岚泰云荣化工新材料有限公司|六氟磷酸锂"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("双方将对华岚公司投资10亿元，扩产硫酸。", "华岚公司"),
        ("公告称，与青石钴业旗下子公司云友新能源签订协议，扩产硫酸。", "云友新能源"),
        ("此举意味着云岭公司和青石铜业两家国企竞争。", "云岭公司"),
    ],
)
def test_words_beside_a_name_are_no_part_of_it(text: str, name: str) -> None:
    assert name in named(text, "Company")
    assert not any(name in other and name != other for other in named(text, "Company"))


def test_a_joint_venture_abroad_is_no_name() -> None:
    assert named("该集团在华合资公司投产。", "Company") == set()


def test_a_capacity_a_year_is_of_the_material_alone() -> None:
    text = "云岭钢铁有限公司具备530万吨铁、600万吨钢年生产能力。"
    assert about(text, "produces") == {"云岭钢铁有限公司|铁", "云岭钢铁有限公司|钢"}


def test_a_growth_measures_nothing() -> None:
    text = "云岭锂材有限公司去年实现碳酸锂产量1.3万吨，同比增加2300吨。"
    assert len(about(text, "production")) == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("规划范围：南抵湖北岚砾陶瓷有限公司厂区。", "湖北岚砾陶瓷有限公司"),
        ("新疆木垒县与远山集团新疆岚砾化工有限责任公司洽谈。", "远山集团新疆岚砾化工有限责任公司"),
        ("该县在不断挖潜岚井子矿业、岚泉矿业等老企业中前行。", "岚井子矿业"),
    ],
)
def test_a_name_begins_after_what_leads_to_it(text: str, name: str) -> None:
    assert name in named(text, "Company")
    assert not any(other.endswith(name) and other != name for other in named(text, "Company"))


@pytest.mark.parametrize(
    "text",
    [
        "县委书记杜某某宣布9个产业项目集中开工。",
        "该公司计划将子公司分拆至深交所创业板上市。",
        "二期选址镇江市京口区公司老厂区内。",
    ],
)
def test_an_official_a_board_and_a_division_are_no_company(text: str) -> None:
    assert named(text, "Company") == set()


def test_several_large_companies_are_none() -> None:
    assert named("华岭集团等大电力公司、磷化工行业龙头公司纷纷进驻。", "Company") <= {"华岭集团"}


def test_enterprises_counted_hand_on_no_subject() -> None:
    text = "岚砾汽车电子公司仪表产品市场占有率达28%；饰件生产企业27家，汽车座椅年生产能力达70万套。"
    assert not about(text, "produces")


def test_a_list_of_clients_ends_before_the_word_for_firms() -> None:
    text = "云岭汽配有限公司主要为东风日产、东风本田等公司提供底盘，年产能80万套。"
    assert about(text, "suppliesTo") == {"云岭汽配有限公司|东风日产", "云岭汽配有限公司|东风本田"}
    assert {line.split("|")[0] for line in about(text, "capacity")} == {"云岭汽配有限公司"}


def test_a_well_known_brand_with_group_is_the_group() -> None:
    assert "云铜集团" in named("由云铜集团出资组建镇江岚顶山矿业公司。", "Company")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("独角兽企业镇江智能驾驶研究院有限公司落户。", "镇江智能驾驶研究院有限公司"),
        ("远山集团旗下子公司STN与Yunling EM合作生产正极材料。", "Yunling EM"),
    ],
)
def test_a_name_of_ordinary_or_foreign_words_is_whole(text: str, name: str) -> None:
    assert name in named(text, "Company")


@pytest.mark.parametrize(
    "text",
    ["云岭集团公告，其控股子公司拟以10亿元收购金矿。", "这是一家硬科技公司，收购加拿大上市公司股权。"],
)
def test_words_beside_a_daughter_or_a_sort_are_no_name(text: str) -> None:
    assert named(text, "Company") <= {"云岭集团"}


def test_a_name_without_its_place_is_the_same() -> None:
    text = "云岭集团收购赞比亚岚安夏铜业公司。云岭集团正式入主岚安夏铜业公司，岚安夏铜业公司主要生产阴极铜。"
    assert about(text, "produces") == {"赞比亚岚安夏铜业公司|阴极铜"}


def test_a_parent_is_known_by_its_daughter() -> None:
    text = "公告显示，云艺科技下属控股子公司青石电力有限公司扩产。"
    assert about(text, "subsidiaryOf") == {"青石电力有限公司|云艺科技"}


@pytest.mark.parametrize("short", ["云岭润沃膜", "云岭润沃膜科技"])
def test_a_name_goes_on_without_the_place_in_its_bracket(short: str) -> None:
    text = f"云岭（宁波）润沃膜科技有限公司扩产。{short}主要生产反渗透膜。"
    assert about(text, "produces") == {"云岭（宁波）润沃膜科技有限公司|反渗透膜"}


def test_of_a_list_of_projects_only_the_next_is_the_owners() -> None:
    text = "签约的有青泉智能单车项目、云岭铜业有限公司铜箔项目、青湖食品加工项目。"
    assert {line for line in about(text, "undertakes") if line.startswith("云岭")} == {"云岭铜业有限公司|铜箔项目"}


def test_a_brand_goes_without_the_goods_of_its_name() -> None:
    text = "重庆岚砾美威车轮有限公司扩产。岚砾美威主要生产钢制轮毂。"
    assert {line.split("|")[0] for line in about(text, "produces")} == {"重庆岚砾美威车轮有限公司"}


def test_the_brand_of_goods_is_no_part_of_them() -> None:
    text = "云岭食品有限公司年产1万吨“云岭”牌速冻蔬菜，主要生产“岚泉”牌饲料。"
    assert about(text, "produces") == {"云岭食品有限公司|速冻蔬菜", "云岭食品有限公司|饲料"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("本报8月10日讯岚砾股份（688999）今日扩产。", "岚砾股份"),
        ("岚芯微2022年4月1日披露的招股书显示，该公司扩产。", "岚芯微"),
        ("岚峰新原拟募集资金3亿元。", "岚峰新"),
        ("8月9日，一品蓝（300999）扩产。", "一品蓝"),
        ("下辖东岚资产管理（国际）控股有限公司。", "东岚资产管理（国际）控股有限公司"),
        ("由中建五局承建的厂房封顶。", "中建五局"),
        ("王某来到岚峰油脂股份有限公司，走进车间。", "岚峰油脂股份有限公司"),
        ("李某任江苏省岚峰集团有限责任公司党委书记。", "江苏省岚峰集团有限责任公司"),
        ("关于终止对岚砾电子科技（上海）股份有限公司发行审核的决定。", "岚砾电子科技（上海）股份有限公司"),
    ],
)
def test_what_stands_before_or_after_a_name_is_no_part_of_it(text: str, name: str) -> None:
    assert named(text, "Company") == {name}


@pytest.mark.parametrize(
    "text",
    [
        "在政务环境方面，该省加快建设。",
        "报告期内，公司控股股东未发生变更。",
        "归属于母公司拥有者应占溢利，同比下降。",
        "根据行业规范公告企业信息测算。",
        "做好货运运力供给和电煤精准运输。",
        "财报显示，销量下降。",
        "刘某当选公司董事。",
        "具体数据以公司公告为准。",
    ],
)
def test_words_of_reports_are_no_enterprises(text: str) -> None:
    assert named(text, "Company") == set()


def test_whose_a_firm_is_may_stand_either_way() -> None:
    assert about("岚安电器所属的新岚德集团更为知名。", "subsidiaryOf") == set()
    assert about("云岭集团所属岚安电器有限公司投产。", "subsidiaryOf") == {"岚安电器有限公司|云岭集团"}
