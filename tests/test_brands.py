"""Enterprises named by a brand and a trade alone, in sentences that give no other sign of them."""

from __future__ import annotations

import pytest

from graph.extract.legal import legal_names
from tests.reading import about, know, named, words


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("项目由朔岚科技投资建设，总投资3亿元。", "朔岚科技"),
        ("岚锗锌业年产电解锌3万吨。", "岚锗锌业"),
        ("该装置的运营方是朔岚石化，年产乙烯3万吨。", "朔岚石化"),
        ("朔岚钙业年产活性氧化钙3万吨。", "朔岚钙业"),
        ("朔岚集团年产金刚石微粉2万吨。", "朔岚集团"),
        ("朔岚粉末年产还原铁粉2万吨。", "朔岚粉末"),
        ("朔岚饲料年产饲料2万吨。", "朔岚饲料"),
    ],
)
def test_an_unknown_brand_with_its_trade_is_an_enterprise(text: str, name: str) -> None:
    assert named(text, "Company") == {name}


@pytest.mark.parametrize(
    "text",
    [
        "当地矿产资源丰富，年产铁矿石3万吨。",
        "良好的营商环境吸引了项目落户。",
        "新型铝合金年产3万吨。",
        "当地大力发展生态循环农业。",
        "企业集团化发展，年产铜3万吨。",
        "全市加快有色金属集团式发展。",
    ],
)
def test_a_trade_after_plain_words_is_no_enterprise(text: str) -> None:
    assert named(text, "Company") == set()


def test_a_list_of_enterprises_names_each() -> None:
    text = "德令哈工业园聚集了新岚祥、日岚汽车、天岚硅业等配套企业。"
    assert named(text, "Company") == {"新岚祥", "日岚汽车", "天岚硅业"}


@pytest.mark.parametrize("text", ["园区聚集了化工、冶金、建材等龙头企业。", "全市培育了铜加工、镍材料等重点企业。"])
def test_a_list_of_trades_names_none(text: str) -> None:
    assert named(text, "Company") == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("三岚（塔城）风电设备有限公司占地400亩。", "三岚（塔城）风电设备有限公司"),
        ("又一煤化工项目伊岚集团东岚能源公司年产120万吨甲醇。", "伊岚集团东岚能源公司"),
    ],
)
def test_a_name_begins_with_its_brand(text: str, name: str) -> None:
    assert named(text, "Company") == {name}


def test_the_plants_of_a_place_are_no_enterprise_of_its_name() -> None:
    assert named("石河子市水泥生产企业4家，累计生产水泥47万吨。", "Company") == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("云九建材矿渣微粉项目总投资1.1亿元。", "云九建材"),
        ("三是云九建材矿渣微粉项目总投资1.1亿元。", "云九建材"),
        ("朔同铝业铝合金铸造及精深加工项目开工。", "朔同铝业"),
        ("二是岚亚牧业奶牛养殖基地项目今年计划投资1.2亿元。", "岚亚牧业"),
        ("青石能源年产22万吨甲醇项目进入试生产。", "青石能源"),
        ("朔同电机投资12亿元建设永磁转子项目。", "朔同电机"),
        ("青石电力有限公司打入岚同汽车的配套体系。", "岚同汽车"),
    ],
)
def test_who_opens_the_name_of_a_project_is_an_enterprise(text: str, name: str) -> None:
    assert name in named(text, "Company")


@pytest.mark.parametrize(
    "text",
    [
        "绿色建材产业项目开工。",
        "新型建材生产项目开工。",
        "碳酸锂及锂电池生产全产业链项目开工。",
        "加快铝业精深加工项目建设。",
    ],
)
def test_what_is_built_is_no_enterprise(text: str) -> None:
    assert named(text, "Company") == set()


@pytest.mark.parametrize(
    "before",
    ["由", "与", "从", "记者从", "使", "将", "系由", "并", "5月8日", "今年以来", "给", "因", "及", "交由", "投向"],
)
@pytest.mark.parametrize("name", ["积朗新材有限公司", "昱朗科技有限公司", "岑钢集团"])
def test_a_brand_that_no_dictionary_holds_begins_after_the_grammar_before_it(before: str, name: str) -> None:
    text = f"{before}{name}建设。"
    assert [text[start:end] for start, end in legal_names(text, words())] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "云岭持股平台间接控制公司3%的股份。",
        "为深化公司国际化布局，推动海外业务。",
        "当地成立了一个实业投资有限公司。",
        "宜宾某化工有限公司排放超标。",
        "归属于上市公司股东的净利润增长。",
    ],
)
def test_what_is_done_with_a_company_is_no_name(text: str) -> None:
    assert not list(legal_names(text, words()))


def test_who_holds_a_company_in_person_is_none() -> None:
    text = "岚砾精密股份有限公司的控股股东为李云岭，实际控制人为李云岭、王青石。李云岭直接持有公司3000万股。"
    assert not about(text, "subsidiaryOf")
    assert not about(text, "investsIn")


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("宜宾昱能新材料有限公司成立于2010年。昱能公司年产铜箔3万吨。", "宜宾昱能新材料有限公司"),
        ("宜宾昱钢集团有限公司成立于2010年。昱钢公司年产铜箔3万吨。", "宜宾昱钢集团有限公司"),
        ("昱钢集团与宜宾昱钢铜箔有限公司签约。昱钢集团年产铜箔3万吨。", "昱钢集团"),
        ("昱岚公司成立于2010年。昱钢公司年产铜箔3万吨。", "昱钢公司"),
    ],
)
def test_a_brand_with_no_more_than_company_is_short_for_the_one_full_name_it_begins(text: str, company: str) -> None:
    subjects = {fact.subject for fact in know(text).facts if fact.predicate == "capacity"}
    assert subjects == {f"company/{company}"}


@pytest.mark.parametrize("byline", ["川江在线记者 张岚", "川江晚报全媒记者 谢慧岚 通讯员 孙亚岚"])
def test_who_reports_is_no_company(byline: str) -> None:
    assert not named(f"{byline}投资58亿元，到2030年汽车产能达到300万辆。", "Company")
