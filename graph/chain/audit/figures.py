"""Figures and statuses of one thing that cannot all hold."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from graph.chain.audit.finding import Finding, Values, clause, finding
from graph.chain.audit.numbers import INFINITE, Number, read, spread
from graph.chain.audit.tables import Table, matcher, table
from graph.chain.index import Evidence, Index
from graph.chain.settings import rated
from graph.model import Amount
from graph.record import Said, Statement, Told

_ISO = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_ABOUT = re.compile("(?:大约|约为|约达|约)$")
_PASSED = ("Planned", "UnderConstruction", "Completed", "InProduction")  # the others are events, or may follow any


@dataclass(frozen=True, slots=True)
class Stated:
    """One claim of a figure: what it says, and between what the number lies."""

    statement: Statement
    said: Said
    number: Number
    published: str = ""


class _Sentences:
    """The sentences of texts by where they stand."""

    def __init__(self, sentences: Iterable[Told]) -> None:
        self._by: dict[str, list[Told]] = defaultdict(list)
        for told in sentences:
            self._by[told.document].append(told)

    def around(self, said: Said) -> str:
        """The sentence that holds the words, or the words."""
        inside = self._by.get(said.document, [])
        place = bisect_right(inside, said.start, key=_begin) - 1
        return inside[place].text if place >= 0 and inside[place].offsets[-1] > said.start else said.quote


def _begin(told: Told) -> int:
    return told.offsets[0]


Key = tuple[str, ...]


def conflicts(index: Index, sentences: Iterable[Told] = ()) -> Iterator[Finding]:
    """Figures stated for one subject, measure, material, basis, year and phase of which one at most is right.

    Where the sentences are at hand, a figure of half a year is known even if its own clause does not say so.
    """
    for group in _groups(index, _Sentences(sentences)).values():
        least, most = max(group, key=_least), min(group, key=_most)
        if least.number.low > most.number.high:
            yield _conflict(index, sorted(group, key=_order), most, least)
    yield from _currencies(index)


def _least(one: Stated) -> tuple[Decimal, str]:
    return one.number.low, one.said.id


def _most(one: Stated) -> tuple[Decimal, str]:
    return one.number.high, one.said.id


def _order(one: Stated) -> tuple[str, int, int, str]:
    return one.said.document, one.said.start, one.said.end, one.said.id


def _groups(index: Index, sentences: _Sentences) -> dict[Key, list[Stated]]:
    """The figures that speak of one thing."""
    known, home = table(index.vocabulary.directory), index.vocabulary.directory
    part, period = matcher(home, "part"), matcher(home, "period")
    groups: dict[Key, list[Stated]] = defaultdict(list)
    for one in _stated(index, known):
        kind = index.entities[one.statement.subject].kind
        measure = f"{kind} {one.statement.predicate}"
        yearly = measure in known.names("yearly")
        if not yearly and measure not in known.names("one"):
            continue
        told = period.search(sentences.around(one.said)) if yearly else part.search(_clause(one))
        if not told and not (yearly and _loose(one)):
            groups[_key(one, kind)].append(one)
    return {key: _certain(found, key) for key, found in groups.items()}


def _loose(one: Stated) -> bool:
    """A yearly figure without its year, or one to come."""
    return not one.statement.amount.year or one.said.modality == "Prospective"


def _clause(one: Stated) -> str:
    """The clause of the figure, without the figure."""
    place = one.said.quote.find(one.number.text)
    if place < 0:
        return one.said.quote
    start, end = clause(one.said.quote, place, place + len(one.number.text))
    return one.said.quote[start:place] + one.said.quote[place + len(one.number.text) : end]


def _key(one: Stated, kind: str) -> Key:
    """What must be the same for two figures to speak of one thing.

    What a company can do differs from year to year, so that only texts of one year can disagree on it.
    """
    statement, amount = one.statement, one.statement.amount
    unit = rated(amount.unit, statement.predicate)
    same = statement.subject, statement.predicate, amount.material, amount.basis, amount.year, one.said.phase, unit
    return (*same, one.said.modality, one.published) if kind == "Company" else same


def _certain(found: list[Stated], key: Key) -> list[Stated]:
    """Without what one text gives several figures of for a company: they may be of several plants."""
    if not key[0].startswith("company/"):
        return found
    texts: dict[str, set[Decimal]] = defaultdict(set)
    for one in found:
        texts[one.said.document].add(one.number.value)
    return [one for one in found if len(texts[one.said.document]) == 1]


def _stated(index: Index, known: Table) -> Iterator[Stated]:
    for statement in index.record.statements:
        if statement.origin != "Stated" or not isinstance(statement.object, Amount):
            continue
        of_material = statement.predicate in known.names("of-material")
        if statement.subject in index.entities and (statement.object.material or not of_material):
            for said in statement.claims:
                source = index.sources.get(said.document)
                year = source.published[:4] if source else ""
                yield Stated(statement, said, number(statement.object, said.quote, known), year)


def number(amount: Amount, quote: str, known: Table) -> Number:
    """A figure with the least and the most that it stands for."""
    words = "".join(amount.as_written.split())
    written = read(_bare(words), {word: ("", factor) for word, (_, factor) in known.factors.items()})
    value = amount.value if amount.value is not None else amount.low if amount.low is not None else amount.high
    assert value is not None
    if amount.low is not None and amount.high is not None and amount.low != amount.high:
        low, high = amount.low, amount.high
    elif amount.low is not None:
        low, high = amount.low, INFINITE
    elif amount.high is not None:
        low, high = spread(amount.high, Decimal(), ("近" if "近" in words else "不足", "", ""))
    else:
        step = written.high - written.low if written is not None and written.value == value else Decimal()
        place = quote.find(amount.as_written)
        about = place > 0 and _ABOUT.search(quote[:place])
        low, high = spread(value, step, ("约" if about else "", "", "左右" if words.endswith("左右") else ""))
    return Number(amount.as_written, value, low, high, amount.unit)


def _bare(words: str) -> str:
    """Without a rate (40万吨/年): the factor is that of the unit."""
    return words.partition("/")[0].removesuffix("左右")


def _conflict(index: Index, group: Sequence[Stated], low: Stated, high: Stated) -> Finding:
    statement = low.statement
    small, large = low.number, high.number
    values, english = _measured(index, statement, low.said.phase)
    values |= {"first": small.text, "second": large.text}
    told = (low, high, *group)
    words = tuple(dict.fromkeys(evidence_of(one, index) for one in told))
    ratio = large.value / small.value if small.value else Decimal()
    if ratio >= 10 and ratio.normalize().as_tuple().digits == (1,):
        return finding("unit", index.entities[statement.subject], words, values | {"gap": f"{ratio:f}"}, english)
    gap = f"{abs(ratio - 1) * 100:.1f}".removesuffix(".0") if ratio else "100"
    return finding("figures", index.entities[statement.subject], words, values | {"gap": gap}, english)


def _measured(index: Index, statement: Statement, phase: str) -> tuple[Values, Values]:
    """What is measured, in both languages."""
    amount, term = statement.amount, index.vocabulary.terms[statement.predicate]
    material = index.label(amount.material) if amount.material else ""
    of = "，".join(filter(None, (material, amount.year, phase)))
    values: Values = {"subject": index.label(statement.subject), "measure": term.zh, "of": f"（{of}）" if of else ""}
    return values, {"measure": term.en, "of": f" ({of.replace('，', ', ')})" if of else ""}


def evidence_of(one: Stated, index: Index) -> Evidence:
    """The words of one claim."""
    found = index.evidence(one.statement)
    return next(e for e in found if (e.document.id, e.start, e.end) == _place(one.said))


def _place(said: Said) -> tuple[str, int, int]:
    return said.document, said.start, said.end


def _currencies(index: Index) -> Iterator[Finding]:
    """One number of one measure in two currencies: 30亿元 here, 30亿美元 there."""
    known = table(index.vocabulary.directory)
    found: dict[Key, list[Stated]] = defaultdict(list)
    for one in _stated(index, known):
        amount = one.statement.amount
        if known.units.get(amount.unit, ("", ""))[0] == "money":
            key = one.statement.subject, one.statement.predicate, amount.year, one.said.phase, str(one.number.value)
            found[key].append(one)
    for _, group in sorted(found.items()):
        first = min(group, key=_order)
        other = next((one for one in sorted(group, key=_order) if one.number.unit != first.number.unit), None)
        if other is not None:
            values, english = _measured(index, first.statement, first.said.phase)
            values |= {"first": first.number.text, "second": other.number.text}
            words = evidence_of(first, index), evidence_of(other, index)
            yield finding("currency", index.entities[first.statement.subject], words, values, english)


def regressions(index: Index) -> Iterator[Finding]:
    """Projects that a later text says to be less far than an earlier one. The other way round is progress."""
    states: dict[tuple[str, str], dict[str, tuple[int, Statement, Said]]] = defaultdict(dict)
    for statement in index.record.statements:
        if statement.predicate == "status" and statement.origin == "Stated" and statement.target in _PASSED:
            for said in statement.claims:
                if said.modality == "Asserted" and statement.subject in index.entities:
                    told = states[statement.subject, said.phase]
                    far = _PASSED.index(statement.target), statement, said
                    told[said.document] = max(told.get(said.document, far), far, key=_far)
    for (_, phase), told in sorted(states.items()):
        yield from _fallen(index, phase, list(told.values()))


def _far(state: tuple[int, Statement, Said]) -> tuple[int, str]:
    return state[0], state[2].id


def _fallen(index: Index, phase: str, states: Iterable[tuple[int, Statement, Said]]) -> Iterator[Finding]:
    dated = sorted(
        ((_date(index, said), far, said.id, statement, said) for far, statement, said in states if _date(index, said))
    )
    best = None
    for state in dated:
        if best is not None and state[1] < best[1] and _later(state[0], best[0]):
            yield _regression(index, phase, best, state)
            return
        best = state if best is None or state[1] > best[1] else best


_Dated = tuple[str, int, str, Statement, Said]


def _regression(index: Index, phase: str, before: _Dated, after: _Dated) -> Finding:
    of = index.vocabulary.terms
    values: Values = {"subject": index.label(before[3].subject), "phase": phase}
    values |= {"before_date": before[0], "after_date": after[0]}
    zh: Values = {"before": of[before[3].target].zh, "after": of[after[3].target].zh}
    en: Values = {
        "before": of[before[3].target].en,
        "after": of[after[3].target].en,
        "phase": f" ({phase})" if phase else "",
    }
    said = [Stated(s, c, Number("", Decimal(), Decimal(), Decimal())) for s, c in (before[3:], after[3:])]
    words = [evidence_of(one, index) for one in said]
    return finding("status", index.entities[before[3].subject], words, values | zh, en)


def _date(index: Index, said: Said) -> str:
    source = index.sources.get(said.document)
    match = _ISO.fullmatch(source.published) if source else None
    return match.group() if match else ""


def _later(one: str, other: str) -> bool:
    """Whether a date is after another, as far as both are told."""
    shared = min(len(one), len(other))
    return one[:shared] > other[:shared]
