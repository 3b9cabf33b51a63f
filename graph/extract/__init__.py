"""From a document to claims: extractors propose, one gate decides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from graph.extract.annotate import Annotated, View, annotate
from graph.extract.confidence import confidence
from graph.extract.discourse import resolve_references
from graph.extract.draft import Draft
from graph.extract.gate import Gate, refusal
from graph.extract.items import Item
from graph.extract.owners import apart
from graph.extract.parties import with_parties
from graph.extract.quantity import CORRUPT
from graph.extract.rules import drafts
from graph.extract.tabular import drafts as of_tables
from graph.extract.truth import dated
from graph.lexicon import Lexicon
from graph.lexicon.forms import is_known
from graph.model import Claim, Document, Evidence, Extraction, Kind, Mention, Quantity, Rejection

__all__ = ["EXTRACTORS", "Extraction", "Extractor", "Gate", "extract"]

# An extractor proposes what sentences say. What it proposes goes through the gate.
Extractor = Callable[[Sequence[View], Lexicon], Iterator[Draft]]
EXTRACTORS: dict[str, Extractor] = {"rules": drafts, "tables": of_tables}

_NESTING = frozenset({"Project", "Park", "Facility", "Place"})
_CLAUSE = re.compile(r"[，。；！？\n]")
_AROUND = 60
_NEAR = 400


def extract(document: Document, lexicon: Lexicon, gate: Gate) -> Extraction:
    """All claims of a document that pass the gate, with what they name and what was refused.

    >>> from graph import lexicon, vocab
    >>> text = "云峰锂业有限公司年产3万吨碳酸锂项目开工。"
    >>> found = extract(Document("a.txt", text), lexicon.load(), Gate.of(vocab.load()))
    >>> sorted({claim.predicate for claim in found.claims})
    ['capacity', 'produces', 'status', 'undertakes']
    """
    annotated = annotate(document, lexicon)
    views = with_parties(resolve_references(annotated, lexicon), lexicon)
    passed: list[Claim] = []
    rejections = list(_corrupt(annotated, views))
    for name, extractor in EXTRACTORS.items():
        for draft in extractor(views, lexicon):
            claim = _claim(draft, name, annotated, confidence(draft, lexicon))
            reason = draft.refused or gate.check(claim, document)
            if reason:
                rejections.append(refusal(claim, reason))
            else:
                passed.append(claim)
    told, mentions = apart(passed, tuple(_mentions(annotated, views, lexicon)), document, lexicon)
    claims: dict[tuple[object, ...], Claim] = {}
    for claim in told:
        _keep(claims, claim)
    aliases = tuple((n.text, n.full, n.reason) for _, n in sorted(annotated.names.items()))
    unique = sorted(dict.fromkeys(rejections), key=lambda r: (r.span, r.reason, r.detail))
    return Extraction(document, tuple(mentions), tuple(claims.values()), tuple(unique), aliases)


def _keep(claims: dict[tuple[object, ...], Claim], claim: Claim) -> None:
    """Of two claims that say the same close by, the one that says of what it is; then the surer, the shorter quote."""
    key: tuple[object, ...] = (
        claim.subject.label,
        claim.subject.kind,
        claim.predicate,
        _key(claim.object),
        claim.subject.span.start // _NEAR,
    )
    other = claims.get(key)
    if other is not None and _is_of_each(other, claim):
        key = (*key, _material(claim))
        other = claims.get(key)
    if other is None or _rank(claim) < _rank(other):
        claims[key] = claim


def _is_of_each(one: Claim, other: Claim) -> bool:
    """Whether one amount is told of two goods by the same words (甲、乙各3万吨)."""
    goods = {_material(one), _material(other)}
    return one.evidence.cue == other.evidence.cue and len(goods - {""}) > 1


def _material(claim: Claim) -> str:
    thing = claim.object
    return thing.material.label if isinstance(thing, Quantity) and thing.material else ""


def _rank(claim: Claim) -> tuple[bool, float, int, str]:
    return not _material(claim), -claim.confidence, len(claim.evidence.quote), claim.evidence.cue


def _key(thing: Mention | Quantity | str) -> tuple[object, ...]:
    if isinstance(thing, Mention):
        return (thing.kind, thing.label)
    if isinstance(thing, Quantity):
        return (thing.unit.partition("/")[0], thing.value, thing.low, thing.high, thing.span)
    return (thing,)


def _mentions(annotated: Annotated, views: Sequence[View], lexicon: Lexicon) -> Iterator[Mention]:
    """Every name that stands for itself, once per wording."""
    seen: set[tuple[str, str]] = set()
    for view in views:
        for item in (part for whole in view.items if whole.end <= view.whole for part in _named(whole, lexicon)):
            for surface in (item.text, *item.names):
                if (item.kind, surface) not in seen:
                    seen.add((item.kind, surface))
                    yield _mention(item, annotated, view.start + item.start, surface)


def _named(item: Item, lexicon: Lexicon) -> Iterator[Item]:
    """A name and the names it is made of; of materials only the ones the thesaurus vouches for."""
    parts = item.parts if item.kind in _NESTING else ()
    places = (p for part in parts if part.kind == "Place" != item.kind for p in part.parts)
    nested = (p for p in (*parts, *places) if p.kind != item.kind or p.kind == "Place")
    found = (i for i in (item, *nested) if i.kind not in {"", "Quantity"} and not i.reference)
    return (i for i in found if i.kind != "Material" or is_known(i.name, lexicon))


def _mention(item: Item, annotated: Annotated, at: int, surface: str = "") -> Mention:
    kind: Kind = item.kind  # type: ignore[assignment]
    span = annotated.normal.span(at, at + item.end - item.start)
    return Mention(annotated.document.id, span, surface or item.text, kind, item.name)


def _claim(draft: Draft, extractor: str, annotated: Annotated, sure: float) -> Claim:
    document, normal = annotated.document, annotated.normal
    span = normal.span(*_clauses(normal.text, draft.start, draft.end))
    evidence = Evidence(document.id, span, document.text[span.start : span.end], extractor, draft.cue)
    subject = _mention(draft.subject, annotated, draft.subject_at)
    thing = _object(draft, annotated)
    year = dated(draft.year, document.published) if draft.predicate == "status" else ""
    return Claim(subject, draft.predicate, thing, evidence, sure, draft.modality, draft.phase, year)


def _clauses(text: str, start: int, end: int) -> tuple[int, int]:
    """The words that say it, out to the ends of their clauses, so that a reader sees them whole."""
    before = [m.end() for m in _CLAUSE.finditer(text, max(0, start - _AROUND), start)]
    after = _CLAUSE.search(text, end, end + _AROUND)
    left = before[-1] if before else 0 if start < _AROUND else start
    return left, after.start() if after else end


def _object(draft: Draft, annotated: Annotated) -> Mention | Quantity | str:
    thing = _mention(draft.object, annotated, draft.object_at) if isinstance(draft.object, Item) else draft.object
    if draft.amount is None or draft.predicate in {"produces", "consumes", "recycles"}:
        return thing
    return _quantity(draft, draft.amount, thing if isinstance(thing, Mention) else None, annotated)


def _quantity(draft: Draft, amount: Item, material: Mention | None, annotated: Annotated) -> Quantity:
    measure = amount.measure
    if measure is None:
        raise AssertionError("an amount without a measure")
    span = annotated.normal.span(draft.amount_at, draft.amount_at + amount.end - amount.start)
    value, low, high = (Decimal(n) if n else None for n in (measure.value, measure.low, measure.high))
    written = annotated.document.text[span.start : span.end]
    unit = draft.unit or measure.unit
    year = dated(draft.year, annotated.document.published)
    return Quantity(span, written, unit, value, low, high, material, draft.basis, year)


def _corrupt(annotated: Annotated, views: Sequence[View]) -> Iterator[Rejection]:
    """Numbers that no reader can be sure of (第6十五位), and sentences that break off."""
    for view in views:
        for match in CORRUPT.finditer(view.text):
            start, end = max(0, match.start() - 8), min(len(view.text), match.end() + 8)
            yield _note(annotated, view.start + start, view.start + end, "corrupted number / 数字有误", match.group())
        if view.text[view.whole :].strip():
            start, end = view.start + view.whole, view.start + len(view.text)
            yield _note(annotated, start, end, "sentence breaks off / 句子残缺", "")


def _note(annotated: Annotated, start: int, end: int, reason: str, detail: str) -> Rejection:
    span = annotated.normal.span(start, end)
    document = annotated.document
    return Rejection(document.id, span, document.text[span.start : span.end], reason, detail)
