"""Which languages the desk speaks, and in which one a text is made that goes to somebody else than the reader."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import translation

DEFAULT = "en-gb"
OFFERED = ((DEFAULT, "English"), ("de", "Deutsch"), ("fr", "Français"), ("es", "Español"))  # each by its own name
LONGEST = 12


def first_spoken(*codes: str) -> str:
    """The first of these that we speak, as we write it: Austrian German is German. DEFAULT when it is none of them."""
    for code in codes:
        try:
            return translation.get_supported_language_variant(code.replace("_", "-")[:LONGEST].lower())
        except LookupError:
            continue
    return DEFAULT


@contextmanager
def speaking(*codes: str) -> Iterator[str]:
    """Texts made inside are in the first of these that we speak: a mail's reader need not share the sender's."""
    chosen = first_spoken(*codes)
    with translation.override(chosen):
        yield chosen
