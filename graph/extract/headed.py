"""Projects of a list under a heading that says how far they are: （一）续建项目, then a project a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from graph.extract.draft import Draft
from graph.extract.line import Line, code
from graph.lexicon import Lexicon

_NUMBER = r"(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]|[一二三四五六七八九十]+是|[◆●■▲•])*"
_SECTION = re.compile(r"^[（(]?[一二三四五六七八九十]+[）)、]|^[一二三四五六七八九十]+是")
_NAMED = re.compile(rf"^{_NUMBER}[“]?[{code('C')}{code('L')}{code('K')}的]*[“]?{code('P')}")
_ALONE = re.compile(
    rf"{_NUMBER} ?[“]?[{code('C')}{code('L')}{code('K')}的]*[“]?{code('P')}[”]?(?:（[^（）]{{1,24}}）)?[：。]?\n?"
)
_LONGEST = 40
_CONFIDENCE = 0.8


def headed(lines: Sequence[Line], drafted: Sequence[Draft], lexicon: Lexicon) -> Iterator[Draft]:
    """What a heading says of the projects that the lines under it begin with, unless something else says it."""
    known = {draft.subject.name for draft in drafted if draft.predicate == "status" and not draft.refused}
    told, heading = states(lexicon), _heading(lexicon)
    state, left = "", 0
    for current in lines:
        text = current.view.text
        match = heading.match(text) if not any(i.kind == "Project" and i.parts for i in current.view.items) else None
        if match or _SECTION.match(text):
            state, left = told[match["state"]] if match else "", _LONGEST
        elif state and left:
            left -= 1
            yield from (draft for draft in _named(current, state) if draft.subject.name not in known)


def is_heading(line: Line) -> bool:
    """Whether a line is no more than the name of a project, perhaps with its number and whose it is."""
    return bool(_ALONE.fullmatch(line.text))


@cache
def states(lexicon: Lexicon) -> dict[str, str]:
    """The state that a word means, the longest word first."""
    told = {word: role[6:] for role, words in lexicon.roles.items() if role.startswith("state:") for word in words}
    return {word: told[word] for word in sorted(told, key=lambda w: (-len(w), w))}


@cache
def _heading(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(
        rf"^{_NUMBER}(?:\d{{4}}年|今年|全[市县区省])?[^，。；：\d]{{0,6}}?(?P<state>{'|'.join(states(lexicon))})[^，。；：]{{0,8}}?项目"
        r"(?:[（(]?共?[^，。；：]{0,8}[个项][）)]?|清单|名单|情况|进展|方面)*[：。\n]?$"
    )


def _named(current: Line, state: str) -> Iterator[Draft]:
    match = _NAMED.match(current.text)
    slot = current.slots[match.end() - 1] if match else None
    for item in slot.items if slot else ():
        start, end = current.view.start + item.start, current.view.start + item.end
        if not item.reference:
            yield Draft(item, start, "status", state, start, start, end, "headed", _CONFIDENCE, phase=item.phase)
