"""Tables for a spreadsheet: complete, in order, and harmless to open."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.cells import cell
from graph.model import Entity, Knowledge
from graph.rdf import claim_ids, quads
from graph.tables import CLAIM_COLUMNS, claims_csv, entities_csv
from graph.vocab import load
from tests.knowledge import sample

VOCABULARY = load()
SAMPLE = sample()


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


CLAIMS = rows(claims_csv(SAMPLE, VOCABULARY, claim_ids))


def test_each_entity_has_a_row_with_its_names() -> None:
    table = {row["id"]: row for row in rows(entities_csv(SAMPLE, VOCABULARY))}
    assert set(table) == {entity.id for entity in SAMPLE.entities}
    row = table["company/青禾镍业有限公司"]
    assert (row["kind_zh"], row["names"], row["english"]) == ("企业", "青禾镍业", "Qinghe Nickel")
    assert row["documents"] == "2"
    assert table["material/镍矿"]["broader"] == "material/镍"


def test_each_claim_of_the_graph_has_a_row_of_the_same_name() -> None:
    named = VOCABULARY.entity_iri("claim/").removesuffix("/")
    a, claim = VOCABULARY.iri("rdf:type"), VOCABULARY.iri("Claim")
    only = replace(SAMPLE, processes=())
    graph_ids = {s.strip("<>") for s, p, o, _ in quads(only, VOCABULARY, ()) if (p, o) == (f"<{a}>", f"<{claim}>")}
    assert {f"{named}/{row['id'].split('/')[1]}" for row in CLAIMS} == graph_ids
    assert len(CLAIMS) == len(graph_ids)


def test_the_quote_stands_at_its_offsets() -> None:
    texts = {document.name: document.text for document in SAMPLE.documents}
    stated = [row for row in CLAIMS if row["origin"] == "Stated"]
    assert len(stated) == 18
    assert all(texts[r["document"]][int(r["start"]) : int(r["end"])] == r["quote"] for r in stated)


def test_a_quantity_is_told_in_numbers_and_in_words() -> None:
    row = next(row for row in CLAIMS if row["object"] == "3万吨")
    wanted = {
        "predicate_zh": "产能",
        "value": "30000",
        "low": "",
        "unit": "t/a",
        "material": "电解镍",
        "basis": "Output",
    }
    assert wanted.items() <= row.items()
    assert (row["phase"], row["modality"], row["confidence"]) == ("二期", "Prospective", "0.9")


def test_each_text_is_quoted_with_its_own_wording() -> None:
    found = [(row["document"], row["object"]) for row in CLAIMS if row["value"] == "80000"]
    assert found == [("brief-1.txt", "8万吨"), ("brief-2.txt", "80000吨/年")]


def test_a_derived_claim_names_its_rule_and_premises_and_quotes_nothing() -> None:
    derived = [row for row in CLAIMS if row["origin"] == "Derived"]
    assert [(row["cue_or_rule"], row["quote"]) for row in derived] == [("undertakes-recycles", "")]
    assert set(derived[0]["premises"].split("；")) <= {row["id"] for row in CLAIMS if row["origin"] == "Stated"}


def test_the_order_of_what_is_known_changes_no_byte() -> None:
    turned = Knowledge(
        SAMPLE.documents[::-1],
        SAMPLE.entities[::-1],
        SAMPLE.facts[::-1],
        SAMPLE.links[::-1],
        SAMPLE.rejections,
        SAMPLE.processes,
    )
    assert claims_csv(turned, VOCABULARY, claim_ids) == claims_csv(SAMPLE, VOCABULARY, claim_ids)
    assert entities_csv(turned, VOCABULARY) == entities_csv(SAMPLE, VOCABULARY)


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "＋1", "\r=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert cell(text).startswith("'")
    entity = Entity(f"company/{text}", "Company", text, (text,))
    (row,) = rows(entities_csv(replace(SAMPLE, entities=(entity,)), VOCABULARY))
    assert all(row[column][0] in "'c" for column in ("id", "label", "names"))


@given(st.text())
def test_any_text_stays_in_its_cell_and_can_be_encoded(text: str) -> None:
    table = entities_csv(replace(SAMPLE, entities=(Entity("company/甲", "Company", text + "\ud800"),)), VOCABULARY)
    (row,) = rows(table.encode().decode())
    assert row["label"] == cell(text + "\ud800")
    assert None not in row


def test_an_empty_knowledge_still_has_its_headings() -> None:
    empty = Knowledge((), (), (), (), (), ())
    assert claims_csv(empty, VOCABULARY, claim_ids) == ",".join(CLAIM_COLUMNS) + "\n"
