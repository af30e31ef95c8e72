"""The customer's mood in a plain word, read from the cues of the customer's own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from heedful.coach.reading.cues import Cue

Mood = Literal["calm", "pleased", "worried", "curious", "upset", "angry"]


@dataclass(frozen=True, slots=True)
class Signs:
    """How strongly a message shows trouble, feeling and praise; `seen` are the cues behind it."""

    mood: Mood
    trouble: float
    stakes: float
    distress: float
    praise: float
    anger: float
    abuse: bool
    seen: tuple[Cue, ...]


_WEIGHTS = {
    "anger": ("anger", 1.0),
    "insult": ("anger", 1.5),
    "threat": ("anger", 1.5),
    "distress": ("distress", 1.0),
    "hardship": ("distress", 1.0),
    "worry": ("worry", 1.0),
    "trouble": ("trouble", 1.0),
    "nuisance": ("trouble", 0.5),
    "let_down": ("trouble", 1.0),
    "stakes": ("stakes", 0.5),
    "praise": ("praise", 1.0),
    "praise_word": ("praise", 0.5),
    "thanks": ("praise", 0.4),
}


def read_signs(cues: dict[str, list[Cue]], text: str, *, asks: int) -> Signs:
    totals = {"anger": 0.0, "distress": 0.0, "worry": 0.0, "trouble": 0.0, "praise": 0.0, "stakes": 0.0}
    seen: list[Cue] = []
    for name, (kind, weight) in _WEIGHTS.items():
        for cue in cues.get(name, ()):
            totals[kind] += weight
            seen.append(cue)
    if "!!" in text or "?!" in text or "??" in text:
        totals["anger"] += 0.5 if totals["trouble"] or totals["anger"] or totals["distress"] else 0.0
    seen.sort(key=lambda cue: (cue.first, cue.last))
    return Signs(
        _mood(totals, asks),
        totals["trouble"],
        min(totals["stakes"], 1.0),
        totals["distress"] + totals["worry"],
        totals["praise"],
        totals["anger"],
        bool(cues.get("abuse")),
        tuple(seen),
    )


def _mood(totals: dict[str, float], asks: int) -> Mood:
    if totals["anger"] >= 1:
        return "angry"
    if totals["worry"] >= 1 and totals["worry"] >= totals["distress"]:
        return "worried"
    if totals["distress"] >= 1 or totals["trouble"] >= 1.5:
        return "upset"
    if totals["praise"] >= 0.8 and totals["trouble"] < 1:
        return "pleased"
    if totals["trouble"] >= 1:
        return "upset"
    return "curious" if asks else ("pleased" if totals["praise"] > 0 else "calm")
