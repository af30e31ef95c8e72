"""Rules that point at words of the lists: what is said, unless it is taken back or the scene makes it right."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from heedful.coach.finding import Severity, Suggestion
from heedful.coach.kinds.saying import one_per_sentence, quoted
from heedful.coach.kinds.wording import instead
from heedful.coach.reading.cues import Cue, is_negated
from heedful.coach.rule import Check, Found, needing
from heedful.coach.said import Said
from heedful.coach.scene import Scene

Condition = Callable[[Scene], bool]
Picks = Callable[[Scene, Cue], bool]
Better = Callable[[Scene], Suggestion | None]


def pointing_at(
    *cues: str,
    says: str,
    unless: tuple[str, ...] = (),
    when: Condition | None = None,
    picks: Picks | None = None,
    better: str = "",
    confidence: float = 0.85,
) -> Check:
    """`says` holds the message with {words}; `unless` are cues that anywhere in the draft take it back;
    `when` looks at the scene, `picks` at each cue; `better` replaces the whole sentence (English only).
    """

    @needing(*cues)
    def check(scene: Scene) -> Iterator[Found]:
        seen = scene.said(*cues)
        if not seen or scene.says(*unless) or (when is not None and not when(scene)):
            return
        for cue in one_per_sentence(cue for cue in seen if picks is None or picks(scene, cue)):
            yield Found(
                cue.span,
                Said(says, words=quoted(scene, cue.span)),
                suggestion=instead(scene, cue.sentence, better) if better else None,
                confidence=confidence,
            )

    return check


def whole_text(
    message: str,
    when: Condition,
    *,
    confidence: float = 0.75,
    severity: Severity | None = None,
    better: Better | None = None,
    needs: tuple[str, ...] = (),
) -> Check:
    """A finding about the draft as a whole, without a span."""

    @needing(*needs)
    def check(scene: Scene) -> Iterator[Found]:
        if scene.words.words and when(scene):
            yield Found(
                None,
                Said(message),
                evidence=scene.customer.reasons[:3],
                suggestion=better(scene) if better else None,
                confidence=confidence,
                severity=severity,
            )

    return check


def affirmed(scene: Scene, cue: Cue) -> bool:
    """Neither denied nor asked."""
    return not scene.words.sentences[cue.sentence].is_question and not is_negated(scene.words, cue)


def asked(scene: Scene, cue: Cue) -> bool:
    return scene.words.sentences[cue.sentence].is_question
