"""The commands that ask a built graph: each says its arguments and which method of `KnowledgeGraph` answers."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from graph import vocab
from graph.api import KnowledgeGraph, load
from graph.api.base import NODES
from graph.chain import Card, Related, Results, Scenario
from graph.chain.results import Recorded
from graph.cli import emit
from graph.errors import Error
from graph.messages import Speaker
from graph.vocab import Terms

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
ORIGINS = ("Stated", "Derived", "Reference")
Chosen = argparse.Namespace
Answer = Callable[[KnowledgeGraph, Chosen], Results[Recorded] | Scenario]


@dataclass(frozen=True, slots=True)
class Question:
    """A command: what it takes after its name, its options, and what answers it."""

    name: str
    takes: tuple[str, ...]
    answer: Answer
    options: tuple[str, ...] = ()

    def add(self, parser: argparse.ArgumentParser, say: Speaker) -> None:
        """Give a parser the arguments."""
        parser.set_defaults(**emit.DEFAULTS)
        group = parser.add_argument_group(say("arguments"))
        for name in self.takes:
            group.add_argument(name, metavar=name.upper(), help=say(f"ask.{name}"))
        for option in self.options:
            _OPTIONS[option](group, say(f"ask.{option}"))
        emit.add_options(group, say)

    def run(self, chosen: Chosen, say: Speaker) -> int:
        """Answer on the standard output or into a file; an empty answer says so beside it."""
        form = emit.form_of(chosen.format, chosen.out)
        answer = self.answer(load(chosen.source), chosen)
        found, head = (answer.losses, answer.head(say.language)) if isinstance(answer, Scenario) else (answer, "")
        emit.emit(found.rows(say.language if form in {"table", "xlsx"} else None), form, chosen.out, say)
        nothing = "" if found else say.find(f"{self.name}.nothing", say("ask.nothing"))
        emit.explain(tuple(filter(None, (head, nothing))), quiet=chosen.quiet)
        return 0


def _supposed(chosen: Chosen) -> tuple[list[str], dict[str, str | Decimal]]:
    if not chosen.remove and not chosen.capacity:
        raise Error("nothing is supposed", "what-if", "give --remove NAME or --capacity NAME=VALUE")
    return chosen.remove, _sizes(chosen.capacity)


def _sizes(given: Iterable[str]) -> dict[str, str | Decimal]:
    """NAME=VALUE as a mapping; a plain number is a factor, anything else words that the analysis reads.

    Raises:
        Error: one is written otherwise.
    """
    found: dict[str, str | Decimal] = {}
    for text in given:
        name, _, value = text.rpartition("=")
        if not name or not value:
            raise Error(
                "not NAME=VALUE / 不是“名称=数值”", text, "write NAME=0.5 for half, or NAME=20000t for tonnes a year"
            )
        found[name] = Decimal(value) if _NUMBER.fullmatch(value) else value
    return found


def _named(given: str, terms: Terms) -> str:
    """The name in the vocabulary of what is called so in either language; what nothing is called stays as it is."""
    named = {word.casefold(): term.name for term in terms.values() for word in (term.name, term.zh, term.en)}
    return named.get(given.casefold(), given)


def _origin(given: str) -> str:
    return _named(given, vocab.load().concepts("Origin"))


def _kind(given: str) -> str:
    return _named(given, vocab.load().kinds)


def _said(card: Card) -> Results[Related]:
    return Results((*card.objects(), *card.subjects()))


_OPTIONS: dict[str, Callable[[argparse._ArgumentGroup, str], object]] = {
    "depth": lambda group, words: group.add_argument("--depth", type=int, metavar="N", help=words),
    "origin": lambda group, words: group.add_argument(
        "--origin", action="append", choices=ORIGINS, type=_origin, help=words
    ),
    "to": lambda group, words: group.add_argument(
        "--to", action="append", metavar="KIND", choices=NODES, type=_kind, help=words
    ),
    "region": lambda group, words: group.add_argument("--region", metavar="PLACE", help=words),
    "chain": lambda group, words: group.add_argument("--chain", metavar="NAME", help=words),
    "totals": lambda group, words: group.add_argument("--totals", action="store_true", help=words),
    "remove": lambda group, words: group.add_argument(
        "--remove", action="append", default=[], metavar="NAME", help=words
    ),
    "alone": lambda group, words: group.add_argument("--alone", action="store_true", help=words),
    "capacity": lambda group, words: group.add_argument(
        "--capacity", action="append", default=[], metavar="NAME=VALUE", help=words
    ),
    "figures": lambda group, words: group.add_argument("--figures", action="store_true", help=words),
}

_WALK = ("depth", "origin", "to")
QUESTIONS = (
    Question("search", ("text",), lambda g, c: g.search(c.text)),
    Question("company", ("name",), lambda g, c: _card(g.company(c.name), c), ("figures",)),
    Question("project", ("name",), lambda g, c: _card(g.project(c.name), c), ("figures",)),
    Question("material", ("name",), lambda g, c: _card(g.material(c.name), c), ("figures",)),
    Question("chain", ("name",), lambda g, c: g.chain(c.name).stages),
    Question("upstream", ("name",), lambda g, c: g.upstream(c.name, c.depth, origin=c.origin, to=c.to), _WALK),
    Question("downstream", ("name",), lambda g, c: g.downstream(c.name, c.depth, origin=c.origin, to=c.to), _WALK),
    Question("path", ("start", "end"), lambda g, c: g.paths(c.start, c.end, origin=c.origin), ("origin",)),
    Question("producers", ("name",), lambda g, c: g.producers(c.name)),
    Question("consumers", ("name",), lambda g, c: g.consumers(c.name)),
    Question("ledger", (), lambda g, c: g.totals() if c.totals else g.ledger(), ("totals",)),
    Question("gaps", ("name",), lambda g, c: g.gaps(c.name, c.region), ("region",)),
    Question("balance", ("name",), lambda g, c: g.balance(c.name)),
    Question("shares", (), lambda g, c: g.local_shares(c.chain), ("chain",)),
    Question("bottlenecks", (), lambda g, c: g.bottlenecks()),
    Question("loops", (), lambda g, c: g.loops()),
    Question("audit", (), lambda g, c: g.audit()),
    Question("diff", ("later",), lambda g, c: g.diff(load(c.later))),
    Question("candidates", ("name",), lambda g, c: g.supply_candidates(c.name)),
    Question(
        "what-if",
        (),
        lambda g, c: g.what_if(*_supposed(c), alone=c.alone),
        ("remove", "alone", "capacity"),
    ),
)


def _card(card: Card, chosen: Chosen) -> Results[Recorded]:
    return card.figures if chosen.figures else _said(card)
