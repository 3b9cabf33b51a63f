"""The normalised view of a text: what rules see, and where it stood."""

import pytest

from graph.model import Document, Span
from graph.text import normalise


def text(raw: str, name: str = "a.txt") -> str:
    return normalise(Document(name, raw)).text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("年产２３．５万吨ＬＦＰ", "年产23.5万吨LFP"),
        ("增长２５％，占１／３", "增长25%，占1/3"),
        ("总产能２３，０００吨", "总产能23,000吨"),
        ("占地500㎡，约3㎞", "占地500m2，约3km"),
        ("占地5m²，H₂O，约10²", "占地5m2，H2O，约10²"),
        ("①镍；Ⅱ期", "①镍；II期"),
        ("⾦属镍，⺠用", "金属镍，民用"),
        ("投产,达标;竣工:好(是)!?", "投产，达标；竣工：好（是）！？"),
        ("产量23,000吨,比例3:2,见http://a.cn/b?c=1,2", "产量23,000吨，比例3:2，见http://a.cn/b?c=1,2"),
        ("已建成10GWh,2025年投产", "已建成10GWh，2025年投产"),
        ("1,2-二氯乙烷和Ni(OH)2、(NH4)2SO4", "1,2-二氯乙烷和Ni(OH)2、(NH4)2SO4"),
        ("磷酸铁锂LiFePO4(LFP)电池", "磷酸铁锂LiFePO4（LFP）电池"),
        ("甲股份(600001)1月公告", "甲股份（600001）1月公告"),
        ("Jia Nickel Co., Ltd.投资", "Jia Nickel Co., Ltd.投资"),
        ('建设"镍都"和"铜谷"', "建设“镍都”和“铜谷”"),
        ("『镍都』「铜谷」", "“镍都”“铜谷”"),
        ("项目已投产.乙公司也已投产．", "项目已投产。乙公司也已投产。"),
    ],
)
def test_widths_and_punctuation_are_made_one(raw: str, expected: str) -> None:
    assert text(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2～3万吨", "2~3万吨"),
        ("2－3万吨", "2~3万吨"),
        ("2 — 3万吨", "2~3万吨"),
        ("2-3万吨", "2~3万吨"),
        ("5%-10%", "5%~10%"),
        ("1,000-2,000吨", "1,000~2,000吨"),
        ("2023-2025年", "2023~2025年"),
        ("2025-07-03", "2025-07-03"),
        ("2025-07", "2025-07"),
        ("GB/T 1234-2020", "GB/T 1234-2020"),
        ("Q345-400", "Q345-400"),
        ("电话0935-8213456", "电话0935-8213456"),
        ("回收—拆解—再生", "回收—拆解—再生"),
        ("3-2", "3-2"),
    ],
)
def test_ranges_have_one_mark_and_codes_keep_theirs(raw: str, expected: str) -> None:
    assert text(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("利润7.5 亿元", "利润7.5亿元"),
        ("甘 肃 金\u3000属\xa0镍", "甘肃金属镍"),
        ("Jia\u3000 Nickel  Group", "Jia Nickel Group"),
        ("镍\u200b都\ufeff新\u00ad城\x07", "镍都新城"),
        ("陈晓 王大力", "陈晓 王大力"),
        ("镍都提速 铜谷升级", "镍都提速 铜谷升级"),
        ("**图一** 甲公司的车间，很大。", "图一 甲公司的车间，很大。"),
        ("镍都提速 铜谷升级，项目投产。", "镍都提速铜谷升级，项目投产。"),
    ],
)
def test_spaces_that_mean_nothing_go(raw: str, expected: str) -> None:
    assert text(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("# 标题\n正文，很好。", "标题\n\n正文，很好。"),
        ("## 集群崛起 >\n正文。", "集群崛起\n\n正文。"),
        ("**甲公司**生产`镍`", "甲公司生产镍"),
        ("见[甲公司](http://a.cn/b)的![图](c.png)", "见甲公司的图"),
        ("> 引文。\n> 又一句。", "引文。\n又一句。"),
        ("- 镍\n- 铜\n1. 钴", "镍\n\n铜\n\n钴"),
        ("甲<!-- 乙\n丙 -->公司", "甲公司"),
        ("| 项目 | 产能 |\n|---|---|\n| 镍 | 2万吨 |", "项目\n\n产能\n\n镍\n\n2万吨"),
        ("甲公司\n---\n乙公司", "甲公司\n\n乙公司"),
        ("一行  \n二行", "一行\n\n二行"),
    ],
)
def test_markup_goes_and_parts_what_it_parted(raw: str, expected: str) -> None:
    assert text(raw, "a.md") == expected


WRAPPED = """甲公司在高新区建设的年产二十万吨电池级硫酸
镍项目本月开工，项目总投资三十亿元，建成后每
年可新增产值四十亿元，带动就业一千人。
　　乙公司的铜箔生产线同时投产，产品供应给多家
电池企业，其中包括丙公司和丁公司。
"""


def test_lines_that_the_column_broke_are_joined() -> None:
    first, second = text(WRAPPED).split("\n\n")
    assert "电池级硫酸镍项目" in first
    assert "建成后每年可新增" in first
    assert second.startswith("乙公司的铜箔生产线")
    assert second.endswith("丙公司和丁公司。")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("甲公司生产硫酸镍、\n硫酸钴。", "甲公司生产硫酸镍、硫酸钴。"),
        ("甲公司发布了“镍都\n行动”方案", "甲公司发布了“镍都行动”方案"),
        ("甲公司产品先进，\n\n乙公司投产。", "甲公司产品先进，\n\n乙公司投产。"),
        ("甲公司产品先进，\n项目建设提速", "甲公司产品先进，\n项目建设提速"),
        ("甲公司投产\n乙公司开工", "甲公司投产\n乙公司开工"),
        ("super-\nalloy产品", "superalloy产品"),
        ("甲公司\r\n\r\n乙公司\r丙公司", "甲公司\n\n乙公司\n丙公司"),
    ],
)
def test_lines_are_joined_only_for_a_reason(raw: str, expected: str) -> None:
    assert text(raw) == expected


def test_a_number_broken_by_the_column_is_whole_again() -> None:
    raw = "".join(f"第{k}号企业在开发区建设的镍材料加工项目总投资达到1\n2{k}0万元并且已经建成。\n" for k in range(1, 5))
    assert "达到120" not in text(raw)
    assert "达到1220万元" in text(raw)


def test_a_span_says_where_the_words_stood() -> None:
    raw = "公 司 年产 ５万吨\u200b镍。"
    view = normalise(Document("a.txt", raw))
    at = view.text.index("5万吨镍")
    assert view.span(at, at + 4) == Span(raw.index("５"), raw.index("。"))
    assert view.span(2, 2) == Span(view.offsets[2], view.offsets[2])


def test_two_characters_of_one_point_to_it() -> None:
    view = normalise(Document("a.txt", "占地5㎡。"))
    assert view.span(3, 5) == Span(3, 4)


def test_the_front_matter_is_not_read_as_text() -> None:
    raw = "---\ntitle: 镍\n---\n甲公司投产。"
    view = normalise(Document("a.md", raw, start=raw.index("甲")))
    assert view.text == "甲公司投产。"
    assert view.span(0, 3) == Span(raw.index("甲"), raw.index("投"))


def test_an_empty_text_has_an_empty_view() -> None:
    assert normalise(Document("a.txt", "")).text == normalise(Document("a.txt", " \n\u3000\n")).text == ""
