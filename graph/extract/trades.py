"""Trade words of enterprise names (锂业, 新材料, 股份)."""

from __future__ import annotations

import re
from functools import cache

from graph.extract.items import Items, known, words
from graph.lexicon import Lexicon

_NAMES = frozenset({"nz", "nrt", "nr", "j", "eng", "ns"})
_ANY = frozenset({"trade", "loose", "listed", "group", "stem"})
_PROPER = frozenset({"nz", "nr", "nrt"})
_TELLING = frozenset({"trade", "loose", "listed", "group"})


def is_trade(word: str, lexicon: Lexicon) -> bool:
    """Whether an enterprise's name can end with the word, 公司 left out."""
    return lexicon.organisations.get(word, "") in _ANY


def closes(items: Items, lexicon: Lexicon) -> bool:
    """Whether a word of many uses closes a name whose brand can be nothing else (云峰|装备, never 高端|装备)."""
    if len(items) == 1 or lexicon.organisations.get(items[-1].text, "stem") == "stem":
        return False
    brand = [i for i in items[:-1] if len(i.text) > 1 and i.text not in lexicon.places]
    return any(not known(i.text) or i.tag in _NAMES for i in brand)


def acts(after: Items) -> bool:
    """Whether a trade is here what somebody does (云峰科技投资建设的项目)."""
    return after[0].tag in {"v", "vn"} and len(after) > 1 and after[1].tag in {"v", "vn", "m", "ul"}


@cache
def trades(lexicon: Lexicon) -> re.Pattern[str]:
    """The trades that make a name of a brand before them, the longest first."""
    found = [w for w, r in lexicon.organisations.items() if r in _TELLING and not lexicon.is_(w, "no-trade")]
    return re.compile("|".join(sorted(found, key=lambda w: (-len(w), w))))


def ends_in_trade(name: str, lexicon: Lexicon) -> bool:
    """Whether a brand that is no place and no ordinary word stands before a trade (中凯汽车销量, not 欧洲汽车销量)."""
    *brand, trade = words(name)
    role = lexicon.organisations.get(trade.text, "")
    if not brand or role not in {"trade", "loose", "listed", "group"}:
        return False
    plain = any(i.text in lexicon.places or (known(i.text) and len(i.text) > 1 and i.tag not in _PROPER) for i in brand)
    return not plain or (role != "loose" and len(brand) == 1 and brand[0].text not in lexicon.places)
