"""Projects that raised money goes to: their whole names, whose they are, and what is none of them."""

from __future__ import annotations

import pytest

from tests.reading import about, named

WHO = "云岭钛业股份有限公司"


@pytest.mark.parametrize(
    ("spent", "projects"),
    [
        ("用于智能测控装备生产项目、铝箔工艺验证项目", {"智能测控装备生产项目", "铝箔工艺验证项目"}),
        ("分别用于“35万吨/年苯酚、丙酮项目”、“补充流动资金项目”", {"35万吨/年苯酚、丙酮项目"}),
        ("用于35万吨/年苯酚、丙酮项目、偿还银行贷款", {"35万吨/年苯酚、丙酮项目"}),
        ("用于新增年产3万吨铜箔的技术改造项目和补充流动资金", {"年产3万吨铜箔的技术改造项目"}),
        ("用于可穿戴电子产品结构件生产项目（一期）", {"可穿戴电子产品结构件生产项目"}),
        ("用于铝箔扩产项目，铝材检测项目，补充流动资金", {"铝箔扩产项目", "铝材检测项目"}),
        ("用于以下投资项目", set()),
        ("全部用于公司主营业务相关的项目", set()),
    ],
)
def test_each_project_that_money_is_raised_for_is_whole(spent: str, projects: set[str]) -> None:
    assert named(f"{WHO}公告，拟募集资金3亿元，{spent}。", "Project") - {"项目"} == projects


def test_who_raises_the_money_undertakes_them() -> None:
    text = f"{WHO}披露的招股书显示，公司拟募集资金3亿元，其中，2亿元用于铝箔扩产项目，1亿元用于铜箔工艺验证项目。"
    assert about(text, "undertakes") == {f"{WHO}|铝箔扩产项目", f"{WHO}|铜箔工艺验证项目"}


def test_what_any_enterprise_may_have_goes_by_its_owner() -> None:
    text = f"{WHO}公告，拟募集资金3亿元，用于研发中心建设项目和铝箔扩产项目。"
    assert about(text, "undertakes") == {f"{WHO}|研发中心建设项目（{WHO}）", f"{WHO}|铝箔扩产项目"}


def test_who_only_sponsors_an_issue_is_not_the_company() -> None:
    text = f"{WHO}今日上市。保荐机构为岚峰证券股份有限公司。公司拟募集资金3亿元，用于铝箔扩产项目。"
    assert about(text, "undertakes") == {f"{WHO}|铝箔扩产项目"}


def test_the_company_may_be_named_in_the_sentence_before() -> None:
    text = f"{WHO}发布说明书。本次募集资金总额3亿元，扣除发行费用后将用于铝箔扩产项目。"
    assert about(text, "undertakes") == {f"{WHO}|铝箔扩产项目"}
    two = f"{WHO}发布说明书。岚峰矿业有限公司停产。本次募集资金总额3亿元，将用于铝箔扩产项目。"
    assert about(two, "undertakes") == set()


def test_each_project_has_its_own_owner_and_place() -> None:
    text = f"{WHO}公告，拟募集资金3亿元，用于岚峰科技铝箔扩产项目、铜箔工艺验证项目、绵阳铝材检测项目、铝带扩产项目。"
    assert about(text, "undertakes") == {
        "岚峰科技|铝箔扩产项目",
        f"{WHO}|铜箔工艺验证项目",
        f"{WHO}|铝材检测项目",
        f"{WHO}|铝带扩产项目",
    }
    assert about(text, "locatedIn") == {"铝材检测项目|绵阳市"}
