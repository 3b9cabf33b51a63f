"""A view as plain values for the page: entities, what is said of them and where, documents, names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.lexicon.tables import rows
from graph.model import Document, Entity, Knowledge
from graph.page.boxes import Box
from graph.page.claims import Said, Value, hundredths
from graph.page.findings import Findings, LoopFound, Part, StepFound
from graph.page.lanes import Lanes
from graph.page.layout import Layout
from graph.page.pinyin import readings
from graph.page.stage import UNKNOWN
from graph.page.view import View
from graph.vocab import Terms, Vocabulary

WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
SAME = "same name"


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn and how: the view, the box of each entity, its stage, its lane, its place."""

    view: View
    boxes: Mapping[str, Box]
    stage: Mapping[str, int]
    sure: frozenset[str]
    lanes: Lanes
    layout: Layout


def detail(knowledge: Knowledge, drawing: Drawing, vocabulary: Vocabulary, findings: Findings) -> Value:
    """Everything that the page's script needs beside the network itself."""
    documents = {d.id: n for n, d in enumerate(knowledge.documents)}
    labels = {e.id: e.label for e in knowledge.entities}
    said = Said(drawing.view, documents, labels)
    names = [name for e in drawing.view.entities for name in (e.label, *e.names)]
    return {
        "entities": _entities(knowledge, drawing, documents, list(vocabulary.concepts("Stage"))),
        "said": said.said,
        "sentences": list(said.sentences),
        "rules": list(said.rules),
        "steps": list(said.steps.values()),
        "documents": [_document(d) for d in knowledge.documents],
        "chains": _chains(knowledge, drawing.lanes),
        "bands": [[b.stage, b.left, b.right] for b in drawing.layout.bands],
        "lanes": [[lane.chain, lane.left, lane.top, lane.right, lane.bottom] for lane in drawing.layout.lanes],
        "terms": _terms(vocabulary),
        "cards": _cards(vocabulary),
        "prefixes": dict(vocabulary.prefixes),
        "pinyin": readings(names),
        "findings": _findings(findings, labels),
    }


def _entities(knowledge: Knowledge, drawing: Drawing, documents: Mapping[str, int], stages: list[str]) -> list[Value]:
    labels = {e.id: e.label for e in knowledge.entities}
    why = _why(knowledge, documents)
    return [_entity(e, drawing, stages, labels, why.get(e.id, [])) for e in drawing.view.entities]


def _entity(entity: Entity, drawing: Drawing, stages: list[str], labels: Mapping[str, str], why: list[Value]) -> Value:
    box, stage = drawing.boxes[entity.id], drawing.stage[entity.id]
    lines = {"zh": box.zh} if box.zh == box.en else {"zh": box.zh, "en": box.en}
    broader = [labels.get(b, b.removeprefix("material/")) for b in entity.broader]
    told: Value = {"names": entity.names, "english": entity.english, "formula": entity.formula}
    told |= {"broader": broader, "note": box.note, "sure": entity.id in drawing.sure, "why": why}
    told |= {"lane": drawing.lanes.of.get(entity.id, ""), "chains": drawing.lanes.chains.get(entity.id, ())}
    if told["chains"] == (told["lane"],):
        del told["chains"]
    drawn = {"stage": stages[stage] if stage != UNKNOWN else "", "lines": lines, "size": box.sizes}
    some = {key: value for key, value in told.items() if value}
    return {"id": entity.id, "kind": entity.kind, "label": entity.label} | drawn | some


def _why(knowledge: Knowledge, documents: Mapping[str, int]) -> dict[str, list[Value]]:
    """For each entity the names that were taken to mean it on another ground than being its own, and that ground."""
    found: dict[str, dict[tuple[str, str], Value]] = defaultdict(dict)
    for link in knowledge.links:
        if not link.reason.startswith(SAME) and link.document in documents:
            told = found[link.entity].setdefault(
                (link.label, link.reason),
                {"name": link.label, "reason": link.reason, "score": hundredths(link.score), "documents": []},
            )
            told["documents"].append(documents[link.document])
    return {id: [told[key] for key in sorted(told)] for id, told in found.items()}


def _chains(knowledge: Knowledge, lanes: Lanes) -> dict[str, Value]:
    """Every chain that something shown belongs to, by id, the lanes first."""
    used = dict.fromkeys((*(c for c in lanes.order if c), *sorted({c for cs in lanes.chains.values() for c in cs})))
    known = {e.id: e for e in knowledge.entities if e.kind == "Chain"}

    def names(id: str) -> Value:
        label = known[id].label if id in known else id.partition("/")[2]
        english = known[id].english if id in known else ()
        return {"zh": label, "en": english[0] if english else label}

    return {id: names(id) for id in used}


def _document(document: Document) -> Value:
    """An address is passed on as one only where a browser may safely be sent there."""
    url = document.url.strip()
    return {
        "id": document.id,
        "title": document.title or document.name,
        "name": document.name,
        "publisher": document.publisher,
        "published": document.published,
        "url": url,
        "link": bool(WEB.match(url)),
    }


def _terms(vocabulary: Vocabulary) -> Value:
    tables = {
        "kinds": vocabulary.kinds,
        "relations": vocabulary.relations,
        "quantities": vocabulary.quantities,
        "statuses": vocabulary.statuses,
        "stages": vocabulary.concepts("Stage"),
        "origins": vocabulary.concepts("Origin"),
        "modalities": vocabulary.concepts("Modality"),
        "bases": vocabulary.concepts("Basis"),
    }
    return {name: _table(terms) for name, terms in tables.items()}


def _table(terms: Terms) -> Value:
    return {
        t.name: {"zh": t.zh, "en": t.en, "about": {"zh": t.definition_zh, "en": t.definition_en}, "color": t.color}
        for t in terms.values()
    }


def _cards(vocabulary: Vocabulary) -> Value:
    """The colour card of each status, as offices that follow projects use it, and what parts those of one colour."""
    table = rows(vocabulary.directory / "status-cards.csv", "status", "color", "zh", "en")
    return {
        row["status"]: {
            "color": f"#{row['color']}",
            "zh": row["zh"],
            "en": row["en"],
            "pattern": row.get("pattern") or "solid",
        }
        for row in table
    }


def _findings(findings: Findings, labels: Mapping[str, str]) -> Value:
    """Ids stand for themselves; what has no box in the view comes with its label."""
    used = {i for s in findings.steps for p in (*s.inputs, *s.outputs) for i in (p.material, *p.makers)}
    used |= {i for loop in findings.loops for link in loop.links for i in (link.source, link.target)}
    return {
        "steps": [_step(step) for step in findings.steps],
        "loops": [_loop(loop) for loop in findings.loops],
        "sums": {s.material: [s.low, s.high, s.unit] for s in findings.sums},
        "wholes": dict(findings.wholes),
        "labels": {i: labels.get(i, i.partition("/")[2]) for i in sorted(used)},
    }


def _step(step: StepFound) -> Value:
    told: Value = {"chain": step.chain, "label": step.label, "stage": step.stage, "state": step.state}
    told |= {"kind": step.kind, "reason": step.reason, "sources": step.sources}
    return told | {"inputs": _parts(step.inputs), "outputs": _parts(step.outputs)}


def _parts(parts: Iterable[Part]) -> list[Any]:
    return [[part.material, list(part.makers)] for part in parts]


def _loop(loop: LoopFound) -> Value:
    links = [[link.source, link.target, link.origin, link.said] for link in loop.links]
    return {"sort": loop.sort, "waste": loop.waste, "links": links, "actors": loop.actors}
