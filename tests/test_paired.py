"""Two lists told of one by one: each of the one goes with its like of the other."""

from __future__ import annotations

import pytest

import graph


def _told(text: str, predicate: str) -> set[tuple[str, str]]:
    found = graph.build_texts([("text", text)]).facts
    return {
        (fact.subject.rsplit("/", 1)[-1], str(fact.object).rsplit("/", 1)[-1])
        for fact in found
        if fact.predicate == predicate
    }


_OWNERS = {("云岭锂材有限公司", "年产2万吨碳酸锂项目"), ("青石锂能有限公司", "年产5GWh储能电池项目")}


@pytest.mark.parametrize(
    "text",
    [
        "云岭锂材有限公司、青石锂能有限公司分别建设年产2万吨碳酸锂项目和年产5GWh储能电池项目。",
        "云岭锂材有限公司、青石锂能有限公司先后落户，分别建设年产2万吨碳酸锂项目和年产5GWh储能电池项目。",
        "云岭锂材有限公司、青石锂能有限公司分别投资12亿元、8亿元，建设年产2万吨碳酸锂项目和年产5GWh储能电池项目。",
        "年产2万吨碳酸锂项目、年产5GWh储能电池项目分别由云岭锂材有限公司和青石锂能有限公司投资建设。",
        "集团全资子公司云岭锂材有限公司、控股子公司青石锂能有限公司分别实施年产2万吨碳酸锂项目、年产5GWh储能电池项目。",
        "格尔木市的年产2万吨碳酸锂项目、德令哈市的年产5GWh储能电池项目同日动工，"
        "前者业主为云岭锂材有限公司，后者由青石锂能有限公司实施。",
    ],
)
def test_owners_one_by_one(text: str) -> None:
    assert _told(text, "undertakes") == _OWNERS


def test_places_one_by_one() -> None:
    said = "碳酸锂项目和储能电池项目分别位于格尔木市和德令哈市，业主分别为云岭锂材有限公司、青石锂能有限公司。"
    assert _told(said, "locatedIn") >= {("碳酸锂项目", "格尔木市"), ("储能电池项目", "德令哈市")}
    assert not _told(said, "locatedIn") & {("碳酸锂项目", "德令哈市"), ("储能电池项目", "格尔木市")}
    assert _told(said, "undertakes") == {("云岭锂材有限公司", "碳酸锂项目"), ("青石锂能有限公司", "储能电池项目")}


def test_lists_of_other_lengths_say_nothing() -> None:
    said = (
        "云岭锂材有限公司、青石锂能有限公司分别建设年产2万吨碳酸锂项目、年产5GWh储能电池项目和年产3亿平方米隔膜项目。"
    )
    assert not _told(said, "undertakes")


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("云岭铜业有限公司三期已于8月投产。", {"云岭铜业有限公司三期"}),
        ("支持青石陶瓷有限公司建成氮化铝基板二期，产能提高到400万片。", {"氮化铝基板二期"}),
        ("云岭石化有限公司烷基化装置升级改造已进入设备安装阶段。", {"烷基化装置升级改造"}),
        ("推进云岭轴承有限公司回转支承扩建，实施老旧小区改造。", {"云岭轴承有限公司回转支承扩建"}),
        ("云岭公司汽车拆解二期建成后，年拆解能力由2万辆提高到6万辆。", {"汽车拆解二期"}),
        ("推进老旧小区改造。", set()),
    ],
)
def test_phases_and_upgrades_are_works(text: str, works: set[str]) -> None:
    found = graph.build_texts([("text", text)]).entities
    assert {e.label for e in found if e.kind == "Project"} == works
