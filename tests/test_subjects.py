"""Who a figure or a status is about, when its clause does not name it."""

from __future__ import annotations

import pytest

from graph.model import Quantity
from tests.reading import about, claim, read

WORKS = "年产5万吨磷酸铁锂项目"
PLANT = "橡胶助剂工厂"


def figures(text: str, predicate: str) -> set[str]:
    """What a text measures by one predicate: "某项目|35"."""
    claims = (c for c in read(text).claims if c.predicate == predicate)
    return {f"{c.subject.label}|{c.object.value}" for c in claims if isinstance(c.object, Quantity)}


@pytest.mark.parametrize(
    ("text", "predicate", "expected"),
    [
        (f"{WORKS}稳步推进。项目全部建成达产后可实现产值35亿元。", "outputValue", {f"{WORKS}|3500000000"}),
        (f"{WORKS}稳步推进。一期工程占地面积为49.6亩。", "area", {f"{WORKS}|49.6"}),
        (f"{WORKS}投产后，预计全面达产时年销售收入7亿元。", "revenue", {f"{WORKS}|700000000"}),
        (f"{WORKS}投产后，实现年产值6亿元、利润2亿元、税收1亿元。", "tax", {f"{WORKS}|100000000"}),
        ("青石新材料产业园占地1200亩，总投资50亿元。", "investment", {"青石新材料产业园|5000000000"}),
        ("德令哈工业园规划面积20平方公里，已建成8平方公里。", "area", {"德令哈工业园|20", "德令哈工业园|8"}),
        (f"“项目达产后，年产值可达17亿元。”{WORKS}负责人说。", "outputValue", {f"{WORKS}|1700000000"}),
    ],
)
def test_a_figure_belongs_to_what_its_passage_is_about(text: str, predicate: str, expected: set[str]) -> None:
    assert figures(text, predicate) == expected


@pytest.mark.parametrize("pointer", ["该工厂", "新工厂", "该厂"])
def test_that_plant_is_the_plant_named_before(pointer: str) -> None:
    text = f"远海国际有限公司位于格尔木市的{PLANT}开工建设。{pointer}占地面积64000平方米。"
    assert figures(text, "area") == {f"{PLANT}|64000"}


def test_a_company_does_not_lie_where_its_distant_plant_does() -> None:
    text = f"远海国际有限公司位于格尔木市的{PLANT}开工建设。"
    assert about(text, "locatedIn") == {f"{PLANT}|格尔木市"}
    assert about("远海国际有限公司是位于格尔木市的化工企业。", "locatedIn") == {"远海国际有限公司|格尔木市"}


@pytest.mark.parametrize(
    ("heading", "status"),
    [
        ("全县拟开工项目2个：", "Planned"),
        ("续建项目方面，", "UnderConstruction"),
        ("全县投产项目2个，分别为", "InProduction"),
    ],
)
def test_a_list_of_projects_has_the_status_of_its_heading(heading: str, status: str) -> None:
    other = "年产2万吨铜杆项目"
    assert about(f"{heading}{WORKS}、{other}。", "status") == {f"{WORKS}|{status}", f"{other}|{status}"}


def test_a_project_to_be_begun_is_planned() -> None:
    assert about(f"{WORKS}环评已获批复，预计明年上半年开工。", "status") == {f"{WORKS}|Approved", f"{WORKS}|Planned"}


def test_a_capacity_for_waste_is_what_goes_in() -> None:
    text = "云岭环保有限公司二期将新增3万吨废锂电池处理能力。"
    assert about(text, "produces") == set()
    assert about(text, "recycles") == {"云岭环保有限公司|废锂电池"}


def test_that_subsidiary_is_not_the_company_that_announces() -> None:
    text = (
        "云岭药业股份有限公司公告称，子公司远海原料药有限公司投产。"
        "远海原料药有限公司注册资本1.2亿元，云岭药业股份有限公司持股80%。该子公司现有碳酸锂产能60吨/年。"
    )
    assert figures(text, "capacity") == {"远海原料药有限公司|60"}


def test_the_phases_of_a_project_without_a_name_are_of_no_line() -> None:
    text = "项目一期投资5亿元，建设年产1万吨氟化锂生产线；二期投资8亿元。"
    assert not any(line.endswith("|800000000") for line in figures(text, "investment"))


