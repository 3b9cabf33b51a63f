"""Knowledge of texts at hand, with the dates they were published; for tests of analyses."""

from __future__ import annotations

import graph
from graph.assemble import assemble
from graph.extract import Gate, extract
from graph.lexicon import load as words
from graph.model import Document, Knowledge
from graph.resolve import resolve
from graph.vocab import load


def knowledge_of(*texts: str, dates: tuple[str, ...] = (), back: bool = False) -> Knowledge:
    """What these texts say, named 0.txt, 1.txt …, in their order or back to front."""
    published = (*dates, *[""] * (len(texts) - len(dates)))
    documents = [Document(f"{n}.txt", t, published=p) for n, (t, p) in enumerate(zip(texts, published, strict=True))]
    if not dates:
        return graph.build_texts((d.name, d.text) for d in (reversed(documents) if back else documents))
    lexicon, gate = words(None), Gate.of(load(None))
    extractions = tuple(extract(document, lexicon, gate) for document in documents)
    return assemble(extractions, resolve(extractions, lexicon), lexicon.processes, lexicon.parents())
