"""A view as plain values for the page: entities, what is said of them and where, documents, names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from graph.model import Amount, Claim, Document, Entity, Fact, Knowledge, Mention, Process, Quantity, Span
from graph.page.boxes import Box
from graph.page.layout import Band, Layout
from graph.page.view import Statement, View
from graph.vocab import Terms, Vocabulary

Value = dict[str, Any]
WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)


def detail(knowledge: Knowledge, view: View, layout: Layout, boxes: Mapping[str, Box], vocabulary: Vocabulary) -> Value:
    """Everything that the page's script needs beside the network itself."""
    index = {e.id: n for n, e in enumerate(view.entities)}
    documents = {d.id: n for n, d in enumerate(knowledge.documents)}
    labels = {e.id: e.label for e in knowledge.entities}
    stages = list(vocabulary.concepts("Stage"))
    return {
        "entities": [_entity(e, boxes[e.id], layout, stages, labels) for e in view.entities],
        "said": _said(view, index, documents, labels),
        "documents": [_document(d) for d in knowledge.documents],
        "bands": [_band(b, stages) for b in layout.bands],
        "terms": _terms(vocabulary),
    }


def _entity(entity: Entity, box: Box, layout: Layout, stages: list[str], labels: Mapping[str, str]) -> Value:
    stage = layout.stage.get(entity.id)
    return {
        "id": entity.id,
        "kind": entity.kind,
        "label": entity.label,
        "names": list(entity.names),
        "english": list(entity.english),
        "formula": entity.formula,
        "broader": [labels.get(b, b.removeprefix("material/")) for b in entity.broader],
        "stage": "" if stage is None else stages[stage],
        "lines": {"zh": list(box.zh), "en": list(box.en)},
        "note": box.note,
        "w": {language: size[0] for language, size in box.sizes.items()},
        "h": {language: size[1] for language, size in box.sizes.items()},
    }


def _band(band: Band, stages: list[str]) -> Value:
    value: Value = {"stage": stages[band.stage], "left": band.left, "right": band.right}
    return value if band.top is None else value | {"top": band.top, "bottom": band.bottom}


def _said(view: View, index: Mapping[str, int], documents: Mapping[str, int], labels: Mapping[str, str]) -> list[Value]:
    """Statements first, under the numbers that arrows give them, then what is said of one entity alone."""
    facts = [s.fact for s in view.statements] + list(view.properties)
    number = {f.id: n for n, f in enumerate(facts) if f}
    said = [_statement(s, index) for s in view.statements]
    said += [_property(f, index, labels) for f in view.properties]
    return [v | _ground(f, number, documents) for v, f in zip(said, facts, strict=True)]


def _statement(statement: Statement, index: Mapping[str, int]) -> Value:
    value: Value = {
        "s": index[statement.subject],
        "p": statement.predicate,
        "o": index[statement.object],
        "origin": statement.origin,
    }
    return value | {"step": _step(statement.process)} if statement.process else value


def _step(process: Process) -> Value:
    chain = process.chain.removeprefix("chain/")
    return {"zh": process.label, "en": process.english, "chain": chain, "source": process.source}


def _property(fact: Fact, index: Mapping[str, int], labels: Mapping[str, str]) -> Value:
    value: Value = {"s": index[fact.subject], "p": fact.predicate, "origin": fact.origin}
    if isinstance(fact.object, Amount):
        return value | {"amount": _amount(fact.object, labels)}
    return value | {"value": fact.object}


def _amount(amount: Amount, labels: Mapping[str, str]) -> Value:
    return {
        "text": amount.as_written,
        "unit": amount.unit,
        "value": _number(amount.value),
        "low": _number(amount.low),
        "high": _number(amount.high),
        "material": labels.get(amount.material, amount.material.removeprefix("material/")),
        "basis": amount.basis,
        "year": amount.year,
    }


def _number(value: Decimal | None) -> str:
    """Digits in groups of three, no more decimals than there are.

    >>> _number(Decimal("1.10E+5")), _number(Decimal("0.50"))
    ('110,000', '0.5')
    """
    if value is None:
        return ""
    whole, _, part = f"{value:,f}".partition(".")
    return f"{whole}.{part.rstrip('0')}" if part.rstrip("0") else whole


def _ground(fact: Fact | None, number: Mapping[str, int], documents: Mapping[str, int]) -> Value:
    if fact is None:
        return {}
    ground: Value = {"confidence": round(fact.confidence, 2)}
    if fact.rule:
        ground["rule"] = fact.rule
    if fact.premises:
        ground["premises"] = [number[p] for p in fact.premises if p in number]
    claims = [c for c in fact.claims if c.evidence.document in documents]
    claims.sort(key=lambda c: (documents[c.evidence.document], c.evidence.span, c.phase))
    return ground | {"claims": [_claim(c, documents) for c in claims]}


def _claim(claim: Claim, documents: Mapping[str, int]) -> Value:
    evidence = claim.evidence
    return {
        "document": documents[evidence.document],
        "start": evidence.span.start,
        "end": evidence.span.end,
        "quote": marked(evidence.quote, evidence.span.start, _marks(claim)),
        "confidence": round(claim.confidence, 2),
        "modality": claim.modality,
        "phase": claim.phase,
    }


def _marks(claim: Claim) -> Iterable[tuple[Span, str]]:
    yield claim.subject.span, "s"
    if isinstance(claim.object, Mention):
        yield claim.object.span, "o"
    elif isinstance(claim.object, Quantity):
        yield claim.object.span, "o"
        if claim.object.material:
            yield claim.object.material.span, "m"


def marked(quote: str, start: int, marks: Iterable[tuple[Span, str]]) -> list[list[str]]:
    """The quote cut where a mark begins or ends; each piece with the letters of the marks that it lies in.

    >>> marked("甲厂产铜", 10, [(Span(10, 12), "s"), (Span(13, 14), "o")])
    [['甲厂', 's'], ['产', ''], ['铜', 'o']]
    """
    inside = [(s.start - start, s.end - start, m) for s, m in marks if start <= s.start < s.end <= start + len(quote)]
    cuts = sorted({0, len(quote), *(n for a, b, _ in inside for n in (a, b))})
    pairs = pairwise(cuts)
    return [[quote[a:b], "".join(sorted({m for x, y, m in inside if x <= a and b <= y}))] for a, b in pairs]


def _document(document: Document) -> Value:
    """An address is passed on as one only where a browser may safely be sent there."""
    url = document.url.strip()
    return {
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