def test_places_counted_for_people_are_people() -> None:
    (measured,) = (c.object for c in read(f"{WORKS}可新增就业岗位1800个。").claims if c.predicate == "jobs")
    assert isinstance(measured, Quantity)
    assert (measured.value, measured.unit) == (1800, "{person}")


@pytest.mark.parametrize(
    ("text", "predicate", "expected"),
    [
        ("2024年云岭锂材股份有限公司碳酸锂销量3.2万吨。", "salesVolume", {"云岭锂材股份有限公司|32000"}),
        ("云岭锂材股份有限公司碳酸锂产能由2万吨扩大到5万吨。", "capacity", {"云岭锂材股份有限公司|50000"}),
        ("德令哈工业园已形成年产3万吨碳酸锂的生产能力。", "capacity", {"德令哈工业园|30000"}),
        ("格尔木市盐湖产业产值达到276亿元，税收31亿元。", "tax", {"盐湖|3100000000"}),
        ("云岭锂材股份有限公司月产能3万片。", "capacity", {"云岭锂材股份有限公司|30000"}),
    ],
)
def test_figures_of_trade_and_of_places(text: str, predicate: str, expected: set[str]) -> None:
    assert figures(text, predicate) == expected


def test_the_whole_city_is_no_village() -> None:
    text = "格尔木市郭勒木德镇的签约仪式举行，全市签约项目6个，总投资7亿元。"
    assert figures(text, "investment") <= {"格尔木市|700000000"}


def test_a_yearly_make_is_a_capacity_and_no_output() -> None:
    text = f"{WORKS}建成后，年生产片剂13亿片。"
    assert figures(text, "production") == set()
    assert f"{WORKS}|1300000000" in figures(text, "capacity")


def test_what_is_handed_to_a_company_is_used_by_that_company() -> None:
    text = "远山矿业有限公司生产的锂辉石精矿全部供给青石新材料有限公司，用于生产碳酸锂。"
    assert about(text, "produces") == {"远山矿业有限公司|锂辉石精矿", "青石新材料有限公司|碳酸锂"}
    assert about("远山矿业有限公司新建一座工厂，用于生产碳酸锂。", "produces") == {"远山矿业有限公司|碳酸锂"}


def test_that_base_is_no_plant_named_before() -> None:
    text = "赤山发动机工厂投产。青岭汽车有限公司投资66亿元的格尔木新生产基地开工建设，该生产基地年产整车40万辆。"
    assert not any(line.startswith("赤山") for line in figures(text, "investment") | figures(text, "capacity"))


def test_a_number_that_can_be_reached_is_no_number_of_jobs() -> None:
    assert figures(f"{WORKS}建成后年产量可达12.5万辆。", "jobs") == set()


def test_what_is_still_wanted_is_no_status() -> None:
    assert about(f"云岭化工有限公司表示高质量建成{WORKS}。", "status") == set()
    assert about(f"云岭化工有限公司{WORKS}等在谈项目推进签约。", "status") == set()


def test_what_a_slaughterhouse_takes_in_is_no_product() -> None:
    assert about("云岭食品有限公司年屠宰1000万羽肉鸡项目开工。", "produces") == set()


def test_the_heat_of_a_line_is_not_what_the_line_makes() -> None:
    assert about("云岭水泥有限公司利用水泥生产线余热发电。", "consumes") == set()


def test_the_cost_in_a_form_is_of_the_project_it_names() -> None:
    text = f"项目名称：{WORKS}\n原料：硫酸来自现有湿法磷酸净化装置。\n投资：总投资15亿元。"
    assert figures(text, "investment") == {f"{WORKS}|1500000000"}


def test_a_company_that_speaks_as_company_is_not_its_daughter() -> None:
    text = "云岭股份拥有两家子公司。公司控股子公司青石生化有限公司从事原料药的生产。公司年产铜箔3万吨。"
    assert not {one for one in about(text, "capacity") if one.startswith("青石")}


def test_a_daughter_told_of_by_its_parents_name_is_what_company_stands_for() -> None:
    text = "云岭集团全资子公司青石锂业有限公司投产。公司占地面积50亩。"
    assert about(text, "area") == {"青石锂业有限公司|50 {mu}"}


def test_a_sort_of_project_is_the_project_told_of() -> None:
    text = "云岭公司年产80万吨氧化铝项目开工。该项目是以青石集团为主投资建设的大型氧化铝项目。项目投资42亿元。"
    assert about(text, "investment") == {"年产80万吨氧化铝项目|4200000000 [CNY]"}


