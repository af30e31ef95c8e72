"""Word lists as data: lexicon/<language>/*.cues, compiled once per process into a tree of words."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from heedful.coach.lexicon.grammar import Node, add_phrase, read_classes

_HERE = Path(__file__).parent
LANGUAGES = ("en", "de", "fr", "es")


@cache
def tree(language: str, side: str) -> Node:
    """All cues of one side ('draft' or 'customer') of a language; empty for an unknown language."""
    root = Node()
    folder = _HERE / language
    if language in LANGUAGES:
        for path in sorted(folder.glob("*.cues")):
            if path.stem.startswith("customer") == (side == "customer"):
                _load(path.read_text(encoding="utf-8"), root)
    return root


def _load(text: str, root: Node) -> None:
    classes: dict[str, frozenset[str]] = {}
    cue = ""
    for raw in text.splitlines():
        line = raw.split("#", 1)[0].strip()
        if not line:
            continue
        if line.startswith("[") and line.endswith("]"):
            cue = line[1:-1]
        elif line.startswith("@") and "=" in line:
            classes.update(read_classes(line))
        else:
            add_phrase(root, cue, line, classes)
