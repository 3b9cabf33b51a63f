"""A diff tells what one graph says that another does not, by names, with the words of both sides."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import graph
from graph.chain import Change, Evidence, Results, diff
from tests.rewritten import knowledge_of

PLANT = "云峰镍业有限公司年产2万吨硫酸镍项目"
SENTENCES = (
    "云峰镍业有限公司主要生产电解镍。",
    f"{PLANT}总投资10亿元。",
    f"{PLANT}总投资12亿元。",
    f"{PLANT}正在建设。",
    f"{PLANT}建成投产。",
    "蓝桥铜箔股份有限公司以阴极铜为原料，年产2万吨锂电铜箔。",
    "蓝桥铜箔股份有限公司产品80%出口。",
)
MIRROR = {
    "added": "removed",
    "entity+": "entity-",
    "changed": "changed",
    "progressed": "regressed",
    "contradicted": "resolved",
}
MIRROR |= {other: one for one, other in MIRROR.items()}


def known(*texts: str) -> graph.KnowledgeGraph:
    return graph.KnowledgeGraph.of(knowledge_of(*texts))


def changes(old: tuple[str, ...], new: tuple[str, ...]) -> Results[Change]:
    return known(*old).diff(known(*new))


def kinds(found: Results[Change]) -> list[str]:
    return [change.kind for change in found]


def test_what_a_new_text_adds_is_told_with_its_words() -> None:
    found = changes(SENTENCES[:1], (SENTENCES[0], "云峰镍业有限公司主要生产硫酸镍。"))
    assert kinds(found) == ["added", "entity+"]
    added, entity = found
    assert (added.subject.label, added.before) == ("云峰镍业有限公司", ())
    assert added.after[0].quote == "云峰镍业有限公司主要生产硫酸镍"
    assert "生产 硫酸镍" in added.text()
    assert "produces 硫酸镍" in added.text("en")
    assert entity.subject.label == "硫酸镍"


def test_a_figure_with_another_number_is_changed_and_shows_both() -> None:
    (found,) = changes((f"{PLANT}总投资10亿元。",), (f"{PLANT}总投资12亿元。",))
    assert found.kind == "changed"
    assert found.zh == "“年产2万吨硫酸镍项目”的投资额由10亿元变为12亿元。"
    assert (found.before[0].quote[-4:], found.after[0].quote[-4:]) == ("10亿元", "12亿元")
    assert found.evidence == (*found.after, *found.before)


@pytest.mark.parametrize("other", ["占地面积300亩。", "一期总投资4亿元。"])
def test_a_figure_of_another_measure_or_phase_is_no_change(other: str) -> None:
    assert "changed" not in kinds(changes((f"{PLANT}总投资10亿元。",), (f"{PLANT}{other}",)))


def test_a_figure_of_another_year_is_added() -> None:
    told = "{}年，云峰镍业有限公司实现营业收入{}亿元。".format
    assert kinds(changes((told(2023, 35),), (told(2023, 35), told(2024, 42)))) == ["added"]


def test_one_number_in_other_words_is_no_change() -> None:
    assert changes((f"{PLANT}总投资10亿元。",), (f"{PLANT}总投资10.0亿元。",)) == ()


def test_a_status_that_goes_on_is_progress_and_back_is_none() -> None:
    begun, built = (f"{PLANT}正在建设。",), (f"{PLANT}建成投产。",)
    assert kinds(changes(begun, (*begun, *built))) == ["progressed"]
    assert kinds(changes(built, begun)) == ["regressed"]
    (found,) = changes(begun, built)
    assert found.zh == "“年产2万吨硫酸镍项目”由“在建”进展到“投产”。"
    assert found.en == "年产2万吨硫酸镍项目 went on from under construction to in production."


def test_a_new_text_that_contradicts_an_old_one() -> None:
    old = (f"{PLANT}总投资10亿元。",)
    found = changes(old, (*old, f"{PLANT}总投资12亿元。"))
    assert kinds(found) == ["contradicted", "added"]
    assert found[0].before[0].quote[-4:] == "10亿元"
    assert found[0].after[0].quote[-4:] == "12亿元"
    assert "contradicted" not in kinds(changes(old, (*old, f"{PLANT}总投资超10亿元。")))


def test_the_same_texts_under_other_names_and_in_another_order_are_no_change() -> None:
    one = graph.KnowledgeGraph.of(graph.build_texts([("a", SENTENCES[0]), ("b", SENTENCES[1])]))
    other = graph.KnowledgeGraph.of(graph.build_texts([("x", SENTENCES[1]), ("y", SENTENCES[0])]))
    assert one.diff(other) == ()


def test_a_company_that_becomes_known_by_its_full_name_is_the_same() -> None:
    short = ("云峰镍业主要生产电解镍。",)
    full = ("云峰镍业有限公司（以下简称云峰镍业）主要生产电解镍。",)
    assert {c.subject.kind for c in changes(short, full)} <= {"Company"}
    assert "removed" not in kinds(changes(short, (*short, *full)))


def test_rows_show_both_sides_and_the_free_function_works_alone() -> None:
    old, new = known(SENTENCES[1]), known(SENTENCES[2])
    (row,) = old.diff(new).records()
    assert (row["kind"], row["quote"], row["quote_before"]) == ("changed", SENTENCES[2][:-1], SENTENCES[1][:-1])
    assert diff(old.flows, new.flows) == old.diff(new)


batches = st.lists(st.sampled_from(SENTENCES), max_size=4, unique=True)


@settings(deadline=None, max_examples=25)
@given(batches, batches)
def test_a_diff_read_backwards_swaps_its_sides(one: list[str], other: list[str]) -> None:
    old, new = known(*one), known(*other)
    assert old.diff(old) == ()
    there = sorted((MIRROR[c.kind], c.subject.id, _quotes(c.after), _quotes(c.before)) for c in old.diff(new))
    assert there == sorted((c.kind, c.subject.id, _quotes(c.before), _quotes(c.after)) for c in new.diff(old))


def _quotes(words: tuple[Evidence, ...]) -> tuple[str, ...]:
    return tuple(sorted(one.quote for one in words))
