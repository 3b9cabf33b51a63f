"""Judging a graph by gold annotations: what counts as found, as right, and why not."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import graph
from graph import QueryError, SourceError
from graph.cli import main
from graph.evaluate import Evaluation, Found, Said, Thing, evaluate_found
from graph.evaluate.figures import Judgement, calibration, figures, wilson
from graph.evaluate.gold import parse, read
from graph.model import Amount
from tests.chains import told

PLANT, BUYER = "云峰锂业有限公司", "青石材料有限公司"
PLAN = "年产3万吨碳酸锂项目"
ENTITIES = [
    {"type": "Company", "name": PLANT, "aliases": ["云峰锂业"]},
    {"type": "Company", "name": BUYER},
    {"type": "Project", "name": PLAN},
    {"type": "Product", "name": "碳酸锂"},
    {"type": "Product", "name": "锂辉石"},
    {"type": "Place", "name": "格尔木市"},
]
THINGS = [
    Thing.of("Company", PLANT, "云峰锂业"),
    Thing.of("Company", BUYER),
    Thing.of("Project", PLAN),
    Thing.of("Material", "碳酸锂"),
    Thing.of("Material", "锂辉石"),
    Thing.of("Place", "格尔木市"),
]
IDS = {thing.label: thing.id for thing in THINGS}
SIZE = {"s": PLAN, "kind": "capacity", "of": "碳酸锂", "value": 30000, "unit": "t/a", "text": "年产3万吨"}


def gold(**parts: Any) -> dict[str, Any]:
    return {"entities": ENTITIES, "exhaustive": True, **parts}


def fact(subject: str, relation: str, thing: str) -> dict[str, str]:
    return {"s": subject, "r": relation, "o": thing}


def said(subject: str, predicate: str, thing: str | Amount, **more: Any) -> Said:
    return Said(IDS[subject], predicate, IDS.get(thing, thing) if isinstance(thing, str) else thing, **more)


def amount(value: str, unit: str = "t/a", material: str = "碳酸锂", **more: Any) -> Amount:
    return Amount("3万吨", unit, Decimal(value), material=IDS[material], **more)


def judged(annotation: dict[str, Any], *statements: Said) -> Evaluation:
    return evaluate_found({"a": Found.of(THINGS, statements)}, [parse("a", annotation)])


def causes(found: Evaluation, side: str = "found") -> list[tuple[str, str]]:
    return [(one.measure, one.cause) for one in found.errors if one.side == side]


# Relations


def test_what_is_annotated_and_said_is_found_and_right() -> None:
    figure = judged(gold(facts=[fact(PLANT, "produces", "碳酸锂")]), said(PLANT, "produces", "碳酸锂")).figure(
        "relations"
    )
    assert (figure.precision, figure.recall, figure.f1) == (1, 1, 1)


def test_a_short_name_is_the_company_it_names() -> None:
    assert judged(gold(facts=[fact("云峰锂业", "produces", "碳酸锂")]), said(PLANT, "produces", "碳酸锂")).errors == ()


@pytest.mark.parametrize(
    ("wanted", "stated"), [("undertakes", "operates"), ("consumes", "recycles"), ("made_from", "recycledFrom")]
)
def test_neighbouring_relations_count_for_one_another(wanted: str, stated: str) -> None:
    ends = ("碳酸锂", "锂辉石") if wanted == "made_from" else (PLANT, PLAN if wanted == "undertakes" else "锂辉石")
    assert judged(gold(facts=[fact(ends[0], wanted, ends[1])]), said(ends[0], stated, ends[1])).errors == ()


@pytest.mark.parametrize(
    ("wanted", "stated"),
    [
        (("碳酸锂", "made_from", "锂辉石"), ("锂辉石", "madeFrom", "碳酸锂")),
        ((PLANT, "supplies_to", BUYER), (BUYER, "suppliesTo", PLANT)),
        ((PLANT, "produces", "碳酸锂"), (PLANT, "consumes", "碳酸锂")),
        ((PLANT, "consumes", "锂辉石"), (PLANT, "produces", "锂辉石")),
    ],
)
def test_a_flow_turned_round_is_told_as_such(wanted: tuple[str, str, str], stated: tuple[str, str, str]) -> None:
    found = judged(gold(facts=[fact(*wanted)]), said(*stated))
    assert ("relations", "reversed-direction") in causes(found)
    assert causes(found, "gold") == [("relations", "reversed-direction")]
    assert found.figure("direction").precision == 0


def test_the_right_direction_counts() -> None:
    stated = said("碳酸锂", "madeFrom", "锂辉石")
    assert judged(gold(facts=[fact("碳酸锂", "made_from", "锂辉石")]), stated).figure("direction").precision == 1


def test_another_subject_another_relation_and_nothing_at_all_are_told_apart() -> None:
    wanted = gold(facts=[fact(PLANT, "produces", "碳酸锂")])
    assert causes(judged(wanted, said(BUYER, "produces", "碳酸锂"))) == [("relations", "wrong-subject")]
    assert causes(judged(wanted, said(PLANT, "suppliesTo", "碳酸锂"))) == [("relations", "wrong-relation")]
    assert causes(judged(wanted, said(BUYER, "consumes", "锂辉石"))) == [("relations", "extra")]
    assert causes(judged(wanted), "gold") == [("relations", "not-read")]


def test_an_entity_that_is_missing_explains_what_is_missing_with_it() -> None:
    wanted = gold(facts=[fact(PLANT, "produces", "氢氧化锂")])
    wanted["entities"] = [*ENTITIES, {"type": "Product", "name": "氢氧化锂"}]
    found = judged(wanted)
    assert causes(found, "gold") == [("entities", "entity-missed"), ("relations", "entity-missed")]


def test_a_name_cut_wrongly_is_told_as_such() -> None:
    wanted = gold(entities=[*ENTITIES[:3], {"type": "Product", "name": "电池级碳酸锂粉体"}, *ENTITIES[4:]])
    found = judged(wanted)
    assert causes(found) == [("entities", "wrong-head")]
    assert causes(found, "gold") == [("entities", "wrong-head")]


def test_what_is_doubtful_is_neither_asked_for_nor_wrong() -> None:
    wanted = gold(doubtful=[fact(PLANT, "consumes", "锂辉石")])
    assert judged(wanted).figure("relations").gold == 0
    assert judged(wanted, said(PLANT, "consumes", "锂辉石")).figure("relations").found == 0


def test_what_a_project_does_its_owner_does() -> None:
    wanted = gold(facts=[fact(PLANT, "undertakes", PLAN), fact(PLAN, "produces", "碳酸锂")])
    told_too = said(PLANT, "produces", "碳酸锂")
    assert causes(judged(wanted, told_too)) == []
    assert causes(judged(wanted, said(BUYER, "produces", "碳酸锂"))) == [("relations", "wrong-subject")]


def test_several_answers_can_be_right() -> None:
    wanted = gold(facts=[fact(PLANT, "produces", "碳酸锂") | {"alt_s": [PLAN], "alt_r": "consumes"}])
    assert judged(wanted, said(PLAN, "consumes", "碳酸锂")).errors == ()


def test_what_only_follows_counts_as_found_and_is_not_judged() -> None:
    wanted = gold(facts=[fact(PLANT, "produces", "碳酸锂")])
    figure = judged(wanted, said(PLANT, "produces", "碳酸锂", stated=False)).figure("relations")
    assert (figure.matched, figure.found) == (1, 0)


# Quantities and statuses


@pytest.mark.parametrize(
    ("stated", "cause"),
    [
        (said(PLAN, "capacity", amount("30000")), None),
        (said(PLAN, "capacity", amount("30000", "t")), None),
        (said(PLAN, "capacity", amount("30000000", "kg/a")), None),
        (said(PLANT, "capacity", amount("30000")), "wrong-subject"),
        (said(PLAN, "production", amount("30000")), "wrong-kind"),
        (said(PLAN, "capacity", amount("30000", "t/d")), "wrong-unit"),
        (said(PLAN, "capacity", amount("30000", "m3/a")), "wrong-unit"),
        (said(PLAN, "capacity", amount("50000")), "wrong-quantity"),
    ],
)
def test_a_quantity_needs_its_number_unit_kind_and_subject(stated: Said, cause: str | None) -> None:
    found = judged(gold(quantities=[SIZE]), stated)
    assert causes(found, "gold") == ([("quantities", cause)] if cause else [])
    assert found.figure("quantities").recall == (0 if cause else 1)


def test_material_bound_and_basis_are_told_apart() -> None:
    wanted = gold(quantities=[SIZE | {"qualifier": ">=", "basis": "Input"}])
    plain = judged(wanted, said(PLAN, "capacity", amount("30000", material="锂辉石")))
    assert [one.cause for one in plain.errors] == ["wrong-material", "wrong-bounds", "wrong-basis"]
    full = Amount("超3万吨", "t/a", low=Decimal(30000), material=IDS["碳酸锂"], basis="Input")
    assert judged(wanted, said(PLAN, "capacity", full)).errors == ()


def test_a_range_needs_both_ends() -> None:
    wanted = gold(quantities=[SIZE | {"to": 40000}])
    both = Amount("3—4万吨", "t/a", low=Decimal(30000), high=Decimal(40000), material=IDS["碳酸锂"])
    assert judged(wanted, said(PLAN, "capacity", both)).errors == ()
    assert judged(wanted, said(PLAN, "capacity", amount("30000"))).figure("quantities").recall == 0


def test_growth_and_shares_are_not_judged() -> None:
    assert judged(gold(), said(PLANT, "growth", Amount("5%", "%", Decimal(5)))).figure("quantities").found == 0


def test_a_status_is_of_its_project() -> None:
    wanted = gold(status=[{"s": PLAN, "status": "under_construction"}])
    assert judged(wanted, said(PLAN, "status", "UnderConstruction")).figure("status").f1 == 1
    assert causes(judged(wanted, said(PLAN, "status", "Planned"))) == [("status", "wrong-status")]


# Figures


def test_the_interval_narrows_with_the_count_and_holds_the_share() -> None:
    few, many = wilson(9, 10), wilson(900, 1000)
    assert few[0] < many[0] < 0.9 < many[1] < few[1]


def test_each_class_and_all_together_are_told() -> None:
    names = {(one.measure, one.name) for one in judged(gold(facts=[fact(PLANT, "produces", "碳酸锂")])).figures}
    assert {("entities", ""), ("entities", "Company"), ("relations", ""), ("relations", "produces")} <= names


def test_confidence_stands_against_truth() -> None:
    claims = [Judgement("a", "relations", "produces", "found", n < 9, "", confidence=0.92) for n in range(10)]
    (held,) = calibration([*claims, Judgement("a", "relations", "produces", "found", None, "", confidence=0.92)])
    assert (held.low, held.high, held.count, held.right) == (0.9, 0.95, 10, 9)


def test_nothing_judged_gives_no_figures() -> None:
    assert figures(()) == ()
    assert judged({"entities": [], "judged": ["produces"]}).rows().to_json() == "[]\n"


# Gold files


def test_only_what_was_annotated_is_judged() -> None:
    found = judged(gold(judged=["produces"]), said(PLANT, "suppliesTo", BUYER))
    assert found.judged == ()


@pytest.mark.parametrize(
    ("content", "said_so"),
    [
        ("[", "cannot be read as JSON"),
        ("[]", "is no gold annotation"),
        ('{"facts": []}', "lacks 'entities'"),
        ('{"entities": [{"type": "Firm", "name": "甲"}]}', "no such name: Firm"),
        ('{"entities": [], "facts": [{"s": "甲", "r": "owns", "o": "乙"}]}', "no such name: owns"),
        ('{"entities": [], "status": [{"s": "甲", "status": "dreamt"}]}', "no such name: Dreamt"),
        ('{"entities": [], "quantities": [{"s": "甲", "kind": "capacity"}]}', "lacks"),
        (
            '{"entities": [], "quantities": [{"s":"甲","kind":"capacity","of":null,"value":NaN,"unit":"t"}]}',
            "no number",
        ),
        ("[" * 100_000, "is no gold"),
        (
            '{"entities": [], "quantities": [{"s":"甲","kind":"capacity","of":null,"value":"x","unit":"t"}]}',
            "is no gold",
        ),
    ],
)
def test_a_slip_in_a_gold_file_is_one_line(tmp_path: Path, content: str, said_so: str) -> None:
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match=said_so) as caught:
        read([tmp_path / "a.json"])
    assert "a.json" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_stands_for_its_files_and_an_empty_one_for_a_slip(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no gold annotation"):
        read([tmp_path])
    (tmp_path / "b.json").write_text(json.dumps(gold()), encoding="utf-8")
    assert [one.name for one in read([tmp_path])] == ["b"]


# The whole


def test_a_graph_is_judged_through_the_api(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(gold(facts=[fact(PLANT, "produces", "碳酸锂")])), encoding="utf-8")
    found = told(f"{PLANT}主要生产碳酸锂。").evaluate(tmp_path)
    assert found.figure("relations").f1 == 1
    assert found.figure("entities", "Company").recall == 0.5


def test_a_text_that_the_graph_lacks_is_named(tmp_path: Path) -> None:
    (tmp_path / "z.json").write_text(json.dumps(gold()), encoding="utf-8")
    with pytest.raises(QueryError, match="z: the graph holds no such text"):
        told(f"{PLANT}主要生产碳酸锂。").evaluate([tmp_path / "z.json"])


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(f"{PLANT}主要生产碳酸锂，{BUYER}主要生产锂辉石。", encoding="utf-8")
    annotation = gold(facts=[fact(PLANT, "produces", "碳酸锂")]) | {"exhaustive": False}
    (tmp_path / "a.json").write_text(json.dumps(annotation), encoding="utf-8")
    graph.build_into(tmp_path / "output", [tmp_path / "a.txt"], page=False)
    return tmp_path


@pytest.mark.parametrize(("language", "words"), [("zh", "关系  生产"), ("en", "relations  produces")])
def test_the_command_tells_the_figures_in_both_languages(
    built: Path, language: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", str(built / "output"), str(built / "a.json"), "--lang", language]) == 0
    out, err = capsys.readouterr()
    assert all(word in out for word in words.split())
    assert ("下限" if language == "zh" else "lower bound") in err


def test_the_command_writes_json_and_lists_errors(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["evaluate", str(built / "output"), str(built / "a.json"), "--quiet"]
    assert main([*given, "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {"measure", "class", "precision", "recall", "f1"} <= set(rows[0])
    assert main([*given, "--show", "errors", "--format", "csv"]) == 0
    assert f"{BUYER} produces 锂辉石" in capsys.readouterr().out


def test_the_command_tells_a_slip_in_one_line(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(built / "output"), str(built / "no.json"), "--lang", "en"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
