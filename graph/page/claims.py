"""What is said, as plain values for the page: in columns, for there are tens of thousands of statements.

What the first picture needs stands apart from what is only read when somebody asks for the words behind a line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import chain
from typing import Any

from graph.model import Amount, Claim, Fact, Process, Quantity, Span
from graph.page.lanes import chain_id
from graph.page.view import Statement, View

Value = dict[str, Any]
NOTHING = View((), (), (), ())
CERTAIN = 1.0  # domain knowledge, which the page shows no confidence of


class Numbers(dict[Any, int]):
    """A number for each thing that is asked for, in the order in which it first is.

    >>> numbers = Numbers()
    >>> [numbers[name] for name in ("镍", "铜", "镍")], list(numbers)
    ([0, 1, 0], ['镍', '铜'])
    """

    def __missing__(self, thing: Any) -> int:
        """The next one."""
        self[thing] = number = len(self)
        return number


class Said:
    """Statements first, in the order of the arrows that stand for them, then what is said of one entity alone."""

    def __init__(self, view: View, documents: Mapping[str, int], labels: Mapping[str, str]) -> None:
        self._view, self._documents, self._labels = view, documents, labels
        self._index = {e.id: n for n, e in enumerate(view.entities)}
        self._facts = [*(s.fact for s in view.statements), *view.properties]
        self._sentences, self._rules = Numbers(), Numbers()
        self._processes = {s.step: s.process for s in view.statements if s.process}
        self._claims = [self._told(f) if f and f.claims else [] for f in self._facts]

    def statements(self) -> Value:
        """A column for what each statement has, by number; for what few have, a table from number to value.

        `of` is the entity that something is said of alone: the ends of all other statements are those of their arrows,
        and `turned` has the relations that read from downstream to upstream. `claims` counts them.
        """
        view, facts = self._view, self._facts
        predicates, origins = Numbers(), Numbers()
        said: Iterable[Statement | Fact] = (*view.statements, *view.properties)
        sure = {c: hundredths(c) for c in {CERTAIN, *(f.confidence for f in facts if f)}}
        step = {id: n for n, id in enumerate(self._processes)}
        return {
            "relation": [predicates[s.predicate] for s in said],
            "origin": [origins[s.origin] for s in said],
            "confidence": [sure[f.confidence if f else CERTAIN] for f in facts],
            "claims": list(map(len, self._claims)),
            "of": [self._index[f.subject] for f in view.properties],
            "relations": list(predicates),
            "turned": sorted({s.predicate for s in view.statements if s.source != s.subject}),
            "origins": list(origins),
            "step": {n: step[s.step] for n, s in enumerate(view.statements) if s.step},
            **self._grounds(),
            **self._values(),
        }

    def _grounds(self) -> Value:
        """The rule by which something was concluded, and the numbers of what it was concluded from."""
        derived = {n: f for n, f in enumerate(self._facts) if f and (f.rule or f.premises)}
        wanted = {premise for f in derived.values() for premise in f.premises}
        view = self._view if wanted else NOTHING
        ids = [s.fact.id if s.fact else s.step for s in view.statements] + [f.id for f in view.properties]
        number = {id: n for n, id in enumerate(ids) if id in wanted}
        premises = {n: [number[p] for p in f.premises if p in number] for n, f in derived.items()}
        return {
            "rule": {n: f.rule for n, f in derived.items() if f.rule},
            "premises": {n: known for n, known in premises.items() if known},
        }

    def _values(self) -> Value:
        """What stands where statements have a second entity: an amount, or a word such as a status."""
        amounts, words = {}, {}
        for number, fact in enumerate(self._view.properties, len(self._view.statements)):
            if isinstance(fact.object, Amount):
                amounts[number] = self._amount(fact.object)
            else:
                words[number] = fact.object
        return {"amount": amounts, "value": words}

    def evidence(self) -> Value:
        """What stands behind the statements: their claims, one after the other, and what these refer to by number."""
        return {
            "claims": list(chain.from_iterable(self._claims)),
            "sentences": list(self._sentences),
            "rules": [f"{extractor} {cue}".strip() for extractor, cue in self._rules],
            "steps": [self._step(process) for process in self._processes.values()],
        }

    def counts(self) -> list[int]:
        """On how many statements each document has a word to say."""
        found: dict[int, int] = defaultdict(int)
        for claims in self._claims:
            for document in {claim[0] for claim in claims}:
                found[document] += 1
        return [found[number] for number in self._documents.values()]

    def _told(self, fact: Fact) -> list[list[Any]]:
        """The claims of a fact, in the order of the texts."""
        claims = [c for c in fact.claims if c.evidence.document in self._documents]
        if len(claims) > 1:
            claims.sort(key=lambda c: (self._documents[c.evidence.document], c.evidence.span, c.phase))
        return [self._claim(c) for c in claims]

    def _claim(self, claim: Claim) -> list[Any]:
        """Document, first character, sentence, confidence, rule, marks; modality, phase and year where unusual."""
        said = claim.evidence
        start, quote = said.span.start, said.quote
        rule, marked = self._rules[said.extractor, said.cue], marks(start, len(quote), _mentions(claim))
        sure, document = hundredths(claim.confidence), self._documents[said.document]
        told: list[Any] = [document, start, self._sentences[quote], sure, rule, marked]
        plain = not claim.phase and not claim.year and claim.modality == "Asserted"
        return told if plain else [*told, claim.modality, claim.phase, *([claim.year] if claim.year else [])]

    def _step(self, process: Process) -> Value:
        of = chain_id(process.chain)
        told = {"zh": process.label, "en": process.english, "source": process.source}
        return told | {"chain": self._labels.get(of, of.partition("/")[2])}

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


def _mentions(claim: Claim) -> tuple[Span, ...]:
    """Where the subject is named, then the object, then its material."""
    thing = claim.object
    if isinstance(thing, str):
        return (claim.subject.span,)
    if isinstance(thing, Quantity) and thing.material:
        return claim.subject.span, thing.span, thing.material.span
    return claim.subject.span, thing.span


def marks(start: int, length: int, spans: Iterable[Span]) -> list[int]:
    """From where to where in a quote each mention stands, in code points; 0 and 0 for one not whole inside it.

    >>> marks(10, 4, [Span(10, 12), Span(2, 4), Span(13, 14)])
    [0, 2, 0, 0, 3, 4]
    """
    found: list[int] = []
    for span in spans:
        first, last = span.start - start, span.end - start
        found += (first, last) if 0 <= first < last <= length else (0, 0)
    return found
