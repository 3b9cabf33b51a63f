"""Numbers as news writes them: values, bounds, ranges, rates, numerals, and what is no number to trust."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from graph.extract.quantity import quantities
from tests.reading import about, read, said, words

UNITS = words().units


def found(text: str) -> list[str]:
    """Each quantity as value|low|high|unit, with what an unknown number leaves empty."""
    measures = [item.measure for item in quantities(text, UNITS)]
    return [f"{m.value}|{m.low}|{m.high}|{m.unit}{m.rate}" for m in measures if m]


def capacity(amount: str) -> set[str]:
    """What a text says of a capacity that it gives in these words."""
    text = f"赤松锂材有限公司碳酸锂年产能为{amount}。"
    return {line.split("|")[2].split()[0] for line in said(text) if line.split("|")[1] == "capacity"}


def investment(amount: str) -> set[str]:
    text = f"赤松锂材有限公司年产3万吨碳酸锂项目总投资{amount}。"
    return {line.split("|")[2].split()[0] for line in said(text) if line.split("|")[1] == "investment"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年产3万吨", "30000|||t"),
        ("0.5万吨", "5000|||t"),
        ("3.14吨", "3.14|||t"),
        ("1,200.5吨", "1200.5|||t"),
        ("12,000,000元", "12000000|||[CNY]"),
        ("1万亿元", "1000000000000|||[CNY]"),
        ("3千万元", "30000000|||[CNY]"),
        ("3百万吨", "3000000|||t"),
        ("500万美元", "5000000|||[USD]"),
        ("20万千瓦", "200|||MW"),
        ("2GW", "2000|||MW"),
        ("2GWh", "2|||GW.h"),
        ("3kW·h", "3|||kW.h"),
        ("1.2万平方米", "12000|||m2"),
        ("6μm", "6|||um"),
        ("35%", "35|||%"),
        ("12万吨级", "120000|||t"),
    ],
)
def test_a_value_comes_in_the_base_unit(text: str, expected: str) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("二十万吨", "200000"),
        ("一百二十万吨", "1200000"),
        ("三千吨", "3000"),
        ("两亿元", "200000000"),
        ("十亿元", "1000000000"),
    ],
)
def test_chinese_numerals_are_numbers(text: str, expected: str) -> None:
    assert [line.split("|")[0] for line in found(text)] == [expected]


@pytest.mark.parametrize(
    ("amount", "value"), [("３万吨", "30000"), ("３．５万吨", "35000"), ("3 万吨", "30000"), ("三万吨", "30000")]
)
def test_wide_digits_and_spaces_change_nothing(amount: str, value: str) -> None:
    assert capacity(amount) == {value}


@pytest.mark.parametrize("before", ["超", "超过", "逾", "突破", "不低于", "不少于", "至少", "高于"])
def test_words_before_a_number_bound_it_from_below(before: str) -> None:
    assert found(f"{before}3万吨") == ["30000|30000||t"]


@pytest.mark.parametrize("before", ["近", "接近", "不足", "不超过", "低于", "少于", "不到", "至多"])
def test_words_before_a_number_bound_it_from_above(before: str) -> None:
    assert found(f"{before}3万吨") == ["30000||30000|t"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3万吨以上", "30000|30000||t"),
        ("3万多吨", "30000|30000||t"),
        ("3万余吨", "30000|30000||t"),
        ("10多亿元", "1000000000|1000000000||[CNY]"),
        ("十余亿元", "1000000000|1000000000||[CNY]"),
        ("3万吨以下", "30000||30000|t"),
        ("3万吨以内", "30000||30000|t"),
        ("3万吨左右", "30000|||t"),
        ("约3万吨", "30000|||t"),
    ],
)
def test_words_after_a_number_bound_it_or_leave_it(text: str, expected: str) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text", ["3-5万吨", "3~5万吨", "3万至5万吨", "3至5万吨", "3到5万吨", "三至五万吨", "约3-5万吨"]
)
def test_a_range_has_two_ends_and_no_value(text: str) -> None:
    assert found(text) == ["|30000|50000|t"]


@pytest.mark.parametrize("amount", ["3～5万吨", "3—5万吨", "3-5万吨", "3万至5万吨"])
def test_a_range_reaches_the_claim_whatever_its_dash(amount: str) -> None:
    assert capacity(amount) == {"30000~50000"}


@pytest.mark.parametrize("amount", ["3万吨至5万吨", "3万吨~5万吨", "3万吨-5万吨"])
def test_a_range_may_carry_its_unit_twice(amount: str) -> None:
    assert capacity(amount) == {"30000~50000"}


def test_a_scale_before_a_unit_is_not_half_of_another_unit() -> None:
    assert found("5千克拉") == ["5000|||[car_m]"]


def test_a_range_that_runs_backwards_is_no_range() -> None:
    assert found("5-3万吨") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3万吨/年", "30000|||t/a"),
        ("600吨/天", "600|||t/d"),
        ("600吨/日", "600|||t/d"),
        ("6万支/天", "60000|||{piece}/d"),
        ("100吨/小时", "100|||t/h"),
    ],
)
def test_a_rate_is_part_of_the_unit(text: str, expected: str) -> None:
    assert found(text) == [expected]


def test_each_of_two_amounts_is_found_where_it_stands() -> None:
    text = "由3万吨增至5万吨"
    assert [(q.start, q.end, q.text) for q in quantities(text, UNITS)] == [(1, 4, "3万吨"), (6, 9, "5万吨")]


@pytest.mark.parametrize(
    "text",
    ["年产能3.5.2万吨", "年产能12.5.1吨", "5号车间", "A3吨", "第三方", "一人", "几万吨", "上百亿元", "千亿级", ""],
)
def test_what_is_no_amount_gives_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("amount", ["第6十五位3万吨", "3.5.2万吨", "1,23,4吨", "3万二千吨", "10^4吨"])
def test_a_number_that_cannot_be_trusted_is_never_claimed(amount: str) -> None:
    assert capacity(amount) == set()


@pytest.mark.parametrize("amount", ["3.5.2亿元", "数十亿元", "上百亿元", "1,23,4亿元"])
def test_a_sum_that_cannot_be_trusted_is_never_claimed(amount: str) -> None:
    assert investment(amount) == set()


@pytest.mark.parametrize("amount", ["3.5.2万吨", "第6十五位3万吨", "1,23,4吨"])
def test_a_corrupted_number_is_listed_as_a_doubt(amount: str) -> None:
    doubts = read(f"赤松锂材有限公司碳酸锂年产能为{amount}。").rejections
    assert [d for d in doubts if "corrupted number" in d.reason]


@pytest.mark.parametrize(
    ("amount", "value"),
    [
        pytest.param("两万五千吨", "25000", id="thousands-after-ten-thousands"),
        pytest.param("3万5千吨", "35000", id="digits-with-two-scales"),
        pytest.param("零点五万吨", "5000", id="spoken-decimal-below-one"),
        pytest.param("一点五万吨", "15000", id="spoken-decimal"),
    ],
)
def test_a_number_in_parts_is_read_whole(amount: str, value: str) -> None:
    assert found(amount) == [f"{value}|||t"]
    assert capacity(amount) == {value}


@pytest.mark.parametrize(
    ("amount", "value"),
    [
        pytest.param("1亿2000万元", "120000000", id="hundred-millions-and-ten-thousands"),
        pytest.param("1亿2千万元", "120000000", id="hundred-millions-and-ten-millions"),
        pytest.param("一亿两千万元", "120000000", id="spoken-sum"),
        pytest.param("一点五亿元", "150000000", id="spoken-decimal"),
    ],
)
def test_a_sum_in_parts_is_read_whole(amount: str, value: str) -> None:
    assert found(amount) == [f"{value}|||[CNY]"]
    assert investment(amount) == {value}


@pytest.mark.parametrize("amount", ["2万3万吨", "3千2万吨"])
def test_parts_that_do_not_descend_are_no_number(amount: str) -> None:
    assert capacity(amount) == set()


@pytest.mark.parametrize(("amount", "ends"), [("两三万吨", "20000~30000"), ("三五万吨", "30000~50000")])
def test_two_digits_side_by_side_are_a_range_or_nothing(amount: str, ends: str) -> None:
    assert capacity(amount) in (set(), {ends})


@pytest.mark.parametrize(
    "text",
    [
        "数十亿元",
        "10^4吨",
        "3*5吨",
        "第三吨",
        "1,23,4吨",
    ],
)
def test_the_tail_of_something_else_is_no_amount(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(("amount", "value"), [("3万5千吨", "35000"), ("两万五千吨", "25000")])
def test_a_project_takes_the_whole_of_its_number(amount: str, value: str) -> None:
    text = f"赤松锂材有限公司年产{amount}碳酸锂项目开工。"
    assert about(text, "capacity") == {f"年产{amount}碳酸锂项目|{value} t/a 碳酸锂"}


# What holds for every number and every unit

WRITTEN = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("99999999"), places=2)
SCALES = st.sampled_from(["", "百", "千", "万", "亿"])
NAMES = st.sampled_from(sorted(UNITS))
POWERS = {"": 0, "百": 2, "千": 3, "万": 4, "亿": 8}


def plain(number: Decimal) -> str:
    return format(number.normalize(), "f")


@given(WRITTEN, SCALES, NAMES)
@settings(max_examples=150, deadline=None)
def test_any_number_with_any_unit_keeps_its_value(number: Decimal, scale: str, unit: str) -> None:
    assume(not any((scale + unit).startswith(u) for u in UNITS if u not in unit))  # 5千瓦 are five kilowatts
    (item,) = quantities(f"共{plain(number)}{scale}{unit}", UNITS)
    assert item.text == f"{plain(number)}{scale}{unit}"
    assert item.measure is not None
    assert item.measure.unit == UNITS[unit].ucum
    assert Decimal(item.measure.value) == number.scaleb(POWERS[scale]) * UNITS[unit].factor


@given(WRITTEN, WRITTEN, NAMES)
@settings(max_examples=100, deadline=None)
def test_any_range_keeps_both_ends_in_order(one: Decimal, other: Decimal, unit: str) -> None:
    low, high = sorted((one, other))
    text = f"{plain(low)}-{plain(high)}{unit}"
    got = quantities(text, UNITS)
    if low == high:
        assert not got
    else:
        (item,) = got
        assert item.measure is not None
        factor = UNITS[unit].factor
        assert (Decimal(item.measure.low), Decimal(item.measure.high)) == (low * factor, high * factor)
        assert item.measure.value == ""


@given(st.integers(1, 999999999), NAMES)
@settings(max_examples=80, deadline=None)
def test_commas_between_thousands_change_nothing(number: int, unit: str) -> None:
    assert [q.measure for q in quantities(f"{number:,}{unit}", UNITS)] == [
        q.measure for q in quantities(f"{number}{unit}", UNITS)
    ]


@given(st.text(alphabet="0123456789.,十百千万亿零一二三两点吨元年/天~-至超近约以上多余 GWhk", max_size=24))
@example("一亿五吨")
@example("二十零吨")
@settings(max_examples=200, deadline=None)
def test_no_text_breaks_the_reading_and_each_amount_stands_where_it_says(text: str) -> None:
    for item in quantities(text, UNITS):
        assert text[item.start : item.end] == item.text
        assert item.measure is not None
        numbers = (item.measure.value, item.measure.low, item.measure.high)
        assert any(numbers)
        assert all(Decimal(n) >= 0 for n in numbers if n)


@pytest.mark.parametrize(("text", "value"), [("2×30万吨/年", "600000|||t/a"), ("3x15万吨", "450000|||t")])
def test_several_of_one_size_are_counted_together(text: str, value: str) -> None:
    assert found(text) == [value]


@pytest.mark.parametrize("text", ["1200×600毫米", "120×30万吨"])
def test_a_size_by_a_size_is_no_amount(text: str) -> None:
    assert found(text) == []
