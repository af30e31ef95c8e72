"""What could be written next, for the list below the filter box."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from heedful.interactions.filters.names import Names
from heedful.interactions.filters.tree import ALONE, CHOICES, COMPARISONS, FIELDS, LENGTHS
from heedful.interactions.filters.words import Word, words_of
from heedful.team.viewer import Viewer

MOST = 12
SPANS = ("30 m", "1 h", "2 h", "4 h", "1 d", "3 d", "1 w")
MEANT = {
    "tag": gettext_lazy("a word that was put on it"),
    "assignee": gettext_lazy("who cares for it"),
    "team": gettext_lazy("which team has it"),
    "brand": gettext_lazy("which brand it came to"),
    "state": gettext_lazy("open, resolved, snoozed or any"),
    "priority": gettext_lazy("how urgent it is"),
    "channel": gettext_lazy("how it reached us"),
    "mood": gettext_lazy("how their last words sounded"),
    "follower": gettext_lazy("what you follow"),
    "mentioned": gettext_lazy("where a note names you"),
    "waiting": gettext_lazy("how long somebody has waited for us"),
    "age": gettext_lazy("how long ago it began"),
    "quiet": gettext_lazy("how long nothing has been said"),
    "snoozed": gettext_lazy("what is put off"),
}


@dataclass(frozen=True, slots=True)
class Completion:
    """`text` goes in from place `start` of what was written, in place of what begins it."""

    text: str
    meant: str
    start: int


def complete(viewer: Viewer, text: str) -> list[Completion]:
    """For the text up to the caret."""
    words = words_of(text[:500])[:-1]
    begun = words[-1] if words and words[-1].end == len(text) and not text[-1:].isspace() else None
    before = words[:-1] if begun else words
    choices = _after(viewer, before, begun)
    typed = begun.text.casefold() if begun else ""
    start = begun.start if begun else len(text)
    fitting = [(word, meant) for word, meant in choices if word.strip('"').casefold().startswith(typed)]
    return [Completion(word, meant, start) for word, meant in fitting[:MOST]]


def _after(viewer: Viewer, before: list[Word], begun: Word | None) -> list[tuple[str, str]]:
    """What may follow these words."""
    if begun is not None and begun.kind == "torn":
        before = [*before]
    last = before[-1].text.casefold() if before else ""
    field = _field_at_end(before)
    if field is None or (last in {"and", "or", "not", "("} and field == ""):
        return [(name, str(MEANT[name])) for name in FIELDS] + [("not", ""), ("(", "")]
    if last == field:
        joints = [("and", ""), ("or", "")] if field in ALONE else []
        signs = [(">", ""), ("<", "")] if field in LENGTHS else [("is", ""), ("is not", "")]
        return signs + joints if field != "snoozed" else joints
    if last in {"is", "=", "!=", "not"}:
        return _values(viewer, field)
    if last in COMPARISONS:
        spans = SPANS if field in LENGTHS else CHOICES.get(field, ())
        return [(span, "") for span in spans]
    return [("and", ""), ("or", "")]


def _field_at_end(before: list[Word]) -> str | None:
    """The field of the condition that is being written; None where a new one begins."""
    for place in range(len(before) - 1, -1, -1):
        word = before[place].text.casefold()
        if (before[place].kind == "word" and word in {"and", "or"}) or word == "(":
            return None
        if word == "not" and (place == 0 or before[place - 1].text.casefold() in {"and", "or", "not", "("}):
            return None
        is_first = place == 0 or before[place - 1].text.casefold() in {"and", "or", "not", "("}
        if word in FIELDS and is_first:
            return word
    return None


def _values(viewer: Viewer, field: str) -> list[tuple[str, str]]:
    if field in CHOICES:
        return [(value, "") for value in CHOICES[field]]
    known = Names(viewer)
    named = {
        "tag": known.tag_names if field == "tag" else [],
        "assignee": known.people_names if field == "assignee" else [],
        "team": known.team_names if field == "team" else [],
        "brand": known.brand_names if field == "brand" else [],
    }.get(field, [])
    special = {"assignee": ["me", "nobody"], "team": ["mine", "nobody"]}.get(field, [])
    return [(value, "") for value in special] + [(_quoted(name), "") for name in dict.fromkeys(n for _id, n in named)]


def _quoted(name: str) -> str:
    """In quotation marks when a word of it would be read as something else."""
    parts = name.casefold().split()
    is_plain = not {"and", "or", "not"} & set(parts) and not any(sign in name for sign in "()<>='\"“„«")
    return name if is_plain else f'"{name}"'
