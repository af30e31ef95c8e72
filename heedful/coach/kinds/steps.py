"""Whether a reply leads anywhere."""

from __future__ import annotations

from heedful.coach.scene import Scene

_NODS = frozenset(
    "oh hm hmm ah strange odd weird noted received see seen yes yeah indeed sometimes understand funny".split()
)
_INWARD = frozenset(
    "am are was were see saw know knew hear heard understand understood imagine feel felt had hope wish regret read get got think"
    " believe agree remember sympathise sympathize apologise apologize appreciate like love hate find do did could".split()
)
_MUSING = frozenset("feeling hoping thinking having being getting hearing seeing".split())
_RECEIPT = frozenset("received noted seen registered recorded read heard had".split())
_STEPS = frozenset(
    "press click send bring call ring write try open fill reply tell come please turn choose switch use".split()
)
_LEADS = (
    "bound_time", "will_act", "undertakes", "somebody_will", "when", "instruction", "already_done", "refusal", "policy", "offer",
    "insult", "retort", "minimising", "blames_customer", "blames_partner", "blames_colleague", "excuse", "defensive",
    "calm_down", "jargon", "guarantee", "absolute",
)  # fmt: skip


def leads_nowhere(scene: Scene) -> bool:
    """Only where the customer has an open trouble; a reply with another fault is not counted twice."""
    if not (scene.has_trouble or scene.is_report) or scene.customer.praise or scene.questions or scene.customer.asks:
        return False
    if any(scene.words.words[cue.first] not in ("i", "we") for cue in scene.said("kind_end")):
        return False
    if scene.leaning is not None and scene.leaning[0] >= 1:
        return False
    return _only_nods(scene) and not scene.says(*_LEADS) and not _acts(scene)


def _acts(scene: Scene) -> bool:
    """We, or "I", and something that is done: all but the words for seeing, knowing and feeling."""
    row = scene.words.words
    return any(word in ("i", "we") and _is_deed(row[at + 1 : at + 3]) for at, word in enumerate(row[:-1]))


def _is_deed(row: list[str]) -> bool:
    if row[0] in ("am", "are"):
        return row[-1].endswith("ing") and row[-1] not in _MUSING
    return not _INWARD.intersection(row) and not (row[0] == "have" and row[-1] in _RECEIPT)


def _only_nods(scene: Scene) -> bool:
    """Sympathy, a sigh, a "noted": something is said about the trouble, and then nothing."""
    if scene.commitments or _STEPS & scene.said_words:
        return False
    nods = _NODS & scene.said_words
    return bool(nods) or scene.says("apology", "heard", "boilerplate", "cold_receipt") or "never" in scene.said_words
