"""The small language of cues.tsv, turned into regular expressions over a `Line`.

`{S:CP}` the subject, a company or a project; `{O:M}` the object; `{A}` amounts with or without materials;
`{Q:money}` a quantity of that dimension; `^` the start of a clause; `~` a modifier (…的, or a few words);
`{B:C}` two names joined by 与 or 和, the first the subject, the second the object;
`_` up to a clause's length of words without a name; `{-CP}` any one character of the clause that is no company or
project; the rest is an ordinary regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graph.extract.line import code
from graph.extract.needed import Needed, needed
from graph.lexicon import Cue, Lexicon

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

    def search(self, text: str, characters: frozenset[str]) -> Iterator[re.Match[str]]:
        """Where it is found in a text of these characters."""
        for chars in self.needed:
            if chars.isdisjoint(characters):
                return iter(())
        return self.expression.finditer(text)


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
