"""What is written in each box, in both languages, and how large the box must be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from graph.model import Amount, Entity, Fact
from graph.page.label import short, width, wrap
from graph.page.view import View
from graph.vocab import Vocabulary

FONT, LEADING = 15, 19
LATIN, LATIN_LEADING = 13, 17
SMALL, SMALL_LEADING = 12, 16
PAD_X, PAD_Y = 10, 8
BAR = 8
ASIDE = 9.0
ENGLISH = 7.6

Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Box:
    """Lines in Chinese and in English, a smaller line under both, and the size that holds each."""

    zh: tuple[str, ...]
    en: tuple[str, ...]
    note: str
    sizes: Mapping[str, Size]

    @property
    def size(self) -> Size:
        """Width and height that hold either language."""
        (w, h), (x, y) = self.sizes.values()
        return max(w, x), max(h, y)


def box(zh: tuple[str, ...], en: tuple[str, ...], note: str) -> Box:
    """The lines with the size that they need in each language.

    >>> box(("硫酸镍",), ("nickel sulfate",), "3万吨").sizes["zh"]
    (65, 51)
    """
    sizes = {"zh": _size(zh, note, FONT, LEADING), "en": _size(en, note, LATIN, LATIN_LEADING)}
    return Box(zh, en, note, sizes)


def _size(lines: tuple[str, ...], note: str, font: int, leading: int) -> Size:
    longest = width(lines[0]) if len(lines) == 1 else max(map(width, lines), default=0)
    across = max(longest * font, width(note) * SMALL if note else 0, 2 * font)
    return round(across) + 2 * PAD_X, len(lines) * leading + (SMALL_LEADING if note else 0) + 2 * PAD_Y


def boxes(view: View, vocabulary: Vocabulary) -> dict[str, Box]:
    """A box for every entity. An amount that a name opens with moves to the line under it."""
    amounts = _capacities(view.properties)
    made = _apart(view.entities, {e.id: _box(e, amounts.get(e.id, ()), vocabulary) for e in view.entities})
    told = {fact.subject for fact in view.properties if fact.predicate == "status"}
    return {id: _broader(box) if id in told else box for id, box in made.items()}


def _broader(box: Box) -> Box:
    """With room for the bar that tells a status."""
    return replace(box, sizes={language: (w + BAR, h) for language, (w, h) in box.sizes.items()})


def _capacities(properties: Iterable[Fact]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for fact in properties:
        if isinstance(fact.object, Amount) and fact.predicate == "capacity":
            found[fact.subject].append(fact.object.as_written)
    return {i: tuple(a) for i, a in found.items()}


def _box(entity: Entity, amounts: tuple[str, ...], vocabulary: Vocabulary) -> Box:
    words = (vocabulary.kinds[entity.kind].zh,) if entity.kind == "Project" else ()
    name, opening = short(entity.label, amounts, words) if entity.kind == "Project" else (entity.label, "")
    note = next((a for a in (opening, *amounts) if a and width(a) <= ASIDE), "")
    zh = wrap(name)
    return box(zh, wrap(entity.english[0], ENGLISH) if entity.english else zh, note)


def _apart(entities: Iterable[Entity], made: dict[str, Box]) -> dict[str, Box]:
    """Two entities whose short names look the same are written out."""
    looks: dict[tuple[object, ...], list[Entity]] = defaultdict(list)
    for entity in entities:
        looks[entity.kind, made[entity.id].zh, made[entity.id].note].append(entity)
    for same in looks.values():
        if len(same) > 1:
            made |= {e.id: box(wrap(e.label), made[e.id].en, made[e.id].note) for e in same}
    return made
