"""Which names mean one thing: every join with a reason, and none that the texts do not bear."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Knowledge
from tests.reading import facts, know, labels, words

STOCK = "赤松锂材股份有限公司"
LIMITED = "赤松锂材有限公司"
PLAN = "年产3万吨碳酸锂项目"


def names(knowledge: Knowledge, kind: str) -> dict[str, set[str]]:
    """Every entity of a kind by its label, with its other names."""
    return {e.label: set(e.names) for e in knowledge.entities if e.kind == kind}


def reasons(knowledge: Knowledge, label: str) -> list[str]:
    return [link.reason for link in knowledge.links if link.label == label]


# Companies


def test_two_legal_forms_of_one_stem_in_one_text_are_one_company() -> None:
    known = know(f"{LIMITED}主要生产碳酸锂。{STOCK}位于格尔木市。")
    assert names(known, "Company") == {STOCK: {LIMITED}}
    (joined,) = (
        link for link in known.links if link.entity == f"company/{STOCK}" and not link.reason.startswith("same name")
    )
    assert "有限公司 and 股份有限公司" in joined.reason
    assert joined.score < 1


def test_two_legal_forms_in_two_texts_are_not_joined_on_a_guess() -> None:
    assert labels(know(f"{LIMITED}主要生产碳酸锂。", f"{STOCK}位于格尔木市。"), "Company") == sorted((STOCK, LIMITED))


def test_one_full_name_in_two_texts_is_one_company() -> None:
    known = know(f"{LIMITED}主要生产碳酸锂。", f"{LIMITED}位于格尔木市。")
    assert labels(known, "Company") == [LIMITED]
    assert len(reasons(known, LIMITED)) == 2


def test_a_group_and_its_subsidiary_are_never_one_but_linked() -> None:
    known = know("云峰集团青石镍业有限公司主要生产硫酸镍。云峰集团主要生产电解镍。")
    assert labels(known, "Company") == ["云峰集团", "云峰集团青石镍业有限公司"]
    (link,) = (f for f in known.facts if f.predicate == "subsidiaryOf")
    assert (link.subject, link.object, link.origin) == (
        "company/云峰集团青石镍业有限公司",
        "company/云峰集团",
        "Derived",
    )
    assert [c.evidence.quote for c in link.claims] == ["云峰集团青石镍业有限公司"]
    assert link.rule


def test_a_group_that_only_a_name_shows_is_a_company_too() -> None:
    known = know("云峰集团青石镍业有限公司主要生产硫酸镍。")
    assert "云峰集团" in labels(known, "Company")


def test_the_group_of_a_subsidiary_is_the_group_the_text_names() -> None:
    known = know("赤松集团有限公司位于格尔木市。赤松集团青石镍业有限公司主要生产硫酸镍。")
    assert "赤松集团青石镍业有限公司|subsidiaryOf|赤松集团有限公司" in facts(known, "Derived")


def test_a_group_and_its_legal_form_in_one_text_are_one() -> None:
    assert labels(know("云峰集团主要生产碳酸锂。云峰集团股份有限公司位于格尔木市。"), "Company") == [
        "云峰集团股份有限公司"
    ]


def test_one_brand_in_two_trades_is_two_companies() -> None:
    known = know("云峰锂业有限公司主要生产碳酸锂。云峰铜业有限公司主要生产阴极铜。云峰矿业主要生产铜精矿。")
    assert labels(known, "Company") == ["云峰矿业", "云峰铜业有限公司", "云峰锂业有限公司"]


def test_a_short_name_in_another_text_is_the_only_company_it_fits() -> None:
    known = know("四川云峰锂业有限公司主要生产碳酸锂。", f"云峰锂业拟投资3亿元建设{PLAN}。")
    assert names(known, "Company") == {"四川云峰锂业有限公司": {"云峰锂业"}}
    (reason,) = reasons(known, "云峰锂业")
    assert "四川云峰锂业有限公司" in reason


def test_a_short_name_that_fits_two_companies_is_neither() -> None:
    known = know(
        "四川云峰锂业有限公司主要生产碳酸锂。",
        "江西云峰锂业有限公司主要生产氟化锂。",
        f"云峰锂业拟投资3亿元建设{PLAN}。",
    )
    assert labels(known, "Company") == ["云峰锂业", "四川云峰锂业有限公司", "江西云峰锂业有限公司"]


def test_a_declared_short_name_is_an_other_name() -> None:
    known = know(f"{STOCK}（以下简称“赤松锂材”）位于格尔木市。赤松锂材主要生产碳酸锂。")
    assert names(known, "Company") == {STOCK: {"赤松锂材"}}


def test_a_reference_is_no_name_of_anything() -> None:
    known = know(f"{LIMITED}{PLAN}开工。公司位于格尔木市。该项目总投资12亿元，项目占地300亩。")
    assert names(known, "Company") == {LIMITED: set()}
    assert names(known, "Project") == {PLAN: set()}


# Projects


def test_one_project_in_two_wordings_is_one() -> None:
    known = know(f"{LIMITED}{PLAN}开工。{LIMITED}3万吨/年碳酸锂项目总投资12亿元。")
    assert len(labels(known, "Project")) == 1
    assert [r for link in known.links if "same work" in (r := link.reason)]


@pytest.mark.parametrize(
    "second", [f"{LIMITED}3万吨/年碳酸锂工程投产。", "3万吨/年碳酸锂项目投产。", f"{LIMITED}{PLAN}投产。"]
)
def test_one_project_in_two_texts_is_one(second: str) -> None:
    known = know(f"{LIMITED}{PLAN}开工。", second)
    assert len(labels(known, "Project")) == 1
    assert {f.object for f in known.facts if f.predicate == "status"} == {"UnderConstruction", "InProduction"}


def test_projects_of_two_owners_in_two_texts_are_two() -> None:
    known = know(f"{LIMITED}{PLAN}开工。", f"青石锂业有限公司{PLAN}投产。")
    assert labels(known, "Project") == [PLAN, PLAN]
    own = {(f.subject, f.object) for f in known.facts if f.predicate == "undertakes"}
    assert len({project for _, project in own}) == 2


def test_which_of_two_projects_of_one_name_is_which_stays_clear() -> None:
    known = know(f"{LIMITED}{PLAN}开工。", f"青石锂业有限公司{PLAN}投产。")
    own = {f.object: f.subject for f in known.facts if f.predicate == "undertakes"}
    status = {own[f.subject]: f.object for f in known.facts if f.predicate == "status"}
    assert status == {f"company/{LIMITED}": "UnderConstruction", "company/青石锂业有限公司": "InProduction"}


def test_projects_of_two_owners_in_one_text_are_two() -> None:
    known = know(f"{LIMITED}{PLAN}开工。青石锂业有限公司的{PLAN}已投产，该项目总投资9亿元。")
    assert names(known, "Project") == {f"{PLAN}（{LIMITED}）": {PLAN}, f"{PLAN}（青石锂业有限公司）": {PLAN}}
    own = {f.object: f.subject for f in known.facts if f.predicate == "undertakes"}
    status = {own[f.subject]: f.object for f in known.facts if f.predicate == "status"}
    assert status == {f"company/{LIMITED}": "UnderConstruction", "company/青石锂业有限公司": "InProduction"}
    assert {own[f.subject] for f in known.facts if f.predicate == "investment"} == {"company/青石锂业有限公司"}


def test_projects_of_two_owners_told_apart_are_found_again_in_other_texts() -> None:
    known = know(f"{LIMITED}{PLAN}开工。青石锂业有限公司{PLAN}正在建设。", f"青石锂业有限公司{PLAN}投产。")
    assert len(labels(known, "Project")) == 2


def test_who_builds_the_project_of_another_makes_it_no_second_one() -> None:
    known = know(f"{LIMITED}{PLAN}开工。{PLAN}由云峰建设有限公司承建。")
    assert labels(known, "Project") == [PLAN]


def test_a_name_without_an_owner_that_fits_two_projects_joins_neither() -> None:
    known = know(f"{LIMITED}{PLAN}开工。", f"青石锂业有限公司{PLAN}投产。", f"{PLAN}总投资9亿元。")
    assert labels(known, "Project") == [PLAN, PLAN, PLAN]


def test_a_project_named_again_without_its_amount_is_one() -> None:
    known = know(f"{LIMITED}{PLAN}开工。{LIMITED}碳酸锂项目总投资9亿元。", f"{LIMITED}碳酸锂项目投产。")
    assert labels(known, "Project") == [PLAN]


def test_a_name_without_amount_that_fits_two_projects_joins_neither() -> None:
    more = f"{LIMITED}年产5万吨碳酸锂项目开工。"
    known = know(f"{LIMITED}{PLAN}投产。{more}{LIMITED}碳酸锂项目总投资9亿元。")
    assert len(labels(known, "Project")) == 3


def test_projects_of_two_amounts_are_two() -> None:
    known = know(f"{LIMITED}{PLAN}开工。", f"{LIMITED}年产5万吨碳酸锂项目投产。")
    assert len(labels(known, "Project")) == 2


def test_two_phases_are_two_projects() -> None:
    known = know(f"{LIMITED}“年产3万吨碳酸锂一期项目”投产，“年产3万吨碳酸锂二期项目”开工。")
    assert labels(known, "Project") == ["年产3万吨碳酸锂一期项目", "年产3万吨碳酸锂二期项目"]


# Materials


def test_a_synonym_is_the_concept() -> None:
    known = know("云峰铜业有限公司主要生产电解铜。", "青石铜业有限公司主要生产阴极铜。")
    (material,) = (e for e in known.entities if e.kind == "Material")
    assert {"电解铜", "阴极铜"} <= {material.label, *material.names}


@pytest.mark.parametrize(
    ("name", "broader"),
    [("双面光铜箔", "material/铜箔"), ("工业级碳酸锂", "material/碳酸锂"), ("纳米碳酸锂", "material/碳酸锂")],
)
def test_a_material_no_list_holds_narrows_one_it_does(name: str, broader: str) -> None:
    (material,) = (e for e in know(f"云峰新材有限公司主要生产{name}。").entities if e.kind == "Material")
    assert broader in material.broader


def test_a_material_never_narrows_itself() -> None:
    known = know(f"{LIMITED}主要生产碳酸锂、氟化锂、双面光铜箔、镍钛合金、草酸铷、电池级碳酸锂。")
    assert all(e.id not in e.broader for e in known.entities)


# Parks, places and chains


def test_a_park_in_three_spellings_is_one() -> None:
    known = know(
        f"{LIMITED}位于云州国家级经济技术开发区。",
        "青石镍业有限公司位于云州经开区。",
        "云州经济技术开发区去年实现税收3亿元。",
    )
    assert names(known, "Park") == {"云州经济技术开发区": {"云州国家级经济技术开发区", "云州经开区"}}


def test_two_parks_are_two() -> None:
    known = know(f"{LIMITED}位于云州经开区。青石镍业有限公司位于云州高新区。")
    assert labels(known, "Park") == ["云州经开区", "云州高新区"]


def test_a_chain_with_and_without_its_joining_word_is_one() -> None:
    known = know("格尔木市做强动力电池产业链。", "格尔木市动力电池产业产值90亿元。")
    assert len(labels(known, "Chain")) == 1


# Recorded judgements overrule


def judged(*rows: tuple[str, str, str], texts: tuple[str, ...]) -> Knowledge:
    return know(*texts, lexicon=replace(words(), judgements=rows))


def test_a_judgement_joins_what_no_rule_does() -> None:
    texts = ("云峰锂业有限公司主要生产碳酸锂。", "青石锂能有限公司位于格尔木市。")
    assert len(labels(know(*texts), "Company")) == 2
    known = judged(("青石锂能有限公司", "same", "云峰锂业有限公司"), texts=texts)
    assert names(known, "Company") == {"云峰锂业有限公司": {"青石锂能有限公司"}}
    assert [r for r in reasons(known, "青石锂能有限公司") if r.startswith("recorded judgement")]


def test_a_judgement_parts_what_a_rule_joined() -> None:
    texts = (f"{LIMITED}主要生产碳酸锂。{STOCK}位于格尔木市。",)
    known = judged((LIMITED, "different", STOCK), texts=texts)
    assert labels(known, "Company") == sorted((STOCK, LIMITED))
    assert {f.subject for f in known.facts if f.predicate == "produces"} == {f"company/{LIMITED}"}


def test_a_judgement_of_names_nobody_says_changes_nothing() -> None:
    texts = (f"{LIMITED}主要生产碳酸锂。",)
    assert judged(("某甲", "same", "某乙"), ("某丙", "different", "某丁"), texts=texts) == know(*texts)


# Whatever the order

TEXTS = (
    ("a.txt", f"{LIMITED}主要生产碳酸锂。{STOCK}位于云州经开区。{LIMITED}{PLAN}开工。"),
    ("b.txt", "赤松锂材拟投资3亿元建设3万吨/年碳酸锂项目。云州经济技术开发区去年实现税收3亿元。"),
    ("c.txt", "云峰集团青石镍业有限公司主要生产硫酸镍。青石镍业有限公司位于格尔木市。"),
    ("d.txt", f"青石锂业有限公司{PLAN}投产。云峰锂业主要生产碳酸锂，格尔木市做强动力电池产业链。"),
    ("e.txt", "四川云峰锂业有限公司碳酸锂年产能2.3万吨。"),
)


@given(st.permutations(TEXTS))
@settings(max_examples=25, deadline=None)
def test_the_order_of_the_texts_changes_nothing(texts: list[tuple[str, str]]) -> None:
    assert know(*texts) == know(*TEXTS)


@given(st.sets(st.sampled_from(TEXTS), min_size=1))
@settings(max_examples=20, deadline=None)
def test_every_name_of_every_claim_has_an_entity_and_a_reason(texts: set[tuple[str, str]]) -> None:
    known = know(*sorted(texts))
    ids = {e.id for e in known.entities}
    assert len(ids) == len(known.entities)
    assert {link.entity for link in known.links} <= ids
    assert all(link.reason and 0 < link.score <= 1 for link in known.links)
    linked = {(link.document, link.label) for link in known.links}
    for fact in known.facts:
        assert fact.subject in ids
        if fact.origin == "Stated":
            assert all((c.evidence.document, c.subject.label) in linked for c in fact.claims)
