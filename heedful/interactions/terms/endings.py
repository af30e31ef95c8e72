"""Where a stemmer leaves forms of one word apart, they are brought together here; always the same way on both sides."""

from __future__ import annotations

import re

# Said of folded stems. Finnish: tilaus and tilauks-, lamppu and lamp-, kenkä and kengä-. Slavic: pudełek and pudełk-.
TAILS: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "finnish": (
        (re.compile(r"([uy])(?:ks|st|s)$"), r"\1"),
        (re.compile(r"(?<=\w\w\w)as$"), ""),
        (re.compile(r"(?<=\w\w[^aeiouy])[aeiouy]j?$"), ""),
        (re.compile(r"ng$"), "nk"),
    ),
    "arabic": ((re.compile(r"(?<=\w{3})ت$"), ""),),
    "polish": ((re.compile(r"(?<=[^aeiouy])ek$"), "k"), (re.compile(r"cz?c$"), "czk")),
    "czech": ((re.compile(r"(?<=[^aeiouy])ek$"), "k"),),
    "russian": ((re.compile(r"(?<=[^аеиоуыэюя])[оеё]к$"), "к"),),
    "german": ((re.compile(r"(?<=\w{4}[^aeious])t$"), ""), (re.compile(r"(?<=\w{4})ig$"), "")),
}
AGAIN = ("turkish", "greek", "hungarian")  # what is left may still carry an ending
ARTICLES = ("ال", "وال", "بال", "كال", "فال", "لل")


def prepared(word: str, language: str) -> str:
    """An Arabic word gets its article, so that its first letter is not taken for the sign of a verb."""
    return "ال" + word if language == "arabic" and not word.startswith(ARTICLES) else word


def joined(stem: str, language: str) -> str:
    """One form for what belongs together."""
    for ending, instead in TAILS.get(language, ()):
        stem = ending.sub(instead, stem)
    return stem
