"""Where the engine answers otherwise than SPARQL 1.1: the query is written so that both agree."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

A = TypeVar("A")
_TOKEN = re.compile(
    r"""
      <[^<>"{}|^`\\\x00-\x20]*>  # an IRI
    | \"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}  # words over several lines
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
    | \#[^\n\r]*
    | [?$@]\w+ | \w*:(?:[\w:%.-]|\\.)*  # a variable, a language, a name with a prefix
    | (?P<concat>group_concat\b)(?=\s*\()
    | \w+
    | (?P<open>\() | (?P<close>\))
    | .
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


def asked(query: Callable[[str], A], text: str) -> A:
    """What a query gives, as SPARQL 1.1 has it; what is wrong with it is said of its text as it was given."""
    agreed = simple(text)
    if agreed != text:
        with suppress(SyntaxError):
            return query(agreed)
    return query(text)


def simple(text: str) -> str:
    """A query in which GROUP_CONCAT gives a simple literal; the engine keeps the language that all words share.

    >>> simple("SELECT (GROUP_CONCAT(DISTINCT ?name) AS ?names) { ?it skos:altLabel ?name }")
    'SELECT (STR(GROUP_CONCAT(DISTINCT ?name)) AS ?names) { ?it skos:altLabel ?name }'
    """
    if "group_concat" not in text.casefold():
        return text
    pieces: list[str] = []
    depth, begun = 0, list[int]()
    for token in _TOKEN.finditer(text):
        if token["concat"]:
            begun.append(depth)
            pieces.append("STR(")
        pieces.append(token[0])
        depth += bool(token["open"]) - bool(token["close"])
        if token["close"] and begun and begun[-1] == depth:
            begun.pop()
            pieces.append(")")
    return text if begun else "".join(pieces)
