"""What makes a supposition a guess, and what makes a guess dangerous."""

from __future__ import annotations

from heedful.coach.reading.cues import Cue, is_negated
from heedful.coach.scene import Scene

_HARM = frozenset(
    "safe safety danger dangerous poison poisonous edible eat mushroom allergy allergic nuts gluten baby babies pregnant"
    " pills pill medicine medication dose drug insulin heart doctor electric electricity gas shock fire toxic legal law"
    " lawsuit contract liable tax taxes insured insurance covered visa pension loan mortgage invest investment brakes"
    " airbag helmet giftig allergie allergisch nüsse schwanger medikament medikamente tabletten gefährlich säugling steuer"
    " versichert bremsen enceinte allergie allergique arachide médicament médicaments toxique dangereux bébé nourrisson freins"
    " assuré impôts embarazada alergia alérgico alérgica cacahuetes medicamento medicamentos jarabe tóxico peligroso bebé"
    " frenos asegurado impuestos".split()
)
_UNSURE = frozenset(
    "guess think believe suppose imagine probably maybe perhaps presumably reckon sure somebody idea bet hunch feeling clue say"
    " ish something figure assume possibly".split()
)
_OPINION = frozenset("prefer recommend suggest suit suits enjoy nicer better best love like fit happier".split())
_ASKS_OPINION = frozenset("recommend suggest prefer think would advice advise opinion favourite".split())

_CAUTION = frozenset("no not never nicht nein non pas".split())
_WISHES = frozenset("relief pleasure help shame pity honour joy delight kindness".split())


def guess_about(scene: Scene) -> bool:
    """The customer asks about something where a wrong answer does harm."""
    return any(_HARM.intersection(ask.words) for ask in scene.customer.asks)


def asks_opinion(scene: Scene) -> bool:
    return any(_ASKS_OPINION.intersection(ask.words) for ask in scene.customer.asks)


def _is_estimate(scene: Scene, cue: Cue) -> bool:
    """A "should" beside a figure or a time says how sure it is; an "I guess" beside one does not."""
    words = scene.words
    if scene.language != "en" or _UNSURE.intersection(words.words[cue.first : cue.last]):
        return False
    figures = any(word[0].isdigit() for word in words.words_in(cue.sentence))
    return figures or scene.says_in(cue.sentence, "when") or scene.acts


def is_guess(scene: Scene, cue: Cue) -> bool:
    """Neither an opinion nor a promise with a time, nor a question back."""
    words = scene.words
    if words.sentences[cue.sentence].is_question or is_negated(words, cue):
        return False
    if scene.says_in(cue.sentence, "will_act", "apology") or _is_estimate(scene, cue):
        return False
    return not (
        {"think", "believe"} & set(words.words[cue.first : cue.last]) and _OPINION & set(words.words_in(cue.sentence))
    )


def is_risky_guess(scene: Scene, cue: Cue) -> bool:
    """One on the safe side ("I would say no") can do no harm, and a wish is none."""
    following = scene.words.words[cue.last : scene.words.sentences[cue.sentence].last]
    if not _CAUTION.isdisjoint(following[:1]) or not _WISHES.isdisjoint(following[:2]):
        return False
    return is_guess(scene, cue)
