"""One gate for every claim: nothing passes that its own words do not carry."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import vocab
from graph.extract import extract
from graph.model import Claim, Document, Mention, Quantity, Span
from tests.reading import GATE, parted, words

TEXT = "赤松锂材有限公司碳酸锂年产能为3万吨，主要生产氟化锂；其年产5万吨硫酸镍项目已投产。"
DOCUMENT = Document("a.txt", TEXT)
CLAIMS = extract(DOCUMENT, words(), GATE).claims
VOCABULARY = vocab.load()


def of(predicate: str) -> Claim:
    return next(c for c in CLAIMS if c.predicate == predicate)


def quantity(claim: Claim) -> Quantity:
    assert isinstance(claim.object, Quantity)
    return claim.object


def refusal(claim: Claim) -> str:
    return GATE.check(claim, DOCUMENT)


@pytest.mark.parametrize("predicate", ["produces", "capacity", "status"])
def test_an_honest_claim_passes(predicate: str) -> None:
    assert refusal(of(predicate)) == ""


@pytest.mark.parametrize(("start", "end"), [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1)])
def test_a_quote_that_is_off_by_one_is_refused(start: int, end: int) -> None:
    claim = of("status")
    span = Span(claim.evidence.span.start + start, claim.evidence.span.end + end)
    moved = replace(claim, evidence=replace(claim.evidence, span=span))
    assert refusal(moved).startswith("the quote does not stand at its offsets")


def test_a_quote_with_another_word_is_refused() -> None:
    claim = of("produces")
    quote = claim.evidence.quote.replace("产", "销")
    assert "offsets" in refusal(replace(claim, evidence=replace(claim.evidence, quote=quote)))


@pytest.mark.parametrize("side", ["subject", "object"])
def test_a_name_outside_its_quote_is_refused(side: str) -> None:
    claim = of("produces")
    end = claim.evidence.span.end
    mention = getattr(claim, side)
    outside = replace(mention, span=Span(end, end + 2))
    assert refusal(replace(claim, **{side: outside})).startswith("a name stands outside its quote")


def test_a_name_half_outside_its_quote_is_refused() -> None:
    claim = of("produces")
    half = replace(claim.subject, span=Span(claim.subject.span.start, claim.evidence.span.end + 1))
    assert "outside" in refusal(replace(claim, subject=half))


def test_kinds_that_do_not_fit_are_refused() -> None:
    claim = of("produces")
    assert refusal(replace(claim, subject=replace(claim.subject, kind="Place"))).startswith(
        "produces does not join Place"
    )
    assert isinstance(claim.object, Mention)
    assert "does not join" in refusal(replace(claim, object=replace(claim.object, kind="Company")))


@pytest.mark.parametrize("name", list(VOCABULARY.relations))
def test_the_gate_joins_what_the_vocabulary_joins(name: str) -> None:
    claim = of("produces")
    assert isinstance(claim.object, Mention)
    for subject in VOCABULARY.kinds:
        for thing in VOCABULARY.kinds:
            asked = replace(
                claim,
                predicate=name,
                subject=replace(claim.subject, kind=subject),  # type: ignore[arg-type]
                object=replace(claim.object, kind=thing),  # type: ignore[arg-type]
            )
            assert (refusal(asked) == "") == VOCABULARY.fits(name, subject, thing)


@pytest.mark.parametrize("predicate", ["likes", "", "capacity", "status"])
def test_a_relation_the_vocabulary_does_not_have_is_refused(predicate: str) -> None:
    assert refusal(replace(of("produces"), predicate=predicate)).startswith("no such relation")


@pytest.mark.parametrize("status", ["Dreamed", "", "inproduction"])
def test_a_status_the_vocabulary_does_not_have_is_refused(status: str) -> None:
    assert refusal(replace(of("status"), object=status)).startswith("no such status")


def test_a_status_is_said_by_no_other_predicate() -> None:
    assert refusal(replace(of("status"), predicate="produces")).startswith("no such status")


@pytest.mark.parametrize("predicate", ["beauty", "produces", "status"])
def test_a_measure_the_vocabulary_does_not_have_is_refused(predicate: str) -> None:
    assert refusal(replace(of("capacity"), predicate=predicate)).startswith("no such measure")


def test_a_quantity_needs_a_number_and_a_unit() -> None:
    claim = of("capacity")
    amount = quantity(claim)
    empty = replace(amount, value=None, low=None, high=None)
    assert refusal(replace(claim, object=empty)).startswith("a quantity without number or unit")
    assert refusal(replace(claim, object=replace(amount, unit=""))).startswith("a quantity without number or unit")


@pytest.mark.parametrize("numbers", [(-1, None, None), (None, -1, None), (None, None, -1), (3, -3, 3)])
def test_no_quantity_is_negative(numbers: tuple[int | None, ...]) -> None:
    claim = of("capacity")
    value, low, high = (None if n is None else Decimal(n) for n in numbers)
    negative = replace(quantity(claim), value=value, low=low, high=high)
    assert refusal(replace(claim, object=negative)).startswith("a negative quantity")


def test_nothing_is_related_to_itself() -> None:
    claim = of("produces")
    who = replace(claim.subject, kind="Company")
    assert refusal(replace(claim, predicate="suppliesTo", subject=who, object=who)).startswith(
        "a thing related to itself"
    )


# The quantity's own words and its material are names of the claim too.


def test_an_amount_outside_its_quote_is_refused() -> None:
    claim = of("capacity")
    end = claim.evidence.span.end
    outside = replace(quantity(claim), span=Span(end, end + 2))
    assert refusal(replace(claim, object=outside)).startswith("the amount stands outside its quote")


def test_a_material_of_an_amount_outside_its_quote_is_refused() -> None:
    claim = of("capacity")
    end = claim.evidence.span.end
    amount = quantity(claim)
    assert amount.material is not None
    outside = replace(amount, material=replace(amount.material, span=Span(end, end + 2)))
    assert refusal(replace(claim, object=outside)).startswith("the amount stands outside its quote")


def test_a_measure_of_a_kind_that_has_none_is_refused() -> None:
    """The vocabulary lets every kind have every measure: another vocabulary need not."""
    claim = of("capacity")
    strict = replace(GATE, quantities={"capacity": frozenset({claim.subject.kind})})
    assert strict.check(claim, DOCUMENT) == ""
    other = replace(claim, subject=replace(claim.subject, kind="Place"))
    assert strict.check(other, DOCUMENT).startswith("capacity is no measure of a Place")


@pytest.mark.parametrize("name", list(VOCABULARY.quantities))
def test_the_gate_lets_measure_what_the_vocabulary_does(name: str) -> None:
    claim = of("capacity")
    for kind in VOCABULARY.kinds:
        asked = replace(claim, predicate=name, subject=replace(claim.subject, kind=kind))  # type: ignore[arg-type]
        assert (refusal(asked) == "") == VOCABULARY.fits(name, kind, "Quantity")


@pytest.mark.parametrize("confidence", [1.5, 0.0, -0.5])
def test_a_confidence_beyond_certainty_or_of_nothing_is_refused(confidence: float) -> None:
    assert refusal(replace(of("produces"), confidence=confidence)).startswith("no such confidence")


# What holds for every text

NAME = st.sampled_from(
    parted(
        "赤松锂材有限公司 青石镍业股份有限公司 云峰集团 赤松锂材 公司 该公司 企业 我们 该项目 项目 一期 二期 园区 全市 "
        "德令哈工业园 格尔木市 云州经开区 石泉铜矿 氧压浸出工艺 镍产业链"
    )
)
THING = st.sampled_from(
    parted(
        "碳酸锂 硫酸镍 废锂电池 镍钛合金 铜箔 锂辉石 电池级碳酸锂 高纯铼 危险废物 "
        "年产3万吨碳酸锂项目 5万吨废铅膏处理项目"
    )
)
AMOUNT = st.sampled_from(
    parted("3万吨 ３．５万吨 约2-3亿元 超6GWh 两万五千吨 300亩 800人 3.5.2万吨 第6十五位 1,23,4吨 12亿元 30% 5万吨/年")
)
VERB = st.sampled_from(
    parted(
        "主要生产 年产 位于 采用 拟建设 已建成投产 正在建设 投资 总投资 年产能为 回收 以 为原料 不生产 预计 供应 向 "
        "采购 持有 子公司 属于 产量达 是 和 的 将 （以下简称“赤松”） 负责人说"
    )
)
MARK = st.sampled_from(["，", "。", "、", "；", "：", "“", "”", "（", "）", "\n\n", "\n", " ", "\u3000", "▲", ""])
SHRED = st.text(alphabet="赤松锂年产万吨3.5,亿元项目和及等A%·\u200b\u3000🙂", max_size=4)
NEWS = st.lists(st.one_of(NAME, THING, AMOUNT, VERB, MARK, SHRED), max_size=36).map("".join)
CLAUSE = st.tuples(NAME, VERB, st.one_of(AMOUNT, st.just("")), THING, MARK).map("".join)
TALK = st.lists(CLAUSE, min_size=1, max_size=8).map("".join)


@given(st.one_of(NEWS, TALK))
@settings(max_examples=250, deadline=None)
def test_every_claim_of_any_text_stands_on_its_words(text: str) -> None:
    document = Document("a.txt", text)
    found = extract(document, words(), GATE)
    for claim in found.claims:
        evidence = claim.evidence
        assert text[evidence.span.start : evidence.span.end] == evidence.quote != ""
        assert GATE.check(claim, document) == ""
        assert 0 <= claim.confidence <= 1
        assert claim.modality in {"Asserted", "Prospective"}
        assert claim.subject.document == evidence.document == document.id
        assert claim.subject.label
        if isinstance(claim.object, Mention):
            assert VOCABULARY.fits(claim.predicate, claim.subject.kind, claim.object.kind)
            assert claim.object.label
        elif isinstance(claim.object, Quantity):
            written = claim.object
            assert text[written.span.start : written.span.end] == written.as_written
            assert evidence.span.start <= written.span.start < written.span.end <= evidence.span.end
            assert written.material is None or written.material.kind == "Material"
    for doubt in found.rejections:
        assert text[doubt.span.start : doubt.span.end] == doubt.quote
        assert doubt.reason
    for mention in found.mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert mention.kind in VOCABULARY.kinds


@given(st.one_of(NEWS, TALK))
@settings(max_examples=60, deadline=None)
def test_the_same_text_says_the_same_twice(text: str) -> None:
    document = Document("a.txt", text)
    assert extract(document, words(), GATE) == extract(document, words(), GATE)


@given(TALK, st.sampled_from(parted("第6十五位 3.5.2万吨 1,23,4吨")))
@settings(max_examples=60, deadline=None)
def test_no_claim_takes_its_number_from_corrupted_words(text: str, broken: str) -> None:
    whole = f"{text}。赤松锂材有限公司碳酸锂年产能为{broken}。"
    at = whole.rindex(broken)
    for claim in extract(Document("a.txt", whole), words(), GATE).claims:
        if isinstance(claim.object, Quantity):
            assert claim.object.span.end <= at or claim.object.span.start >= at + len(broken)
