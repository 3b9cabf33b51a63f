"""The Python API as operations of an address each: which there are, and what each answers. Runs in a worker."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from graph.api import KnowledgeGraph
from graph.chain import Card, Evidence, Results, Scenario
from graph.chain.overview import ChainCard
from graph.chain.results import Recorded
from graph.errors import Error
from graph.messages import Language, Speaker
from graph.model import Entity
from graph.rows import Rows, Value
from graph.serve.frames import Refused, Reply
from graph.serve.media import CSV, JSON
from graph.serve.parameters import Parameter, bound, parameters

Form = Literal["rows", "card", "scenario", "words"]
PAGE = (Parameter("limit", "integer", default=1000), Parameter("offset", "integer", default=0))
WORDS = Parameter("words", "boolean", default=False)
LANG = Parameter("lang", choices=("zh", "en"))
MOST = 10_000  # rows of one page


@dataclass(frozen=True, slots=True)
class Operation:
    """One address: the function behind it, the form of its answer, and the key of what is said of it."""

    name: str
    function: Callable[..., Any]
    form: Form
    key: str = ""  # of messages.csv, where it is not the name

    @property
    def own(self) -> tuple[Parameter, ...]:
        """The parameters of the function."""
        return parameters(self.function)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """All parameters of the address."""
        more = (*PAGE, WORDS) if self.form in {"rows", "words"} else ()
        return (*self.own, *(p for p in more if self.form == "rows" or p is not WORDS), LANG)

    def summary(self, language: Language) -> str:
        """What it answers, in a line."""
        say, key = Speaker(language), self.key or self.name
        return say.find(f"serve.{key}") or say.find(f"{key}.help", self.name)

    def about(self, parameter: Parameter, language: Language) -> str:
        """What a parameter means."""
        say = Speaker(language)
        return say.find(f"serve.ask.{parameter.name}") or say.find(f"ask.{parameter.name}") or say("ask.name")


def thing(known: KnowledgeGraph, name: str) -> Card:
    """Anything of that name with all that is said of it."""
    return Card(known.find(name), known.index)


def evidence(known: KnowledgeGraph, name: str, other: str | None = None) -> tuple[Evidence, ...]:
    """The words behind all that is said of a thing, or of it and another."""
    card = thing(known, name)
    if other is None:
        return card.evidence
    end = known.find(other).id
    both = [r for r in (*card.objects(), *card.subjects()) if r.entity.id == end]
    return tuple(dict.fromkeys(words for related in both for words in related.evidence))


@cache
def operations() -> Mapping[str, Operation]:
    """All operations by name.

    >>> sorted(operations())[:4]
    ['audit', 'balance', 'bottlenecks', 'candidates']
    """
    kind = KnowledgeGraph
    listed = (
        Operation("search", kind.search, "rows"),
        Operation("thing", thing, "card"),
        Operation("company", kind.company, "card"),
        Operation("project", kind.project, "card"),
        Operation("material", kind.material, "card"),
        Operation("park", kind.park, "card"),
        Operation("chain", kind.chain, "card"),
        Operation("upstream", kind.upstream, "rows"),
        Operation("downstream", kind.downstream, "rows"),
        Operation("paths", kind.paths, "rows", "path"),
        Operation("producers", kind.producers, "rows"),
        Operation("consumers", kind.consumers, "rows"),
        Operation("products", kind.products, "rows"),
        Operation("evidence", evidence, "words"),
        Operation("ledger", kind.ledger, "rows"),
        Operation("totals", kind.totals, "rows"),
        Operation("gaps", kind.gaps, "rows"),
        Operation("balance", kind.balance, "rows"),
        Operation("shares", kind.local_shares, "rows"),
        Operation("candidates", kind.supply_candidates, "rows"),
        Operation("bottlenecks", kind.bottlenecks, "rows"),
        Operation("loops", kind.loops, "rows"),
        Operation("what-if", kind.what_if, "scenario"),
        Operation("audit", kind.audit, "rows"),
    )
    return {operation.name: operation for operation in listed}


def done(known: KnowledgeGraph, told: Mapping[str, Any]) -> Reply:
    """The answer of an operation: its name, its parameters as pairs, the form and the language asked for.

    Raises:
        Refused: a parameter is wrong, or the graph does not know a name.

    >>> from graph import example
    >>> asked = {"name": "producers", "given": [["material", "nickel sulfate"]], "media": JSON, "lang": "en"}
    >>> json.loads(done(example(), asked).body)["count"]
    2
    """
    operation = operations()[told["name"]]
    given = bound(operation.parameters, ((name, value) for name, value in told["given"]))
    own = {p.name: given.pop(p.name) for p in operation.own if p.name in given}
    language: Language = given.get("lang", told["lang"])
    listed = next((own.pop(p.name) for p in operation.own if p.positional and p.name in own), ())
    try:
        first = (known, *(own.pop(p.name) for p in operation.own if listed and p.needed))
        found = operation.function(*first, *listed, **own)
        return _reply(found, given, told["media"], language)
    except Error as error:
        strings = [value for _, value in told["given"]]
        raise Refused(404 if error.where in strings else 400, Speaker(language).error(error)) from error


def _reply(found: Any, given: Mapping[str, Any], media: str, language: Language) -> Reply:
    limit, offset = min(given.get("limit", 1000), MOST), given.get("offset", 0)
    if isinstance(found, Card):
        return _json(_card(found))
    if isinstance(found, Scenario):
        said = {"change": found.head(language), "text": found.text(language)}
        return _json({**said, **_rows(found.losses, 0, MOST, words=True)})
    if not isinstance(found, Results):
        page = found[offset : offset + limit]
        return _json({"count": len(found), "offset": offset, "rows": [_words(one) for one in page]})
    if media == CSV:
        return Reply(200, CSV, Results(found[offset : offset + limit]).rows().to_csv().encode())
    return _json(_rows(found, offset, limit, words=given.get("words", False)))


def table(rows: Rows, given: Mapping[str, Any], media: str) -> Reply:
    """Rows at hand as an answer."""
    limit, offset = min(given.get("limit", 1000), MOST), given.get("offset", 0)
    page = Rows(rows.columns, rows.rows[offset : offset + limit])
    if media == CSV:
        return Reply(200, CSV, page.to_csv().encode())
    listed = [dict(zip(page.columns, map(_plain, row), strict=True)) for row in page]
    return _json({"count": len(rows), "offset": offset, "columns": page.columns, "rows": listed})


def _rows(found: Results[Any], offset: int, limit: int, *, words: bool) -> dict[str, Any]:
    page = Results[Recorded](found[offset : offset + limit])
    rows = [{name: _plain(value) for name, value in row.items()} for row in page.records()]
    if words:
        for row, item in zip(rows, page, strict=True):
            row["words"] = [_words(one) for one in getattr(item, "evidence", ())]
    columns = [name for name in rows[0] if name != "words"] if rows else []
    return {"count": len(found), "offset": offset, "columns": columns, "rows": rows}


def _card(card: Card) -> dict[str, Any]:
    told: dict[str, Results[Any]] = {
        "objects": card.objects(),
        "subjects": card.subjects(),
        "figures": card.figures,
        "states": card.states,
    }
    if isinstance(card, ChainCard):
        told["stages"] = card.stages
    links = [{"name": link.label, "reason": link.reason, "score": link.score} for link in card.aliases]
    rows = {name: _rows(found, 0, MOST, words=True)["rows"] for name, found in told.items()}
    return {"thing": _entity(card.entity), "aliases": links, **rows}


def _entity(entity: Entity) -> dict[str, Any]:
    names = {"label": entity.label, "names": entity.names, "english": entity.english}
    return {"id": entity.id, "kind": entity.kind, **names, "broader": entity.broader}


def _words(one: Evidence) -> dict[str, Any]:
    document = one.document
    where = {"document": document.name, "title": document.title, "published": document.published}
    said = {"quote": one.quote, **where, "start": one.start, "end": one.end, "origin": one.origin}
    return {**said, "confidence": one.confidence, "sources": one.sources}


def _plain(value: Value | Iterable[Value]) -> Any:
    if value is None or isinstance(value, str | bool | int | float):
        return value
    number = float(str(value))
    return int(number) if number == int(number) else number


def _json(value: object) -> Reply:
    return Reply(200, JSON, json.dumps(value, ensure_ascii=False, default=str).encode())
