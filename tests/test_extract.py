"""The forms of the language that carry what news says, each as a reader would understand it.

Enterprises and sentences are invented. Known faults are marked with what goes wrong.
"""

from __future__ import annotations

import pytest

from graph.extract import extract
from graph.model import Document, Quantity
from tests.reading import GATE, about, claim, named, read, said, words

WHO = "赤松锂材有限公司"
OTHER = "青石镍业有限公司"
PLAN = "年产3万吨碳酸锂项目"
NICKEL = "年产2万吨硫酸镍项目"


# Compound names of projects


@pytest.mark.parametrize(
    "name", [PLAN, "3万吨/年碳酸锂项目", "3万吨碳酸锂项目", "年产3万吨电池级碳酸锂扩建项目", "碳酸锂生产线"]
)
def test_a_project_is_named_by_what_it_makes(name: str) -> None:
    text = f"{WHO}{name}正式开工。"
    assert about(text, "undertakes") == {f"{WHO}|{name}"}
    assert about(text, "status") == {f"{name}|UnderConstruction"}
    ((subject, made),) = (line.split("|") for line in about(text, "produces"))
    assert (subject, made.removeprefix("电池级")) == (name, "碳酸锂")


@pytest.mark.parametrize("name", [PLAN, "3万吨/年碳酸锂项目"])
def test_the_amount_in_a_project_name_is_its_capacity_in_a_year(name: str) -> None:
    assert about(f"{WHO}{name}开工。", "capacity") == {f"{name}|30000 t/a 碳酸锂"}


def test_a_name_in_quotation_marks_is_one_name() -> None:
    name = "年产5万吨磷酸锰铁锂正极材料一体化项目"
    assert named(f"{WHO}“{name}”开工。", "Project") == {name}


@pytest.mark.parametrize("name", ["年产2万台电机制造项目", "年产4万吨铅锭搬迁项目", "5万吨危险废物处置项目"])
def test_a_word_of_work_stands_inside_the_name(name: str) -> None:
    assert named(f"{WHO}{name}开工。", "Project") == {name}


def test_a_phase_stands_inside_the_name() -> None:
    assert about(f"{WHO}年产3万吨碳酸锂一期项目投产。", "status") == {"年产3万吨碳酸锂一期项目|InProduction"}


def test_a_plant_with_its_own_amounts_lists_each_with_its_own() -> None:
    name = "年产3万吨碳酸锂、2万吨氢氧化锂及1万吨氟化锂项目"
    found = about(f"{WHO}{name}开工。", "capacity")
    assert found == {f"{name}|30000 t/a 碳酸锂", f"{name}|20000 t/a 氢氧化锂", f"{name}|10000 t/a 氟化锂"}


def test_one_amount_for_two_products_is_not_the_amount_of_the_first() -> None:
    assert not [
        line for line in said(f"{WHO}年产3万吨碳酸锂和氢氧化锂项目开工。") if "|capacity|30000 t/a 碳酸锂" in line
    ]


# Coordination


@pytest.mark.parametrize("joint", ["、", "和", "及", "以及", "与"])
def test_things_joined_are_each_made(joint: str) -> None:
    assert about(f"{WHO}主要生产碳酸锂{joint}氟化锂。", "produces") == {f"{WHO}|碳酸锂", f"{WHO}|氟化锂"}


def test_a_long_list_is_taken_to_its_end_and_no_further() -> None:
    text = f"{WHO}主要生产超薄铜带、铜杆及铜线，年耗电量很大。"
    assert about(text, "produces") == {f"{WHO}|超薄铜带", f"{WHO}|铜杆", f"{WHO}|铜线"}


def test_and_joins_inside_the_second_name_where_commas_part_the_list() -> None:
    text = f"{WHO}主要生产铜、铝和镁合金板材。"
    assert about(text, "produces") == {f"{WHO}|铜", f"{WHO}|铝", f"{WHO}|镁合金板材"}


