"""Everything a rule may look at, parsed once and only when it is asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from heedful.coach.commitment import Commitment
from heedful.coach.customer import SPOKEN, CustomerReading, Heard, hear
from heedful.coach.draft import Context, Draft, Turn
from heedful.coach.lexicon import cues_of
from heedful.coach.once import once
from heedful.coach.reading.answers import read_reply, roots_of, takes_up
from heedful.coach.reading.care import takes_upon_itself
from heedful.coach.reading.cues import Cue, find_cues
from heedful.coach.reading.greeting import Greeting, read_greeting
from heedful.coach.reading.language import is_of_another, language_of
from heedful.coach.reading.leaning import gives_help, lean_of
from heedful.coach.reading.little_words import marked_questions
from heedful.coach.reading.private import Private, private_in
from heedful.coach.reading.promises.read import promises_in
from heedful.coach.reading.questions import Ask, questions_in
from heedful.coach.reading.time.clock import make_clock
from heedful.coach.reading.words import Words, read_words
from heedful.coach.standards import Standards

_SHORT = 12
_LEAST = 0.5
ASKS, LEANS = "(asks)", "(leans)"  # the draft asks; leans, see `leaning`
ASKED, PRAISED, ABUSED, PUBLIC = "(asked)", "(praised)", "(abused)", "(public)"  # the customer did; all can read it
_CARE = ("apology", "heard", "owned", "took_over", "glad", "already_done", "finds_out")
_CAPITAL = "[A-ZÀ-ÖØ-ÞĀ-ſΑ-ΩЀ-Я]"  # ranges are quicker than a class of what they are not
_TWO_CAPITALS = re.compile(_CAPITAL * 2)
_YES = frozenset(
    "yes sure certainly gladly absolutely yep yeah ja gern gerne natürlich oui volontiers sí claro".split()
)


@dataclass(frozen=True)
class Scene:
    """A draft, the conversation it answers and the brand's standards."""

    draft: Draft
    context: Context
    standards: Standards

    @once
    def words(self) -> Words:
        return read_words(self.draft.text)

    @once
    def language(self) -> str:
        """The draft's language; a short one borrows the customer's."""
        if self.context.language:
            return self.context.language[:2].lower()
        if is_of_another(self.words):
            return "und"
        if len(self.words.words) < 6 and self.heard.words:
            return self.heard.reading.language
        found = language_of(self.words, self.standards.language)
        is_short = len(self.words.words) < _SHORT and self.customer_spoke
        return self.heard.reading.language if found == "und" and is_short else found

    @once
    def cues(self) -> dict[str, list[Cue]]:
        return find_cues(self.words, cues_of(self.language, "draft"))

    @once
    def signs(self) -> frozenset[str]:
        """What a rule may name as its `needs`: the cues that are said, and some signs of the whole scene."""
        customer = self.customer
        told = (
            ASKS if self.questions else "",
            LEANS if self.leaning is not None else "",
            ASKED if customer.asks else "",
            PRAISED if customer.praise else "",
            ABUSED if customer.abuse else "",
            PUBLIC if self.context.public else "",
        )
        return frozenset((*self.cues, *told))

    def said(self, *names: str) -> list[Cue]:
        """The cues of these names, in order of the text."""
        found = [cue for name in names for cue in self.cues.get(name, ())]
        return sorted(found, key=lambda cue: (cue.first, cue.last)) if len(names) > 1 else found

    def says(self, *names: str) -> bool:
        return not self.cues.keys().isdisjoint(names)

    def says_in(self, sentence: int, *names: str) -> bool:
        return any((name, sentence) in self._by_sentence for name in names)

    def said_in(self, sentence: int, name: str) -> list[Cue]:
        return self._by_sentence.get((name, sentence), [])

    @once
    def _by_sentence(self) -> dict[tuple[str, int], list[Cue]]:
        found: dict[tuple[str, int], list[Cue]] = {}
        for name, seen in self.cues.items():
            for cue in seen:
                found.setdefault((name, cue.sentence), []).append(cue)
        return found

    @once
    def timed_sentences(self) -> frozenset[int]:
        """Sentences with a promise that says until when."""
        timed = [one.span.start for one in self.commitments if one.precision != "none"]
        return frozenset(number for start in timed if (number := self.words.sentence_at(start)) is not None)

    @once
    def theirs(self) -> str:
        """All that the customer has written, in lower case."""
        return "\n".join(turn.text for turn in self.context.turns if turn.role == "customer").lower()

    @once
    def commitments(self) -> tuple[Commitment, ...]:
        if self.language != "en":
            return ()
        context = self.context
        return promises_in(self.words, make_clock(context.now, context.tz, context.hours))

    @once
    def questions(self) -> list[Ask]:
        """The draft's own questions."""
        if self.language != "en":
            return marked_questions(self.words, self.language)
        return questions_in(self.words)

    @once
    def greeting(self) -> Greeting | None:
        return read_greeting(self.draft.text)

    @once
    def private(self) -> list[Private]:
        return private_in(self.draft.text)

    @once
    def last_turns(self) -> tuple[tuple[int, Turn], ...]:
        """The customer's turns since our last word, with their places."""
        found: list[tuple[int, Turn]] = []
        for place in range(len(self.context.turns) - 1, -1, -1):
            turn = self.context.turns[place]
            if turn.role == "agent":
                break
            if turn.role == "customer":
                found.append((place, turn))
        return tuple(reversed(found))

    @once
    def heard(self) -> Heard:
        language = self.context.language[:2].lower()
        spoken = self.context.channel in SPOKEN
        return hear(self.last_turns, language, self.standards.language, spoken=spoken)

    @once
    def open_asks(self) -> list[Ask]:
        """The customer's asks that nothing in the draft takes up; only in English can we tell."""
        asks = self.customer.asks
        if not asks or self.language != "en":
            return []
        if len(asks) == 1 and self.acts:
            return []
        reply = read_reply(self.words, self.cues)
        return [ask for ask in asks if not takes_up(ask, reply, alone=len(asks) == 1)]

    @once
    def customer_spoke(self) -> bool:
        return any(one.words for one in self.heard.words)

    @once
    def is_yes_to_ask(self) -> bool:
        """The draft opens with a plain yes to a question, so nothing is refused or left open."""
        row = self.words.words
        return bool(row and self.customer.asks and (row[0] in _YES or row[:2] == ["of", "course"]))

    @once
    def has_trouble(self) -> bool:
        """The customer tells of something that went wrong or hurts."""
        signs = self.heard.signs
        return signs.trouble + signs.distress + signs.anger >= 0.5

    @once
    def hesitates(self) -> bool:
        """The customer is undecided, or wants less, or wants to leave."""
        return "hesitates" in self.heard.cues and not self.customer.complaint and not self.customer.asks

    @once
    def is_report(self) -> bool:
        """Neither asks, wishes, thanks nor praises: who states something to a help desk reports a trouble."""
        if self.customer.asks or self.customer.mood == "pleased" or sum(len(one.words) for one in self.heard.words) < 4:
            return False
        return not any(name in self.heard.cues for name in ("wishes", "hesitates", "thanks", "praise", "praise_word"))

    @once
    def has_complaint(self) -> bool:
        """Trouble, or a word of criticism."""
        return self.customer.complaint or self.has_trouble or "criticism" in self.heard.cues

    @once
    def acts(self) -> bool:
        """Takes something upon itself."""
        if self.language != "en":
            return self.says("will_act", "already_done")
        return takes_upon_itself(self.words)

    @once
    def said_words(self) -> frozenset[str]:
        return frozenset(self.words.words)

    @once
    def roots(self) -> frozenset[str]:
        """What the draft speaks of: its words without endings and without the little ones."""
        return roots_of(self.said_words)

    @once
    def their_words(self) -> frozenset[str]:
        """The customer's, since our last word."""
        return frozenset(word for one in self.heard.words for word in one.words)

    @once
    def their_roots(self) -> frozenset[str]:
        return roots_of(self.their_words)

    @once
    def has_capitals(self) -> bool:
        """Two capitals side by side: without them nothing is shouted and no letters stand for words."""
        return _TWO_CAPITALS.search(self.draft.text) is not None

    @once
    def capital_words(self) -> frozenset[int]:
        """The places of the words that are written in capitals."""
        words = self.words
        places = enumerate(zip(words.starts, words.ends, strict=True)) if self.has_capitals else ()
        return frozenset(at for at, (start, end) in places if words.text[start:end].isupper())

    @once
    def shows_care(self) -> bool:
        """Takes it up, takes it over, asks openly, or says what is done by when."""
        if self.timed_sentences or self.acts or self.says(*_CARE):
            return True
        return any(ask.kind != "yes_no" for ask in self.questions)

    @once
    def informs(self) -> bool:
        """Gives a plain piece of help: a step, a time, a number that the customer had not named."""
        return gives_help(self.words, self.cues, self.their_words)

    @once
    def leaning(self) -> tuple[float, Cue] | None:
        """In a reply to a complaint that shows no care: the sign of what it does instead, and its weight."""
        asks = bool(self.customer.asks)
        if self.language != "en":
            return None
        tense = self.customer.complaint or (self.has_complaint and not asks) or self.is_report
        if not tense or self.hesitates or self.customer.praise or self.customer.abuse or self.shows_care:
            return None
        leaning = lean_of(self.words, self.cues)
        return leaning if leaning and leaning[0] >= (2 if self.informs else _LEAST) else None

    @once
    def customer(self) -> CustomerReading:
        return self.heard.reading
