"""Small bars, week by week, drawn here so that a page needs no script for them. A table says the same."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

STEP, BAR, HEIGHT = 10, 7, 28  # units of the picture


def bars(counts: Sequence[int], label: str, *, most: int = 0) -> Markup:
    """One bar for each number; `most` is the number that fills the height, so that rows can be compared."""
    top = max([most, *counts, 1])
    drawn = Markup("").join(_bar(place, count, top) for place, count in enumerate(counts))
    width = max(len(counts) * STEP - (STEP - BAR), 1)
    frame = '<svg class="bars" viewBox="0 0 {width} {height}" role="img" aria-label="{label}">{drawn}</svg>'
    return Markup(frame).format(width=width, height=HEIGHT, label=escape(label), drawn=drawn)  # noqa: S704 (our own)


def _bar(place: int, count: int, top: int) -> Markup:
    """Nothing is a thin line, so that the week can be seen."""
    high = max(1.5, round(HEIGHT * count / top, 1)) if count else 1
    drawn = '<rect{none} x="{x}" y="{y}" width="{wide}" height="{high}" rx="1"/>'
    none = Markup(' class="none"') if not count else ""
    return Markup(drawn).format(none=none, x=place * STEP, y=HEIGHT - high, wide=BAR, high=high)  # noqa: S704 (ours)