def test_each_of_several_companies_lies_where_they_all_do() -> None:
    text = f"{WHO}、{OTHER}、云峰铜业有限公司均位于格尔木市。"
    assert about(text, "locatedIn") == {f"{who}|格尔木市" for who in (WHO, OTHER, "云峰铜业有限公司")}


def test_two_projects_have_one_owner() -> None:
    text = f"{WHO}建设{PLAN}和{NICKEL}。"
    assert about(text, "undertakes") == {f"{WHO}|{PLAN}", f"{WHO}|{NICKEL}"}


def test_respectively_gives_each_its_own() -> None:
    text = f"{OTHER}和{WHO}分别生产硫酸镍和碳酸锂。"
    assert about(text, "produces") == {f"{OTHER}|硫酸镍", f"{WHO}|碳酸锂"}


def test_projects_that_share_a_head_are_each_found() -> None:
    assert len(named(f"{WHO}的碳酸锂、氢氧化锂等项目已开工。", "Project")) == 2


def test_a_grade_before_a_list_is_no_hindrance() -> None:
    assert {f"{WHO}|铟", f"{WHO}|锗"} <= about(f"{WHO}主要生产高纯镓、铟、锗。", "produces")


# Apposition and captions


def test_a_company_is_what_it_is_called_before_its_name() -> None:
    text = f"国内最大的碳酸锂生产企业{WHO}昨日宣布扩产。"
    assert about(text, "produces") == {f"{WHO}|碳酸锂"}


def test_a_company_is_what_it_is_called_between_commas() -> None:
    assert about(f"{WHO}，国内最大的碳酸锂生产企业，位于格尔木市。", "produces") == {f"{WHO}|碳酸锂"}


def test_a_caption_says_what_the_picture_shows() -> None:
    text = f"图为{WHO}{PLAN}施工现场。李某摄"
    assert about(text, "undertakes") == {f"{WHO}|{PLAN}"}
    assert about(text, "status") == {f"{PLAN}|UnderConstruction"}


def test_who_took_the_picture_is_no_enterprise() -> None:
    assert named(f"图为{WHO}生产线。通讯员李某某 摄", "Company") == {WHO}


# Short names


@pytest.mark.parametrize("form", ["以下简称“赤松锂材”", "下称“赤松锂材”", "简称“赤松锂材”", "以下简称赤松锂材"])
def test_a_short_name_the_text_declares_is_the_full_name(form: str) -> None:
    full = "赤松锂材股份有限公司"
    text = f"{full}（{form}）位于格尔木市。赤松锂材主要生产碳酸锂。"
    assert about(text, "produces") == {f"{full}|碳酸锂"}


def test_a_declared_short_name_may_be_any_word() -> None:
    text = f"{WHO}（下称“赤松”）主要生产碳酸锂。赤松位于格尔木市。"
    assert about(text, "locatedIn") == {f"{WHO}|格尔木市"}


def test_a_company_declared_as_the_company_is_meant_by_it() -> None:
    text = f"{WHO}（以下简称“公司”）位于格尔木市。公司主要生产碳酸锂。"
    assert about(text, "produces") == {f"{WHO}|碳酸锂"}


def test_a_short_name_needs_no_declaration_where_the_text_gives_the_full_one() -> None:
    text = f"{WHO}位于格尔木市。赤松锂材主要生产碳酸锂。"
    assert about(text, "produces") == {f"{WHO}|碳酸锂"}


def test_the_place_before_a_full_name_may_be_left_out() -> None:
    text = "四川赤松锂材有限公司位于格尔木市。赤松锂材主要生产碳酸锂。"
    assert about(text, "produces") == {"四川赤松锂材有限公司|碳酸锂"}


