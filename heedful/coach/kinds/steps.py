"""Whether a reply leads anywhere."""

from __future__ import annotations

from heedful.coach.scene import Scene

_NODS = frozenset(
    "oh hm hmm ah strange odd weird noted received see seen yes yeah indeed sometimes understand dear funny".split()
)
_LEADS = (
    "next_step", "will_act", "somebody_will", "when", "instruction", "already_done", "way_out", "finds_out", "refusal",
    "policy", "offer", "kind_end", "comes_back", "insult", "retort", "minimising", "blames_customer", "blames_partner",
    "blames_colleague", "excuse", "defensive", "calm_down", "guess", "boilerplate", "jargon", "guarantee", "absolute",
)  # fmt: skip


def leads_nowhere(scene: Scene) -> bool:
    """Only where the customer has an open trouble; a reply with another fault is not counted twice."""
    if not scene.has_trouble or scene.customer.praise or scene.questions or scene.customer.asks:
        return False
    if any(char.isdigit() for char in scene.draft.text):
        return False
    return _only_nods(scene) and not scene.says(*_LEADS)


def _only_nods(scene: Scene) -> bool:
    """Sympathy, a sigh, a "noted": something is said about the trouble, and then nothing."""
    nods = _NODS.intersection(scene.words.words)
    return bool(nods) or scene.says("apology", "heard", "boilerplate", "cold_receipt") or "never" in scene.words.words
