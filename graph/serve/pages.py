"""The pages of the server itself: where everything is, the query editor, the API for people."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from graph import vocab
from graph.messages import Language, Speaker, under
from graph.query import queries
from graph.serve.openapi import document

_FILES = (
    "site.css",
    "editor.css",
    "editor.js",
    "language.js",
    "reference.js",
    "yasgui/yasgui.min.js",
    "yasgui/yasgui.min.css",
)
_HOME = resources.files("graph.serve") / "assets"
ASSETS: Mapping[str, bytes] = MappingProxyType({name: (_HOME / name).read_bytes() for name in _FILES})
_UNITS = ("B", "kB", "MB", "GB")
_PAGES = {"graph.html", "report.html", "report.zh.md", "report.en.md"}


def home(language: Language, names: Sequence[str], sizes: Mapping[str, int]) -> bytes:
    """Where everything is."""
    files = [(name, size(sizes[name])) for name in names if name not in _PAGES]
    return _drawn("home.html", language, names=names, files=files)


def editor(language: Language) -> bytes:
    """The query editor, with the named questions and the prefixes of the vocabulary."""
    asked = [(one.name, one.en if language == "en" else one.zh) for one in queries()]
    library = under("serve.yasgui.")  # what it shows, and what to say instead
    told = {
        "language": language,
        "prefixes": dict(vocab.load().prefixes),
        "tab": Speaker(language)("serve.yasgui.query"),
        "spoken": [] if language == "en" else [(message.en, message.zh) for message in library],
    }
    return _drawn("editor.html", language, questions=asked, told=_in_script(told))


def _in_script(value: object) -> Markup:
    """As JSON that cannot end the element it stands in."""
    return Markup(json.dumps(value, ensure_ascii=False).replace("<", "\\u003c"))


def reference(language: Language) -> bytes:
    """The API for people: every operation with a form that asks it."""
    told = json.loads(document(language))
    groups: dict[str, tuple[str, list[Any]]] = {tag["name"]: (tag["description"], []) for tag in told["tags"]}
    for path, methods in told["paths"].items():
        for asked in methods.values():
            groups[asked["tags"][0]][1].append((path, asked))
    return _drawn("reference.html", language, about=told["info"]["description"], groups=groups.values())


def size(bytes_: int) -> str:
    """A number of bytes as people read it.

    >>> size(999), size(4_711_653)
    ('999 B', '4.7 MB')
    """
    number, unit = float(bytes_), 0
    while number >= 1000 and unit < len(_UNITS) - 1:
        number, unit = number / 1000, unit + 1
    return f"{number:.1f} {_UNITS[unit]}" if unit else f"{bytes_} B"


def _drawn(template: str, language: Language, **given: Any) -> bytes:
    speaker = Speaker(language)
    other = "en" if language == "zh" else "zh"

    def say(key: str, **values: object) -> str:
        return speaker(f"serve.{key}", **values)

    return _templates().get_template(template).render(say=say, language=language, other=other, **given).encode()


@cache
def _templates() -> Environment:
    def source(name: str) -> str:
        return (_HOME / name).read_text("utf-8")

    return Environment(loader=FunctionLoader(source), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
