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


@pytest.mark.parametrize(
    ("event", "status"),
    [
        ("昨日，格尔木市举行重大项目集中签约仪式。", "Signed"),
        ("格尔木市15个重点工业项目同日动工。", "UnderConstruction"),
        ("格尔木市举行招商项目集中开工活动。", "UnderConstruction"),
        ("格尔木市举行一批重点项目开工、签约活动。", ""),
        ("格尔木市将于下月举行重大项目集中签约仪式。", ""),
        ("格尔木市召开重大项目调度会。", ""),
    ],
)
def test_projects_are_as_far_as_their_event_says(event: str, status: str) -> None:
    expected = {f"{WORKS}|{status}", f"{OTHER}|{status}"} if status else set()
    assert about(f"{event}\n{TOLD}", "status") == expected


def test_a_project_of_an_event_that_is_further_is_told_so_and_its_line_is_none() -> None:
    text = f"格尔木市举行重大项目集中签约仪式。\n云岭锂材{WORKS}已建成投产，建设碳酸锂生产线2条。"
    assert about(text, "status") == {f"{WORKS}|InProduction"}


def test_a_project_told_of_after_another_company_came_up_is_that_company_s() -> None:
    begun = f"云岭锂材有限公司{WORKS}开工，青石铜业有限公司{OTHER}签约。\n云岭锂材有限公司{WORKS}最大。\n"
    text = f"{begun}青石铜业有限公司是一家老牌企业。该项目占地230亩。"
    assert about(text, "area") == {f"{OTHER}|230 {{mu}}"}


def test_a_project_told_of_after_a_company_without_one_is_no_other_s() -> None:
    text = f"云岭锂材有限公司{WORKS}开工。\n青石铜业有限公司是一家老牌企业。该项目占地230亩。"
    assert f"{WORKS}|230 {{mu}}" not in about(text, "area")
    same = f"云岭锂材有限公司{WORKS}开工。\n云岭锂材有限公司是一家老牌企业。该项目占地230亩。"
    assert about(same, "area") == {f"{WORKS}|230 {{mu}}"}


@pytest.mark.parametrize("writer", ["本公司", "发行人"])
def test_a_company_that_writes_of_itself_is_not_the_one_named_last(writer: str) -> None:
    text = f"云岭锂材有限公司是{writer}的子公司，主要从事碳酸锂的生产。公司年产2万吨铜杆。"
    assert about(text, "produces") == {"云岭锂材有限公司|碳酸锂"}
    named = f"青石铜业有限公司（“本公司”）公布年报。{text}"
    assert about(named, "produces") == {"云岭锂材有限公司|碳酸锂", "青石铜业有限公司|铜杆"}


@pytest.mark.parametrize(
    "opening",
    [
        "格尔木市安排工业项目18项，其中续建9项。",
        "记者从格尔木市工信局了解到，21项重点工业项目进展顺利。",
    ],
)
def test_projects_of_a_plan_lie_in_the_town_that_has_it(opening: str) -> None:
    assert about(f"{opening}{TOLD}", "locatedIn") == {f"{WORKS}|格尔木市", f"{OTHER}|格尔木市"}


def test_a_project_told_of_extends_the_reach_of_its_place() -> None:
    far = "项目建成后可以带动当地就业，完善产业链条，增加税收，推动转型，为高质量发展增添动力。" * 7
    text = f"格尔木市举行重大项目集中签约仪式。{WORKS}总投资12亿元。{far}\n{OTHER}总投资3亿元。"
    assert about(text, "locatedIn") == {f"{WORKS}|格尔木市", f"{OTHER}|格尔木市"}


def test_a_place_that_is_named_again_does_not_end_itself() -> None:
    text = f"格尔木市举行重大项目集中签约仪式。格尔木市的{WORKS}和在格尔木市的{OTHER}总投资12亿元。"
    assert f"{OTHER}|格尔木市" in about(text, "locatedIn")


def test_a_park_with_a_name_of_its_own_lies_in_the_town_of_the_report() -> None:
    text = "格尔木市举行重大项目集中签约仪式，赤湖工业园区的两个项目先行。"
    assert about(text, "locatedIn") == {"赤湖工业园区|格尔木市"}
    assert not about("格尔木市举行重大项目集中签约仪式，零碳园区的两个项目先行。", "locatedIn")


def test_a_park_of_the_town_does_not_end_it() -> None:
    text = f"格尔木市举行重大项目集中签约仪式。签约在赤湖工业园区举行，共有{WORKS}、{OTHER}等12个项目。"
    assert {f"{WORKS}|格尔木市", f"{OTHER}|格尔木市"} <= about(text, "locatedIn")


def test_a_village_counts_for_the_town_it_lies_in() -> None:
    text = f"走进格尔木市青石村，塔吊林立。格尔木市以锂为先。\n{TOLD}"
    assert {f"{WORKS}|格尔木市", f"{OTHER}|格尔木市"} <= about(text, "locatedIn")
