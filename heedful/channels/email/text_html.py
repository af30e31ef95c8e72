"""Plain words as HTML: paragraphs and line breaks as written, addresses of pages as links."""

from __future__ import annotations

import html
import re

_LINK = re.compile(r"https?://[^\s<>\"']{1,2000}[^\s<>\"'.,;:!?)\]]")


def html_from_text(text: str) -> str:
    paragraphs = re.split(r"\n{2,}", text.strip("\n"))
    return "\n".join(f"<p>{linked(paragraph)}</p>" for paragraph in paragraphs)


def linked(text: str) -> str:
    """Escaped, with links and line breaks."""
    pieces, at = [], 0
    for found in _LINK.finditer(text):
        address = html.escape(found.group())
        pieces += [html.escape(text[at : found.start()]), f'<a href="{address}">{address}</a>']
        at = found.end()
    return "".join([*pieces, html.escape(text[at:])]).replace("\n", "<br>\n")
