"""What notices, reports and public consultations say in set phrases: sums, statuses, places, fields, steps, intakes."""

from __future__ import annotations

import pytest

from graph.model import Document
from graph.text import normalise
from tests.reading import about, read, said

PROJECT = "年产3万吨碳酸锂项目"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("由赤松锂业有限公司和远山锂材有限公司共同出资约12亿元兴建，规划用地300亩", "investment|1200000000 [CNY]"),
        ("总造价约12亿元", "investment|1200000000 [CNY]"),
        ("总投资：9.5亿元；其中设备投资5亿元", "investment|950000000 [CNY]"),
        ("将增加就业岗位800人", "jobs|800 {person}"),
        ("建成后可实现2万余人就业", "jobs|>=20000 {person}"),
        ("产能为每年5万吨", "capacity|50000 t/a"),
        ("达产后年销售约10亿元", "revenue|1000000000 [CNY]"),
        ("达产后实现年产值16亿元、利润3亿元", "profit|300000000 [CNY]"),
        ("达产后实现年产值16亿元、利税3亿元", "profitAndTax|300000000 [CNY]"),
    ],
)
def test_a_project_has_the_sums_said_of_it(words: str, expected: str) -> None:
    assert f"{PROJECT}|{expected}" in said(f"{PROJECT}{words}。")


@pytest.mark.parametrize(
    ("words", "predicate"),
    [
        ("总投资9亿元，其中环保投资300万元", "investment"),
        ("总投资9亿元，其中设备投资5亿元", "investment"),
        ("总投资9亿元，达产后亩均产值500万元", "outputValue"),
        ("总投资9亿元，达产后亩均税收30万元", "tax"),
    ],
)
def test_a_part_or_a_rate_is_no_total(words: str, predicate: str) -> None:
    assert about(f"{PROJECT}{words}。", predicate) <= {f"{PROJECT}|900000000 [CNY]"}


def test_staff_abroad_and_ore_raised_are_counted() -> None:
    assert about("赤松锂业有限公司拥有海外员工5000多人。", "jobs") == {"赤松锂业有限公司|>=5000 {person}"}
    mined = about("赤松矿业有限公司白水铜矿2024年完成出矿120万吨。", "production")
    assert mined == {"白水铜矿|1200000 t @2024"}


def test_a_bare_hundred_counts_after_a_bound_only() -> None:
    assert about("赤松铜业有限公司铜产能突破百万吨。", "capacity") == {"赤松铜业有限公司|>=1000000 t 铜"}
    assert not about("赤松铜业有限公司打造百万吨铜产能。", "capacity")
    assert not about("2024年赤松铜业有限公司产值突破百亿元。", "outputValue")


def test_what_a_project_lets_another_have_is_not_its_own() -> None:
    assert not about(f"{PROJECT}全面建成，将使本地龙头的碳酸锂产能突破10万吨。", "capacity") & {
        f"{PROJECT}|>=100000 t 碳酸锂"
    }


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("2023年5月开工建设，两条主生产线2024年10月2日全部投产", "InProduction"),
        ("于2023年3月开工建设，2024年5月20日完成竣工验收", "Completed"),
        ("2024年4月全面启动建设", "UnderConstruction"),
        ("举行项目启动大会", "UnderConstruction"),
        ("稳步推进，目前核心设备安装完毕", "UnderConstruction"),
        ("主体已完工，正在进行设备安装调试", "UnderConstruction"),
        ("18日正式启动生产", "InProduction"),
    ],
)
def test_a_status_in_the_words_of_news(words: str, status: str) -> None:
    assert f"{PROJECT}|status|{status}" in said(f"赤松锂业有限公司{PROJECT}{words}。")


@pytest.mark.parametrize(
    "words",
    [
        "拟于今年6月动工，2027年底投产",
        "计划2025年3月开工，2027年5月20日完成竣工验收",
        "投产次年起年销售额14亿元",
        "建成正式投产的时间推迟",
    ],
)
def test_what_is_to_come_is_no_status(words: str) -> None:
    states = about(f"赤松锂业有限公司{PROJECT}{words}。", "status")
    assert not states & {f"{PROJECT}|{state}" for state in ("InProduction", "Completed", "UnderConstruction")}


def test_built_and_running_is_running_only() -> None:
    assert about(f"赤松锂业有限公司{PROJECT}建成正式投产。", "status") == {f"{PROJECT}|InProduction"}


def test_who_signs_for_a_project_it_then_names_has_signed_it() -> None:
    states = about(f"赤松锂业有限公司公告，与德令哈市人民政府签订投资协议，拟投建“{PROJECT}”。", "status")
    assert f"{PROJECT}|Signed" in states
    to_come = about(f"赤松锂业有限公司公告，拟与德令哈市人民政府签订投资协议，投建“{PROJECT}”。", "status")
    assert f"{PROJECT}|Signed" not in to_come


