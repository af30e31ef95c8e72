"""Takes addresses and tokens out of text that goes to a log. Names and subjects never get there: we log ids."""

from __future__ import annotations

import re

# Both patterns are runs of bounded length without alternatives: they cannot blow up on hostile text.
ADDRESS = re.compile(r"[^\s@<>\"'(),;:\[\]]{1,64}@[\w.-]{1,255}")
LONG = re.compile(r"[A-Za-z0-9_-]{20,}")


def masked(text: str) -> str:
    """The text with `[address]` and `[token]` in place of what looks like one."""
    return LONG.sub(_token, ADDRESS.sub("[address]", text))


def _token(found: re.Match[str]) -> str:
    """A name in our code has words in one case; what machines make up mixes letters with figures or capitals."""
    run = found.group()
    kinds = sum(any(map(test, run)) for test in (str.isdigit, str.islower, str.isupper))
    has_digit = any(map(str.isdigit, run))
    return "[token]" if has_digit and (kinds == 3 or len(run) >= 32) else run