def test_what_ranks_the_next_project_is_none() -> None:
    assert {one.partition("|")[0] for one in about("某省氢能产业链标杆项目云山光伏制氢项目建成投产。", "status")} == {
        "云山光伏制氢项目"
    }


def test_the_place_of_a_companys_unnamed_project_is_not_the_companys() -> None:
    text = "云岭公司老区退城整合项目位于德令哈工业园，总建筑面积208万平方米。"
    assert about(text, "locatedIn") | about(text, "area") == set()


def test_of_the_stages_a_text_tells_the_last_one_counts() -> None:
    """Signed and begun are history once it produces; what is only planned of another phase stays so."""
    told = f"2022年3月，{WORKS}签约落地。{WORKS}于2023年5月开工建设。目前，{WORKS}已建成投产。"
    assert about(told, "status") == {f"{WORKS}|InProduction"}
    assert about(f"{WORKS}拟建于2022年，目前正在安装设备。", "status") == {f"{WORKS}|UnderConstruction"}


def test_a_company_does_not_deal_with_itself() -> None:
    text = "青石食品有限公司向公司采购易拉罐，占其采购总额的三成。"
    assert not {c for c in read(text).claims if c.predicate in {"produces", "suppliesTo"}}


def test_where_another_lies_is_not_where_the_one_before_lies() -> None:
    text = "云岭锂材有限公司采购铝罐。另外，地处格尔木市的青石食品有限公司采购了铝罐。"
    assert about(text, "locatedIn") == {"青石食品有限公司|格尔木市"}


@pytest.mark.parametrize("verb", ["新建", "主要建设", "拟建设"])
def test_the_line_that_a_project_builds_is_a_part_of_it(verb: str) -> None:
    """What the line makes the project makes, and its figures after it are the project's."""
    text = f"云岭新能源材料产业化项目总投资5亿元，{verb}年产3万吨铜箔生产线，占地200亩，建成后年产值10亿元。"
    assert about(text, "produces") == {"云岭新能源材料产业化项目|铜箔"}
    assert figures(text, "capacity") == {"云岭新能源材料产业化项目|30000"}
    assert figures(text, "area") == {"云岭新能源材料产业化项目|200"}


def test_the_line_that_a_company_builds_is_its_own() -> None:
    text = "甲地碳酸锂项目已经投产；云岭锂材有限公司投资5亿元，新建年产3万吨铜箔生产线。"
    assert "云岭锂材有限公司|年产3万吨铜箔生产线" in about(text, "undertakes")


def test_a_sentence_opens_after_the_day_and_the_source() -> None:
    told = "12月6日，记者从云岭锂材有限公司获悉，该公司去年产值5亿元。锂辉石由青石矿业有限公司供应。"
    assert about(told, "suppliesTo") == {"青石矿业有限公司|云岭锂材有限公司"}


def test_a_brand_may_stand_between_a_place_and_its_project() -> None:
    text = "格尔木市云峰岚年产5万吨铜箔项目是省重点项目，总投资11亿元。"
    assert "1100000000" in {f.partition("|")[2] for f in figures(text, "investment")}


def test_a_phase_told_after_its_project_keeps_its_own_state() -> None:
    claims = read("云岭锂材有限公司建设2万吨碳酸锂项目，一期已建成。").claims
    assert {c.phase for c in claims if c.predicate == "status" and c.object == "Completed"} == {"一期"}


def test_firms_of_a_park_in_production_are_no_state_of_a_project() -> None:
    assert not about("铜箔深加工项目一期引进企业43家，其中39家已动工、33家已投产。", "status")


def test_a_former_works_is_only_where_another_is_built() -> None:
    text = "木材加工项目选址原岚峰石材厂，总投资3亿元，建成后每年可生产红木家具5万件。"
    assert not figures(text, "investment") & {"原岚峰石材厂|300000000"}


def test_the_listed_firm_of_an_announcement_is_its_company() -> None:
    text = (
        "证券简称：云岚恒升\n关于控股子公司项目试生产的公告\n公司控股子公司云岚恒升（荆州）有限公司建设的"
        "年产20万吨BDO项目进入试生产。此次投产后公司新增BDO产能20万吨/年。"
    )
    assert "云岚恒升|BDO" in about(text, "produces")
    assert about(text, "subsidiaryOf") == {"云岚恒升（荆州）有限公司|云岚恒升"}


