"""The one gate every claim passes: words at their offsets, names inside them, kinds that fit, numbers that parse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.model import Claim, Document, Mention, Quantity, Rejection, Span
from graph.vocab import Vocabulary

Signature = Mapping[str, tuple[frozenset[str], frozenset[str]]]


@dataclass(frozen=True, slots=True)
class Gate:
    """What the vocabulary allows: relations with the kinds they join, measures with the kinds they are of, statuses."""

    relations: Signature
    quantities: Mapping[str, frozenset[str]]
    statuses: frozenset[str]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Gate:
        """The gate of a vocabulary: its domains, ranges, measures and statuses."""
        joins = {name: (frozenset(t.domain), frozenset(t.range)) for name, t in vocabulary.relations.items()}
        measures = {name: frozenset(t.domain) for name, t in vocabulary.quantities.items()}
        return cls(joins, measures, frozenset(vocabulary.statuses))

    def check(self, claim: Claim, document: Document) -> str:
        """Why the claim may not pass, "" if it may."""
        evidence = claim.evidence
        if document.text[evidence.span.start : evidence.span.end] != evidence.quote:
            return "the quote does not stand at its offsets / 引文与位置不符"
        for mention in (claim.subject, claim.object):
            if isinstance(mention, Mention) and not _within(mention.span, claim):
                return "a name stands outside its quote / 名称不在引文之内"
        return self._fits(claim) if 0 < claim.confidence <= 1 else "no such confidence / 无此置信度"

    def _fits(self, claim: Claim) -> str:
        if isinstance(claim.object, Quantity):
            return self._measured(claim, claim.object)
        if isinstance(claim.object, str):
            known = claim.predicate == "status" and claim.object in self.statuses
            return "" if known else "no such status / 无此状态"
        if claim.predicate not in self.relations:
            return "no such relation / 无此关系"
        domain, range_ = self.relations[claim.predicate]
        if claim.subject.kind not in domain or claim.object.kind not in range_:
            return f"{claim.predicate} does not join {claim.subject.kind} and {claim.object.kind} / 类型不符"
        if claim.subject.label == claim.object.label:
            return "a thing related to itself / 自指"
        return ""

    def _measured(self, claim: Claim, quantity: Quantity) -> str:
        if claim.predicate not in self.quantities:
            return "no such measure / 无此指标"
        if claim.subject.kind not in self.quantities[claim.predicate]:
            return f"{claim.predicate} is no measure of a {claim.subject.kind} / 类型不符"
        numbers = (quantity.value, quantity.low, quantity.high)
        if not quantity.unit or all(n is None for n in numbers):
            return "a quantity without number or unit / 数量缺少数值或单位"
        if not _within(quantity.span, claim) or (quantity.material and not _within(quantity.material.span, claim)):
            return "the amount stands outside its quote / 数量不在引文之内"
        return "" if all(n is None or n >= 0 for n in numbers) else "a negative quantity / 数量为负"


def _within(span: Span, claim: Claim) -> bool:
    return claim.evidence.span.start <= span.start and span.end <= claim.evidence.span.end


def refusal(claim: Claim, reason: str, detail: str = "") -> Rejection:
    """A claim that did not pass, for the report."""
    evidence = claim.evidence
    return Rejection(evidence.document, evidence.span, evidence.quote, reason, detail or claim.predicate)
