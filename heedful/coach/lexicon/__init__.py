"""Word lists as data: lexicon/<language>/*.cues, compiled once per process into an automaton over words."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from heedful.coach.lexicon.automaton import Automaton
from heedful.coach.lexicon.grammar import Net

_HERE = Path(__file__).parent
LANGUAGES = ("en", "de", "fr", "es")


@cache
def cues_of(language: str, side: Literal["draft", "customer"]) -> Automaton:
    """All cues of one side of a language; empty for an unknown language."""
    built = Net()
    if language in LANGUAGES:
        for path in sorted((_HERE / language).glob("*.cues")):
            if path.stem.startswith("customer") == (side == "customer"):
                _load(path.read_text(encoding="utf-8"), built)
    return Automaton(built)


def _load(text: str, built: Net) -> None:
    cue = ""
    for raw in text.splitlines():
        line = raw.split("#", 1)[0].strip()
        if line.startswith("[") and line.endswith("]"):
            cue = line[1:-1]
        elif line.startswith("@") and " = " in line:
            built.define(line)
        elif line:
            built.add(cue, line)
    built.forget_classes()