@pytest.mark.parametrize(
    "words",
    [
        "建设地点为德令哈工业园",
        "总投资5亿元，建设地点：德令哈工业园",
        "建设地点同为德令哈工业园，项目分三期建设",
        "选址：青海省德令哈工业园",
    ],
)
def test_a_site_is_where_the_project_is(words: str) -> None:
    (place,) = about(f"{PROJECT}{words}。", "locatedIn")
    assert place.startswith(f"{PROJECT}|")
    assert place.endswith("德令哈工业园")


def test_of_two_parks_the_inner_one_is_the_site() -> None:
    text = f"赤松锂业有限公司{PROJECT}开工仪式在德令哈市昆仑工业园北部园区隆重举行。"
    assert f"{PROJECT}|北部园区" in about(text, "locatedIn")


@pytest.mark.parametrize("park", ["德令哈纺织工业城", "德令哈市昆仑产业新城", "德令哈（盐湖）经济开发区"])
def test_parks_by_more_heads_and_with_brackets(park: str) -> None:
    assert about(f"赤松锂业有限公司位于{park}。", "locatedIn") == {f"赤松锂业有限公司|{park}"}


@pytest.mark.parametrize(
    "text",
    [
        f"赤松锂业有限公司与德令哈市人民政府签署《{PROJECT}投资协议》。",
        f"赤松锂业有限公司与德令哈市政府签订投资协议，拟投建“{PROJECT}”。",
    ],
)
def test_a_project_agreed_with_a_government_lies_there(text: str) -> None:
    assert f"{PROJECT}|德令哈市" in about(text, "locatedIn")


def test_an_agreement_with_one_government_places_no_project_elsewhere() -> None:
    text = f"赤松锂业有限公司与德令哈市政府签订战略协议，拟在格尔木市建设{PROJECT}。"
    assert about(text, "locatedIn") == {f"{PROJECT}|格尔木市"}


FIELDS = ("项目名称：" + PROJECT, "建设性质：新建", "建设地点：德令哈市", "建设单位：赤松锂业有限公司")
MORE_FIELDS = (*FIELDS, "建设规模：年产碳酸锂3万吨", "占地面积：300亩", "总投资：5亿元")


@pytest.mark.parametrize("joint", ["；", "。", "\n"])
def test_the_fields_of_a_form_are_of_its_project(joint: str) -> None:
    found = said(joint.join(MORE_FIELDS) + "。")
    assert {
        f"{PROJECT}|locatedIn|德令哈市",
        f"赤松锂业有限公司|undertakes|{PROJECT}",
        f"{PROJECT}|area|300 {{mu}}",
        f"{PROJECT}|investment|500000000 [CNY]",
        f"{PROJECT}|produces|碳酸锂",
    } <= found
    assert not about(joint.join(MORE_FIELDS), "capacity") - {f"{PROJECT}|30000 t/a 碳酸锂"}


def test_fields_that_spaces_part_are_of_the_project_that_opens_the_line() -> None:
    text = (
        "德令哈市锂产业招商项目\n"
        "◎ 盐湖智慧提升项目　业主：赤松锂业有限公司　拟投资：12亿元　建设规模：年产碳酸锂3万吨，以卤水为原料。\n"
        "◎ 青石资源循环项目　业主：待定　拟投资：9000万元　建设规模：年产硫酸2万吨。"
    )
    found = said(text)
    assert {
        "赤松锂业有限公司|undertakes|盐湖智慧提升项目",
        "盐湖智慧提升项目|investment|1200000000 [CNY]",
        "盐湖智慧提升项目|capacity|30000 t/a 碳酸锂",
        "盐湖智慧提升项目|consumes|卤水",
        "青石资源循环项目|investment|90000000 [CNY]",
        "青石资源循环项目|capacity|20000 t/a 硫酸",
    } <= found
    assert not {line for line in found if line.startswith("赤松锂业有限公司|") and "|undertakes|" not in line}


@pytest.mark.parametrize("joint", ["　", "  ", "；", "\n"])
def test_the_name_in_a_field_is_a_project_by_whatever_name(joint: str) -> None:
    fields = ("项目名称：盐湖智慧提升项目", "业主单位：赤松锂业有限公司", "总投资：5亿元", "占地面积：300亩")
    assert {
        "赤松锂业有限公司|undertakes|盐湖智慧提升项目",
        "盐湖智慧提升项目|investment|500000000 [CNY]",
        "盐湖智慧提升项目|area|300 {mu}",
    } <= said(joint.join(fields) + "。")


