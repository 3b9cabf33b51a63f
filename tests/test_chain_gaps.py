"""Gaps: each reference step as present, under way or not stated, and which kind of gap that makes it."""

from __future__ import annotations

import pytest

from graph import KnowledgeGraph
from graph.chain import Gap, gaps
from graph.errors import QueryError
from tests.stating import makes, stated

ALUMINA = makes("云岭铝业", 20, "氧化铝")
ALUMINIUM = makes("远山铝业", 10, "电解铝")
ALLOY = makes("松河合金", 5, "铝合金")
HUB = "北塔轮毂有限公司主要生产铝合金轮毂。"


def gap(known: KnowledgeGraph, chain: str, step: str, region: str | None = None) -> Gap:
    (found,) = (g for g in known.gaps(chain, region) if g.step.label == step)
    return found


def names(gap: Gap) -> set[str]:
    return {maker.name.label for maker in gap.producers}


def test_every_reference_step_has_its_row_in_stage_order() -> None:
    known = stated(ALUMINA)
    found = known.gaps("铝产业链")
    steps = {step.label for step in known.index.steps.values() if "chain/铝产业链" in step.chains}
    assert sorted(g.step.label for g in found) == sorted(steps)
    stages = list(known.index.vocabulary.concepts("Stage"))
    assert [stages.index(g.stage) for g in found] == sorted(stages.index(g.stage) for g in found)


def test_within_a_stage_steps_follow_the_flow() -> None:
    order = [g.step.label for g in stated(ALUMINA).gaps("铝")]
    assert order.index("铝板带轧制") < order.index("电池铝箔轧制")


@pytest.mark.parametrize("name", ["铝", "铝产业链", "铝产业", "铝链", "aluminium chain", "Aluminium", "chain/铝产业链"])
def test_a_chain_is_found_by_any_of_its_names(name: str) -> None:
    assert {g.chain.label for g in stated(ALUMINA).gaps(name)} == {"铝产业链"}


@pytest.mark.parametrize(("name", "near"), [("铝业产业链", "铝产业链"), ("新能源电池产业琏", "新能源电池产业链")])
def test_an_unknown_chain_is_told_with_the_nearest(name: str, near: str) -> None:
    with pytest.raises(QueryError, match=near):
        stated(ALUMINA).gaps(name)


def test_a_chain_of_the_texts_without_reference_steps_is_no_reference_chain() -> None:
    with pytest.raises(QueryError, match="reference"):
        stated("云峰有限公司属于星环装备产业链。").gaps("星环装备产业链")


def test_what_is_stated_is_present_with_who_makes_it_and_the_words() -> None:
    found = gap(stated(ALUMINA), "铝", "拜耳法氧化铝生产")
    assert (found.state, names(found)) == ("Present", {"云岭铝业有限公司"})
    assert found.evidence[0].quote in ALUMINA
    assert "云岭铝业有限公司生产氧化铝" in found.reason()
    assert "alumina is made by 云岭铝业有限公司" in found.reason("en")


def test_what_is_not_stated_is_never_called_absent() -> None:
    found = gap(stated(ALUMINA), "铝", "再生铝熔炼")
    assert (found.state, found.producers) == ("NotStated", ())
    assert "未载明不等于没有" in found.reason()
    assert "not stated does not mean absent" in found.reason("en")


def test_the_reference_step_is_cited() -> None:
    (cited,) = gap(stated(ALUMINA), "铝", "再生铝熔炼").evidence
    assert (cited.origin, cited.quote) == ("Reference", "")
    assert cited.sources


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("远山铝业有限公司拟建年产10万吨电解铝项目。", "UnderWay"),
        ("远山铝业有限公司的年产10万吨电解铝项目已签约。", "UnderWay"),
        ("远山铝业有限公司的年产10万吨电解铝项目正在建设。", "UnderWay"),
        ("远山铝业有限公司的年产10万吨电解铝项目已建成投产。", "Present"),
        ("远山铝业有限公司主要生产电解铝。", "Present"),
    ],
)
def test_a_planned_or_unfinished_project_is_under_way(sentence: str, state: str) -> None:
    found = gap(stated(sentence), "铝", "铝电解")
    assert found.state == state
    assert len(found.producers) == 1


def test_one_that_runs_outweighs_one_that_is_planned() -> None:
    known = stated(ALUMINIUM, "青石铝业有限公司拟建年产30万吨电解铝项目。")
    assert gap(known, "铝", "铝电解").state == "Present"


