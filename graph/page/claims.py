"""What is said, as plain values for the page: statements with the sentences they rest on, each sentence once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from graph.model import Amount, Claim, Fact, Mention, Process, Quantity, Span, passage_id
from graph.page.lanes import chain_id
from graph.page.view import Statement, View

Value = dict[str, Any]
Ids = Callable[[Fact], tuple[str, ...]]


class Said:
    """Statements first, under the numbers that arrows give them, then what is said of one entity alone."""

    def __init__(
        self, view: View, documents: Mapping[str, int], labels: Mapping[str, str], ids: Ids | None = None
    ) -> None:
        self._ids = ids
        self._index = {e.id: n for n, e in enumerate(view.entities)}
        self._documents, self._labels = documents, labels
        self.sentences: dict[str, int] = {}
        self.rules: dict[str, int] = {}
        self.steps: dict[str, Value] = {}
        self._step_numbers: dict[str, int] = {}
        facts = [s.fact for s in view.statements] + list(view.properties)
        grounds = [s.ground for s in view.statements] + [f.id for f in view.properties]
        self._number = {id: n for n, id in enumerate(grounds)}
        said = [self._statement(s) for s in view.statements] + [self._property(f) for f in view.properties]
        self.said = [v | self._ground(f) for v, f in zip(said, facts, strict=True)]

    def _statement(self, statement: Statement) -> Value:
        ends = {"s": self._index[statement.subject], "o": self._index[statement.object]}
        value: Value = {**ends, "p": statement.predicate, "origin": statement.origin}
        return value | {"step": self._step(statement.process)} if statement.process else value

    def _step(self, process: Process) -> int:
        """The number of a reference step in the table of them."""
        if process.id not in self.steps:
            self._step_numbers[process.id] = len(self.steps)
            chain = chain_id(process.chain)
            told = {"zh": process.label, "en": process.english, "source": process.source}
            self.steps[process.id] = told | {"chain": self._labels.get(chain, chain.partition("/")[2])}
        return self._step_numbers[process.id]

    def _property(self, fact: Fact) -> Value:
        value: Value = {"s": self._index[fact.subject], "p": fact.predicate, "origin": fact.origin}
        if isinstance(fact.object, Amount):
            return value | {"amount": self._amount(fact.object)}
        return value | {"value": fact.object}

    def _amount(self, amount: Amount) -> Value:
        low, high = amount.low if amount.value is None else amount.value, amount.high or amount.value
        told = {
            "text": amount.as_written,
            "unit": amount.unit,
            "value": number(amount.value),
            "low": number(amount.low),
            "high": number(amount.high),
            "material": self._labels.get(amount.material, amount.material.removeprefix("material/")),
            "of": self._index.get(amount.material),
            "basis": amount.basis,
            "year": amount.year,
            "size": float(high if low is None else low) if (low, high) != (None, None) else None,  # type: ignore[arg-type]
        }
        return {key: value for key, value in told.items() if value not in ("", None)}

    def _ground(self, fact: Fact | None) -> Value:
        if fact is None:
            return {}
        ground: Value = {"confidence": round(fact.confidence, 2)}
        if fact.rule:
            ground["rule"] = fact.rule
        if premises := [self._number[p] for p in fact.premises if p in self._number]:
            ground["premises"] = premises
        claims = [c for c in fact.claims if c.evidence.document in self._documents]
        if len(claims) > 1:
            claims.sort(key=lambda c: (self._documents[c.evidence.document], c.evidence.span, c.phase))
        if claims:
            ground["claims"] = [self._claim(c) for c in claims]
        return ground | {"ids": _ids(replace(fact, claims=tuple(claims)), self._ids)} if self._ids else ground

    def _claim(self, claim: Claim) -> list[Any]:
        """Document, first character, sentence, confidence, rule, marks, modality, phase: there are many of these."""
        said, span = claim.evidence, claim.evidence.span
        rule = self.rules.setdefault(f"{said.extractor} {said.cue}".strip(), len(self.rules))
        quote = self.sentences.setdefault(said.quote, len(self.sentences))
        marked = marks(len(said.quote), span.start, _marks(claim))
        told = [self._documents[said.document], span.start, quote, round(claim.confidence, 2), rule, marked]
        return told if not claim.phase and claim.modality == "Asserted" else [*told, claim.modality, claim.phase]


def _ids(fact: Fact, ids: Ids) -> list[list[str]]:
    """The id of each claim of a fact in the graph, with that of the words it quotes."""
    quoted = [[passage_id(c.evidence.document, c.evidence.span)] for c in fact.claims]
    found = ids(fact)
    return [[id, *(quoted[n] if n < len(quoted) else [])] for n, id in enumerate(found)]


def number(value: Decimal | None) -> str:
    """Digits in groups of three, no more decimals than there are.

    >>> number(Decimal("1.10E+5")), number(Decimal("0.50"))
    ('110,000', '0.5')
    """
    if value is None:
        return ""
    whole, _, part = f"{value:,f}".partition(".")
    return f"{whole}.{part.rstrip('0')}" if part.rstrip("0") else whole


def _marks(claim: Claim) -> Iterable[tuple[Span, str]]:
    yield claim.subject.span, "s"
    if isinstance(claim.object, Mention):
        yield claim.object.span, "o"
    elif isinstance(claim.object, Quantity):
        yield claim.object.span, "o"
        if claim.object.material:
            yield claim.object.material.span, "m"


def marks(length: int, start: int, spans: Iterable[tuple[Span, str]]) -> list[list[int | str]]:
    """Where in a quote each mention stands, in code points from its beginning; none that is not whole inside it.

    >>> marks(4, 10, [(Span(10, 12), "s"), (Span(13, 14), "o"), (Span(2, 4), "m")])
    [[0, 2, 's'], [3, 4, 'o']]
    """
    end = start + length
    return sorted([s.start - start, s.end - start, m] for s, m in spans if start <= s.start < s.end <= end)
