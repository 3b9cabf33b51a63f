"""Products and feeds that no list holds are known by what is said of them; what flows into what, by the verbs."""

from __future__ import annotations

import csv
import re

import pytest

from graph import vocab
from graph.extract.annotate import annotate
from graph.extract.discourse import resolve_references
from graph.model import Document
from tests.reading import about, named, said, words

WHO = "赤松机电有限公司"
PATH = vocab.default_directory() / "productcues.tsv"
ROWS = list(csv.DictReader(PATH.read_text(encoding="utf-8").splitlines(), dialect="excel-tab"))


def made(text: str, predicate: str = "produces") -> set[str]:
    """What the company is said to make, or to be in another relation to."""
    return {line.split("|")[2] for line in said(text) if line.startswith(f"{WHO}|{predicate}|")}


@pytest.mark.parametrize("row", [pytest.param(row, id=row["id"]) for row in ROWS])
def test_a_product_cue_finds_what_its_example_says(row: dict[str, str]) -> None:
    seen = resolve_references(annotate(Document("a.txt", row["example"]), words()), words())
    items = [part for view in seen for item in view.items for part in (item, *item.parts)]
    assert {item.name for item in items if item.kind == "Material"} >= set(row["expect"].split("|"))


@pytest.mark.parametrize("row", [pytest.param(row, id=row["id"]) for row in ROWS])
def test_a_product_cue_is_well_formed(row: dict[str, str]) -> None:
    assert row["pattern"].count("{X}") == 1
    assert row["end"] in {"noun", "head"}
    for side in row["pattern"].split("{X}"):
        re.compile(side)


def test_no_two_product_cues_share_an_id() -> None:
    assert len({row["id"] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("said_of", ["核心竞争力", "生产任务", "先进技术", "管理水平", "示范基地", "安全责任"])
def test_what_is_abstract_is_no_product(said_of: str) -> None:
    assert not made(f"{WHO}主要生产{said_of}。")
    assert not made(f"{WHO}加快形成{said_of}，生产{said_of}。")


def test_the_members_of_a_list_stand_together() -> None:
    assert made(f"{WHO}主要生产水泵、榨汁机和坐垫等。") == {"水泵", "榨汁机", "坐垫"}
    assert made(f"{WHO}研发、生产、销售触摸屏、橡胶垫、遮光罩等产品。") == {"触摸屏", "橡胶垫", "遮光罩"}


def test_a_bracket_does_not_end_a_list() -> None:
    assert made(f"{WHO}主要生产中药材（收购）、中成药、保健食品。") == {"中药材", "中成药", "保健食品"}


def test_models_of_every_kind_are_passed_over() -> None:
    assert "榨汁机" in made(f"{WHO}主要生产各种型号的榨汁机、搅拌机。")


def test_a_longer_noun_is_not_claimed_by_the_material_inside_it() -> None:
    assert made(f"{WHO}主要产品有玉米胚芽油、小麦胚芽油和豆饼。") == {"玉米胚芽油", "小麦胚芽油", "豆饼"}


def test_goods_counted_by_the_ten_thousand_are_capacities() -> None:
    text = f"{WHO}半钢胎和全钢胎年产能分别为600万条和80万条。"
    assert made(text, "capacity") == {"6000000 {piece}/a 半钢胎", "800000 {piece}/a 全钢胎"}
    assert not made(f"{WHO}新建2条生产线。", "capacity")


def test_what_a_bracket_explains_is_measured_by_the_amount_after_it() -> None:
    assert "3000 t/a 硝酸" in made(f"{WHO}每年消耗硝酸（折100%）3000吨。", "consumption")


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("{W}以铝锭为原料生产铝箔。", "铝箔|madeFrom|铝锭"),
        ("{W}利用酒糟生产有机肥。", "有机肥|recycledFrom|酒糟"),
        ("{W}将废旧轮胎裂解后变成裂解油。", "裂解油|recycledFrom|废旧轮胎"),
        ("铜箔上游为电解铜，下游为覆铜板。", "铜箔|madeFrom|电解铜"),
        ("铜箔上游为电解铜，下游为覆铜板。", "覆铜板|madeFrom|铜箔"),
        ("{W}的高炉煤气全部用来发电。", "{W}|consumes|高炉煤气"),
        ("{W}投产，所需铜杆外购。", "{W}|consumes|铜杆"),
        ("{W}投产，铜杆就近向当地企业采购。", "{W}|consumes|铜杆"),
        ("{W}的钢渣送往隔壁的赤松建材有限公司，用于生产透水砖。", "赤松建材有限公司|recycles|钢渣"),
        ("{W}的钢渣送往隔壁的赤松建材有限公司，用于生产透水砖。", "透水砖|recycledFrom|钢渣"),
    ],
)
def test_feed_and_product_are_told_apart(text: str, claim: str) -> None:
    assert claim.replace("{W}", WHO) in said(text.replace("{W}", WHO))


