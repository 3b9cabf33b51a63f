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


def detail(knowledge: Knowledge, drawing: Drawing, vocabulary: Vocabulary, findings: Findings) -> dict[str, Value]:
    """What the page's script needs beside the network itself: for the first picture, and of evidence when asked."""
    documents = {d.id: n for n, d in enumerate(knowledge.documents)}
    labels = {e.id: e.label for e in knowledge.entities}
    said, chains = Said(drawing.view, documents, labels), _chains(knowledge, drawing.lanes)
    names = [name for e in drawing.view.entities for name in (e.label, *e.names)]
    seen = {
        "entities": _entities(knowledge, drawing, documents, list(chains)),
        "said": said.statements(),
        "documents": [_document(d, n) for d, n in zip(knowledge.documents, said.counts(), strict=True)],
        "chains": chains,
        "bands": [[b.stage, b.left, b.right] for b in drawing.layout.bands],
        "lanes": [[lane.chain, lane.left, lane.top, lane.right, lane.bottom] for lane in drawing.layout.lanes],
        "terms": _terms(vocabulary),
        "cards": _cards(vocabulary),
        "prefixes": dict(vocabulary.prefixes),
        "pinyin": readings(names),
        "findings": _findings(findings, labels),
    }
    return {"detail": seen, "evidence": said.evidence()}


def _entities(
    knowledge: Knowledge, drawing: Drawing, documents: Mapping[str, int], chains: list[str]
) -> list[list[Any]]:
    labels = {e.id: e.label for e in knowledge.entities}
    why = _why(knowledge, documents)
    lane = {chain: number for number, chain in enumerate(chains)}
    return [_entity(e, drawing, lane, labels, why.get(e.id, [])) for e in drawing.view.entities]


def _entity(
    entity: Entity, drawing: Drawing, lane: Mapping[str, int], labels: Mapping[str, str], why: list[Value]
) -> list[Any]:
    """Label, kind, stage, lane, whether the stage is known, sizes, lines; then by name what not every entity has.

    The lines are [] where they are the label, whole; a stage or lane that is unknown is -1.
    """
    id, label, of = entity.id, entity.label, drawing.lanes.of.get(entity.id, "")
    box, chains = drawing.boxes[id], drawing.lanes.chains.get(id, ())
    more: Value = {
        "id": id if id != f"{entity.kind.lower()}/{label}" else "",
        "names": entity.names,
        "english": entity.english,
        "formula": entity.formula,
        "broader": [labels.get(b, b.removeprefix("material/")) for b in entity.broader],
        "en": box.en if box.en != box.zh else (),
        "note": box.note,
        "why": why,
        "chains": chains if chains != (of,) else (),
    }
    lines = box.zh if box.zh != (label,) else ()
    told = [label, entity.kind, drawing.stage[id], lane.get(of, -1), int(id in drawing.sure)]
    some = {key: value for key, value in more.items() if value}
    return [*told, *box.sizes["zh"], *box.sizes["en"], lines, *([some] if some else ())]


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


def _document(document: Document, said: int) -> Value:
    """An address is passed on as one only where a browser may safely be sent there."""
    url = document.url.strip()
    return {
        "id": document.id,
        "title": document.title or document.name,
        "name": document.name,
        "publisher": document.publisher,
        "published": document.published,
        "said": said,
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
    """The colour card of each status, as offices that follow projects use it."""
    table = rows(vocabulary.directory / "status-cards.csv", "status", "color", "zh", "en")
    return {row["status"]: {"color": f"#{row['color']}", "zh": row["zh"], "en": row["en"]} for row in table}


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
