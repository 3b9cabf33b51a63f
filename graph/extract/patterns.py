"""The small language of cues.tsv, turned into regular expressions over a `Line`.

`{S:CP}` the subject, a company or a project; `{O:M}` the object (`{O:MA}` or one with an amount);
`{A}` amounts with or without materials;
`{Q:money}` a quantity of that dimension; `^` the start of a clause; `~` a modifier (…的, or a few words);
`{W:CP}` who does it, where the cue names what goes in and what comes out; `{V:turn}` a verb of that role of words.csv;
`{B:C}` two names joined by 与 or 和, the first the subject, the second the object; `{R:C}` the other way round;
`_` up to a clause's length of words without a name; `{-CP}` any one character of the clause that is no company or
project; the rest is an ordinary regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graph.extract.line import AMOUNTS, code
from graph.extract.needed import Needed, Sieve, needed
from graph.lexicon import Cue, Lexicon

_STRONG = "，。；：！？、\n“”"
_NAMES = "".join(code(letter) for letter in "CPFMTH")
_INSIDE = f"{_STRONG}{_NAMES}{AMOUNTS}"
_ADJECTIVAL = _INSIDE.replace("、", "")
_GAP = (  # 光滑、细腻的; 轮胎用; “云岭”牌
    rf"(?:{code('M')}用的?)?(?:(?!、)[^{_ADJECTIVAL}的]{{0,20}}的|(?!、)[^{_ADJECTIVAL}的用]{{3,12}}用|[“”])*"
    rf"(?:“[^“”，。；]{{1,8}}”牌)?(?:(?!用于)[^{_INSIDE}]){{0,4}}?[“]?"
)
_WIDE = rf"[^，。；：！？、\n{_NAMES}]{{0,24}}?"
_CLAUSE = r"(?:(?<=[，。；：、“”！？\n—【】])|^)"
_WITHOUT = re.compile(r"\{-([A-Z]+)\}")
_SLOT = re.compile(r"\{(?P<role>[SOAQXBWR])(?::(?P<kinds>[A-Za-z|]+))?\}")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A cue ready to search a line with."""

    cue: Cue
    source: str
    dimensions: frozenset[str]
    needed: Needed

    @property
    def expression(self) -> re.Pattern[str]:
        """What to search with; made when a text first needs it, for most texts need few."""
        return _compiled(self.source)


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
            return f"(?P<A>[{AMOUNTS}])"
        if role == "Q":
            dimensions.update(kinds.split("|"))
            return f"(?P<Q>[{code('Q')}{AMOUNTS}])"
        if role == "X":
            return f"[{_letters(kinds)}]"
        return f"(?P<{role}>[{''.join(code('N' if letter == 'A' else letter) for letter in kinds)}])"

    pattern = cue.pattern
    if pattern.startswith("^"):
        pattern = _CLAUSE + pattern[1:]
    pattern = _WITHOUT.sub(lambda m: f"[^，。；{_letters(m[1])}]", pattern)
    pattern = pattern.replace("~", _GAP).replace("_", _WIDE)
    source = _SLOT.sub(slot, pattern)
    return Pattern(cue, source, frozenset(dimensions), needed(source))


def _letters(kinds: str) -> str:
    return "".join(AMOUNTS if letter == "A" else code(letter) for letter in kinds)


_compiled = cache(re.compile)


@cache
def patterns(lexicon: Lexicon) -> tuple[Pattern, ...]:
    """All cues, in the order of their table."""
    return tuple(map(compile_cue, lexicon.cues))


def matching(text: str, lexicon: Lexicon) -> Iterator[tuple[Pattern, re.Match[str]]]:
    """Where cues are found in a text, cue by cue in the order of their table."""
    told = patterns(lexicon)
    for number in _sieve(lexicon).passed(text):
        yield from ((told[number], match) for match in told[number].expression.finditer(text))


@cache
def _sieve(lexicon: Lexicon) -> Sieve:
    return Sieve.of([pattern.needed for pattern in patterns(lexicon)])