@pytest.mark.parametrize(
    "text",
    [
        "云峰磁材（300999）签下订单，主要生产烧结钕铁硼。",
        "云峰磁材公告，拟建设年产3万吨烧结钕铁硼项目。",
        "公司控股子公司云峰磁材拟在格尔木市扩产。",
        "云峰磁材主要生产烧结钕铁硼。",
    ],
)
def test_a_short_name_that_no_list_holds_is_found_by_its_context(text: str) -> None:
    assert "云峰磁材" in named(text, "Company")


def test_a_group_needs_no_legal_form() -> None:
    assert about("云峰集团主要生产电解镍。", "produces") == {"云峰集团|电解镍"}


@pytest.mark.parametrize("name", ["云峰电子有限公司", "云峰微电子有限公司", "云峰控股有限公司"])
def test_a_full_legal_name_is_always_found(name: str) -> None:
    assert named(f"{name}主要生产碳酸锂。", "Company") == {name}


@pytest.mark.parametrize("before", ["竞争对手", "合作伙伴", "客户"])
def test_a_plain_noun_before_a_name_is_not_part_of_it(before: str) -> None:
    assert OTHER in named(f"{WHO}的{before}{OTHER}主要生产硫酸镍。", "Company")


@pytest.mark.parametrize(
    "text", ["上述公司主要生产碳酸锂。", "多家企业主要生产碳酸锂。", "某集团主要生产碳酸锂。", "这家公司生产碳酸锂。"]
)
def test_a_common_noun_is_no_enterprise(text: str) -> None:
    assert named(text, "Company") == set()
    assert said(text) == frozenset()


# Reference


@pytest.mark.parametrize("word", ["公司", "该公司", "企业", "该企业"])
def test_the_company_is_the_one_just_spoken_of(word: str) -> None:
    text = f"{WHO}位于格尔木市。{word}主要生产碳酸锂。"
    assert about(text, "produces") == {f"{WHO}|碳酸锂"}


def test_the_company_is_the_last_one_that_was_the_topic() -> None:
    text = f"{WHO}主要生产碳酸锂。{OTHER}主要生产硫酸镍。该公司位于格尔木市。"
    assert about(text, "locatedIn") == {f"{OTHER}|格尔木市"}


@pytest.mark.parametrize("word", ["项目", "该项目"])
def test_the_project_is_the_one_just_spoken_of(word: str) -> None:
    text = f"{WHO}{PLAN}位于格尔木市。{word}总投资12亿元，占地300亩。"
    assert about(text, "investment") == {f"{PLAN}|1200000000 [CNY]"}
    assert about(text, "area") == {f"{PLAN}|300 {{mu}}"}


def test_the_project_is_the_last_of_two() -> None:
    text = f"{WHO}{PLAN}开工。{OTHER}{NICKEL}投产。该项目总投资12亿元。"
    assert about(text, "investment") == {f"{NICKEL}|1200000000 [CNY]"}


def test_a_phase_is_a_phase_of_the_project() -> None:
    found = read(f"{WHO}{PLAN}总投资12亿元，其中一期投资5亿元，二期投资7亿元。").claims
    sums = {(c.subject.label, c.phase, c.object.as_written) for c in found if isinstance(c.object, Quantity)}
    assert {(PLAN, "", "12亿元"), (PLAN, "一期", "5亿元"), (PLAN, "二期", "7亿元")} <= sums


def test_two_phases_may_stand_differently() -> None:
    found = read(f"{WHO}{PLAN}分两期建设，一期已投产，二期正在建设。").claims
    assert {(c.phase, c.object) for c in found if c.predicate == "status"} == {
        ("一期", "InProduction"),
        ("二期", "UnderConstruction"),
    }


def test_the_park_is_the_one_just_spoken_of() -> None:
    text = f"德令哈工业园位于海西蒙古族藏族自治州。园区去年实现税收3亿元，{WHO}落户园区。"
    assert about(text, "tax") == {"德令哈工业园|300000000 [CNY]"}
    assert f"{WHO}|德令哈工业园" in about(text, "locatedIn")


