"""From a document to claims: extractors propose, one gate decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from graph.extract.announce import announced
from graph.extract.annotate import Annotated, View, annotate
from graph.extract.discourse import resolve_references
from graph.extract.gate import Gate, refusal
from graph.extract.items import Item
from graph.extract.quantity import CORRUPT
from graph.extract.rules import Draft, drafts
from graph.lexicon import Lexicon
from graph.model import Claim, Document, Evidence, Kind, Mention, Quantity, Rejection, Span

__all__ = ["EXTRACTORS", "Extraction", "Extractor", "Gate", "extract"]


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document names and says, and what was not taken from it."""

    document: Document
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    rejections: tuple[Rejection, ...]
    aliases: tuple[tuple[str, str, str], ...]


class Extractor(Protocol):
    """Anything that proposes claims of a document. What it proposes goes through the gate."""

    def __call__(self, annotated: Annotated, views: Sequence[View], lexicon: Lexicon) -> Iterator[Draft]:
        """Propose."""


_NESTING = frozenset({"Project", "Park", "Facility", "Place"})
EXTRACTORS: dict[str, Extractor] = {"rules": drafts}


def extract(document: Document, lexicon: Lexicon, gate: Gate) -> Extraction:
    """All claims of a document that pass the gate, with what they name and what was refused."""
    annotated = annotate(document, lexicon)
    views = resolve_references(annotated, lexicon)
    claims: dict[tuple[object, ...], Claim] = {}
    rejections: list[Rejection] = list(_corrupt(annotated, views))
    for name, extractor in EXTRACTORS.items():
        drafted = tuple(extractor(annotated, views, lexicon))
        for draft in (*drafted, *announced(views, drafted)):
            claim = _claim(draft, name, annotated)
            reason = draft.refused or gate.check(claim, document)
            if reason:
                rejections.append(refusal(claim, reason))
            else:
                _keep(claims, claim)
    aliases = tuple((n.text, n.full, n.reason) for _, n in sorted(annotated.names.items()))
    return Extraction(
        document, tuple(_mentions(annotated, views)), tuple(claims.values()), _unique(rejections), aliases
    )


def _unique(rejections: list[Rejection]) -> tuple[Rejection, ...]:
    return tuple(sorted(dict.fromkeys(rejections), key=lambda r: (r.span, r.reason, r.detail)))


def _keep(claims: dict[tuple[object, ...], Claim], claim: Claim) -> None:
    """Of two claims that say the same in overlapping words, the surer; then the shorter quote."""
    key = (
        claim.subject.label,
        claim.subject.kind,
        claim.predicate,
        _key(claim.object),
        claim.subject.span.start // 400,
    )
    other = claims.get(key)
    if other is None or _rank(claim) < _rank(other):
        claims[key] = claim


def _rank(claim: Claim) -> tuple[float, int, str]:
    return -claim.confidence, len(claim.evidence.quote), claim.evidence.cue


def _key(thing: Mention | Quantity | str) -> tuple[object, ...]:
    if isinstance(thing, Mention):
        return (thing.kind, thing.label)
    if isinstance(thing, Quantity):
        return (thing.unit.partition("/")[0], thing.value, thing.low, thing.high, thing.span)
    return (thing,)


def _mentions(annotated: Annotated, views: Sequence[View]) -> Iterator[Mention]:
    """Every name that stands for itself, once per name."""
    seen: set[tuple[str, str]] = set()
    for view in views:
        limit = max(view.text.rfind(mark) for mark in "，；。") + 1 if view.cut else len(view.text)
        for item in view.items:
            for part in (
                item,
                *(p for p in item.parts if item.kind in _NESTING and (p.kind != item.kind or p.kind == "Place")),
            ):
                if part.kind not in {"", "Quantity"} and not part.reference and part.end <= limit:
                    for surface in (part.text, *part.names):
                        if (part.kind, surface) not in seen:
                            seen.add((part.kind, surface))
                            yield _mention(part, annotated, view.start, surface)


def _mention(item: Item, annotated: Annotated, base: int, surface: str = "") -> Mention:
    kind: Kind = item.kind  # type: ignore[assignment]
    span = annotated.normal.span(base + item.start, base + item.end)
    return Mention(annotated.document.id, span, surface or item.text, kind, item.name)


def _claim(draft: Draft, extractor: str, annotated: Annotated) -> Claim:
    document, normal = annotated.document, annotated.normal
    span = normal.span(draft.start, draft.end)
    evidence = Evidence(document.id, span, document.text[span.start : span.end], extractor, draft.cue)
    subject = _mention(draft.subject, annotated, draft.subject_at - draft.subject.start)
    modality = "Prospective" if draft.modality == "Prospective" else "Asserted"
    return Claim(subject, draft.predicate, _object(draft, annotated), evidence, draft.confidence, modality, draft.phase)  # type: ignore[arg-type]


def _object(draft: Draft, annotated: Annotated) -> Mention | Quantity | str:
    base = draft.object_at - draft.object.start if isinstance(draft.object, Item) else draft.start
    thing = _mention(draft.object, annotated, base) if isinstance(draft.object, Item) else draft.object
    if draft.amount is None or draft.predicate in {
        "produces",
        "consumes",
        "recycles",
        "madeFrom",
        "recycledFrom",
        "status",
    }:
        return thing
    return _quantity(draft, thing if isinstance(thing, Mention) else None, annotated)


def _quantity(draft: Draft, material: Mention | None, annotated: Annotated) -> Quantity:
    amount, measure = draft.amount, draft.amount.measure if draft.amount else None
    if amount is None or measure is None:
        raise AssertionError("a quantity draft without an amount")
    span = annotated.normal.span(draft.base + amount.start, draft.base + amount.end)
    value, low, high = (Decimal(n) if n else None for n in (measure.value, measure.low, measure.high))
    written = annotated.document.text[span.start : span.end]
    basis = "Input" if draft.basis == "Input" else ""
    return Quantity(span, written, draft.unit or measure.unit, value, low, high, material, basis, draft.year)  # type: ignore[arg-type]


def _corrupt(annotated: Annotated, views: Sequence[View]) -> Iterator[Rejection]:
    """Numbers that no reader can be sure of (第6十五位), and sentences that break off."""
    for view in views:
        for match in CORRUPT.finditer(view.text):
            start, end = max(0, match.start() - 8), min(len(view.text), match.end() + 8)
            yield _note(annotated, view.start + start, view.start + end, "corrupted number / 数字有误", match.group())
        if view.cut:
            start = max(view.text.rfind(mark) for mark in "，；。") + 1
            if view.text[start:].strip():
                yield _note(
                    annotated, view.start + start, view.start + len(view.text), "sentence breaks off / 句子残缺", ""
                )


def _note(annotated: Annotated, start: int, end: int, reason: str, detail: str) -> Rejection:
    span: Span = annotated.normal.span(start, end)
    document = annotated.document
    return Rejection(document.id, span, document.text[span.start : span.end], reason, detail)
