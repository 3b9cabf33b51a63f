"""Trade words of enterprise names (锂业, 新材料, 股份)."""

from __future__ import annotations

import re
from functools import cache

from graph.lexicon import Lexicon

_ANY = frozenset({"trade", "loose", "listed", "group", "stem"})
_TELLING = frozenset({"trade", "loose", "listed", "group"})


def is_trade(word: str, lexicon: Lexicon) -> bool:
    """Whether an enterprise's name can end with the word, 公司 left out."""
    return lexicon.organisations.get(word, "") in _ANY


@cache
def trades(lexicon: Lexicon) -> re.Pattern[str]:
    """The trades that make a name of a brand before them, the longest first."""
    found = [w for w, r in lexicon.organisations.items() if r in _TELLING and not lexicon.is_(w, "no-trade")]
    return re.compile("|".join(sorted(found, key=lambda w: (-len(w), w))))