def test_all_the_city_is_the_city_just_spoken_of() -> None:
    assert about("格尔木市经济平稳。全市地区生产总值达500亿元。", "gdp") == {"格尔木市|50000000000 [CNY]"}


def test_all_the_city_is_not_the_chain_it_has() -> None:
    text = "2024年格尔木市地区生产总值达500亿元。全市镍产业产值突破90亿元。"
    assert about(text, "outputValue") == {"镍|>=9000000000 [CNY]"}


@pytest.mark.parametrize("say", ["“{}。”{}总经理李某说。", "“{}。”{}负责人介绍。", "“{}，”{}董事长李某表示。"])
def test_we_is_the_company_of_who_speaks(say: str) -> None:
    assert about(say.format("我们主要生产碳酸锂", WHO), "produces") == {f"{WHO}|碳酸锂"}


def test_we_is_the_company_that_was_visited() -> None:
    text = f"记者来到{WHO}。“我们年处理废锂电池2万吨。”公司负责人说。"
    assert about(text, "recycles") == {f"{WHO}|废锂电池"}


@pytest.mark.parametrize(
    "text",
    [
        "“我们年处理废锂电池2万吨。”李某告诉记者。",
        "公司主要生产碳酸锂。",
        "该项目总投资12亿元。",
        "园区实现税收3亿元。",
    ],
)
def test_words_that_refer_to_nothing_claim_nothing(text: str) -> None:
    assert said(text) == frozenset()


def test_a_line_belongs_to_the_company_named_with_it() -> None:
    text = f"{WHO}{PLAN}开工。{OTHER}生产线投产。"
    assert about(text, "undertakes") == {f"{WHO}|{PLAN}"}


# What goes in and what comes out


def test_what_is_made_and_what_is_treated_are_told_apart() -> None:
    text = "赤松环保有限公司每年可处理废旧锂电池5万吨，年产碳酸锂3000吨。"
    assert about(text, "capacity") == {
        "赤松环保有限公司|50000 t/a in 废旧锂电池",
        "赤松环保有限公司|3000 t/a 碳酸锂",
    }
    assert about(text, "recycles") == {"赤松环保有限公司|废旧锂电池"}
    assert about(text, "produces") == {"赤松环保有限公司|碳酸锂"}


@pytest.mark.parametrize(
    "name", ["年处理5万吨废旧锂电池项目", "年产5万吨废旧锂电池处理项目", "5万吨废旧轮胎综合利用项目"]
)
def test_a_treatment_project_takes_in_its_amount(name: str) -> None:
    text = f"赤松环保有限公司{name}开工。"
    assert about(text, "produces") == set()
    (line,) = about(text, "capacity")
    assert " in 废旧" in line
    assert len(about(text, "recycles")) == 1


def test_raw_material_is_consumed_and_scrap_is_recycled() -> None:
    assert about(f"{WHO}以硫酸和锂辉石为原料生产碳酸锂。", "consumes") == {f"{WHO}|硫酸", f"{WHO}|锂辉石"}
    assert about(f"{WHO}专门拆解废锂电池。", "recycles") == {f"{WHO}|废锂电池"}


def test_what_a_period_brought_is_no_capacity() -> None:
    text = f"{WHO}2024年碳酸锂产量为3万吨，同比增长20%。"
    assert about(text, "production") == {f"{WHO}|30000 t 碳酸锂 @2024"}
    assert about(text, "capacity") == set()


def test_what_is_made_from_what() -> None:
    assert about("四氯化钛由金红石制得。", "madeFrom") == {"四氯化钛|金红石"}
    assert about("技术人员从废催化剂中提取高纯钯。", "recycledFrom") == {"高纯钯|废催化剂"}


def test_what_is_made_with_an_amount_of_feedstock_is_not_feedstock() -> None:
    said_of = "赤松环保有限公司利用粉煤灰20万吨生产水泥。"
    assert about(said_of, "recycles") == {"赤松环保有限公司|粉煤灰"}
    assert not about(said_of, "consumes")


