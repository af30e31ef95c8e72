"""PUB101: private data where everyone can read it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from heedful.coach.finding import Suggestion
from heedful.coach.reading.private import Private
from heedful.coach.rule import ANY, Found, Rule
from heedful.coach.said import Quoted, Said
from heedful.coach.scene import Scene

_OURS = frozenset(
    "our us shop store branch office desk hotline helpline headquarters unser unsere unserem uns filiale laden"
    " notre nos boutique magasin nuestro nuestra nuestros tienda".split()
)
_THEIRS = frozenset("your you yours ihr ihre ihrer ihren dein deine votre vos vous su sus tu tus".split())
_ASKS_FOR_US = ({"where", "you"}, {"wo", "ihr"}, {"wo", "sie"}, {"wo", "eure"}, {"où", "vous"}, {"dónde", "están"})
_NEAR = 7
_WE_ARE = ({"we", "are"}, {"wir", "sind"}, {"nous", "sommes"}, {"estamos"}, {"find", "us"})
_CONTACT = frozenset("phone number|e-mail address|street address".split("|"))
_SOFTER = {
    "phone number": "the number we have for you",
    "e-mail address": "the address we have for you",
    "card number": "your card",
    "bank account": "your account",
    "street address": "your address",
}


def check(scene: Scene) -> Iterator[Found]:
    if not scene.context.public:
        return
    for one in scene.private:
        if not _is_ours(scene, one):
            yield Found(
                one.span,
                Said(
                    "{words} is a {kind} that everyone can read here.", words=Quoted.of(one.text), kind=Said(one.kind)
                ),
                suggestion=_softer(one) if scene.language == "en" else None,
            )


def _is_ours(scene: Scene, one: Private) -> bool:
    flat = _flat(one.text)
    known = [_flat(allowed) for allowed in scene.standards.public_data_allowed if allowed.strip()]
    if any(flat in allowed or allowed in flat for allowed in known):
        return True
    return one.kind in _CONTACT and (_sounds_like_ours(scene, one) or _asked_where_we_are(scene))


def _asked_where_we_are(scene: Scene) -> bool:
    """Asked "where are you?" or "how do we reach you?", one answers with the house's own address."""
    asked = [{ask.kind, *ask.words} for ask in scene.customer.asks]
    return any("reach" in words or any(words >= one for one in _ASKS_FOR_US) for words in asked)


def _sounds_like_ours(scene: Scene, one: Private) -> bool:
    """Of "call us on ..." and "your number ..." only the first is the house's own."""
    words = scene.words
    number = words.sentence_at(one.span.start)
    if number is None:
        return False
    stop = bisect_left(words.starts, one.span.start)
    near = set(words.words[max(words.sentences[number].first, stop - _NEAR) : stop])
    is_here = one.kind == "street address" and any(pair <= near for pair in _WE_ARE)
    return bool(near & _OURS or is_here) and not near & _THEIRS


def _flat(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum() or char == "@")


def _softer(one: Private) -> Suggestion:
    return Suggestion("replace", one.span.start, one.span.end, _SOFTER.get(one.kind, "the details we have on file"))


RULE = Rule(
    code="PUB101",
    name="personal-data-in-public",
    title="Private data in public",
    category="public_private_data",
    severity="error",
    why="Whoever reads this could use it, and it stays findable for years.",
    practices=("T5",),
    check=check,
    languages=ANY,
)
