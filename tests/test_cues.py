"""Each row of the tables that carry language is its own test: its example must be read as the row says."""

from __future__ import annotations

import csv
import re
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import vocab
from graph.extract.line import code
from graph.extract.needed import needed
from graph.extract.patterns import Pattern, patterns
from graph.extract.quantity import quantities
from tests.reading import named, read, said, words

VOCABULARY = vocab.load()
# What a cue means depends on the material: waste is recycled, all else consumed; an intake is a capacity for input.
READ_BY_ITS_MATERIAL = {"takes", "uses", "recovers", "intake", "turns"}
Row = dict[str, str]


def rows(name: str) -> list[Row]:
    dialect = "excel-tab" if name.endswith(".tsv") else "excel"
    with (vocab.default_directory() / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, dialect=dialect))


CUES, NAME_CUES, UNITS = rows("cues.tsv"), rows("namecues.tsv"), rows("units.csv")
PROCESSES, NAME_HEADS, ORGS = rows("processes.csv"), rows("nameheads.csv"), rows("orgs.csv")


def each(found: Iterable[Row], key: str) -> list[object]:
    """A test for each row, named by its key."""
    return [pytest.param(row, id=row[key]) for row in found]


# What may keep an expression searching for as long as the sun lasts, where a repeated group can match in two ways
HOSTILE = (
    "、甲乙",
    "甲乙丙丁",
    "，为",
    "和等、",
    "{M}、",
    "{C}、",
    "{P}、",
    "{M}经",
    "在于从通过",
    "2024年3月",
    "于2020年",
    "的",
    "已将拟正",
    "{A}、",
    "对以把将",
)
OPENINGS = ("", "{C}", "{P}", "{M}", "{C}投资{A}", "{P}获得环评", "{M}经{C}", "{M}运到{C}", "{P}项目取得")


