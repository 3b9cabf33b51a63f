"""What is said, as plain values for the page: statements with the sentences they rest on, each sentence once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import chain
from typing import Any

from graph.model import Amount, Claim, Fact, Mention, Process, Quantity, Span
from graph.page.lanes import chain_id
from graph.page.view import Statement, View

Value = dict[str, Any]
USUAL = "Stated"  # what most of it is; the page takes it for granted


class Said:
    """Statements first, under the numbers that arrows give them, then what is said of one entity alone."""

    def __init__(self, view: View, documents: Mapping[str, int], labels: Mapping[str, str]) -> None:
        self._index = {e.id: n for n, e in enumerate(view.entities)}
        self._documents, self._labels = documents, labels
        self.sentences: dict[str, int] = {}
        self.rules: dict[str, int] = {}
        self.steps: dict[str, Value] = {}
        self._step_numbers: dict[str, int] = {}
        self._number = _premises(view)
        self.said = [self._ground(s.fact, self._statement(s)) for s in view.statements]
        self.said += [self._ground(f, self._property(f)) for f in view.properties]

    def _statement(self, statement: Statement) -> Value:
        value: Value = {"s": self._index[statement.subject], "o": self._index[statement.object]}
        value["p"] = statement.predicate
        if statement.origin != USUAL:
            value["origin"] = statement.origin
        if statement.process:
            value["step"] = self._step(statement.process)
        return value

    def _step(self, process: Process) -> int:
        """The number of a reference step in the table of them."""
        if process.id not in self.steps:
            self._step_numbers[process.id] = len(self.steps)
            of = chain_id(process.chain)
            told = {"zh": process.label, "en": process.english, "source": process.source}
            self.steps[process.id] = told | {"chain": self._labels.get(of, of.partition("/")[2])}
        return self._step_numbers[process.id]

    def _property(self, fact: Fact) -> Value:
        value: Value = {"s": self._index[fact.subject], "p": fact.predicate}
        if fact.origin != USUAL:
            value["origin"] = fact.origin
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

    def _ground(self, fact: Fact | None, value: Value) -> Value:
        """The value with what it rests on."""
        if fact is None:
            return value
        value["confidence"] = hundredths(fact.confidence)
        if fact.rule:
            value["rule"] = fact.rule
        if fact.premises and (premises := [self._number[p] for p in fact.premises if p in self._number]):
            value["premises"] = premises
        claims = [c for c in fact.claims if c.evidence.document in self._documents]
        if len(claims) > 1:
            claims.sort(key=lambda c: (self._documents[c.evidence.document], c.evidence.span, c.phase))
        if claims:
            value["claims"] = [self._claim(c) for c in claims]
        return value

    def _claim(self, claim: Claim) -> list[Any]:
        """Document, first character, sentence, confidence, rule, marks, modality, phase: there are many of these."""
        said, span = claim.evidence, claim.evidence.span
        rule = self.rules.setdefault(f"{said.extractor} {said.cue}".strip(), len(self.rules))
        quote = self.sentences.setdefault(said.quote, len(self.sentences))
        marked = marks(len(said.quote), span.start, _marks(claim))
        told = [self._documents[said.document], span.start, quote, hundredths(claim.confidence), rule, marked]
        return told if not claim.phase and claim.modality == "Asserted" else [*told, claim.modality, claim.phase]


def _premises(view: View) -> dict[str, int]:
    """The numbers of those statements that others follow from, by the id of what they rest on."""
    facts = chain((s.fact for s in view.statements), view.properties)
    wanted = {premise for fact in facts if fact for premise in fact.premises}
    grounds = chain((s.step or (s.fact and s.fact.id) for s in view.statements), (f.id for f in view.properties))
    return {id: n for n, id in enumerate(grounds) if id in wanted} if wanted else {}


def hundredths(confidence: float) -> int:
    """A confidence in hundredths, never more than it is: what is not certain does not read as 1.00.

    >>> hundredths(0.9975), hundredths(0.57), hundredths(1.0)
    (99, 57, 100)
    """
    return int(confidence * 100 + 1e-6)


def number(value: Decimal | None) -> str:
    """Digits in groups of three, no more decimals than there are.

    >>> number(Decimal("1.10E+5")), number(Decimal("0.50"))
    ('110,000', '0.5')
    """
    if value is None:
        return ""
    whole, _, part = f"{value:,f}".partition(".")
    return f"{whole}.{part.rstrip('0')}" if part.rstrip("0") else whole


def _marks(claim: Claim) -> list[tuple[Span, str]]:
    thing = claim.object
    found = [(claim.subject.span, "s")]
    if isinstance(thing, (Mention, Quantity)):
        found.append((thing.span, "o"))
    if isinstance(thing, Quantity) and thing.material:
        found.append((thing.material.span, "m"))
    return found


def marks(length: int, start: int, spans: Iterable[tuple[Span, str]]) -> list[list[int | str]]:
    """Where in a quote each mention stands, in code points from its beginning; none that is not whole inside it.

    >>> marks(4, 10, [(Span(10, 12), "s"), (Span(13, 14), "o"), (Span(2, 4), "m")])
    [[0, 2, 's'], [3, 4, 'o']]
    """
    found: list[list[int | str]] = []
    for span, role in spans:
        first, last = span.start - start, span.end - start
        if 0 <= first < last <= length:
            found.append([first, last, role])
    if len(found) > 1:
        found.sort()
    return found
