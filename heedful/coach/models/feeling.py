"""How unhappy or pleased a customer sounds: cues and a small model, weighed together. See feeling.md."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, log

from heedful.coach.models.texts import chances_of, text_traits
from heedful.coach.reading.mood import Signs
from heedful.coach.reading.words import Words

_PLEASED_SHARE = 0.3
_THRESHOLD = 0.15
_MOST = 8.0


@dataclass(frozen=True, slots=True)
class Feeling:
    """Two chances between 0 and 1; they do not add up to one: many messages are neither."""

    unhappy: float
    pleased: float


def feeling_of(texts: Iterable[Words], signs: Signs, cues: Iterable[str]) -> Feeling:
    """English only. `signs` and `cues` are those of the same texts."""
    traits: dict[str, set[str]] = {}
    for words in texts:
        for kind, names in text_traits(words, 0, len(words.words)).items():
            traits[kind] = traits.get(kind, set()) | names
    traits["cue"] = set(cues)
    chances = chances_of("feeling", traits)
    heard = signs.trouble + signs.distress + 1.5 * signs.anger + ("sarcasm" in traits["cue"]) - signs.praise
    pleased = _odds(chances["pleased"])
    total = heard + _odds(chances["unhappy"]) - _PLEASED_SHARE * pleased - _THRESHOLD
    return Feeling(round(_chance(total), 3), round(_chance(pleased - heard), 3))


def _odds(chance: float) -> float:
    kept = min(1 - 1e-6, max(1e-6, chance))
    return log(kept / (1 - kept))


def _chance(total: float) -> float:
    return 1 / (1 + exp(-max(-_MOST, min(_MOST, total))))
