"""The ledger: every capacity with its words, and totals in which no capacity counts twice."""

from __future__ import annotations

from decimal import Decimal

import pytest

from graph.chain import Entry, Total
from graph.chain.ledger import NOT_STATED
from tests.chains import told

PLANT, OTHER = "云峰锂业有限公司", "青石锂业有限公司"
PLAN = "年产3万吨碳酸锂项目"


def entries(*texts: str) -> tuple[Entry, ...]:
    return told(*texts).ledger()


def total(*texts: str, of: str = "碳酸锂") -> Total:
    (found,) = (total for total in told(*texts).totals() if total.what.label == of)
    return found


def bounds(*texts: str) -> tuple[int, int | None]:
    found = total(*texts)
    return int(found.low), None if found.high is None else int(found.high)


# Entries


def test_an_entry_says_whose_of_what_how_far_and_where() -> None:
    (entry,) = entries(f"{PLANT}{PLAN}位于格尔木市，已投产。")
    row = entry.record()
    assert (row["producer"], row["project"], row["material"]) == (PLANT, PLAN, "碳酸锂")
    assert (row["capacity"], row["unit"], row["basis"], row["status"], row["place"]) == (
        *(Decimal(30000), "t/a"),
        *("Output", "InProduction", "格尔木市"),
    )
    assert PLAN in str(row["quote"])


def test_a_producer_no_text_names_is_said_to_be_unstated() -> None:
    (entry,) = entries(f"{PLAN}投产。")
    assert not entry.owners
    assert entry.record()["producer"] == NOT_STATED


def test_what_goes_in_is_not_what_comes_out() -> None:
    (entry,) = entries(f"{PLANT}年处理2万吨废铅酸蓄电池项目投产。")
    assert entry.basis == "Input"
    assert entry.record()["basis"] == "Input"


def test_one_figure_of_two_texts_is_one_entry_with_both_words() -> None:
    (entry,) = entries(f"{PLANT}{PLAN}开工。", f"{PLANT}3万吨/年碳酸锂项目投产。")
    assert {evidence.document.name for evidence in entry.evidence} == {"a", "b"}
    assert entry.status == "InProduction"


def test_a_plan_is_expected() -> None:
    (entry,) = entries(f"{PLANT}拟形成2万吨碳酸锂产能。")
    assert entry.expected


# Totals


def test_two_producers_add_up() -> None:
    assert bounds(f"{PLANT}{PLAN}投产。{OTHER}年产5万吨碳酸锂项目投产。") == (80000, 80000)


def test_one_project_in_two_texts_counts_once() -> None:
    assert bounds(f"{PLANT}{PLAN}开工。", f"{PLANT}3万吨/年碳酸锂项目投产。") == (30000, 30000)


def test_what_nobody_owns_is_what_somebody_owns_of_the_same_size() -> None:
    assert bounds(f"{PLANT}{PLAN}开工。", "3万吨碳酸锂、2万吨氢氧化锂等项目投产。") == (30000, 30000)


def test_a_company_and_its_projects_are_one_capacity_at_least() -> None:
    assert bounds(f"{PLANT}{PLAN}投产。{PLANT}具备年产5万吨碳酸锂的生产能力。") == (50000, 80000)


def test_phases_add_up_to_no_less_than_the_whole() -> None:
    text = f"{PLANT}“年产3万吨碳酸锂一期项目”投产，“年产2万吨碳酸锂二期项目”开工。"
    assert bounds(text) == (50000, 50000)


def test_a_bound_stays_a_bound() -> None:
    assert bounds(f"{PLANT}具备年产5万吨以上碳酸锂的生产能力。") == (50000, None)


def test_input_and_output_never_mix() -> None:
    graph = told(f"{PLANT}年处理2万吨废铅酸蓄电池项目投产。{OTHER}年产5万吨铅酸蓄电池项目投产。")
    assert {(t.what.label, t.basis, int(t.low)) for t in graph.totals()} == {
        ("废铅酸蓄电池", "Input", 20000),
        ("铅酸蓄电池", "Output", 50000),
    }


def test_only_what_runs_is_built() -> None:
    found = total(f"{PLANT}{PLAN}投产。{OTHER}年产5万吨碳酸锂项目开工。")
    assert (int(found.built), int(found.low)) == (30000, 80000)


def test_units_are_not_added_to_each_other() -> None:
    graph = told(f"{PLANT}年产3GWh动力电池项目投产。{OTHER}年产500万只动力电池项目投产。")
    assert len({total.unit for total in graph.totals()}) == len(graph.totals()) == 2


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_texts_changes_nothing(order: int) -> None:
    texts = [f"{PLANT}{PLAN}开工。", f"{OTHER}年产5万吨碳酸锂项目投产。", f"{PLANT}3万吨/年碳酸锂项目投产。"]
    assert bounds(*texts[::order]) == (80000, 80000)
