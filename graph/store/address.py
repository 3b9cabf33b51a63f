"""Speaking HTTP with a store elsewhere: who one is, how long one waits, how much one takes, what is said when it fails.

Credentials come from the environment alone, are sent to nobody who does not ask for them, over an unencrypted
connection never in clear, and stand in no message. No redirection is followed.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping
from ipaddress import ip_address
from time import monotonic
from weakref import finalize

import httpx

from graph.errors import QueryError

USER, PASSWORD, TOKEN = (f"INDUSTRY_CHAIN_STORE_{name}" for name in ("USER", "PASSWORD", "TOKEN"))
MOST = 1 << 30  # bytes of an answer
WAIT = 300.0  # seconds for an answer, where none are given
_CONNECT = 10.0
_MIND = "check the address, and that the server runs"


class Address:
    """A place that answers over HTTP.

    >>> Address("http://user:secret@example.org/sparql")
    Traceback (most recent call last):
    ...
    graph.errors.QueryError: http://example.org/sparql: holds a user name; give it in the environment: \
INDUSTRY_CHAIN_STORE_USER, INDUSTRY_CHAIN_STORE_PASSWORD
    """

    def __init__(self, url: str) -> None:
        try:
            self._url = httpx.URL(url)
        except httpx.InvalidURL as error:
            raise QueryError("is no address", url.rpartition("@")[2][:100], _MIND) from error
        self.shown = str(self._url.copy_with(userinfo=b"", query=None, fragment=None))
        if self._url.userinfo:
            raise QueryError("holds a user name", self.shown, f"give it in the environment: {USER}, {PASSWORD}")
        here = _is_here(self._url.host)
        wait = httpx.Timeout(WAIT, connect=_CONNECT)
        auth = _Challenged(safe=here or self._url.scheme == "https", shown=self.shown)
        self._client = httpx.Client(auth=auth, timeout=wait, follow_redirects=False, trust_env=not here)
        finalize(self, self._client.close)

    def send(  # noqa: PLR0913 - each is a part of a request
        self,
        method: str,
        *,
        parameters: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        seconds: float | None = None,
    ) -> tuple[int, str, bytes]:
        """The status of the answer, its type, and what it holds.

        Raises:
            QueryError: nobody answers, it takes longer, or it is more than can be held.
        """
        url = self._url.copy_merge_params(dict(parameters or {}))
        end, body = monotonic() + (WAIT if seconds is None else seconds), bytearray()
        request = self._client.build_request(method, url, data=form, content=content, headers=headers)
        request.extensions["timeout"] = httpx.Timeout(end - monotonic(), connect=_CONNECT).as_dict()
        try:
            response = self._client.send(request, stream=True)
            try:
                for part in response.iter_bytes():
                    body += part
                    if monotonic() > end:
                        raise httpx.ReadTimeout("late")
                    if len(body) > MOST:
                        raise QueryError("answers with too much", self.shown, "ask for less")
            finally:
                response.close()
        except httpx.TimeoutException as error:
            remedy = "ask for less, or give it more time"
            raise QueryError("does not answer in time", self.shown, remedy) from error
        except (httpx.HTTPError, OSError) as error:
            raise QueryError("cannot be reached", self.shown, _MIND) from error
        return response.status_code, response.headers.get("content-type", "").partition(";")[0], bytes(body)

    def refused(self, status: int, body: bytes) -> QueryError:
        """What to say of an answer that is none."""
        if status in {401, 403}:
            remedy = f"set {USER} and {PASSWORD}, or {TOKEN}, in the environment"
            return QueryError(f"asks for credentials (HTTP {status})", self.shown, remedy)
        said = " ".join(body[:300].decode("utf-8", "replace").split())
        return QueryError(f"answers with an error (HTTP {status}: {said})", self.shown, _MIND)


class _Challenged(httpx.Auth):
    """Says who one is when the server asks, in the way it asks."""

    def __init__(self, *, safe: bool, shown: str) -> None:
        self._safe, self._shown, self._way = safe, shown, None

    _way: httpx.Auth | None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._way is not None:
            yield from self._way.auth_flow(request)
            return
        response = yield request
        if response.status_code == 401 and (way := self._asked(response.headers.get_list("www-authenticate"))):
            self._way = way
            yield from way.auth_flow(request)

    def _asked(self, challenges: list[str]) -> httpx.Auth | None:
        user, password, token = (os.environ.get(name, "") for name in (USER, PASSWORD, TOKEN))
        asked = {challenge.strip().partition(" ")[0].lower() for challenge in challenges}
        if "digest" in asked and user:
            return httpx.DigestAuth(user, password)
        if not (("basic" in asked and user) or ("bearer" in asked and token)):
            return None
        if not self._safe:
            raise QueryError("would see the credentials unencrypted", self._shown, "give an address with https")
        return httpx.BasicAuth(user, password) if "basic" in asked and user else _Bearer(token)


class _Bearer(httpx.Auth):
    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


def _is_here(host: str) -> bool:
    """Whether a name or number means this machine."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
