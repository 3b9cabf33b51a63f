"""Growth that does not match its start and end, read from sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from graph.chain.audit.finding import (
    Finding,
    Places,
    Values,
    clause,
    finding,
    measured_at,
    measured_of,
    quoted,
    spoken_of,
)
from graph.chain.audit.growing import Growth, Increase, Pair, Units, claim, increases, pairs
from graph.chain.audit.numbers import INFINITE, Number
from graph.chain.audit.tables import matcher, table
from graph.chain.index import Evidence, Index
from graph.chain.settings import threshold
from graph.model import Entity
from graph.record import Told

_ONE, _HUNDRED = Decimal(1), Decimal(100)
_RISES, _FALLS = frozenset({"增长", "增加", "增", "猛增", "激增"}), frozenset({"减少", "下降", "降低", "减", "降"})
_HEAD = re.compile("(?:据[^，。；]{1,8}，)?(?=其间|期间|这期间|年均)")
_SPAN = re.compile("(?P<span>[1-9]|[一二两三四五六七八九])年(?:来|间|以来)")
_REAL = re.compile("实际|可比|不变价")


@dataclass(frozen=True, slots=True)
class _Scene:
    """Where growth is read: a sentence, what it may be measured in, what is told in constant prices."""

    told: Told
    units: Units
    index: Index
    constant: re.Pattern[str]
    places: Places

    def words(self, start: int, end: int) -> Evidence:
        return quoted(self.told, self.index, *clause(self.told.text, start, end))

    def subject(self, words: Evidence, start: int, end: int) -> Entity | None:
        return measured_of(words, self.places, self.index) or spoken_of(self.told, self.index, start, end)


def growth(sentences: Iterable[Told], index: Index) -> Iterator[Finding]:
    """Every growth told beside a start and an end, or an increase, that it does not follow from."""
    home = index.vocabulary.directory
    units = {word: unit for word, unit in table(home).factors.items() if word != "个百分点"}
    constant, places = matcher(home, "real"), measured_at(index)
    previous: _Scene | None = None
    for told in sentences:
        scene = _Scene(told, units, index, constant, places)
        yield from _of_sentence(scene)
        if previous is not None and (previous.told.document, previous.told.block) == (told.document, told.block):
            yield from _across(previous, scene)
        previous = scene


def _of_sentence(scene: _Scene) -> Iterator[Finding]:
    text = scene.told.text
    for pair in pairs(text, scene.units):
        yield from _direction(scene, pair)
        said = claim(text, pair.end)
        if said is not None:
            yield from _checked(scene, pair, said, (scene.words(pair.start, said.end),))
    for more in increases(text, scene.units):
        said = claim(text, more.end)
        if said is not None and said.sort == "total" and not scene.constant.search(text[: more.end]):
            yield from _increased(scene, more, said)


def _across(before: _Scene, after: _Scene) -> Iterator[Finding]:
    """A rate at the head of the next sentence: 其间年均增速为 …."""
    head = _HEAD.match(after.told.text)
    said = claim(after.told.text, head.end()) if head else None
    if said is None or said.sort != "yearly":
        return
    for pair in pairs(before.told.text, before.units):
        if not before.told.text[pair.end :].strip("。！；”’）"):
            words = before.words(pair.start, pair.end), after.words(0, said.end)
            yield from _checked(before, pair, said, words)


def _checked(scene: _Scene, pair: Pair, said: Growth, words: tuple[Evidence, ...]) -> Iterator[Finding]:
    before = scene.told.text[max(0, pair.start - 30) : pair.end]
    if scene.constant.search(before) or _REAL.search(said.words):
        return  # growth in constant prices does not follow from ends in current ones
    if said.same and pair.years not in {0, 1}:
        return  # on the year before, not on the start
    ratio = _quotient(pair.second, pair.first)
    options = list(_computed(pair, said, ratio, _years(scene, pair, said)))
    # 增长3倍 of what is 3 times as much, to the letter, takes the one for the other, whatever was rounded
    confused = (
        said.sort == "times" and not said.number.vague and pair.second.value == pair.first.value * said.number.value
    )
    if options and (confused or not any(_agree(said.number, option) for option in options)):
        yield _mismatch(scene, pair, said, ratio, words)


Range = tuple[Decimal, Decimal]


def _quotient(one: Number, other: Number) -> Range:
    high = INFINITE if not other.low or one.high == INFINITE else one.high / other.low
    return (Decimal() if other.high == INFINITE else one.low / other.high), high


def _computed(pair: Pair, said: Growth, ratio: Range, years: tuple[int, ...]) -> Iterator[Range]:
    """What the growth can be by its ends, in the unit the text gives it in; every way it can be meant."""
    low, high = ratio
    share = pair.first.unit == "%"
    if said.sort == "ratio":
        yield low, high
    elif said.sort == "times":
        yield low - 1, high - 1
    elif said.sort == "total":
        yield _change(low, high, falls=said.falls)
    elif said.sort == "yearly":
        yield from (_change(_root(low, n), _root(high, n), falls=said.falls) for n in years)
    if share and said.sort in {"points", "total"}:
        gap = pair.second.low - pair.first.high, pair.second.high - pair.first.low
        yield (-gap[1], -gap[0]) if said.falls else gap


def _change(low: Decimal, high: Decimal, *, falls: bool) -> Range:
    up = (low - 1) * _HUNDRED, (high - 1) * _HUNDRED
    return (-up[1], -up[0]) if falls else up


def _root(ratio: Decimal, years: int) -> Decimal:
    return ratio if ratio in {0, INFINITE} else ratio ** (_ONE / years)


def _years(scene: _Scene, pair: Pair, said: Growth) -> tuple[int, ...]:
    """Over how many years: as the ends say, or about as many as the sentence says (五年来 can mean four steps)."""
    if pair.years > 0:
        return (pair.years,)
    span = _SPAN.search(scene.told.text, max(0, pair.start - 20), pair.end)
    told = said.years or ("零一二三四五六七八九".find(span["span"].replace("两", "二")) if span else 0)
    if span and span["span"].isdigit():
        told = said.years or int(span["span"])
    return tuple(n for n in (told - 1, told, told + 1) if n > 0) if told > 0 else ()


def _agree(claimed: Number, computed: Range) -> bool:
    slack = threshold("audit.slack")
    return max(claimed.low, computed[0] - slack) <= min(claimed.high, computed[1] + slack)


def _mismatch(scene: _Scene, pair: Pair, said: Growth, ratio: Range, words: tuple[Evidence, ...]) -> Finding:
    exact = pair.second.value / pair.first.value
    years = _years(scene, pair, said)
    values: Values = {"first": pair.first.text, "second": pair.second.text, "claimed": said.words}
    subject = scene.subject(words[0], pair.start, pair.end)
    if said.sort == "yearly":
        n = years[len(years) // 2]
        values |= {"ratio": _shown(exact, 2), "years": n, "computed": f"{_shown((_root(exact, n) - 1) * 100, 1)}%"}
        return finding("growth.yearly", subject, words, values)
    if said.sort in {"times", "ratio"}:
        computed = exact - 1 if said.sort == "times" else exact
        zh, en = (f"{_shown(computed, 2)}倍", f"{_shown(computed, 2)} times")
    elif said.sort == "points":
        zh = f"{_shown(pair.second.value - pair.first.value, 2)}个百分点"
        en = f"{_shown(pair.second.value - pair.first.value, 2)} percentage points"
    else:
        zh = en = f"{_shown((exact - 1) * 100, 1)}%"
    return finding("growth.total", subject, words, values | {"computed": zh}, {"computed": en})


def _direction(scene: _Scene, pair: Pair) -> Iterator[Finding]:
    fell, rose = pair.second.high < pair.first.low, pair.second.low > pair.first.high
    if (fell and pair.verb in _RISES) or (rose and pair.verb in _FALLS):
        values: Values = {"first": pair.first.text, "second": pair.second.text, "claimed": pair.verb}
        zh, en = ("减少", "decrease") if fell else ("增加", "increase")
        words = scene.words(pair.start, pair.end)
        subject = scene.subject(words, pair.start, pair.end)
        yield finding("direction", subject, (words,), values | {"actual": zh}, {"actual": en})


def _increased(scene: _Scene, more: Increase, said: Growth) -> Iterator[Finding]:
    """The increase over what was there before it."""
    least, most = more.before
    if least <= 0 or INFINITE in {most, more.by.high}:
        return
    computed = more.by.low / most * _HUNDRED, more.by.high / least * _HUNDRED
    if not _agree(said.number, computed):
        exact = more.by.value / more.start * _HUNDRED
        words = scene.words(more.begin, said.end)
        values: Values = {"first": more.by.text, "second": more.to.text, "claimed": said.words}
        subject = measured_of(words, scene.places, scene.index)
        yield finding("growth.increase", subject, (words,), values | {"computed": f"{_shown(exact, 1)}%"})


def _shown(number: Decimal, places: int) -> str:
    text = f"{number:.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
