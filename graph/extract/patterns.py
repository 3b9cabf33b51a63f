"""The small language of cues.tsv, turned into regular expressions over a `Line`.

`{S:CP}` the subject, a company or a project; `{O:M}` the object; `{A}` amounts with or without materials;
`{Q:money}` a quantity of that dimension; `^` the start of a clause; `~` a modifier (…的, or a few words);
`{B:C}` two names joined by 与 or 和, the first the subject, the second the object;
`_` up to a clause's length of words without a name; `{-CP}` any one character of the clause that is no company or
project; the rest is an ordinary regular expression.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graph.extract.line import code
from graph.extract.needed import Needed, needed
from graph.lexicon import Cue, Lexicon

_HAN = re.compile("[\u4e00-\u9fff]")
_STRONG = "，。；：！？、\n“”"
_NAMES = "".join(code(letter) for letter in "CPFMTH")
_INSIDE = f"{_STRONG}{_NAMES}{code('A')}"
_GAP = rf"(?:[^{_INSIDE}]{{0,20}}的|[“”])*[^{_INSIDE}]{{0,4}}?[“]?"
_WIDE = rf"[^，。；：！？、\n{_NAMES}]{{0,24}}?"
_CLAUSE = r"(?:(?<=[，。；：、“”！？\n—【】])|^)"
_WITHOUT = re.compile(r"\{-([A-Z]+)\}")
_SLOT = re.compile(r"\{(?P<role>[SOAQXB])(?::(?P<kinds>[A-Za-z|]+))?\}")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A cue ready to search a line with."""

    cue: Cue
    expression: re.Pattern[str]
    dimensions: frozenset[str]
    needed: Needed

    def may_match(self, characters: frozenset[str]) -> bool:
        """Whether it can be found in a text of these characters."""
        return not any(map(characters.isdisjoint, self.needed))


@cache
def compile_cue(cue: Cue) -> Pattern:
    """Turn a row of the cue table into an expression.

    Raises:
        re.error: the row is no expression; tests/test_cues.py names it.
    """
    dimensions: set[str] = set()

    def slot(match: re.Match[str]) -> str:
        role, kinds = match["role"], match["kinds"] or ""
        if role == "A":
            return f"(?P<A>{code('A')})"
        if role == "Q":
            dimensions.update(kinds.split("|"))
            return f"(?P<Q>[{code('Q')}{code('A')}])"
        letters = "".join(code(letter) for letter in kinds)
        return f"[{letters}]" if role == "X" else f"(?P<{role}>[{letters}])"

    pattern = cue.pattern
    if pattern.startswith("^"):
        pattern = _CLAUSE + pattern[1:]
    pattern = _WITHOUT.sub(lambda m: f"[^，。；{''.join(map(code, m[1]))}]", pattern)
    pattern = pattern.replace("~", _GAP).replace("_", _WIDE)
    expression = re.compile(_SLOT.sub(slot, pattern))
    return Pattern(cue, expression, frozenset(dimensions), needed(expression))


@cache
def patterns(lexicon: Lexicon) -> tuple[Pattern, ...]:
    """All cues, in the order of their table."""
    return tuple(map(compile_cue, lexicon.cues))


def matching(text: str, lexicon: Lexicon) -> Iterator[tuple[Pattern, re.Match[str]]]:
    """Where cues are found in a text, cue by cue in the order of their table."""
    characters, (always, by_character) = frozenset(text), _by_character(lexicon)
    asked = always.union(*(by_character[char] for char in characters & by_character.keys()))
    for number in sorted(asked):
        pattern = patterns(lexicon)[number]
        if pattern.may_match(characters):
            yield from ((pattern, match) for match in pattern.expression.finditer(text))


@cache
def _by_character(lexicon: Lexicon) -> tuple[frozenset[int], dict[str, frozenset[int]]]:
    """The cues to look at whatever a text holds, and those that need one of some characters, by each of these."""
    found: dict[str, set[int]] = defaultdict(set)
    always: set[int] = set()
    for number, pattern in enumerate(patterns(lexicon)):
        telling = min(pattern.needed, key=_common, default=frozenset[str]())
        for char in telling:
            found[char].add(number)
        if not telling:
            always.add(number)
    return frozenset(always), {char: frozenset(numbers) for char, numbers in found.items()}


def _common(chars: frozenset[str]) -> tuple[int, int]:
    """How often one of these stands in a text, roughly: names, amounts and marks do, words do not."""
    return sum(not _HAN.match(char) for char in chars), len(chars)
