#!/usr/bin/env python3
"""`python build.py TEXTS... --out output`: the same as `industry-chain build TEXTS... --out output`."""

import sys

from graph.cli import main

if __name__ == "__main__":
    sys.exit(main(["build", *sys.argv[1:]]))
