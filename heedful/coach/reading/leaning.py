"""Which way a reply without care leans: weak signs that only together, and only there, say something."""

from __future__ import annotations

from heedful.coach.reading.cues import Cue

# Behind each sign how much it weighs; where two weigh the same, the earlier one is taken.
_WEIGHTS = {
    "leans_harsh": 1.2,
    "leans_to_customer": 1.1,
    "leans_to_others": 1.1,
    "leans_to_itself": 1.0,
    "leans_small": 1.0,
}
PLAIN_FAULTS = (
    "insult", "retort", "sarcasm_said", "already_said", "minimising", "calm_down", "non_apology", "blames_customer",
    "blames_colleague", "blames_partner", "blames_other", "defensive", "excuse",
)  # fmt: skip


def lean_of(cues: dict[str, list[Cue]], *, least: int) -> Cue | None:
    """The first cue of the kind that weighs most; None where too little or a plain fault is said."""
    if any(name in cues for name in PLAIN_FAULTS):
        return None
    weighed = [(weight * len(_apart(cues[name])), name) for name, weight in _WEIGHTS.items() if name in cues]
    most = max((weight for weight, _ in weighed), default=0)
    if most < least:
        return None
    return next(cues[name][0] for weight, name in weighed if weight == most)


def _apart(seen: list[Cue]) -> list[Cue]:
    """Cues that overlap count once."""
    kept: list[Cue] = []
    for cue in seen:
        if not kept or cue.first >= kept[-1].last:
            kept.append(cue)
    return kept
