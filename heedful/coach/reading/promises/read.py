"""Reading the promises of a message (English)."""

from __future__ import annotations

from dataclasses import replace

from heedful.coach.commitment import Commitment
from heedful.coach.finding import Span
from heedful.coach.reading.promises.actors import actor_of, last_name, name_in
from heedful.coach.reading.promises.clauses import clauses_of
from heedful.coach.reading.promises.hedges import hangs_on, is_condition, is_retold, retells
from heedful.coach.reading.promises.present import present_verb
from heedful.coach.reading.promises.verbs import Verb, future_verb
from heedful.coach.reading.time.clock import Clock
from heedful.coach.reading.time.due import Due, due_of
from heedful.coach.reading.time.parts import Part
from heedful.coach.reading.time.parts_of import parts_in
from heedful.coach.reading.words import Sentence, Words

_NEAR = 4
_APART = frozenset(("and", "then", "but"))
_SHORT = 5
_PRONOUNS = frozenset(("he", "she"))
_MARKS = frozenset("will shall going expect count".split())


def promises_in(words: Words, clock: Clock | None) -> tuple[Commitment, ...]:
    found: list[Commitment] = []
    named = ""
    has_pronoun = not _PRONOUNS.isdisjoint(words.words)
    for sentence in words.sentences:
        if not sentence.is_question:
            parts = parts_in(words, sentence.first, sentence.last)
            if parts or not _MARKS.isdisjoint(words.words[sentence.first : sentence.last]):
                found += _in_sentence(words, sentence, parts, clock, named)
        if has_pronoun:
            named = last_name(words, sentence.first, sentence.last) or named
    return tuple(found)


def _in_sentence(
    words: Words, sentence: Sentence, parts: list[Part], clock: Clock | None, named: str
) -> list[Commitment]:
    """`parts` are the sentence's times; a clause takes its own, or those of a bare "On Monday, ..." before it."""
    found: list[Commitment] = []
    is_conditional = hangs_on(words.words, sentence.first, sentence.last)
    if retells(words.words, sentence.first, sentence.last):
        return found
    clauses = list(clauses_of(words, sentence))
    for place, (first, last) in enumerate(clauses):
        if is_condition(words.words, first) or is_retold(words.words, first, last):
            continue
        since = clauses[place - 1][0] if place and _only_time(parts, clauses[place - 1]) else first
        own = _referred(words.words, [part for part in parts if since <= part.first < last], parts)
        made = _promise(words, (first, last), own, clock, named)
        if made is not None and not (
            found and found[-1].due == made.due and made.actor == found[-1].actor and made.due
        ):
            found.append(replace(made, conditional=is_conditional))
    return found


def _promise(
    words: Words, bounds: tuple[int, int], parts: list[Part], clock: Clock | None, named: str
) -> Commitment | None:
    row = words.words
    first, last = bounds
    verb = _ellipsis(row, first, last, parts) or future_verb(row, first, last)
    if verb is None:
        verb = present_verb(row, first, last) if any(part.kind != "open" for part in parts) else None
    if verb is None or (verb.tense == "present" and not _is_ahead(parts)):
        return None
    start = _subject_start(row, first, verb.at, parts)
    actor = _you_actor(words, first, verb, last) if verb.tense == "you" else actor_of(words, start, verb.at, named)
    if not actor:
        return None
    due = due_of(_one_phrase(row, parts, verb), clock) if parts else None
    return _made(words, (start, last), verb, actor, due)


def _made(words: Words, bounds: tuple[int, int], verb: Verb, actor: str, due: Due | None) -> Commitment:
    start, last = bounds
    span = words.span(min(start, due.first) if due else start, last)
    deed = words.span(min(verb.deed, last - 1), last)
    return Commitment(
        actor=actor,
        action=" ".join(words.text[deed.start : deed.end].split()),
        due_text=words.text[words.starts[due.first] : words.ends[due.last - 1]] if due else "",
        due=due.text if due else None,
        precision=due.precision if due else "none",
        conditional=False,
        span=Span(span.start, span.end),
    )


