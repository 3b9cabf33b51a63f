"""Where projects lie whose report says once where it all happens; and whose 项目 is whose."""

from __future__ import annotations

import pytest

from tests.reading import about, read

WORKS = "年产5万吨磷酸铁锂项目"
OTHER = "年产2万吨铜杆项目"
TOLD = f"云岭锂材{WORKS}总投资12亿元。\n青石铜业{OTHER}总投资3亿元。"


@pytest.mark.parametrize(
    "opening",
    [
        "昨日，格尔木市举行重大项目集中签约仪式。",
        "格尔木市二季度重点项目集中开工。",
        "格尔木市又有一批工业项目正式动工。",
        "今年以来，我县招商不断突破。格尔木市的工业起步很早，如今格尔木市的园区已经成型，格尔木市的链条也长了。",
        "走进格尔木市，塔吊林立。格尔木市以锂为先。",
    ],
)
def test_projects_lie_where_the_report_says_it_happens(opening: str) -> None:
    assert about(f"{opening}\n{TOLD}", "locatedIn") == {f"{WORKS}|格尔木市", f"{OTHER}|格尔木市"}


@pytest.mark.parametrize(
    "text",
    [
        f"本报记者到格尔木市采访。\n{TOLD}",
        f"青海省举行重大项目集中签约仪式。\n{TOLD}",
        f"格尔木市与德令哈市都在发力。德令哈市更快，格尔木市紧追。\n{TOLD}",
        "格尔木市举行重大项目集中签约仪式。\n两个项目总投资15亿元。",
    ],
)
def test_a_place_that_is_no_home_is_given_to_none(text: str) -> None:
    assert not about(text, "locatedIn")


def test_a_project_that_lies_elsewhere_stays_there() -> None:
    text = f"格尔木市举行重大项目集中签约仪式。\n{WORKS}位于德令哈市，总投资12亿元。\n{OTHER}总投资3亿元。"
    assert about(text, "locatedIn") == {f"{WORKS}|德令哈市", f"{OTHER}|格尔木市"}


def test_another_place_that_a_sentence_begins_with_ends_the_home() -> None:
    text = f"格尔木市举行重大项目集中签约仪式。\n德令哈市也不示弱。\n{TOLD}"
    assert not about(text, "locatedIn")


def test_the_words_show_the_place_and_the_project() -> None:
    found = [c for c in read(f"格尔木市举行重大项目集中签约仪式。\n{TOLD}").claims if c.predicate == "locatedIn"]
    assert all("格尔木" in claim.evidence.quote and claim.subject.label in claim.evidence.quote for claim in found)


def test_a_project_told_of_after_another_company_came_up_is_that_company_s() -> None:
    begun = f"云岭锂材有限公司{WORKS}开工，青石铜业有限公司{OTHER}签约。\n云岭锂材有限公司{WORKS}最大。\n"
    text = f"{begun}青石铜业有限公司是一家老牌企业。该项目占地230亩。"
    assert about(text, "area") == {f"{OTHER}|230 {{mu}}"}


def test_a_project_told_of_after_a_company_without_one_is_no_other_s() -> None:
    text = f"云岭锂材有限公司{WORKS}开工。\n青石铜业有限公司是一家老牌企业。该项目占地230亩。"
    assert f"{WORKS}|230 {{mu}}" not in about(text, "area")
    same = f"云岭锂材有限公司{WORKS}开工。\n云岭锂材有限公司是一家老牌企业。该项目占地230亩。"
    assert about(same, "area") == {f"{WORKS}|230 {{mu}}"}
