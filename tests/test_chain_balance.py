"""Balance: stated capacities against what the next steps need, each case reckoned by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import KnowledgeGraph
from graph.chain import Balance, balance
from graph.chain.formula import atoms, mass_fraction, trade_forms, weights
from tests.stating import about, makes, stated
from tests.test_chains import WEIGHTS

ALUMINA = makes("云岭铝业", 20, "氧化铝")
ALUMINIUM = makes("远山铝业", 10, "电解铝")


def row(known: KnowledgeGraph, chain: str, material: str) -> Balance:
    (found,) = (b for b in known.balance(chain) if b.material.label == material)
    return found


def numbers(found: Balance) -> list[tuple[Decimal | None, Decimal | None]]:
    pairs = (found.capacity, found.need, found.shortfall, found.surplus)
    return [(about(low), about(high)) for low, high in pairs]


def pair(low: float | str, high: float | str | None = "same") -> tuple[Decimal | None, Decimal | None]:
    least = Decimal(str(low))
    return least, least if high == "same" else None if high is None else Decimal(str(high))


# Amounts of the reference steps: 1.889 t of alumina per tonne of aluminium, 3.0 of bauxite per tonne of alumina,
# 0.9494 of precursor per tonne of cathode material, 2.277 of nickel sulphate per tonne of that precursor,
# 0.2233 of briquettes and 0.3731 of acid per tonne of nickel sulphate, 3.962 of TiCl4 per tonne of titanium sponge.
CASES = {
    "enough": (
        (ALUMINA, ALUMINIUM), "铝", "氧化铝",
        [pair(200000), pair(188900), pair(0), pair(11100)],
    ),
    "too little": (
        (makes("云岭铝业", 15, "氧化铝"), ALUMINIUM), "铝", "氧化铝",
        [pair(150000), pair(188900), pair(38900), pair(0)],
    ),
    "two makers, two takers": (
        (ALUMINA, makes("青石铝业", 10, "氧化铝"), ALUMINIUM, makes("松河铝业", 5, "电解铝")), "铝", "氧化铝",
        [pair(300000), pair(283350), pair(0), pair(16650)],
    ),
    "nobody makes it": (
        (ALUMINA,), "铝", "铝土矿",
        [pair(0), pair(600000), pair(600000), pair(0)],
    ),
    "a capacity with no upper bound": (
        ("云岭铝业有限公司年产氧化铝不少于20万吨。", ALUMINIUM), "铝", "氧化铝",
        [pair(200000, None), pair(188900), pair(0), pair(11100, None)],
    ),
    "a taker with no upper bound": (
        (ALUMINA, "远山铝业有限公司年产电解铝不少于10万吨。"), "铝", "氧化铝",
        [pair(200000), pair(188900, None), pair(0, None), pair(0, 11100)],
    ),
    "a maker whose capacity is not stated": (
        ("云岭铝业有限公司主要生产氧化铝。", ALUMINIUM), "铝", "氧化铝",
        [pair(0, None), pair(188900), pair(0, 188900), pair(0, None)],
    ),
    "a taker whose capacity is not stated": (
        (ALUMINA, "远山铝业有限公司主要生产电解铝。"), "铝", "氧化铝",
        [pair(200000), pair(0, None), pair(0, None), pair(0, 200000)],
    ),
    "no coefficient": (
        (ALUMINIUM, makes("松河合金", 5, "铝合金")), "铝", "电解铝",
        [pair(100000), pair(0, None), pair(0, None), pair(0, 100000)],
    ),
    "further down": (
        (makes("云峰材料", 2, "高镍三元前驱体"), makes("松河材料", 3, "高镍三元正极材料")), "电池", "高镍三元前驱体",
        [pair(20000), pair(28482), pair(8482), pair(0)],
    ),
    "a kind of the material": (
        (makes("云峰镍业", 3, "电池级硫酸镍"), makes("云峰材料", 1, "高镍三元前驱体")), "新能源电池", "硫酸镍",
        [pair(30000), pair(22770), pair(0), pair(7230)],
    ),
    "one of three ways, not stated which": (
        (makes("云峰镍业", 3, "硫酸镍"), makes("远山镍业", "0.2", "镍豆")), "镍", "镍豆",
        [pair(2000), pair(0, 6699), pair(0, 4699), pair(0, 2000)],
    ),
    "the way that is stated": (
        ("云峰镍业有限公司以镍豆为原料，年产3万吨硫酸镍。", makes("远山镍业", "0.2", "镍豆")), "镍", "镍豆",
        [pair(2000), pair(6699), pair(4699), pair(0)],
    ),
    "two of three ways take it": (
        (makes("云峰镍业", 3, "硫酸镍"),), "镍", "硫酸",
        [pair(0), pair(0, 11193), pair(0, 11193), pair(0)],
    ),
    "what is treated is taken in, not made": (
        ("松河循环有限公司年处理2万吨废铝。",), "铝", "废铝",
        [pair(0), pair(20000), pair(20000), pair(0)],
    ),
    "a by-step with two inputs": (
        (makes("北川钛业", 1, "海绵钛"), makes("南浦钛业", 3, "四氯化钛")), "钛", "四氯化钛",
        [pair(30000), pair(39620), pair(9620), pair(0)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_worked_case(case: str) -> None:
    sentences, chain, material, expected = CASES[case]
    assert numbers(row(stated(*sentences), chain, material)) == expected


@pytest.mark.parametrize(
    ("case", "rate"),
    [
        ("enough", ("1.000", "1.000")),
        ("too little", ("0.794", "0.794")),  # 150000 / 188900
        ("nobody makes it", ("0.000", "0.000")),
        ("a maker whose capacity is not stated", ("0.000", "1.000")),
        ("a taker with no upper bound", ("0.000", "1.000")),
        ("one of three ways, not stated which", ("0.299", "1.000")),  # 2000 / 6699
        ("further down", ("0.702", "0.702")),  # 20000 / 28482
        ("no coefficient", None),
    ],
)
def test_match_rate(case: str, rate: tuple[str, str] | None) -> None:
    sentences, chain, material, _ = CASES[case]
    found = row(stated(*sentences), chain, material).rate
    assert (found and tuple(f"{part:.3f}" for part in found)) == rate


def test_a_stated_consumption_stands_before_a_coefficient() -> None:
    known = stated(ALUMINA, "远山铝业有限公司的年产10万吨电解铝项目建成后，每年可利用19万吨氧化铝。")
    found = row(known, "铝", "氧化铝")
    assert found.need == (190000, 190000)
    assert [need.coefficients for need in found.needs] == [()]


def test_a_project_not_yet_built_counts_as_stated_not_as_built() -> None:
    known = stated(
        ALUMINIUM,
        "云岭铝业有限公司的年产20万吨氧化铝项目正在建设。",
        "青石铝业有限公司的年产3万吨氧化铝项目已建成投产。",
    )
    found = row(known, "铝", "氧化铝")
    assert (found.capacity, found.built) == ((230000, 230000), 30000)


def test_the_same_capacity_told_twice_counts_once() -> None:
    told = "云岭铝业有限公司的年产20万吨氧化铝项目已建成投产。"
    assert row(stated(told, told + "该公司位于云州经济开发区。"), "铝", "氧化铝").capacity == (200000, 200000)


def test_the_missing_coefficient_is_named() -> None:
    found = row(stated(ALUMINIUM, makes("松河合金", 5, "铝合金")), "铝", "电解铝")
    assert [(c.step.label, c.product.label, c.value) for c in found.missing] == [("铝合金熔铸", "铝合金", None)]
    assert "铝合金熔铸中每吨铝合金所需的电解铝" in found.text()
    assert "Coefficient missing" in found.text("en")


def test_every_number_leads_to_words_or_to_a_source() -> None:
    found = row(stated(ALUMINA, ALUMINIUM), "铝", "氧化铝")
    (holding,) = found.supply.holdings
    assert holding.totals[0].entries[0].amount.as_written == "20万吨"
    (need,) = found.needs
    (coefficient,) = need.coefficients
    assert (coefficient.value, coefficient.step.label) == (Decimal("1.889"), "铝电解")
    assert coefficient.source.startswith("stoichiometry")
    assert {e.quote for e in found.evidence} >= {
        "云岭铝业有限公司年产20万吨氧化铝",
        "远山铝业有限公司年产10万吨电解铝",
        "",
    }


def test_no_share_is_said_where_none_is_stated() -> None:
    found = row(stated(ALUMINA, ALUMINIUM), "铝", "氧化铝")
    assert found.claimed == ()
    assert "文本未载明比例" in found.text()
    assert "No share is stated" in found.text("en")


def test_a_share_that_a_text_claims_stands_beside_the_rate() -> None:
    found = row(stated(ALUMINA, ALUMINIUM, "格尔木市氧化铝本地配套率达到80%。"), "铝", "氧化铝")
    assert [(f.subject.label, f.amount.as_written) for f in found.claimed] == [("格尔木市", "80%")]
    assert "文本自称的配套率：格尔木市氧化铝80%。" in found.text()
    assert "A text claims a local share: 80% of alumina in 格尔木市." in found.text("en")
    assert any(e.quote == "格尔木市氧化铝本地配套率达到80%" for e in found.evidence)
    assert found.record()["claimed"] == "格尔木市氧化铝80%"


def test_a_share_of_a_class_of_materials_is_one_of_each_of_them() -> None:
    found = row(stated("云岭锂业有限公司年产10万吨碳酸锂。", "格尔木市锂盐本地化率提升至80%。"), "锂", "碳酸锂")
    assert [(f.material, f.amount.as_written) for f in found.claimed] == [("锂盐", "80%")]


def test_a_share_of_another_material_is_none_of_this_one() -> None:
    found = row(stated(ALUMINA, ALUMINIUM, "格尔木市硫酸自给率达到80%。"), "铝", "氧化铝")
    assert found.claimed == ()


def test_what_nothing_is_known_to_need_is_no_surplus() -> None:
    shown = next(
        r for r in stated(makes("松河铝箔", 1, "电池铝箔")).balance("铝").records() if r["material"] == "电池铝箔"
    )
    assert (shown["capacity_low"], shown["surplus_low"], shown["need_low"]) == (10000, None, None)


def test_power_and_heat_are_not_weighed() -> None:
    assert "电力" not in {b.material.label for b in stated(ALUMINIUM).balance("铝")}


def test_the_function_and_the_method_agree() -> None:
    known = stated(ALUMINA, ALUMINIUM)
    assert balance(known.flows, "铝") == known.balance("铝")


# Contained metal


@pytest.mark.parametrize(
    ("formula", "element", "fraction"),
    [
        ("Al2O3", "Al", "0.5293"),  # 53.964 / 101.961
        ("NiSO4·6H2O", "Ni", "0.2233"),  # 58.693 / 262.84
        ("Ni(OH)2", "Ni", "0.6331"),  # 58.693 / 92.707
        ("LiNi0.8Co0.1Mn0.1O2", "Li", "0.0713"),  # 6.94 / 97.28
        ("Ca5F(PO4)3", "P", "0.1843"),  # 92.922 / 504.30
        ("TiCl4", "Ti", "0.2524"),  # 47.867 / 189.667
    ],
)
def test_mass_fraction(formula: str, element: str, fraction: str) -> None:
    found = mass_fraction(formula, element)
    assert found is not None
    assert f"{found:.4f}" == fraction


@pytest.mark.parametrize("formula", ["", "NixCoyMnz(OH)2", "(C2H4)n", "Ab2", "Ni(OH", "Ni)", "12", "·"])
def test_a_formula_that_cannot_be_read_tells_nothing(formula: str) -> None:
    assert not atoms(formula)


def test_capacities_are_shown_in_contained_metal() -> None:
    shown = next(r for r in stated(ALUMINA, ALUMINIUM).balance("铝").records() if r["material"] == "氧化铝")
    assert shown["unit"] == "t/a Al"
    assert round(Decimal(str(shown["capacity_low"]))) == 105852  # 200000 × 53.964 / 101.961
    assert round(Decimal(str(shown["need_low"]))) == 99977  # 188900 × the same


def test_a_material_is_weighed_as_it_is_sold() -> None:
    known = stated(makes("云峰镍业", 3, "电池级硫酸镍"))
    found = row(known, "镍", "硫酸镍")
    assert found.measure is not None
    assert found.measure.formula == "NiSO4·6H2O"
    assert about(found.contained(found.capacity[0]), 0) == 6699


def test_weights_are_those_the_reference_steps_are_reckoned_with() -> None:
    assert {element: str(weights()[element].value) for element in WEIGHTS} == WEIGHTS
    assert all(weight.source for weight in weights().values())


def test_trade_forms_are_of_known_materials_and_can_be_read() -> None:
    entities = stated(ALUMINA).index.entities
    assert [
        id for id, (formula, source) in trade_forms().items() if id not in entities or not atoms(formula) or not source
    ] == []


# Whatever the numbers

TONNES = st.integers(min_value=1, max_value=90)


@settings(max_examples=8, deadline=None)
@given(TONNES, TONNES, TONNES)
def test_bounds_are_ordered_and_more_capacity_never_makes_a_shortfall_larger(made: int, more: int, taken: int) -> None:
    taker = makes("远山铝业", taken, "电解铝")
    before = row(stated(makes("云岭铝业", made, "氧化铝"), taker), "铝", "氧化铝")
    after = row(stated(makes("云岭铝业", made, "氧化铝"), makes("青石铝业", more, "氧化铝"), taker), "铝", "氧化铝")
    for found in (before, after):
        for low, high in (found.capacity, found.need, found.shortfall, found.surplus):
            assert high is None or low <= high
        assert found.rate is not None
        assert 0 <= found.rate[0] <= found.rate[1] <= 1
    assert after.shortfall[0] <= before.shortfall[0]
    assert after.shortfall[1] is not None
    assert before.shortfall[1] is not None
    assert after.shortfall[1] <= before.shortfall[1]
