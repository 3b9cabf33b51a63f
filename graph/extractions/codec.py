"""An `Extraction` as a line of JSON and back: how a worker hands it over, and how it waits in the cache.

What the document says itself (quotes, amounts as written) is not written again: it is taken from the text. What is
read back is checked piece by piece, as it may come from a file that anybody could have written.
"""

from __future__ import annotations

import json
import sys
from decimal import Decimal, InvalidOperation
from typing import Any, get_args

from graph.model import (
    Claim,
    Document,
    Evidence,
    Extraction,
    Kind,
    Mention,
    Modality,
    Quantity,
    Rejection,
    Span,
)

Json = Any
_KINDS, _MODALITIES, _BASES = (
    frozenset(get_args(Kind)),
    frozenset(get_args(Modality)),
    frozenset(("", "Input", "Output")),
)


def encode(extraction: Extraction) -> bytes:
    """Write an extraction without its document, on one line.

    >>> decode(encode(Extraction(Document("a", "镍"), (), ())), Document("a", "镍"))
    Extraction(document=Document(name='a', text='镍', title='', publisher='', published='', url='', start=0), \
mentions=(), claims=(), rejections=(), aliases=())
    """
    writer = _Writer(extraction.document)
    named = [writer.number(mention) for mention in extraction.mentions]
    claims = [writer.claim(claim) for claim in extraction.claims]
    refused = [
        [*writer.quoted(r.document, r.span, r.quote), r.reason, r.detail] for r in extraction.rejections
    ]  # fmt: skip
    told = [writer.mentions, named, claims, refused, extraction.aliases]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def decode(data: bytes, document: Document) -> Extraction:
    """Read back what `encode` wrote of this document.

    Raises:
        ValueError: it did not write this.
    """
    try:
        mentions, named, claims, refused, aliases = json.loads(data.decode("utf-8", "surrogatepass"))
        reader = _Reader(document, mentions)
        return Extraction(
            document,
            tuple([reader.mention(number) for number in named]),
            tuple([reader.claim(claim) for claim in claims]),
            tuple([reader.rejection(rejection) for rejection in refused]),
            tuple([(_word(short), _word(full), _word(reason)) for short, full, reason in aliases]),
        )
    except (TypeError, IndexError, KeyError, RecursionError, InvalidOperation) as error:
        raise ValueError("no extraction of this document") from error


class _Writer:
    """Numbers each mention once; a claim refers to it by its number."""

    def __init__(self, document: Document) -> None:
        self._id, self._text = document.id, document.text
        self._numbers: dict[Mention, int] = {}
        self.mentions: list[Json] = []

    def number(self, mention: Mention) -> int:
        found = self._numbers.get(mention)
        if found is None:
            self._check(mention.document)
            found = self._numbers[mention] = len(self.mentions)
            span = mention.span
            self.mentions.append([span.start, span.end, mention.surface, mention.kind, mention.label])
        return found

    def quoted(self, document: str, span: Span, quote: str) -> tuple[int, int, str | None]:
        self._check(document)
        return span.start, span.end, None if quote == self._text[span.start : span.end] else quote

    def claim(self, claim: Claim) -> Json:
        evidence = claim.evidence
        quoted = self.quoted(evidence.document, evidence.span, evidence.quote)
        how = (evidence.extractor, evidence.cue, claim.confidence, claim.modality, claim.phase, claim.year)
        return [self.number(claim.subject), claim.predicate, self._object(claim.object), *quoted, *how]

    def _object(self, thing: Mention | Quantity | str) -> Json:
        if isinstance(thing, str):
            return thing
        if isinstance(thing, Mention):
            return self.number(thing)
        quoted = self.quoted(self._id, thing.span, thing.as_written)
        numbers = (None if n is None else str(n) for n in (thing.value, thing.low, thing.high))
        material = None if thing.material is None else self.number(thing.material)
        return [*quoted, thing.unit, *numbers, material, thing.basis, thing.year]

    def _check(self, document: str) -> None:
        if document != self._id:
            raise AssertionError("an extraction speaks of another document")


class _Reader:
    """Values of one document; equal words and quotes are one object, which spares memory."""

    def __init__(self, document: Document, mentions: Json) -> None:
        self._id, self._text, self._quotes = document.id, document.text, dict[tuple[int, int], str]()
        self._mentions = [self._mention(mention) for mention in mentions]

    def mention(self, number: Json) -> Mention:
        return self._mentions[_whole(number)]

    def claim(self, told: Json) -> Claim:
        subject, predicate, thing, start, end, quote, extractor, cue, confidence, modality, phase, year = told
        span = self._span(start, end)
        evidence = Evidence(self._id, span, self._quote(span, quote), _word(extractor), _word(cue))
        if type(confidence) is not float and type(confidence) is not int:
            raise TypeError("no confidence")
        about = self.mention(subject), _word(predicate), self._object(thing)
        return Claim(*about, evidence, confidence, _one_of(_MODALITIES, modality), _word(phase), _word(year))

    def rejection(self, told: Json) -> Rejection:
        start, end, quote, reason, detail = told
        span = self._span(start, end)
        return Rejection(self._id, span, self._quote(span, quote), _word(reason), _word(detail))

    def _mention(self, told: Json) -> Mention:
        start, end, surface, kind, label = told
        return Mention(self._id, self._span(start, end), _word(surface), _one_of(_KINDS, kind), _word(label))

    def _object(self, thing: Json) -> Mention | Quantity | str:
        if type(thing) is str:
            return sys.intern(thing)
        return self._quantity(thing) if type(thing) is list else self.mention(thing)

    def _quantity(self, told: Json) -> Quantity:
        start, end, written, unit, value, low, high, material, basis, year = told
        span = self._span(start, end)
        numbers = (_number(value), _number(low), _number(high))
        what = None if material is None else self.mention(material)
        return Quantity(
            span, self._quote(span, written), _word(unit), *numbers, what, _one_of(_BASES, basis), _word(year)
        )

    def _span(self, start: Json, end: Json) -> Span:
        if not 0 <= _whole(start) <= _whole(end) <= len(self._text):
            raise ValueError("outside the text")
        return Span(start, end)

    def _quote(self, span: Span, quote: Json) -> str:
        if quote is not None:
            return _word(quote)
        place = span.start, span.end
        found = self._quotes.get(place)
        if found is None:
            found = self._quotes[place] = self._text[span.start : span.end]
        return found


def _word(value: Json) -> str:
    if type(value) is not str:
        raise TypeError("no text")
    return sys.intern(value)


def _whole(value: Json) -> int:
    if type(value) is not int or value < 0:
        raise TypeError("no place")
    return value


def _number(value: Json) -> Decimal | None:
    if value is None:
        return None
    number = Decimal(_word(value))
    if not number.is_finite():
        raise ValueError("no number")
    return number


def _one_of(allowed: frozenset[str], value: Json) -> Any:
    if value not in allowed:
        raise ValueError("no such kind")
    return sys.intern(value)
