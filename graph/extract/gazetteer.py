"""Administrative places in a sentence: by their full names, and by short ones that can be no other word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.extract.abroad import abroad, is_abroad
from graph.extract.items import Item, known, words
from graph.extract.matches import listed
from graph.extract.townships import named_towns
from graph.lexicon import Division, Lexicon

_WATERS = frozenset("湾岛湖河溪滩礁")  # 兴化|湾 lies elsewhere
_OF_PLACES = frozenset({"ns", "nr", "nz", "nrt", "n"})
_RENAMED = re.compile("县|[市区](?![县市区域位划间块段内])")
_OF_DIVISION = re.compile(r"(?:国家级?|省级)?(?:经济(?:技术)?开发区|高新(?:技术产业开发)?区|经开区|工业园区|化工园区)")
_DATELINE = re.compile(r"(?:\d{1,2}月)?\d{1,2}日(?:电|讯|消息)")  # 本报|云州|8月17日电
_STREET = re.compile("[路街](?![桥政基面网由线])|大道")  # 长兴|路 is not there
_TOWN_NEXT = re.compile(r"(?<=[省市县区旗州])[一-龥]{2,3}(?:镇|乡|街道)")  # where the segmenter cut it (县好生|镇)


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    edges: frozenset[int]
    sure: Mapping[str, str]
    lexicon: Lexicon


def divisions_in(text: str, edges: frozenset[int], sure: Mapping[str, str], lexicon: Lexicon) -> list[Item]:
    """The divisions that a sentence names; `sure` are the short names that the text has explained.

    A short name that is also an ordinary word counts after the division it lies in or before one that lies in it
    (江苏|吴江), and where the same text has the full name.
    """
    sentence = _Sentence(text, edges, sure, lexicon)
    spans = [_whole(sentence, start, end) for start, end in listed(text, lexicon, "places")]
    found = []
    for index, (start, end) in enumerate(spans):
        before = [text[s:e] for s, e in spans[max(0, index - 1) : index] if e == start]
        after = [text[s:e] for s, e in spans[index + 1 : index + 2] if s == end]
        item = _place(sentence, (start, end), before, after)
        found.extend([item] if item is not None else [])
    return found


@dataclass(frozen=True, slots=True)
class Known:
    """What a text as a whole says of its places: short names that it also has in full, towns that it names alone."""

    short: Mapping[str, str]
    towns: tuple[str, ...]
    abroad: tuple[str, ...] = ()


def known_places(sentences: Sequence[str], lexicon: Lexicon) -> Known:
    """The short names that stand for a division, with its full name, and the towns."""
    spans = [listed(text, lexicon, "places") for text in sentences]
    full = {text[s:e] for text, found in zip(sentences, spans, strict=True) for s, e in found}
    full |= {name for text, found in zip(sentences, spans, strict=True) for name in _by_parks(text, found, lexicon)}
    divisions = (lexicon.places[name] for name in sorted(full))
    short = {d.short: d.name for d in divisions if d.name in full and d.short and _is_plain(d.short, lexicon)}
    towns = {t for text, found in zip(sentences, spans, strict=True) for t in named_towns(text, [e for _, e in found])}
    countries = (_countries(text, found, lexicon) for text, found in zip(sentences, spans, strict=True))
    foreign = {i.text for text, at in zip(sentences, countries, strict=True) for i in abroad(text, at, (), lexicon)}
    return Known(short, _by_length(towns), _by_length(foreign))


def _by_length(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda n: (-len(n), n)))


def _countries(text: str, spans: Sequence[tuple[int, int]], lexicon: Lexicon) -> list[Item]:
    named = (
        Item(start, end, text[start:end], "ns", "Place", lexicon.places[text[start:end]].name) for start, end in spans
    )
    return [place for place in named if is_abroad(place.label, lexicon)]


def _by_parks(text: str, spans: Sequence[tuple[int, int]], lexicon: Lexicon) -> Iterator[str]:
    """The full names of divisions whose short names parks of a whole division begin with (安宁|经开区)."""
    for start, end in spans:
        division = lexicon.places[text[start:end]]
        if division.short == text[start:end] and _OF_DIVISION.match(text, end):
            yield division.name


def _is_plain(short: str, lexicon: Lexicon) -> bool:
    """Whether a short name is no word of grammar or trade, even where it stands for a place (新建, 合作)."""
    tagged = words(short)
    spoken = short in lexicon.words or short in lexicon.works or short in lexicon.terms
    return not spoken and (not known(short) or (len(tagged) == 1 and tagged[0].tag in _OF_PLACES))


def _whole(sentence: _Sentence, start: int, end: int) -> tuple[int, int]:
    """With the 县, 市 or 区 of a county that has another rank by now."""
    name = sentence.text[start:end]
    division = sentence.lexicon.places[name]
    county = division.short == name and division.level == "county"
    renamed = county and _RENAMED.match(sentence.text, end)
    return start, end + bool(renamed and (renamed.group() == "县" or end + 1 in sentence.edges))


def _place(sentence: _Sentence, span: tuple[int, int], before: list[str], after: list[str]) -> Item | None:
    """The division named here, between the places right before and after; None if the words may mean another thing."""
    (start, end), lexicon = span, sentence.lexicon
    text = sentence.text[start:end]
    alike = _divisions(text, lexicon)
    inner = [d for d in alike if any(_within(d, outer, lexicon) for outer in before)]
    outer = [d for d in alike if any(_within(d, text, lexicon) for name in after for d in _divisions(name, lexicon))]
    same = [d for d in alike if sentence.sure.get(text) == d.name]
    division = (inner or outer or same or alike)[0]
    told = bool(inner or outer or same) or division.certain or text != division.short
    ends = end in sentence.edges or outer or (text != division.short and _TOWN_NEXT.match(sentence.text, end))
    foreign = text == division.short and not inner and any(_is_county(name, lexicon) for name in before)
    water = text == division.short and not inner and _names_other(sentence.text, end)
    written = bool(_DATELINE.match(sentence.text, end))
    if not told or foreign or water or written or not ((start in sentence.edges or inner) and ends):
        return None
    return Item(start, end, text, "ns", "Place", division.name, names=(division.short,) if division.short else ())


def _names_other(text: str, end: int) -> bool:
    """Whether a short name only begins that of a water or a street, which may lie elsewhere."""
    return text[end : end + 1] in _WATERS or bool(_STREET.match(text, end))


def _is_county(name: str, lexicon: Lexicon) -> bool:
    """Whether it is the full name of a county: what follows lies in it, whatever it is called (甲旗|上海|庙)."""
    division = _divisions(name, lexicon)[0]
    return division.level == "county" and name != division.short


def _divisions(name: str, lexicon: Lexicon) -> tuple[Division, ...]:
    """What goes by a name; a county that has another rank by now goes by its short name."""
    return lexicon.namesakes.get(name) or lexicon.namesakes[name[:-1]]


def _within(division: Division, name: str, lexicon: Lexicon) -> bool:
    """Whether a division lies in one of this name."""
    outer = {place.name for place in _divisions(name, lexicon) if place.level != "country"}
    return any(place in outer for place in _above(division, lexicon))


def _above(division: Division, lexicon: Lexicon) -> Iterator[str]:
    parent = division.parent
    while parent:
        yield parent
        parent = lexicon.places[parent].parent if parent in lexicon.places else ""
