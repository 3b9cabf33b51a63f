"""Tables of projects and companies: each row is read by what its headings mean, in any kind of file, or not at all."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from graph.extract import extract
from graph.model import Document, Mention, Quantity
from graph.text import normalise
from graph.text import read as read_file
from tests.reading import GATE, about, facts, know, named, read, said, words

HEADS = ("序号", "项目名称", "建设单位", "建设地点", "总投资（亿元）", "进展", "备注")
ROWS = (
    ("1", "年产3万吨碳酸锂项目", "赤松锂业有限公司", "德令哈市昆仑工业园", "12", "在建", ""),
    ("2", "年产2万吨电解铜箔", "远山铜箔有限公司", "格尔木市", "8.5", "已备案", "重点"),
    ("3", "废旧电池处理工程", "", "格尔木市", "—", "拟建", ""),
)
TOLD = {
    "年产3万吨碳酸锂项目|produces|碳酸锂",
    "年产3万吨碳酸锂项目|capacity|30000 t/a 碳酸锂",
    "赤松锂业有限公司|undertakes|年产3万吨碳酸锂项目",
    "年产3万吨碳酸锂项目|investment|1200000000 [CNY]",
    "年产3万吨碳酸锂项目|status|UnderConstruction",
    "年产2万吨电解铜箔|capacity|20000 t/a 电解铜箔",
    "远山铜箔有限公司|undertakes|年产2万吨电解铜箔",
    "年产2万吨电解铜箔|locatedIn|格尔木市",
    "年产2万吨电解铜箔|investment|850000000 [CNY]",
    "年产2万吨电解铜箔|status|Approved",
    "废旧电池处理工程|locatedIn|格尔木市",
    "废旧电池处理工程|status|Planned",
}


def laid(joint: str, rows: tuple[tuple[str, ...], ...] = (HEADS, *ROWS)) -> str:
    return "\n".join(joint.join(row) for row in rows)


def piped() -> str:
    rule = "|---" * len(HEADS) + "|"
    lines = [f"| {' | '.join(row)} |" for row in (HEADS, *ROWS)]
    return "\n".join(("# 重点项目", "", lines[0], rule, *lines[1:], "", "完。"))


def page() -> str:
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (HEADS, *ROWS))
    lead = "<p>今年以来，全市紧盯重点项目建设，各项工作有序推进，现将进展情况通报如下。</p>"
    return f"<html><body><article><h1>重点项目</h1>{lead}<table>{body}</table>{lead}</article></body></html>"


def in_file(path: Path) -> set[str]:
    """What a file says, each claim once its words have been found at their place."""
    (document,) = read_file(path)
    found = extract(document, words(), GATE)
    for claim in found.claims:
        span = claim.evidence.span
        assert document.text[span.start : span.end] == claim.evidence.quote
        names = (claim.subject, claim.object)
        assert all(thing.surface in claim.evidence.quote for thing in names if isinstance(thing, Mention))
        if isinstance(claim.object, Quantity):
            assert claim.object.as_written in claim.evidence.quote
    return set(said(document.text))


@pytest.mark.parametrize("text", [laid("\t"), laid("|"), laid(" | "), piped(), "\n\n".join(laid("\t").split("\n"))])
def test_a_row_says_what_its_headings_mean(text: str) -> None:
    assert said(text) >= TOLD
    assert about(text, "investment") == {"年产3万吨碳酸锂项目|1200000000 [CNY]", "年产2万吨电解铜箔|850000000 [CNY]"}


@pytest.mark.parametrize("joint", ["   ", "　　", " "])
def test_columns_of_spaces_are_a_table(joint: str) -> None:
    text = laid(joint, tuple(row[:6] for row in (HEADS, *ROWS[:2])))
    assert {line for line in TOLD if "废旧" not in line} <= said(text)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.docx"])
def test_a_table_is_read_alike_in_every_kind_of_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "a.docx":
        file = docx.Document()
        table = file.add_table(0, len(HEADS))
        for row in (HEADS, *ROWS):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        file.save(str(path))
    else:
        path.write_text({"a.txt": laid("\t"), "a.md": piped(), "a.html": page()}[name], encoding="utf-8")
    assert in_file(path) >= TOLD


def test_the_park_of_a_row_lies_in_its_county() -> None:
    assert "年产3万吨碳酸锂项目|德令哈市昆仑工业园" in about(laid("\t"), "locatedIn")
    assert "德令哈市昆仑工业园|locatedIn|德令哈市" in facts(know(laid("\t")), "Derived")


def test_a_park_by_an_unknown_place_goes_by_the_whole_cell() -> None:
    text = laid("\t", (HEADS[:4], ("1", "年产3万吨碳酸锂项目", "赤松锂业有限公司", "土弯旗新型工业园区")))
    assert about(text, "locatedIn") == {"年产3万吨碳酸锂项目|土弯旗新型工业园区"}


def test_a_row_is_the_quote() -> None:
    (claim,) = (c for c in read(laid("\t")).claims if c.predicate == "investment" and c.object.as_written == "12")  # type: ignore[union-attr]
    assert claim.evidence.quote == "年产3万吨碳酸锂项目\t赤松锂业有限公司\t德令哈市昆仑工业园\t12"
    assert claim.evidence.extractor == "tables"


@pytest.mark.parametrize(
    ("caption", "heading", "expected"),
    [
        ("重点项目表（单位：万吨、亿元）", "总投资", "300000000 [CNY]"),
        ("单位：万元", "总投资", "30000 [CNY]"),
        ("单位：万元", "总投资（亿元）", "300000000 [CNY]"),
        ("重点项目表", "计划总投资/亿元", "300000000 [CNY]"),
    ],
)
def test_a_bare_number_takes_the_unit_given(caption: str, heading: str, expected: str) -> None:
    text = f"{caption}\n项目名称\t建设单位\t{heading}\n铜箔项目\t赤松铜箔有限公司\t3"
    assert about(text, "investment") == {f"铜箔项目|{expected}"}


@pytest.mark.parametrize("heading", ["总投资", "总投资（吨）", "2024年计划总投资（亿元）", "建设单位：市铜业办公室"])
def test_a_number_without_a_unit_or_of_one_year_is_not_taken(heading: str) -> None:
    assert not about(f"项目名称\t建设单位\t{heading}\n铜箔项目\t赤松铜箔有限公司\t3", "investment")


@pytest.mark.parametrize("cell", ["4亿元", "约4亿元", "4.0"])
def test_a_number_may_bring_its_own_unit(cell: str) -> None:
    text = f"项目名称\t建设单位\t总投资（亿元）\n铜箔项目\t赤松铜箔有限公司\t{cell}"
    assert about(text, "investment") == {"铜箔项目|400000000 [CNY]"}


def test_companies_with_their_products_and_capacities() -> None:
    text = "企业名称\t所在地\t主要产品\t年产能（万吨）\t2023年产值（亿元）\n赤松锂业\t德令哈市\t碳酸锂\t3\t40\n"
    assert said(text) == {
        "赤松锂业|locatedIn|德令哈市",
        "赤松锂业|produces|碳酸锂",
        "赤松锂业|capacity|30000 t/a 碳酸锂",
        "赤松锂业|outputValue|4000000000 [CNY] @2023",
    }


def test_what_is_to_be_built_is_the_projects() -> None:
    text = (
        "项目名称\t建设单位\t建设内容及规模\t进展情况\n"
        "铜材一体化项目\t赤松铜业有限公司\t年产5万吨电解铜、2万吨铜箔。以铜精矿为原料。\t主体已完工，正在进行设备安装调试"
    )
    found = said(text)
    assert {
        "铜材一体化项目|capacity|50000 t/a 电解铜",
        "铜材一体化项目|capacity|20000 t/a 铜箔",
        "铜材一体化项目|produces|铜箔",
        "铜材一体化项目|consumes|铜精矿",
        "铜材一体化项目|status|UnderConstruction",
    } <= found
    assert not {line for line in found if line.startswith("赤松铜业有限公司|") and "|undertakes|" not in line}


def test_the_name_of_a_project_is_the_whole_cell() -> None:
    text = laid("\t", (HEADS[:4], ("1", "青云湖智能化升级", "赤松锂业有限公司", "格尔木市")))
    assert named(text, "Project") == {"青云湖智能化升级"}
    owned = laid("\t", (HEADS[:4], ("1", "赤松锂业有限公司年产3万吨碳酸锂项目", "赤松锂业有限公司", "格尔木市")))
    assert about(owned, "undertakes") == {"赤松锂业有限公司|年产3万吨碳酸锂项目"}


def test_a_project_may_be_a_park_or_a_phase() -> None:
    rows = (HEADS[:5], ("1", "高端铜箔产业园", "赤松铜箔有限公司", "格尔木市", "20"))
    assert about(laid("|", rows), "investment") == {"高端铜箔产业园|2000000000 [CNY]"}
    phased = (HEADS[:5], ("1", "年产3万吨碳酸锂项目（一期）", "赤松锂业有限公司", "格尔木市", "20"))
    assert about(laid("|", phased), "investment") == {"年产3万吨碳酸锂项目|2000000000 [CNY]"}


def test_who_stands_before_the_name_undertakes_it() -> None:
    rows = (("项目名称", "总投资（亿元）", "进展"), ("赤松锂业有限公司年产3万吨碳酸锂项目", "3", "在建"))
    assert about(laid("|", rows), "undertakes") == {"赤松锂业有限公司|年产3万吨碳酸锂项目"}


def test_an_office_undertakes_nothing_by_its_name_alone() -> None:
    rows = (("项目名称", "建设单位", "总投资（亿元）"), ("标准厂房建设项目", "格尔木市工信局", "3"))
    assert not about(laid("|", rows), "undertakes")


@pytest.mark.parametrize("name", ["锂电材料", "锂电材料（5个）", "铜箔项目5个", "合计"])
def test_a_sort_of_projects_is_no_project(name: str) -> None:
    assert not about(laid("|", (HEADS, ("一", name, "", "", "60", "", ""))), "investment")


def test_two_projects_in_a_cell_share_no_sum() -> None:
    found = said(laid("|", (HEADS, ("1", "年产3万吨碳酸锂项目、年产2万吨铜箔项目", "", "", "60", "", ""))))
    assert {"年产3万吨碳酸锂项目|produces|碳酸锂", "年产2万吨铜箔项目|produces|铜箔"} <= found
    assert not {line for line in found if "|investment|" in line}


@pytest.mark.parametrize("joint", ["\t", "|"])
def test_a_table_of_headings_with_their_values_tells_of_one_project(joint: str) -> None:
    upright = (("项目名称", "年产3万吨碳酸锂项目"), ("建设单位", "赤松锂业有限公司"), ("总投资（万元）", "50000"))
    paired = ((*upright[0], *upright[1]), (*upright[2], "环保投资（万元）", "300"))
    for rows in (upright, paired):
        found = said(laid(joint, rows))
        assert {line for line in found if "|investment|" in line} == {"年产3万吨碳酸锂项目|investment|500000000 [CNY]"}
        assert "赤松锂业有限公司|undertakes|年产3万吨碳酸锂项目" in found


def test_a_company_has_no_status() -> None:
    rows = (("企业名称", "所在地", "产品", "状态"), ("赤松锂业", "格尔木市", "碳酸锂", "在产"))
    assert said(laid("|", rows)) == {"赤松锂业|locatedIn|格尔木市", "赤松锂业|produces|碳酸锂"}


@pytest.mark.parametrize(
    "rows",
    [
        (("甲栏", "乙栏", "丙栏"), ("碳酸锂项目", "赤松锂业有限公司", "12")),
        (("姓名", "项目名称", "成绩"), ("陈远", "跳远项目", "5.2")),
        (("项目名称", "项目", "建设单位"), ("碳酸锂项目", "铜箔项目", "赤松锂业有限公司")),
        (("项目", "产值（亿元）", "税收（亿元）"), ("锂电业务", "30", "2")),
        (("项目名称", "建设单位", "建设地点"), ("合计", "赤松锂业有限公司", "格尔木市")),
        (("项目名称", "建设单位", "建设地点"), ("碳酸锂项目", "赤松锂业有限公司")),
    ],
)
def test_what_is_not_understood_says_nothing(rows: tuple[tuple[str, ...], ...]) -> None:
    claims = read(laid("|", rows)).claims
    assert [claim for claim in claims if claim.evidence.extractor == "tables"] == []
    assert not about(laid("|", rows), "undertakes")


def test_a_row_tells_nothing_of_the_next() -> None:
    found = said(laid("\t"))
    assert not {line for line in found if "废旧电池处理工程" in line and "有限公司" in line}
    assert not {line for line in found if "废旧电池处理工程|investment" in line}


def test_prose_after_a_table_is_read_as_ever() -> None:
    text = laid("\t") + "\n说明：远山铜箔有限公司投资3亿元建设年产1万吨铝箔项目。"
    assert "年产1万吨铝箔项目|investment|300000000 [CNY]" in said(text)
    assert said(text) >= TOLD


def test_the_columns_known_say_what_the_graph_can_hold() -> None:
    for column in words().columns.values():
        known = column.says in {*GATE.relations, *GATE.quantities, "project", "company", "content", "status", "silent"}
        assert known, column.heading
        assert (column.says in GATE.quantities) == bool(column.dimension), column.heading
    states = {role[6:] for roles in words().words.values() for role in roles if role.startswith("state:")}
    assert states == GATE.statuses


def test_reading_a_table_leaves_the_text_as_it_was() -> None:
    document = Document("a.txt", laid("\t"))
    assert {c.evidence.document for c in extract(document, words(), GATE).claims} == {document.id}


def test_a_long_list_in_columns_is_read_in_proportion_to_its_length() -> None:
    names = "陈远  李明  王立\n" * 5000
    assert normalise(Document("a.txt", names)).tables == ()  # seconds, not minutes