def test_a_kind_of_the_product_counts() -> None:
    found = gap(stated("北川钛业有限公司主要生产钛管。"), "钛", "钛材锻轧")
    assert found.state == "Present"
    assert found.outputs[0].makers[0].material.label == "钛管"


def test_what_only_one_step_takes_in_shows_the_step() -> None:
    found = gap(stated("松河循环有限公司以废铝为原料。"), "铝", "再生铝熔炼")
    assert (found.state, names(found)) == ("Present", {"松河循环有限公司"})
    assert "取用废铝" in found.reason()


# Kinds


def test_missing_between_two_that_are_present_is_to_be_filled() -> None:
    found = gap(stated(ALUMINA, ALLOY), "铝", "铝电解")
    assert (found.state, found.kind) == ("NotStated", "补链")
    assert "氧化铝" in found.reason()
    assert "铝合金熔铸" in found.reason()
    assert [n.material.label for n in found.inputs if n.present] == ["氧化铝"]


def test_two_missing_in_a_row_are_both_to_be_filled() -> None:
    known = stated(ALUMINA, HUB)
    assert {s: gap(known, "铝", s).kind for s in ("铝电解", "铝合金熔铸")} == dict.fromkeys(
        ("铝电解", "铝合金熔铸"), "补链"
    )
    assert "氧化铝" in gap(known, "铝", "铝合金熔铸").reason()


def test_a_reagent_at_hand_does_not_make_a_gap_to_be_filled() -> None:
    known = stated("云峰化工有限公司主要生产烧碱。", ALUMINIUM)
    assert gap(known, "铝", "拜耳法氧化铝生产").kind not in {"补链", "延链"}


def test_a_buyer_downstream_closes_the_gap() -> None:
    known = stated(ALUMINA, "松河铝箔有限公司以电解铝为原料。")
    found = gap(known, "铝", "铝电解")
    assert found.kind == "补链"
    assert "松河铝箔有限公司" in found.reason()


def test_the_step_after_the_last_product_is_to_be_extended() -> None:
    known = stated(ALUMINA, ALUMINIUM)
    assert gap(known, "铝", "铝合金熔铸").kind == "延链"
    assert "电解铝" in gap(known, "铝", "铝合金熔铸").reason()
    assert gap(known, "铝", "铝型材挤压").kind == "建链"


def test_a_product_that_is_used_is_not_the_last() -> None:
    assert gap(stated(ALUMINA, ALUMINIUM, ALLOY), "铝", "铝板带轧制").kind != "延链"


def test_one_producer_is_to_be_strengthened() -> None:
    found = gap(stated(ALUMINA), "铝", "拜耳法氧化铝生产")
    assert found.kind == "强链"
    assert "只载明一家" in found.reason()


@pytest.mark.parametrize(("first", "second", "kind"), [(30, 10, "强链"), (20, 20, ""), (10, 30, "强链")])
def test_one_that_holds_most_of_the_capacity_is_to_be_strengthened(first: int, second: int, kind: str) -> None:
    known = stated(makes("云岭铝业", first, "氧化铝"), makes("青石铝业", second, "氧化铝"))
    found = gap(known, "铝", "拜耳法氧化铝生产")
    assert found.kind == kind
    assert ("75%" in found.reason()) == bool(kind)


def test_two_projects_of_one_company_are_one_producer() -> None:
    known = stated(
        "云岭铝业有限公司的年产8万吨氧化铝项目已建成投产。", "云岭铝业有限公司的年产5万吨氧化铝二期项目已建成投产。"
    )
    assert gap(known, "铝", "拜耳法氧化铝生产").kind == "强链"


def test_a_chain_mostly_not_stated_is_to_be_built_and_says_so() -> None:
    found = stated(ALUMINA).gaps("铝")
    assert {g.kind for g in found} == {"强链", "延链", "建链"}
    assert found[0].whole.text() == "铝产业链的12道参考工序中，11道未载明，整条链大部分未载明：建链。"
    assert "11 are not stated" in found[0].whole.text("en")


def test_a_chain_mostly_stated_is_not_to_be_built() -> None:
    made = ["氧化铝", "电解铝", "铝合金", "铝板带", "氟化铝", "预焙阳极", "电池铝箔", "铝型材"]
    known = stated(
        *(f"云岭{n}铝业有限公司主要生产{product}。" for n, product in zip("甲乙丙丁戊己庚辛", made, strict=True))
    )
    assert "建链" not in {g.kind for g in known.gaps("铝")}


# Alternatives


