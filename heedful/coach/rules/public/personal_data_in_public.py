"""PUB101: private data where everyone can read it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from heedful.coach.finding import Suggestion
from heedful.coach.reading.private import Private
from heedful.coach.rule import ANY, Found, Rule, needing
from heedful.coach.said import Quoted, Said
from heedful.coach.scene import PUBLIC, Scene

_OURS = frozenset(
    "our us shop store branch office desk hotline helpline headquarters unser unsere unserem uns filiale laden"
    " notre nos boutique magasin nuestro nuestra nuestros tienda".split()
)
_THEIRS = frozenset("your you yours ihr ihre ihrer ihren dein deine votre vos vous su sus tu tus".split())
_ASKS_FOR_US = ({"where", "you"}, {"wo", "ihr"}, {"wo", "sie"}, {"wo", "eure"}, {"où", "vous"}, {"dónde", "están"})
_ROLES = frozenset(
    "info hello hi help support service contact team office desk shop booking bookings reservations orders sales press care"
    " enquiries post mail events tickets hallo kontakt bestellung reservierung bonjour commandes hola reservas pedidos".split()
)
_WAYS = frozenset(
    "number phone ring call email mail address contact telephone nummer telefon numéro número teléfono".split()
)
_OPENLY = frozenset("what which where how".split())
_THEIR_OWN = frozenset("my me mine our us mein meine mon ma mi mis".split())
_GOODS = frozenset("part model article item sku serial spare type size ref artikel teil pièce pieza".split())
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


@needing(PUBLIC)
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
    if one.kind not in _CONTACT:
        return False
    number = scene.words.sentence_at(one.span.start)
    if _is_role(one) or (_asked_where_we_are(scene) and one.text.lower() not in scene.theirs):
        return True
    return number is not None and (_sounds_like_ours(scene, one, number) or _stands_with_role(scene, number))


def _is_role(one: Private) -> bool:
    """A mailbox such as info@ or bookings@ is nobody's own."""
    return one.kind == "e-mail address" and one.text.lower().partition("@")[0] in _ROLES


def _stands_with_role(scene: Scene, number: int) -> bool:
    return any(_is_role(one) and scene.words.sentence_at(one.span.start) == number for one in scene.private)


def _asked_where_we_are(scene: Scene) -> bool:
    """Asked "where are you?", "what number do I ring?", one answers with the house's own address or number."""
    asked = [{ask.kind, *ask.words} for ask in scene.customer.asks]
    if any("reach" in words or any(words >= one for one in _ASKS_FOR_US) for words in asked):
        return True
    wanted = any(words & _WAYS and words & _OPENLY and not words & _THEIR_OWN for words in asked)
    return wanted and _THEIRS.isdisjoint(scene.said_words)


def _sounds_like_ours(scene: Scene, one: Private, number: int) -> bool:
    """Of "call us on ..." and "your number ..." only the first is the house's own; "part 00-614" is nobody's."""
    words = scene.words
    stop = bisect_left(words.starts, one.span.start)
    near = set(words.words[max(words.sentences[number].first, stop - _NEAR) : stop])
    if one.kind == "phone number" and not _GOODS.isdisjoint(words.words[max(0, stop - 2) : stop]):
        return True
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
