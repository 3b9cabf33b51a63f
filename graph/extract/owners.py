"""Projects of one name that several enterprises have, in one text or in any: each is told by its owner."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from graph.lexicon import Lexicon
from graph.lexicon.firms import related
from graph.model import Claim, Document, Mention

_OWNING = re.compile(r"(?:的|投资的|建设的|旗下的?|自有的?)?[“”]?")

_NUMBER = re.compile(r"\d")

Owners = tuple[tuple[int, str], ...]


def apart(
    claims: Sequence[Claim], mentions: Sequence[Mention], document: Document, lexicon: Lexicon
) -> tuple[Sequence[Claim], Sequence[Mention]]:
    """With such projects called 项目（企业）; from one owner's name to the next's, all is said of the first's.

    Only a name that stands right after two unrelated enterprises (甲公司某项目, 乙公司某项目) is two; an
    enterprise that builds the project of another does not make it so. What any enterprise may have (研发中心建设项目)
    goes by its owner's name too.
    """
    owners = _owners(claims, document)
    split = {label: found for label, found in owners.items() if _differ([name for _, name in found])}
    split = _common(claims, lexicon) | split
    if not split:
        return claims, mentions
    told = [_claim(claim, split) for claim in claims]
    named = (m for c in told for m in (c.subject, c.object) if isinstance(m, Mention) and m.label not in split)
    said = (m for m in named if m.kind == "Project" and m.label.startswith(m.surface))
    return told, list(dict.fromkeys([*(_mention(m, split) for m in mentions), *said]))


def _common(claims: Sequence[Claim], lexicon: Lexicon) -> dict[str, Owners]:
    """The owner of each project that goes by what any enterprise may have, where the text names no other."""
    found: dict[str, set[tuple[int, str]]] = defaultdict(set)
    words = lexicon.by_role("common-project")
    for claim in claims:
        project = claim.object
        if claim.predicate == "undertakes" and isinstance(project, Mention) and not _NUMBER.search(project.label):
            rest = project.label
            for word in sorted(words, key=len, reverse=True):
                rest = rest.replace(word, "")
            if not rest:
                found[project.label].add((0, claim.subject.label))
    return {label: tuple(owners) for label, owners in sorted(found.items()) if len(owners) == 1}


def _owners(claims: Sequence[Claim], document: Document) -> dict[str, Owners]:
    """Under each project's name, where which enterprise stands right before it."""
    found: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for claim in claims:
        if claim.predicate == "undertakes" and isinstance(claim.object, Mention):
            owner, project = claim.subject, claim.object
            between = document.text[owner.span.end : project.span.start]
            if owner.span.end <= project.span.start and _OWNING.fullmatch(between):
                found[project.label].add((owner.span.start, owner.label))
    return {label: tuple(sorted(owners)) for label, owners in sorted(found.items())}


def _differ(names: Sequence[str]) -> bool:
    return any(not related(one, other) for one, other in combinations(names, 2))


def _claim(claim: Claim, split: Mapping[str, Owners]) -> Claim:
    thing = claim.object
    named = _mention(thing, split) if isinstance(thing, Mention) else thing
    return replace(claim, subject=_mention(claim.subject, split), object=named)


def _mention(mention: Mention, split: Mapping[str, Owners]) -> Mention:
    owners = split.get(mention.label) if mention.kind == "Project" else None
    if owners is None:
        return mention
    before = bisect_right([start for start, _ in owners], mention.span.start)
    return replace(mention, label=f"{mention.label}（{owners[max(0, before - 1)][1]}）")
