"""The addresses of the server and what each answers."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import ASGIApp

from graph.errors import Error
from graph.messages import Speaker
from graph.query import queries, question
from graph.serve import openapi, pages
from graph.serve.description import described
from graph.serve.desk import Desk
from graph.serve.edition import Edition
from graph.serve.frames import Refused, Reply
from graph.serve.language import language_of, spoken
from graph.serve.media import CSV, HTML, JSON, best, graph_type
from graph.serve.operations import operations
from graph.serve.pages import ASSETS
from graph.serve.protocol import asked, pairs
from graph.serve.reply import Sent
from graph.serve.safety import BUILT, EDITOR, Guarded
from graph.serve.settings import Settings

Answer = Callable[[Request, Edition], Awaitable[Sent]]
_PROBLEM = "application/problem+json"
_TYPES = {
    ".html": HTML,
    ".md": "text/markdown",
    ".csv": CSV,
    ".json": JSON,
    ".jsonl": "application/x-ndjson",
    ".jsonld": "application/ld+json",
    ".ttl": "text/turtle",
    ".nq": "application/n-quads",
    ".nt": "application/n-triples",
    ".trig": "application/trig",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".js": "text/javascript",
    ".css": "text/css",
}


def application(desk: Desk, settings: Settings) -> ASGIApp:
    """The whole server, behind its checks."""
    site = Site(desk, settings)
    inner = Starlette(routes=site.routes(), lifespan=desk.lifespan, exception_handlers={HTTPException: _missing})
    inner.router.redirect_slashes = False
    return Guarded(inner, settings)


async def _missing(request: Request, error: Exception) -> Any:
    assert isinstance(error, HTTPException)
    words = {404: "there is nothing at this address", 405: "this address is not asked so"}
    headers = {name.replace("-", "_"): value for name, value in (error.headers or {}).items()}
    refused = Refused(error.status_code, words.get(error.status_code, error.detail), **headers)
    return Sent(spoken(refused, language_of(request)).reply)


class Site:
    """What is answered at each address, from the edition that stands when a request comes."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        self._desk, self._limits, self._version = desk, settings.limits, settings.version

    def routes(self) -> list[Route]:
        """All addresses."""
        read = ["GET"]
        return [
            Route("/health", self._health, methods=read),
            Route("/", self._on(self._home), methods=read),
            Route("/page", self._on(self._built("graph.html")), methods=read),
            Route("/report", self._on(self._built("report.html")), methods=read),
            Route("/query", self._on(self._editor), methods=read),
            Route("/sparql", self._on(self._sparql), methods=["GET", "POST"]),
            Route("/api", self._on(self._api), methods=read),
            Route("/openapi.json", self._on(self._openapi), methods=read),
            Route("/api/questions", self._on(self._questions), methods=read),
            Route("/api/questions/{name}", self._on(self._question), methods=read),
            Route("/api/questions/{name}/query", self._on(self._filled), methods=read),
            Route("/api/{name}", self._on(self._operation), methods=read),
            Route("/files/{name}", self._on(self._file), methods=read),
            Route("/assets/{name:path}", self._on(self._asset), methods=read),
        ]

    def _on(self, answer: Answer) -> Callable[[Request], Awaitable[Any]]:
        """An answer that holds one edition from beginning to end, and says which."""

        async def answered(request: Request) -> Any:
            return _Whole(self._desk, answer, request)

        return answered

    async def _health(self, request: Request) -> Any:
        return Sent(Reply(200, "text/plain", b"ok\n"))

    async def _home(self, request: Request, edition: Edition) -> Sent:
        names = tuple(edition.files)
        return _page(pages.home(language_of(request), names, {n: f.size for n, f in edition.files.items()}))

    def _built(self, name: str) -> Answer:
        async def answer(request: Request, edition: Edition) -> Sent:
            return _held(edition, name, policy=BUILT)

        return answer

    async def _editor(self, request: Request, edition: Edition) -> Sent:
        return _page(pages.editor(language_of(request)), EDITOR)

    async def _api(self, request: Request, edition: Edition) -> Sent:
        return _page(pages.reference(language_of(request)))

    async def _openapi(self, request: Request, edition: Edition) -> Sent:
        return Sent(Reply(200, JSON, openapi.document(language_of(request), self._version)))

    async def _sparql(self, request: Request, edition: Edition) -> Sent:
        accept = ",".join(request.headers.getlist("accept"))
        query = await asked(request, self._limits)
        if query is None:
            if best(accept, (HTML, "text/turtle")) == HTML and accept.startswith(HTML):
                return Sent(Reply(303, "text/plain", b"", {"Location": "/query", "Vary": "Accept"}))
            return Sent(described(str(request.url.replace(query="")), graph_type(accept)))
        told = query.request(accept, self._limits)
        reply = await _asking(request, lambda gone: edition.sparql.ask(told, gone))
        if reply.status >= 400:
            raise Refused(reply.status, reply.body.decode())
        return Sent(Reply(reply.status, reply.media, reply.body, {"Vary": "Accept", **reply.headers}))

    async def _operation(self, request: Request, edition: Edition) -> Sent:
        name = request.path_params["name"]
        if name not in operations():
            raise Refused(404, f"there is no such operation; there are {', '.join(operations())}")
        media = _media(request)
        given = pairs(request.url.query, "the address")
        told = {"name": name, "given": given, "media": media, "lang": language_of(request)}
        return _api_reply(await _asking(request, lambda gone: edition.api.ask(told, gone)))

    async def _questions(self, request: Request, edition: Edition) -> Sent:
        return Sent(Reply(200, JSON, openapi.questions()))

    async def _question(self, request: Request, edition: Edition) -> Sent:
        name, media = _known(request.path_params["name"]), _media(request)
        given = pairs(request.url.query, "the address")
        told = {"question": name, "given": given, "media": media, "lang": language_of(request)}
        return _api_reply(await _asking(request, lambda gone: edition.sparql.ask(told, gone)))

    async def _filled(self, request: Request, edition: Edition) -> Sent:
        found = question(_known(request.path_params["name"]))
        try:
            text = found.filled(dict(pairs(request.url.query, "the address")))
        except Error as error:
            raise Refused(400, Speaker(language_of(request)).error(error)) from error
        return Sent(Reply(200, "application/sparql-query", text.encode()))

    async def _file(self, request: Request, edition: Edition) -> Sent:
        return _held(edition, request.path_params["name"], policy="sandbox; default-src 'none'", save=True)

    async def _asset(self, request: Request, edition: Edition) -> Sent:
        content = ASSETS.get(request.path_params["name"])
        if content is None:
            raise Refused(404, "there is nothing at this address")
        ending = request.path_params["name"].rpartition(".")[2]
        return Sent(Reply(200, _TYPES[f".{ending}"], content))


