"""PER101: a slot of a template that nobody filled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from heedful.coach.finding import Span, Suggestion
from heedful.coach.kinds.naming import known_names
from heedful.coach.reading.patterns import Late
from heedful.coach.rule import ANY, Found, Rule
from heedful.coach.said import Quoted, Said
from heedful.coach.scene import Scene

_SLOT_WORDS = (
    "name|first ?name|last ?name|surname|customer|client|user|agent|company|date|day|time|order|number|amount|price|product"
    "|item|address|city|town|reason|link|url|phone|email|title|salutation|subject|ticket|reference|id|code|department|team"
    "|vorname|nachname|kunde|kundin|datum|betrag|anrede|firma|produkt|uhrzeit|bestellnummer"
    "|nom|prénom|client|montant|heure|produit|numéro|nombre|apellido|fecha|importe|cliente|producto|hora|número"
)
_SLOT = Late(
    r"\{\{[^{}\n]{0,60}\}\}|\{%[^{}\n]{0,60}%\}|\$\{[^{}\n]{1,60}\}|\{[A-Za-z_][\w. ]{0,40}\}"
    r"|<<[^<>\n]{1,60}>>|\[\[[^\[\]\n]{1,60}\]\]"
    rf"|(?<![\w%])%(?:(?i:{_SLOT_WORDS})|[A-Z]{{2,}})(?:_\w{{1,30}})?%(?!\w)"
    rf"|(?i:\[(?:(?:your|customer|client|insert|enter|agent|add|ihr|votre|su)[ _][^\[\]\n]{{1,40}}|(?:{_SLOT_WORDS})(?:[ _][\w ]{{1,20}})?)\])"
    r"|\[[A-ZÄÖÜÉ][A-ZÄÖÜÉ _/-]{1,30}\]|\[(?:[.…_]{2,}|\?{1,3}|x{2,}|X{2,})\]"
    rf"|<(?:[A-Z][A-Z _]{{2,30}}|(?:{_SLOT_WORDS}))>"
    rf"|\((?i:insert|enter|add) (?:{_SLOT_WORDS})(?: [\w ]{{1,20}})?\)"
    r"|\[(?i:insert)\]|(?<!\w)__{1,2}[/.]__{1,2}|\b(?:TBD|TODO|FIXME)\b:?|(?<![\w.])(?:[€£$] ?XX+|XX+ ?(?:[€£$]|euros?|pounds?|dollars?|days?|per))"
    r"|%%\w{2,30}%%|##\w{2,30}##|(?<![\w$])\$[A-Z_]{3,30}\$|\(\([A-Z_ ]{3,30}\)\)|\b[A-Z]{2,15}_[A-Z_]{2,20}\b|\.{8,}"
    r"|[<\[](?:[^<>\[\]\n]{1,30} )?(?i:einfügen|eintragen|ergänzen|ausfüllen|einsetzen|à compléter|à remplir|à insérer|por completar|a completar"
    r"|completar|rellenar|por rellenar|insertar|por confirmar aquí)[>\]]"
    r"|\[[^\[\]\n]{1,40} / [^\[\]\n]{1,40}\]|\btt\.mm\b|\bdd[./-]mm\b|\bNN (?=[a-z])"
    r"|_{3,}|\bX{3,}\b|\bXX(?:[.:/-]XX){1,2}\b|\b(?:INSERT|ENTER) [A-Z]{3,}(?: [A-Z]{2,}){0,3}\b"
)
# Without one of these no slot is there: a class of characters and plain strings cost a tenth of the pattern.
_SIGN = re.compile(r"[{\[<%_X#$]")
_SIGNS = ("........", "tt.mm", "dd.mm", "dd/mm", "dd-mm")
_IN_BRACKETS = ("((", "(insert ", "(Insert ", "(enter ", "(Enter ", "(add ", "(Add ", "(ADD ")
_IN_CAPITALS = ("NN ", "TODO", "TBD", "FIXME", "INSERT", "ENTER")
_NOT_SLOTS = frozenset(("[SIC]", "[OK]", "[SOLVED]", "[EXTERNAL]", "[SPAM]"))
_ABOUT_SLOTS = frozenset(
    "placeholder placeholders merge template templates variable variables bracket brackets braces field fields"
    " type typing write syntax snippet shortcode token tokens platzhalter variable vorlage feld modèle champ plantilla campo".split()
)
_SHOWS_SLOTS = _ABOUT_SLOTS | frozenset(
    "accolades crochets llaves corchetes klammern balise balises etiqueta etiquetas tapez saisissez insérez tippen".split()
)
_NAMES = Late(r"(?i)\b(?:first|customer|client|full|vor|pré)?[ _.]?(?:name|nom|nombre|vorname|kunde)\b")


def check(scene: Scene) -> Iterator[Found]:
    text = scene.draft.text
    if not _may_hold_slot(scene, text):
        return
    slots = _SLOT.finditer(text)
    first = next(slots, None)
    if first is None or any(_ABOUT_SLOTS.intersection(one.words) for one in scene.heard.words):
        return
    asked = {match.group() for _, turn in scene.last_turns for match in _SLOT.finditer(turn.text)}
    for match in chain((first,), slots):
        slot = match.group()
        if slot in _NOT_SLOTS or slot in asked or _is_subject(scene, match.start()):
            continue
        span = Span(match.start(), match.end())
        yield Found(
            span,
            Said("{words} was never filled in.", words=Quoted.of(slot)),
            suggestion=_filled(scene, slot, span),
            confidence=0.97,
        )


def _may_hold_slot(scene: Scene, text: str) -> bool:
    signs = _SIGNS + (_IN_BRACKETS if "(" in text else ()) + (_IN_CAPITALS if scene.has_capitals else ())
    return _SIGN.search(text) is not None or any(sign in text for sign in signs)


def _is_subject(scene: Scene, at: int) -> bool:
    """A reply may explain slots: between quotation marks, in code, or in a sentence about templates."""
    if scene.words.is_quoted(at):
        return True
    number = scene.words.sentence_at(at)
    if number is None:
        return False
    words, sentence = scene.words, scene.words.sentences[number]
    slot = _SLOT.match(words.text, at)
    inside = range(at, slot.end() if slot else at)
    told = {words.words[n] for n in range(sentence.first, sentence.last) if words.starts[n] not in inside}
    return not _SHOWS_SLOTS.isdisjoint(told)


def _filled(scene: Scene, slot: str, span: Span) -> Suggestion:
    if _NAMES.search(slot.strip("{}[]<>%$ ")) and (names := known_names(scene)):
        return Suggestion("replace", span.start, span.end, " ".join(names), safe=True)
    gap = 1 if scene.draft.text[span.start - 1 : span.start] == " " else 0
    return Suggestion("delete", span.start - gap, span.end, "")


RULE = Rule(
    code="PER101",
    name="placeholder-left",
    title="Unfilled slot",
    category="unfilled_placeholder",
    severity="error",
    why="A slot shows that nobody wrote this for the person who reads it.",
    practices=("P1", "P2"),
    check=check,
    languages=ANY,
)
