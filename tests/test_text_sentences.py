"""Where sentences begin and end, what their paragraph is for, and which ones break off."""

import pytest

from graph.model import Document
from graph.text import Sentence, normalise, sentences


def cut(raw: str) -> list[tuple[str, Sentence]]:
    view = normalise(Document("a.md", raw))
    return [(view.text[sentence.start : sentence.end], sentence) for sentence in sentences(view)]


def words(raw: str) -> list[str]:
    return [text for text, _ in cut(raw)]


def roles(raw: str) -> list[str]:
    return [sentence.role for _, sentence in cut(raw)]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("甲公司投产。乙公司开工！丙公司呢？", ["甲公司投产。", "乙公司开工！", "丙公司呢？"]),
        ("一期投产；二期开工。", ["一期投产；二期开工。"]),
        ("他说：“一期投产。二期开工。”乙公司随后签约。", ["他说：“一期投产。二期开工。”", "乙公司随后签约。"]),
        ("“一期投产。二期开工。”甲公司经理说。", ["“一期投产。二期开工。”甲公司经理说。"]),
        ("今年“集体”开工，为“西电”供电。完。", ["今年“集体”开工，为“西电”供电。", "完。"]),
        ("《是投产吗？》发表了（共三期。未完）。", ["《是投产吗？》发表了（共三期。未完）。"]),
        ("有镍、铜……等产品。产能充足……乙公司开工。", ["有镍、铜……等产品。", "产能充足……", "乙公司开工。"]),
        ("【甲公司投建镍项目】甲公司公告，项目开工。", ["【甲公司投建镍项目】", "甲公司公告，项目开工。"]),
        ("利润7.5亿元。 占比3.2%。", ["利润7.5亿元。", "占比3.2%。"]),
    ],
)
def test_sentences_end_where_a_reader_would_stop(raw: str, expected: list[str]) -> None:
    assert words(raw) == expected


def test_a_long_quote_is_cut_at_its_own_stops() -> None:
    raw = "他说：“" + "甲公司的镍盐项目已经全部建成。" * 10 + "”"
    found = words(raw)
    assert len(found) == 10
    assert found[0] == "他说：“甲公司的镍盐项目已经全部建成。"
    assert found[-1] == "甲公司的镍盐项目已经全部建成。”"


def test_blocks_count_paragraphs() -> None:
    found = cut("甲公司投产。乙公司开工。\n\n丙公司签约。")
    assert [sentence.block for _, sentence in found] == [0, 0, 1]


@pytest.mark.parametrize(
    ("raw", "role"),
    [
        ("项目提速 园区提质", "heading"),
        ("# 这一行虽然带着句号，但是标记说它是标题。", "heading"),
        ("——甲市发展镍产业纪实", "heading"),
        ("▲甲公司的镍盐车间，工人正在作业。", "caption"),
        ("图为甲公司车间。", "caption"),
        ("甲公司年产2万吨硫酸镍项目建设现场。李大力", "caption"),
        ("七月，甲市举行签约仪式，总投资10亿元。王小川 摄", "caption"),
        ("甲实业有限公司智能车间。", "caption"),
        ("陈晓 王大力 李明", "byline"),
        ("本报记者 陈晓", "byline"),
        ("来源：甲地日报", "byline"),
        ("2025年7月3日 10:20 来源：甲地日报", "byline"),
        ("甲公司年产5万吨硫酸镍。", "prose"),
        ("甲公司建成镍盐生产线。", "prose"),
        ("甲公司产品供不应求，二期开工。", "prose"),
        ("- 甲公司年产5万吨硫酸镍项目", "prose"),
    ],
)
def test_each_block_has_a_role(raw: str, role: str) -> None:
    assert set(roles(raw)) == {role}


def test_a_name_below_a_picture_makes_the_line_above_its_caption() -> None:
    assert roles("甲公司镍盐生产线投料。  \n王小川") == ["caption", "byline"]


def test_the_title_in_brackets_is_a_heading_before_prose() -> None:
    assert roles("【甲公司投建镍项目】甲公司公告，项目开工。") == ["heading", "prose"]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("甲公司一期项目已经投产。二期正在建设，预计明年形成年产5万吨的生", [False, True]),
        ("“我们的镍盐产品质量领先，远销", [True]),
        ("甲公司在高新区建设的年产二十万吨电池级硫酸镍项目本月开工建设将于明年建成并形成年产值四十亿元的生", [True]),
        ("甲公司一期项目已经投产。", [False]),
        ("有关情况如下：", [False]),
        ("甲公司投产。（完）", [False, False]),
        ("他说：“一期投产。”", [False]),
        ("产品供不应求……", [False]),
        ("项目建设提速", [False]),
        ("- 甲公司在高新区建设的年产二十万吨电池级硫酸镍项目，总投资三十亿元，建成后新增产值四十亿元", [False]),
    ],
)
def test_a_paragraph_that_breaks_off_says_so(raw: str, expected: list[bool]) -> None:
    assert [sentence.cut for _, sentence in cut(raw)] == expected


def test_what_follows_a_cut_is_apart_from_it() -> None:
    found = cut("甲公司产品先进。二期正在建设，远销\n\n机制创新 服务提质\n\n乙公司投产，达标。")
    assert [(sentence.role, sentence.cut) for _, sentence in found] == [
        ("prose", False),
        ("prose", True),
        ("heading", False),
        ("prose", False),
    ]
