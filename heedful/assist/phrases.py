"""What a draft may begin with in a hard spot, in the customer's language. Gaps in brackets are the writer's."""

from __future__ import annotations

WAYS = ("differently", "kindly", "warn", "end")

PHRASES: dict[str, dict[str, str]] = {
    "en": {
        "differently": "We have gone round in circles, and I am sorry for that. Let me try it another way: "
        "[what I do for you now, and by when].",
        "kindly": "I have tried what is in my hands, and I do not want to tell you the same thing once more. "
        "What stands is this: [where we are]. If anything changes, write to us here, and we look at it afresh.",
        "warn": "I want to sort this out with you. I can do that when we speak to each other without insults. "
        "If they go on, I will have to end this conversation. Shall we begin again?",
        "end": "I end this conversation here, because of the insults in it. What you came for is not forgotten: "
        "write to us again without them, and we will take it up.",
    },
    "de": {
        "differently": "Wir haben uns im Kreis gedreht, das tut mir leid. Ich versuche es anders: "
        "[was ich jetzt für Sie tue, und bis wann].",
        "kindly": "Ich habe versucht, was in meiner Hand liegt, und möchte Ihnen nicht noch einmal dasselbe sagen. "
        "Es steht so: [wo wir stehen]. Wenn sich etwas ändert, schreiben Sie uns hier, dann sehen wir es neu an.",
        "warn": "Ich möchte das mit Ihnen lösen. Das geht, wenn wir ohne Beleidigungen miteinander sprechen. "
        "Wenn sie weitergehen, muss ich dieses Gespräch beenden. Wollen wir neu anfangen?",
        "end": "Ich beende dieses Gespräch hier, wegen der Beleidigungen darin. Ihr Anliegen ist nicht vergessen: "
        "Schreiben Sie uns ohne sie, dann nehmen wir es wieder auf.",
    },
    "fr": {
        "differently": "Nous avons tourné en rond, et j’en suis désolé. J’essaie autrement : "
        "[ce que je fais maintenant pour vous, et pour quand].",
        "kindly": "J’ai essayé tout ce qui est en mon pouvoir et je ne veux pas vous redire la même chose. "
        "Voici où nous en sommes : [où nous en sommes]. Si quelque chose change, écrivez-nous ici, nous reprendrons.",
        "warn": "Je souhaite régler cela avec vous. C’est possible si nous nous parlons sans insultes. "
        "Si elles continuent, je devrai mettre fin à cet échange. Voulez-vous que nous recommencions ?",
        "end": "Je mets fin à cet échange ici, à cause des insultes. Votre demande n’est pas oubliée : "
        "écrivez-nous sans elles et nous la reprendrons.",
    },
    "es": {
        "differently": "Hemos dado vueltas a lo mismo y lo siento. Lo intento de otra manera: "
        "[lo que hago ahora por usted, y para cuándo].",
        "kindly": "He intentado lo que está en mi mano y no quiero repetirle lo mismo. "
        "La situación es esta: [dónde estamos]. Si algo cambia, escríbanos aquí y lo miraremos de nuevo.",
        "warn": "Quiero resolver esto con usted. Puedo hacerlo si nos hablamos sin insultos. "
        "Si continúan, tendré que terminar esta conversación. ¿Empezamos de nuevo?",
        "end": "Termino aquí esta conversación por los insultos. Su petición no queda olvidada: "
        "escríbanos sin ellos y la retomaremos.",
    },
}


def phrase(way: str, language: str) -> str:
    """In the language nearest to the customer's; English where we have no other."""
    return PHRASES.get(language[:2], PHRASES["en"])[way]
