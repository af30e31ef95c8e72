"""Reading the promises of a message (English)."""

from __future__ import annotations

from dataclasses import replace

from heedful.coach.commitment import Commitment
from heedful.coach.finding import Span
from heedful.coach.reading.promises.actors import actor_of, last_name
from heedful.coach.reading.promises.clauses import clauses_of
from heedful.coach.reading.promises.lexis import CONDITIONS
from heedful.coach.reading.promises.verbs import Verb, future_verb, present_verb
from heedful.coach.reading.time.clock import Clock
from heedful.coach.reading.time.due import Due, due_of
from heedful.coach.reading.time.parts import Part
from heedful.coach.reading.time.parts_of import parts_in
from heedful.coach.reading.words import Sentence, Words

_ARRIVALS = (("as", "soon", "as"), ("the", "moment"), ("the", "minute"))
_POSSIBLE = frozenset(("possible", "we", "i", "he", "she"))
_NEAR = 4
_SHORT = 5
_PRONOUNS = frozenset(("he", "she"))
_MARKS = frozenset("will shall going expect count".split())
_TELLS = frozenset("as said told promised mentioned was".split())
_RETOLD = (("as", "promised"), ("as", "agreed"), ("as", "i", "said"), ("as", "we", "said"), ("as", "mentioned"), ("i", "said"), ("we", "said"), ("i", "told"), ("we", "told"), ("i", "promised"), ("we", "promised"))  # fmt: skip


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
    is_conditional = _hangs_on(words.words, sentence.first, sentence.last)
    clauses = list(clauses_of(words, sentence))
    for place, (first, last) in enumerate(clauses):
        if _is_condition(words.words, first) or _is_retold(words.words, first, last):
            continue
        since = clauses[place - 1][0] if place and _only_time(parts, clauses[place - 1]) else first
        own = [part for part in parts if since <= part.first < last]
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
    actor = _you_actor(row, verb, last) if verb.tense == "you" else actor_of(words, start, verb.at, named)
    if not actor:
        return None
    due = due_of(_one_phrase(parts, verb), clock) if parts else None
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


def _one_phrase(parts: list[Part], verb: Verb) -> list[Part]:
    """The parts that stand together: after the verb where there are any, else before it."""
    after = [part for part in parts if part.first > verb.deed or part.first > verb.at]
    chosen = after or parts
    row = [chosen[0]]
    for part in chosen[1:]:
        if part.first - row[-1].last > _NEAR or part.kind in {one.kind for one in row}:
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


def _is_ahead(parts: list[Part]) -> bool:
    return any(part.kind not in ("open", "event") for part in parts)


def _you_actor(row: list[str], verb: Verb, last: int) -> str:
    rest = row[verb.deed : last]
    for who, actor in (("me", "i"), ("us", "we"), ("my", "i"), ("our", "we")):
        if who in rest:
            return actor
    return "i"


def _ellipsis(row: list[str], first: int, last: int, parts: list[Part]) -> Verb | None:
    """Reads "Expect my call by five", "Back to you by noon", "Will call you at two"."""
    if first < last and row[first] in ("will", "calling", "sending", "shipping") and parts:
        return Verb(first, min(first + (row[first] == "will"), last - 1), "future")
    lead = row[first : first + 2]
    if lead == ["you", "can"]:
        first, lead = first + 2, row[first + 2 : first + 4]
    if lead[:1] == ["expect"] or lead in (["count", "on"], ["back", "to"]):
        return Verb(first, first, "you") if parts or {"my", "our"} & set(row[first:last]) else None
    return None


def _is_condition(row: list[str], first: int) -> bool:
    """A clause that states a condition promises nothing."""
    start = first + (row[first] in ("and", "but", "or", "so"))
    return row[start] in CONDITIONS if start < len(row) else False


def _is_retold(row: list[str], first: int, last: int) -> bool:
    if _TELLS.isdisjoint(row[first:last]):
        return False
    for phrase in _RETOLD:
        size = len(phrase)
        if any(tuple(row[at : at + size]) == phrase for at in range(first, min(last, first + 3))):
            return True
    return any(
        row[at : at + 2] in (["would", "have"], ["going", "to"]) and "was" in row[first:at] for at in range(first, last)
    )


def _hangs_on(row: list[str], first: int, last: int) -> bool:
    for at in range(first, last):
        if row[at] in CONDITIONS and row[at + 1 : at + 2] not in (["possible"], ["needed"], ["necessary"]):
            return True
        if tuple(row[at : at + 3]) == _ARRIVALS[0] and row[at + 3 : at + 4] != ["possible"]:
            return row[at + 4 : at + 5] not in (["can"], ["possibly"], ["could"]) or row[at + 3] not in _POSSIBLE
        if tuple(row[at : at + 2]) in _ARRIVALS:
            return True
    return False


def _only_time(parts: list[Part], clause: tuple[int, int]) -> bool:
    first, last = clause
    return last - first <= _SHORT and any(first <= part.first < last for part in parts)
