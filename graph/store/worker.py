"""Ask a store on disk one query and end: run by its path as a process that can be killed, and imports nothing of ours.

A line on standard input, JSON with `query` and `prefixes`; on standard output a line that says what follows.
"""

from __future__ import annotations

import json
import sys

import pyoxigraph as ox


def main() -> None:
    """Read, ask, write."""
    given = json.load(sys.stdin)
    out = sys.stdout.buffer
    try:
        found = ox.Store.read_only(sys.argv[1]).query(given["query"], prefixes=given["prefixes"])
    except (SyntaxError, ValueError) as error:
        out.write(b"wrong\n" + str(error).encode())
        return
    if isinstance(found, ox.QueryTriples):
        out.write(b"triples\n" + (found.serialize(format=ox.RdfFormat.N_TRIPLES) or b""))
    else:
        out.write(b"rows\n" + (found.serialize(format=ox.QueryResultsFormat.JSON) or b""))


if __name__ == "__main__":
    main()
