"""A sentence of the coach: English as it stands, with the pattern and the values from which other languages tell it."""

from __future__ import annotations

from typing import Any, Self

from heedful.coach.translations import QUOTES, THOUSANDS, catalogue

_GROUPED_FROM = 10_000


class Quoted(str):
    """Somebody's own words in quotation marks: the words stay, the marks are those of the reader's language."""

    __slots__ = ()

    @classmethod
    def of(cls, words: str) -> Quoted:
        return cls(f"“{words}”")

    def in_language(self, language: str) -> str:
        start, end = QUOTES.get(language, "“…”").split("…")
        return f"{start}{self[1:-1]}{end}"


class Said(str):
    """`pattern` is the English sentence with its {places}. A value that is itself Said is told in the language too."""

    __slots__ = ("pattern", "values")
    pattern: str
    values: dict[str, Any]

    def __new__(cls, pattern: str, **values: Any) -> Self:
        said = super().__new__(cls, pattern.format(**values) if values else pattern)
        said.pattern = pattern
        said.values = values
        return said

    @property
    def english(self) -> str:
        """What is kept and compared: the same whoever reads it."""
        return self.pattern.format(**self.values) if self.values else self.pattern

    def in_language(self, language: str) -> Said:
        """English where the language has no such sentence."""
        pattern = catalogue(language).get(self.pattern)
        if pattern is None:
            return self
        told = {name: _told(value, language) for name, value in self.values.items()}
        said = str.__new__(Said, pattern.format(**told) if told else pattern)
        said.pattern, said.values = self.pattern, self.values
        return said


def _told(value: object, language: str) -> object:
    if isinstance(value, Said | Quoted):
        return value.in_language(language)
    if isinstance(value, int) and value >= _GROUPED_FROM:
        return f"{value:,}".replace(",", THOUSANDS.get(language, ","))
    return value