def test_a_verb_between_two_materials_parts_them() -> None:
    assert named(f"{WHO}将锂辉石加工成碳酸锂。", "Material") == {"锂辉石", "碳酸锂"}


def test_what_is_made_for_a_product_is_not_the_product() -> None:
    assert f"{WHO}|碳酸锂" not in about(f"{WHO}生产碳酸锂用的硫酸。", "produces")


# Bounds, in claims


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        ("超3万吨", ">=30000"),
        ("近3万吨", "<=30000"),
        ("约3万吨", "30000"),
        ("3万吨以上", ">=30000"),
        ("2-3万吨", "20000~30000"),
    ],
)
def test_a_bound_stays_a_bound(amount: str, shown: str) -> None:
    assert about(f"{WHO}碳酸锂年产能{amount}。", "capacity") == {f"{WHO}|{shown} t/a 碳酸锂"}


# Status and tense


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("正式投产", "InProduction"),
        ("已建成投产", "InProduction"),
        ("不久前投产", "InProduction"),
        ("非常顺利地投产", "InProduction"),
        ("正在建设", "UnderConstruction"),
        ("主体封顶", "UnderConstruction"),
        ("顺利竣工", "Completed"),
        ("正式签约", "Signed"),
        ("获得环评批复", "Approved"),
        ("已停产", "Suspended"),
        ("被搁置", "Suspended"),
    ],
)
def test_a_status_word_is_a_status(words: str, status: str) -> None:
    assert about(f"{WHO}{PLAN}{words}。", "status") == {f"{PLAN}|{status}"}


@pytest.mark.parametrize("plan", ["拟投资3亿元建设", "计划建设", "将新建", "拟建设"])
def test_what_is_planned_is_planned_and_said_of_the_future(plan: str) -> None:
    text = f"{WHO}{plan}{PLAN}。"
    assert about(text, "status") == {f"{PLAN}|Planned"}
    assert claim(text, "undertakes").modality == "Prospective"


@pytest.mark.parametrize(
    "words",
    [
        "将于明年投产",
        "预计明年建成投产",
        "力争年内投产",
        "即将开工",
        "明年投产",
        "有望年底竣工",
        "建成后将填补空白",
        "投产后效益显著",
    ],
)
def test_what_will_be_is_not_yet_so(words: str) -> None:
    done = {f"{PLAN}|{status}" for status in ("InProduction", "UnderConstruction", "Completed")}
    assert not about(f"{WHO}{PLAN}{words}。", "status") & done


@pytest.mark.parametrize(
    "words",
    [
        "推迟投产",
        "距离投产还有一年",
        "延期开工",
        "具备开工条件",
        "等待批复",
        "申请备案",
    ],
)
def test_what_has_not_happened_yet_is_not_so(words: str) -> None:
    assert about(f"{WHO}{PLAN}{words}。", "status") == set()


def test_a_status_belongs_to_the_project_of_its_own_sentence() -> None:
    text = f"{WHO}{PLAN}开工。{OTHER}{NICKEL}投产。"
    assert about(text, "status") == {f"{PLAN}|UnderConstruction", f"{NICKEL}|InProduction"}


# Negation, supposition, report


@pytest.mark.parametrize(
    "text",
    [
        f"{WHO}不生产碳酸锂。",
        f"{WHO}不再生产碳酸锂。",
        f"{WHO}从未生产碳酸锂。",
        f"{WHO}停止生产碳酸锂。",
        f"{WHO}曾生产碳酸锂。",
        f"{WHO}和{OTHER}都不生产碳酸锂。",
        f"{WHO}不生产碳酸锂，也不生产氟化锂。",
        f"{WHO}是否生产碳酸锂？",
        f"如果{WHO}生产碳酸锂，市场将变化。",
        f"{WHO}尚不具备年产3万吨碳酸锂的生产能力。",
        f"{WHO}禁止使用氰化钠。",
        f"{WHO}无需采购硫酸。",
        f"{WHO}并不位于格尔木市。",
        f"{WHO}未采用氧压浸出工艺。",
        f"{WHO}否认收购{OTHER}。",
        f"{WHO}放弃收购{OTHER}。",
        f"{WHO}并非{OTHER}的子公司。",
        f"{WHO}不向{OTHER}供应碳酸锂。",
    ],
)
def test_what_is_denied_or_supposed_is_not_claimed(text: str) -> None:
    assert said(text) == frozenset()


