"""What a text is found by: its words and their stems, made here once, the same for both databases."""

from heedful.interactions.terms.letters import folded, tokens, words
from heedful.interactions.terms.making import VERSION, Heading, made_of
from heedful.interactions.terms.wanted import Wanted, marked, wanted

__all__ = ["VERSION", "Heading", "Wanted", "folded", "made_of", "marked", "tokens", "wanted", "words"]
