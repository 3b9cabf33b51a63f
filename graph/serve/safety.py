"""What every request passes before it is answered, and what every answer says to a browser."""

from __future__ import annotations

import base64
import binascii
import hmac
import ipaddress
from collections import Counter
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.serve.frames import Refused
from graph.serve.language import language_of, spoken
from graph.serve.reply import send_reply
from graph.serve.settings import Settings, loopback

OPEN = "/health"  # says nothing of the graph, and so needs no token
_SELF = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
_ENDS = "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
POLICY = _SELF + _ENDS
# The editor sets styles by script, as editors do; scripts come from this server only.
EDITOR = POLICY.replace("style-src 'self'", "font-src data:; style-src 'self' 'unsafe-inline'")
# A page of a build brings a policy of its own, which names each script by its hash: both hold.
BUILT = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; " + _ENDS
_SAID = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cache-control": "no-cache",
}


class Guarded:
    """An application behind the checks: its name, the token, where a request comes from, how many there are."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings
        self._names = frozenset(name.casefold() for name in (settings.host, *settings.names))
        self._asking: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers, who = Headers(scope=scope), (scope.get("client") or ("", 0))[0]
        try:
            self._check(headers, scope["path"], who)
        except Refused as refused:
            language = language_of(Request(scope))
            await send_reply(spoken(refused, language).reply, _said(send))
            return
        self._asking[who] += 1
        try:
            await self._app(scope, receive, _said(send))
        finally:
            self._asking[who] -= 1
            if not self._asking[who]:
                del self._asking[who]

    def _check(self, headers: Headers, path: str, who: str) -> None:
        host = headers.getlist("host")
        if len(host) != 1 or not self.known(host[0]):
            raise Refused(421, "this server is not called so; --name adds a name")
        if not _same(headers, host[0]):
            raise Refused(403, "other sites may not ask this server")
        if path != OPEN and not permitted(headers.get("authorization", ""), self._settings.token):
            raise Refused(401, "a token is needed", WWW_Authenticate='Basic realm="industry-chain", charset="UTF-8"')
        if self._asking[who] >= self._settings.limits.each:
            raise Refused(429, "too many requests at a time", Retry_After="1")

    def known(self, host: str) -> bool:
        """Whether that is a name of this server: an address, the loopback's name, or one that was given.

        A page of another site may have its own name point to this machine (DNS rebinding); then the name gives it away.
        """
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        return _address(name) or loopback(name) or name in self._names


def permitted(authorization: str, token: str) -> bool:
    """Whether the header carries the token: as a bearer, or as the password that a browser asks for.

    >>> permitted("Bearer abc", "abc"), permitted("Basic eDphYmM=", "abc"), permitted("Bearer abd", "abc")
    (True, True, False)
    """
    if not token:
        return True
    scheme, _, given = authorization.partition(" ")
    given = given.strip()
    if scheme.lower() == "basic":
        try:
            given = base64.b64decode(given, validate=True).decode("utf-8", "replace").partition(":")[2]
        except binascii.Error:
            return False
    elif scheme.lower() != "bearer":
        return False
    return hmac.compare_digest(given.encode(), token.encode())


def _address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _same(headers: Mapping[str, str], host: str) -> bool:
    """Whether a browser sends the request for a page of this server, or because somebody followed a link."""
    if headers.get("sec-fetch-site") == "cross-site" and headers.get("sec-fetch-mode") != "navigate":
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.casefold() == host.casefold()


def _said(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _SAID.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
