"""Reading the customer: what they ask, how they feel, whether they complain, praise or abuse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from heedful.coach.draft import MOST_READ, Context, Turn
from heedful.coach.escalation import CALM, Escalation, escalation_of
from heedful.coach.finding import Evidence
from heedful.coach.lexicon import cues_of
from heedful.coach.models.feeling import Feeling, feeling_of
from heedful.coach.models.texts import chances_of, text_traits
from heedful.coach.reading.cues import Cue, find_cues, is_negated
from heedful.coach.reading.language import language_of
from heedful.coach.reading.little_words import marked_questions
from heedful.coach.reading.mood import Mood, Signs, read_signs
from heedful.coach.reading.questions import Ask, questions_in
from heedful.coach.reading.words import Words, read_words

_DENIABLE = frozenset(("hardship", "distress", "worry", "trouble", "nuisance", "anger"))
_NO_MARKS = str.maketrans(dict.fromkeys('"“”„«»`‹›', " "))
_LIKELY, _SURE, _INTENT = 0.5, 0.75, 0.6
_MOST_SENTENCES = 40
_SILENCE = read_signs({}, "", asks=0)
SPOKEN = frozenset(("chat", "sms", "phone", "video", "in_person", "social-public", "social-direct"))


@dataclass(frozen=True, slots=True)
class CustomerReading:
    """One message, or several in a row, as the coach understands them."""

    mood: Mood
    asks: tuple[Ask, ...]
    complaint: bool
    praise: bool
    abuse: bool
    reasons: tuple[Evidence, ...]
    language: str
    intents: tuple[Evidence, ...] = ()
    unhappy: float = 0.0
    escalation: Escalation = CALM

    def in_language(self, language: str) -> CustomerReading:
        """The reasons told in this language; what the customer wrote stays as it is."""
        return replace(self, escalation=self.escalation.in_language(language))

    def as_dict(self) -> dict[str, Any]:
        return {
            "mood": self.mood,
            "asks": [{"text": ask.text, "kind": ask.kind, "turn": ask.turn, **ask.span.as_dict()} for ask in self.asks],
            "complaint": self.complaint,
            "praise": self.praise,
            "abuse": self.abuse,
            "reasons": [reason.as_dict() for reason in self.reasons],
            "language": self.language,
            "intents": [one.as_dict() for one in self.intents],
            "unhappy": self.unhappy,
            "escalation": self.escalation.as_dict(),
        }


@dataclass(frozen=True, slots=True)
class Heard:
    """The customer's last words in full: the reading, and what rules need beside it."""

    reading: CustomerReading
    signs: Signs
    words: tuple[Words, ...]
    cues: dict[str, list[Cue]]


def read_customer(text: str, language: str = "") -> CustomerReading:
    """For lists: the mood word and the asks of one message."""
    turns = ((0, Turn("customer", text[:MOST_READ])),)
    return read_closely(hear(turns, language, "en", spoken=False), turns, Context())


def read_closely(heard: Heard, turns: tuple[tuple[int, Turn], ...], context: Context) -> CustomerReading:
    """The reading with a second opinion on the mood, and the risk that it escalates. Rules look at the plain one."""
    reading = heard.reading
    if reading.language == "en" and any(one.words for one in heard.words):
        feeling = feeling_of(heard.words, heard.signs, heard.cues)
        reading = replace(
            reading,
            mood=_reconsidered(reading.mood, feeling),
            complaint=reading.complaint or feeling.unhappy >= _LIKELY,
            praise=reading.praise or feeling.pleased >= _SURE,
            intents=tuple(_intents(heard.words, turns, reading.asks)),
            unhappy=feeling.unhappy,
        )
    return replace(reading, escalation=escalation_of(heard.cues, reading.reasons, reading.unhappy, turns, context))


def _intents(
    texts: tuple[Words, ...], turns: tuple[tuple[int, Turn], ...], asks: tuple[Ask, ...]
) -> Iterator[Evidence]:
    """Sentences that ask for an action without being a question: "Please send me the invoice"."""
    asked = {(ask.turn, ask.span.start) for ask in asks}
    for (place, _), words in zip(turns, texts, strict=True):
        for number, sentence in enumerate(words.sentences[:_MOST_SENTENCES]):
            if sentence.is_question or (place, sentence.start) in asked:
                continue
            chance = chances_of("intent", text_traits(words, sentence.first, sentence.last))["intent"]
            if chance >= _INTENT:
                yield Evidence("customer", words.sentence_span(number), "intent", place)


def _reconsidered(mood: Mood, feeling: Feeling) -> Mood:
    """The model names the mood where no word of the lists was heard; one that was heard stays, unless it is sure."""
    if mood in ("calm", "curious") and feeling.unhappy >= _LIKELY:
        return "upset"
    if mood == "calm" and feeling.pleased >= _SURE:
        return "pleased"
    return "upset" if mood == "pleased" and feeling.unhappy >= _SURE else mood


def hear(turns: tuple[tuple[int, Turn], ...], language: str, usual: str, *, spoken: bool) -> Heard:
    """Read the customer's turns since our last word; `turns` hold their place in Context.turns."""
    words = tuple(_said(turn.text) for _, turn in turns)
    if not language:
        language = language_of(max(words, key=lambda one: len(one.words)), usual) if words else usual
    asks: list[Ask] = []
    cues: dict[str, list[Cue]] = {}
    reasons: list[Evidence] = []
    signs = _SILENCE
    for (place, turn), one in zip(turns, words, strict=True):
        heard = questions_in(one, spoken=spoken) if language == "en" else marked_questions(one, language, spoken=spoken)
        asks += [_placed(ask, place) for ask in heard]
        found = _affirmed(one, find_cues(one, cues_of(language, "customer")))
        for name, seen in found.items():
            cues.setdefault(name, []).extend(seen)
        own = read_signs(found, turn.text, asks=len(asks))
        reasons += [Evidence("customer", cue.span, cue.name, place) for cue in own.seen]
        signs = own
    if len(turns) > 1:
        signs = read_signs(cues, "\n".join(turn.text for _, turn in turns), asks=len(asks))
    return Heard(_reading(signs, asks, cues, reasons, language), signs, words, cues)


def _said(text: str) -> Words:
    """Who writes nothing but a quotation has said it; blanks for its marks keep every place where it was."""
    words = read_words(text)
    return words if words.words or not text.strip() else read_words(text.translate(_NO_MARKS))


def _affirmed(words: Words, cues: dict[str, list[Cue]]) -> dict[str, list[Cue]]:
    """Of "no allergies" and "not broken": what is denied is no sign."""
    kept = {
        name: [
            cue
            for cue in seen
            if name not in _DENIABLE or cue.last - cue.first > 2 or not is_negated(words, cue, reach=1)
        ]
        for name, seen in cues.items()
    }
    return {name: seen for name, seen in kept.items() if seen}


def _reading(
    signs: Signs, asks: list[Ask], cues: dict[str, list[Cue]], reasons: list[Evidence], language: str
) -> CustomerReading:
    sarcastic = bool(cues.get("sarcasm"))
    return CustomerReading(
        mood="upset" if sarcastic and signs.mood in ("pleased", "calm", "curious") else signs.mood,
        asks=tuple(asks),
        complaint=sarcastic or signs.trouble + signs.anger + signs.distress >= 1,
        praise=signs.praise >= 1 and not sarcastic,
        abuse=signs.abuse,
        reasons=tuple(reasons),
        language=language,
    )


def _placed(ask: Ask, place: int) -> Ask:
    return Ask(ask.text, ask.span, ask.kind, ask.words, place)
