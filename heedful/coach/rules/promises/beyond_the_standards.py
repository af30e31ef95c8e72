"""PRM203: the text promises what the brand's standards do not allow."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.finding import Span
from heedful.coach.kinds.money import sums_in
from heedful.coach.kinds.saying import quoted
from heedful.coach.kinds.terms import places_of
from heedful.coach.reading.words import read_words
from heedful.coach.rule import ANY, Found, Rule
from heedful.coach.said import Said
from heedful.coach.scene import Scene

# What money is given back with, in four languages: whole words, and how words begin.
_BACK = frozenset(("back", "zurück", "credited"))
_GIVES_BACK = (
    "refund", "reimburs", "compens", "voucher", "goodwill", "erstatt", "rückerstatt", "gutsch", "kulanz", "rembours",
    "dédommag", "reembols", "devol",
)  # fmt: skip
_REACH = 6
_TAKEN_BACK = frozenset("not cannot never no without nicht kein keine keinen nie pas jamais aucun nunca ningún".split())


def check(scene: Scene) -> Iterator[Found]:
    yield from _never(scene)
    if scene.standards.refund_limits:
        yield from _too_much(scene)


def _never(scene: Scene) -> Iterator[Found]:
    words = scene.words
    for phrase in scene.standards.never_promise:
        for first, last in places_of(words, " ".join(read_words(phrase).words)):
            span = words.span(first, last)
            sentence = words.sentences[words.sentence_at(span.start) or 0]
            before = words.words[max(sentence.first, first - _REACH) : first]
            if not sentence.is_question and _TAKEN_BACK.isdisjoint(before):
                yield Found(span, Said("{words} is not promised in this house.", words=quoted(scene, span)))


def _too_much(scene: Scene) -> Iterator[Found]:
    limits = dict(scene.standards.refund_limits)
    for one in sums_in(scene.draft.text):
        limit = limits.get(one.currency)
        if limit is None or one.amount <= limit or not _is_given_back(scene, one.span):
            continue
        said = Said(
            "{words} is more than the {limit} {currency} that may be promised without asking.",
            words=quoted(scene, one.span), limit=limit, currency=one.currency,
        )  # fmt: skip
        yield Found(one.span, said)


def _is_given_back(scene: Scene, span: Span) -> bool:
    """A sum in a sentence of giving back, which asks nothing and denies nothing."""
    number = scene.words.sentence_at(span.start)
    if number is None or scene.words.sentences[number].is_question:
        return False
    said = scene.words.words_in(number)
    gives = any(word in _BACK or word.startswith(_GIVES_BACK) for word in said)
    return gives and not _TAKEN_BACK.intersection(said)


RULE = Rule(
    code="PRM203",
    name="beyond-the-standards",
    title="More than we may promise",
    category="overpromise",
    severity="error",
    why="The house has agreed on what may be promised; what goes beyond it somebody has to allow first.",
    practices=("H3", "S1"),
    check=check,
    languages=ANY,
)
