"""Who owns what of whom, told in lists and of two together; and figures of the members of a list."""

from __future__ import annotations

import pytest

from tests.reading import about, read

PAIR = "云岭集团与青石部件有限公司签署协议"


@pytest.mark.parametrize(
    "text",
    [
        f"{PAIR}，双方共同出资2亿元成立远山锂业有限公司。",
        f"{PAIR}。双方拟合资设立远山锂业有限公司。",
        "云岭集团（以下简称：云岭）与青石部件有限公司签约，双方将共同出资成立远山锂业有限公司。",
    ],
)
def test_both_are_the_companies_joined_last(text: str) -> None:
    found = about(text, "investsIn")
    assert found == {"云岭集团|远山锂业有限公司", "青石部件有限公司|远山锂业有限公司"}


def test_both_are_not_told_where_one_is_an_office() -> None:
    text = f"{PAIR}。镇江市人民政府与远山集团签约，双方投资2亿元成立岚砾锂业有限公司。"
    assert "云岭集团|岚砾锂业有限公司" not in about(text, "investsIn")


def test_the_daughter_signs_not_her_parent() -> None:
    text = "云岭集团与远山集团旗下子公司青石部件有限公司签约，双方共同出资成立岚砾锂业有限公司。"
    assert about(text, "investsIn") == {"云岭集团|岚砾锂业有限公司", "青石部件有限公司|岚砾锂业有限公司"}


@pytest.mark.parametrize(
    "text",
    [
        "青石锂业有限公司的股权结构为：云岭集团认缴出资额为2680万元，持股比例为60.5%；远山矿业有限公司认缴出资额为1500万元，持股比例为39.5%。",
        "青石锂业有限公司股东分别为：1.云岭集团60.5%；2.远山矿业有限公司39.5%。",
        "各方成立青石锂业有限公司。其中，云岭集团占60.5%，远山矿业有限公司占39.5%。",
        "各方将对青石锂业有限公司增资10亿元，其中云岭集团持股60%，远山矿业有限公司持股40%。",
    ],
)
def test_each_holder_of_a_list_owns_its_share(text: str) -> None:
    found = about(text, "investsIn")
    assert found == {"云岭集团|青石锂业有限公司", "远山矿业有限公司|青石锂业有限公司"}


def test_holders_of_a_new_company_do_not_own_who_founded_it() -> None:
    text = f"{PAIR}，双方出资2亿元成立远山锂业有限公司，其中云岭集团占45%，青石部件有限公司占55%。"
    assert {line.rpartition("|")[2] for line in about(text, "investsIn")} == {"远山锂业有限公司"}


def test_what_is_founded_makes_what_is_told_next() -> None:
    text = "云岭集团成立远山锂业有限公司，生产氢氧化锂，年产2万吨。"
    assert about(text, "produces") == {"远山锂业有限公司|氢氧化锂"}
    assert {line.split("|")[0] for line in about(text, "capacity")} == {"远山锂业有限公司"}


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("全国原煤产量9亿吨。具体为：云岭集团2亿吨，同比增长6.5%；远山能源集团1亿吨。", "production"),
        ("去年碳酸锂销量前三名为：云岭集团3万吨、远山能源集团2万吨。", "salesVolume"),
        ("去年行业营业收入增长，其中云岭集团30亿元，远山能源集团20亿元。", "revenue"),
    ],
)
def test_each_member_of_a_list_has_its_figure(text: str, predicate: str) -> None:
    assert {line.split("|")[0] for line in about(text, predicate)} == {"云岭集团", "远山能源集团"}


def test_one_figure_makes_no_list() -> None:
    assert not about("行业产能过剩。云岭集团3万吨，情况良好。", "capacity")


def test_the_company_spoken_of_is_not_who_owns_it() -> None:
    text = "镇江云岭汽轮有限公司是远山集团旗下的子公司。2012年，远山集团选址镇江市。\n公司年产铝合金车轮250万件。"
    assert about(text, "produces") == {"镇江云岭汽轮有限公司|铝合金车轮"}


