"""Texts of others with their annotations, where a folder holds some: measured only, never copied.

FOLDER/gold and FOLDER/dev/gold hold gold files whose texts lie in the folder texts beside;
FOLDER/dev/aircraft-100.jsonl holds sentences with organisations, products and who produces and who supplies them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.evaluate import Gold, read
from graph.evaluate.gold import Named, Relation

PRODUCES, SUPPLIES, SAME = "生产产品/提供服务", "供应", "共指"
CLASSES = {"组织": "Company", "产品/服务": "Material", "产品型号": "Material"}
JUDGED = frozenset({"Company", "produces", "suppliesTo"})


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts by name, with their annotations."""

    name: str
    texts: dict[str, str]
    golds: tuple[Gold, ...]

    @property
    def judges_all(self) -> bool:
        """Whether all classes are annotated."""
        return not any(gold.judged for gold in self.golds)


def sets(folder: Path) -> Iterator[Texts]:
    """Whatever is there."""
    for home in (folder, folder / "dev"):
        if (home / "gold").is_dir():
            golds = read([home / "gold"])
            texts = {gold.name: (home / "texts" / f"{gold.name}.txt").read_text(encoding="utf-8") for gold in golds}
            yield Texts(str((home / "gold").relative_to(folder)), texts, golds)
    path = folder / "dev" / "aircraft-100.jsonl"
    if path.is_file():
        told = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        yield Texts(path.stem, {str(one["id"]): one["text"] for one in told}, tuple(map(sentence, told)))


def sentence(told: dict[str, Any]) -> Gold:
    """An annotated sentence: its companies, what they produce and whom they supply.

    The vocabulary has no company that supplies a type of aircraft: such a supply is neither asked for nor judged.
    """
    spans = {one["id"]: one["entity_span"] for one in told["entities"]}
    kinds = {one["id"]: CLASSES[one["label"]] for one in told["entities"]}
    same = {one["from_id"]: one["to_id"] for one in told["relations"] if one["type"] == SAME}
    return Gold(
        name=str(told["id"]),
        entities=tuple(_named(told, kinds, same)),
        relations=tuple(
            Relation((spans[one["from_id"]],), (name,), (spans[one["to_id"]],))
            for one in told["relations"]
            for name in _name(one, kinds)
        ),
        judged=JUDGED,
    )


def _named(told: dict[str, Any], kinds: dict[int, str], same: dict[int, int]) -> Iterator[Named]:
    spans = {one["id"]: one["entity_span"] for one in told["entities"]}
    names: dict[tuple[str, str], dict[str, None]] = {}
    for id, span in spans.items():
        names.setdefault((kinds[id], span), {})
        if id in same:
            names[kinds[id], span][spans[same[id]]] = None
        for other, target in same.items():
            if target == id:
                names[kinds[id], span][spans[other]] = None
    for (kind, span), others in names.items():
        yield Named(kind, (span, *others))


def _name(one: dict[str, Any], kinds: dict[int, str]) -> Iterator[str]:
    ends = kinds[one["from_id"]], kinds[one["to_id"]]
    if one["type"] == PRODUCES and ends == ("Company", "Material"):
        yield "produces"
    if one["type"] == SUPPLIES and ends == ("Company", "Company"):
        yield "suppliesTo"
