"""`python -m benchmarks.hostile [--into FILE]`: text made to be slow, for each rule and each piece, from 20 kB to 5 MB.

A text is what a rule flags, or a piece of the tests, over and over; so is the conversation before it. At each size the time
of the whole review is set against that at half the size: linear work doubles. Beyond what is read the work stands still, so
the last step is from 320 kB to 5 MB at once. A busy machine only adds, so where a growth is above the goal both sizes are
measured again, and the least counts. Python's collector rests meanwhile: when it runs depends on all else that a process
holds. `--into` writes the table into a page, between its marks.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Iterator
from pathlib import Path

from heedful.coach import Context, Draft, Standards, Turn, review
from heedful.coach.catalog import RULES, page
from heedful.coach.examples import examples
from heedful.coach.tests.test_hostile import PIECES

_GOAL, _TRIES = 2.3, 4
_SIZES = (20_000, 40_000, 80_000, 160_000, 320_000, 5_120_000)
_BEGIN, _END = "<!-- hostile: begin -->", "<!-- hostile: end -->"


def _seconds(piece: str, size: int) -> float:
    text = _row(piece, size)
    told = (Turn("customer", text[: size // 4]), Turn("agent", text[: size // 4]), Turn("customer", text[: size // 2]))
    context = Context(channel="social-public", public=True, turns=told)
    gc.collect()
    gc.disable()
    start = time.process_time()
    review(Draft(text), context, Standards()).as_dict()
    spent = time.process_time() - start
    gc.enable()
    return spent


def _row(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


def _measured(piece: str) -> tuple[list[float], list[float]]:
    """Seconds at each size and the growth from each to the next."""
    spent = [_seconds(piece, size) for size in _SIZES]
    growth = [_growth(piece, at, spent) for at in range(1, len(_SIZES))]
    return spent, growth


def _growth(piece: str, at: int, spent: list[float]) -> float:
    """Of the least times seen at both sizes."""
    for _ in range(_TRIES):
        if spent[at] <= _GOAL * spent[at - 1]:
            break
        for place in (at - 1, at):
            spent[place] = min(spent[place], _seconds(piece, _SIZES[place]))
    return spent[at] / spent[at - 1]


def _rules() -> Iterator[tuple[str, str]]:
    for rule in RULES:
        yield f"{rule.code} {rule.name}", examples(page(rule.code), "Flags")[0].draft.text + " "


def _table() -> Iterator[str]:
    yield "| text of | " + " | ".join(f"{size // 1000:,} kB" for size in _SIZES[1:]) + " | seconds at 5 MB |"
    yield "|---" * (len(_SIZES) + 1) + "|"
    steps: list[list[float]] = []
    slowest = 0.0
    for piece in PIECES:
        spent, growth = _measured(piece)
        steps.append(growth)
        slowest = max(slowest, spent[-1])
    most = [max(step) for step in zip(*steps, strict=True)]
    yield f"| the worst of {len(PIECES)} pieces | " + " | ".join(f"{one:.2f}" for one in most) + f" | {slowest:.2f} |"
    worst = max(most)
    for name, piece in _rules():
        spent, growth = _measured(piece)
        worst = max(worst, *growth)
        yield f"| {name} | " + " | ".join(f"{one:.2f}" for one in growth) + f" | {spent[-1]:.2f} |"
    yield f"\nThe largest growth of all: {worst:.2f}; the goal: at most {_GOAL}."


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--into", type=Path, help="a page with the marks of this table")
    into: Path | None = asked.parse_args().into
    lines = []
    for line in _table():
        print(line, flush=True)
        lines.append(line)
    if into is not None:
        before, _, rest = into.read_text(encoding="utf-8").partition(_BEGIN)
        _, _, after = rest.partition(_END)
        into.write_text(f"{before}{_BEGIN}\n" + "\n".join(lines) + f"\n{_END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
