"""How a tag is written and how its name is compared."""

from __future__ import annotations

import unicodedata

from django.utils.translation import gettext as _

LONGEST = 40


def tidy(name: str) -> str:
    """A name as it is kept: no control or invisible characters, single spaces, no # before it."""
    seen = "".join(letter for letter in name if unicodedata.category(letter)[0] != "C" or letter in "\t\n\u200c\u200d")
    tidied = " ".join(seen.replace('"', " ").split()).lstrip("# ")
    if not any(letter.isalnum() for letter in tidied):
        raise ValueError(_("Write a word for the tag, such as 'refund'."))
    if len(tidied) > LONGEST:
        raise ValueError(_("A tag has at most %(n)d letters. A shorter word is found more quickly.") % {"n": LONGEST})
    return tidied


def key_of(name: str) -> str:
    """How names are compared: capitals and forms of the same letter do not matter."""
    return unicodedata.normalize("NFKC", name).casefold()[:80]
