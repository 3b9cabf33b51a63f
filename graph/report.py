"""What a build found, left out and could not read: `report.json`, and the texts as they were read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import metadata
from typing import Any

from graph.errors import SourceError
from graph.messages import Speaker
from graph.model import Document, Fact, Knowledge, Link, Rejection
from graph.output import GENERATOR, REPORT

Json = dict[str, Any]
_json = json.JSONEncoder(ensure_ascii=False).encode


def report(
    knowledge: Knowledge, unreadable: Sequence[SourceError], timings: Mapping[str, float], files: Iterable[str]
) -> str:
    """Everything worth counting, as JSON; only what stands under "timings" differs from run to run.

    >>> empty = Knowledge((), (), (), (), (), ())
    >>> json.loads(report(empty, (), {}, ["graph.ttl"]))["files"]
    ['graph.ttl', 'report.json']
    """
    return "".join(told(knowledge, unreadable, timings, files))


def counted(
    counts: Mapping[str, Any], unreadable: Sequence[SourceError], timings: Mapping[str, float], files: Iterable[str]
) -> str:
    """The report of a build too large for lists: what was counted, and how many texts there are.

    >>> json.loads(counted({"texts": 2}, (), {}, ["quads"]))["files"]
    ['quads', 'report.json']
    """
    content = {
        "generator": GENERATOR,
        "files": sorted({*files, REPORT}),
        **counts,
        "unreadable": [_unreadable(error) for error in unreadable],
        "shacl": {"conforms": True, "violations": 0},
        "versions": _versions(),
        "timings": {stage: round(seconds, 3) for stage, seconds in timings.items()},
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def told(
    knowledge: Knowledge, unreadable: Sequence[SourceError], timings: Mapping[str, float], files: Iterable[str]
) -> Iterator[str]:
    """The report piece by piece, as it may be long."""
    content = {
        "generator": GENERATOR,
        "files": sorted({*files, REPORT}),
        "documents": map(_document, knowledge.documents),
        "unreadable": map(_unreadable, unreadable),
        "entities": _counts(entity.kind for entity in knowledge.entities),
        "claims": _counts(claim.predicate for fact in knowledge.facts for claim in fact.claims),
        "facts": _facts(knowledge.facts),
        "processes": len(knowledge.processes),
        "rejected": _counts(rejection.reason for rejection in knowledge.rejections),
        "rejections": map(_rejection, knowledge.rejections),
        "links": map(_link, knowledge.links),
        "shacl": {"conforms": True, "violations": 0},  # a graph that does not conform is not written
        "versions": _versions(),
        "timings": {stage: round(seconds, 3) for stage, seconds in timings.items()},
    }
    mark = "{"
    for key, value in content.items():
        yield f"{mark}\n {json.dumps(key)}: "
        yield from _listed(value) if isinstance(value, map) else _indented(value, "\n ")
        mark = ","
    yield "\n}\n"


def _listed(values: Iterable[Json]) -> Iterator[str]:
    """What `_indented` gives of a list of objects without inner ones, at a tenth of the time."""
    mark = "["
    for value in values:
        said = ",\n   ".join([f"{_json(name)}: {_json(word)}" for name, word in value.items()])
        yield f"{mark}\n  {{\n   {said}\n  }}"
        mark = ","
    yield "[]" if mark == "[" else "\n ]"


def _indented(value: object, line: str) -> Iterator[str]:
    yield json.dumps(value, ensure_ascii=False, indent=1).replace("\n", line)


def documents_jsonl(documents: Iterable[Document]) -> str:
    r"""The texts as they were read, one a line: offsets count in these, and a build can read them again.

    >>> documents_jsonl([Document("a.txt", "镍")])
    '{"id": "a.txt", "text": "镍", "title": "", "publisher": "", "published": "", "url": ""}\n'
    """
    return "".join(document_lines(documents))


def document_lines(documents: Iterable[Document]) -> Iterator[str]:
    """The lines of `documents_jsonl`."""
    return (json.dumps(_line(document), ensure_ascii=False) + "\n" for document in documents)


def documents(lines: str) -> tuple[Document, ...]:
    r"""The way back from `documents_jsonl`.

    >>> documents(documents_jsonl([Document("a.txt", "镍")]))
    (Document(name='a.txt', text='镍', title='', publisher='', published='', url='', start=0),)

    Raises:
        ValueError: a line is none that a build wrote.
    """
    return tuple(_again(json.loads(line)) for line in lines.split("\n") if line.strip())


def _again(line: Json) -> Document:
    try:
        return Document(name=line["id"], **{key: value for key, value in line.items() if key != "id"})
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("no document") from error


def _line(document: Document) -> Json:
    begins = {"start": document.start} if document.start else {}  # what stands before is front matter
    return {
        "id": document.name,
        "text": document.text,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "url": document.url,
        **begins,
    }


def _document(document: Document) -> Json:
    known = {key: value for key, value in _line(document).items() if key != "text"}
    return {**known, "id": document.id, "name": document.name, "characters": len(document.text)}


def _unreadable(error: SourceError) -> Json:
    return {
        "file": error.where,
        "reason": error.what,
        "remedy": error.remedy,
        "reason_zh": Speaker("zh").translate(error.what),
        "remedy_zh": Speaker("zh").translate(error.remedy),
    }


def _rejection(rejection: Rejection) -> Json:
    return {
        "document": rejection.document,
        "start": rejection.span.start,
        "end": rejection.span.end,
        "quote": rejection.quote,
        "reason": rejection.reason,
        "detail": rejection.detail,
    }


def _link(link: Link) -> Json:
    return {
        "document": link.document,
        "name": link.label,
        "entity": link.entity,
        "score": link.score,
        "reason": link.reason,
    }


def _facts(facts: Iterable[Fact]) -> dict[str, dict[str, int]]:
    counts: dict[str, Counter[str]] = {}
    for fact in facts:
        counts.setdefault(fact.origin, Counter())[fact.predicate] += 1
    return {origin: dict(sorted(counts[origin].items())) for origin in sorted(counts)}


def _counts(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))


def _versions() -> dict[str, str]:
    """Of this package and of those it rests on, where their names can be asked."""
    try:
        needed = [line.split(">")[0].strip() for line in metadata.requires(GENERATOR) or [] if "extra ==" not in line]
    except metadata.PackageNotFoundError:
        return {}
    return {name: metadata.version(name) for name in sorted({GENERATOR, *needed}, key=str.lower)}
