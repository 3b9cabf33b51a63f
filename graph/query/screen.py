"""Telling quickly that a query cannot reach beyond the graph at hand, so that most need no second parser."""

from __future__ import annotations

import re

_SPACE = r"[ \t\r\n]*"
# After FROM of a dataset clause come an IRI, a prefixed name, NAMED or a comment: none of them begins so.
_NO_DATASET = r"[?$;.,*/+|^(){}\[\"'!=&\-0-9>@]"
_ESCAPED = re.compile(r"(?<!\\)((?:\\\\)*)\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")
_FROM = re.compile(rf"from(?!{_SPACE}{_NO_DATASET})", re.IGNORECASE)


def unescaped(text: str) -> str:
    r"""The query with the characters that escapes stand for, as SPARQL has it, before any parser sees it (19.2).

    >>> unescaped(r"ASK { ?caf\u00E9 ?p '\\u00E9' }")
    "ASK { ?café ?p '\\\\u00E9' }"
    """
    return _ESCAPED.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    number = int(found[2] or found[3], 16)
    if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        return found[0]  # stands for nothing, and stays to be refused
    return found[1] + chr(number)


def harmless(text: str) -> bool:
    r"""Whether no parser whatever can find SERVICE or a dataset clause in the query.

    This only ever errs to one side: where the letters of a keyword stand and could be one, the answer is False,
    and the parsed query must be looked at. An escape (\u) could hide letters.

    >>> harmless("SELECT * { ?claim prov:wasQuotedFrom ?passage }")
    True
    >>> harmless("SELECT ?service {}"), harmless("ASKFROM<a:b>{}"), harmless("ASK { ?a ?b '\\u0041' }")
    (False, False, False)
    """
    folded = text.casefold()
    return "service" not in folded and "\\u" not in folded and not _FROM.search(folded)