class _Whole:
    """An answer with its edition held until the last byte has gone."""

    def __init__(self, desk: Desk, answer: Answer, request: Request) -> None:
        self._desk, self._answer, self._request = desk, answer, request

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        async with self._desk.edition.use() as edition:
            try:
                sent = await self._answer(self._request, edition)
            except Refused as refused:
                sent = Sent(_refusal(self._request, refused))
            sent.add("Industry-Chain-Build", edition.name)
            await sent(scope, receive, send)


def _refusal(request: Request, refused: Refused) -> Reply:
    """For a program of the API a problem as JSON (RFC 9457), else one line of text."""
    refused = spoken(refused, language_of(request))
    if not request.url.path.startswith("/api/"):
        return refused.reply
    body = openapi.problem(refused.status, refused.words)
    return Reply(refused.status, _PROBLEM, body, refused.reply.headers)


def _api_reply(reply: Reply) -> Sent:
    if reply.status >= 400:
        raise Refused(reply.status, reply.body.decode())
    return Sent(Reply(reply.status, reply.media, reply.body, {"Vary": "Accept, Accept-Language", **reply.headers}))


def _media(request: Request) -> str:
    media = best(request.headers.get("accept", ""), (JSON, CSV))
    if media is None:
        raise Refused(406, f"this answer can be had as {JSON} or {CSV}")
    return media


def _known(name: str) -> str:
    if name not in {one.name for one in queries()}:
        raise Refused(404, "there is no such question; /api/questions lists them")
    return name


def _page(content: bytes, policy: str = "") -> Sent:
    headers = {"Content-Security-Policy": policy} if policy else {}
    return Sent(Reply(200, HTML, content, {"Vary": "Accept-Language", **headers}))


def _held(edition: Edition, name: str, policy: str, *, save: bool = False) -> Sent:
    """A file of the build, as it was when the edition was made."""
    file = edition.files.get(name)
    if file is None:
        raise Refused(404, "this build has no such file")
    ending = name.rpartition(".")[2]
    headers = {"Content-Security-Policy": policy}
    if save:
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return Sent(
        Reply(200, _TYPES.get(f".{ending}", "application/octet-stream"), b"", headers), file.pieces(), file.size
    )


async def _asking(request: Request, ask: Callable[[asyncio.Future[None]], Awaitable[Reply]]) -> Reply:
    """What a worker answers, ended when the client goes away."""
    gone = asyncio.ensure_future(_until_gone(request))
    try:
        return await ask(gone)
    finally:
        gone.cancel()


async def _until_gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
