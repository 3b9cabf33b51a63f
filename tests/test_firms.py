"""Who a company is, under which names a text knows it, whom it supplies and who owns it."""

from __future__ import annotations

import pytest

from graph.model import Quantity
from tests.reading import about, read, said


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("据岚砾公司介绍，企业情况良好。岚砾公司主要生产轴承。", "岚砾公司|produces|轴承"),
        ("岚砾精密株式会社主要生产轴承。", "岚砾精密株式会社|produces|轴承"),
        ("云岭股份公告，公司控股子公司惠州岚砾主要从事变压器的研发、生产和销售。", "惠州岚砾|produces|变压器"),
        ("惠州岚砾的产品走俏。惠州岚砾主要生产轴承。", "惠州岚砾|produces|轴承"),
    ],
)
def test_a_company_is_known_by_names_no_list_holds(text: str, line: str) -> None:
    assert line in said(text)


def test_a_town_is_no_company_where_nothing_says_so() -> None:
    assert not about("记者来到惠州岚砾，这里生产轴承。", "produces")


def test_a_sort_of_company_is_no_name() -> None:
    assert not any("向子公司" in line for line in said("合同约定，对方总计向子公司采购硅片3亿片。"))


def test_a_larger_firm_is_no_other_brand() -> None:
    assert not any(line.startswith("上汽|") for line in said("全市规上汽车零部件企业实现产值137亿元。"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("云岭轴承有限公司去年实现总产值1.2个亿。", "120000000"),
        ("云岭轴承有限公司去年总产值达到了9030万，创汇可观。", "90300000"),
        ("云岭轴承有限公司去年实现产值3亿多。", "300000000"),
    ],
)
def test_a_sum_is_read_as_it_is_spoken(text: str, value: str) -> None:
    found = [c.object for c in read(text).claims if c.predicate == "outputValue"]
    assert [str(o.value) for o in found if isinstance(o, Quantity)] == [value]


def test_daughters_in_a_list_leave_the_parent_its_short_name() -> None:
    text = "云岭锂业（300999）公告，公司全资子公司云岭锂业科技有限公司与青石电池有限公司签订合同。"
    assert about(text, "subsidiaryOf") == {"云岭锂业科技有限公司|云岭锂业"}


def test_a_bracket_that_repeats_the_name_parts_nothing() -> None:
    text = "青石锂业有限公司（青石锂业）宣布启动控股子公司云岭电池科技有限公司（云岭电池）分拆上市。"
    assert about(text, "subsidiaryOf") == {"云岭电池科技有限公司|青石锂业有限公司"}


@pytest.mark.parametrize(
    "text",
    [
        "云岭轮毂有限公司，青石集团有限公司的全资子公司",
        "云岭轮毂有限公司成为青石集团有限公司之控股子公司。",
        "云岭轮毂有限公司是青石集团有限公司的二级控股子公司。",
        "云岭轮毂有限公司产品销往欧洲，现为青石集团有限公司控股子公司。",
        "云岭轮毂有限公司生产轮毂；青石集团有限公司为其最大控股股东。",
    ],
)
def test_a_daughter_is_told_in_many_ways(text: str) -> None:
    assert "云岭轮毂有限公司|subsidiaryOf|青石集团有限公司" in said(text)


def test_clients_are_not_the_company_spoken_of() -> None:
    text = "云岭隔膜有限公司生产隔膜，主要客户有青石电池有限公司、远山动力有限公司。公司主要产品为锂电池隔膜。"
    assert {line.split("|")[0] for line in about(text, "produces")} == {"云岭隔膜有限公司"}
    assert "云岭隔膜有限公司|suppliesTo|远山动力有限公司" in said(text)


def test_who_works_for_the_company_of_a_paragraph_is_not_the_company_after() -> None:
    text = "云岭前驱体有限公司从事前驱体生产，部分由青石电池有限公司加工。公司以硫酸镍为原料。"
    assert "云岭前驱体有限公司|consumes|硫酸镍" in said(text)


def test_the_one_company_that_announces_is_the_company_to_the_end() -> None:
    text = "云岭药业公告称，股权转让正在进行。\n青石投资有限公司持有其股份。\n今年前三季度，公司实现营业收入11亿元。"
    assert about(text, "revenue") == {"云岭药业|1100000000 [CNY]"}


def test_a_deal_with_several_is_one_with_each() -> None:
    text = "云岭硅片有限公司与青石能源有限公司、远山能源有限公司签订单晶硅片销售合同。"
    assert about(text, "suppliesTo") == {
        "云岭硅片有限公司|青石能源有限公司",
        "云岭硅片有限公司|远山能源有限公司",
    }


def test_a_manager_speaks_of_the_company() -> None:
    text = "云岭面业有限公司总经理张山介绍，作为挂面龙头，年产面条40万吨。"
    assert "云岭面业有限公司|produces|面条" in said(text)


def test_whom_a_service_is_for_is_no_client_of_goods() -> None:
    assert not about("云岭科技有限公司为青石汽车有限公司提供融资服务。", "suppliesTo")
    assert about("云岭科技有限公司自去年年底起每月为青石汽车有限公司批量提供座椅。", "suppliesTo")


def test_what_a_town_can_make_is_told_after_another_clause() -> None:
    text = "镇江市引进铝材企业12家，投产电解铝产能达43万吨。"
    assert about(text, "capacity") == {"镇江市|430000 t 电解铝"}


def test_the_other_side_of_a_deal_is_whom_the_company_deals_with() -> None:
    text = "云岭硅片有限公司与青石能源有限公司签订合同。对方今年总计采购单晶硅片8亿片。"
    assert about(text, "consumes") == {"青石能源有限公司|单晶硅片"}
