"""`python -m graph.cli` is the command `industry-chain`."""

from __future__ import annotations

import sys

from graph.cli import main

if __name__ == "__main__":
    sys.exit(main())
