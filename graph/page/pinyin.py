"""How the characters of names are read, so that a name can be found by typing its sound."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

HAN = 0x2E80


def readings(names: Iterable[str]) -> dict[str, str]:
    """Each Chinese character of these names with all its readings, without tones.

    >>> readings(["重庆A"])
    {'庆': 'qing', '重': 'zhong chong tong'}
    """
    found = {c: _reading(c) for c in sorted({c for name in names for c in name if ord(c) >= HAN})}
    return {c: sounds for c, sounds in found.items() if sounds}


@cache
def _reading(character: str) -> str:
    from pypinyin import Style, pinyin  # noqa: PLC0415 - its tables take half a second to load

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return " ".join(dict.fromkeys(found[0])) if found else ""
