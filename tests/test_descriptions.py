"""What a text says an enterprise is and makes, and how much of what in a list of works."""

from __future__ import annotations

import pytest

from tests.reading import about, said

FIRM = "栎川锂材有限公司"
WORKS = "年产10万吨甲醇项目"


@pytest.mark.parametrize(
    "sentence",
    [
        f"{FIRM}成立于2010年，是一家专业从事碳酸锂、氢氧化锂生产、销售和技术开发的高新技术企业。",
        f"{FIRM}是我国西部业务链最完整的企业之一，致力于碳酸锂及氢氧化锂等锂盐的研发、生产及销售。",
        f"{FIRM}的业务主要定位于碳酸锂和氢氧化锂的生产和销售。",
        f"{FIRM}是一家生产碳酸锂和氢氧化锂的企业。",
        f"{FIRM}加快扩产，现已具备碳酸锂、氢氧化锂研发生产能力。",
        f"{FIRM}主要向远景、新动等电池制造商提供碳酸锂、氢氧化锂。",
    ],
)
def test_an_enterprise_makes_each_of_the_goods_its_trade_names(sentence: str) -> None:
    assert {f"{FIRM}|碳酸锂", f"{FIRM}|氢氧化锂"} <= about(sentence, "produces")


def test_who_serves_makers_of_phones_makes_none() -> None:
    text = "栎川电子有限公司为重庆3家手机生产商供应电源适配器。"
    assert "栎川电子有限公司|手机" not in about(text, "produces")


def test_makers_named_after_what_they_make() -> None:
    text = "国内氟化锂生产企业还包括锦桦锂业有限公司、昱驰新材有限公司等。"
    assert about(text, "produces") == {"锦桦锂业有限公司|氟化锂", "昱驰新材有限公司|氟化锂"}


def test_a_park_in_a_town_has_no_firms_that_the_town_has() -> None:
    text = "德令哈工业园位于格尔木市，而格尔木市聚集了锦桦动力有限公司、昱驰新材有限公司等企业。"
    assert "锦桦动力有限公司|德令哈工业园" not in about(text, "locatedIn")


def test_the_capital_of_a_new_enterprise_is_its_own() -> None:
    text = f"{FIRM}拟与青石集团设立合资公司昱驰新材有限公司，注册资本6亿元。"
    assert about(text, "registeredCapital") == {"昱驰新材有限公司|600000000 [CNY]"}


# Lists of works


def test_all_members_of_a_yearly_list_are_yearly() -> None:
    text = f"{WORKS}投产后，年产中间产品甲醇18万吨，最终产品聚丙烯5万吨，副产汽油2万吨、硫磺1万吨。"
    assert {f"{WORKS}|50000 t/a 聚丙烯", f"{WORKS}|20000 t/a 汽油", f"{WORKS}|10000 t/a 硫磺"} <= about(
        text, "capacity"
    )


@pytest.mark.parametrize("ending", ["的年生产能力", "的年产能"])
def test_the_rate_may_stand_after_a_list(ending: str) -> None:
    text = f"{FIRM}具有碳酸锂3万吨、氢氧化锂2万吨{ending}。"
    assert {f"{FIRM}|30000 t/a 碳酸锂", f"{FIRM}|20000 t/a 氢氧化锂"} <= about(text, "capacity")


def test_a_phase_makes_what_it_is_built_for() -> None:
    text = f"{WORKS}分两期，一期建设6万吨精甲醇，二期建设4万吨粗甲醇。"
    assert {f"{WORKS}|精甲醇", f"{WORKS}|粗甲醇"} <= about(text, "produces")


def test_a_sum_after_a_phase_that_is_a_work_of_its_own_is_that_works() -> None:
    text = "年产9万吨铜箔项目分两期建设，其中一期为年产5万吨铜箔生产线项目，预计固定资产投资7亿元。"
    assert about(text, "fixedAssetInvestment") == {"年产5万吨铜箔生产线项目|700000000 [CNY]"}


