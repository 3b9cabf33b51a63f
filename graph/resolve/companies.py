"""Companies: one stem in one text is one company; a short name that fits one company only is that company."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from graph.lexicon import Lexicon
from graph.lexicon.firms import stem
from graph.model import Extraction, Key, Kind
from graph.resolve.groups import Groups

_KIND: Kind = "Company"


def link_companies(groups: Groups, extractions: Sequence[Extraction], lexicon: Lexicon) -> None:
    """Join legal forms of one stem within a text, then short names that fit one company of the corpus."""
    for extraction in extractions:
        _join_forms(groups, extraction.document.id)
        for short, full, reason in extraction.aliases:
            _join_alias(groups, extraction.document.id, short, full, reason)
    _join_short(groups, lexicon)


def _join_forms(groups: Groups, document: str) -> None:
    forms: dict[str, list[Key]] = defaultdict(list)
    for key in groups.keys(_KIND):
        named = key[2].endswith(("公司", "集团"))
        if key[0] == document and len(stem(key[2])) >= 3 and named:
            forms[stem(key[2])].append(key)
    for keys in forms.values():
        label = max((k[2] for k in keys), key=lambda name: ("股份" in name, len(name), name))
        for other in keys[1:]:
            groups.join(
                keys[0],
                other,
                0.95,
                "one stem in one text: 有限公司 and 股份有限公司 / 同文同名，公司形式写法不同",
                label,
            )


def _join_alias(groups: Groups, document: str, short: str, full: str, reason: str) -> None:
    """A short form whose mentions already carry the full name: keep why."""
    keys = {k[2]: k for k in groups.keys(_KIND) if k[0] == document}
    if full in keys and short in keys and short != full:
        groups.join(keys[full], keys[short], 0.9, reason, full)


def _join_short(groups: Groups, lexicon: Lexicon) -> None:
    """A name without legal form that begins exactly one full name of the corpus, place aside."""
    full = [k for k in groups.keys(_KIND) if k[2].endswith("公司")]
    for key in groups.keys(_KIND):
        if key[2].endswith(("公司", "集团")) or len(key[2]) < 3:
            continue
        fits = {groups.find(f): f for f in full if _shortens(key[2], f[2], lexicon)}
        if len(fits) == 1:
            target = next(iter(fits.values()))
            groups.join(
                target,
                key,
                0.85,
                f"short for the only {target[2]} of these texts / 本批文本中唯一对应的简称",
                target[2],
            )


def _shortens(short: str, full: str, lexicon: Lexicon) -> bool:
    bare = next((full[len(p) :] for p in _prefixes(full, lexicon)), full)
    body = stem(full)
    return (
        short != body and (body.startswith(short) or stem(bare).startswith(short)) and not short.endswith("集团")
    ) or (short == body)


def _prefixes(full: str, lexicon: Lexicon) -> list[str]:
    return [full[:size] for size in (5, 4, 3, 2) if full[:size] in lexicon.places]
