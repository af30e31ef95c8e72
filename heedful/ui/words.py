"""Sizes, initials and paragraphs for templates."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from heedful.ui.tongue import tongue

KILO = 1000


def file_size(size: int) -> str:
    """340 B, 12 kB, 1.4 MB: enough to decide whether to open it."""
    if size < KILO:
        return _("%(n)d B") % {"n": size}
    if size < KILO**2:
        return _("%(n)d kB") % {"n": round(size / KILO)}
    return _("%(n)s MB") % {"n": f"{size / KILO**2:.1f}".replace(".", tongue().decimal)}


def initials(name: str) -> str:
    """At most two letters, for any script."""
    parts = [part for part in name.split() if part[0].isalnum()]
    if not parts:
        return "?"
    ends = parts[:1] if len(parts) == 1 else [parts[0], parts[-1]]
    return "".join(part[0].upper() for part in ends)


def paragraphs(text: str) -> list[str]:
    """Plain text in paragraphs; the style sheet keeps the line breaks inside them."""
    blocks = (block.strip("\n") for block in text.replace("\r\n", "\n").split("\n\n"))
    return [block for block in blocks if block.strip()]


FILTERS: dict[str, Callable[..., object]] = {
    "file_size": file_size,
    "initials": initials,
    "paragraphs": paragraphs,
}
