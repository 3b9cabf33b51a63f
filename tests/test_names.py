"""Names of companies, plants, towns and industries by their forms, and of projects put together of several words."""

from __future__ import annotations

import pytest

from tests.reading import about, named

WHO = "云岭钛业股份有限公司"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("甘肃云汐峰防水材料有限公司投产。", "甘肃云汐峰防水材料有限公司"),
        ("项目由将乐岚泉水泥有限公司投资建设。", "将乐岚泉水泥有限公司"),
        ("日岚光集团投产。", "日岚光集团"),
        ("2011年10月20日云汐铝业有限公司投产。", "云汐铝业有限公司"),
        ("这标志着云汐铝业有限公司投产。", "云汐铝业有限公司"),
        ("云汐投资中心（有限合伙）增资。", "云汐投资中心（有限合伙）"),
        ("岩上岚酒业年产白酒5000吨。", "岩上岚酒业"),
        ("宁德时代昨日投产。", "宁德时代"),
    ],
)
def test_a_company_goes_by_its_whole_name(text: str, name: str) -> None:
    assert named(text, "Company") == {name}


@pytest.mark.parametrize(
    "text",
    [
        "格尔木市成立云岭钛业股份有限公司。",
        "格尔木市领导走访云岭钛业股份有限公司。",
        "在格尔木市设立云岭钛业股份有限公司。",
    ],
)
def test_what_stands_before_a_company_is_no_part_of_its_name(text: str) -> None:
    assert named(text, "Company") == {WHO}


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("德令哈工业园聚集了新岚山、达岚、日岚汽车、海岚灯具等配套企业。", {"新岚山", "达岚", "日岚汽车", "海岚灯具"}),
        ("德令哈工业园已有澳岚、美岚陶、华岚等11家陶瓷企业落户。", {"澳岚", "美岚陶", "华岚"}),
        ("格尔木市有钢铁、水泥、化工等企业30家。", set()),
        ("德令哈工业园引进了锂电池、光伏、储能等一批企业。", set()),
    ],
)
def test_the_members_of_a_roster_are_companies(said: str, names: set[str]) -> None:
    assert named(said, "Company") == names


def test_companies_of_a_roster_lie_where_it_is_told_of() -> None:
    text = "格尔木市依托岚山锂科、龙岚新能源和常岚新能源等骨干企业，延伸锂电产业链。"
    assert about(text, "locatedIn") == {f"{name}|格尔木市" for name in ("岚山锂科", "龙岚新能源", "常岚新能源")}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{WHO}车载及智能终端显示屏项目投产。", "车载及智能终端显示屏项目"),
        (f"{WHO}第8.6代显示面板生产线项目投产。", "第8.6代显示面板生产线项目"),
        (f"{WHO}产能置换项目投产。", "产能置换项目"),
        (f"{WHO}纺织项目投产。", f"{WHO}纺织项目"),
        (f"{WHO}服装工业城项目投产。", "服装工业城项目"),
        (f"{WHO}计划建设年产3万吨碳酸锂项目。", "年产3万吨碳酸锂项目"),
        (f"{WHO}回收废铝的年产3万吨铝锭项目投产。", "年产3万吨铝锭项目"),
    ],
)
def test_a_project_goes_by_all_that_stands_after_its_owner(text: str, name: str) -> None:
    assert named(text, "Project") == {name}


def test_what_a_project_treats_it_takes_in() -> None:
    text = f"{WHO}废铅酸电池回收再生铅项目投产。"
    assert about(text, "recycles") == {"废铅酸电池回收再生铅项目|废铅酸电池"}
    assert about(text, "produces") >= {"废铅酸电池回收再生铅项目|再生铅"}


def test_each_phase_that_is_a_project_has_its_own_money() -> None:
    text = "项目分两期建设，一期为10GW电池片项目，预计投资75亿元；二期为8GW组件项目，预计投资30亿元。"
    assert about(text, "investment") == {"10GW电池片项目|7500000000 [CNY]", "8GW组件项目|3000000000 [CNY]"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("岚峰食品十厂年产能5万吨。", "岚峰食品十厂"),
        ("岚峰水泥厂年产水泥100万吨。", "岚峰水泥厂"),
        (f"{WHO}2号高炉点火。", f"{WHO}2号高炉"),
        (f"{WHO}建有叶片制造车间。", "叶片制造车间"),
        (f"{WHO}位于泰国的工厂投产。", "泰国工厂"),
        ("走进现代化生产车间。", ""),
        ("当地建有水泥厂。", ""),
    ],
)
def test_a_plant_goes_by_its_brand_its_number_or_its_owner(text: str, name: str) -> None:
    assert named(text, "Facility") == ({name} if name else set())


