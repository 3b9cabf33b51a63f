"""How much of what: amounts that go on through a list, what ground holds, what is treated rather than made."""

from __future__ import annotations

import pytest

from tests.reading import about, named, said

WHO = "赤松化工有限公司"


def told(text: str, predicate: str) -> set[str]:
    """What the company is said to have or do, without the numbers' rest."""
    return {line.partition("|")[2] for line in about(text.replace("{W}", WHO), predicate) if line.startswith(WHO)}


@pytest.mark.parametrize("text", ["{W}具备年处理2万吨废轮胎的能力。", "{W}形成处理每年2万吨废轮胎的生产能力。"])
def test_what_is_treated_is_not_made(text: str) -> None:
    assert told(text, "recycles") == {"废轮胎"}
    assert told(text, "produces") == set()


def test_a_reserve_goes_on_through_a_list() -> None:
    held = about("石泉铜矿保有矿石量900万吨，金金属量16吨，锌金属量3万吨，银147吨。", "reserve")
    assert {line.partition("|")[2] for line in held} == {"9000000 t 矿石", "16 t 金", "30000 t 锌", "147 t 银"}
    held = about("石泉铜矿矿石储量达2亿吨，其中含铜165万吨、硫3000万吨。", "reserve")
    assert {line.partition("|")[2] for line in held} == {"200000000 t 矿石", "1650000 t 铜", "30000000 t 硫"}


def test_goods_that_one_amount_counts_together_are_all_made() -> None:
    text = "{W}可年产水饺2万吨，汤圆、粽子、面点等3万吨，馒头1万吨。"
    assert told(text, "produces") == {"水饺", "汤圆", "粽子", "面点", "馒头"}
    assert told(text, "capacity") == {"20000 t/a 水饺", "10000 t/a 馒头"}


def test_how_often_may_stand_between_goods_and_their_amount() -> None:
    text = "{W}处理规模为每天360吨，其中餐厨垃圾每天200吨，污泥每天160吨。"
    assert told(text, "capacity") >= {"200 t/d in 餐厨垃圾", "160 t/d in 污泥"}


def test_what_is_saved_is_not_taken_in() -> None:
    assert told("{W}消耗原煤126万吨，节约标准煤48万吨。", "consumes") == {"原煤"}


@pytest.mark.parametrize("sum_of_money", ["人民币15亿元", "约人民币15亿元", "人民币约15亿元", "15亿元人民币"])
def test_the_currency_may_be_named(sum_of_money: str) -> None:
    assert told(f"{{W}}年产值达{sum_of_money}。", "outputValue") == {"1500000000 [CNY]"}


def test_compounds_are_known_by_how_they_end_and_where_their_groups_stand() -> None:
    text = f"{WHO}建成氯代苯酚系列（5000吨对氯苯酚、1000吨2,4-二氯苯酚）生产线。产品有工业苊、频呐酮等。"
    assert named(text, "Material") >= {"对氯苯酚", "2,4-二氯苯酚", "工业苊", "频呐酮"}


def test_goods_alone_name_a_project_of_which_more_is_said() -> None:
    text = f"{WHO}总投资16亿元，其中新能源汽车项目投资13亿元，动力电池项目投资3亿元。"
    assert about(text, "investment") >= {
        "新能源汽车项目|1300000000 [CNY]",
        "动力电池项目|300000000 [CNY]",
    }


def test_a_works_is_no_product_of_its_project() -> None:
    found = said(f"{WHO}18万吨饲料厂、100万头屠宰厂项目开工。")
    assert not [line for line in found if "|produces|" in line and line.endswith("厂")]


@pytest.mark.parametrize(
    ("text", "products"),
    [
        ("{W}是一家制造商，旗下产品包括氢氧化钾、碳酸钾。", {"氢氧化钾", "碳酸钾"}),
        ("{W}以碳酸锂的研发、生产和销售为主。", {"碳酸锂"}),
        ("{W}年产1万多吨“青石”牌面粉，生产的“青石”牌挂面畅销全国。", {"面粉", "挂面"}),
        ("{W}现有12万吨/年苯胺生产能力和15万吨/年硝基苯生产能力。", {"苯胺", "硝基苯"}),
        ("{W}钢材产能700万吨，包括带钢140万吨、线材60万吨。", {"钢材", "带钢", "线材"}),
        ("{W}计划布局液态奶、奶酪等乳品深加工生产线3条。", {"液态奶", "奶酪"}),
    ],
)
def test_what_one_makes_is_told_in_many_ways(text: str, products: set[str]) -> None:
    assert told(text, "produces") >= products


def test_a_figure_of_each_year_has_its_year() -> None:
    text = "{W}2021年产值6亿元，2022年7亿元，2024年跃升至9亿元。"
    assert told(text, "outputValue") == {
        "600000000 [CNY] @2021",
        "700000000 [CNY] @2022",
        "900000000 [CNY] @2024",
    }


