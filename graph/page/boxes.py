"""What is written in each box, in both languages, and how large the box must be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.model import Amount, Entity, Fact
from graph.page.label import short, width, wrap
from graph.page.view import View
from graph.vocab import Vocabulary

FONT, LEADING = 15, 19
LATIN, LATIN_LEADING = 13, 17
SMALL, SMALL_LEADING = 12, 16
PAD_X, PAD_Y = 10, 8
ASIDE = 9.0
ENGLISH = 7.6

Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Box:
    """Lines in Chinese and in English, a smaller line under both, and the size that holds each."""

    zh: tuple[str, ...]
    en: tuple[str, ...]
    note: str

    @property
    def size(self) -> Size:
        """Width and height that hold either language."""
        both = self.sizes.values()
        return max(w for w, _ in both), max(h for _, h in both)

    @property
    def sizes(self) -> dict[str, Size]:
        """Width and height in each language."""
        return {"zh": self._size(self.zh, FONT, LEADING), "en": self._size(self.en, LATIN, LATIN_LEADING)}

    def _size(self, lines: tuple[str, ...], font: int, leading: int) -> Size:
        across = max(max(map(width, lines), default=0) * font, width(self.note) * SMALL, 2 * font)
        return round(across) + 2 * PAD_X, len(lines) * leading + (SMALL_LEADING if self.note else 0) + 2 * PAD_Y


def boxes(view: View, vocabulary: Vocabulary) -> dict[str, Box]:
    """A box for every entity. An amount that a name opens with moves to the line under it."""
    amounts = _capacities(view.properties)
    made = {e.id: _box(e, amounts.get(e.id, ()), vocabulary) for e in view.entities}
    return _apart(view.entities, made)


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
    return Box(zh, wrap(entity.english[0], ENGLISH) if entity.english else zh, note)


def _apart(entities: Iterable[Entity], made: dict[str, Box]) -> dict[str, Box]:
    """Two entities whose short names look the same are written out."""
    looks: dict[tuple[object, ...], list[Entity]] = defaultdict(list)
    for entity in entities:
        looks[entity.kind, made[entity.id].zh, made[entity.id].note].append(entity)
    for same in looks.values():
        if len(same) > 1:
            made |= {e.id: Box(wrap(e.label), made[e.id].en, made[e.id].note) for e in same}
    return made
