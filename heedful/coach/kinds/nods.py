"""A reply that nods and does nothing, in the languages whose verbs we do not read: sympathy and no other sign."""

from __future__ import annotations

from heedful.coach.scene import Scene

_MOST_WORDS = 16
_LEADS = (
    "next_step", "will_act", "when", "open_time", "already_done", "instruction", "refusal", "policy", "offer", "way_out", "boundary",
    "insult", "retort", "sarcasm_said", "already_said", "minimising", "blames_customer", "blames_other", "excuse", "defensive",
    "non_apology", "calm_down", "jargon", "guarantee", "ask_private", "asks_for", "moves_private", "boilerplate", "finds_out",
)  # fmt: skip


def only_nods(scene: Scene) -> bool:
    if not scene.has_trouble or scene.customer.praise or scene.customer.abuse or scene.questions:
        return False
    if len(scene.words.words) > _MOST_WORDS or any(word[0].isdigit() for word in scene.words.words):
        return False
    return scene.says("apology", "heard", "nods", "cold_receipt") and not scene.says(*_LEADS)
