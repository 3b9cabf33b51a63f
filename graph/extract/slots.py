"""What a line is made of: slots, and the private characters that stand for names and amounts."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from graph.extract.items import Item, Items

LETTERS = {"Company": "C", "Project": "P", "Facility": "F", "Material": "M", "Technology": "T", "Chain": "H",
           "Place": "L", "Park": "K"}  # fmt: skip
KINDS = {letter: kind for kind, letter in LETTERS.items()}
_PRIVATE = 0xE000


@cache
def code(letter: str) -> str:
    """The character that stands for a slot.

    >>> ord(code("C")) - 0xE000 == ord("C")
    True
    """
    return chr(_PRIVATE + ord(letter))


CODES = "".join(code(letter) for letter in (*KINDS, "A", "N", "Q"))
AMOUNTS = code("A") + code("N")  # amounts, those that all have a material beside them are N


class Slot(NamedTuple):  # made for each character: three times as fast as a dataclass
    """One character of the line: a word's character, or names of one kind, or amounts with their materials."""

    char: str
    start: int
    end: int
    items: Items = ()
    pairs: tuple[tuple[Item, Item | None], ...] = ()
