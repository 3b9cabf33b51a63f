"""Enterprises known by the code of their shares: whatever word stands before it is a name (凯岚达（688999.SH）)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extract.items import LOOSE_TAGS, known, words
from graph.lexicon import Lexicon

_CODE = r"（(?:股票代码|证券代码|代码|SH|SZ|HK)?[：:.]? ?(?:[03684]\d{5}|0\d{4})(?:\.(?:SH|SZ|HK|BJ))?[，；）]"
_TICKER = re.compile(rf"(?:^|(?<=[，。；、：:“\n丨【】 ]))(?P<n>[一-龥]{{2,6}}){_CODE}")
_MOST = 3


def tickers(text: str, lexicon: Lexicon) -> Iterator[str]:
    """The names of a sentence that a clause begins with and a code of shares follows.

    >>> from graph.lexicon import load
    >>> list(tickers("8月9日，一品蓝（300999.SZ）扩产。", load()))
    ['一品蓝']
    """
    for match in _TICKER.finditer(text):
        name = match["n"]
        found = words(name)
        grammar = any(item.tag in LOOSE_TAGS and len(item.text) == 1 for item in found) and len(found) > 1
        acts = len(found) > 1 and found[0].tag == "v" and known(found[0].text)
        told = acts or (
            any(lexicon.is_(i.text, "break") or lexicon.is_(i.text, "title") for i in found) and len(name) > _MOST
        )
        barred = name in lexicon.places or name in lexicon.terms or lexicon.ends(name, "no-enterprise")
        if not grammar and not told and not barred and not lexicon.is_(name, "ref:Company"):
            yield name
