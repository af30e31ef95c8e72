"""The little words of German, French and Spanish, which say nothing of what a text is about, and their question words."""

from __future__ import annotations

from heedful.coach.finding import Span
from heedful.coach.reading.questions import Ask, Kind
from heedful.coach.reading.words import Words

LITTLE = {
    "de": frozenset(
        "der die das den dem des ein eine einen einem einer eines und oder aber ist sind war waren bin wird werden wurde wurden hat"
        " haben habe hatte hatten kann können könnte nicht kein keine keinen mit für auf aus bei nach von vom zu zum zur im am in an"
        " um ab bis vor seit über unter durch wegen als wie was wann wo wer warum wieso ich wir sie ihr ihre ihren ihrem ihrer ihnen"
        " mir mich uns unser unsere unseren unserem es man sich du dir dich dein deine euch euer eure so auch noch nur schon sehr da"
        " dann denn doch mal ja nein bitte danke dass wenn ob hier jetzt heute immer wieder alles mehr guten tag hallo frau herr mein"
        " meine meinen meinem meiner liebe lieber grüße grüßen freundlichen freundliche dies diese dieser dieses diesen".split()
    ),
    "fr": frozenset(
        "le la les l' un une des du de d' et ou mais est sont était suis êtes être a ai as avons avez ont avoir pas ne plus jamais en"
        " dans sur pour par avec sans sous chez à au aux ce cet cette ces ça cela c'est je j'ai tu il elle on nous vous ils elles me"
        " moi mon ma mes votre vos notre nos leur leurs son sa ses se qui que quoi dont où quand comment pourquoi si y tout tous très"
        " bien encore déjà aussi donc alors merci bonjour madame monsieur cordialement être faire fait faites peut pouvez".split()
    ),
    "es": frozenset(
        "el la los las un una unos unas de del y o pero es son era está están estoy soy ser estar ha he han hemos hay no ni ya en con"
        " sin por para a al sobre desde hasta que qué quien quién cuando cuándo donde dónde como cómo cual cuál me mi mis se su sus"
        " te tu tus nos nuestro nuestra nuestros nuestras le les lo usted ustedes yo este esta esto ese esa eso muy más también si sí"
        " gracias hola buenos buenas días tardes estimado estimada señor señora saludo saludos tan todo todos hacer puede pueden".split()
    ),
}
_OPENERS: dict[str, Kind] = {
    "wann": "when", "wo": "where", "wohin": "where", "woher": "where", "wer": "who", "wen": "who", "wem": "who", "warum": "why",
    "wieso": "why", "weshalb": "why", "wozu": "why", "wie": "how", "was": "what", "welche": "which", "welcher": "which",
    "welches": "which", "welchen": "which", "welchem": "which", "woran": "what", "worum": "what", "womit": "what", "wofür": "what",
    "wobei": "what", "inwiefern": "how", "quand": "when", "où": "where", "qui": "who", "pourquoi": "why", "comment": "how",
    "combien": "how_much", "quel": "which", "quelle": "which", "quels": "which", "quelles": "which", "lequel": "which",
    "laquelle": "which", "quoi": "what", "que": "what", "qu'est": "what", "qu'avez": "what", "qu'a": "what", "qu'en": "what",
    "cuándo": "when", "cuando": "when", "dónde": "where", "donde": "where", "adónde": "where", "quién": "who", "quiénes": "who",
    "cómo": "how", "cuánto": "how_much", "cuánta": "how_much", "cuántos": "how_much", "cuántas": "how_much", "cuál": "which",
    "cuáles": "which", "qué": "what",
}  # fmt: skip
_IN = {
    "de": frozenset(word for word in _OPENERS if word[0] == "w" or word == "inwiefern"),
    "fr": frozenset("quand où qui pourquoi comment combien quel quelle quels quelles lequel laquelle quoi que".split())
    | {word for word in _OPENERS if word.startswith("qu'")},
    "es": frozenset("cuándo dónde adónde quién quiénes cómo cuánto cuánta cuántos cuántas cuál cuáles qué".split()),
}
_EARLY = 5
# Words that open a question only: "quand" and "wie" also begin a story. In German the verb may open it, before its subject.
_SURELY = (
    frozenset(
        "wann woher wohin wieso warum weshalb welche welcher welches pourquoi combien comment quel quelle quels quelles".split()
    )
    | _IN["es"]
)
_VERBS = frozenset(
    "kann können darf dürfen muss habt haben hast gibt ist sind geht hat wird passt est puis avez pouvez peut".split()
)
_SUBJECTS = frozenset("ich ihr sie es wir man das der die du ce je vous on".split())


def marked_questions(words: Words, language: str, *, spoken: bool = False) -> list[Ask]:
    """Where a question mark stands; open by its question word among the first words, else yes or no.

    `spoken` also takes those that open like one and have no mark, as people write in chats.
    """
    found: list[Ask] = []
    openers = _IN.get(language, frozenset())
    for number, sentence in enumerate(words.sentences):
        row = words.words[sentence.first : sentence.last]
        if not sentence.is_question and not (spoken and sentence.mark != "!" and _opens_like_one(row)):
            continue
        span: Span = words.sentence_span(number)
        found.append(Ask(words.text[span.start : span.end], span, _kind(row, openers), tuple(row)))
    return found


def _opens_like_one(row: list[str]) -> bool:
    if row[:1] == ["por"]:
        return row[1:2] == ["qué"]
    return bool(row) and (row[0] in _SURELY or (row[0] in _VERBS and not _SUBJECTS.isdisjoint(row[1:2])))


def _kind(row: list[str], openers: frozenset[str]) -> Kind:
    for at, word in enumerate(row[:_EARLY]):
        if word in openers and row[at - 1 : at] != ["ce"]:  # "est-ce que" asks for a yes or a no
            return "why" if word == "qué" and row[at - 1 : at] == ["por"] else _OPENERS[word]
    return "yes_no"
