"""A conversation that was written down with its speakers: who said what, and where it stands in the text.

Reads `Anna: ...`, `[10:32] Anna: ...`, `Anna (10:32): ...`, `10:32 - Agent: ...`, `A: ...` beside `K: ...`, a name and
a time above the words, and the voices of WebVTT. Anything else is no transcript. Every word stays with somebody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

Side = Literal["ours", "theirs", ""]

_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?: ?[AaPp]\.?[Mm]\.?)?"
_STAMP = rf"[\[(]?(?:\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}},?[ T])?{_TIME}[\])]?"
_NAME = r"[^\W\d_][\w.'’-]{0,30}(?: [\w.'’-]{1,30}){0,3}"
_TURN = re.compile(
    rf"[ \t>*]{{0,8}}(?:{_STAMP}[ \t]{{0,3}}(?:[-–][ \t])?)?({_NAME})[ \t]?(?:{_STAMP})?[ \t]?:(?=\s|$)[ \t]?"
)
_ABOVE = re.compile(rf"[ \t]{{0,8}}({_NAME})[ \t]{{1,4}}[-–,]?[ \t]?{_STAMP}[ \t]*$")
_VOICE = re.compile(r"<v(?:\.[\w-]{1,20})?[ \t]([^<>\n]{1,60})>")
_CUE = re.compile(rf"[ \t]{{0,8}}{_TIME}[ \t]{{1,4}}-->")
_CLOCK = re.compile(r"\d:\d\d")
_LONGEST_LABEL = 200
_NUMBER = re.compile(r"[ \t]{0,8}\d{1,6}[ \t]*$")
_OURS = frozenset(
    "agent advisor adviser support staff me us we rep representative clerk operator helpdesk berater beraterin "
    "mitarbeiter mitarbeiterin ich wir agente asesor asesora conseiller conseillère nous".split()
)
_THEIRS = frozenset(
    "customer client caller guest visitor user buyer kunde kundin anrufer anruferin gast cliente usuario clienta "
    "usager".split()
)
_NEUTRAL = re.compile(r"(?:speaker|participant|sprecher|sprecherin|locuteur|hablante)[ _-]?\w{0,3}", re.IGNORECASE)
_LETTERS: dict[str, Side] = {"a": "ours", "k": "theirs", "c": "theirs"}


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one speaker said in one go: `text` is a piece of the whole that starts at `begins`.

    `side` is empty where it cannot be told, as in what stands before the first speaker (`speaker` is empty too).
    """

    speaker: str
    side: Side
    text: str
    begins: int

    @property
    def words(self) -> int:
        return len(self.text.split())


def read_transcript(text: str, *, ours: Iterable[str] = (), theirs: Iterable[str] = ()) -> tuple[Spoken, ...]:
    """The turns in their order; none where nobody speaks. `ours` and `theirs` are names of people."""
    found = list(_pieces(text))
    sides = _sides(_counted(found, text), ours, theirs)
    if not sides:
        return ()
    merged: list[Spoken] = []
    for one in found:
        if one.speaker and one.speaker.casefold() in sides:
            merged.append(replace(one, side=sides[one.speaker.casefold()]))
        elif not one.text.strip():
            continue
        elif not merged:
            merged.append(replace(one, speaker=""))
        else:  # a label that is none was a part of what was being said
            merged[-1] = replace(merged[-1], text=text[merged[-1].begins : one.begins + len(one.text)])
    return tuple(one for one in merged if one.text.strip())


def _counted(found: list[Spoken], text: str) -> Counter[str]:
    """How often each label stands there; one beside a time of the clock is surely meant."""
    counts: Counter[str] = Counter()
    for one in found:
        if one.speaker and one.text.strip():
            before = text[max(0, one.begins - _LONGEST_LABEL) : one.begins].rstrip("\n").rpartition("\n")[2]
            counts[one.speaker.casefold()] += 2 if _CLOCK.search(before) else 1
    return counts


def _pieces(text: str) -> Iterator[Spoken]:
    """Cut at every line that might begin a turn; the first piece has no speaker."""
    is_captions = "-->" in text
    speaker, begins, end, place = "", 0, 0, 0
    for line in text.splitlines(keepends=True):
        label, start = _label(line)
        if is_captions and (_CUE.match(line) or _NUMBER.match(line) or (place == 0 and line.startswith("WEBVTT"))):
            yield Spoken(speaker, "", text[begins:end], begins)
            begins = end = place + len(line)
        elif label:
            yield Spoken(speaker, "", text[begins:end], begins)
            speaker, begins = label, place + start
        place += len(line)
        end = max(end, place)
    yield Spoken(speaker, "", text[begins:end], begins)


def _label(line: str) -> tuple[str, int]:
    """Who speaks from here on, and where in the line their words begin."""
    if voice := _VOICE.match(line):
        return voice[1].strip(), voice.end()
    if turn := _TURN.match(line):
        return turn[1], turn.end()
    if above := _ABOVE.match(line):
        return above[1].strip(), len(line)
    return "", 0


def _sides(counts: Counter[str], ours: Iterable[str], theirs: Iterable[str]) -> dict[str, Side]:
    """The labels that are speakers, each with its side. Empty when this is no conversation of at least two."""
    known: dict[str, Side] = {}
    for label in counts:
        side = _side_of(label, counts, _names(ours), _names(theirs))
        if side or _NEUTRAL.fullmatch(label):
            known[label] = side
    if not known:
        return {}
    speakers = {label: known.get(label, "") for label in counts if label in known or counts[label] > 1}
    if len(speakers) < 2:
        return {}
    told = set(speakers.values()) - {""}
    if len(told) == 1:  # the others are the other side
        other: Side = "theirs" if "ours" in told else "ours"
        speakers = {label: side or other for label, side in speakers.items()}
    return speakers


def _side_of(label: str, counts: Counter[str], ours: frozenset[str], theirs: frozenset[str]) -> Side:
    if label in theirs or label in _THEIRS:
        return "theirs"
    if label in ours or label in _OURS:
        return "ours"
    if label in _LETTERS and "a" in counts and ("k" in counts or "c" in counts):
        return _LETTERS[label]
    first = label.split(maxsplit=1)[0]
    return "theirs" if first in _THEIRS and label != first else "ours" if first in _OURS and label != first else ""


def _names(people: Iterable[str]) -> frozenset[str]:
    """Whole names and their parts, as labels spell them."""
    whole = [name.casefold() for name in people if name]
    return frozenset([*whole, *(part for name in whole for part in name.split() if len(part) > 1)])
