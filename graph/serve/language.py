"""The language of a client: the pages it is shown, and the words of what it is refused."""

from __future__ import annotations

from starlette.requests import Request

from graph.messages import Language, Speaker
from graph.serve.frames import Refused
from graph.serve.media import best

_STOPS = {"zh": "；", "en": "; "}


def language_of(request: Request) -> Language:
    """The language asked for in the address, else the one the client likes better; English where it says nothing."""
    asked = request.query_params.get("lang")
    if asked in ("zh", "en"):
        return asked  # type: ignore[return-value]
    ranges = request.headers.get("accept-language", "").split(",")
    liked = ",".join(
        f"{part.strip().partition('-')[0].partition(';')[0]}/x;{part.partition(';')[2]}" for part in ranges
    )
    return "zh" if best(liked, ("en/x", "zh/x")) == "zh/x" else "en"


def spoken(refused: Refused, language: Language) -> Refused:
    """The same in a language: all of it, or what is wrong and what to do, which a semicolon parts.

    >>> spoken(Refused(413, "the query has more than 9 characters"), "zh").words
    '查询超过 9 个字符'
    """
    speaker = Speaker(language)
    words = speaker.translate(refused.words)
    if words == refused.words:
        words = _STOPS[language].join(map(speaker.translate, words.split("; ")))
    return Refused(refused.status, words, **refused.headers)
