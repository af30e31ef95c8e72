"""Which language a text is in, by its little words; 'und' when it is none that we know."""

from __future__ import annotations

from collections import Counter

from heedful.coach.reading.words import Words

_LOOKED_AT = 200
_SAMPLE = 20
_LITTLE = {
    "en": "the is are was were you your we our i it this that and of to for with have has will can not please on at be my me do",
    "de": "der die das und ist sind nicht ich wir sie ihr ihre ihnen mit für auf ein eine zu haben wird bitte den dem es im von auch noch sich ja nein bis danke gerne heute offen leider",
    "fr": "le la les et est sont nous vous votre vos je pas pour avec une un des du que qui dans sur ce cette il elle merci nos notre oui non ouvert jusqu'à demain désolé désolée",
    "es": "el la los las y es son nosotros usted su sus yo no para con una un de que en por lo le se esta este está gracias nos nuestro sí abierto hasta mañana siento",
}  # fmt: skip
_OTHERS = (
    "het een niet wij jij naar voor maar zijn mijn ons onze ik je jullie jouw uw dat wat waar waarom wanneer hoe ook nog wel"
    " geen deze bij uit kunnen heb heeft wordt worden uur dank bedankt goed goede goedemorgen graag hoi prima alstublieft"
    " morgenochtend vandaag komt komen bezorging pakket winkel tot nee dus vanaf tussen kunt moet bent alleen gesloten geopend"
    " terug volgende elke altijd nooit tijd "  # Dutch
    "il che di non sono della ciao grazie questo molto oggi deve anche siamo abbiamo può è domani mio tuo suo ho"
    " hai arriva certo prego buongiorno buonasera perché quando aperto aperti chiuso chiusi fino alle dalle adesso sempre subito "  # Italian
    "não você uma com obrigado obrigada estamos muito nossa hoje também são olá oi amanhã meu minha seu sua onde está bom dia"
    " boa chega até já aberto fechado às amanhã agora sempre pode temos "  # Portuguese
    "jest nie się na dziękuję proszę dla jutro moja mój gdzie jak cześć dzień dobry czy jutra będzie dotrze "  # Polish
    "och det att inte jag på är som tack hej imorgon mitt varför snart kommer mycket öppet stängt idag "  # Swedish
    "jeg ikke og af av har den hvor hvorfor tak takk hei pakken pakke mange velkommen mandag "  # Danish, Norwegian
    "ve bir bu için değil teşekkürler merhaba"  # Turkish
)
_ELSEWHERE = frozenset("åøãõłąęśćżźńğşıőűčšžřěůđțșă")
_OF: dict[str, tuple[str, ...]] = {}
for _language, _words in _LITTLE.items():
    for _word in _words.split():
        _OF[_word] = (*_OF.get(_word, ()), _language)
for _word in _OTHERS.split():
    if _word not in _OF:
        _OF[_word] = ("und",)
_FOREIGN = frozenset(word for word, languages in _OF.items() if languages == ("und",))


def language_of(words: Words, usual: str) -> str:
    """`usual` is the brand's language, taken where the text gives no sign of its own."""
    if not words.words:
        return usual
    counts: dict[str, int] = {}
    for languages in filter(None, map(_OF.get, _typed(words))):
        for language in languages:
            counts[language] = counts.get(language, 0) + 1
    if not counts.keys() - {"und"} and (counts or _has_letters_of_others(words)):
        return "und"
    if counts.get("und", 0) == max(counts.values(), default=-1) and usual not in counts:
        return "und"  # "Ja, open tot 5.": a word of German beside one that only Dutch has, and none of ours
    if counts:
        best = max(counts, key=lambda language: (counts[language], language == usual))
        if counts[best] >= 2 or best == usual or len(words.words) < 6:
            return best if counts[best] >= 2 else usual
    return usual if _is_latin(words) and len(words.words) < 12 else "und"


def is_of_another(words: Words) -> bool:
    """Whether it has little words of a language that we do not read, and more of those than of ours."""
    sample = words.words[:_SAMPLE]
    if _FOREIGN.isdisjoint(sample):
        return False
    if sum(word in _FOREIGN for word in sample) < 2:
        return False
    counts = Counter(language for word in sample for language in _OF.get(word, ()))
    return counts["und"] == max(counts.values())


def _has_letters_of_others(words: Words) -> bool:
    """A name may have them in any language, so a word with a capital says nothing."""
    return any(
        not _ELSEWHERE.isdisjoint(word) and words.text[start].islower()
        for word, start in zip(words.words[:_LOOKED_AT], words.starts, strict=False)
    )


def _typed(words: Words) -> list[str]:
    """As written: "im" is opened for English, and is a German word too."""
    if not words.opened:
        return words.words[:_LOOKED_AT]
    found: list[str] = []
    at = 0
    for first, last, raw in words.opened:
        if first >= _LOOKED_AT:
            break
        found += [*words.words[at:first], raw]
        at = last
    return found + words.words[at:_LOOKED_AT]


def _is_latin(words: Words) -> bool:
    return all(word[0] < "ɐ" or not word[0].isalpha() for word in words.words[:12])
