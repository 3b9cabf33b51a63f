"""The SPARQL 1.1 Protocol: what a request asks, by GET or by one of the two ways of POST."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from graph.serve.frames import Refused
from graph.serve.media import GRAPHS, RESULTS, graph_type, result_type
from graph.serve.settings import Limits

FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
_UPDATE = "application/sparql-update"
_FIELDS = 1000
_READ_ONLY = "the graph is only read here: no update is taken"
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Query:
    """A query, and the dataset it is asked of where the request says so."""

    text: str
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None

    def request(self, accept: str, limits: Limits) -> dict[str, Any]:
        """As a worker is asked.

        Raises:
            Refused: no form of an answer will do.
        """
        results, graphs = result_type(accept), graph_type(accept)
        if results is None and graphs is None:
            raise Refused(406, f"answers can be had as {', '.join((*RESULTS, *GRAPHS))}")
        kinds = {"results": results, "graphs": graphs, "rows": limits.rows, "answer": limits.answer}
        return {"query": self.text, "default": self.default, "named": self.named, **kinds}


async def asked(request: Request, limits: Limits) -> Query | None:
    """The query of a request; None where it asks for none, and so for a description of the service.

    Raises:
        Refused: it is not of the protocol, or too large.
    """
    address = pairs(request.url.query, "the address")
    if request.method in {"GET", "HEAD"}:
        return _query(address, limits) if any(name in {"query", "update"} for name, _ in address) else None
    kind, _, options = request.headers.get("content-type", "").partition(";")
    kind = kind.strip().lower()
    if kind == _UPDATE:
        raise Refused(403, _READ_ONLY)
    if kind not in {FORM, QUERY}:
        raise Refused(415, f"a query is sent as {FORM} or as {QUERY}", Accept_Post=f"{FORM}, {QUERY}")
    if "charset" in options.lower() and "utf-8" not in options.lower().replace("utf8", "utf-8"):
        raise Refused(415, "a query is sent in UTF-8")
    body = _utf8(await content(request, limits))
    if kind == FORM:
        return _query([*pairs(body, "the form"), *(pair for pair in address if pair[0] != "query")], limits)
    if any(name == "query" for name, _ in address):
        raise Refused(400, "two queries are sent, one in the address and one in the body")
    return _query([*address, ("query", body)], limits)


async def content(request: Request, limits: Limits) -> bytes:
    """The body of a request, up to a size and within a time.

    Raises:
        Refused: it is larger, or comes too slowly.
    """
    told = request.headers.get("content-length", "0")
    if not told.isdigit() or int(told[:20]) > limits.body:
        raise _large(limits)
    pieces, size = [], 0
    try:
        async with asyncio.timeout(limits.patience):
            async for piece in request.stream():
                pieces.append(piece)
                size += len(piece)
                if size > limits.body:
                    raise _large(limits)
    except TimeoutError as error:
        raise Refused(408, "the request comes too slowly", Connection="close") from error
    except ClientDisconnect as error:
        raise Refused(499, "the client has gone") from error
    return b"".join(pieces)


def pairs(text: str, where: str) -> Pairs:
    """Names and values of an address or a form, in their order.

    Raises:
        Refused: they are not UTF-8, or too many.

    >>> pairs("a=%E9%95%8D&a=", "the address")
    [('a', '镍'), ('a', '')]
    """
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except UnicodeDecodeError as error:
        raise Refused(400, f"{where} is not in UTF-8") from error
    except ValueError as error:
        raise Refused(400, f"{where} has more than {_FIELDS} parameters") from error


def _query(given: Pairs, limits: Limits) -> Query:
    if any(name == "update" for name, _ in given):
        raise Refused(403, _READ_ONLY)
    texts = [value for name, value in given if name == "query"]
    if len(texts) != 1:
        raise Refused(400, "more than one query is sent" if texts else "no query is sent: give the parameter query")
    if len(texts[0]) > limits.query:
        raise Refused(413, f"the query has more than {limits.query} characters")
    default = tuple(value for name, value in given if name == "default-graph-uri")
    named = tuple(value for name, value in given if name == "named-graph-uri")
    return Query(texts[0], *((default, named) if default or named else (None, None)))


def _utf8(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise Refused(400, "the body is not in UTF-8") from error


def _large(limits: Limits) -> Refused:
    return Refused(413, f"the request has more than {limits.body} bytes", Connection="close")
