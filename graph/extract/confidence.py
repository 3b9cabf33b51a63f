"""How sure a claim is: how often its cue is right, and what made claims of its sort right or wrong on real texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import exp, log

from graph.extract.amounts import has_amount
from graph.extract.draft import Draft
from graph.extract.items import Item
from graph.lexicon import Lexicon
from graph.lexicon.forms import is_known

_LEAST, _MOST = 0.05, 0.99
_LEGAL = ("公司", "集团")
_FAR = 100  # characters from the subject to the object and the words that join them


def confidence(draft: Draft, lexicon: Lexicon) -> float:
    """The chance that a careful reader would make the claim as well: a logistic sum over its cue and its signs.

    The weights stand in `ontology/confidence.csv`.
    """
    return round(chance(draft.confidence, signs(draft, lexicon), lexicon.weights), 3)


def chance(cue: float, found: Iterable[str], weights: Mapping[str, float]) -> float:
    """The weights of a cue's confidence and of signs as a chance.

    >>> round(chance(0.9, ["referred"], {"base": 0.5, "cue": 1, "referred": -1}), 3)
    0.845
    """
    stated = min(max(cue, _LEAST), _MOST)
    total = weights["base"] + weights["cue"] * log(stated / (1 - stated)) + sum(weights[sign] for sign in found)
    return min(max(1 / (1 + exp(-total)), _LEAST), _MOST)


def signs(draft: Draft, lexicon: Lexicon) -> Iterator[str]:
    """What tells that a claim is less or more sure than its cue: how its subject was found, what its names are.

    So does its cue itself, where readers judged enough of its claims.
    """
    if draft.cue in lexicon.weights:
        yield draft.cue
    if draft.end - draft.start > _FAR:
        yield "far"
    if draft.carried:
        yield "carried"
    if draft.subject.reference:
        yield "referred"
    yield from _of_subject(draft.subject, lexicon)
    if isinstance(draft.object, Item) and draft.object.kind == "Material" and not is_known(draft.object.name, lexicon):
        yield "open-material"


def _of_subject(subject: Item, lexicon: Lexicon) -> Iterator[str]:
    if subject.kind == "Company" and not subject.name.endswith(_LEGAL) and subject.name not in lexicon.enterprises:
        yield "short-company"
    if subject.kind == "Project" and not subject.reference and not has_amount(subject.parts):
        yield "unmeasured-project"
    if subject.kind in {"Place", "Park", "Chain"}:
        yield "whole"
