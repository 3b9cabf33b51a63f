"""Lists of enterprises and goods: who stands in them, and what is said of each."""

from __future__ import annotations

import pytest

from tests.reading import about, named, said

PARK = "德令哈工业园"


@pytest.mark.parametrize(
    "sentence",
    [
        f"{PARK}已入驻锦桦动力、昱驰新材、朔岚电子等锂电企业32家。",
        f"{PARK}成功招引锦桦动力、昱驰新材、朔岚电子等行业头部企业。",
        f"{PARK}管委会与锦桦动力、昱驰新材、朔岚电子等6家企业签订入园协议。",
        f"锦桦动力、昱驰新材、朔岚电子等首批企业签约入驻{PARK}。",
        f"落户{PARK}的企业有锦桦动力、昱驰新材、朔岚电子。",
        f"{PARK}发展迅速，锦桦动力、昱驰新材、朔岚电子等企业相继入驻。",
    ],
)
def test_each_of_a_list_lies_in_the_park(sentence: str) -> None:
    places = {line for line in said(sentence) if "|locatedIn|" in line}
    assert places == {f"{name}|locatedIn|{PARK}" for name in ("锦桦动力", "昱驰新材", "朔岚电子")}


def test_who_signs_with_a_park_alone_need_not_lie_there() -> None:
    assert not said(f"锦桦动力有限公司与{PARK}管委会签订战略合作协议。")


def test_words_that_praise_a_member_are_no_part_of_the_list() -> None:
    found = said(f"全国最大的瓷砖生产企业锦桦陶瓷、中国驰名商标昱驰陶瓷等先后落户{PARK}。")
    assert {f"锦桦陶瓷|locatedIn|{PARK}", f"昱驰陶瓷|locatedIn|{PARK}", "锦桦陶瓷|produces|瓷砖"} <= found
    assert "昱驰陶瓷|produces|瓷砖" not in found


def test_a_list_of_goods_goes_on_past_a_member_that_nobody_knows() -> None:
    found = said("锦桦化工有限公司主要产品有硫酸、无名某某、烧碱。")
    assert {"锦桦化工有限公司|produces|硫酸", "锦桦化工有限公司|produces|烧碱"} <= found


@pytest.mark.parametrize("role", ["负责人", "高管"])
def test_persons_of_a_company_are_no_companies(role: str) -> None:
    assert not any("赵启明" in line for line in said(f"{PARK}邀请赵启明、钱文博等公司{role}座谈。"))


def test_the_partner_of_a_subsidiary_is_none() -> None:
    found = said("锦桦集团全资子公司昱驰锂业有限公司与朔岚矿业有限公司签署合作协议。")
    assert "昱驰锂业有限公司|subsidiaryOf|锦桦集团" in found
    assert not any(line.startswith("朔岚矿业有限公司|subsidiaryOf") for line in found)


def test_two_subsidiaries_stay_two() -> None:
    found = said("锦桦集团全资子公司昱驰锂业有限公司和朔岚矿业有限公司投产。")
    owned = {"昱驰锂业有限公司|subsidiaryOf|锦桦集团", "朔岚矿业有限公司|subsidiaryOf|锦桦集团"}
    assert owned <= found


@pytest.mark.parametrize(
    "sentence",
    [
        "昱驰锂业有限公司由锦桦集团（持股51%）和朔岚矿业有限公司（持股49%）共同出资设立。",
        "昱驰锂业有限公司成立于2012年，锦桦集团持股51%，朔岚矿业有限公司持股49%。",
        "昱驰锂业有限公司股东为锦桦集团、朔岚矿业有限公司。",
        "昱驰锂业有限公司系锦桦集团与朔岚矿业有限公司合资成立的公司。",
    ],
)
def test_who_holds_a_share_invests(sentence: str) -> None:
    held = {line for line in said(sentence) if "|investsIn|" in line}
    assert held == {f"{name}|investsIn|昱驰锂业有限公司" for name in ("锦桦集团", "朔岚矿业有限公司")}


def test_the_seller_of_a_share_is_not_bought() -> None:
    found = said("锦桦集团以3亿元收购朔岚矿业有限公司持有的昱驰锂业有限公司51%股权。")
    assert "锦桦集团|investsIn|昱驰锂业有限公司" in found
    assert "锦桦集团|investsIn|朔岚矿业有限公司" not in found


def test_a_share_that_is_to_be_sold_is_no_investment() -> None:
    assert not any("|investsIn|" in line for line in said("锦桦集团公告，拟将持有的昱驰锂业有限公司51%股权转让。"))


def test_a_controlling_shareholder_is_not_the_daughter() -> None:
    found = said("昱驰锂业有限公司的控股股东锦桦集团昨日增持。")
    assert found == {"昱驰锂业有限公司|subsidiaryOf|锦桦集团"}