def test_what_a_workshop_makes_its_company_makes() -> None:
    assert about(f"{WHO}的铜箔轧制车间年产铜箔3万吨。", "produces") == {f"{WHO}|铜箔"}


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("格尔木市郭勒木德镇", "郭勒木德镇"),
        ("高石岚乡八墩村", "高石岚乡八墩村"),
        ("习水县土城镇", "土城镇"),
        ("江宁街道", "江宁街道"),
    ],
)
def test_a_town_is_a_place(place: str, name: str) -> None:
    told = about(f"{WHO}位于{place}。", "locatedIn")
    assert {line for line in told if line.startswith(WHO)} == {f"{WHO}|{name}"}


@pytest.mark.parametrize("text", ["各乡镇加快发展。", "在城镇化进程中。", "在农村建设电站。", "全县乡镇企业发展。"])
def test_a_word_about_towns_is_none(text: str) -> None:
    assert named(text, "Place") == set()


@pytest.mark.parametrize(
    ("said", "chains"),
    [
        ("已形成煤基、铝基、硅基三大新材料产业", {"煤基", "铝基", "硅基"}),
        (
            "已形成食品饮料、装备制造两大传统产业及生物医药、锂电材料两大新兴产业",
            {"食品饮料", "装备制造", "生物医药", "锂电材料"},
        ),
        ("重点培育新能源装备制造、绿色食品加工等产业", {"新能源装备制造", "绿色食品加工"}),
        ("主导产业为纺织服装、家具制造", {"纺织服装", "家具制造"}),
        ("签约引进特种陶瓷、精密陶瓷等产业项目25个", set()),
    ],
)
def test_a_park_belongs_to_the_industries_it_builds_up(said: str, chains: set[str]) -> None:
    assert about(f"德令哈工业园{said}。", "partOfChain") == {f"德令哈工业园|{chain}" for chain in chains}


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("采用“闪速熔炼+闪速吹炼”双闪工艺", "闪速熔炼+闪速吹炼双闪工艺"),
        ("研发的低温烘焙工艺获奖", "低温烘焙工艺"),
        ("拥有“鲜湿面保鲜”技术", "鲜湿面保鲜技术"),
    ],
)
def test_a_technology_goes_by_its_steps_or_its_quotation(said: str, name: str) -> None:
    assert about(f"{WHO}{said}。", "usesTechnology") == {f"{WHO}|{name}"}


@pytest.mark.parametrize(
    ("project", "product"),
    [
        ("省级重点再生铝项目", "再生铝"),
        ("二期高纯晶硅项目", "高纯晶硅"),
        ("异地发动机项目", "发动机"),
        ("100米及以下规格风电叶片生产线", "风电叶片"),
        ("年加工27万吨薯片综合项目", "薯片"),
        ("年产3万吨常规铜箔项目", "铜箔"),
    ],
)
def test_a_product_leaves_out_what_only_ranks_it(project: str, product: str) -> None:
    made = about(f"{WHO}建设{project}。", "produces")
    assert {pair.split("|")[1] for pair in made} == {product}


@pytest.mark.parametrize("project", ["5GW光伏制造基地项目", "年产1000吨中试生产线", "60万吨新能源产业化项目"])
def test_an_industry_or_a_scale_of_trial_is_no_product(project: str) -> None:
    assert about(f"{WHO}{project}开工。", "produces") == set()


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("这是云岭集团建设的又一项目。", {"云岭集团"}),
        ("新疆云岭市水泥生产企业4家，累计生产水泥47万吨。", set()),
        ("形成A级铜40万吨的产能规模，年新增销售收入200亿元。", set()),
    ],
)
def test_a_word_of_the_sentence_or_a_grade_makes_no_company(said: str, names: set[str]) -> None:
    assert named(said, "Company") == names


@pytest.mark.parametrize(
    ("said", "names"),
    [
        (f"{WHO}是A股中小板上市公司（300999），总部位于格尔木市。", {WHO}),
        ("我县隆重举行10月份新项目集中开工仪式。", set()),
        ("和云面馆为公司全资子公司深岭网聚参股公司。", set()),
        ("探索煤基烯烃和煤基芳烃耦合发展的新路径，最终生产聚烯烃。", set()),
        ("书记任青品同四川云岭集团董事长签约。", {"四川云岭集团"}),
        ("与云岭新能源合作开发500万千瓦光伏项目。", {"云岭新能源"}),
        ("新疆西部云岭硅业有限公司年产30万吨工业硅。", {"新疆西部云岭硅业有限公司"}),
    ],
)
def test_a_clause_is_no_company(said: str, names: set[str]) -> None:
    assert named(said, "Company") == names


def test_a_park_before_a_name_that_begins_with_its_own_place_is_no_part_of_it() -> None:
    found = named("在石泉经开区安徽岚祥织造科技公司的车间里，织机全部启动。", "Company")
    assert "安徽岚祥织造科技公司" in found


def test_a_plant_is_not_what_is_done_to_it() -> None:
    assert named("云岭集团就在当地投资建设智能芯片制造厂进行谈判。", "Facility") == {"智能芯片制造厂"}
    assert about("云岭集团就在当地投资建设智能芯片制造厂进行谈判。", "operates") == set()
