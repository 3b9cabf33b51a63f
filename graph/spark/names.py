"""Which names mean one thing, decided component by component wherever there is room: no machine holds all names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph import lexicon
from graph.lexicon import Lexicon
from graph.model import Entity, Key, Link, Name, Resolution
from graph.resolve import SAME_NAME, resolve_names
from graph.resolve import meanings as meanings_of
from graph.resolve.blocks import thinned
from graph.spark.components import components
from graph.spark.frames import Frames, Row

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

TOGETHER = 20_000  # names from which on whole components are resolved in one go
ENTITY = """struct<id: string, kind: string, label: string, names: array<string>, english: array<string>,
  broader: array<string>, formula: string>"""
_MEANINGS = f"scope string, kind string, label string, entity {ENTITY}, score double, reason string"
_BLOCKS = "SELECT DISTINCT b.node, b.key, b.offered FROM {texts} LATERAL VIEW explode(blocks) AS b"
_LINKS = """SELECT DISTINCT b.node, s.least FROM {blocks} b JOIN (
    SELECT key, min(node) AS least FROM {blocks} GROUP BY key HAVING min(node) < max(node) AND NOT bool_and(offered)
  ) s ON b.key = s.key WHERE b.node <> s.least"""
_NAMED = """SELECT t.id AS document, t.name.*, coalesce(c.least, t.name.node) AS component, c.least IS NULL AS alone
  FROM (SELECT id, explode(names) AS name FROM {texts}) t LEFT JOIN {components} c ON c.node = t.name.node"""
# A name means the same in all texts, but for that of a project; why it does is told where it is not simply its name.
_MEANT = """SELECT k.id, collect_list(struct(k.name.kind, k.name.label, m.entity, r.score, r.reason)) AS meanings
  FROM (SELECT id, explode(names) AS name FROM {texts}) k
  JOIN (SELECT * FROM {meanings} WHERE entity IS NOT NULL) m
    ON m.kind = k.name.kind AND m.label = k.name.label AND m.scope = if(k.name.kind = 'Project', k.id, '')
  LEFT JOIN (SELECT * FROM {meanings} WHERE reason IS NOT NULL) r
    ON r.kind = k.name.kind AND r.label = k.name.label AND r.scope = k.id
  GROUP BY k.id"""


def meanings(frames: Frames, texts: DataFrame, home: Path | None) -> DataFrame:
    """The entity of each name, and why it means it."""
    blocks = frames.kept(frames.sql(_BLOCKS, texts=texts), "blocks")
    found = components(frames, frames.sql(_LINKS, blocks=blocks))
    named = frames.sql(_NAMED, texts=texts, components=found)
    near = frames.spread(named, "component", "document", "kind", "label")
    return frames.kept(frames.mapped(near, partial(decided, home=home), _MEANINGS), "meanings")


def meant(frames: Frames, texts: DataFrame, means: DataFrame) -> DataFrame:
    """What the names of each text mean."""
    return frames.sql(_MEANT, texts=texts, meanings=means)


def decided(rows: Iterable[Row], home: Path | None = None, together: int = TOGETHER) -> Iterator[Row]:
    """What names mean, given whole components, one after the other."""
    words, waiting = lexicon.load(home), list[Name]()
    for _, group in groupby(rows, lambda row: row["component"]):
        waiting.extend(_component(group, words))
        if len(waiting) >= together:
            yield from _meanings(resolve_names(waiting, words))
            waiting = []
    yield from _meanings(resolve_names(waiting, words))


def _component(rows: Iterator[Row], words: Lexicon) -> Sequence[Name]:
    first = next(rows)
    names = (_name(row) for found in ((first,), rows) for row in found)
    return thinned(names, words, alone=first["alone"])


def _name(row: Row) -> Name:
    shorts = tuple((short["number"], short["short"], short["reason"]) for short in row["shorts"])
    surfaces, owners = tuple(row["surfaces"]), tuple(row["owners"])
    return Name(row["document"], row["text"], row["kind"], row["label"], surfaces, owners, shorts)


def _meanings(found: Resolution) -> Iterator[Row]:
    entities = {entity.id: asdict(entity) for entity in found.entities}
    once = {(_scope(key), *key[1:]): entity for key, entity in found.of.items()}
    for (scope, kind, label), entity in once.items():
        yield {"scope": scope, "kind": kind, "label": label, "entity": entities[entity]}
    for (document, kind, label), (_, score, reason) in meanings_of(found).items():
        if (score, reason) != SAME_NAME:
            yield {"scope": document, "kind": kind, "label": label, "score": score, "reason": reason}


def _scope(key: Key) -> str:
    return key[0] if key[1] == "Project" else ""


def entity_of(told: Row) -> Entity:
    """The entity that a struct holds."""
    lists: dict[str, Any] = {name: tuple(told[name] or ()) for name in ("names", "english", "broader")}
    return Entity(told["id"], told["kind"], told["label"], formula=told["formula"] or "", **lists)


def resolution_of(document: str, told: Iterable[Row]) -> Resolution:
    """What the names of one text mean, as if it were resolved with all others."""
    rows = sorted(told, key=lambda row: (row["kind"], row["label"]))
    entities = {row["entity"]["id"]: entity_of(row["entity"]) for row in rows}
    of: dict[Key, str] = {(document, row["kind"], row["label"]): row["entity"]["id"] for row in rows}
    links = (Link(document, row["label"], row["entity"]["id"], *_reason(row)) for row in rows)
    return Resolution(tuple(entities[id] for id in sorted(entities)), of, tuple(links))


def _reason(row: Row) -> tuple[float, str]:
    return SAME_NAME if row["reason"] is None else (row["score"], row["reason"])