def test_a_group_whose_paragraph_it_is_is_the_company() -> None:
    text = "镇江云岭汽轮有限公司是远山集团的子公司。\n远山集团创立于1994年。公司年产铝合金车轮250万件。"
    assert about(text, "produces") == {"远山集团|铝合金车轮"}


def test_the_company_bought_is_the_one_founded_before() -> None:
    text = "云岭集团在镇江市成立云岭车轮有限公司；次年，青石部件有限公司收购该公司25%股权。"
    assert "青石部件有限公司|云岭车轮有限公司" in about(text, "investsIn")


def test_what_is_taken_into_the_house_is_taken() -> None:
    text = "云岭集团扩张迅速，将青石锂业有限公司收入旗下。"
    (claim,) = (c for c in read(text).claims if c.predicate == "investsIn")
    assert claim.modality == "Asserted"


def test_a_joint_venture_is_the_one_named_as_such() -> None:
    text = "云岭集团与青石矿业有限公司成立合资公司，合资公司将名为“远山锂业有限公司”。合资公司将生产氢氧化锂。"
    assert about(text, "produces") == {"远山锂业有限公司|氢氧化锂"}
    assert "云岭集团|远山锂业有限公司" in about(text, "investsIn")


def test_a_joint_venture_without_a_name_is_not_who_founds_it() -> None:
    text = "云岭集团拟成立合资公司，合资公司的注册资本为10亿元。"
    assert not about(text, "registeredCapital")


def test_in_a_chain_of_daughters_each_is_her_mothers() -> None:
    text = "实施主体为云岭集团控股子公司青石铜箔集团股份有限公司全资子公司远山铜箔有限公司。"
    assert about(text, "subsidiaryOf") == {
        "青石铜箔集团股份有限公司|云岭集团",
        "远山铜箔有限公司|青石铜箔集团股份有限公司",
    }


def test_in_a_quotation_the_company_is_not_one_the_speaker_goes_on_to_name() -> None:
    text = "云岭铜箔有限公司是一家老厂。“公司生产的锂电铜箔畅销。”董事长李安说，目前，已与青石电池有限公司合作。"
    assert about(text, "produces") == {"云岭铜箔有限公司|锂电铜箔"}


def test_who_holds_most_after_a_purchase_is_the_parent() -> None:
    text = "收购完成后，云岭集团持有青石电力有限公司22.53%股份，成为其控股股东。"
    assert about(text, "subsidiaryOf") == {"青石电力有限公司|云岭集团"}


def test_what_is_bought_of_another_is_bought_though_a_bracket_gives_its_short_name() -> None:
    text = "云岭集团出资6亿元，收购了远山集团所持的青石电力有限公司（“青石电力”）80%的股权。"
    assert "云岭集团|青石电力有限公司" in about(text, "investsIn")


def test_partners_of_a_contract_own_what_they_set_up() -> None:
    text = "云岭集团与远山矿业有限公司签订合资合同，建立青石锂业有限公司，生产氢氧化锂。"
    assert about(text, "investsIn") == {"云岭集团|青石锂业有限公司", "远山矿业有限公司|青石锂业有限公司"}
    assert about(text, "produces") == {"青石锂业有限公司|氢氧化锂"}


def test_a_parent_by_nearly_the_same_name_is_another() -> None:
    text = "云岭铝业公司是云岭铝业股份有限公司的控股股东。云岭铝业主要生产原铝。"
    assert about(text, "subsidiaryOf") == {"云岭铝业股份有限公司|云岭铝业公司"}


def test_a_line_that_is_a_name_heads_what_follows() -> None:
    text = "云岭集团\n2023年产量1029万吨，居全国第三位。\n青石集团（远山铝业为核心）\n2023年氧化铝产量849万吨。"
    found = about(text, "production")
    assert {line.split("|")[0] for line in found} == {"云岭集团", "青石集团"}


def test_a_project_right_after_a_list_is_the_last_ones() -> None:
    text = "一行先后到云岭锌业有限公司、青石农业有限公司蛋鸡养殖项目调研。"
    assert {line.split("|")[0] for line in about(text, "undertakes")} == {"青石农业有限公司"}
