"""What a text does not say of the name that stands nearest: figures of the country, datelines, other speakers."""

from __future__ import annotations

import pytest

from graph.model import Mention, Quantity
from tests.reading import read


def told(text: str) -> set[str]:
    """The claims of a text as subject|predicate|object; without the object where that is an amount."""
    found = ((c, c.object) for c in read(text).claims)
    labels = ((c, o.label if isinstance(o, Mention) else o if isinstance(o, str) else "") for c, o in found)
    return {f"{c.subject.label}|{c.predicate}|{label}" for c, label in labels}


def subjects(text: str, predicate: str) -> set[str]:
    """Of whom a text tells something."""
    return {claim.partition("|")[0] for claim in told(text) if f"|{predicate}|" in claim}


@pytest.mark.parametrize(
    "text",
    [
        "本报格尔木8月17日电 记者从国家能源局获悉：前7月，全国新增发电装机容量超过1.7亿千瓦。",
        "格尔木市新能源发展迅速。截至7月底，全国累计发电装机容量约27.4亿千瓦。",
    ],
)
def test_a_figure_of_the_country_is_not_that_of_the_place_named(text: str) -> None:
    assert not subjects(text, "installedPower")


def test_what_is_new_of_it_is_not_all_the_power_of_a_place() -> None:
    assert not subjects("上半年，格尔木市新增新能源装机70万千瓦。", "installedPower")
    assert subjects("格尔木市电力总装机达到300万千瓦。", "installedPower") == {"格尔木市"}


@pytest.mark.parametrize(
    "text",
    [
        "云岭锂材股份有限公司上半年海外销售额达67亿元。",
        "云岭锂材股份有限公司公布半年报，其中云计算业务收入24亿元。",
    ],
)
def test_the_revenue_of_a_part_is_not_that_of_the_company(text: str) -> None:
    assert not subjects(text, "revenue")


def test_a_name_begins_after_the_dateline() -> None:
    text = "某经济网北京8月4日讯 岭峰股份(600999.SH)昨日晚间披露半年报。上半年，公司营业收入3亿元。"
    assert subjects(text, "revenue") == {"岭峰股份"}


def test_a_branch_does_not_take_the_name_of_its_house() -> None:
    text = (
        "岭峰科技（300999.SZ）发布公告，公司拟在芬兰建设年产6万吨铜箔项目，成立合资公司岭峰科技（芬兰）新材料有限公司。"
        "上半年，岭峰科技营业收入3亿元。"
    )
    assert subjects(text, "revenue") == {"岭峰科技"}


def test_of_several_legal_names_a_short_one_stands_for_the_listed_house() -> None:
    text = "芒峰科技（上海）有限公司由芒峰电子股份有限公司设立。上半年，芒峰营业收入3亿元。"
    assert subjects(text, "revenue") == {"芒峰电子股份有限公司"}


def test_a_list_of_names_with_holding_in_them_is_no_purchase() -> None:
    text = "云岭资产管理股份有限公司下辖青石银行股份有限公司、云岭（国际）控股有限公司、岭东投资控股发展有限公司等。"
    assert not any("|investsIn|" in claim for claim in told(text))


def test_who_is_bought_or_sells_does_not_buy() -> None:
    assert not any("|investsIn|" in c for c in told("云岭锂材股份有限公司向某基金转让子公司青石矿业有限公司70%股权。"))
    assert not any("|investsIn|" in c for c in told("云岭锂材股份有限公司引入战略投资者青石矿业有限公司。"))


@pytest.mark.parametrize(
    "text",
    [
        "云岭市年产3万吨铜箔项目正加速落成。",
        "年产3万吨铜箔项目由2023年末完工延期至2024年末。",
    ],
)
def test_works_on_their_way_are_not_completed(text: str) -> None:
    assert "年产3万吨铜箔项目|status|Completed" not in told(text)


def test_projects_that_another_tells_of_are_not_the_speakers() -> None:
    text = "“订单多。”云岭锂材股份有限公司负责人张某表示。县经信局局长李某说，全县青石铜箔、岭东陶瓷等6个项目全面开工。"
    assert not any(claim.startswith("云岭锂材股份有限公司|undertakes|") for claim in told(text))


@pytest.mark.parametrize("name", ["补充流动资金项目", "电源工程", "境外投资项目", "房地产开发项目"])
def test_a_use_of_money_or_a_sort_of_works_is_no_project(name: str) -> None:
    assert not subjects(f"云岭市{name}总投资3亿元，已开工建设。", "investment")


def test_what_a_company_buys_somewhere_is_not_where_it_is() -> None:
    text = "云岭锂材股份有限公司以7亿元收购位于格尔木市一住宅项目的股权。"
    assert "云岭锂材股份有限公司|locatedIn|格尔木市" not in told(text)


def test_a_street_is_not_in_the_county_it_is_named_after() -> None:
    assert "云岭科创项目|locatedIn|长兴县" not in told("云岭科创项目位于长兴路与滨江路交汇处。")


def test_of_two_claims_of_one_amount_the_one_stays_that_says_of_what() -> None:
    (found,) = (c.object for c in read("云岭锂材股份有限公司碳酸锂年产能约3万吨。").claims if c.predicate == "capacity")
    assert isinstance(found, Quantity)
    assert found.material is not None
    assert found.material.label == "碳酸锂"
