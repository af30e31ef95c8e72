"""QST101: one yes/no guess is all the reply to a trouble or doubt that the customer has only hinted at."""

from __future__ import annotations

from collections.abc import Iterator

from heedful.coach.finding import Suggestion
from heedful.coach.kinds.guessing import guesses
from heedful.coach.rule import FOUR, Found, Rule, needing
from heedful.coach.said import Said
from heedful.coach.scene import ASKS, Scene

_OPENS = frozenset(
    "is was were are do does did has have ist war sind waren hat haben liegt lag est était c'est était sont serait es está era fue"
    " estaba son fueron".split()
)
_FACTS = frozenset(
    "receipt number order photo picture name need want know mind still any anything account email address nummer beleg bestellung foto"
    " bild name noch adresse konto rechnung numéro commande photo nom encore adresse compte facture número pedido foto nombre todavía"
    " dirección cuenta factura".split()
)

_OPEN = "How would you put it in your own words?"


@needing(ASKS)
def check(scene: Scene) -> Iterator[Found]:
    asked = guesses(scene)
    if len(asked) != 1 or len(scene.questions) != 1 or scene.customer.asks or not scene.customer_spoke:
        return
    ask = asked[0]
    others = [s for s in scene.words.sentences if s.end <= ask.span.start or s.start >= ask.span.end]
    if others or not ask.words or ask.words[0] not in _OPENS or _FACTS.intersection(ask.words):
        return
    at = ask.span
    end = at.end + (1 if scene.draft.text[at.end : at.end + 1] == "?" else 0)
    yield Found(
        at,
        Said("One guess is offered where the customer could say it in their own words."),
        suggestion=Suggestion("replace", at.start, end, _OPEN) if scene.language == "en" else None,
        confidence=0.75,
    )


RULE = Rule(
    code="QST101",
    name="closed-question",
    title="A guess, not a question",
    category="closed_question",
    severity="warning",
    why="A guess puts words into the customer's mouth; an open question hears theirs.",
    practices=("L4",),
    check=check,
    gives_way_to=("QST2", "TON", "PUB2"),
    languages=FOUR,
)