def _subject_start(row: list[str], first: int, verb: int, parts: list[Part]) -> int:
    """Behind a leading "and", and behind a time that opens the sentence: "On Monday the fitter ..."."""
    start = first
    for part in parts:
        if part.last <= verb and part.first - start <= 2:
            start = part.last
    while start < verb and row[start] in (
        "and",
        "but",
        "so",
        "then",
        "or",
        "yes",
        "ok",
        "okay",
        "sure",
        "sorry",
        "thanks",
        "at",
        "on",
        "by",
    ):
        start += 1
    return start


def _one_phrase(words: list[str], parts: list[Part], verb: Verb) -> list[Part]:
    """The parts that stand together: after the verb where there are any, else before it."""
    after = [part for part in parts if part.first > verb.deed or part.first > verb.at]
    chosen = after or parts
    row = [chosen[0]]
    for part in chosen[1:]:
        between = words[row[-1].last : part.first]
        if len(between) > _NEAR or part.kind in {one.kind for one in row} or not _APART.isdisjoint(between):
            break
        row.append(part)
    if (
        after
        and len(after) < len(parts)
        and not {part.kind for part in row} & {part.kind for part in parts if part not in after}
    ):
        row = [part for part in parts if part not in after][-2:] + row
    timed = [part for part in row if part.kind != "open"]
    return timed or row


def _referred(row: list[str], own: list[Part], parts: list[Part]) -> list[Part]:
    """For "that morning" and "the same day" mean a day that the sentence named before."""
    if not own or not any(row[part.first - 1 : part.first + 1] and _points_back(row, part) for part in own):
        return own
    named = [part for part in parts if part.kind == "day" and part.name != "relative" and part.first < own[0].first]
    if not named or any(part.kind == "day" and not _points_back(row, part) for part in own):
        return own
    day = named[-1]._replace(first=own[0].first, last=own[0].first, before=False)
    return [day, *(part for part in own if part.kind != "day")]


def _points_back(row: list[str], part: Part) -> bool:
    return row[part.first] == "same" or (part.kind == "part" and row[part.first - 1] in ("that", "same"))


def _is_ahead(parts: list[Part]) -> bool:
    return any(part.kind not in ("open", "event") for part in parts)


def _you_actor(words: Words, first: int, verb: Verb, last: int) -> str:
    row = words.words
    rest = row[verb.deed : last]
    if row[verb.deed : verb.deed + 2] == ["hear", "from"] and (name := name_in(words, verb.deed + 2, last)):
        return f"named:{name}"
    for who, actor in (("me", "i"), ("us", "we"), ("my", "i"), ("our", "we")):
        if who in rest:
            return actor
    before = row[first : verb.at]
    return "i" if "i" in before or row[verb.deed] in ("back", "expect") else ("we" if "we" in before else "third")


def _ellipsis(row: list[str], first: int, last: int, parts: list[Part]) -> Verb | None:
    """Reads "Expect my call by five", "Back to you by noon", "Will call you at two"."""
    if first < last and row[first] in ("will", "calling", "sending", "shipping") and parts:
        return Verb(first, min(first + (row[first] == "will"), last - 1), "future")
    lead = row[first : first + 2]
    if lead == ["you", "can"]:
        first, lead = first + 2, row[first + 2 : first + 4]
    if lead in (["give", "me"], ["give", "us"]) and parts and parts[0].kind == "span" and parts[0].first == first:
        return Verb(first, first, "you")
    if lead[:1] == ["expect"] or lead in (["count", "on"], ["back", "to"]):
        return Verb(first, first, "you") if parts or {"my", "our"} & set(row[first:last]) else None
    return None


def _only_time(parts: list[Part], clause: tuple[int, int]) -> bool:
    first, last = clause
    return last - first <= _SHORT and any(first <= part.first < last for part in parts)
