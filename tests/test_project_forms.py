"""Projects and products by the forms of their names, and what 项目 stands for where several were named."""

from __future__ import annotations

import pytest

from graph.model import Mention
from tests.reading import about, named, read

WHO, SUB = "云岭钛业股份有限公司", "青石钛业有限公司"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("岚朗铜矿项目总投资65亿元。", "岚朗铜矿项目"),
        ("岚朗铜矿一期采选工程开工建设。", "岚朗铜矿一期采选工程"),
        ("云岭磷酸铁锂产业园一体化建设项目总投资30亿元。", "云岭磷酸铁锂产业园一体化建设项目"),
        (f"{SUB}改扩建工程投产。", f"{SUB}改扩建工程"),
        ("位于开发区的岚谷东久·生命信使产业基地项目开工。", "岚谷东久·生命信使产业基地项目"),
        (f"{SUB}二期项目投产。", f"{SUB}二期项目"),
        (f"{SUB}棉纺项目投产。", f"{SUB}棉纺项目"),
        (f"{SUB}“晶圆制造、封装测试”项目投产。", "晶圆制造、封装测试项目"),
        ("年产3万吨碳酸锂项目主体工程开工建设。", "年产3万吨碳酸锂项目"),
    ],
)
def test_a_project_goes_by_its_mine_its_site_or_its_owner(text: str, name: str) -> None:
    assert named(text, "Project") == {name}


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("年产3万吨锂离子电池正极材料产业园项目", "锂离子电池正极材料"),
        ("3GW太阳能电池量产基地", "太阳能电池"),
        ("新型重点海绵钛项目", "海绵钛"),
    ],
)
def test_what_a_project_makes_is_no_word_of_building_or_praise(name: str, made: str) -> None:
    assert about(f"{SUB}{name}投产。", "produces") >= {f"{name}|{made}"}


def test_the_project_is_not_the_line_it_builds() -> None:
    text = "年产5万吨磷酸铁锂项目开工。项目主要建设磷酸铁锂生产线。项目总投资12亿元，占地300亩。"
    assert about(text, "investment") == {"年产5万吨磷酸铁锂项目|1200000000 [CNY]"}
    assert about(text, "area") == {"年产5万吨磷酸铁锂项目|300 {mu}"}


def test_where_only_a_line_was_named_it_is_the_project() -> None:
    text = "年产5万吨磷酸铁锂生产线开工。项目总投资12亿元。"
    assert about(text, "investment") == {"年产5万吨磷酸铁锂生产线|1200000000 [CNY]"}


@pytest.mark.parametrize("aside", ["在青石高碳铬铁项目南侧建设原料场", "在青石高碳铬铁项目附近开工"])
def test_a_project_that_only_tells_where_is_not_the_one_spoken_of(aside: str) -> None:
    text = f"年产3万吨碳酸锂项目{aside}。项目总投资12亿元。"
    assert about(text, "investment") == {"年产3万吨碳酸锂项目|1200000000 [CNY]"}


def test_a_former_name_is_not_the_company_spoken_of() -> None:
    text = f"{SUB}是骨干企业。公司前身“青石钛厂”，1994年改制成立“青石钛股份有限公司”。公司主导产品为海绵钛。"
    assert about(text, "produces") == {f"{SUB}|海绵钛"}


def test_each_phase_has_the_amount_after_it() -> None:
    text = "年产50万吨磷酸铁锂项目分三期建设，一期10万吨、二期15万吨、三期25万吨。"
    assert {"年产50万吨磷酸铁锂项目|100000 t", "年产50万吨磷酸铁锂项目|150000 t"} < about(text, "capacity")


def test_what_a_subsidiary_is_told_to_build_is_the_subsidiarys() -> None:
    text = f"{WHO}发布公告称，公司全资子公司{SUB}收到年产5万吨磷酸铁锂项目备案通知。其中，年产2万吨硫酸镍项目已开工。"
    assert about(text, "undertakes") == {f"{SUB}|年产5万吨磷酸铁锂项目", f"{SUB}|年产2万吨硫酸镍项目"}


def test_what_a_place_has_built_is_not_the_speakers() -> None:
    text = f"{WHO}董事长介绍，目前，格尔木已建成大型铂族金属生产线。"
    assert about(text, "undertakes") == set()


@pytest.mark.parametrize("name", ["岚一（格尔木）风电设备有限公司", "云岭新材料（格尔木）有限公司"])
def test_a_place_in_brackets_is_part_of_the_name(name: str) -> None:
    assert named(f"{name}主要生产风电叶片。", "Company") == {name}


@pytest.mark.parametrize("form", ["青石钛业", "“青石钛”"])
def test_a_short_name_may_stand_in_brackets(form: str) -> None:
    text = f"{SUB}（{form}）投产。{form.strip('“”')}主要生产海绵钛。"
    assert about(text, "produces") == {f"{SUB}|海绵钛"}


def test_the_name_of_a_park_is_no_company() -> None:
    text = "格尔木大岚年产3万吨碳酸锂项目在格尔木大岚开发区开工。"
    assert named(text, "Company") == set()