def test_an_owner_may_stand_before_what_its_project_is_to_cost() -> None:
    assert about(f"{WHO}项目计划总投资800万元。", "investment") == {f"{WHO}项目|8000000 [CNY]"}


def test_goods_are_counted_by_their_size() -> None:
    text = "{W}形成1000台1.5兆瓦风电机组、300台3兆瓦风电机组的总装能力。"
    assert told(text, "capacity") == {"1000 {piece} 风电机组", "300 {piece} 风电机组"}
    assert about("石泉电厂一期工程建设2台660兆瓦发电机组。", "produces") == set()


def test_what_is_made_of_a_feed_may_stand_after_how() -> None:
    text = "{W}以烯烃、甲醛为初始原料进行精深加工，生产出聚甲醛。"
    assert told(text, "consumes") == {"烯烃", "甲醛"}
    assert about(text.replace("{W}", WHO), "madeFrom") == {"聚甲醛|烯烃", "聚甲醛|甲醛"}


def test_goods_that_a_sum_counts_are_all_made() -> None:
    text = "{W}年产精铅、合金铅共7万吨，其中精铅6万吨，副产品硫酸2万吨。"
    assert told(text, "produces") >= {"精铅", "合金铅"}
    assert told(text, "capacity") == {"60000 t/a 精铅", "20000 t/a 硫酸"}


def test_each_of_a_list_has_its_own_share() -> None:
    text = "{W}可年产铜箔4万吨，其中电子铜箔、锂电铜箔各2万吨。"
    assert told(text, "capacity") == {"40000 t/a 铜箔", "20000 t/a 电子铜箔", "20000 t/a 锂电铜箔"}


def test_what_is_used_to_make_goods_is_not_the_goods() -> None:
    assert told("{W}采用先进的铜箔生产设备和工艺。", "consumes") == set()


@pytest.mark.parametrize(
    "text",
    [
        "{W}设计能力硝酸5万吨/年、尿素8万吨/年。",
        "{W}新增生产规模为：硝酸5万吨/年、尿素8万吨/年。",
        "{W}建成年产硝酸5万吨、尿素8万吨及其他产品的生产线。",
    ],
)
def test_a_capacity_is_told_in_many_ways(text: str) -> None:
    assert told(text, "capacity") == {"50000 t/a 硝酸", "80000 t/a 尿素"}


def test_what_several_works_cost_is_not_what_the_last_one_costs() -> None:
    text = f"{WHO}推进玉米现代物流园、乳酸生产加工、10万吨玉米油项目，预计总投资17亿元。"
    assert about(text, "investment") == set()
    listed = f"{WHO}建设玉米淀粉、葡萄糖酸钠等项目，年淀粉生产能力180万吨。"
    assert not [line for line in about(listed, "produces") if line.startswith("葡萄糖酸钠项目|淀粉")]


def test_a_mine_that_grows_gives_its_ore() -> None:
    assert about(f"{WHO}青石山铜矿二期扩建工程开工。", "produces") == {"青石山铜矿二期扩建工程|铜矿"}


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("己内酰胺是苯的重要下游产品。", {"己内酰胺|苯"}),
        ("石墨烯主要用天然石墨制造。", {"石墨烯|天然石墨"}),
        ("每生产1吨电解铝需消耗氧化铝2吨、阳极炭块0.4吨。", {"电解铝|氧化铝", "电解铝|阳极炭块"}),
        ("{W}用碳酸锂和磷酸铁合成磷酸铁锂。", {"磷酸铁锂|碳酸锂", "磷酸铁锂|磷酸铁"}),
        ("{W}用高粱、小麦酿造白酒。", {"白酒|高粱", "白酒|小麦"}),
    ],
)
def test_a_verb_parts_what_goes_in_from_what_comes_out(text: str, claims: set[str]) -> None:
    assert about(text.replace("{W}", WHO), "madeFrom") == claims


def test_what_is_needed_to_make_goods_is_what_is_supplied() -> None:
    text = f"{WHO}生产己二酸所需的环己醇由青石化工有限公司供应。"
    assert about(text, "produces") == {"青石化工有限公司|环己醇"}


def test_goods_that_are_weighed_and_worked_go_in() -> None:
    assert about(f"{WHO}年加工35万吨玉米项目开工。", "consumes") == {"年加工35万吨玉米项目|玉米"}
    assert about(f"{WHO}年加工3万吨铝型材项目开工。", "produces") == {"年加工3万吨铝型材项目|铝型材"}


def test_power_goes_by_no_place() -> None:
    assert about(f"{WHO}青石堡核电项目开工。", "produces") == {"青石堡核电项目|核电"}


def test_a_growth_ends_with_what_there_is() -> None:
    assert told("{W}尿素装置扩能后，由年产尿素30万吨扩能至52万吨。", "capacity") == {"520000 t/a 尿素"}


def test_what_is_used_up_or_sold_has_its_goods() -> None:
    assert told("{W}年可消化红高粱10万吨。", "consumes") == {"红高粱"}
