"""Word forms of materials: their heads, their modifiers, what marks them as waste."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from graph.lexicon import Lexicon

PRAISE = frozenset({"praise"})
ALL_MODIFIERS = frozenset({"praise", "grade", "form", "size", "use", "process"})
_WASTE_START = ("废", "退役", "报废")
_WASTE_END = ("渣", "尘", "污泥", "尾矿", "废料", "灰")


@cache
def _modifiers(modifiers: tuple[tuple[str, str], ...], kinds: frozenset[str]) -> re.Pattern[str]:
    chosen = [m for m, kind in modifiers if kind in kinds]
    chosen.sort(key=lambda m: (-len(m), m))
    return re.compile(rf"(?:{'|'.join(chosen)})的?" if chosen else r"(?!)")


@lru_cache(maxsize=1 << 14)
def strip(surface: str, lexicon: Lexicon, kinds: frozenset[str]) -> str:
    """A name without its leading modifiers of these kinds, as long as something is left.

    >>> from graph.lexicon import load
    >>> strip("高品质海绵钛", load(), PRAISE)
    '海绵钛'
    """
    expression = _modifiers(lexicon.modifiers, kinds)
    while (match := expression.match(surface)) and match.end() and len(surface) - match.end() >= 2:
        if surface in lexicon.terms:
            break
        surface = surface[match.end() :]
    return surface


def is_modifier(word: str, lexicon: Lexicon) -> bool:
    """Whether a word only tells how a material is.

    >>> from graph.lexicon import load
    >>> is_modifier("高强度", load()), is_modifier("铜箔", load())
    (True, False)
    """
    return _modifiers(lexicon.modifiers, ALL_MODIFIERS).fullmatch(word) is not None


@cache
def _longest(lexicon: Lexicon) -> int:
    return max(map(len, lexicon.heads), default=0)


@lru_cache(maxsize=1 << 14)
def head_of(text: str, lexicon: Lexicon) -> str:
    """The longest head word a phrase ends with, "" if none is known.

    >>> from graph.lexicon import load
    >>> head_of("压延铜箔", load())
    '铜箔'
    """
    for size in range(min(_longest(lexicon), len(text)), 0, -1):
        if text[-size:] in lexicon.heads:
            return text[-size:]
    return ""


def is_known(name: str, lexicon: Lexicon) -> bool:
    """Whether the thesaurus holds a material, perhaps without its modifiers.

    >>> from graph.lexicon import load
    >>> is_known("电池级碳酸锂", load()), is_known("做大做强碳酸锂", load())
    (True, False)
    """
    return name in lexicon.terms or strip(name, lexicon, ALL_MODIFIERS) in lexicon.terms


@lru_cache(maxsize=1 << 14)
def is_graded(name: str, lexicon: Lexicon) -> bool:
    """Whether a word is a modifier and a material of the thesaurus, be it of one character.

    >>> from graph.lexicon import load
    >>> is_graded("高纯镓", load()), is_graded("高纯", load())
    (True, False)
    """
    match = _modifiers(lexicon.modifiers, ALL_MODIFIERS).match(name)
    term = lexicon.terms.get(name[match.end() :]) if match else None
    return term is not None and term.kind == "Material"


def is_waste(text: str, lexicon: Lexicon) -> bool:
    """Waste by the thesaurus, or by a name that begins with 废 or ends with 渣, 尘, 泥.

    >>> from graph.lexicon import load
    >>> is_waste("废铅膏", load()), is_waste("电解铅", load())
    (True, False)
    """
    term = lexicon.terms.get(text)
    if term is None:  # 制糖滤泥 is 滤泥
        endings = (lexicon.terms.get(text[start:]) for start in range(1, len(text) - 1))
        term = next((t for t in endings if t is not None and t.kind == "Material"), None)
    if term is not None and term.type:
        return term.type == "Waste" or text.startswith(_WASTE_START)
    return text.startswith(_WASTE_START) or text.endswith(_WASTE_END)


@lru_cache(maxsize=1 << 14)
def family(name: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The type of a material by the thesaurus, and what it is a kind of; nothing if it holds no end of the name.

    >>> from graph.lexicon import load
    >>> family("电动叉车", load())[:3]
    ('EndProduct', '叉车', '机械设备')
    """
    ends = (lexicon.terms.get(name[start:]) for start in range(len(name) - 1))
    term = next((term for term in ends if term is not None and term.kind == "Material"), None)
    if term is None:
        return ()
    labels = {term.label: None}
    for label in (waiting := [term.label]):
        above = [id.rpartition("/")[2] for id in lexicon.terms[label].broader if label in lexicon.terms]
        labels |= dict.fromkeys(above)
        waiting += above
    return term.type, *labels
