"""A capacity told by the name of a step only: counted as what that step makes, and shown to be an inference."""

from __future__ import annotations

import pytest

from graph.chain import Entry
from tests.stating import stated
from tests.test_chain_balance import row

COMPANY = "云岭铜业有限公司"
NAMED = f"{COMPANY}的年产20万吨智能铜电解项目已建成投产。"


def one(*sentences: str) -> Entry:
    (found,) = stated(*sentences).ledger()
    return found


def test_it_is_of_what_the_step_makes_and_never_shown_as_stated() -> None:
    entry = one(NAMED)
    shown = entry.record()
    assert (shown["material"], shown["origin"], shown["step"]) == ("阴极铜", "Derived", "铜电解精炼")
    assert "20万吨智能铜电解" in entry.evidence[0].quote
    assert entry.evidence[-1].origin == "Reference"
    assert entry.evidence[-1].sources


def test_what_a_text_says_stays_stated() -> None:
    entry = one(f"{COMPANY}年产20万吨阴极铜。")
    assert (entry.record()["origin"], entry.step) == ("Stated", None)


def test_the_balance_counts_it_and_says_why() -> None:
    found = row(stated(NAMED), "铜", "阴极铜")
    assert found.capacity == (200000, 200000)
    assert found.built == 200000
    assert "推知" in found.text()
    assert "Inferred" in found.text("en")
    assert [holding.steps[0].label for holding in found.inferred] == ["铜电解精炼"]


def test_a_balance_of_stated_capacities_speaks_of_no_inference() -> None:
    found = row(stated(f"{COMPANY}年产20万吨阴极铜。"), "铜", "阴极铜")
    assert not found.inferred
    assert "推知" not in found.text()


@pytest.mark.parametrize(
    "more",
    [
        f"{COMPANY}年产20万吨阴极铜。",
        f"{COMPANY}的年产20万吨阴极铜项目已建成投产。",
        "年产20万吨阴极铜项目已建成投产。",
    ],
)
def test_a_capacity_that_is_also_stated_counts_once(more: str) -> None:
    known = stated(NAMED, more)
    assert row(known, "铜", "阴极铜").capacity == (200000, 200000)
    assert [(t.low, t.high, t.origin) for t in known.totals() if t.what.label == "阴极铜"] == [
        (200000, 200000, "Stated")
    ]


@pytest.mark.parametrize(
    "name",
    [
        "年产20万吨铜电解阳极泥项目",  # a longer name
        "年产20万吨铅铜电解项目",  # of two metals
        "年产20万吨铜冶炼项目",  # the tonnes are of copper, the step makes matte
        "年处理20万吨铜电解废液项目",
    ],
)
def test_a_name_that_is_not_of_one_product_tells_nothing(name: str) -> None:
    assert all(entry.origin == "Stated" for entry in stated(f"{COMPANY}的{name}已建成投产。").ledger())


def test_a_step_told_by_its_capacity_is_present() -> None:
    (gap,) = (g for g in stated(NAMED).gaps("铜") if g.step.label == "铜电解精炼")
    assert gap.state == "Present"
    assert "铜电解精炼" in gap.reason()
    (coming,) = (
        g for g in stated(f"{COMPANY}的年产20万吨铜电解项目正在建设。").gaps("铜") if g.step.label == "铜电解精炼"
    )
    assert coming.state == "UnderWay"


def test_its_loss_is_reckoned() -> None:
    scenario = stated(NAMED, "远山铜箔有限公司主要生产锂电铜箔。").what_if(COMPANY)
    assert [(loss.product.label if loss.product else "", loss.tonnes) for loss in scenario.losses] == [
        ("阴极铜", (200000, 200000)),
        ("锂电铜箔", (0, None)),
    ]
