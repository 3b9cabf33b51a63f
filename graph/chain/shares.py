"""Which part of what is needed is supplied locally, as texts claim it (本地化率, 配套率, 自给率)."""

from __future__ import annotations

from graph.chain.cards import Figure, measured
from graph.chain.flows import Chain, index_of
from graph.chain.index import Index
from graph.chain.makers import concepts
from graph.chain.reference import reference
from graph.chain.results import Results
from graph.chain.sentence import Sentence, say
from graph.chain.settings import words


def local_shares(chain: Chain, name: str | None = None) -> Results[Figure]:
    """Every local share that a text claims; with `name`, those of that chain or of what its reference steps handle.

    Raises:
        QueryError: there is no such chain in domain knowledge.

    >>> from graph import example
    >>> local_shares(example().flows)
    ()
    """
    index = index_of(chain)
    stated = (figure for figure in measured(index, *words("share")) if figure.origin == "Stated")
    if name is None:
        return Results(stated)
    found = reference(chain, name)
    about = {found.chain.id, *found.materials}
    return Results(figure for figure in stated if not about.isdisjoint(covered(index, figure)))


def covered(index: Index, figure: Figure) -> tuple[str, ...]:
    """What a share is of: the material it measures, else its subject; with all that are kinds of it.

    >>> from graph import example
    >>> known = example()
    >>> covered(known.index, known.ledger()[0].figures[0])[0]
    'material/硫酸镍'
    """
    return concepts(index, figure.amount.material or figure.subject.id)


def told(figure: Figure) -> Sentence:
    """A share in words: of whom, and of what where that is not the subject."""
    of = figure.index.entities.get(figure.amount.material)
    key = "balance.share.of" if of is not None else "balance.share"
    return say(key, who=figure.subject, material=of, share=figure.amount.as_written)
