"""What one brand asks of its replies; the defaults suit a small shop."""

from __future__ import annotations

from dataclasses import dataclass

from heedful.coach.finding import Severity


@dataclass(frozen=True, slots=True)
class Standards:
    """The brand's rules for the coach. Codes may be shortened to a prefix: 'PRM', 'PRM1'.

    Without `second_opinion` the rules speak alone.
    """

    version: str = "default"
    language: str = "en"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    holds: tuple[str, ...] = ("PER101", "PUB101")
    severities: tuple[tuple[str, Severity], ...] = ()
    house_words: tuple[str, ...] = ()
    banned_words: tuple[tuple[str, str], ...] = ()
    public_data_allowed: tuple[str, ...] = ()
    public_holds: tuple[str, ...] = ()
    greetings: tuple[str, ...] = ()
    sign_offs: tuple[str, ...] = ()
    never_promise: tuple[str, ...] = ()
    refund_limits: tuple[tuple[str, int], ...] = ()
    second_opinion: bool = True
    max_words: tuple[tuple[str, int], ...] = (
        ("chat", 90),
        ("sms", 50),
        ("social-public", 70),
        ("social-direct", 90),
        ("phone", 110),
        ("video", 110),
        ("in_person", 110),
        ("email", 260),
    )

    def allows(self, code: str) -> bool:
        """The longest matching prefix decides; an equal one is ignored rather than selected."""
        wanted = max((len(p) for p in self.select if code.startswith(p)), default=-1)
        refused = max((len(p) for p in self.ignore if code.startswith(p)), default=-1)
        if wanted < 0 and refused < 0:
            return not self.select
        return wanted > refused

    def severity_of(self, code: str, usual: Severity) -> Severity:
        best = ("", usual)
        for prefix, severity in self.severities:
            if code.startswith(prefix) and len(prefix) >= len(best[0]):
                best = (prefix, severity)
        return best[1]

    def holds_back(self, code: str, *, in_public: bool = False) -> bool:
        """`public_holds` are those that hold only what everybody will read."""
        return code.startswith((*self.holds, *self.public_holds) if in_public else self.holds)

    def words_at_most(self, channel: str) -> int:
        return dict(self.max_words).get(channel, 260)
