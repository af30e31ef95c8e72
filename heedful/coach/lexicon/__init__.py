"""Word lists as data: lexicon/<language>/*.cues, compiled once per process into an automaton over words."""

from __future__ import annotations

import gc
import os
from functools import cache
from typing import Literal

from heedful.coach.lexicon.automaton import Automaton
from heedful.coach.lexicon.grammar import Net

_HERE = os.path.dirname(__file__)  # noqa: PTH120 - pathlib costs 10 ms of the first review
LANGUAGES = ("en", "de", "fr", "es")


@cache
def cues_of(language: str, side: Literal["draft", "customer"]) -> Automaton:
    """All cues of one side of a language; empty for an unknown language."""
    built = Net()
    collects = gc.isenabled()
    gc.disable()  # thousands of places are made and none is dropped: looking for dropped ones takes a third of the time
    try:
        _load_all(built, language, side)
        return Automaton(built)
    finally:
        if collects:
            gc.enable()


def _load_all(built: Net, language: str, side: str) -> None:
    for path in _files(language) if language in LANGUAGES else ():
        if os.path.basename(path).startswith("customer") == (side == "customer"):  # noqa: PTH119
            with open(path, encoding="utf-8") as file:  # noqa: PTH123
                _load(file.read(), built)


def _files(language: str) -> list[str]:
    folder = os.path.join(_HERE, language)  # noqa: PTH118
    names = sorted(os.listdir(folder))  # noqa: PTH208
    return [os.path.join(folder, name) for name in names if name.endswith(".cues")]  # noqa: PTH118


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