def test_a_line_of_who_wrote_it_is_left_as_it_is() -> None:
    assert "；" not in normalise(Document("a.txt", "来源：某网　作者：某某　编辑：某某\n")).text


def test_what_one_project_costs_is_not_what_its_place_gets() -> None:
    text = "赤松锂业有限公司计划在德令哈市新建耐火材料项目，总投资6亿元。"
    assert "德令哈市|600000000 [CNY]" not in about(text, "investment")
    signed = "今年以来，德令哈工业园新引进项目20个，总投资60亿元。"
    assert about(signed, "investment") == {"德令哈工业园|6000000000 [CNY]"}


@pytest.mark.parametrize(
    ("words", "technology"),
    [
        ("引进了世界先进的“顶吹熔炼+闪速吹炼”双炉工艺", "顶吹熔炼+闪速吹炼双炉工艺"),
        ("采用“吸附+膜分离”工艺", "吸附+膜分离工艺"),
        ("采用目前最先进的全密闭、自热熔炼技术", "自热熔炼技术"),
        ("采用的工艺为我国自主研发的富氧侧吹熔炼技术", "富氧侧吹熔炼技术"),
        ("占地300亩，冶炼工艺采用自主研发的双侧吹熔池熔炼技术", "双侧吹熔池熔炼技术"),
    ],
)
def test_a_process_in_the_words_of_news(words: str, technology: str) -> None:
    assert f"{PROJECT}|usesTechnology|{technology}" in said(f"{PROJECT}{words}。")


def test_a_slogan_in_quotes_is_no_technology() -> None:
    assert not about("赤松铜业有限公司攻克“卡脖子”技术。", "usesTechnology")


@pytest.mark.parametrize(
    ("words", "amount", "material"),
    [
        ("铜精矿年处理量约160万吨", "1600000 t/a in 铜精矿", "铜精矿"),
        ("镍矿石年加工能力为90万吨", "900000 t/a in 镍矿石", "镍矿石"),
        ("年均锌精矿处理能力为30万吨", "300000 t/a in 锌精矿", "锌精矿"),
    ],
)
def test_the_material_of_an_intake_may_stand_before_it(words: str, amount: str, material: str) -> None:
    found = said(f"赤松铜业有限公司{words}。")
    assert {f"赤松铜业有限公司|capacity|{amount}", f"赤松铜业有限公司|consumes|{material}"} <= found
    assert {line for line in found if "|capacity|" in line} == {f"赤松铜业有限公司|capacity|{amount}"}


@pytest.mark.parametrize(
    ("words", "material"),
    [
        ("是专业从事锂电正极材料的国家级高新技术企业", "锂电正极材料"),
        ("长期致力于聚合物锂离子电芯的研发、生产及销售", "聚合物锂离子电芯"),
        ("建设新厂，旨在提升碳酸锂产能", "碳酸锂"),
        ("是世界第五大镍生产商", "镍"),
    ],
)
def test_what_a_company_is_said_to_make(words: str, material: str) -> None:
    assert about(f"赤松新材料有限公司{words}。", "produces") == {f"赤松新材料有限公司|{material}"}


@pytest.mark.parametrize(
    "words", ["从事锂电正极材料的贸易企业", "是一家从事碳酸锂的检测服务企业", "提升碳酸锂产能利用率"]
)
def test_who_deals_in_a_thing_does_not_make_it(words: str) -> None:
    assert not about(f"赤松新材料有限公司{words}。", "produces")


def test_a_place_of_production_and_a_first_day_are_no_amounts_made() -> None:
    assert not about("赤松铝业有限公司一期生产基地占地420亩。", "production")
    assert not about("赤松铝业有限公司首日生产100吨铝棒。", "capacity")
    assert not about("赤松风电有限公司可生产40米长的叶片。", "capacity")


def test_what_goes_into_a_product_is_not_made_from_it() -> None:
    found = said("车间将副产硫酸亚铁用于磷酸铁锂生产。")
    assert "磷酸铁锂|madeFrom|副产硫酸亚铁" in found
    assert not {line for line in found if line.startswith("副产硫酸亚铁|madeFrom")}


def test_spindles_and_ampere_hours_are_amounts() -> None:
    spun = said("赤松纺织有限公司15万锭棉纺项目开工。")
    assert {"15万锭棉纺项目|capacity|150000 {spindle}", "15万锭棉纺项目|status|UnderConstruction"} <= spun
    assert not {line for line in spun if "|produces|" in line}
    assert "赤松电池有限公司|capacity|3000000 A.h/d 电芯" in said("赤松电池有限公司拥有日产300万Ah电芯的产能。")


def test_a_plan_to_become_a_base_operates_none() -> None:
    assert not about("云岭集团按照打造白水铜冶炼基地的战略规划选址。", "operates")


