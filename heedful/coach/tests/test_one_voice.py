"""The margin speaks with one voice: it does not praise what it finds fault with."""

from __future__ import annotations

from heedful.coach import Context, Draft, Review, Standards, Turn, review

UPSET = Context(
    turns=(Turn("customer", "You gave me a date and then nothing happened. I am really upset about this."),)
)


def _reviewed(text: str) -> Review:
    return review(Draft(text), UPSET, Standards())


def test_a_reply_that_moves_the_blame_is_not_praised_for_keeping_it() -> None:
    found = _reviewed("Our supplier sent the wrong part, so this was not really our fault. It will be ready soon.")
    assert any(finding.code.startswith("OWN") for finding in found.findings)
    assert "owned" not in {one.name for one in found.strengths}
    assert found.meter.owned != "full"
    assert found.meter.next_step != "full"


def test_a_reply_that_keeps_it_is_praised() -> None:
    found = _reviewed("That date was our promise and we broke it; I am sorry. Your bike is ready on Friday at four.")
    assert "owned" in {one.name for one in found.strengths}
    assert found.meter.owned == "full"


def test_the_same_words_are_not_named_twice_for_the_same_thing() -> None:
    found = _reviewed("Unfortunately the courier lost it, so you should have ordered earlier.")
    named = [(finding.title, finding.span) for finding in found.findings if finding.span]
    assert len(named) == len(set(named))
    assert named
