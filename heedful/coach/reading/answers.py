"""Which of the customer's asks a reply takes up; only a clear miss counts as one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from heedful.coach.reading.cues import Cue
from heedful.coach.reading.questions import Ask
from heedful.coach.reading.words import Words

_YES_OR_NO = frozenset(
    "yes no yep nope yeah certainly sure absolutely indeed unfortunately afraid course gladly only never both neither"
    " either not none can could may nearly almost fine soon already".split()
)
_NODS = frozenset("yes no yep nope sure certainly absolutely gladly sorry only unfortunately neither both none".split())
_AGREES = frozenset("fine gladly certainly possible okay welcome happily".split())
_PLACE = frozenset(
    "in at on under behind beside next near opposite left right street road floor door page here with".split()
)
_REASON = frozenset("because since due reason so as after".split())
_CONFIRMS = frozenset("it that they we you i there he she".split())
_VERBS = frozenset("is are was were do does did can will have has would could should am".split())
_ATTEMPTS = (
    "guess", "hearsay", "guarantee", "absolute", "refusal", "policy", "open_time", "comes_back", "insult", "retort",
    "sarcasm_said", "already_said", "loop", "minimising", "blames_customer", "blames_colleague", "blames_partner", "excuse",
    "defensive", "calm_down", "calls_them",
)  # fmt: skip
_NUMBERS = frozenset(
    "free none one two three four five six seven eight nine ten eleven twelve dozen twenty thirty fifty hundred half double".split()
)
_DOERS = frozenset("i we our my mr mrs ms miss dr he she they".split())
_DIGIT = re.compile(r"\d")

_EMPTY = frozenset(
    "a an the i you we they he she it my your our their his her its me us them this that these those is are am was were be"
    " been do does did have has had can could will would shall should may might must not no yes and or but if so to of in on"
    " at for from with by as about into out up down off over then than too very just also still again any some there here"
    " when where who whom whose why which what how please thank thanks hello hi dear get got let know tell need want like come comes bring"
    " one ones thing things much many really now ok okay sorry going  make possible come comes".split()
)
_FAMILIES = (
    "cost costs price prices pay paid charge charged fee fees euro euros pound pounds dollar dollars cent cents expensive cheap cheaper discount bill invoice",
    "deliver delivered delivery arrive arrives arrival ship shipped ships shipping courier parcel package van post sent send leaves tracking driver order",
    "open opens opened opening close closes closed hours",
    "refund refunded refunds money back credit credited repay",
    "return returned exchange swap replace replaced replacement",
    "fix fixed repair repaired mend mended ready work works working technician",
    "stock available restock availability left",
    "colour color green blue red black white grey gray yellow brown pink",
    "park parking garage car cars",
    "food eat meal lunch dinner vegan vegetarian gluten kitchen menu",
    "cancel cancelled cancellation stop end terminate",
    "size sizes large small medium big",
    "log login password sign account user reset",
    "safe safety dangerous harmful allergy allergic",
    "book booking booked reserve reserved reservation table seat seats appointment slot",
    "guarantee guaranteed warranty covered",
    "dog dogs cat cats pet pets animal animals",
    "child children kid kids baby babies family",
    "battery charge charger charging power plug",
    "address street move moved",
    "long length metre metres meter meters cm centimetres wide heavy weight kilo kilos kg litre litres",
)  # fmt: skip
_FAMILY_OF = {word: f"~{place}" for place, words in enumerate(_FAMILIES) for word in words.split()}


@dataclass(frozen=True, slots=True)
class Reply:
    """What of a draft counts as answering: its words by family, and the signs of each kind of answer."""

    roots: frozenset[str]
    says_time: bool
    says_number: bool
    says_yes_or_no: bool
    nods: bool
    says_reason: bool
    says_place: bool
    defers: bool
    acts: bool
    acts_done: bool
    tries: bool
    names_doer: bool


def read_reply(words: Words, cues: dict[str, list[Cue]]) -> Reply:
    known = frozenset(words.words)
    return Reply(
        roots=roots_of(words.words),
        says_time="when" in cues,
        says_number=_DIGIT.search(words.text) is not None or bool(known & _NUMBERS),
        says_yes_or_no=bool(known & _YES_OR_NO)
        or any(_confirms(words.words[one.first : one.first + 2]) for one in words.sentences),
        nods=bool(known & _AGREES)
        or any(_nods(words.words[one.first : one.first + 2]) for one in words.sentences)
        or _leaves_open(words),
        says_reason=bool(known & _REASON) or "owned" in cues,
        says_place=bool(known & _PLACE),
        defers="finds_out" in cues,
        acts="next_step" in cues,
        acts_done="already_done" in cues or "heard" in cues,
        tries=any(name in cues for name in _ATTEMPTS),
        names_doer=any(words.words[one.first] in _DOERS for one in words.sentences if one.first < one.last),
    )


def _nods(opening: list[str]) -> bool:
    """Like "yes" or "of course" at the head of a sentence; "it is" may answer a single question, too."""
    if not opening:
        return False
    return opening[0] in _NODS or opening == ["of", "course"]


def _leaves_open(words: Words) -> bool:
    """An answer that leans on the question, as in "the ones on the left are"."""
    stops = words.commas | {sentence.last for sentence in words.sentences if not sentence.is_question}
    return any(stop and words.words[stop - 1] in _VERBS for stop in stops)


def _confirms(opening: list[str]) -> bool:
    return len(opening) > 1 and opening[0] in _CONFIRMS and opening[1] in _VERBS


def roots_of(words: Iterable[str]) -> frozenset[str]:
    return frozenset([_root(word) for word in set(words) - _EMPTY if len(word) > 1])


@lru_cache(maxsize=4096)
def _root(word: str) -> str:
    family = _FAMILY_OF.get(word)
    if family:
        return family
    for tail in ("ing", "ed"):
        bare = word.removesuffix(tail)
        if bare != word and (bare in _FAMILY_OF or f"{bare}e" in _FAMILY_OF):
            return _FAMILY_OF.get(bare) or _FAMILY_OF[f"{bare}e"]
    for tail in ("'s", "ing", "ies", "ed", "es", "ly", "s"):
        if word.endswith(tail) and len(word) - len(tail) >= 3:
            return word[: -len(tail)][:7]
    return word[:7].rstrip("e")


def takes_up(ask: Ask, reply: Reply, *, alone: bool) -> bool:
    """`alone`: it is the only ask, so any fitting sign is taken for its answer."""
    focus = _focus(ask) if ask.kind == "yes_no" or not alone else roots_of(ask.words)
    if reply.defers or focus & reply.roots or not focus or (alone and reply.tries):
        return True
    fits = {
        "when": reply.says_time,
        "how_much": reply.says_number or reply.says_time,
        "why": reply.says_reason or reply.acts_done,
        "where": reply.says_place,
        "yes_no": reply.nods or (alone and reply.says_yes_or_no),
        "request": reply.acts or reply.nods,
        "how": reply.acts,
        "who": reply.names_doer,
    }.get(ask.kind)
    return alone if fits is None else fits


def _focus(ask: Ask) -> frozenset[str]:
    """What is asked about the subject: of "does the tent come in blue" the colour, not the tent."""
    rows = [word for word in ask.words if word not in _EMPTY and len(word) > 1]
    named = len(rows) > 1 and ask.kind == "yes_no" and "there" not in ask.words[:3] and _is_named(ask)
    subject = max(1, len(rows) // 2) if named else 0
    return roots_of(rows[subject:])


def _is_named(ask: Ask) -> bool:
    begins = ask.words[0] in _VERBS or ask.words[0] in ("could", "may", "might", "shall", "should")
    return begins and any(word in ("the", "your", "my", "our", "this", "that", "a", "an") for word in ask.words[1:3])