def test_a_line_makes_nothing_that_it_is_not_named_for() -> None:
    text = "栎川制药有限公司的原料药生产线去年投产，冻干粉针剂的年生产能力为2400万支。"
    assert not any(line.startswith("原料药生产线|produces|冻干") for line in said(text))


def test_each_of_several_works_costs_what_stands_in_its_turn() -> None:
    text = f"{WORKS}、年产5万吨钛白粉项目投资额分别为3亿元、2亿元。"
    assert about(text, "investment") == {f"{WORKS}|300000000 [CNY]", "年产5万吨钛白粉项目|200000000 [CNY]"}


def test_a_sum_that_opens_a_sentence_is_of_the_work_it_comes_to() -> None:
    text = f"占地234亩，总投资24亿元，作为省重点项目，{FIRM}{WORKS}进展顺利。"
    assert about(text, "investment") == {f"{WORKS}|2400000000 [CNY]"}


# What a place has in all


def test_an_industry_s_takings_are_told_of_its_place() -> None:
    text = "2011年，鹭原市规模以上铜企业实现工业增加值203亿元，较上年增长13.6%；主营业务收入1818亿元。"
    assert about(text, "revenue") <= {"鹭原市|181800000000 [CNY] @2011"}


def test_what_may_stand_ready_any_day_is_not_yet_running() -> None:
    text = f"{WORKS}基础施工接近尾声，下半年即可建成投产。"
    assert f"{WORKS}|InProduction" not in about(text, "status")


# What belongs to several


@pytest.mark.parametrize("measure", ["outputValue", "tax", "jobs"])
def test_what_counted_works_are_to_bring_is_no_park_s(measure: str) -> None:
    text = "德令哈工业园15个重大工业项目同日动工，全部达产后预计可带来产值110亿元、税收10亿元，解决就业500人。"
    assert not about(text, measure)


def test_the_sum_of_a_counted_list_is_not_its_last_member_s() -> None:
    text = "集中了开工项目3个，包括锦桦动力有限公司、某某精密、昱驰新材有限公司，均为配套企业，预计达产后年产值50亿元。"
    assert not about(text, "outputValue")


def test_what_these_works_are_to_bring_is_not_the_last_one_s() -> None:
    text = f"{FIRM}投资2亿元的{WORKS}正在建设。这些项目投产后，将新增产值10亿元，新增用工500人。"
    assert not about(text, "outputValue")
    assert not about(text, "jobs")


def test_an_entry_under_an_unknown_name_is_not_told_of_the_entry_before() -> None:
    text = f"1、{FIRM}：占地157亩，主要生产碳酸锂。\n2、某某选球厂：企业负责人李某，占地49亩，主要生产钢球。"
    assert about(text, "produces") == {f"{FIRM}|碳酸锂"}
    assert about(text, "area") == {f"{FIRM}|157 {{mu}}"}


def test_of_two_lines_told_in_turn_the_last_lies_in_the_last_place() -> None:
    text = "锦桦水泥有限公司日产5000吨熟料生产线和昱驰水泥有限公司日产4500吨熟料生产线分别在湘潭市和溧水区建成投产。"
    assert "日产4500吨熟料生产线|湘潭市" not in about(text, "locatedIn")


def test_a_year_does_not_reach_into_this_one() -> None:
    text = "2019年，德令哈工业园实现工业总产值229亿元；今年1至8月实现工业总产值156亿元，固定资产投资26亿元。"
    assert "德令哈工业园|2600000000 [CNY]" in about(text, "fixedAssetInvestment")


def test_what_one_month_yields_is_no_yearly_output() -> None:
    text = f"{FIRM}今年10月试投产，月产值达560万元，年产值9000万元。"
    assert about(text, "outputValue") == {f"{FIRM}|90000000 [CNY]"}
