"""Enterprises shown by a plant of theirs, which a place tells from the others (云岭元器件|合肥工厂)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extract.brands import is_brand
from graph.extract.items import LOOSE_TAGS, known, words
from graph.lexicon import Lexicon

_PLANT = re.compile(
    r"(?:^|[。；，、\n：【】“]|随着|走进|在)(?P<N>[一-龥]{3,9}?)(?:位于|在)?的?(?P<L>[一-龥]{2,4})(?:[一二三四]期|第[一二三四]|智能|智造|生产|制造|新)*"
    r"(?:工厂|基地|厂区|分厂|产业园)(?![一-龥]{0,4}项目|建设)"
)
_LEAST, _PLACES = 3, (2, 3, 4)


def housed(text: str, lexicon: Lexicon) -> Iterator[str]:
    """Names between the beginning of a clause and the place of a plant, where they are no words of that.

    >>> from graph.lexicon import load
    >>> list(housed("晋岳元器件合肥工厂去年扩产。", load()))
    ['晋岳元器件']
    """
    for match in _PLANT.finditer(text):
        run = text[match.start("N") : match.end("L")]
        name = next((run[:-size] for size in _PLACES if _is_short(run[-size:], lexicon)), "")
        name = name.removesuffix("的").removesuffix("位于").removesuffix("在")
        if len(name) >= _LEAST and is_brand(name, lexicon, strong=True) and _is_whole(name, lexicon):
            yield name


def _is_short(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is a place by its short name, or a country: not the county in full that a plant is in."""
    division = lexicon.places.get(word)
    return division is not None and (division.certain or division.name == word)


def _is_whole(name: str, lexicon: Lexicon) -> bool:
    """Whether a name begins with a brand: an unheard word or a place, and holds no grammar nor verb."""
    parts = words(name)
    first = parts[0]
    led = not known(first.text) or first.tag in {"nz", "nr", "nrt"} or (first.text in lexicon.places and len(parts) > 1)
    plain = all(part.tag not in LOOSE_TAGS and part.tag not in {"v", "d", "p", "m"} for part in parts)
    return led and plain and name not in lexicon.places and not any(lexicon.is_(p.text, "break") for p in parts)
