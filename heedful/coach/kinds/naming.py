"""Whom the greeting names, and whom we know."""

from __future__ import annotations

from heedful.coach.reading.names import names_in
from heedful.coach.scene import Scene

BLANK = frozenset(
    "customer|client|valued customer|valued client|sir or madam|sir madam|sir|madam|sirs|user|guest|member|passenger|traveller"
    "|subscriber|reader|patient|buyer|tenant|friend|sir or madame|customers|applicant|participant|shopper|consumer|our customer"
    "|kunde|kundin|kundin lieber kunde|kunde liebe kundin|damen und herren|kundinnen und kunden|nutzer|mitglied|gast|fahrgast"
    "|client|cliente|clienta|madame monsieur|madame|monsieur|madame ou monsieur|señor o señora|señor|señora|señores|usuario"
    "|resident|policyholder|policy holder|account holder|cardholder|card holder|applicant|student|parent|tenant|donor|supporter"
    "|passenger|learner|neighbour|citizen|taxpayer|employee|candidate|colleague|new customer|new subscriber|new member|dear guest"
    "|valued user|valued subscriber|valued passenger|sir or ma'am|sir / madam|community member|account owner|purchaser|enquirer"
    "|valued guest|valued member|loyal customer|esteemed customer|fellow customer|sir/madam|dear customer|to whom it may concern".split(
        "|"
    )
)
_TITLES = frozenset(
    "mr mrs ms miss mx dr prof herr frau madame monsieur mme mlle señor señora sr sra don doña professor sir lady and und et y &"
    " the team family familie all".split()
)
_OPEN = frozenset("there both all everyone everybody again team folks friends you zusammen tous todos to from".split())


def known_names(scene: Scene) -> tuple[str, ...]:
    """The parts of the customer's name: from the record, else from how they signed or named themselves."""
    if scene.context.customer_name.strip():
        return tuple(scene.context.customer_name.split())
    for turn in reversed(scene.context.turns):
        if turn.role == "customer":
            names = tuple(turn.name.split()) or names_in(turn.text)
            if names:
                return names
    return ()


def names_another(whom: str, names: tuple[str, ...]) -> bool:
    """True only where a capitalised name is greeted that shares nothing with the known one."""
    parts = [part.strip(".,") for part in whom.split()]
    given = [part for part in parts if part and part.lower() not in _TITLES]
    if not given or not all(part[0].isupper() for part in given) or _OPEN & {part.lower() for part in given}:
        return False
    if " ".join(given).lower() in BLANK:
        return False
    return not any(_alike(one.lower(), other.lower()) for one in given for other in names)


def _alike(one: str, other: str) -> bool:
    """Short forms count as the same: Sue and Susan, Tom and Thomas."""
    size = 2 if min(len(one), len(other)) <= 3 else 3
    return one[:size] == other[:size] or one in other or other in one
