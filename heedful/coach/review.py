"""The linter itself: one scene, every rule that applies, findings in the order of the text."""

from __future__ import annotations

from functools import lru_cache

from heedful.coach.catalog import RULES
from heedful.coach.draft import Context, Draft
from heedful.coach.finding import Finding
from heedful.coach.meter import measure, strengths
from heedful.coach.report import Review
from heedful.coach.rule import Rule
from heedful.coach.scene import Scene
from heedful.coach.standards import Standards

VERSION = "1"


def review(draft: Draft, context: Context, standards: Standards) -> Review:
    """Deterministic: the same input gives the same review. Takes any text."""
    scene = Scene(draft, context, standards)
    return Review(
        findings=tuple(sorted(_findings(scene), key=_place)),
        strengths=strengths(scene),
        meter=measure(scene),
        commitments=scene.commitments,
        customer=scene.customer,
        language=scene.language,
        versions=(("coach", VERSION), ("rules", str(len(RULES))), ("standards", standards.version)),
    )


def _findings(scene: Scene) -> list[Finding]:
    if not scene.draft.text.strip():
        return []
    found: list[Finding] = []
    for rule in _active(scene.standards, scene.language):
        found += rule.run(scene)
    return found


@lru_cache(maxsize=256)
def _active(standards: Standards, language: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if standards.allows(rule.code) and rule.speaks(language))


def _place(finding: Finding) -> tuple[int, int, str, str]:
    """Findings about the whole text come after those that point at words."""
    if finding.span is None:
        return (1, 0, finding.code, finding.message)
    return (0, finding.span.start, finding.code, finding.message)
