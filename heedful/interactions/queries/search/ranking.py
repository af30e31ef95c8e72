"""Which of the hits are best: counted here, so that both databases give the same order."""

from __future__ import annotations

from typing import Any

from heedful.events.instant import DAY
from heedful.interactions.terms import Wanted

MIDDLING = 60  # words of a usual message; the longer one is, the less a single word in it says
HALVES_IN = 180 * DAY // 1000 << 20  # in sort keys: how quickly newness fades
Ranked = tuple[float, int]


def ranked(rows: list[Any], wants: list[Wanted], after: tuple[float, int] | None) -> list[Ranked]:
    """Scores and sort keys, best first, after a place of an earlier page. Rows are the columns of the terms."""
    newest = max((row[0] for row in rows), default=0)
    scored = [(round(_score(row, wants, newest), 6), row[0]) for row in rows]
    return sorted((one for one in scored if after is None or one < after), reverse=True)


def _score(row: Any, wants: list[Wanted], newest: int) -> float:
    key, subject, sender, recipients, body, stems = row
    length = 0.5 + 0.5 * (body.count(" ") + 1) / MIDDLING
    score = 0.5 * 0.5 ** ((newest - key) / HALVES_IN)
    for one in wants:
        phrase = " " + " ".join(one.phrase) + " " * (not one.is_begun)
        times = f" {body} ".count(phrase)
        score += times / (times + 1.2 * length)
        score += (
            1.5 * (phrase in f" {subject} ") + 1.0 * (phrase in f" {sender} ") + 0.5 * (phrase in f" {recipients} ")
        )
        if not times and any(f" {stem} " in f" {stems} " for stem in one.stems):
            score += 0.3
    return score
