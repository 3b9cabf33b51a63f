"""An evidence-backed knowledge graph of industry chains, read from Chinese industrial news."""

__version__ = "0.1.0"
