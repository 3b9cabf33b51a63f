"""Numbers that cannot be: corrupted ones, shares above the whole, units that do not fit; sentences that break off."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from graph.chain.audit.finding import Finding, clause, finding, named, quoted, spoken_of
from graph.chain.audit.tables import matcher, table
from graph.chain.cards import Figure, measured
from graph.chain.index import Evidence, Index
from graph.model import Rejection
from graph.record import Source, Told

_CORRUPT, _CUT = "corrupted number", "sentence breaks off"
_NUMERAL = r"[\d一二三四五六七八九十百千.,]*"
_RUN_ON = "项目|生产线|产能|生产|工程|装置|[，。、；的和与及等”）]|$"
_LIST = r"(?P<list>\d+(?:\.\d+)?%(?:[、，和及与]\d+(?:\.\d+)?%)+)"
_PARTS = re.compile(
    rf"(?:占(?:总|全|其|整|公司|园区)[^，。；\d]{{0,14}}分别|分别占(?:总|全|其|整|公司|园区)|结构)[^，。；\d]{{0,10}}{_LIST}"
)
_PERCENT = re.compile(r"\d+(?:\.\d+)?(?=%)")
_WHOLE = Decimal(100)


def refused(index: Index, sentences: Iterable[Told]) -> Iterator[Finding]:
    """What the reader refused because the text is damaged there."""
    damaged = [r for r in index.record.rejections if r.reason.startswith((_CORRUPT, _CUT))]
    around = _around(damaged, sentences)
    units = "|".join(
        re.escape(word) for word in sorted(table(index.vocabulary.directory).factors, key=len, reverse=True)
    )
    for rejection in damaged:
        told = around.get(rejection)
        here = Evidence(rejection.quote, _source(rejection.document, index), rejection.span.start, rejection.span.end)
        words = quoted(told, index) if told else here
        if rejection.reason.startswith(_CUT):
            yield finding("cut", None, (words,), {"claimed": rejection.quote})
        elif number := _corrupted(rejection, units):
            yield finding("number", None, (words,), {"claimed": number})


def cut(index: Index, sentences: Iterable[Told]) -> frozenset[tuple[str, int]]:
    """The texts and places of sentences that break off: what they say is not known to the end."""
    broken = _around([r for r in index.record.rejections if r.reason.startswith(_CUT)], sentences)
    return frozenset((told.document, told.offsets[0]) for told in broken.values())


def _source(document: str, index: Index) -> Source:
    return index.sources.get(document, Source(document, document))


def _around(rejections: Iterable[Rejection], sentences: Iterable[Told]) -> dict[Rejection, Told]:
    """The sentence that each stands in, where the texts are at hand."""
    waiting: dict[str, list[Rejection]] = defaultdict(list)
    for rejection in sorted(rejections, key=_middle):
        waiting[rejection.document].append(rejection)
    found: dict[Rejection, Told] = {}
    for told in sentences:
        near = waiting.get(told.document, [])
        first, last = (bisect_left(near, told.offsets[end], key=_middle) for end in (0, -1))
        found.update(dict.fromkeys(near[first:last], told))
    return found


def _middle(rejection: Rejection) -> int:
    return (rejection.span.start + rejection.span.end) // 2


def _corrupted(rejection: Rejection, units: str) -> str:
    """The number with what it counts; "" where it may be a date, a version or the name of a phase."""
    pattern = rf"第?{_NUMERAL}{re.escape(rejection.detail)}{_NUMERAL}(?:[万亿]+(?:{units})?|{units}|位|名)"
    match = re.search(pattern, "".join(rejection.quote.split()))
    return match.group() if match else ""


def shares(sentences: Iterable[Told], index: Index) -> Iterator[Finding]:
    """Shares above the whole, and parts of one whole that add up to more than it."""
    share = matcher(index.vocabulary.directory, "share")
    above = re.compile(rf"(?:{share.pattern})(?:比重?)?(?:已)?(?:达到|达|为|超过|超|约为|约)?(?P<n>\d+(?:\.\d+)?)%")
    for told in sentences:
        for match in above.finditer(told.text):
            if Decimal(match["n"]) > _WHOLE:
                words = quoted(told, index, *clause(told.text, *match.span()))
                subject = spoken_of(told, index, *match.span())
                yield finding("share", subject, (words,), {"claimed": f"{match['n']}%"})
        for match in _PARTS.finditer(told.text):
            parts = [Decimal(n) for n in _PERCENT.findall(match["list"])]
            rounding = sum((Decimal((0, (5,), _exponent(n) - 1)) for n in parts), Decimal())
            if sum(parts) - rounding > _WHOLE:
                words = quoted(told, index, *clause(told.text, *match.span()))
                subject = spoken_of(told, index, *match.span())
                yield finding("sum", subject, (words,), {"claimed": match["list"], "computed": sum(parts)})


def _exponent(number: Decimal) -> int:
    return int(number.as_tuple().exponent)


def misfits(index: Index) -> Iterator[Finding]:
    """Capacities of a chemical in a unit that nobody measures it in: 硫酸 by the piece or in GWh."""
    known = table(index.vocabulary.directory)
    wrong, fits = known.names("misfit"), matcher(index.vocabulary.directory, "fits")
    for figure in measured(index, "capacity", "production", "consumption"):
        amount = figure.amount
        dimension, word = known.units.get(amount.unit.partition("/")[0], ("", ""))
        material = index.entities.get(amount.material)
        if dimension not in wrong or material is None or not material.formula or fits.search(material.label):
            continue
        if _named_whole(figure, index):
            values: dict[str, object] = {"material": material.label, "unit": word, "claimed": amount.as_written}
            yield finding("misfit", figure.subject, figure.evidence, values)


def _named_whole(figure: Figure, index: Index) -> bool:
    """Whether the words behind a figure name the material itself and not something longer (硫酸泵)."""
    id = figure.amount.material
    for words in figure.evidence:
        ends = [end for _, end, entity in named(words.quote, index, "Material") if entity.id == id]
        if any(re.match(_RUN_ON, words.quote[end:]) for end in ends):
            return True
    return False
