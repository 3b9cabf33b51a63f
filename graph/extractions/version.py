"""What an extraction depends on beside the document: the code, the tables of domain knowledge, the libraries."""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from functools import cache
from importlib import metadata
from pathlib import Path

from graph import vocab

LIBRARIES = ("ahocorasick_rs", "cn2an", "rjieba")
_PACKAGE = Path(__file__).resolve().parent.parent


def version_of(home: Path | None = None) -> str:
    """A hash that is another wherever the same text could be read otherwise.

    >>> version_of() == version_of(), len(version_of())
    (True, 64)
    """
    return _version((home or vocab.default_directory()).resolve())


@cache
def _version(ontology: Path) -> str:
    found = hashlib.sha256(f"{sys.version} {unicodedata.unidata_version}".encode())
    for name in LIBRARIES:
        found.update(f"{name} {metadata.version(name)}\n".encode())
    for root, ending in ((_PACKAGE, "*.py"), (ontology, "*")):
        for path in sorted(path for path in root.rglob(ending) if path.is_file()):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            found.update(f"{path.relative_to(root).as_posix()} {content}\n".encode("utf-8", "surrogateescape"))
    return found.hexdigest()
