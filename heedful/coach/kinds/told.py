"""What the customer has already told: a number, a way to reach them, or the trouble itself."""

from __future__ import annotations

import re
from itertools import pairwise

from heedful.coach.reading.cues import Cue
from heedful.coach.reading.private import private_in
from heedful.coach.reading.questions import Ask
from heedful.coach.scene import Scene

_WORD = re.compile(r"[a-z]+")
_CODE = re.compile(r"\b[A-Z]{1,4}-?\d{3,}\b|\b\d{4,}\b")
_KINDS = (
    (
        "number",
        frozenset(
            "number reference serial order invoice id nummer bestellnummer kundennummer auftragsnummer rechnungsnummer seriennummer"
            " vorgangsnummer numéro référence número referencia".split()
        ),
    ),
    ("phone number", frozenset("phone telephone mobile telefonnummer handynummer téléphone teléfono".split())),
    ("address", frozenset("address adresse anschrift dirección".split())),
    ("name", frozenset("name nom nombre".split())),
)
_GIVEN = frozenset(
    "attached attach enclosed sent gave uploaded here told said wrote provided included forwarded shared".split()
)
_THINGS = frozenset(
    "photo photos picture pictures screenshot screenshots certificate receipt invoice form document documents papers contract scan"
    " scans copy passport proof statement report number reference address dates measurements size model serial locker station"
    " order room booking details".split()
)
_ALIKE = {
    "photos": "photo",
    "pictures": "photo",
    "picture": "photo",
    "scans": "scan",
    "documents": "document",
    "papers": "document",
}
_SLOTS = frozenset(
    "floor size colour color flat room row seat line platform model station gate day date week year".split()
)
_SAYS_WHICH = frozenset(
    "first second third fourth fifth top ground last red blue green black white grey gray yellow brown small medium large".split()
)
_TROUBLE = frozenset(
    "problem issue matter wrong happened about concern trouble help product it problem anliegen problème souci problema ayuda".split()
)


def was_told(scene: Scene, cue: Cue) -> str:
    """What was told already, in plain words; empty when it was not."""
    asked = set(scene.words.words[cue.first : cue.last])
    told = "\n".join(turn.text for turn in scene.context.turns if turn.role == "customer")
    if asked & _KINDS[1][1]:
        return "phone number" if any(one.kind == "phone number" for one in private_in(told)) else ""
    if asked & _KINDS[2][1] and "email" not in asked and "mail" not in asked:
        return "address" if any(one.kind == "street address" for one in private_in(told)) else ""
    if asked & _KINDS[0][1]:
        return "number" if _names_number(asked, told) else ""
    if asked & _TROUBLE and _told_trouble(scene):
        return "matter"
    return _given_before(scene, asked)


def told_slot(scene: Scene, ask: Ask) -> str:
    """Asked "which floor", "what size": what the customer put before or behind that word, as in "second floor", "flat 12"."""
    asked = [after for word, after in pairwise(ask.words) if word in ("which", "what")]
    if not asked or (slot := asked[0]) not in _SLOTS:
        return ""
    for one in scene.heard.words:
        for at, word in enumerate(one.words):
            before, after = one.words[max(0, at - 1) : at], one.words[at + 1 : at + 2]
            if word == slot and (not _SAYS_WHICH.isdisjoint(before) or (after and after[0][0].isdigit())):
                return "answer"
    return ""


def _given_before(scene: Scene, asked: set[str]) -> str:
    """A thing that the customer says they have sent, told or put in."""
    wanted = {_ALIKE.get(word, word) for word in asked & _THINGS}
    for turn in scene.context.turns if wanted else ():
        if turn.role != "customer":
            continue
        words = set(_WORD.findall(turn.text.lower()))
        named = sorted(wanted & {_ALIKE.get(word, word) for word in words})
        if named and _GIVEN & words:
            return named[0]
    return ""


def _names_number(asked: set[str], told: str) -> bool:
    """A number was given, and by the name that is asked for where that name is a telling one."""
    if _CODE.search(told) is None:
        return False
    telling = asked & {"serial", "order", "invoice", "policy", "booking", "model", "customer", "tracking"}
    return not telling or any(word in told.lower() for word in telling)


def _told_trouble(scene: Scene) -> bool:
    return scene.has_trouble or any(len(one.words) >= 9 for one in scene.heard.words)
