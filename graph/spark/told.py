"""What each text adds, once its names have a meaning: lines of its graph, rows of claims, facts to rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph import rdf, tables, vocab
from graph.assemble import alone
from graph.derive import bears, quotes
from graph.model import Amount, Document, Fact, Knowledge, Mention
from graph.resolve import short_names
from graph.spark.checks import Checks, lines_of
from graph.spark.frames import Frames, Row
from graph.spark.names import resolution_of
from graph.spark.session import about
from graph.spark.texts import extraction_of
from graph.vocab import Vocabulary

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

NOTHING = Knowledge((), (), (), (), (), ())
CLAIMS = "array<struct<place: string, cells: array<string>>>"
COUNTED = "array<struct<origin: string, predicate: string, facts: bigint, claims: bigint>>"
MENTION = """struct<document: string, text: string, start: int, end: int, surface: string, kind: string, label: string,
  words: string, about: array<string>>"""
_TOLD = f"""id string, lines array<string>, claims {CLAIMS}, refused array<struct<reason: string, times: bigint>>,
  facts array<struct<subject: string, predicate: string, object: string, bears: boolean, confidence: double,
    times: bigint, ids: array<string>>>,
  named array<struct<entity: string, mention: {MENTION}>>"""
_ALL = """SELECT t.id, t.document, t.extraction, m.meanings FROM {texts} t LEFT JOIN {meant} m ON m.id = t.id"""


def tell(frames: Frames, texts: DataFrame, meant: DataFrame, home: Path | None) -> DataFrame:
    """What each text adds, a row for each."""
    rows = frames.spread(frames.sql(_ALL, texts=texts, meant=meant), "id")
    return frames.kept(frames.mapped(rows, partial(adding, home=home), _TOLD), "told")


def adding(rows: Iterable[Row], home: Path | None = None) -> Iterator[Row]:
    """What texts add; their graphs have the shape they must have.

    Raises:
        OutputError: one has not.
    """
    vocabulary, checks = vocab.load(home), Checks(home)
    for row in rows:
        with about(row["document"]["name"]):
            known = _known(row)
            lines = lines_of(rdf.part_quads(known, vocabulary))
            added = {"id": row["id"], "lines": lines, **_rows(known, vocabulary)}
        checks.see(lines, (entity.id for entity in known.entities))
        yield added
    checks.end()


def _known(row: Row) -> Knowledge:
    """What one text says, with the entities that all texts together make of its names."""
    extraction = extraction_of(row)
    found = resolution_of(extraction.document.id, row["meanings"] or ())
    return alone(extraction, found, short_names((extraction,), found))


def _rows(known: Knowledge, vocabulary: Vocabulary) -> Row:
    (document,) = known.documents
    around = tables.Known({document.id: document.name}, {entity.id: entity.label for entity in known.entities}, {})
    refused = Counter(rejection.reason for rejection in known.rejections)
    entities = {entity.id: entity for entity in known.entities}
    return {
        "claims": claim_rows(known.facts, around, vocabulary),
        "facts": [_fact(fact) for fact in known.facts],
        "named": [
            {"entity": id, "mention": _mention(mention, document, vocabulary)}
            for id, mention in known.mentions
            if quotes(entities[id], mention)
        ],
        "refused": [{"reason": reason, "times": times} for reason, times in sorted(refused.items())],
    }


def claim_rows(facts: Iterable[Fact], known: tables.Known, vocabulary: Vocabulary) -> list[Row]:
    """Rows of claims, each with words that sort it among all."""
    found = tables.claims_in_place(facts, known, vocabulary, rdf.claim_ids)
    return [{"place": _place(place), "cells": row} for place, row in found]


def _place(place: tables.Place) -> str:
    mark, name, start, end, id = place
    return "\0".join((mark, name, f"{start:09}", f"{end:09}", id))


def _fact(fact: Fact) -> Row:
    thing = fact.object
    return {
        "subject": fact.subject,
        "predicate": fact.predicate,
        "object": rdf.quantity_id(fact.subject, fact.predicate, thing) if isinstance(thing, Amount) else thing,
        "bears": bears(fact.predicate),
        "confidence": max(claim.confidence for claim in fact.claims),
        "times": len(fact.claims),
        "ids": sorted(set(rdf.claim_ids(fact))) if bears(fact.predicate) else [],
    }


def _mention(mention: Mention, document: Document, vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        "document": mention.document,
        "text": document.name,
        "start": mention.span.start,
        "end": mention.span.end,
        "surface": mention.surface,
        "kind": mention.kind,
        "label": mention.label,
        "words": document.text[mention.span.start : mention.span.end],
        "about": lines_of(rdf.part_quads(replace(NOTHING, documents=(document,)), vocabulary)),
    }