def test_what_is_denied_is_listed_as_a_doubt() -> None:
    (doubt,) = read(f"{WHO}不生产碳酸锂。").rejections
    assert doubt.quote == f"{WHO}不生产碳酸锂"
    assert "negated" in doubt.reason


@pytest.mark.parametrize(
    "text", [f"{WHO}无法生产碳酸锂。", f"{WHO}很少生产碳酸锂。", f"{WHO}可能生产碳酸锂。", f"{WHO}收购{OTHER}失败。"]
)
def test_other_words_that_deny_are_not_claimed_either(text: str) -> None:
    assert said(text) == frozenset()


def test_a_denial_ends_where_the_next_clause_begins() -> None:
    assert about(f"{WHO}不再生产碳酸锂，转而生产氟化锂。", "produces") == {f"{WHO}|氟化锂"}


def test_not_only_denies_nothing() -> None:
    assert about(f"{WHO}不仅生产碳酸锂，还生产氟化锂。", "produces") == {f"{WHO}|碳酸锂", f"{WHO}|氟化锂"}


def test_a_syllable_that_looks_like_a_denial_is_none() -> None:
    assert about(f"{WHO}使用不锈钢。", "consumes") == {f"{WHO}|不锈钢"}


@pytest.mark.parametrize("words", ["未投产", "不会投产", "能否投产仍存疑"])
def test_a_denied_status_is_no_status(words: str) -> None:
    assert about(f"{WHO}{PLAN}{words}。", "status") == set()


def test_what_is_reported_is_claimed() -> None:
    assert about(f"据介绍，{WHO}主要生产碳酸锂。", "produces") == {f"{WHO}|碳酸锂"}


@pytest.mark.parametrize(
    "text",
    [
        f"{WHO}生产碳酸锂的成本为每吨5万元。",
        "碳酸锂价格上涨至每吨10万元。",
        "全球碳酸锂年产能3万吨。",
        "国内碳酸锂产能约100万吨。",
    ],
)
def test_prices_costs_and_markets_are_nobodys_facts(text: str) -> None:
    assert said(text) == frozenset()


# Materials no list holds


@pytest.mark.parametrize("name", ["双面光铜箔", "镍钛合金", "硫酸铷", "超薄复合铜箔", "钛合金棒材", "退役磷酸铁锂电池"])
def test_a_material_is_known_by_its_head(name: str) -> None:
    found = named(f"赤松新材有限公司主要生产{name}。", "Material")
    assert found == {name}
    assert {
        kind for kind in ("Company", "Place", "Technology") if named(f"赤松新材有限公司主要生产{name}。", kind)
    } == {"Company"}


def test_scrap_no_list_holds_is_scrap() -> None:
    assert about("赤松环保有限公司专门回收废钒催化剂。", "recycles") == {"赤松环保有限公司|废钒催化剂"}


@pytest.mark.parametrize("praise", ["优质", "高品质", "高端"])
def test_praise_is_no_part_of_a_name(praise: str) -> None:
    assert about(f"{WHO}主要生产{praise}海绵钛。", "produces") == {f"{WHO}|海绵钛"}


@pytest.mark.parametrize("name", ["国内碳酸锂", "全球碳酸锂"])
def test_a_market_is_no_part_of_a_name(name: str) -> None:
    assert name not in named(f"{name}产能约100万吨。", "Material")


