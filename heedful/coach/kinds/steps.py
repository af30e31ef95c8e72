"""Whether a reply leads anywhere."""

from __future__ import annotations

import itertools

from heedful.coach.scene import Scene

_NODS = frozenset(
    "oh hm hmm ah strange odd weird noted received see seen yes yeah indeed sometimes understand funny ok okay right tricky"
    " pity shame wow gosh blimey ugh yikes nuisance annoying goodness dear thanks thank terrible bad no".split()
)
_INWARD = frozenset(
    "am are was were see saw know knew hear heard understand understood imagine feel felt had hope wish regret read get got think"
    " believe agree remember sympathise sympathize apologise apologize appreciate like love hate find do did could can would"
    " lost forgot caused handed missed made noticed looked checked confirm share take broke kept say said".split()
)
_MUSING = frozenset("feeling hoping thinking having being getting hearing seeing".split())
_RECEIPT = frozenset("received noted seen registered recorded read heard had looked checked found caused let".split())
_STEPS = frozenset(
    "press click send bring call ring write try open fill reply tell come please turn choose switch use go take pick stay"
    " keep give let put pull push hold drop ask message dm email mail".split()
)
_LEADS = (
    "bound_time", "will_act", "undertakes", "somebody_will", "already_done", "instruction", "refusal", "policy", "offer", "somebody_will",
    "insult", "retort", "minimising", "blames_customer", "blames_partner", "blames_colleague", "excuse", "defensive",
    "calm_down", "jargon", "guarantee", "absolute",
)  # fmt: skip
_SYMPATHY = ("apology", "heard", "owned", "thanks", "boilerplate", "cold_receipt")


def leads_nowhere(scene: Scene) -> bool:
    """Only where the customer has an open trouble; a reply with another fault is not counted twice."""
    if not (scene.has_trouble or scene.is_report) or scene.customer.praise or scene.customer.asks:
        return False
    if any(_asks_back(scene, place) for place in range(len(scene.words.sentences))):
        return False
    if any(scene.words.words[cue.first] not in ("i", "we") for cue in scene.said("kind_end")):
        return False
    if scene.leaning is not None and scene.leaning[0] >= 1:
        return False
    return _only_nods(scene) and not scene.says(*_LEADS) and not _gives(scene) and not _acts(scene)


def _asks_back(scene: Scene, number: int) -> bool:
    """A question, but for a sigh such as "isn't it?"."""
    sentence = scene.words.sentences[number]
    row = scene.words.words[sentence.first : sentence.last]
    return sentence.is_question and row[-2:] not in (["not", "it"], ["not", "that"]) and row[-1:] != ["it"]


def _gives(scene: Scene) -> bool:
    """A time or a deed that is not part of the sympathy, or a thing that is there now."""
    if any(_brings(scene.words.words_in(number)) for number in range(len(scene.words.sentences))):
        return True
    return any(not any(scene.says_in(cue.sentence, name) for name in _SYMPATHY) for cue in scene.said("when"))


def _brings(row: list[str]) -> bool:
    """Like "here's a blanket", "there's a cab for you", "it's in your street now", "ringing you now"."""
    pairs = itertools.pairwise(row)
    if any(one in ("here", "there") and two in ("is", "are") for one, two in pairs):
        return True
    return ("now" in row and not {"where", "see", "heard"}.intersection(row)) or row[:2] == ["come", "with"]


def _acts(scene: Scene) -> bool:
    """We, or "I", and something that is done: all but the words for seeing, knowing and feeling."""
    if scene.acts:
        return True
    row = scene.words.words
    return any(word in ("i", "we") and _is_deed(row[at + 1 : at + 3]) for at, word in enumerate(row[:-1]))


def _is_deed(row: list[str]) -> bool:
    if row[0] in ("am", "are"):
        return row[-1].endswith("ing") and row[-1] not in _MUSING
    return not _INWARD.intersection(row) and not (row[0] == "have" and row[-1] in _RECEIPT)


def _only_nods(scene: Scene) -> bool:
    """Sympathy, a sigh, a "noted": something is said about the trouble, and then nothing."""
    if scene.commitments or any(_is_step(scene, number) for number in range(len(scene.words.sentences))):
        return False
    nods = _NODS & scene.said_words if scene.has_trouble else ()
    return bool(nods) or scene.says("apology", "heard", "boilerplate", "cold_receipt") or "never" in scene.said_words


def _is_step(scene: Scene, number: int) -> bool:
    """Tells what to do: the sentence opens with a verb of doing, or says that one can."""
    row = scene.words.words_in(number)
    opens = [word for word in row[:3] if word not in ("then", "just", "so", "and", "but", "now", "here")]
    if opens and opens[0] in _STEPS:
        return True
    return any(
        row[at] == "you" and row[at + 1] in ("can", "could", "may", "will", "get", "need") for at in range(len(row) - 1)
    )
