"""The names of one text: a pure function of its extraction, and all that resolution reads of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from graph.model import Claim, Extraction, Kind, Mention, Name

_Short = tuple[int, str, str]


def names_of(extraction: Extraction) -> tuple[Name, ...]:
    """Everything that a text names.

    >>> from graph.model import Document, Span
    >>> mention = Mention("d", Span(0, 2), "铜箔", "Material", "铜箔")
    >>> [name.key[1:] for name in names_of(Extraction(Document("a", "铜箔"), (mention,), ()))]
    [('Material', '铜箔')]
    """
    surfaces: dict[tuple[Kind, str], set[str]] = defaultdict(set)
    for mention in extraction.mentions:
        surfaces[mention.kind, mention.label].add(mention.surface)
    for mention in _claimed(extraction.claims):
        surfaces[mention.kind, mention.label].add(mention.label)
    owners, shorts, document = _owners(extraction.claims), _shorts(extraction, surfaces), extraction.document
    return tuple(
        Name(document.id, document.name, kind, label, tuple(sorted(wordings)),
             owners.get(label, ()) if kind == "Project" else (), shorts.get(label, ()) if kind == "Company" else ())
        for (kind, label), wordings in sorted(surfaces.items())
    )  # fmt: skip


def _claimed(claims: Iterable[Claim]) -> Iterator[Mention]:
    """The names in claims; 公司 and 该项目 count under what they stand for, not as names."""
    for claim in claims:
        yield claim.subject
        if isinstance(claim.object, Mention):
            yield claim.object
        elif not isinstance(claim.object, str) and claim.object.material is not None:
            yield claim.object.material


def _owners(claims: Iterable[Claim]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.predicate == "undertakes" and isinstance(claim.object, Mention):
            found[claim.object.label].add(claim.subject.label)
    return {project: tuple(sorted(companies)) for project, companies in found.items()}


def _shorts(extraction: Extraction, named: Iterable[tuple[Kind, str]]) -> dict[str, tuple[_Short, ...]]:
    """Short forms that the text gives of a company, where it names both."""
    there = {label for kind, label in named if kind == "Company"}
    found: dict[str, list[_Short]] = defaultdict(list)
    for number, (short, full, reason) in enumerate(extraction.aliases):
        if full in there and short in there and short != full:
            found[full].append((number, short, reason))
    return {full: tuple(shorts) for full, shorts in found.items()}
