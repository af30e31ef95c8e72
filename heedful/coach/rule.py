"""What a rule is: a code, a name, a reason, and a check that looks at a scene."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from heedful.coach.finding import Evidence, Finding, Severity, Span, Suggestion
from heedful.coach.said import Said
from heedful.coach.scene import Scene

ENGLISH = ("en",)
FOUR = ("en", "de", "fr", "es")
ANY = ("*",)
_MOST = 50
WEAK = 0.65  # findings of no more confidence than this are kept only where there is nothing plainer


@dataclass(frozen=True, slots=True)
class Found:
    """What a check yields; the rule lends the rest."""

    span: Span | None
    message: Said
    evidence: tuple[Evidence, ...] = ()
    suggestion: Suggestion | None = None
    confidence: float = 0.9
    severity: Severity | None = None


Check = Callable[[Scene], Iterable[Found]]


def needing(*signs: str) -> Callable[[Check], Check]:
    """Marks a check that finds nothing where the scene has none of these signs: the review need not ask it then."""

    def mark(check: Check) -> Check:
        check.needs = frozenset(signs)  # type: ignore[attr-defined]
        return check

    return mark


def needs_of(check: Check) -> frozenset[str]:
    return getattr(check, "needs", frozenset())


@dataclass(frozen=True, slots=True)
class Rule:
    """One piece of coaching. Its page lies beside its module under the same name.

    Where rules of the codes in `gives_way_to` have found something, this one keeps quiet: one thought is enough.
    """

    code: str
    name: str
    title: str
    category: str
    severity: Severity
    why: str
    practices: tuple[str, ...]
    check: Check
    languages: tuple[str, ...] = ENGLISH
    gives_way_to: tuple[str, ...] = ()

    @property
    def needs(self) -> frozenset[str]:
        """The signs of a scene without all of which the check finds nothing; empty where it has to look for itself."""
        return needs_of(self.check)

    def speaks(self, language: str) -> bool:
        return self.languages == ANY or language in self.languages

    def run(self, scene: Scene) -> list[Finding]:
        """At most so many findings: who has read fifty of one kind has understood."""
        return [self.finding(found, scene) for found in islice(self.check(scene), _MOST)]

    def finding(self, found: Found, scene: Scene) -> Finding:
        """What was found, with all that the rule lends to it."""
        standards = scene.standards
        return Finding(
            code=self.code,
            name=self.name,
            title=self.title,
            category=self.category,
            severity=standards.severity_of(self.code, found.severity or self.severity),
            message=found.message,
            why=self.why,
            span=found.span,
            evidence=found.evidence,
            suggestion=found.suggestion,
            confidence=found.confidence,
            doc=f"{self.code} {self.name}",
            holds=standards.holds_back(self.code, in_public=scene.context.public),
        )
