"""What a build found, left out and could not read: `report.json`, and the texts as they were read."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from typing import Any, BinaryIO

from graph.errors import SourceError
from graph.messages import Speaker
from graph.model import Document, Fact, Knowledge, Link, Rejection
from graph.output import GENERATOR, REPORT

Json = dict[str, Any]
Lists = Mapping[str, Iterable[tuple[str, bytes]]]  # by its name, of each text by its id what a list says
Places = dict[str, tuple[int, dict[str, int]]]  # by its name, where a list begins, and how long each piece is
_json = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of what a build knows, by its names."""

    texts: int
    entities: Mapping[str, int]
    claims: Mapping[str, int]
    facts: Mapping[str, Mapping[str, int]]
    processes: int
    rejected: Mapping[str, int]


def counts_of(knowledge: Knowledge) -> Counts:
    """Count what is known.

    >>> counts_of(Knowledge((), (), (), (), (), ())).texts
    0
    """
    return Counts(
        len(knowledge.documents),
        counts(entity.kind for entity in knowledge.entities),
        counts(claim.predicate for fact in knowledge.facts for claim in fact.claims),
        _facts(knowledge.facts),
        len(knowledge.processes),
        counts(rejection.reason for rejection in knowledge.rejections),
    )


def counted(
    known: Mapping[str, Any], unreadable: Sequence[SourceError], timings: Mapping[str, float], files: Iterable[str]
) -> str:
    """The report of a build too large for lists: what was counted, and how many texts there are.

    >>> json.loads(counted({"texts": 2}, (), {}, ["quads"]))["files"]
    ['quads', 'report.json']
    """
    content = {
        "generator": GENERATOR,
        "files": sorted({*files, REPORT}),
        **known,
        "unreadable": [_unreadable(error) for error in unreadable],
        "shacl": {"conforms": True, "violations": 0},
        "versions": _versions(),
        "timings": {stage: round(seconds, 3) for stage, seconds in timings.items()},
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def pieces_of(knowledge: Knowledge) -> Lists:
    """What each of the lists says of each text, by its id, in the order of the texts."""
    links, refused = defaultdict[str, list[Link]](list), defaultdict[str, list[Rejection]](list)
    for link in knowledge.links:
        links[link.document].append(link)
    for rejection in knowledge.rejections:
        refused[rejection.document].append(rejection)
    ids = [document.id for document in knowledge.documents]
    return {
        "documents": ((document.id, document_piece(document)) for document in knowledge.documents),
        "rejections": ((id, rejections_piece(refused.get(id, ()))) for id in ids),
        "links": ((id, links_piece(links.get(id, ()))) for id in ids),
    }


def document_piece(document: Document) -> bytes:
    """What the list of texts says of one."""
    return _piece([_document(document)])


def rejections_piece(rejections: Iterable[Rejection]) -> bytes:
    """What was not taken from one text."""
    return _piece(map(_rejection, rejections))


def links_piece(links: Iterable[Link]) -> bytes:
    """What the names of one text mean, by name."""
    return _piece(map(_link, sorted(links, key=lambda link: (link.label, link.entity, link.score, link.reason))))


def write(  # noqa: PLR0913 - all of it is in the report
    file: BinaryIO,
    counted: Counts,
    lists: Lists,
    *,
    unreadable: Sequence[SourceError],
    timings: Mapping[str, float],
    files: Iterable[str],
) -> Places:
    """Write the report, and tell where it lists what; only what stands under "timings" differs from run to run."""
    content = {
        "generator": GENERATOR,
        "files": sorted({*files, REPORT}),
        "documents": [],
        "unreadable": [_unreadable(error) for error in unreadable],
        "entities": counted.entities,
        "claims": counted.claims,
        "facts": counted.facts,
        "processes": counted.processes,
        "rejected": counted.rejected,
        "rejections": [],
        "links": [],
        "shacl": {"conforms": True, "violations": 0},  # a graph that does not conform is not written
        "versions": _versions(),
        "timings": {stage: round(seconds, 3) for stage, seconds in timings.items()},
    }
    places: Places = {}
    for number, (key, value) in enumerate(content.items()):
        file.write(f"{',' if number else '{'}\n {json.dumps(key)}: ".encode())
        if key in lists:
            places[key] = file.tell(), _listed(file, lists[key])
        else:
            file.write(json.dumps(value, ensure_ascii=False, indent=1).replace("\n", "\n ").encode())
    file.write(b"\n}\n")
    return places


def _listed(file: BinaryIO, pieces: Iterable[tuple[str, bytes]]) -> dict[str, int]:
    """Write pieces as one list, and tell how long each is."""
    sizes, empty = dict[str, int](), True
    for id, piece in pieces:
        sizes[id] = len(piece)
        file.write(b"[" + piece[1:] if empty and piece else piece)
        empty = empty and not piece
    file.write(b"[]" if empty else b"\n ]")
    return sizes


def _piece(values: Iterable[Json]) -> bytes:
    """What indented JSON gives of objects without inner ones, at a tenth of the time; before each stands a comma."""
    said = (",\n   ".join([f"{_json(name)}: {_json(word)}" for name, word in value.items()]) for value in values)
    return "".join([f",\n  {{\n   {one}\n  }}" for one in said]).encode()


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
    found: dict[str, Counter[str]] = {}
    for fact in facts:
        found.setdefault(fact.origin, Counter())[fact.predicate] += 1
    return {origin: dict(sorted(found[origin].items())) for origin in sorted(found)}


def counts(names: Iterable[str]) -> dict[str, int]:
    """How often each name comes, sorted.

    >>> counts("ba")
    {'a': 1, 'b': 1}
    """
    return dict(sorted(Counter(names).items()))


def _versions() -> dict[str, str]:
    """Of this package and of those it rests on, where their names can be asked."""
    try:
        needed = [line.split(">")[0].strip() for line in metadata.requires(GENERATOR) or [] if "extra ==" not in line]
    except metadata.PackageNotFoundError:
        return {}
    return {name: metadata.version(name) for name in sorted({GENERATOR, *needed}, key=str.lower)}
