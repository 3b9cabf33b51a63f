"""The questions of `queries/`: what each asks, what it may be asked about, and its SPARQL with the names filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from graph import vocab
from graph.errors import QueryError
from graph.vocab import Term

Given = str | int | float | Decimal
_ASKED = re.compile(r"# (?P<zh>.*？) (?P<en>[A-Z].*\?)")
_DECLARED = re.compile(r'# @param (?P<name>\w+) (?P<kind>\w+) "(?P<default>[^"\\]*)" (?P<zh>.+?) / (?P<en>.+)')
_PLACE = r'(?:VALUES \?given_(\w+) \{ (?:"[^"\\]*"|[\d.]+) \}|BIND\((?:"[^"\\]*"|[\d.]+) AS \?given_(\w+)\))'
_SITE = re.compile(_PLACE)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"}
_TERMS = frozenset({"Relation", "Status"})


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question may be asked about. Its `kind` is a class of the vocabulary, Relation, Status or number."""

    name: str
    kind: str
    default: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question in both languages, and the SPARQL that asks it with the defaults of its parameters."""

    name: str
    zh: str
    en: str
    parameters: tuple[Parameter, ...]
    text: str

    def filled(self, given: Mapping[str, Given]) -> str:
        """The SPARQL with these names in place of the defaults, each written as one literal.

        >>> question("makers").filled({}) == question("makers").text
        True
        """
        literals = {p.name: literal(p, given.get(p.name, p.default)) for p in self._known(given)}
        return _SITE.sub(lambda site: _written(site, literals), self.text)

    def _known(self, given: Mapping[str, Given]) -> tuple[Parameter, ...]:
        names = [parameter.name for parameter in self.parameters]
        for name in given:
            if name not in names:
                raise QueryError(f"no such parameter: {name}", self.name, _did_you_mean(name, names))
        return self.parameters


def _written(site: re.Match[str], literals: Mapping[str, str]) -> str:
    name = site[1] or site[2]
    if site[1]:
        return f"VALUES ?given_{name} {{ {literals[name]} }}"
    return f"BIND({literals[name]} AS ?given_{name})"


def literal(parameter: Parameter, value: Given) -> str:
    r"""A value as a SPARQL literal: whatever it holds, it is only a name.

    >>> literal(Parameter("material", "Material", "", "", ""), '"} DROP ALL #')
    '"\\"} DROP ALL #"'
    """
    if parameter.kind == "number":
        return _number(parameter, value)
    text = str(value)
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise QueryError("holds half a character", f"--{parameter.name}", "write it in Unicode")
    if parameter.kind in _TERMS and text:
        text = _term(parameter, text)
    return '"' + "".join(_ESCAPES.get(char, char) for char in text) + '"'


def _number(parameter: Parameter, value: Given) -> str:
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number < 0 or abs(number.adjusted()) > 30:
        raise QueryError(f"no number: {str(value)[:40]}", f"--{parameter.name}", "write it in digits")
    return format(number, "f")


def terms_of() -> Mapping[str, Mapping[str, Term]]:
    """The terms that a parameter of such a kind is one of, by name.

    >>> "produces" in terms_of()["Relation"]
    True
    """
    words = vocab.load()
    relations = (*words.relations.values(), *words.quantities.values(), words.terms["status"])
    return {"Relation": {term.name: term for term in relations}, "Status": words.statuses}


def _term(parameter: Parameter, text: str) -> str:
    """The name in the vocabulary of what is called so in either language."""
    terms = terms_of()[parameter.kind].values()
    named = {name.casefold(): term.name for term in terms for name in (term.zh, term.en, term.name)}
    if text.casefold() not in named:
        raise QueryError(f"no such name: {text}", f"--{parameter.name}", _did_you_mean(text, named))
    return named[text.casefold()]


def directory() -> Path:
    """Where the questions stand: beside `ontology/`, in a checkout as in an installed package."""
    return vocab.default_directory().parent / "queries"


def queries() -> tuple[Question, ...]:
    """All questions that can be asked by name.

    >>> next(question.en for question in queries() if question.name == "makers")
    'Who makes what, and in which words?'
    """
    return _queries(directory())


@cache
def _queries(folder: Path) -> tuple[Question, ...]:
    return tuple(parse(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.rq")))


def question(name: str) -> Question:
    """The question of that name.

    >>> question("maker")
    Traceback (most recent call last):
    ...
    graph.errors.QueryError: no such question: maker; did you mean makers?
    """
    named = {question.name: question for question in queries()}
    if name not in named:
        raise QueryError(f"no such question: {name}", remedy=_did_you_mean(name, named))
    return named[name]


def _did_you_mean(name: str, names: Mapping[str, object] | list[str]) -> str:
    close = get_close_matches(name.casefold(), list(names), n=1, cutoff=0.5)
    if close:
        return f"did you mean {close[0]}?"
    return f"give one of: {', '.join(sorted(names))}" if names else "it takes none"


def parse(name: str, text: str) -> Question:
    r"""Read a question from its file: what it asks in the first line, its parameters in lines of the head.

    >>> parse("a", '# 谁？ Who?\n# @param x Material "镍" 物料 / the material\nASK {}').parameters[0].default
    '镍'
    """
    lines = text.splitlines()
    asked = _ASKED.fullmatch(lines[0]) if lines else None
    if asked is None:
        raise QueryError("the first line does not ask in both languages", f"{name}.rq", "restore or mend the file")
    head = [line for line in lines if line.startswith("# @param ")]
    return Question(name, asked["zh"], asked["en"], tuple(_parameter(name, line) for line in head), text)


def _parameter(name: str, line: str) -> Parameter:
    declared = _DECLARED.fullmatch(line)
    if declared is None:
        raise QueryError(f"no declaration of a parameter: {line}", f"{name}.rq", "restore or mend the file")
    return Parameter(**declared.groupdict())