def test_the_whole_district_is_no_county() -> None:
    assert not about("梓潼县招商活动举行。2024年全区规上工业产值334.22亿元。", "outputValue")


def test_where_a_firm_builds_its_project_lies() -> None:
    text = "在格尔木市，云岭锂材有限公司年产3万吨碳酸锂项目有序推进。"
    assert about(text, "locatedIn") == {"年产3万吨碳酸锂项目|格尔木市"}


def test_the_land_of_a_project_without_a_name_is_not_its_owners() -> None:
    assert not about("云岭制药有限公司投资20亿元、占地600亩的工业园项目在贵阳开工。", "area")


def test_what_works_listed_together_cost_is_not_what_the_first_costs() -> None:
    text = "云岭纺织有限公司投入25.3亿元，建设年产40万锭纺纱、服装深加工等项目。"
    assert not about(text, "investment")


def test_who_is_told_of_as_a_leader_of_a_trade_is_the_company_and_not_the_trade() -> None:
    text = "云岭面业有限公司坐落在这里。作为全国挂面行业领军企业，年产面条40多万吨、年加工小麦100多万吨。"
    assert about(text, "consumes") == {"云岭面业有限公司|小麦"}
    assert not about("作为全国挂面行业领军企业，年产面条40多万吨。", "capacity")


def test_what_a_place_is_rich_in_is_taken_in_by_no_enterprise() -> None:
    text = "该区抢抓云岭集团与青石集团重组契机，利用硅灰石储量第一的资源优势，发展新材料产业。"
    assert not about(text, "consumes")


def test_a_digital_economy_keeps_its_name() -> None:
    assert about("全年完成数字经济核心产业营业收入50亿元。", "revenue") == {"数字经济核心|5000000000 [CNY]"}


@pytest.mark.parametrize(
    ("said", "modality"),
    [
        ("力争5年内，青石园区规模企业达75户，工业总产值达500亿元。", "Prospective"),
        ("方案提出，到2027年青海省氟化工产业取得重大进展，园区初步形成，氟化工产业总产值达到100亿元。", "Prospective"),
        ("推动青石经开区工业总产值突破1000亿元。", "Prospective"),
        ("2023年，青石园区确保安全生产，实现产值3亿元。", "Asserted"),
    ],
)
def test_an_aim_sets_the_time_of_the_clauses_after_it(said: str, modality: str) -> None:
    assert claim(said, "outputValue").modality == modality


def test_what_that_town_can_make_is_not_the_project_told_of_before() -> None:
    text = "霍林郭勒市办起论坛。云岭80万吨氧化铝项目入驻。到2030年，该市原铝产能将突破300万吨。"
    assert "霍林郭勒市|>=3000000 t 原铝" in about(text, "capacity")
    assert not any("项目" in line and "原铝" in line for line in about(text, "capacity"))


def test_how_strong_each_engine_is_is_no_output() -> None:
    assert not about("云岭电机厂生产6MW及以上海上风电机组。", "production")
    assert not about("云岭叶片厂将生产80米风电叶片。", "production")


def test_a_start_that_will_bring_something_is_no_start() -> None:
    assert not about("电解扩产工程的投产将使云岭铜业年底形成90万吨铜产能。", "status")


def test_an_amount_before_the_name_of_another_project_is_not_that_of_the_last() -> None:
    text = f"云岭化工有限公司{WORKS}投产；4月15日，年产200万吨硅砂的青石硅业玻璃用硅砂精加工项目投产。"
    assert not any(line.startswith(WORKS) and "硅砂" in line for line in about(text, "capacity"))


def test_what_a_project_is_told_of_as_is_no_other_project() -> None:
    assert not about("作为格尔木投资额最大的工业实体项目，首期投资10亿元。", "investment")


def test_what_the_first_phase_under_its_own_name_costs_is_its_cost() -> None:
    text = f"{WORKS}投产。项目总投资70亿元。其中一期年产碳酸锂5万吨项目，总投资额25亿元，占地500亩。"
    assert "年产碳酸锂5万吨项目|2500000000 [CNY]" in about(text, "investment")
    assert about(text, "area") == {"年产碳酸锂5万吨项目|500 {mu}"}