def test_other_companies_of_an_owner_are_no_name() -> None:
    assert not any("子公司" in line for line in said("锦桦精工及子公司昱驰锂业有限公司生产碳酸锂。"))


def test_links_of_a_chain_are_made_from_one_another() -> None:
    found = said("格尔木市已构建起“锂辉石—碳酸锂—正极材料—终端制品”的全产业链。")
    assert {"碳酸锂|madeFrom|锂辉石", "正极材料|madeFrom|碳酸锂"} <= found
    assert not any(line.startswith("终端") for line in found)


def test_what_is_needed_to_make_something_is_not_made() -> None:
    found = said("锦桦锂业有限公司生产所需的锂辉石从外省进口。")
    assert "锦桦锂业有限公司|produces|锂辉石" not in found


def test_a_supplier_named_after_its_goods_does_not_take_them() -> None:
    found = said("昱驰动力有限公司的碳酸锂供应商为锦桦锂业有限公司。")
    assert "锦桦锂业有限公司|consumes|碳酸锂" not in found
    assert "锦桦锂业有限公司|produces|碳酸锂" in found


def test_the_latter_is_the_company_a_place_signs_with() -> None:
    found = said(f"格尔木市与锦桦集团签署合作协议，后者将投资25亿元在{PARK}建涤纶纤维生产项目。")
    assert {"锦桦集团|undertakes|涤纶纤维生产项目", f"涤纶纤维生产项目|locatedIn|{PARK}"} <= found


def test_a_park_is_called_by_its_own_sort() -> None:
    text = "诺木洪纺织产业园位于德令哈工业区。产业园现已入驻锦桦纺织、昱驰家纺等企业20余家。"
    assert {"锦桦纺织|locatedIn|诺木洪纺织产业园", "昱驰家纺|locatedIn|诺木洪纺织产业园"} <= said(text)


def test_who_is_quoted_after_a_colon_speaks() -> None:
    text = "锦桦股份有限公司表示：“公司供应昱驰动力有限公司碳酸锂。”朔岚股份有限公司则称，公司没有变化。"
    assert not any(line.startswith("朔岚") for line in said(text))


def test_a_designer_does_not_undertake_the_project() -> None:
    found = said("昱驰锂业有限公司年产3万吨碳酸锂项目开工，由锦桦工程有限公司承担项目设计和施工总承包。")
    assert "锦桦工程有限公司|undertakes|年产3万吨碳酸锂项目" not in found


def test_each_owner_of_a_list_has_its_own_daughter() -> None:
    found = said("格尔木市依托锦桦集团旗下昱驰锂业、朔岚股份旗下棠溪新材等企业，加快发展。")
    owned = {line for line in found if "|subsidiaryOf|" in line}
    assert owned == {"昱驰锂业|subsidiaryOf|锦桦集团", "棠溪新材|subsidiaryOf|朔岚股份"}


def test_a_branch_goes_by_its_whole_name() -> None:
    found = said("锦桦食品有限公司格尔木分公司由昱驰集团与朔岚食品有限公司合资兴建。")
    assert "昱驰集团|investsIn|锦桦食品有限公司格尔木分公司" in found


def test_persons_are_not_taken_for_sellers() -> None:
    text = "锦桦股份有限公司公告，公司使用自有资金4亿元向黄庆文、黄庆雄、欧俊华收购其持有的昱驰制药80%股权。"
    assert not any(line.startswith("黄") for line in said(text))


def test_what_another_buys_is_not_the_last_ones() -> None:
    found = said("锦桦集团公告扩产。交易完成后无名资本将持有昱驰锂业有限公司100%股权。")
    assert "锦桦集团|investsIn|昱驰锂业有限公司" not in found


def test_a_project_has_the_chain_it_takes_for_its_lead() -> None:
    found = said("年产3万吨合成氨项目占地300亩，将以绿色化工产业为龙头。")
    assert "年产3万吨合成氨项目|partOfChain|绿色化工" in found


def test_a_status_is_that_of_each_project_of_a_list_with_its_owner() -> None:
    text = "云岭纺织有限公司6万吨棉纱、青石纺织有限公司3万吨牛仔布等项目正在加紧建设。"
    assert about(text, "status") == {"6万吨棉纱项目|UnderConstruction", "3万吨牛仔布项目|UnderConstruction"}


def test_a_verb_stands_in_a_name_of_a_list_that_its_amount_opens() -> None:
    text = "云岭铜业有限公司已建成年产8万吨铜管、6000千米高铁贯通地线等项目。"
    assert "云岭铜业有限公司|6000千米高铁贯通地线项目" in about(text, "undertakes")


def test_what_only_qualifies_an_industry_is_none() -> None:
    assert named("着力打造紧密相连、无缝对接的锂电产业链。", "Chain") == {"锂电"}
    assert named("致力于打造集科学研究、人才引育、成果转化、产业孵化于一体的机构。", "Chain") == set()