@pytest.mark.parametrize("name", ["60万吨铁矿石选矿项目", "10万吨玻纤拉丝项目"])
def test_a_step_is_no_part_of_a_material(name: str) -> None:
    assert about(f"{WHO}{name}开工。", "produces") <= {f"{name}|铁矿石", f"{name}|玻纤"}


# Places, parks, technologies, chains


def test_a_park_stands_in_a_park_and_in_a_place() -> None:
    text = f"德令哈工业园下设诺木洪产业园，{WHO}落户诺木洪产业园。"
    assert about(text, "locatedIn") == {"诺木洪产业园|德令哈工业园", f"{WHO}|诺木洪产业园"}


@pytest.mark.parametrize(
    "name", ["云州经济技术开发区", "云州工业园区", "云州化工园区", "云州高新区", "云州经开区", "云州锂电产业园"]
)
def test_a_park_is_known_by_its_head(name: str) -> None:
    assert about(f"{WHO}位于{name}。", "locatedIn") == {f"{WHO}|{name}"}


def test_where_a_project_lies_is_not_where_its_owner_does() -> None:
    assert about(f"{WHO}{PLAN}位于格尔木市。", "locatedIn") == {f"{PLAN}|格尔木市"}


@pytest.mark.parametrize("name", ["氧压浸出工艺", "膜分离技术", "膜分离提锂技术"])
def test_a_technology_is_known_by_its_head(name: str) -> None:
    assert about(f"{WHO}采用{name}。", "usesTechnology") == {f"{WHO}|{name}"}


def test_praise_is_no_technology() -> None:
    assert said(f"{WHO}采用先进技术。") == frozenset()
    assert about(f"{WHO}采用国际先进的氧压浸出工艺和膜分离技术。", "usesTechnology") == {
        f"{WHO}|氧压浸出工艺",
        f"{WHO}|膜分离技术",
    }


@pytest.mark.parametrize("name", ["高压酸浸技术", "溶剂萃取法", "闪速冶炼法"])
def test_a_technology_named_by_its_chemistry_is_found(name: str) -> None:
    assert about(f"{WHO}采用{name}。", "usesTechnology") == {f"{WHO}|{name}"}


def test_a_method_is_no_enterprise() -> None:
    assert named(f"{WHO}采用闪速冶炼法。", "Company") == {WHO}


def test_a_company_stands_in_a_chain() -> None:
    assert about("赤松氢能有限公司是全省氢能产业链的链主企业。", "partOfChain") == {"赤松氢能有限公司|氢能"}


def test_a_chain_is_known_by_its_head() -> None:
    assert named("格尔木市打造千亿级新能源电池产业集群。", "Chain") == {"新能源电池产业集群"}


def test_who_supplies_whom_is_not_turned_round() -> None:
    forward = {f"{OTHER}|{WHO}"}
    assert about(f"{OTHER}为{WHO}供应硫酸。", "suppliesTo") == forward
    assert about(f"{WHO}向{OTHER}采购硫酸。", "suppliesTo") == forward
    assert about(f"{WHO}从{OTHER}采购硫酸。", "suppliesTo") == forward


def test_a_buyer_is_no_subsidiary() -> None:
    text = f"{WHO}持有{OTHER}30%股权。"
    assert about(text, "investsIn") == {f"{WHO}|{OTHER}"}
    assert about(text, "subsidiaryOf") == set()


# Cut and corrupted sentences

CUT = f"{WHO}主要生产碳酸锂，与{OTHER}合作建设年产2万吨硫酸\n\n▲图片说明\n\n{OTHER}主要生产硫酸镍。"


def test_nothing_is_taken_across_a_cut() -> None:
    assert said(CUT) == {f"{WHO}|produces|碳酸锂", f"{OTHER}|produces|硫酸镍"}


