"""The linter itself: one scene, every rule that applies, findings in the order of the text."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from heedful.coach.catalog import RULES, rule
from heedful.coach.draft import Context, Draft
from heedful.coach.finding import Finding
from heedful.coach.meter import earned, measure, strengths, tempered
from heedful.coach.reach import left_out, within_reach
from heedful.coach.report import Review
from heedful.coach.rule import WEAK, Found, Rule
from heedful.coach.scene import Scene
from heedful.coach.second_thoughts import weighed
from heedful.coach.standards import Standards

VERSION = "1"
MODELS = "1"  # goes up when weights are fitted anew
_TOO_LONG = "CLR201"  # the rule in whose voice it is said that a text was not read to its end
_WAYS = {one.code: one.gives_way_to for one in RULES}


def review(draft: Draft, context: Context, standards: Standards) -> Review:
    """Deterministic: the same input gives the same review. Takes any text; of a very long one the beginning is read."""
    scene = Scene(*within_reach(draft, context), standards)
    unread = [_held(found, scene) for found in left_out(draft, scene.draft, context, scene.context)]
    findings = _once(sorted(_findings(scene) + unread, key=_place))
    return Review(
        findings=findings,
        strengths=earned(strengths(scene), findings),
        meter=tempered(measure(scene), findings),
        commitments=scene.commitments,
        language=scene.language,
        versions=(("coach", VERSION), ("rules", str(len(RULES))), ("models", MODELS), ("standards", standards.version)),
        scene=scene,
    )


def _held(found: Found, scene: Scene) -> Finding:
    """What nobody has read may hold anything: the writer looks a second time, whatever the standards hold back."""
    return replace(rule(_TOO_LONG).finding(found, scene), holds=found.severity == "warning")


def _findings(scene: Scene) -> list[Finding]:
    if not scene.draft.text.strip():
        return []
    found: list[Finding] = []
    signs = scene.signs
    active = _active(scene.standards, scene.language)
    for one, needs in active:
        if not needs or not needs.isdisjoint(signs):
            found += one.run(scene)
    kept = _first_thoughts(scene, found) if len(found) > 1 else found
    return weighed(scene, kept, [one for one, _ in active])


def _first_thoughts(scene: Scene, found: list[Finding]) -> list[Finding]:
    """A weak sign or an echo of a plainer fault would only be noise beside it."""
    serious = [one for one in found if one.severity != "info"]
    plain = tuple({one.code for one in serious if one.confidence > WEAK})
    kept = [one for one in found if not (one.confidence <= WEAK and one.severity != "info" and plain)]
    plainer = [one for one in kept if one.severity != "info"]
    return [one for one in kept if not any(_goes_before(scene, other, one) for other in plainer)]


def _goes_before(scene: Scene, other: Finding, one: Finding) -> bool:
    """Two faults in two sentences are two thoughts; a fault of the whole text stands behind any other."""
    if other.code == one.code or not other.code.startswith(_WAYS[one.code]):
        return False
    if one.span is None or other.span is None:
        return True
    return scene.words.sentence_at(one.span.start) == scene.words.sentence_at(other.span.start)


def _once(found: list[Finding]) -> tuple[Finding, ...]:
    """Two rules that say the same of the same words are one thought to the writer."""
    kept: dict[tuple[object, ...], Finding] = {}
    for one in found:
        kept.setdefault((one.title, one.span) if one.span else (one.code, one.message), one)
    return tuple(kept.values())


@lru_cache(maxsize=256)
def _active(standards: Standards, language: str) -> tuple[tuple[Rule, frozenset[str]], ...]:
    return tuple((one, one.needs) for one in RULES if standards.allows(one.code) and one.speaks(language))


def _place(finding: Finding) -> tuple[int, int, str, str]:
    """Findings about the whole text come after those that point at words."""
    if finding.span is None:
        return (1, 0, finding.code, finding.message)
    return (0, finding.span.start, finding.code, finding.message)