def test_industries_of_a_list_are_no_products() -> None:
    assert not named("全县形成食品、机器人、医疗器械三大主导产业。", "Material")
    assert named("全县形成食品、机器人、医疗器械三大主导产业。", "Chain") >= {"食品", "机器人", "医疗器械"}


def test_equipment_told_by_its_size_is_no_product_of_its_project() -> None:
    assert about("云岭钢铁有限公司1000立方米高炉项目开工。", "produces") == set()
    assert {line.split("|")[1] for line in about("云岭机械有限公司年产500台锅炉项目开工。", "produces")} == {"锅炉"}


def test_a_part_of_a_product_is_not_the_product() -> None:
    text = "云岭公司主要产品涉及车身件、发动机件、底盘件等零部件产品。"
    assert {one.partition("|")[2] for one in about(text, "produces")} >= {"发动机件", "底盘件"}
    assert not {one for one in about(text, "produces") if one.endswith(("|发动机", "|底盘"))}


def test_a_range_of_sizes_is_part_of_a_product() -> None:
    assert about("云岭公司6-8英寸硅抛光片扩产项目开工。", "produces") == {"6~8英寸硅抛光片扩产项目|6~8英寸硅抛光片"}


@pytest.mark.parametrize(
    "text",
    [
        "公司目前有新疆石河子、新疆鄯善、浙江嘉兴、四川泸州四大基地。公司工业硅产能为73万吨/年。",
        "年产石墨电极30000吨、石墨坩埚10万个、高纯石墨5000吨，年可实现销售收入14亿元。",
    ],
)
def test_places_and_grades_in_a_list_make_no_company(text: str) -> None:
    assert named(text, "Company") == set()


def test_a_feed_and_what_it_is_smelted_into_are_two() -> None:
    said = "云岭镍业有限公司利用红土镍矿冶炼精制镍铁。"
    assert about(said, "consumes") == {"云岭镍业有限公司|红土镍矿"}
    assert about(said, "produces") == {"云岭镍业有限公司|精制镍铁"}
    assert about(said, "madeFrom") == {"精制镍铁|红土镍矿"}
    assert about("云岭镍业有限公司处理铜冶炼废渣。", "recycles") == {"云岭镍业有限公司|铜冶炼废渣"}


def test_a_group_goes_by_its_brand_alone() -> None:
    text = "岚拓集团成立于2008年。岚拓选择在福安落户，年产不锈钢300万吨。"
    assert about(text, "produces") == {"岚拓集团|不锈钢"}


def test_what_goods_are_for_stands_in_their_name_and_what_they_are_made_with_does_not() -> None:
    firm = "云岭材料有限公司"
    assert about(f"{firm}主要生产风电机组用永磁发电机、电机用硅钢片。", "produces") == {
        f"{firm}|风电机组用永磁发电机",
        f"{firm}|电机用硅钢片",
    }
    assert about(f"{firm}年产5万吨动力电池用硫酸镍。", "produces") == {f"{firm}|动力电池用硫酸镍"}
    assert about("磷酸铁锂用碳酸锂制备。", "madeFrom") == {"磷酸铁锂|碳酸锂"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("大中型水电项目开工。", "大中型水电项目|produces|水电"),
        ("岚头堡核电项目开工。", "岚头堡核电项目|produces|核电"),
        ("海上风电项目开工。", "海上风电项目|produces|海上风电"),
        ("岚砾能源宣布钠离子电池大规模量产。", "岚砾能源|produces|钠离子电池"),
    ],
)
def test_where_and_how_much_is_no_part_of_what_is_made(text: str, line: str) -> None:
    assert line in said(text)


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("宜宾市聚焦做大做强汽车产业。", "汽车"),
        ("去年机器人全行业营业收入超过1700亿元。", "机器人"),
        ("去年市中区高端纺织产业总产值22亿元。", "纺织"),
    ],
)
def test_a_chain_is_called_by_its_goods(text: str, chain: str) -> None:
    assert named(text, "Chain") == {chain}


@pytest.mark.parametrize("name", ["部分楼盘项目", "经贸合作项目", "高质量项目", "重特大项目", "企业委托项目"])
def test_all_of_a_sort_is_no_project(name: str) -> None:
    assert not named(f"岚砾集团推动{name}开工。", "Project")


def test_quoted_names_side_by_side_are_a_list() -> None:
    lines = said("岚砾茶业有限公司旗下主打产品“红宝石红茶”“绿宝石绿茶”畅销。")
    assert {"岚砾茶业有限公司|produces|红宝石红茶", "岚砾茶业有限公司|produces|绿宝石绿茶"} <= lines
