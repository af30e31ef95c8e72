"""Where rules and the second opinion meet: a doubtful warning becomes a hint, a fault that no rule saw may be named.

What is certain (a slot left open, private data, an insult) is never weighed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from heedful.coach.finding import Evidence, Finding, Suggestion
from heedful.coach.kinds.wording import ALL_WE_CAN, FOUND_OUT, KIND, OURS, at_first, at_last, instead
from heedful.coach.models.opinion import GOOD, Opinion, opinion_of, words_behind
from heedful.coach.models.verdict import verdicts
from heedful.coach.models.weights import chance_of
from heedful.coach.rule import Found, Rule
from heedful.coach.said import Said
from heedful.coach.scene import Scene

CERTAIN = frozenset(("PER101", "PER102", "PUB101", "PUB102", "TON101", "HON103"))
_EVEN = 0.0  # odds of a fault above which a rule's word stands
_NAMED = 0.4  # three to two, for a fault that no rule saw; at even odds half of the false alarms came from these
_EASED_ABOVE = 0.8473  # odds of a good draft (7 to 3), for what is none of the faults
_DOUBTED = 0.4

# For each fault the rule that speaks of it, and what to say when only the second opinion heard it.
VOICES = {
    "blame_shift": ("OWN101", "This may read as if the fault lay with somebody else. Say what we will do about it."),
    "circular_end": ("FLO301", "This may go round once more. Sum up, name what is left, and offer one way out."),
    "closed_question": ("QST101", "This may be a guess put as a question. Ask openly, so that they can tell it."),
    "defensive": ("OWN201", "This may read as a defence. Take the point first; reasons can follow."),
    "dismissive": ("TON201", "This may play down what matters to them. Say that it matters before anything else."),
    "empathy_missing": ("EMP101", "Their trouble may not feel heard yet. One sentence that names it is enough."),
    "guess": ("HON101", "This may be a guess. Say what you know, and by when you will find out the rest."),
    "ignores_concern": ("EMP202", "This may pass by what they asked or told. Read it once more and answer that."),
    "jargon": ("CLR101", "Some words here may be ours, not theirs. Say it as you would to a neighbour."),
    "leading_question": ("QST201", "This may push them towards one answer. Leave the choice with them."),
    "no_next_step": ("FLO101", "Nothing may happen next as it stands. Say who does what by when."),
    "not_personal": ("PER204", "This may not fit this customer. Use what they told you about themselves."),
    "overpromise": ("PRM201", "This may promise more than anybody can keep. Say what you can answer for."),
    "praise_missing_thanks": ("FBK101", "They gave you something: praise or an honest word. Thank them for it."),
    "public_heated": ("PUB201", "This may sound like a quarrel in front of others. Offer to go on in private."),
    "robotic_template": ("PER201", "This may read like a form letter. Add one thing that only this case has."),
    "stonewalling_policy": ("FLO201", "A rule may be all they hear. Give its reason and what is possible instead."),
    "temper": ("TON105", "This may sound sharp. Say the same as you would like to hear it."),
    "too_long": ("CLR201", "This may be more than they need here. Begin with the answer and leave out the rest."),
    "vague_promise": ("PRM101", "They may not know who does it and by when. Name both."),
}  # fmt: skip
FAULTS = (*VOICES, "public_private_data", "unfilled_placeholder")
# Faults that are something missing have no place in the text.
ABSENT = frozenset(
    (
        "empathy_missing",
        "ignores_concern",
        "no_next_step",
        "not_personal",
        "praise_missing_thanks",
        "robotic_template",
        "too_long",
    )
)

# Heard by the opinion alone, these were right in too few drafts that it had not seen: a hint below this chance.
WARNS_FROM = {"empathy_missing": 0.82, "blame_shift": 0.82, "not_personal": 1.0, "ignores_concern": 1.0}

THANKS = "Thank you for telling us."
STEP = "I will look into it now and tell you {by} what happens next."
OPEN = "What happened, and what would help you most?"
INSTEAD = {"blame_shift": OURS, "closed_question": OPEN, "guess": FOUND_OUT, "overpromise": ALL_WE_CAN}
FIRST = {"empathy_missing": KIND, "praise_missing_thanks": THANKS}
LAST = {"no_next_step": STEP, "vague_promise": STEP}


def weighed(scene: Scene, found: list[Finding], rules: Sequence[Rule]) -> list[Finding]:
    """The findings after a second thought; `rules` are those that may speak."""
    opinion = opinion_of(scene)
    if opinion is None:
        return found
    odds = verdicts(FAULTS, found, opinion)
    kept = [_eased(one, odds, opinion) for one in found]
    likely = sorted(fault for fault in FAULTS if odds[fault] > _EVEN)
    for fault in likely:
        if not any(one.category == fault and one.severity != "info" for one in kept):
            chance = chance_of(odds[fault])
            alone = _named(scene, opinion, rules, fault, chance) if odds[fault] > _NAMED else []
            kept = _raised(scene, kept, fault, chance) or [*kept, *alone]
    return kept


def _eased(finding: Finding, odds: dict[str, float], opinion: Opinion) -> Finding:
    """A warning that is probably wrong is a hint."""
    if finding.severity == "info" or finding.code in CERTAIN:
        return finding
    stands = odds[finding.category] > _EVEN if finding.category in odds else opinion.of(GOOD) <= _EASED_ABOVE
    if stands:
        return finding
    return finding.judged("info", min(finding.confidence, _DOUBTED), holds=False)


def _raised(scene: Scene, found: list[Finding], fault: str, chance: float) -> list[Finding]:
    """The surest hint of the fault as a warning; an empty list where there is none."""
    hints = [one for one in found if one.category == fault]
    if not hints:
        return []
    surest = max(hints, key=lambda one: one.confidence)
    severity = scene.standards.severity_of(surest.code, "warning")
    raised = surest.judged(severity, max(surest.confidence, chance), holds=surest.holds)
    return [raised if one is surest else one for one in found]


def _named(scene: Scene, opinion: Opinion, rules: Sequence[Rule], fault: str, chance: float) -> list[Finding]:
    """What only the opinion heard, in the voice of the rule that speaks of it."""
    code, message = VOICES.get(fault, ("", ""))
    rule = next((one for one in rules if one.code == code), None)
    if rule is None or not _may_be(scene, fault):
        return []
    seen = words_behind(scene, opinion, fault)
    sentence = scene.words.sentence_at(seen[0].start) if seen else None
    found = Found(
        None if fault in ABSENT or sentence is None else scene.words.sentence_span(sentence),
        Said(message),
        tuple(Evidence("draft", span, "weighs most") for span in seen),
        _wording(scene, fault, sentence),
        confidence=chance,
        severity="warning" if chance >= WARNS_FROM.get(fault, 0.0) else "info",
    )
    return [replace(rule.finding(found, scene), origin="model")]


def _may_be(scene: Scene, fault: str) -> bool:
    """What is plain to see in the text outweighs any likelihood."""
    if fault in ("vague_promise", "no_next_step"):
        return not scene.timed_sentences
    if fault == "closed_question":
        return bool(scene.questions)
    if fault == "public_heated":
        return scene.context.public
    return fault != "praise_missing_thanks" or not scene.says("thanks")


def _wording(scene: Scene, fault: str, sentence: int | None) -> Suggestion | None:
    if fault in FIRST:
        return at_first(scene, FIRST[fault])
    if fault in LAST:
        return at_last(scene, LAST[fault])
    return instead(scene, sentence or 0, INSTEAD[fault]) if fault in INSTEAD else None
