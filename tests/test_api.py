"""From Python: texts at hand say what the same texts in files say."""

from __future__ import annotations

from pathlib import Path

import pytest

import graph

MILL = ("mill", "云峰镍业有限公司位于云州经济开发区，主要生产电解镍。")
FOIL = ("foil", "蓝桥铜箔股份有限公司以阴极铜为原料，年产2万吨锂电铜箔。")


def said(known: graph.Knowledge) -> set[tuple[object, ...]]:
    return {(fact.subject, fact.predicate, fact.object, fact.origin) for fact in known.facts}


def test_texts_at_hand_say_what_files_say(tmp_path: Path) -> None:
    for name, text in (MILL, FOIL):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
    assert said(graph.build_texts([MILL, FOIL])) == said(graph.build([tmp_path]).knowledge) != set()


def test_order_and_repetition_change_nothing() -> None:
    assert graph.build_texts([MILL, FOIL]) == graph.build_texts(iter([FOIL, MILL, FOIL]))


def test_no_text_says_nothing() -> None:
    known = graph.build_texts([])
    assert (known.documents, known.entities, known.mentions) == ((), (), ())
    assert {fact.origin for fact in known.facts} <= {"Reference"}


@pytest.mark.parametrize("text", ["", "。", "\n\n", "\x00", "a" * 5000, "镍" * 5000, "（" * 2000, "1.2.3,4吨" * 500])
def test_any_text_can_be_asked(text: str) -> None:
    known = graph.build_texts([("odd", text)])
    assert known.documents[0].text == text
    for fact in known.facts:
        for claim in fact.claims:
            assert text[claim.evidence.span.start : claim.evidence.span.end] == claim.evidence.quote


def test_what_was_built_from_texts_can_be_written(tmp_path: Path) -> None:
    graph.write(graph.Build(graph.build_texts([MILL])), tmp_path / "output", page=False)
    assert "云峰镍业有限公司" in (tmp_path / "output/graph.ttl").read_text(encoding="utf-8")


def test_another_ontology_is_read_and_a_missing_one_told(tmp_path: Path) -> None:
    with pytest.raises(graph.OntologyError, match=r"chain\.ttl|materials|table"):
        graph.build_texts([MILL], ontology=tmp_path)
