"""The enterprises that a text teaches: every name it has for each, and how each is known to be one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from graph.extract.aliases import (
    Name,
    abbreviations,
    daughters,
    declared_aliases,
    is_other_house,
    shares_head,
    shortens,
    speaks,
    with_company,
    without_place,
)
from graph.extract.apposed import apposed, placed_brands
from graph.extract.bases import names_base
from graph.extract.brands import short_names
from graph.extract.housed import housed
from graph.extract.latin import latin_names
from graph.extract.legal import begins_others, is_group_of, legal_names
from graph.extract.localnames import local_names
from graph.extract.matches import listed
from graph.extract.openings import openings
from graph.extract.people import people
from graph.extract.rosters import rosters
from graph.extract.tickers import tickers
from graph.lexicon import Lexicon
from graph.text import Sentence

_NO_FIRM = re.compile("(?:和|与)?[一-龥]{0,8}?(?:联合会|协会|学会|商会|研究会)")  # 中国石油|和化学工业联合会
_TAILS = ("集团", "公司")  # 云峰集团, where 云峰 is well known
_SHORT = 3
_DATELINE = re.compile("(?<=[0-9]日)(?:讯|电|消息|丨)")  # 8月10日讯|云峰股份


def learn(text: str, pieces: Sequence[Sentence], lexicon: Lexicon) -> dict[str, Name]:
    """The enterprises a document names, under every form it may use for them."""
    sentences = [_DATELINE.sub(lambda m: "，" * len(m[0]), text[piece.start : piece.end]) for piece in pieces]
    full = _full(sentences, lexicon)
    younger = daughters(text, full)
    elders = {
        name: known
        for name, known in full.items()
        if known.full not in younger or not ("（" in known.full or shares_head(name, text))
        if "（" not in known.full or "股份" in known.full  # 寒武纪 is no 寒武纪云岭（某地）科技有限公司
    }
    found = dict(full)
    for shortened in _shortened(text, full, younger, lexicon):
        if shortened.text not in found or is_group_of(shortened.text, shortened.full, text, lexicon):
            found[shortened.text] = shortened
    joined = (*with_company(full, found, sentences), *without_place(full, lexicon))
    found.update((named.text, named) for named in joined)
    for start, end in listed(text, lexicon, "enterprises"):
        known = text[start:end]
        if not _NO_FIRM.match(text, end):
            whole = _whole(known, text, found, elders)
            for form in (known, *(known + tail for tail in _TAILS if text.startswith(tail, end))):
                found.setdefault(form, Name(form, whole, "a well-known enterprise"))
    for local in local_names(sentences, lexicon):
        if not _is_built(local, lexicon):
            found.setdefault(local, Name(local, _longer(local, elders), "its context"))
    persons, endings = tuple(people(text, lexicon)), tuple(full)
    for sentence in sentences:
        for listed_one in tickers(sentence, lexicon):
            whole = _listed_house(listed_one, full, younger)
            found.setdefault(listed_one, Name(listed_one, whole, "its context"))
        for short in _short(sentence, lexicon):
            told = short in found or short.startswith(persons) or short.endswith(endings)
            if not told and not _is_site(short, text, lexicon):
                found.setdefault(short, Name(short, _longer(short, elders), "its context"))
    return found


def _short(sentence: str, lexicon: Lexicon) -> Iterator[str]:
    """The names without 公司 that a sentence shows, none with the noun before it (车企|云峰汽车)."""
    told = tuple(apposed(sentence, lexicon))
    yield from told
    for way in (latin_names, short_names, openings, rosters, placed_brands, housed):
        yield from (name for name in way(sentence, lexicon) if name in told or not name.endswith(told))


def _full(sentences: Sequence[str], lexicon: Lexicon) -> dict[str, Name]:
    """Names by their legal form, and those the text gives for them in brackets."""
    full: dict[str, Name] = {}
    for sentence in sentences:
        spans = list(legal_names(sentence, lexicon))
        full.update({sentence[s:e]: Name(sentence[s:e], sentence[s:e], "its legal form") for s, e in spans})
        full.update({n.text: n for n in declared_aliases(sentence, spans)})
    return full


def _shortened(text: str, full: Mapping[str, Name], younger: frozenset[str], lexicon: Lexicon) -> Iterator[Name]:
    """What the text shortens legal names to, those first that a short name rather stands for."""
    found: list[tuple[tuple[bool, ...], Name]] = []
    for name in sorted(full):
        for form in abbreviations(name, lexicon, name in younger) if full[name].full == name else ():
            theirs = begins_others(form, name, text, lexicon) or (_is_branch(name, younger) and speaks(form, text))
            if form in text and not theirs:
                whose = form if is_other_house(form, name, text) else name
                told = Name(form, whose, "short for the full name in the same text")
                found.append((_remoteness(form, name, younger), told))
    yield from (named for _, named in sorted(found, key=lambda pair: pair[0]))


def _is_branch(name: str, younger: frozenset[str]) -> bool:
    """Whether a legal name is a daughter's, or that of a house in one town."""
    return name in younger or ("（" in name and "股份" not in name)


def _listed_house(short: str, full: Mapping[str, Name], younger: frozenset[str]) -> str:
    """What an enterprise known by the code of its shares is called in full: never a branch of it."""
    held = (name for name in full if short in name and not _is_branch(name, younger))
    return min(((_remoteness(short, name, younger), name, full[name].full) for name in held), default=(0, 0, short))[2]


def _remoteness(form: str, name: str, younger: frozenset[str]) -> tuple[bool, ...]:
    """What makes it less likely that a short name stands for a legal name, where several share it.

    The name is no more than a brand with 公司, a daughter's or a branch's, or another one is the listed house.
    """
    house = name.endswith("集团") or any(word in name for word in ("股份", "集团有限", "（集团）"))
    return name.endswith("公司") and "有限" not in name, name in younger, form not in name, "（" in name, not house


def _whole(known: str, text: str, found: Mapping[str, Name], elders: Mapping[str, Name]) -> str:
    """What a well-known enterprise is called in full: as its legal name, or as the group it is told of as."""
    group = known + _TAILS[0]
    if group in found:
        return found[group].full
    return group if group in text else _longer(known, elders)


def _is_site(short: str, text: str, lexicon: Lexicon) -> bool:
    """Whether a name is that of works or a base, or of the place that a park goes by, or of what is in one."""
    parks = lexicon.heads_of("Park")
    in_park = any(short + head in text for head in parks) or short.rstrip("内里").endswith(parks)
    return in_park or names_base(short, text, lexicon) or _is_built(short, lexicon)


def _is_built(name: str, lexicon: Lexicon) -> bool:
    """Whether a name can only be that of works (某大桥, 某新机场): an enterprise may be a works (某铝厂) as well."""
    return lexicon.ends(name, "built") and name[-1] not in "厂矿"


def _longer(short: str, full: Mapping[str, Name]) -> str:
    whole = next((n.full for name, n in sorted(full.items()) if name.startswith(short)), "")
    alike = {
        n.full for name, n in full.items() if len(short) > _SHORT and name[0] == short[0] and shortens(short, name)
    }
    return whole or (min(alike) if len(alike) == 1 else short)  # 云州岚峰, of 云州市岚峰线缆有限公司
