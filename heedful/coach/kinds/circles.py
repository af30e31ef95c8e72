"""Conversations that go round: the same text again, a limit that was announced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from heedful.coach.draft import Turn
from heedful.coach.lexicon import cues_of
from heedful.coach.reading.answers import roots_of
from heedful.coach.reading.cues import find_cues
from heedful.coach.reading.words import read_words
from heedful.coach.scene import Scene

_WORD = re.compile(r"\w+")
_ALIKE = 0.25
_ROW = 3
_SAME = 0.6
_FEWEST_WORDS = 8
_FEWEST_ROOTS = 3
_RETOLD = 0.5


def repeated_turn(scene: Scene) -> int | None:
    """The place of an earlier reply of ours that the draft nearly repeats."""
    if len(scene.words.words) < _FEWEST_WORDS:
        return None
    raw = frozenset(_raw_rows(scene.draft.text))
    for place in range(len(scene.context.turns) - 1, -1, -1):
        turn = scene.context.turns[place]
        if turn.role == "agent" and _is_alike(raw, turn.text) and _repeats(scene, turn):
            return place
    return None


def _repeats(scene: Scene, turn: Turn) -> bool:
    rows = _rows(scene.words.words)
    return bool(rows) and len(rows & _rows(read_words(turn.text).words)) >= _SAME * len(rows)


def repeats_themselves(scene: Scene) -> bool:
    """The customer's last words say what an earlier message of theirs said."""
    last = scene.their_roots
    earlier = [turn.text.lower() for turn in scene.context.turns[:-1] if turn.role == "customer"]
    return bool(last) and any(sum(root[:4] in text for root in last) >= _SAME * len(last) for text in earlier)


def retold_turn(scene: Scene) -> int | None:
    """An earlier reply of ours of which the draft tells the same again in other words."""
    own = scene.roots
    if len(own) < _FEWEST_ROOTS:
        return None
    for place, turn in enumerate(scene.context.turns[:-1]):
        if (
            turn.role == "agent"
            and _shares_roots(turn.text, own)
            and len(own & roots_of(read_words(turn.text).words)) >= _RETOLD * len(own)
        ):
            return place
    return None


def _is_alike(raw: frozenset[tuple[str, str, str]], earlier: str) -> bool:
    """Most earlier replies have no row of words in common with the draft."""
    if raw and raw.isdisjoint(_raw_rows(earlier)):
        return False
    return len(raw.intersection(_raw_rows(earlier))) >= _ALIKE * len(raw)


def _raw_rows(text: str) -> Iterator[tuple[str, str, str]]:
    """Cheaper than reading a text, and shared by every near repetition."""
    words = text.lower().split()
    return zip(words, words[1:], words[2:], strict=False)


def _shares_roots(earlier: str, own: frozenset[str]) -> bool:
    """Cheaper than reading a text: its words, whoever speaks them; cheaper still the letters that a root begins with."""
    lower = earlier.lower()
    if sum([root in lower or root[0] == "~" for root in own]) < _RETOLD * len(own):
        return False
    return len(own & roots_of(_WORD.findall(lower))) >= _RETOLD * len(own)


def _rows(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + _ROW]) for at in range(len(words) - _ROW + 1)}


def has_warned(scene: Scene) -> bool:
    return any(
        turn.role == "agent" and "boundary" in find_cues(read_words(turn.text), cues_of(scene.language, "draft"))
        for turn in scene.context.turns
    )
