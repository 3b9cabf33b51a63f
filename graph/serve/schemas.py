"""What the answers of the REST API look like, as JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_STRING, _NUMBER, _WHOLE = {"type": "string"}, {"type": "number"}, {"type": "integer", "minimum": 0}
_STRINGS = {"type": "array", "items": _STRING}
_VALUE = {"type": ["string", "number", "boolean", "null"]}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


def _list(name: str) -> dict[str, Any]:
    return {"type": "array", "items": _named(name)}


def _named(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


_ROWS = {"count": _WHOLE, "offset": _WHOLE, "columns": _STRINGS, "rows": _list("Row")}
SCHEMAS: Mapping[str, Any] = {
    "Problem": _object(type=_STRING, title=_STRING, status={"type": "integer"}, detail=_STRING),
    "Words": _object(
        quote=_STRING,
        document=_STRING,
        title=_STRING,
        published=_STRING,
        start=_WHOLE,
        end=_WHOLE,
        origin={"enum": ["Stated", "Derived", "Reference"]},
        confidence=_NUMBER,
        sources=_STRINGS,
    ),
    "Row": {
        "type": "object",
        "properties": {"words": {"anyOf": [_list("Words"), _VALUE]}},
        "additionalProperties": _VALUE,
    },
    "Rows": _object(**_ROWS),
    "Quoted": _object(count=_WHOLE, offset=_WHOLE, rows=_list("Words")),
    "Scenario": _object(change=_STRING, text=_STRING, **_ROWS),
    "Thing": _object(id=_STRING, kind=_STRING, label=_STRING, names=_STRINGS, english=_STRINGS, broader=_STRINGS),
    "Alias": _object(name=_STRING, reason=_STRING, score=_NUMBER),
    "Card": {
        **_object(
            thing=_named("Thing"),
            aliases=_list("Alias"),
            objects=_list("Row"),
            subjects=_list("Row"),
            figures=_list("Row"),
            states=_list("Row"),
        )
    },
    "Parameter": _object(name=_STRING, kind=_STRING, default=_STRING, zh=_STRING, en=_STRING),
    "Question": _object(name=_STRING, zh=_STRING, en=_STRING, parameters=_list("Parameter"), query=_STRING),
}
ANSWERS: Mapping[str, Any] = {
    "rows": _named("Rows"),
    "words": _named("Quoted"),
    "card": _named("Card"),
    "scenario": _named("Scenario"),
    "questions": _list("Question"),
}
