"""Which way a reply without care leans: weak signs that only together, and only there, say something."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.reading.cues import Cue
from heedful.coach.reading.words import Words

# Behind each sign how much it weighs; where two weigh the same, the earlier one is taken.
_WEIGHTS = {
    "leans_harsh": 1.2,
    "leans_to_customer": 1.1,
    "leans_to_others": 1.1,
    "leans_to_itself": 1.0,
    "leans_small": 1.0,
}
_PLAINER = {"makes_small": "leans_small", "denies": "leans_to_itself"}
PLAIN_FAULTS = (
    "insult", "retort", "sarcasm_said", "already_said", "minimising", "calm_down", "non_apology", "blames_customer",
    "blames_colleague", "blames_partner", "blames_other", "defensive", "excuse", "snaps",
)  # fmt: skip
_IRREGULAR = frozenset(
    "did took put gave sent wrote kept chose left bought brought lost forgot broke drove set let read said told went came ate"
    " threw wore held sat stood spilt burnt cut hit shut".split()
)
_NO_DEED = frozenset("need feed exceed indeed waited asked called wanted needed told".split())
_NORMS = frozenset("need needs should must".split())
_HOUSE = frozenset("our we us".split())
_WINKS = (";)", ":)", ":D", ";-)", ":-)", "xD", "lol", "haha")


_PROCEDURE = frozenset(
    "form forms website online page link desk slot number hours available booking via newsletter account app menu"
    " settings open opens handled through reported registration appointment appointments request reference warranty"
    " counter please".split()
)
_HELPS = ("instruction", "next_step", "when", "will_act", "somebody_will")


def gives_help(words: Words, cues: dict[str, list[Cue]], told: frozenset[str]) -> bool:
    """A step, a time, a number that the customer had not named, or the way things are done."""
    if any(name in cues for name in _HELPS):
        return True
    return any(word in _PROCEDURE or (word[0].isdigit() and word not in told) for word in words.words)


def lean_of(words: Words, cues: dict[str, list[Cue]]) -> tuple[float, Cue] | None:
    """The heaviest kind and its first cue; None where a plain fault or nothing is said."""
    if any(name in cues for name in PLAIN_FAULTS):
        return None
    weighed: dict[str, tuple[float, Cue]] = {}
    for name, weight in _WEIGHTS.items():
        if name in cues:
            weighed[name] = (weight * len(_apart(cues[name])), cues[name][0])
    for weight, cue in (*_plainer(cues), *_by_build(words)):
        before = weighed.get(cue.name)
        weighed[cue.name] = (weight + (before[0] if before else 0), before[1] if before else cue)
    return max((weighed[name] for name in _WEIGHTS if name in weighed), key=lambda one: one[0], default=None)


def _plainer(cues: dict[str, list[Cue]]) -> Iterator[tuple[float, Cue]]:
    for name, kind in _PLAINER.items():
        for cue in cues.get(name, ()):
            yield 1.6, cue._replace(name=kind)


def _apart(seen: list[Cue]) -> list[Cue]:
    """Cues that overlap count once."""
    kept: list[Cue] = []
    for cue in seen:
        if not kept or cue.first >= kept[-1].last:
            kept.append(cue)
    return kept


def _by_build(words: Words) -> Iterator[tuple[float, Cue]]:
    """Whom the sentences are about: the reader and what they did, how one ought to do it, or the house."""
    if any(sentence.is_question for sentence in words.sentences):
        return  # who asks back is not done with it
    for number, sentence in enumerate(words.sentences):
        row = words.words[sentence.first : sentence.last]
        for at, word in enumerate(row[:-1]):
            if word == "you" and _is_past(row[at + 1]):
                yield 1.0, _cue(words, "leans_to_customer", sentence.first + at, 2, number)
        if _NORMS.intersection(row) and not {"not", "you", *_HOUSE}.intersection(row):
            yield 0.7, _cue(words, "leans_to_customer", sentence.first, len(row), number)
        if _HOUSE.intersection(row):
            yield 0.6, _cue(words, "leans_to_itself", sentence.first, len(row), number)
        elif not {"you", "your", "i", "please"}.intersection(row) and not any(word[0].isdigit() for word in row):
            yield 0.5, _cue(words, "leans_small", sentence.first, len(row), number)
    if words.sentences and any(wink in words.text for wink in _WINKS):
        yield 0.8, _cue(words, "leans_small", 0, 1, 0)


def _is_past(word: str) -> bool:
    return word in _IRREGULAR or (word.endswith("ed") and word not in _NO_DEED)


def _cue(words: Words, name: str, first: int, size: int, number: int) -> Cue:
    return Cue(name, first, first + size, number, words)
