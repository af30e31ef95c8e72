"""`python -m benchmarks.hostile [BYTES]`: text made to be slow, for each rule and each piece, in growing sizes up to 5 MB.

For each kind of text the time of the whole review at half the size and at the full size: linear work doubles. A pattern that
runs away would show at small sizes already, so every kind is tried at 40 kB and 80 kB, and a few that stand for all at the full size.
"""

from __future__ import annotations

import gc
import sys
import time

from heedful.coach import Context, Draft, Standards, Turn, review
from heedful.coach.catalog import RULES, page
from heedful.coach.examples import examples
from heedful.coach.tests.test_hostile import PIECES

_GROWTH, _TRIES = 2.3, 3
_SMALL = 40_000
_WHOLE = ("a", "\n", "> ", "“", "I will ", "do not send it, ", "x@", "{{", "NO ", "1 2 ")


def _seconds(text: str) -> float:
    turns = (Turn("customer", text), Turn("agent", text), Turn("customer", text))
    context = Context(channel="social-public", public=True, turns=turns)
    gc.collect()
    start = time.process_time()
    review(Draft(text), context, Standards()).as_dict()
    return time.process_time() - start


def _grows(piece: str, size: int) -> tuple[float, float]:
    """The least growth of a few tries, since a busy machine only adds; and the seconds of the larger text."""
    best = (99.0, 0.0)
    for _ in range(_TRIES):
        half, whole = _seconds(_row(piece, size // 2)), _seconds(_row(piece, size))
        best = min(best, (whole / max(half, 1e-4), whole))
        if best[0] <= _GROWTH:
            break
    return best


def _row(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


def main(largest: int) -> None:
    kinds = {repr(piece): piece for piece in PIECES}
    kinds |= {rule.code: examples(page(rule.code), "Flags")[0].draft.text + " " for rule in RULES}
    worst: list[tuple[float, str]] = []
    for name, piece in kinds.items():
        growth, _ = _grows(piece, 2 * _SMALL)
        worst.append((growth, name))
    worst.sort(reverse=True)
    print(f"{len(kinds)} kinds of text, {_SMALL:,} to {2 * _SMALL:,} characters; the five that grow most:")
    for growth, name in worst[:5]:
        print(f"  {name:<24} {growth:.2f}")
    print(f"\n{largest // 2:,} to {largest:,} characters:")
    for piece in _WHOLE:
        growth, seconds = _grows(piece, largest)
        print(f"  {piece!r:<24} {growth:.2f}  {seconds:.1f} s", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000_000)
