"""Materials: a concept of the thesaurus, or a new one that says which concept it narrows."""

from __future__ import annotations

from collections.abc import Iterable

from graph.lexicon import Lexicon, Term
from graph.lexicon.forms import ALL_MODIFIERS, head_of, strip
from graph.model import Entity


def material_entity(label: str, names: Iterable[str], lexicon: Lexicon) -> Entity:
    """The entity of a material's label.

    >>> from graph.lexicon import load
    >>> material_entity("电池级碳酸锂", (), load()).broader
    ('material/碳酸锂',)
    """
    term = _term(label, lexicon)
    if term is not None:
        others = tuple(sorted({*term.names, *names} - {term.label}))
        return Entity(term.id, "Material", term.label, others, term.english, term.broader, term.formula)
    others = tuple(sorted(set(names) - {label}))
    return Entity(material_id(label, lexicon), "Material", label, others, (), broader(label, lexicon))


def material_id(label: str, lexicon: Lexicon) -> str:
    """The id of a material's label.

    >>> from graph.lexicon import load
    >>> material_id("电池级碳酸锂", load())
    'material/电池级碳酸锂'
    """
    term = _term(label, lexicon)
    return term.id if term is not None else f"material/{label}"


def _term(label: str, lexicon: Lexicon) -> Term | None:
    term = lexicon.terms.get(label)
    return term if term is not None and term.kind == "Material" else None


def broader(label: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The concept an open name narrows: itself without its modifiers, its longest known ending, or its head's."""
    bare = strip(label, lexicon, ALL_MODIFIERS)
    for start in range(len(label)):
        for candidate in (bare if start == 0 else "", label[start:]):
            term = _term(candidate, lexicon) if len(candidate) > 1 and candidate != label else None
            if term is not None:
                return (term.id,)
    head = head_of(label, lexicon)
    term = _term(lexicon.heads.get(head, ""), lexicon) or _prefixed(label, lexicon)
    return (term.id,) if term is not None else ()


def _prefixed(label: str, lexicon: Lexicon) -> Term | None:
    for prefix in sorted(lexicon.prefixes, key=lambda p: (-len(p), p)):
        if label.startswith(prefix):
            return _term(lexicon.prefixes[prefix], lexicon)
    return None
