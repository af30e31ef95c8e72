"""The coach's English told in the language of whoever reads."""

from __future__ import annotations

from django.utils.translation import get_language

from heedful.coach.said import Said
from heedful.coach.translations import language_of_reader


def reader() -> str:
    """The language of this request, such as 'de'."""
    return get_language() or "en"


def told(words: str) -> str:
    """A title or a sentence of the coach."""
    said = words if isinstance(words, Said) else Said(words)
    return said.in_language(language_of_reader(reader()))
