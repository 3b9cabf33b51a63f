"""From claims to facts: what supports what, what stays apart, and what follows."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import graph
from graph.model import Amount, Fact, Knowledge
from tests.reading import facts, know
from tests.test_resolve import TEXTS

WHO = "赤松锂材有限公司"
PLAN = "年产3万吨碳酸锂项目"
MAKES = f"{WHO}主要生产碳酸锂。"


def of(knowledge: Knowledge, predicate: str, origin: str = "Stated") -> list[Fact]:
    return [f for f in knowledge.facts if f.predicate == predicate and f.origin == origin]


def test_two_texts_are_surer_than_one() -> None:
    (once,) = of(know(MAKES), "produces")
    (twice,) = of(know(MAKES, f"据悉，{MAKES}"), "produces")
    assert len(twice.claims) == 2
    assert once.confidence < twice.confidence < 1


def test_a_text_that_repeats_itself_is_no_surer() -> None:
    (once,) = of(know(MAKES), "produces")
    (again,) = of(know(MAKES + "\n\n" + MAKES), "produces")
    assert again.confidence == once.confidence


def test_confidence_is_that_of_the_surest_claim_of_one_text() -> None:
    (fact,) = of(know(MAKES), "produces")
    assert fact.confidence == max(c.confidence for c in fact.claims)


def test_the_same_text_twice_is_one_text() -> None:
    known = graph.build_texts([("a.txt", MAKES), ("a.txt", MAKES)])
    assert known == graph.build_texts([("a.txt", MAKES)])


def test_the_whole_flow_in_one_call_is_the_flow_step_by_step() -> None:
    assert graph.build_texts(TEXTS) == know(*TEXTS)


@pytest.mark.parametrize("other", ["23000吨", "2.30万吨", "23,000吨", "２．３万吨", "二点三万吨"])
def test_one_amount_in_two_wordings_is_one_fact(other: str) -> None:
    known = know(f"{WHO}碳酸锂年产能2.3万吨。", f"{WHO}碳酸锂年产能{other}。")
    assert [len(f.claims) for f in of(known, "capacity")] == [2]


def test_each_claim_keeps_the_wording_of_its_own_text() -> None:
    known = know(f"{WHO}碳酸锂年产能2.3万吨。", f"{WHO}碳酸锂年产能23000吨。")
    (fact,) = of(known, "capacity")
    assert {getattr(c.object, "as_written", "") for c in fact.claims} == {"2.3万吨", "23000吨"}


@pytest.mark.parametrize("other", ["5万吨", "超3万吨", "近3万吨", "3-5万吨"])
def test_two_different_amounts_are_two_facts(other: str) -> None:
    known = know(f"{WHO}碳酸锂年产能3万吨。", f"{WHO}碳酸锂年产能{other}。")
    assert [len(f.claims) for f in of(known, "capacity")] == [1, 1]
    assert len({f.id for f in of(known, "capacity")}) == 2


def test_capacities_for_two_materials_are_two_facts() -> None:
    assert len(of(know(f"{WHO}碳酸锂年产能3万吨，氟化锂年产能3万吨。"), "capacity")) == 2


def test_amounts_of_two_years_are_two_facts() -> None:
    known = know(f"{WHO}2023年营业收入30亿元。{WHO}2024年营业收入30亿元。")
    years = {f.object.year for f in of(known, "revenue") if isinstance(f.object, Amount)}
    assert years == {"2023", "2024"}


def test_two_statuses_in_two_texts_are_both_kept() -> None:
    known = know(f"{WHO}{PLAN}开工。", f"{WHO}{PLAN}投产。")
    assert {f.object for f in of(known, "status")} == {"UnderConstruction", "InProduction"}


# What follows


def test_who_undertakes_a_project_makes_what_it_makes() -> None:
    known = know(f"{WHO}{PLAN}投产。")
    (fact,) = of(known, "produces", "Derived")
    assert (fact.subject, fact.object) == (f"company/{WHO}", "material/碳酸锂")
    by_id = {f.id: f for f in known.facts}
    assert {by_id[i].predicate for i in fact.premises} == {"undertakes", "produces"}
    assert fact.rule
    assert fact.confidence < min(by_id[i].confidence for i in fact.premises)


def test_what_a_text_states_is_not_derived_as_well() -> None:
    known = know(f"{MAKES}{WHO}{PLAN}投产。")
    assert f"{WHO}|produces|碳酸锂" in facts(known)
    assert facts(known, "Derived") & facts(known) == set()


def test_a_park_lies_in_the_place_its_name_begins_with() -> None:
    known = know(f"{WHO}位于格尔木市工业园区。格尔木市产值突破90亿元。")
    (fact,) = (f for f in of(known, "locatedIn", "Derived") if f.subject.startswith("park/"))
    assert fact.object == "place/格尔木市"
    assert [c.evidence.quote for c in fact.claims] == ["格尔木市工业园区"]


def test_a_plan_is_no_production() -> None:
    """What is only planned must not come out as what a company makes today, without its reason at hand."""
    known = know(f"{WHO}拟投资3亿元建设{PLAN}。")
    for fact in of(known, "produces", "Derived"):
        by_id = {f.id: f for f in known.facts}
        assert any(c.modality == "Prospective" for i in fact.premises for c in by_id[i].claims)


@given(st.sets(st.sampled_from(TEXTS), min_size=1))
@settings(max_examples=25, deadline=None)
def test_every_fact_stands_on_its_ground(texts: set[tuple[str, str]]) -> None:
    known = know(*sorted(texts))
    whole = {d.id: d.text for d in known.documents}
    by_id = {f.id: f for f in known.facts}
    assert len(by_id) == len(known.facts)
    said = {(f.subject, f.predicate, f.object) for f in known.facts if f.origin == "Stated"}
    for fact in known.facts:
        assert 0 < fact.confidence <= 1
        for claim in fact.claims:
            evidence = claim.evidence
            assert whole[evidence.document][evidence.span.start : evidence.span.end] == evidence.quote
        if fact.origin == "Stated":
            assert fact.claims
            assert not fact.premises
        else:
            assert fact.origin == "Derived"
            assert fact.rule
            assert fact.claims or fact.premises
            assert set(fact.premises) <= set(by_id)
            assert (fact.subject, fact.predicate, fact.object) not in said
            assert fact.subject != fact.object


@given(st.sampled_from(TEXTS), st.sampled_from(TEXTS))
@settings(max_examples=20, deadline=None)
def test_one_more_text_takes_nothing_away(one: tuple[str, str], other: tuple[str, str]) -> None:
    def grounds(knowledge: Knowledge) -> set[tuple[str, str, int, int]]:
        return {
            (c.evidence.document, f.predicate, c.evidence.span.start, c.evidence.span.end)
            for f in knowledge.facts
            if f.origin == "Stated"
            for c in f.claims
        }

    assert grounds(know(one)) <= grounds(know(*{one, other}))
