"""Reading invented sentences through the whole flow, and showing what was said in one line each; for tests.

A claim shows as "甲|produces|铜箔"; an amount as "甲|capacity|30000 t/a 铜箔", with ">=" and "<=" for bounds,
"low~high" for a range, "in" before the material of a treatment capacity, and "@2024" for its year.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from graph import vocab
from graph.assemble import assemble
from graph.extract import Extraction, Gate, extract
from graph.lexicon import Lexicon, load
from graph.model import Amount, Claim, Document, Fact, Knowledge, Mention, Quantity
from graph.resolve import resolve

GATE = Gate.of(vocab.load())


@cache
def words() -> Lexicon:
    return load()


@cache
def read(text: str, name: str = "a.txt") -> Extraction:
    return extract(Document(name, text), words(), GATE)


@cache
def said(text: str) -> frozenset[str]:
    """What a text says, each thing in one line."""
    return frozenset(f"{c.subject.label}|{c.predicate}|{_object(c.object)}" for c in read(text).claims)


def parted(words: str) -> list[str]:
    """The words of a line, for lists that read better in one."""
    return words.split()


def about(text: str, predicate: str) -> set[str]:
    """What a text says by one predicate: "甲|铜箔"."""
    return {"|".join(line.split("|")[::2]) for line in said(text) if line.split("|")[1] == predicate}


def named(text: str, kind: str) -> set[str]:
    """What a text names of a kind, in its claims or beside them."""
    found = read(text)
    return {m.label for m in (*found.mentions, *_in_claims(found)) if m.kind == kind}


def _in_claims(found: Extraction) -> Iterator[Mention]:
    for claim in found.claims:
        yield claim.subject
        thing = claim.object.material if isinstance(claim.object, Quantity) else claim.object
        if isinstance(thing, Mention):
            yield thing


def claim(text: str, predicate: str) -> Claim:
    """The one claim of a text with this predicate."""
    (found,) = (c for c in read(text).claims if c.predicate == predicate)
    return found


def know(*texts: str | tuple[str, str], lexicon: Lexicon | None = None) -> Knowledge:
    """The whole flow over texts, each with a name of its own where it is not given one."""
    pairs = [text if isinstance(text, tuple) else (f"{n}.txt", text) for n, text in enumerate(texts)]
    extractions = [read(text, name) for name, text in pairs]
    return assemble(extractions, resolve(extractions, lexicon or words()), (lexicon or words()).processes)


def facts(knowledge: Knowledge, origin: str = "Stated") -> set[str]:
    """What a knowledge holds, each fact in one line, entities by their labels."""
    labels = {e.id: e.label for e in knowledge.entities}
    return {
        f"{labels[f.subject]}|{f.predicate}|{_fact_object(f, labels)}" for f in knowledge.facts if f.origin == origin
    }


def labels(knowledge: Knowledge, kind: str) -> list[str]:
    """The labels of all entities of a kind, sorted, one for each entity."""
    return sorted(e.label for e in knowledge.entities if e.kind == kind)


def _fact_object(fact: Fact, labels: dict[str, str]) -> str:
    if isinstance(fact.object, Amount):
        return _amount(fact.object, labels.get(fact.object.material, ""))
    return labels.get(fact.object, fact.object)


def _object(thing: Mention | Quantity | str) -> str:
    if isinstance(thing, Quantity):
        return _amount(thing, thing.material.label if thing.material else "")
    return thing.label if isinstance(thing, Mention) else thing


def _amount(amount: Quantity | Amount, material: str) -> str:
    taken = f" {'in ' if amount.basis == 'Input' else ''}{material}" if material or amount.basis == "Input" else ""
    year = f" @{amount.year}" if amount.year else ""
    return f"{number(amount)} {amount.unit}{taken.rstrip()}{year}"


def number(amount: Quantity | Amount) -> str:
    """An amount's number: "3", ">=3", "<=3" or "2~3"."""
    if amount.low is not None and amount.high is not None:
        return f"{plain(amount.low)}~{plain(amount.high)}"
    if amount.low is not None:
        return f">={plain(amount.low)}"
    return f"<={plain(amount.high)}" if amount.high is not None else plain(amount.value)


def plain(value: Decimal | None) -> str:
    return format(value.normalize(), "f") if value is not None else "?"
