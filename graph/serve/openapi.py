"""The description of the REST API for programs: OpenAPI 3.1, made from the operations themselves."""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from graph.messages import Language, Speaker
from graph.query import Parameter as Asked
from graph.query import Question, queries
from graph.query.questions import terms_of
from graph.serve.media import CSV, JSON
from graph.serve.operations import MOST, PAGE, Form, Operation, operations
from graph.serve.parameters import Parameter
from graph.serve.schemas import ANSWERS, SCHEMAS

TITLES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    406: "Not Acceptable",
    421: "Misdirected Request",
    422: "Unprocessable Content",
    429: "Too Many Requests",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


@cache
def document(language: Language, version: str = "") -> bytes:
    """The whole description; `version` is that of the package.

    >>> sorted(json.loads(document("en")))
    ['components', 'info', 'openapi', 'paths', 'security', 'tags']
    """
    say = Speaker(language)
    paths = {f"/api/{one.name}": {"get": _operation(one, language)} for one in operations().values()}
    paths["/api/questions"] = {"get": _list(say)}
    paths |= {f"/api/questions/{one.name}": {"get": _question(one, language)} for one in queries()}
    schemes = {"token": {"type": "http", "scheme": "bearer"}, "password": {"type": "http", "scheme": "basic"}}
    told = {
        "openapi": "3.1.0",
        "info": {"title": say("serve.api"), "version": version, "description": say("serve.api.about")},
        "tags": [{"name": name, "description": say(f"serve.api.{name}")} for name in ("graph", "questions")],
        "security": [{}, {"token": []}, {"password": []}],
        "paths": paths,
        "components": {"schemas": SCHEMAS, "securitySchemes": schemes},
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def problem(status: int, words: str) -> bytes:
    """What went wrong, as RFC 9457 has it.

    >>> problem(404, "no such name")
    b'{"type": "about:blank", "title": "Not Found", "status": 404, "detail": "no such name"}'
    """
    told = {"type": "about:blank", "title": TITLES.get(status, "Error"), "status": status, "detail": words.strip()}
    return json.dumps(told, ensure_ascii=False).encode()


@cache
def questions() -> bytes:
    """The named questions, with what each may be asked about and its query."""
    return json.dumps([_told(one) for one in queries()], ensure_ascii=False).encode()


def _told(one: Question) -> dict[str, Any]:
    asked = [{"name": p.name, "kind": p.kind, "default": p.default, "zh": p.zh, "en": p.en} for p in one.parameters]
    return {"name": one.name, "zh": one.zh, "en": one.en, "parameters": asked, "query": one.text}


def _operation(one: Operation, language: Language) -> dict[str, Any]:
    about = (inspect.getdoc(one.function) or "").split(">>>")[0].split("Raises:")[0].strip()
    asked = [_parameter(p, one.about(p, language)) for p in one.parameters]
    told = {"operationId": one.name, "tags": ["graph"], "summary": one.summary(language), "description": about}
    return {**told, "parameters": asked, "responses": _responses(one.form, csv=one.form == "rows")}


def _question(one: Question, language: Language) -> dict[str, Any]:
    say = Speaker(language)
    own = [_asked(p, p.en if language == "en" else p.zh) for p in one.parameters]
    page = [_parameter(p, say(f"serve.ask.{p.name}")) for p in PAGE]
    told = {"operationId": f"question-{one.name}", "tags": ["questions"]}
    summary = one.en if language == "en" else one.zh
    return {**told, "summary": summary, "parameters": [*own, *page], "responses": _responses("rows", csv=True)}


def _asked(one: Asked, about: str) -> dict[str, Any]:
    """A parameter of a named question: a name, a number in digits, or a term of the vocabulary."""
    told = _parameter(Parameter(one.name, default=one.default), about)
    if one.kind == "number":
        told["schema"]["pattern"] = "^[0-9]{1,12}([.][0-9]{1,6})?$"
    if one.kind in terms_of():
        told["schema"]["enum"] = ["", *terms_of()[one.kind]]
    return told


def _list(say: Speaker) -> dict[str, Any]:
    told = {"operationId": "questions", "tags": ["questions"], "summary": say("serve.questions")}
    return {**told, "parameters": [], "responses": _responses("questions", csv=False)}


def _parameter(one: Parameter, about: str) -> dict[str, Any]:
    told = {"name": one.name, "in": "query", "description": about, "required": one.needed}
    return {**told, "schema": _schema(one), **({"style": "form", "explode": True} if one.many else {})}


def _schema(one: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string" if one.shape == "pair" else one.shape}
    if one.choices:
        schema["enum"] = list(one.choices)
    if one.shape == "integer":
        schema |= {"minimum": 0, "maximum": MOST if one.name == "limit" else 1_000_000_000}
    if one.shape == "pair":
        schema["pattern"] = "^.+=.+$"
    if one.needed:
        schema["minLength"] = 1
    if one.many:
        return {"type": "array", "items": schema}
    return schema if one.default in (None, "") else {**schema, "default": one.default}


def _responses(form: Form | str, *, csv: bool) -> Mapping[str, Any]:
    build = {"Industry-Chain-Build": {"description": "the build that answers", "schema": {"type": "string"}}}
    content = {JSON: {"schema": ANSWERS[form]}, **({CSV: {"schema": {"type": "string"}}} if csv else {})}
    good = {"description": "OK", "headers": build, "content": content}
    bad = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    plain = {"text/plain": {"schema": {"type": "string"}}}
    return {
        "200": good,
        **{
            str(status): {"description": TITLES[status], "content": plain if status in _OUTER else bad}
            for status in TITLES
        },
    }


_OUTER = frozenset({401, 403, 421, 429})  # refused before the address is looked at
