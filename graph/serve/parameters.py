"""What a function of the Python API may be asked, as parameters of an address, read from its signature."""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from graph.api.base import NODES
from graph.serve.frames import Refused

Shape = Literal["string", "integer", "boolean", "pair"]
_SHAPES: Mapping[object, Shape] = {str: "string", int: "integer", bool: "boolean"}
_TRUTH = {"true": True, "1": True, "": True, "false": False, "0": False}
_MOST = 1_000_000_000
_GRAPH = ("self", "known")  # what is asked, and so no parameter


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: its shape, whether it may be given again, the words it is one of if it is, and its default."""

    name: str
    shape: Shape = "string"
    many: bool = False
    needed: bool = False
    choices: tuple[str, ...] = ()
    default: object = None
    positional: bool = False

    def read(self, given: Sequence[str]) -> Any:
        """The value of the words given.

        Raises:
            Refused: they are none.

        >>> Parameter("depth", "integer").read(["2"]), Parameter("alone", "boolean").read(["true"])
        (2, True)
        """
        if len(given) > 1 and not self.many:
            raise Refused(400, f"{self.name} is given more than once")
        found = [self._one(words) for words in given]
        if self.shape == "pair":
            return dict(found)
        return tuple(found) if self.many else found[0]

    def _one(self, words: str) -> Any:
        if self.choices and words not in self.choices:
            raise Refused(400, f"{self.name} is one of {', '.join(self.choices)}")
        if self.shape == "integer":
            return self._number(words)
        if self.shape == "boolean":
            if words.lower() not in _TRUTH:
                raise Refused(400, f"{self.name} is true or false")
            return _TRUTH[words.lower()]
        return self._pair(words) if self.shape == "pair" else words

    def _number(self, words: str) -> int:
        if not (words.isascii() and words.isdigit()) or int(words[:20]) > _MOST:
            raise Refused(400, f"{self.name} is a whole number, 0 or more")
        return int(words)

    def _pair(self, words: str) -> tuple[str, str | Decimal]:
        name, _, value = words.rpartition("=")
        if not name or not value:
            raise Refused(400, f"{self.name} is NAME=VALUE, as in NAME=0.5 or NAME=20000t")
        return name, Decimal(value) if value.replace(".", "", 1).isdecimal() and value.isascii() else value


def parameters(function: Callable[..., object]) -> tuple[Parameter, ...]:
    """The parameters of a function, by their names and types.

    >>> from graph import KnowledgeGraph
    >>> [(p.name, p.shape, p.needed, p.choices) for p in parameters(KnowledgeGraph.paths)][2:]
    [('origin', 'string', False, ('Stated', 'Derived', 'Reference')), ('most', 'integer', False, ())]
    """
    hints = typing.get_type_hints(function)
    signature = inspect.signature(function)
    return tuple(_parameter(one, hints[one.name]) for one in signature.parameters.values() if one.name not in _GRAPH)


def _parameter(one: inspect.Parameter, hint: object) -> Parameter:
    needed = one.default is one.empty and one.kind is not one.VAR_POSITIONAL
    default = None if one.default is one.empty else one.default
    kinds = set(_leaves(hint))
    many = one.kind is one.VAR_POSITIONAL or any(typing.get_origin(part) is Iterable for part in _parts(hint))
    if any(typing.get_origin(part) is Mapping for part in _parts(hint)):
        return Parameter(one.name, "pair", many=True)
    choices = tuple(kind for kind in _choices(hint) if one.name != "to" or kind in NODES)
    shape: Shape = next((shape for kind, shape in _SHAPES.items() if kind in kinds and kind is not str), "string")
    positional = one.kind is one.VAR_POSITIONAL
    return Parameter(one.name, shape, many, needed, choices, () if positional else default, positional)


def _parts(hint: object) -> tuple[object, ...]:
    """The members of a union, or what it is."""
    whole = typing.get_origin(hint)
    if whole is not typing.Union and whole is not types.UnionType:
        return (hint,)
    return tuple(deep for part in typing.get_args(hint) for deep in _parts(part))


def _leaves(hint: object) -> Iterator[object]:
    for part in _parts(hint):
        yield part
        if typing.get_origin(part) is Iterable:
            yield from typing.get_args(part)


def _choices(hint: object) -> tuple[str, ...]:
    found = (typing.get_args(leaf) for leaf in _leaves(hint) if typing.get_origin(leaf) is Literal)
    return tuple(dict.fromkeys(word for words in found for word in words))


def bound(taken: Sequence[Parameter], given: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The values of an address's parameters; one that is not given is left out, unless it is needed.

    Raises:
        Refused: one is not known, missing, or not of its shape.

    >>> bound([Parameter("name", needed=True)], [("name", "x")])
    {'name': 'x'}
    """
    named = {parameter.name: parameter for parameter in taken}
    words: dict[str, list[str]] = {}
    for name, value in given:
        if name not in named:
            raise Refused(400, f"there is no parameter {name[:40]!r}; there are {', '.join(named) or 'none'}")
        words.setdefault(name, []).append(value)
    for parameter in taken:
        if parameter.needed and not any(words.get(parameter.name, ())):
            raise Refused(400, f"{parameter.name} is not given")
    return {name: named[name].read(values) for name, values in words.items()}
