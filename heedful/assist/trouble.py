"""Whether a conversation goes in circles or has turned to abuse, read from the record. Nothing is kept of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from heedful.assist.models import Pause
from heedful.coach import Turn
from heedful.coach.customer import Heard, hear
from heedful.coach.reading.answers import roots_of
from heedful.coach.reading.words import read_words
from heedful.events.instant import now
from heedful.interactions.queries import Moment, Talk, timeline
from heedful.team.viewer import Viewer

LOOKED_AT = 60  # contacts; a circle that is wider than that is not seen by anybody
LONGEST = 6_000
FEWEST = 3  # messages of the customer, before anything can have gone round
_ALIKE, _FEWEST_ROOTS, _STEM = 0.5, 2, 6
_EXCERPT = 220


@dataclass(frozen=True, slots=True)
class Asked:
    """One time that it was asked, and what we said to it; `answer` is empty where we said nothing."""

    at: int
    words: str
    answer: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is hard here. `circle` is empty where nothing goes round; `abuse` holds the words that hurt."""

    about: str
    circle: tuple[Asked, ...]
    abuse: str
    language: str

    @property
    def is_any(self) -> bool:
        return bool(self.circle or self.abuse)


def trouble_of(viewer: Viewer, talk: Talk) -> Trouble:
    """Two queries at most. What is settled already is no trouble any more."""
    moments = timeline(viewer, talk.id, limit=LOOKED_AT, with_files=False)
    return read_trouble([one for one in moments if not one.is_automatic and one.direction != "internal"])


def paused_until(person_id: int) -> int | None:
    """Until when the desk itself gives somebody nothing; None outside of a pause. For themselves, and for routing."""
    return Pause.objects.filter(person_id=person_id, until_at__gt=now()).values_list("until_at", flat=True).first()


def read_trouble(moments: Sequence[Moment]) -> Trouble:
    """Of what was said to and fro, oldest first."""
    places = [place for place, one in enumerate(moments) if one.direction == "in" and one.text.strip()]
    if not places:
        return Trouble("", (), "", "en")
    last = moments[places[-1]]
    heard = hear(((0, Turn("customer", last.text[:LONGEST])),), "", "en", spoken=last.channel != "email")
    language = heard.reading.language
    alike = _alike(moments, places, heard)
    circle = tuple(_asked(moments, place) for place in alike)
    about = heard.reading.asks[0].text if heard.reading.asks else last.text
    is_over = places[-1] != len(moments) - 1  # we have had the last word
    return Trouble(
        about=_short(about),
        circle=() if is_over else circle,
        abuse=_short(_hurting(last.text, heard)) if heard.reading.abuse and not is_over else "",
        language=language,
    )


def _alike(moments: Sequence[Moment], places: list[int], heard: Heard) -> list[int]:
    """The places at which the customer asks what they ask now; none where it is not yet a circle."""
    if len(places) < FEWEST or heard.reading.praise:
        return []
    is_english = heard.reading.language == "en"
    newest = _roots(moments[places[-1]].text, is_english=is_english)
    found = [
        place for place in places[:-1] if _is_alike(newest, _roots(moments[place].text, is_english=is_english))
    ] + places[-1:]
    times = 2 if heard.cues.get("loops") else FEWEST
    return found if len(found) >= times else []


def _roots(text: str, *, is_english: bool) -> frozenset[str]:
    """What a message speaks of. Outside of English the long words carry it, without their endings."""
    words = read_words(text[:LONGEST]).words
    if is_english:
        return roots_of(words)
    return frozenset(word[:_STEM] for word in words if len(word) >= _STEM - 1)


def _is_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return shared >= max(_FEWEST_ROOTS, _ALIKE * min(len(one), len(other)))


def _asked(moments: Sequence[Moment], place: int) -> Asked:
    """What we said before they wrote again."""
    answers = []
    for one in moments[place + 1 :]:
        if one.direction != "out":
            break
        answers.append(one.text)
    return Asked(moments[place].happened_at, _short(moments[place].text), _short(" ".join(answers)))


def _hurting(text: str, heard: Heard) -> str:
    """The sentence with the words that the coach heard as abuse; all of it where it names none."""
    spans = [one.span for one in heard.reading.reasons if "abuse" in one.label or "insult" in one.label]
    return text[max(0, spans[0].start - 40) : spans[0].end + 40] if spans else text


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _EXCERPT else f"{plain[:_EXCERPT].rstrip()} …"
