"""What the coach says, in other languages: one gettext file for each, keyed by the English sentence."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LANGUAGES = ("de", "fr", "es")
QUOTES = {"de": "„…“", "fr": "«\N{NARROW NO-BREAK SPACE}…\N{NARROW NO-BREAK SPACE}»", "es": "«…»"}
THOUSANDS = {"de": ".", "fr": "\N{NARROW NO-BREAK SPACE}", "es": "\N{NO-BREAK SPACE}"}

_TEXT = r'((?:"(?:[^"\\\n]|\\.)*"\s*)+)'
_PAIR = re.compile(rf"^msgid {_TEXT}^msgstr {_TEXT}", re.MULTILINE)
_PIECE = re.compile(r'"(?:[^"\\\n]|\\.)*"')


def language_of_reader(code: str) -> str:
    """'de' for 'de-at'; '' for a language that has no catalogue, in which the coach speaks English."""
    short = code[:2].lower()
    return short if short in LANGUAGES and code[2:3] in ("", "-", "_") else ""


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """English sentence to its translation; empty for English."""
    if language not in LANGUAGES:
        return {}
    text = Path(__file__).with_name(f"{language}.po").read_text(encoding="utf-8")
    pairs = {_joined(said): _joined(told) for said, told in _PAIR.findall(text)}
    return {said: told for said, told in pairs.items() if said and told}


def _joined(pieces: str) -> str:
    return "".join(json.loads(piece) for piece in _PIECE.findall(pieces))
