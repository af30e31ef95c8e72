"""The tone of a draft in a few figures, each with the words behind it: a mirror, not a mark."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from heedful.coach.finding import Span
from heedful.coach.models.texts import chances_of, text_traits, words_behind
from heedful.coach.reading.words import Words
from heedful.coach.scene import Scene

_MOST_SPANS, _MOST_SIGNS = 6, 100
_WARM = ("heard", "apology", "thanks", "owned", "took_over", "glad", "kind_end", "consequence_care")
_COLD = (
    "insult",
    "retort",
    "snaps",
    "sarcasm_said",
    "already_said",
    "minimising",
    "calm_down",
    "non_apology",
    "calls_them",
)
_FORMAL = frozenset(
    "dear sincerely regards regarding hereby herewith kindly furthermore therefore pursuant aforementioned sir madam"
    " respectively accordance enclosed request require inform shall upon esteemed assist receipt".split()
)
_CASUAL = frozenset(
    "hi hey hiya yeah yep nope ok okay cheers thanks cool great sure guys stuff bit pop grab lol bye".split()
)
_PLAIN = frozenset("will today tomorrow now please yes no send call check bring fix find here".split())
_HEDGES = frozenset(
    "maybe perhaps possibly probably might may could would should seem seems apparently somewhat rather hopefully"
    " potentially presumably generally usually".split()
)
_LONG_WORD = 6
_EASY, _FAIR = 35, 50


@dataclass(frozen=True, slots=True)
class Measure:
    """`value` runs from 0 to 100; 50 is neither one nor the other. `words` are the places that moved it."""

    value: int
    words: tuple[Span, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return {"value": self.value, "words": [span.as_dict() for span in self.words]}


@dataclass(frozen=True, slots=True)
class Tone:
    """Warmth, formality, directness and courtesy are read in English only, and are None elsewhere."""

    words: int
    sentences: int
    longest_sentence: int
    readability: int
    reads: str
    warmth: Measure | None = None
    formality: Measure | None = None
    directness: Measure | None = None
    courtesy: Measure | None = None

    def as_dict(self) -> dict[str, Any]:
        measures = {name: getattr(self, name) for name in ("warmth", "formality", "directness", "courtesy")}
        return {
            "words": self.words,
            "sentences": self.sentences,
            "longest_sentence": self.longest_sentence,
            "readability": self.readability,
            "reads": self.reads,
            **{name: one.as_dict() if one else None for name, one in measures.items()},
        }


def tone_of(scene: Scene) -> Tone:
    """Readability is LIX: words to a sentence, plus the share of words of more than six letters in per cent."""
    words = scene.words
    sizes = [sentence.last - sentence.first for sentence in words.sentences]
    count = len(words.words)
    lix = round(count / len(sizes) + 100 * sum(len(word) > _LONG_WORD for word in words.words) / count) if count else 0
    reads = "easy" if lix < _EASY else ("fair" if lix < _FAIR else "hard")
    plain = Tone(count, len(sizes), max(sizes, default=0), lix, reads)
    if scene.language != "en" or not count:
        return plain
    return Tone(
        count, len(sizes), plain.longest_sentence, lix, reads,
        warmth=_by_cues(scene),
        formality=_between(words, _FORMAL, _CASUAL),
        directness=_between(words, _PLAIN, _HEDGES),
        courtesy=_courtesy(words),
    )  # fmt: skip


def _by_cues(scene: Scene) -> Measure:
    warm = _apart([*_name(scene), *(cue.span for cue in scene.said(*_WARM))])
    cold = _apart([cue.span for cue in scene.said(*_COLD)])
    return Measure(_balance(len(warm), 2 * len(cold)), _spans([*warm, *cold]))


def _name(scene: Scene) -> list[Span]:
    greeting = scene.greeting
    if greeting is None or not greeting.whom:
        return []
    start = scene.draft.text.find(greeting.whom, greeting.whom_span.start)
    return [Span(start, start + len(greeting.whom))]


def _apart(found: list[Span]) -> list[Span]:
    """Of places that overlap the longer one."""
    kept: list[Span] = []
    for span in sorted(found[:_MOST_SIGNS], key=lambda one: (one.start - one.end, one.start)):
        if all(span.start >= other.end or span.end <= other.start for other in kept):
            kept.append(span)
    return kept


def _between(words: Words, more: frozenset[str], less: frozenset[str]) -> Measure:
    up = [at for at, word in enumerate(words.words) if word in more]
    down = [at for at, word in enumerate(words.words) if word in less]
    return Measure(_balance(len(up), len(down)), _spans(words.span(at, at + 1) for at in (*up, *down)))


def _balance(up: int, down: int) -> int:
    """Half-way without a sign; each further sign moves it less."""
    return round(50 + 50 * (up - down) / (up + down + 2))


def _courtesy(words: Words) -> Measure:
    """A small model's opinion, see courtesy.md; never a finding."""
    chance = chances_of("courtesy", text_traits(words, 0, len(words.words)))["courteous"]
    behind = words_behind("courtesy", "courteous", words)
    return Measure(round(100 * chance), _spans(words.span(first, last) for first, last in behind))


def _spans(found: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(sorted(set(found))[:_MOST_SPANS])