def test_who_raises_the_capital_of_a_subsidiary_holds_it() -> None:
    found = said("赤松锂业有限公司公告，拟以自有资金向全资子公司远山锂材有限公司增资4亿元。")
    assert "赤松锂业有限公司|investsIn|远山锂材有限公司" in found
    assert "远山锂材有限公司|subsidiaryOf|赤松锂业有限公司" in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云岭集团成员企业远山锂材有限公司投产。", "远山锂材有限公司|subsidiaryOf|云岭集团"),
        ("云岭集团出资企业远山锂材有限公司投产。", "云岭集团|investsIn|远山锂材有限公司"),
        ("云岭集团于2011年上半年正式成为远山锂材有限公司的股东。", "云岭集团|investsIn|远山锂材有限公司"),
        (f"{PROJECT}由云岭集团推进，进展顺利。", f"云岭集团|undertakes|{PROJECT}"),
    ],
)
def test_who_stands_behind_a_company_or_a_project(text: str, expected: str) -> None:
    assert expected in said(text)


def test_an_enterprise_may_be_named_by_what_it_makes_a_year() -> None:
    found = said("年产3000吨六氟磷酸锂的赤松锂业有限公司建成投产。")
    assert "赤松锂业有限公司|capacity|3000 t/a 六氟磷酸锂" in found


def test_what_a_product_is_used_in_is_no_feedstock() -> None:
    assert not about("赤松建材有限公司产品广泛应用于轻质骨料。", "consumes")


def test_the_sum_of_a_project_is_not_that_of_a_line_it_builds() -> None:
    text = f"{PROJECT}计划投资3.6亿元，新建2万吨硫酸镍生产线。"
    assert about(text, "investment") == {f"{PROJECT}|360000000 [CNY]"}


def test_a_scale_is_that_of_the_project_not_of_who_tells_of_it() -> None:
    text = "云岭化学公告，公司拟由全资子公司青石氟材有限公司投资建设含氟新材料项目，建设规模为年产2万吨聚偏氟乙烯。"
    assert about(text, "capacity") == {"含氟新材料项目|20000 t/a 聚偏氟乙烯"}


def test_the_group_is_the_group() -> None:
    text = "云岭铝业集团有限公司成立于2004年，旗下有青石矿业有限公司。2023年集团实现营业收入168亿元。"
    assert about(text, "revenue") == {"云岭铝业集团有限公司|16800000000 [CNY] @2023"}
    assert about(text, "subsidiaryOf") == {"青石矿业有限公司|云岭铝业集团有限公司"}


def test_what_is_made_of_something_is_not_consumed() -> None:
    text = "青石能源有限公司利用酒糟生产生物天然气。"
    assert about(text, "consumes") == set()
    assert about(text, "produces") == {"青石能源有限公司|生物天然气"}


def test_what_is_foreseen_has_not_happened() -> None:
    text = "青石锂业有限公司年产2万吨碳酸锂项目分两期，一期1万吨碳酸锂预计2026年6月前建成。"
    assert not {line for line in about(text, "status") if "Completed" in line}


def test_a_stock_code_after_a_name_is_passed_over() -> None:
    text = "青石锂业股份有限公司（300999）主要生产碳酸锂。"
    assert about(text, "produces") == {"青石锂业股份有限公司|碳酸锂"}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("云岭锂材拟投资3亿元新建磷酸铁锂项目，年产能2万吨。", "Prospective"),
        ("云岭锂材计划投资3亿元，占地200亩，建设两条线，年产能2万吨。", "Prospective"),
        ("云岭锂材拟投资3亿元扩建厂房，现有年产能2万吨。", "Asserted"),
        ("云岭锂材投资3亿元新建磷酸铁锂项目，年产能2万吨。", "Asserted"),
    ],
)
def test_a_plan_to_build_sets_the_time_of_what_follows(text: str, modality: str) -> None:
    sizes = [c for c in read(text).claims if c.predicate == "capacity"]
    assert [c.modality for c in sizes] == [modality]


def test_lines_that_are_counted_are_no_capacity() -> None:
    assert not [c for c in read("云岭锂材将建设50条以上全自动化锂电池生产线。").claims if c.predicate == "capacity"]
    assert about("云岭锂材将建设50条以上全自动化锂电池生产线。", "produces") == {"全自动化锂电池生产线|锂电池"}


@pytest.mark.parametrize("rank", ["中国民营企业500强", "世界五百强", "全国百强"])
def test_a_rank_before_a_name_is_none_of_it(rank: str) -> None:
    assert about(f"{rank}云星集团年产铜杆5万吨。", "produces") == {"云星集团|铜杆"}
    assert about("云强铜业集团年产铜杆5万吨。", "produces") == {"云强铜业集团|铜杆"}