@pytest.mark.parametrize("verb", ["主要生产", "专业生产", "主要产品有"])
def test_what_somebody_mainly_makes_needs_no_list(verb: str) -> None:
    text = f"{SUB}{verb}汽车内饰件、口服液和馒头等。"
    assert about(text, "produces") == {f"{SUB}|{made}" for made in ("汽车内饰件", "口服液", "馒头")}


@pytest.mark.parametrize("text", ["主要生产设备有窑炉。", "主要生产工艺为电解。", "主要生产经营单位共有30家。"])
def test_what_belongs_to_making_is_not_made(text: str) -> None:
    assert about(SUB + text, "produces") == set()


def test_how_many_projects_there_are_is_no_name_of_one() -> None:
    assert named("德令哈工业园已落地永磁电机项目14个。", "Project") == set()


def test_the_sort_of_a_project_is_not_another_project() -> None:
    text = "年产3万吨再生铝项目总投资4亿元，属“绿色铝业”项目。项目占地102亩。"
    assert about(text, "area") == {"年产3万吨再生铝项目|102 {mu}"}


def test_the_project_of_a_company_goes_by_the_company() -> None:
    text = f"{SUB}项目总投资1.2亿元，占地37亩。"
    assert about(text, "investment") == {f"{SUB}项目|120000000 [CNY]"}
    assert about(text, "area") == {f"{SUB}项目|37 {{mu}}"}


@pytest.mark.parametrize("noun", ["项目负责人介绍", "项目建设现场一派繁忙", "项目部成立"])
def test_what_a_project_only_qualifies_is_no_project(noun: str) -> None:
    assert named(f"{SUB}{noun}。", "Project") == set()


def test_a_name_that_joins_two_phrases_is_whole() -> None:
    name = "中药配方颗粒及中药健康产业化建设项目"
    text = f"{SUB}{name}开工，占地120亩。"
    assert about(text, "undertakes") == {f"{SUB}|{name}"}
    assert about(text, "area") == {f"{name}|120 {{mu}}"}


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("60万吨甲醇制烯烃项目", "烯烃"),
        ("30万吨/年双氧水法环氧丙烷装置", "环氧丙烷"),
        ("2×30万吨/年甲醇项目", "甲醇"),
    ],
)
def test_the_process_before_a_product_is_no_part_of_it(name: str, made: str) -> None:
    assert about(f"{SUB}{name}投产。", "produces") >= {f"{name}|{made}"}


def test_what_is_treated_first_is_what_goes_in() -> None:
    assert about(f"{SUB}2万吨稀土精矿前处理项目投产。", "consumes") == {"2万吨稀土精矿前处理项目|稀土精矿"}


def test_two_works_joined_after_an_owner_are_one_project() -> None:
    text = f"{SUB}的生猪屠宰加工及副产物资源化利用项目总投资1.5亿元。"
    assert named(text, "Project") == {"生猪屠宰加工及副产物资源化利用项目"}


def test_a_station_built_beside_is_another_project() -> None:
    text = f"{SUB}拟建设2×90万吨电石及配套建设5×660MW超超临界机组项目。"
    assert "5×660MW超超临界机组项目" in named(text, "Project")
    assert not about(text, "produces") & {"5×660MW超超临界机组项目|超超临界机组"}


def test_how_big_each_is_does_not_say_how_much_is_made() -> None:
    said = about(f"{SUB}年产1.5兆瓦风力发电机组600台。", "capacity")
    assert {line.partition("|")[2] for line in said} == {"600 {piece}/a 风力发电机组"}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("年产24万吨面粉9万吨花生油项目", {"produces 面粉", "produces 花生油"}),
        ("年处理5万吨废铅年产3万吨再生铅项目", {"recycles 废铅", "produces 再生铅"}),
        ("10万吨PVC配套8万吨烧碱项目", {"produces PVC", "produces 烧碱"}),
        ("2万吨废旧锂电池回收制备碳酸锂项目", {"recycles 废旧锂电池", "produces 碳酸锂"}),
        ("60万吨甲醇制烯烃项目", {"consumes 甲醇", "produces 烯烃"}),
    ],
)
def test_a_name_tells_each_of_what_goes_in_and_comes_out(name: str, said: set[str]) -> None:
    claims = read(f"云岭锂材有限公司{name}开工。").claims
    assert {f"{c.predicate} {c.object.label}" for c in claims if isinstance(c.object, Mention)} >= said
    assert not {c.object.label for c in claims if isinstance(c.object, Mention)} & {"面粉花生油", "废铅再生铅"}


def test_a_yearly_amount_is_no_brand() -> None:
    assert not {c.subject.label for c in read("云岭公司年产铜箔5万吨项目投产。").claims} & {"年产铜箔"}


@pytest.mark.parametrize(
    "text",
    [
        "全国电网工程完成投资2473亿元。",
        "推进运输急需项目建设。",
        "一批次产品不符合规定项目为性状。",
        "云岭能源和项目总包商签约。",
    ],
)
def test_a_sort_of_works_is_no_project(text: str) -> None:
    assert named(text, "Project") - {"项目"} == set()
