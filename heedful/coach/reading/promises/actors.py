"""Who will act: the writer, the house, a person by name, or a third."""

from __future__ import annotations

from heedful.coach.reading.promises.lexis import FOREIGN, NOT_NAMES, THINGS
from heedful.coach.reading.words import Words

_TITLES = frozenset("mr mrs ms miss dr prof sir madam".split())
_PRONOUNS = frozenset(("he", "she", "they"))


def actor_of(words: Words, first: int, verb: int, named_before: str) -> str:
    """The actor whose verb stands at `verb`; empty where we have no say over them."""
    row = words.words
    subject = row[first:verb]
    if not subject:
        return "third" if row[verb].endswith("s") else "i"
    for place in range(len(subject) - 1, -1, -1):
        word = subject[place]
        if word == "i":
            return "i"
        if word == "we":
            return "we"
        if word in _PRONOUNS and place >= len(subject) - 2:
            return f"named:{named_before}" if named_before and word != "they" else "third"
    name = name_in(words, first, verb)
    if name:
        return f"named:{name}"
    return "" if _is_foreign(subject) else "third"


def _is_foreign(subject: list[str]) -> bool:
    return bool(FOREIGN.intersection(subject)) and "our" not in subject


def name_in(words: Words, first: int, stop: int) -> str:
    """The name that heads the subject: "Marek", "Ms Holt from our workshop"."""
    row = words.words
    for at in range(first, stop):
        raw = words.text[words.starts[at] : words.ends[at]]
        if not raw[0].isupper() or row[at] in NOT_NAMES or row[at] in _TITLES or (raw.isupper() and len(raw) > 1):
            continue
        if at == first and row[at] in THINGS:
            continue
        if at > first and row[at - 1] in (
            "the",
            "our",
            "your",
            "a",
            "an",
            "in",
            "at",
            "to",
            "from",
            "of",
            "on",
            "by",
            "until",
        ):
            continue
        return raw.removesuffix("'s").removesuffix("’s")
    return ""


def last_name(words: Words, first: int, stop: int) -> str:
    """The last person named in a sentence, for the pronouns of the next."""
    found = ""
    for at in range(first, stop):
        raw = words.text[words.starts[at] : words.ends[at]]
        is_first = at == first
        if raw[0].isupper() and words.words[at] not in NOT_NAMES | _TITLES and not raw.isupper():
            following = words.words[at + 1 : at + 2]
            if not is_first or following in (["will"], ["is"], ["has"], ["from"], ["in"], ["looks"], ["and"]):
                found = raw
    return found
