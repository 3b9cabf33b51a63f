"""One punctuation: Chinese marks, paired quotes, and one mark for a range of numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.text import chars
from graph.text.tape import Edit, Tape, edit

_TO_CHINESE = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？", ".": "。", "．": "。"}
# A web address is left whole; a bracket pair is judged as one; a full stop counts only after a Han character.
_MARK = re.compile(
    rf"https?:[^\s{chars.WIDE}]+"
    r"|\((?P<inner>[^()\n]{0,200})\)"
    r"|(?P<comma>,)|[;:()!?]"
    rf"|(?<=[{chars.HAN}”）)\"])[.．](?=[{chars.HAN}”\"\s]|$)"
)
_WORD = re.compile("[0-9A-Za-z]")
_PAIR_STAYS = re.compile(r"\((?=[^)]*[A-Za-z])[0-9A-Za-z,.+-]*\)")
_QUOTE = re.compile(r'"|\n')
_BEFORE_OPENING = re.compile(r"[\s（，、。：；！？—“《]")


def canonical(view: Tape) -> Tape:
    """Chinese punctuation wherever a mark does not stand between Latin letters or digits.

    >>> from graph.text.tape import tape
    >>> canonical(tape('年产23,000吨镍(Ni),占比3:2;"甲" Ni(OH)2')).text
    '年产23,000吨镍（Ni），占比3:2；“甲” Ni(OH)2'
    """
    view = edit(view, _marks(view.text))
    return edit(view, _quotes(view.text)) if '"' in view.text else view


def _marks(text: str) -> Iterator[Edit]:
    for match in _MARK.finditer(text):
        start, end = match.span()
        if match["inner"] is not None:
            if not _pair_stays(match, text):
                yield from _pair(match)
        elif end - start == 1 and not _between(match, text):
            yield start, end, _TO_CHINESE[match.group()]


def _pair(match: re.Match[str]) -> Iterator[Edit]:
    """Both brackets, and the marks between them."""
    yield match.start(), match.start() + 1, "（"
    for inner in _MARK.finditer(match.string, match.start() + 1, match.end() - 1):
        if inner.end() - inner.start() == 1 and not _between(inner, match.string):
            yield (*inner.span(), _TO_CHINESE[inner.group()])
    yield match.end() - 1, match.end(), "）"


def _pair_stays(match: re.Match[str], text: str) -> bool:
    """Ni(OH)2 and (NH4)2SO4 are formulas; LiFePO4(LFP)电池 is a name and its abbreviation."""
    start, end = match.span()
    followed = end < len(text) and _WORD.match(text, end)
    formula = followed and text[end].isdigit() and _PAIR_STAYS.fullmatch(match.group())
    return bool(formula or (followed and start and _WORD.match(text, start - 1)))


def _between(match: re.Match[str], text: str) -> bool:
    start, end = match.span()
    if match.group() == "," and text[start - 1 : start] == "." and re.match(r" ?[A-Za-z]", text[end : end + 2]):
        return True  # Co., Ltd.
    if not (start and end < len(text) and _WORD.match(text, start - 1) and _WORD.match(text, end)):
        return False
    return not match["comma"] or _comma_stays(text, start)


def _comma_stays(text: str, place: int) -> bool:
    """Between digits (23,000; 1,2-二氯乙烷) or letters; not between a unit and a year, nor between two years."""
    left, right = text[place - 1], text[place + 1]
    if left.isdigit() != right.isdigit():
        return False
    years = re.search(r"[0-9]{4}$", text[max(0, place - 4) : place]), re.match(r"[0-9]{4}", text[place + 1 : place + 5])
    return not any(years)


def _quotes(text: str) -> Iterator[Edit]:
    """Straight double quotes open and close in turn within a line; an odd one is told by what stands before it."""
    places: list[int] = []
    for match in _QUOTE.finditer(text):
        if match.group() == '"':
            places.append(match.start())
        else:
            yield from _paired(text, places)
            places = []
    yield from _paired(text, places)


def _paired(text: str, places: list[int]) -> Iterator[Edit]:
    for turn, place in enumerate(places):
        opens = turn % 2 == 0
        if len(places) % 2:
            opens = place == 0 or bool(_BEFORE_OPENING.match(text, place - 1))
        yield place, place + 1, "“" if opens else "”"


_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,12})?"
_DASH = re.compile(
    rf"(?<=[\d%万亿千百])[{chars.SPACES}]{{0,3}}[~～〜∼—–―−─][{chars.SPACES}]{{0,3}}(?=\d)"
    rf"|(?<![A-Za-z\d./,-])(?P<low>{_NUMBER})[%万亿千百]?(?P<dash>-)(?P<high>{_NUMBER})(?![\d/.,-]*[-/\d])"
)
_CODE = re.compile(r"[A-Za-z/][ .]?$")


def ranges(view: Tape) -> Tape:
    """Write "~" between two numbers that make a range, not in a date, a code or a telephone number.

    >>> from graph.text.tape import tape
    >>> ranges(tape("2—3万吨，5-10%，2025-07-03，GB/T 1234-2020，0935-8213456")).text
    '2~3万吨，5~10%，2025-07-03，GB/T 1234-2020，0935-8213456'
    """
    return edit(view, _range_marks(view.text))


def _range_marks(text: str) -> Iterator[Edit]:
    for match in _DASH.finditer(text):
        if match["dash"] is None:
            yield (*match.span(), "~")
        elif _is_range(match, text):
            yield (*match.span("dash"), "~")


def _is_range(match: re.Match[str], text: str) -> bool:
    low, high = match["low"].replace(",", ""), match["high"].replace(",", "")
    coded = _CODE.search(text, max(0, match.start() - 2), match.start())
    padded = any(len(part) > 1 and part[0] == "0" and part[1] != "." for part in (low, high))
    return not coded and not padded and float(low) < float(high)