def coded(text: str) -> str:
    """Names and amounts by the letters that stand for them in a line."""
    return re.sub(r"\{(\w)\}", lambda m: code(m[1]), text)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """A limit that tells a search without end from a slow machine."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


# Cues


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no alarm on this system")
@pytest.mark.parametrize("pattern", [pytest.param(p, id=p.cue.id) for p in patterns(words())])
def test_no_sentence_keeps_a_cue_searching(pattern: Pattern) -> None:
    with at_most(20):  # a thousandth of it is usual
        for text in (coded(opening + part * 40) for opening in OPENINGS for part in HOSTILE):
            assert sum(1 for _ in pattern.expression.finditer(text)) < len(text)


@pytest.mark.parametrize("row", each(CUES, "id"))
def test_a_cue_finds_what_its_example_says(row: Row) -> None:
    found = said(row["example"])
    if row["expect"].endswith("|"):
        assert [line for line in found if line.startswith(row["expect"])], sorted(found)
    elif row["expect"]:
        assert row["expect"] in found, sorted(found)


@pytest.mark.parametrize("row", each(CUES, "id"))
def test_a_cue_names_what_the_vocabulary_has(row: Row) -> None:
    for name in re.split("[+/]", row["predicate"]):
        head, _, status = name.partition(":")
        if head == "status":
            assert status in VOCABULARY.statuses
        else:
            assert name in READ_BY_ITS_MATERIAL | {*VOCABULARY.relations, *VOCABULARY.quantities}


@pytest.mark.parametrize("row", each(CUES, "id"))
def test_a_cue_is_well_formed(row: Row) -> None:
    plain = re.sub(r"\{[A-Z]:?[A-Za-z]*\}", "〇", row["pattern"])
    re.compile(plain)
    assert row["subject"] or re.search(r"\{[SBR]:", row["pattern"]), "nothing says what the cue is about"
    assert 0 < float(row["confidence"]) <= 1
    assert re.fullmatch("[CPFMKLHT]*!?", row["subject"])
    assert row["example"]


@pytest.mark.parametrize("row", each(CUES, "id"))
def test_a_cue_with_no_expectation_says_nothing_by_its_predicate(row: Row) -> None:
    if not row["expect"]:
        assert not [line for line in said(row["example"]) if line.split("|")[1] == row["predicate"]]


@pytest.mark.parametrize("row", each(NAME_CUES, "id"))
def test_a_name_cue_finds_the_name_of_its_example(row: Row) -> None:
    assert row["expect"] in named(row["example"], "Company")


@pytest.mark.parametrize("row", each(NAME_CUES, "id"))
def test_a_name_cue_is_well_formed(row: Row) -> None:
    assert len(re.findall(r"\{N!?\}", row["pattern"])) == 1
    re.compile(re.sub(r"\{N!?\}", "〇", row["pattern"]))
    assert int(row["least"]) >= 2
    assert 0 < float(row["confidence"]) <= 1


@pytest.mark.parametrize("table", [CUES, NAME_CUES], ids=["cues", "namecues"])
def test_no_two_rows_share_an_id(table: list[Row]) -> None:
    ids = [row["id"] for row in table]
    assert sorted(set(ids)) == sorted(ids)


def test_every_relation_has_a_cue_or_follows_from_one() -> None:
    # recycles and recycledFrom are what "takes" and madeFrom become when waste goes in.
    made = {"recycles", "recycledFrom"}
    spoken = {name.partition(":")[0] for row in CUES for name in re.split("[+/]", row["predicate"])}
    assert set(VOCABULARY.relations) - made - spoken == set()


# Units and steps


@pytest.mark.parametrize("row", each(UNITS, "unit"))
def test_a_unit_is_found_in_its_example(row: Row) -> None:
    found = quantities(row["example"], words().units)
    assert row["ucum"] in {q.measure.unit for q in found if q.measure and row["unit"] in q.text}
    assert Decimal(row["factor"]) > 0


def test_no_unit_is_listed_twice() -> None:
    assert len({row["unit"] for row in UNITS}) == len(UNITS)


@pytest.mark.parametrize("row", each(PROCESSES, "word"))
def test_a_work_word_is_understood_inside_the_quoted_name_of_a_project(row: Row) -> None:
    assert row["example"] in named(f"赤松材料科技有限公司“{row['example']}”开工。", "Project")


@pytest.mark.parametrize("row", each(PROCESSES, "word"))
def test_a_work_word_is_understood_inside_the_plain_name_of_a_project(row: Row) -> None:
    assert row["example"] in named(f"赤松材料科技有限公司{row['example']}开工。", "Project")


ROLES = {
    "input": {"in": True, "makes": False},
    "recover": {"in": False, "makes": True},
    "output": {"in": False, "makes": True},
    "making": {"in": False, "makes": True},
    "step": {"in": False, "makes": False},
}


@pytest.mark.parametrize("row", each((r for r in PROCESSES if r["role"] in ROLES), "word"))
def test_a_work_word_says_whether_the_amount_goes_in_or_comes_out(row: Row) -> None:
    found = {line.partition("|")[2] for line in said(f"赤松材料科技有限公司{row['example']}开工。")}
    assert any(line.startswith("produces|") for line in found) == ROLES[row["role"]]["makes"]
    assert any(" in " in line for line in found) == ROLES[row["role"]]["in"]


# Names

FRAMES = {
    "Park": "赤松材料科技有限公司位于{}。",
    "Facility": "赤松材料科技有限公司拥有{}。",
    "Technology": "赤松材料科技有限公司引进“{}”。",
    "Chain": "赤松材料科技有限公司属于{}。",
    "Project": "赤松材料科技有限公司建设{}。",
}


@pytest.mark.parametrize("row", each(NAME_HEADS, "head"))
def test_a_name_head_makes_a_name_of_its_kind(row: Row) -> None:
    found = named(FRAMES[row["kind"]].format(row["example"]), row["kind"])
    if row["kind"] == "Chain":  # 钛产业链 goes by the name of what runs along it
        assert found & {row["example"], row["example"].removesuffix(row["head"])}
    else:
        assert row["example"] in found


@pytest.mark.parametrize("row", each((r for r in ORGS if r["role"] in {"trade", "loose", "stem", "listed"}), "word"))
def test_a_trade_stands_in_a_full_enterprise_name(row: Row) -> None:
    name = row["example"] + "有限公司"
    assert name in named(f"{name}主要生产碳酸锂。", "Company")


@pytest.mark.parametrize("row", each((r for r in ORGS if r["role"] in {"trade", "loose", "stem", "listed"}), "word"))
def test_a_trade_stands_in_a_short_enterprise_name_that_its_context_shows(row: Row) -> None:
    text = f"{row['example']}（300999）公告，拟建设年产3万吨碳酸锂项目。"
    assert named(text, "Company") == {row["example"]}


@pytest.mark.parametrize("row", each((r for r in ORGS if r["role"] in {"legal", "company", "group"}), "word"))
def test_a_legal_form_ends_an_enterprise_name(row: Row) -> None:
    assert named(f"{row['example']}主要生产碳酸锂。", "Company") == {row["example"]}


def test_an_example_claims_no_more_than_its_gate_lets_through() -> None:
    for row in CUES:
        for claim in read(row["example"]).claims:
            assert claim.evidence.quote in row["example"]


@given(st.text(alphabet="产投建后甲乙丙12，", max_size=12))
@settings(deadline=None)
def test_a_search_that_is_spared_would_have_found_nothing(text: str) -> None:
    for written in (
        "(?:投|建)产[甲乙]?(?!后)",
        r"(?:甲(?:乙|丙)+|[12]{2,}|建)?产",
        "(?:投产|[^甲])乙*?丙",
        "(?i:甲)|乙",
        r"\d+产",
    ):
        if re.search(written, text):
            assert all(not chars.isdisjoint(text) for chars in needed(written))
