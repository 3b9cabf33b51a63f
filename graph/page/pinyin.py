"""How the characters of names are read, so that a name can be found by typing its sound."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

HAN = 0x2E80
TABLE = "pinyin_dict.json"


def readings(names: Iterable[str]) -> dict[str, str]:
    """Each Chinese character of these names with all its readings, without tones.

    >>> readings(["重庆A"])
    {'庆': 'qing', '重': 'zhong chong tong'}
    """
    characters = sorted({c for c in set().union(*names) if ord(c) >= HAN})
    known = _table() if characters else {}
    return {c: " ".join(_plain(sounds)) for c in characters if (sounds := known.get(str(ord(c))))}


@cache
def _table() -> Mapping[str, str]:
    """The table of characters of pypinyin; imported, it would bring its phrases too, which nothing here needs."""
    home = find_spec("pypinyin")
    if home is None or home.origin is None:
        raise ModuleNotFoundError("pypinyin", name="pypinyin")
    table: dict[str, str] = json.loads((Path(home.origin).parent / TABLE).read_text("utf-8"))
    return table


def _plain(sounds: str) -> dict[str, None]:
    """Readings without their tones, each once, ü as it is typed.

    >>> list(_plain("lǚ,lǜ,lù"))
    ['lv', 'lu']
    """
    apart = unicodedata.normalize("NFD", sounds).replace("u\u0308", "v")
    return dict.fromkeys("".join(c for c in apart if not unicodedata.combining(c)).split(","))
