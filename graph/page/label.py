"""How a name is written in a box: short, balanced over a few lines, never wider than a column."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

import rjieba

WIDEST = 6.2
LINES = 4
LATIN = re.compile(r"([\x21-\x7e]+\s?)")
Token = tuple[str, float, float]


@lru_cache(maxsize=1 << 15)
def width(text: str) -> float:
    """How wide a text is, in ems: a Han character is one, a Latin letter about half.

    >>> width("硫酸镍"), width("MB")
    (3.0, 1.3)
    """
    return round(sum(map(_em, text)), 2)


@lru_cache(maxsize=1 << 14)
def _em(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WFA":
        return 1.0
    return 0.65 if character.isupper() else 0.55


def clean(text: str) -> str:
    r"""The text with half characters replaced, so that it can be written and drawn.

    >>> clean("镍\ud800") == "镍\ufffd"
    True
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def wrap(text: str, widest: float = WIDEST, lines: int = LINES) -> tuple[str, ...]:
    """Lines of nearly equal width; what does not fit ends in an ellipsis. Words stay whole.

    >>> wrap("青岚新能源材料科技有限公司")
    ('青岚新能源', '材料科技', '有限公司')
    """
    whole = clean(text).strip()
    if width(whole) <= widest:
        return (whole,)
    tokens = [token for word in _words(whole) for token in _tokens(word, widest)]
    total = sum(full for _, _, full in tokens)
    count = min(lines, max(1, math.ceil(total / widest)))
    rows = _even(tokens, count, total / count, widest)
    if len(rows) <= lines:
        return tuple(rows)
    return (*rows[: lines - 1], _cut(rows[lines - 1], widest))


def _words(text: str) -> Iterable[str]:
    """Where a line may end: between words, Chinese ones too."""
    if not LATIN.search(text):
        return rjieba.cut(text)
    return (word for part in LATIN.split(text) for word in ([part] if LATIN.fullmatch(part) else rjieba.cut(part)))


@lru_cache(maxsize=1 << 15)  # most names are made of a few words
def _tokens(word: str, widest: float) -> tuple[Token, ...]:
    """A word with its width without and with the blank after it; cut where it is longer than a line."""
    bare = width(word.rstrip())
    if bare <= widest:
        return ((word, bare, width(word)),)
    step = max(1, int(widest / max(_em(c) for c in word)))
    pieces = (word[i : i + step] for i in range(0, len(word), step))
    return tuple((piece, width(piece.rstrip()), width(piece)) for piece in pieces)


def _even(tokens: Sequence[Token], count: int, least: float, widest: float) -> list[str]:
    """So many lines, as narrow as they can be; where none will do, as few as there must be."""
    limit = least
    while limit < widest:
        if len(rows := _fill(tokens, limit)) <= count:
            return rows
        limit += 0.5
    return _fill(tokens, widest)


def _fill(tokens: Iterable[Token], limit: float) -> list[str]:
    """Lines of words, none wider than the limit."""
    rows: list[str] = []
    line, used = "", 0.0
    for token, bare, full in tokens:
        if line and used + bare > limit + 0.001:
            rows.append(line.strip())
            line, used = "", 0.0
        line, used = line + token, used + full
    return [*rows, line.strip()]


def _cut(line: str, widest: float) -> str:
    while line and width(line) > widest - 1:
        line = line[:-1]
    return line + "…"


def short(label: str, amounts: tuple[str, ...], kind_words: tuple[str, ...]) -> tuple[str, str]:
    """A label without the amount it opens with and the word for its kind that it ends in; and that amount.

    >>> short("年产3万吨硫酸钴项目", ("3万吨",), ("项目",))
    ('硫酸钴', '年产3万吨')
    >>> short("4万吨/年阴极铜", ("4万吨",), ("项目",)), short("新材料项目", (), ("项目",))
    (('阴极铜', '4万吨/年'), ('新材料', ''))
    """
    opening = next((m[0] for a in sorted(amounts, key=lambda a: (-len(a), a)) if (m := _opening(a, label))), "")
    rest = label.removeprefix(opening)
    for word in kind_words:
        rest = rest.removesuffix(word)
    rest = rest.strip(" 的、，,()（）")
    return (rest, opening) if len(rest) > 1 else (label, "")


def _opening(amount: str, label: str) -> re.Match[str] | None:
    """An amount at the head of a label, with the few characters that lead up to it and a rate after it."""
    return re.match(f"[^\\d]{{0,3}}{re.escape(amount)}([/／].)?", label)
