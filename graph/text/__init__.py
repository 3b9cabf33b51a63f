"""From a file to text that rules can read: reading, normalising, sentences, each offset kept."""

from graph.text.files import nothing, read, shown, sources
from graph.text.normal import Normal, normalise
from graph.text.sentences import Sentence, sentences
from graph.text.told import told

__all__ = ["Normal", "Sentence", "normalise", "nothing", "read", "sentences", "shown", "sources", "told"]
