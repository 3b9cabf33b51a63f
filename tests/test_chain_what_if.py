"""What if: what is lost downstream, each case reckoned by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import KnowledgeGraph
from graph.chain import Loss, Scenario, what_if
from graph.chain.impact import use_lost
from graph.errors import QueryError
from tests.stating import about, makes, stated

SMELTER = makes("远山铝业", 10, "电解铝")  # needs 1.889 × 100000 = 188900 t of alumina
ALLOY = "松河合金有限公司以电解铝为原料，年产5万吨铝合金。"  # how much aluminium that takes, no source says
ALUMINA = "云岭铝业有限公司"
Change = dict[str, object]


def alumina(tonnes: int | str, company: str = "云岭铝业") -> str:
    return makes(company, tonnes, "氧化铝")


def losses(scenario: Scenario) -> dict[str, Loss]:
    return {loss.actor.label: loss for loss in scenario.losses if loss.depth}


def pair(low: str, high: str | None = "same") -> tuple[Decimal | None, Decimal | None]:
    least = Decimal(low)
    return least, least if high == "same" else None if high is None else Decimal(high)


# Sentences, change, and what each other actor loses a year, in tonnes, at least and at most.
CASES = {
    "the only supplier, more than enough before": (
        (alumina(20), SMELTER), {"remove": ALUMINA},
        {"远山铝业有限公司": pair("100000")},
    ),
    "the only stated supplier of a part": (  # 100000 of 188900 are lost; the rest came from elsewhere
        (alumina(10), SMELTER), {"remove": ALUMINA},
        {"远山铝业有限公司": pair("52938.062")},
    ),
    "another has enough": (
        (alumina(20), alumina(30, "青石铝业"), SMELTER), {"remove": ALUMINA},
        {},
    ),
    "another has some, there was too little": (  # 100000 of 188900 are lost
        (alumina(10), alumina(5, "青石铝业"), SMELTER), {"remove": ALUMINA},
        {"远山铝业有限公司": pair("52938.062")},
    ),
    "another has some, there was enough": (  # 188900 − 150000 = 38900 are short
        (alumina(10), alumina(15, "青石铝业"), SMELTER), {"remove": ALUMINA},
        {"远山铝业有限公司": pair("20592.906")},
    ),
    "half of it": (  # 188900 − 100000 = 88900 are short
        (alumina(20), SMELTER), {"capacity": {ALUMINA: 0.5}},
        {"远山铝业有限公司": pair("47061.938")},
    ),
    "half of it, in per cent": (
        (alumina(20), SMELTER), {"capacity": {ALUMINA: "50%"}},
        {"远山铝业有限公司": pair("47061.938")},
    ),
    "what is left, in tonnes": (  # 188900 − 50000 = 138900 are short
        (alumina(20), SMELTER), {"capacity": {ALUMINA: "5万吨"}},
        {"远山铝业有限公司": pair("73530.969")},
    ),
    "what is left of a material": (  # the same, of both makers together
        (alumina(10), alumina(10, "青石铝业"), SMELTER), {"capacity": {"氧化铝": 0.25}},
        {"远山铝业有限公司": pair("73530.969")},
    ),
    "more than before": (
        (alumina(10), SMELTER), {"capacity": {ALUMINA: 2}},
        {},
    ),
    "a material nobody has any more": (
        (alumina(10), SMELTER), {"remove": "氧化铝"},
        {"远山铝业有限公司": pair("100000")},
    ),
    "two takers share what is short": (  # both need 188900; 377800 − 200000 = 177800 are short, half each
        (alumina(20), alumina(20, "青石铝业"), SMELTER, makes("松河铝业", 10, "电解铝")), {"remove": ALUMINA},
        {"远山铝业有限公司": pair("47061.938"), "松河铝业有限公司": pair("47061.938")},
    ),
    "and on, by a coefficient nobody gives": (  # at most in the same part as aluminium is lost: 0.52938 × 50000
        (alumina(10), SMELTER, ALLOY), {"remove": ALUMINA},
        {"远山铝业有限公司": pair("52938.062"), "松河合金有限公司": pair("0", "26469.031")},
    ),
    "the scarcest of two inputs": (  # 20000 of 39620 t of TiCl4 = 0.50480, 5000 of 10160 t of magnesium = 0.49213
        (makes("北川钛业", 1, "海绵钛"), makes("南浦化工", 2, "四氯化钛"), makes("青石镁业", "0.5", "镁锭")),
        {"remove": ("南浦化工有限公司", "青石镁业有限公司")},
        {"北川钛业有限公司": pair("5047.956")},
    ),
    "one of two inputs": (
        (makes("北川钛业", 1, "海绵钛"), makes("南浦化工", 2, "四氯化钛"), makes("青石镁业", "0.5", "镁锭")),
        {"remove": "青石镁业有限公司"},
        {"北川钛业有限公司": pair("4921.260")},
    ),
    "who is hit states no capacity": (
        (alumina(10), "远山铝业有限公司主要生产电解铝。"), {"remove": ALUMINA},
        {"远山铝业有限公司": pair("0", None)},
    ),
    "what falls out states no capacity": (
        ("云岭铝业有限公司主要生产氧化铝。", SMELTER), {"remove": ALUMINA},
        {"远山铝业有限公司": pair("0", "100000")},
    ),
    "what falls out states a least capacity": (  # 100000 of 188900 at least, all at most
        ("云岭铝业有限公司年产氧化铝不少于10万吨。", SMELTER), {"remove": ALUMINA},
        {"远山铝业有限公司": pair("52938.062", "100000")},
    ),
    "one of three ways, not stated which": (
        (makes("云峰镍业", 3, "硫酸镍"),), {"remove": "镍豆"},
        {"云峰镍业有限公司": pair("0", "30000")},
    ),
    "the way that is stated": (
        ("云峰镍业有限公司以镍豆为原料，年产3万吨硫酸镍。",), {"remove": "镍豆"},
        {"云峰镍业有限公司": pair("30000")},
    ),
    "a way that is not taken": (
        ("云峰镍业有限公司以镍豆为原料，年产3万吨硫酸镍。",), {"remove": "电解镍"},
        {},
    ),
    "a company with its project": (  # 2.277 × 10000 = 22770 of 30000 were needed
        ("云峰镍业有限公司的年产3万吨电池级硫酸镍项目已建成投产。", makes("松河材料", 1, "高镍三元前驱体")),
        {"remove": "云峰镍业有限公司"},
        {"松河材料有限公司": pair("10000")},
    ),
    "a project of a company with two": (  # 10000 are left of 40000; 22770 − 10000 = 12770 are short
        (
            "云峰镍业有限公司的年产3万吨电池级硫酸镍项目已建成投产。",
            "远山镍业有限公司的年产1万吨硫酸镍项目已建成投产。",
            makes("松河材料", 1, "高镍三元前驱体"),
        ),
        {"remove": "年产3万吨电池级硫酸镍项目"},
        {"松河材料有限公司": pair("5608.256")},
    ),
    "through what can be made without it": (  # lime is burnt from limestone where nobody states otherwise
        (makes("云峰化工", 10, "电石"),), {"remove": "电石渣"},
        {},
    ),
    "by a product that only comes back when it is worn out": (
        ("松河循环有限公司的年处理2万吨废锂电池项目已建成投产。",), {"remove": "动力电池"},
        {},
    ),
    "by a by-product of a step it is not shown to take": (
        (makes("云峰化工", 10, "硫酸"),), {"remove": "硫酸铜溶液"},
        {},
    ),
    "what is treated": (
        ("松河循环有限公司的年处理2万吨废铝项目已建成投产。",), {"remove": "废铝"},
        {"年处理2万吨废铝项目": pair("20000")},
    ),
    "two steps, all known": (  # 0.9494 × 30000 = 28482 of precursor, of which 20000 are made, with 45540 of sulphate
        (
            makes("云峰镍业", 3, "电池级硫酸镍"),
            makes("松河材料", 2, "高镍三元前驱体"),
            makes("北塔材料", 3, "高镍三元正极材料"),
        ),
        {"remove": "云峰镍业有限公司"},  # 30000 / 45540 = 0.65876 of 20000; that is 13175.231 of 28482
        {"松河材料有限公司": pair("13175.231"), "北塔材料有限公司": pair("13877.428")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_worked_case(case: str) -> None:
    sentences, change, expected = CASES[case]
    found = losses(stated(*sentences).what_if(**change))  # type: ignore[arg-type]
    assert {who: tuple(map(about, loss.tonnes)) for who, loss in found.items()} == expected


def test_what_falls_out_is_told_first_with_who_else_makes_it() -> None:
    scenario = stated(alumina(20), alumina(30, "青石铝业"), SMELTER).what_if(ALUMINA)
    (direct,) = scenario.losses
    assert (direct.depth, direct.tonnes) == (0, (200000, 200000))
    assert [(h.subject.label, h.low) for h in direct.others] == [("青石铝业有限公司", 300000)]
    assert "青石铝业有限公司（300,000吨/年）" in scenario.text()


def test_others_may_make_a_kind_of_it() -> None:
    known = stated(
        makes("云峰镍业", 3, "硫酸镍"), makes("远山镍业", 2, "电池级硫酸镍"), makes("松河材料", 1, "高镍三元前驱体")
    )
    (direct, *_) = known.what_if("云峰镍业有限公司").losses
    assert [h.subject.label for h in direct.others] == ["远山镍业有限公司"]


def test_of_a_removed_material_nobody_is_another_supplier() -> None:
    found = losses(stated(alumina(10), alumina(5, "青石铝业"), SMELTER).what_if("氧化铝"))
    assert found["远山铝业有限公司"].others == ()


def test_other_ways_are_told() -> None:
    (loss,) = losses(stated(makes("云峰镍业", 3, "硫酸镍")).what_if("镍豆")).values()
    assert {step.label for step in loss.ways} == {"电解镍溶解制硫酸镍", "硫酸镍蒸发结晶"}


def test_every_number_leads_to_words_or_to_a_source() -> None:
    (loss,) = losses(stated(alumina(10), SMELTER).what_if(ALUMINA)).values()
    assert loss.holding is not None
    assert loss.holding.totals[0].entries[0].amount.as_written == "10万吨"
    assert [c.value for need in loss.needs for c in need.coefficients] == [Decimal("1.889")]
    assert [e.label for e in loss.via] == ["氧化铝"]
    assert {e.origin for e in loss.evidence} == {"Stated", "Reference"}
    assert any("M(Al2O3)" in source for e in loss.evidence for source in e.sources)


def test_unknown_stays_unknown() -> None:
    known = stated(alumina(10), "远山铝业有限公司主要生产电解铝。")
    (loss,) = losses(known.what_if(ALUMINA)).values()
    assert not loss.known
    assert "数量未知" in loss.text()
    assert "amount not known" in loss.text("en")


def test_a_loop_comes_to_an_end_and_is_bounded_by_all_of_it() -> None:
    known = stated(
        "云岭铝业有限公司以再生铝为原料，年产5万吨铝板带。", "松河循环有限公司以铝板带为原料，年产4万吨再生铝。"
    )
    found = losses(known.what_if("云岭铝业有限公司"))
    assert found["松河循环有限公司"].tonnes == (0, 40000)


@pytest.mark.parametrize("change", [{}, {"remove": ()}, {"capacity": {}}, {"capacity": {ALUMINA: 1}}])
def test_changing_nothing_changes_nothing(change: Change) -> None:
    scenario = stated(alumina(10), SMELTER).what_if(**change)  # type: ignore[arg-type]
    assert scenario.losses == ()
    assert scenario.record()["exposed"] == 0


@pytest.mark.parametrize("given", [-1, "much", "3 apples", "-5 t", "", float("nan")])
def test_what_is_no_capacity_is_told(given: object) -> None:
    with pytest.raises(QueryError, match=r"capacity|产能"):
        stated(alumina(10), SMELTER).what_if(capacity={ALUMINA: given})  # type: ignore[dict-item]


def test_an_amount_of_several_things_asks_for_a_factor() -> None:
    known = stated("云峰镍业有限公司年产3万吨硫酸镍和1万吨电解镍。")
    with pytest.raises(QueryError, match="factor"):
        known.what_if(capacity={"云峰镍业有限公司": "2万吨"})
    assert len(known.what_if(capacity={"云峰镍业有限公司": 0.5}).losses) == 2


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    with pytest.raises(QueryError, match="云岭铝业有限公司"):
        stated(alumina(10)).what_if("云岭铝有限公司")


def test_a_scenario_shows_itself() -> None:
    scenario = stated(alumina(10), SMELTER).what_if(ALUMINA)
    assert scenario.text("en").splitlines()[0] == "Suppose: 云岭铝业有限公司 falls out."
    assert "52,938" in scenario.text()
    assert "<table>" in scenario._repr_html_()
    assert list(scenario.losses.records()[1])[:3] == ["depth", "actor", "product"]
    assert scenario.evidence


def test_the_function_and_the_method_agree() -> None:
    known = stated(alumina(10), SMELTER)
    assert what_if(known.flows, ALUMINA) == known.what_if(ALUMINA)


# Whatever the numbers

ROUNDING = Decimal("1e-9")
SIZES = st.decimals(min_value=0, max_value=1000, places=1)
RANGES = st.tuples(SIZES, SIZES).map(sorted).map(tuple) | st.tuples(SIZES, st.none())


@given(lost=RANGES, rest=RANGES, need=RANGES)
def test_the_part_lost_is_bounded(lost: tuple[Decimal, Decimal], rest: tuple[Decimal, Decimal],
                                  need: tuple[Decimal, Decimal]) -> None:  # fmt: skip
    low, high = use_lost(lost, rest, need)
    assert 0 <= low <= high <= 1


Bounds = tuple[Decimal, Decimal | None]


def within(bounds: Bounds, share: int) -> Decimal:
    """A number between the bounds, at so many hundredths of the way."""
    top = bounds[1] if bounds[1] is not None else bounds[0] + 500
    return bounds[0] + (top - bounds[0]) * share / 100


@given(lost=RANGES, rest=RANGES, need=RANGES, at=st.tuples(*[st.integers(0, 100)] * 3))
def test_what_happens_lies_within_the_bounds(lost: Bounds, rest: Bounds, need: Bounds, at: tuple[int, ...]) -> None:
    gone, left, wanted = (within(b, s) for b, s in zip((lost, rest, need), at, strict=True))
    if wanted:
        short = (min(left + gone, wanted) - min(left, wanted)) / wanted
        low, high = use_lost(lost, rest, need)
        assert low - ROUNDING <= short <= high + ROUNDING


@settings(max_examples=6, deadline=None)
@given(st.integers(1, 60), st.integers(1, 60), st.integers(1, 60))
def test_more_capacity_elsewhere_never_makes_a_loss_larger(one: int, other: int, taken: int) -> None:
    known = stated(alumina(one), alumina(other, "青石铝业"), makes("远山铝业", taken, "电解铝"))

    def lost(factor: float) -> Decimal:
        found = losses(known.what_if(ALUMINA, {"青石铝业有限公司": factor}))
        return found["远山铝业有限公司"].tonnes[0] if found else Decimal()

    parts = [lost(factor) for factor in (0, 0.5, 1)]
    assert parts == sorted(parts, reverse=True)


def test_names_of_unlike_kinds_can_fall_out_together() -> None:
    known: KnowledgeGraph = stated(alumina(10), SMELTER, ALLOY)
    scenario = known.what_if((ALUMINA, "电解铝"))
    assert losses(scenario)["松河合金有限公司"].tonnes == (50000, 50000)


# A group and its subsidiaries

GROUP = "云岭集团有限公司"
HOUSE = (
    f"{GROUP}年产5万吨氧化铝。",
    "云岭集团南浦铝业有限公司的年产15万吨氧化铝项目已建成投产。",
    SMELTER,
)


def test_a_group_falls_out_with_its_subsidiaries_and_says_so() -> None:
    scenario = stated(*HOUSE).what_if(GROUP)
    lost = [loss for loss in scenario.losses if not loss.depth]
    assert sum(loss.tonnes[0] for loss in lost) == 200000
    assert losses(scenario)["远山铝业有限公司"].tonnes == (100000, 100000)
    assert "云岭集团南浦铝业有限公司" in scenario.text().splitlines()[0]
    assert "with its subsidiaries" in scenario.text("en")


def test_one_company_can_fall_out_alone() -> None:
    scenario = stated(*HOUSE).what_if(GROUP, alone=True)  # 188900 − 150000 = 38900 are short
    assert [about(part) for part in losses(scenario)["远山铝业有限公司"].tonnes] == [Decimal("20592.906")] * 2
    assert "不变" in scenario.text().splitlines()[0]


def test_a_company_without_subsidiaries_speaks_of_none() -> None:
    scenario = stated(*HOUSE).what_if("云岭集团南浦铝业有限公司")
    assert scenario.changes[0].members == ()
    assert "下属" not in scenario.text()


def test_a_loss_of_nothing_to_all_is_told_as_possible() -> None:
    scenario = stated(makes("云峰镍业", 3, "硫酸镍")).what_if("镍豆")
    (loss,) = scenario.losses
    assert loss.tonnes == (0, 30000)
    assert "至多为其全部产能30,000吨/年" in loss.text()
    assert "at most all of its capacity, 30,000 t/a" in loss.text("en")
