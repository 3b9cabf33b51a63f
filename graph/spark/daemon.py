"""What workers of Spark are forked from: it has read what all of them need, which they then share."""

from __future__ import annotations

import gc


def main() -> None:
    """Read, then wait for work as Spark has it."""
    import pyspark.worker  # noqa: F401, PLC0415 - an extra, and slow to load
    from pyspark.daemon import manager  # noqa: PLC0415

    from graph import lexicon, vocab  # noqa: PLC0415 - where it fails, so does a worker, which says why
    from graph.spark import follows, names, texts  # noqa: F401, PLC0415

    lexicon.load()
    vocab.load()
    gc.freeze()
    manager()


if __name__ == "__main__":
    main()