def test_another_way_to_what_is_made_leaves_no_gap() -> None:
    known = stated("云峰镍业有限公司以镍豆为原料，年产3万吨硫酸镍。", "远山镍业有限公司主要生产硫酸镍溶液。")
    taken, other = (gap(known, "镍", step) for step in ("镍豆溶解制硫酸镍", "硫酸镍蒸发结晶"))
    assert taken.state == "Present"
    assert (other.state, other.kind) == ("NotStated", "")
    assert [step.label for step in other.rivals] == ["镍豆溶解制硫酸镍"]
    assert "不算补链" in other.reason()


def test_a_way_not_told_is_said_to_be_open() -> None:
    found = gap(stated(makes("云峰镍业", 3, "硫酸镍")), "镍", "硫酸镍蒸发结晶")
    assert found.state == "Present"
    assert "3条参考路线" in found.reason()


def test_a_gap_before_a_product_of_open_way_is_told_with_that_doubt() -> None:
    known = stated(makes("云峰镍业", 3, "硫酸镍"), "远山镍业有限公司主要生产镍粉。")
    found = gap(known, "镍", "镍豆压制烧结")
    assert found.kind == "补链"
    assert "走这条路线才有此缺口" in found.reason()


# Regions

HERE = "云岭铝业有限公司位于云州经济开发区，主要生产氧化铝。"
THERE = "青石铝业有限公司位于南浦工业园区，主要生产氧化铝。"
NOWHERE = "远山铝业有限公司主要生产电解铝。"


def test_in_a_region_only_what_lies_there_counts() -> None:
    known = stated(HERE, THERE)
    assert names(gap(known, "铝", "拜耳法氧化铝生产", "云州经济开发区")) == {"云岭铝业有限公司"}
    assert names(gap(known, "铝", "拜耳法氧化铝生产")) == {"云岭铝业有限公司", "青石铝业有限公司"}


def test_who_has_no_stated_place_is_mentioned_and_not_counted() -> None:
    found = gap(stated(HERE, NOWHERE), "铝", "铝电解", "云州经济开发区")
    assert found.state == "NotStated"
    assert "远山铝业有限公司未载明所在地" in found.reason()
    assert "no place is stated" in found.reason("en")


def test_a_region_holds_its_parks_and_divisions() -> None:
    known = stated("云岭铝业有限公司位于宜良县北坡工业园区，主要生产氧化铝。宜良县属于昆明市。")
    assert gap(known, "铝", "拜耳法氧化铝生产", "宜良县").state == "Present"
    assert gap(known, "铝", "拜耳法氧化铝生产", "昆明市").state == "Present"


def test_a_project_without_place_lies_where_its_company_does_and_says_so() -> None:
    known = stated("云岭铝业有限公司位于云州经济开发区。该公司的年产8万吨氧化铝项目已建成投产。")
    found = gap(known, "铝", "拜耳法氧化铝生产", "云州经济开发区")
    assert found.state == "Present"
    assert "按所属企业的所在地计入" in found.reason()


def test_an_unknown_region_is_told() -> None:
    with pytest.raises(QueryError):
        stated(HERE).gaps("铝", "无名园区")


# Rows


def test_rows_have_what_a_reader_wants_first() -> None:
    rows = stated(ALUMINA, ALLOY).gaps("铝").records()
    assert list(rows[0])[:4] == ["step", "stage", "state", "kind"]
    row = next(r for r in rows if r["step"] == "铝电解")
    assert row["inputs"] == "氟化铝、氧化铝（云岭铝业有限公司）、电力、预焙阳极"


def test_the_function_and_the_method_agree() -> None:
    known = stated(ALUMINA)
    assert gaps(known.flows, "铝") == known.gaps("铝")


# Recovery: a text tells it, or it does not count


def test_a_product_not_told_to_be_recovered_leaves_the_recovering_step_unstated() -> None:
    (found,) = (g for g in stated("松河锂业有限公司年产2万吨碳酸锂。").gaps("电池回收") if g.step.label == RECOVERY)
    assert (found.state, found.kind) == ("NotStated", "")
    assert "未载明由回收所得" in found.reason()
    assert "not that it is recovered" in found.reason("en")


def test_a_product_told_to_be_recovered_is() -> None:
    told = stated("松河锂业有限公司以黑粉为原料，年产2万吨碳酸锂。")
    (found,) = (g for g in told.gaps("电池回收") if g.step.label == RECOVERY)
    assert found.state == "Present"


RECOVERY = "黑粉还原焙烧优先提锂"
