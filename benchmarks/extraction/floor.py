"""The trivial floor: whatever stands together in a sentence is related, by the kinds alone.

`words` takes names by a list (the project's own materials and places) and by how they end; `given` has every name from
the annotation and so shows what standing together is worth where naming is solved.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import permutations

from graph import lexicon
from graph.evaluate import Found, Gold, Said, Thing
from graph.model import Amount

SENTENCE = re.compile(r"[^。；！？\n]+")
ENDINGS = (
    ("Company", re.compile(r"[一-鿿（）]{2,20}?(?:公司|集团)")),
    ("Project", re.compile(r"[^，、\s]{3,30}?项目")),
)
NUMBER = re.compile(r"(\d+(?:\.\d+)?)(万|亿)?(吨|平方米|亩|元|兆瓦|台|套)")
SIZES = {"": 1, "万": 10**4, "亿": 10**8}
UNITS = {"吨": "t/a", "平方米": "m2", "亩": "{mu}", "元": "[CNY]", "兆瓦": "MW", "台": "{piece}/a", "套": "{set}/a"}
KINDS = {"元": "investment", "平方米": "area", "亩": "area"}
MAKERS = ("Company", "Project", "Facility")
RELATIONS = {
    **{(maker, "Material"): "produces" for maker in MAKERS},
    **{(maker, place): "locatedIn" for maker in MAKERS for place in ("Place", "Park")},
    **{(maker, "Technology"): "usesTechnology" for maker in MAKERS},
    **{(maker, "Chain"): "partOfChain" for maker in MAKERS},
    ("Company", "Project"): "undertakes",
    ("Company", "Facility"): "operates",
    ("Company", "Company"): "suppliesTo",
    ("Material", "Material"): "madeFrom",
}
Names = Iterable[tuple[str, Thing, int]]


def words(text: str) -> Found:
    """Names by list and ending, related by standing together."""
    return together(text, _by_list)


def given(gold: Gold, text: str) -> Found:
    """All names of the annotation, related by standing together."""
    things = [(name, Thing.of(one.kind, one.names[0], *one.names[1:])) for one in gold.entities for name in one.names]

    def names(sentence: str) -> Names:
        return ((name, thing, sentence.find(name)) for name, thing in things if name in sentence)

    return together(text, names)


def together(text: str, names: Callable[[str], Names]) -> Found:
    """Relate every two names of a sentence whose kinds can be related; give each amount to the maker before it."""
    things: dict[str, Thing] = {}
    said: dict[Said, None] = {}
    for sentence in SENTENCE.findall(text):
        held = {thing.id: (thing, start) for _, thing, start in sorted(names(sentence), key=lambda one: one[2])}
        things |= {id: thing for id, (thing, _) in held.items()}
        said |= dict.fromkeys((*_pairs(held), *_amounts(sentence, held)))
    return Found.of(things.values(), said)


def _pairs(held: Mapping[str, tuple[Thing, int]]) -> Iterator[Said]:
    for (one, start), (other, end) in permutations(held.values(), 2):
        relation = RELATIONS.get((one.kind, other.kind))
        if relation and (one.kind != other.kind or start < end):
            yield Said(one.id, relation, other.id, confidence=0.5)


def _amounts(sentence: str, held: Mapping[str, tuple[Thing, int]]) -> Iterator[Said]:
    for found in NUMBER.finditer(sentence):
        before = [thing for thing, start in held.values() if thing.kind in MAKERS and start <= found.start()]
        if before:
            value, unit = Decimal(found[1]) * SIZES[found[2] or ""], UNITS[found[3]]
            yield Said(before[-1].id, KINDS.get(found[3], "capacity"), Amount(found[0], unit, value), confidence=0.5)


def _by_list(sentence: str) -> Names:
    for kind, pattern in ENDINGS:
        yield from ((found[0], Thing.of(kind, found[0]), found.start()) for found in pattern.finditer(sentence))
    for name, thing in _listed():
        if name in sentence:
            yield name, thing, sentence.find(name)


@cache
def _listed() -> tuple[tuple[str, Thing], ...]:
    known = lexicon.load()
    materials = {name: Thing.of("Material", name) for name, term in known.terms.items() if term.kind == "Material"}
    places = {name: Thing.of("Place", place.name, name) for name, place in known.places.items()}
    return tuple((name, thing) for name, thing in (materials | places).items() if len(name) > 1)