def test_a_cut_is_listed_as_a_doubt() -> None:
    (doubt,) = read(CUT).rejections
    assert doubt.reason.startswith("sentence breaks off")
    assert doubt.quote.endswith("硫酸")


def test_nothing_is_taken_from_a_sentence_that_ends_in_a_particle() -> None:
    text = f"{WHO}主要生产碳酸锂，并计划新建年产3万吨的\n\n{OTHER}主要生产硫酸镍。"
    assert said(text) == {f"{WHO}|produces|碳酸锂", f"{OTHER}|produces|硫酸镍"}


def test_nothing_is_taken_from_a_corrupted_number() -> None:
    text = f"{WHO}碳酸锂年产能3.5.2万吨，位列第6十五位。"
    assert said(text) == frozenset()
    assert all("corrupted number" in doubt.reason for doubt in read(text).rejections)


# Extraction as a whole


def test_a_name_is_mentioned_where_it_stands() -> None:
    text = f"据悉，{WHO}主要生产碳酸锂。"
    for mention in read(text).mentions:
        assert text[mention.span.start : mention.span.end] == mention.surface


def test_offsets_point_into_the_text_as_it_was_read() -> None:
    text = "　　赤松锂材 有限公司年产３万 吨碳酸锂项目，\r\n已开工。"
    found = extract(Document("a.txt", text), words(), GATE)
    assert found.claims
    for c in found.claims:
        assert text[c.evidence.span.start : c.evidence.span.end] == c.evidence.quote


def test_the_front_of_a_document_is_not_read_as_its_text() -> None:
    front = "title: 青石铜业有限公司主要生产阴极铜\n"
    found = extract(Document("a.txt", f"{front}{WHO}主要生产碳酸锂。", start=len(front)), words(), GATE)
    assert {c.subject.label for c in found.claims} == {WHO}


@pytest.mark.parametrize(
    "text", ["", " \n\n ", "。。。，，，", "abc def", "\ufeff", "🙂🙂", "（（（", "公司公司公司项目项目"]
)
def test_a_text_with_nothing_in_it_says_nothing(text: str) -> None:
    assert read(text).claims == ()


# Names joined in one sentence


def test_the_former_and_the_latter_are_the_two_last_joined() -> None:
    text = f"{WHO}与{OTHER}签约。前者生产碳酸锂，后者生产硫酸镍。"
    assert about(text, "produces") == {f"{WHO}|碳酸锂", f"{OTHER}|硫酸镍"}


def test_a_later_phase_leaves_the_project_before_it_whole() -> None:
    assert about(f"{WHO}{PLAN}二期工程开工。", "status") == {f"{PLAN}|UnderConstruction"}


def test_a_word_of_grammar_is_no_part_of_a_name() -> None:
    assert named("该项目业主为云峰锂业有限公司。", "Company") == {"云峰锂业有限公司"}
    assert named("赤松锂材有限公司和远海新材料有限公司签约。", "Company") == {"赤松锂材有限公司", "远海新材料有限公司"}


def test_the_brand_before_a_product_is_no_part_of_it() -> None:
    assert about("石岭铜箔项目开工。", "produces") == {"石岭铜箔项目|铜箔"}


def test_a_count_after_a_list_is_no_part_of_its_last_element() -> None:
    assert about(f"{WHO}主要生产模具钢、轴承钢两大类产品。", "produces") == {f"{WHO}|模具钢", f"{WHO}|轴承钢"}


def test_a_phase_of_something_else_is_no_phase_of_the_project_before() -> None:
    text = f"{WHO}{PLAN}开工。\n\n资金投向长沙云岭广厦一期、合肥云岭广厦二期，总投资23亿元。"
    assert not any(line.startswith(PLAN) for line in about(text, "investment"))


def test_a_plant_is_not_carried_on_into_the_next_sentence() -> None:
    text = "云州市碳酸锂工厂入选智能工厂。全年生产钾肥70万吨。"
    assert about(text, "production") == set()
