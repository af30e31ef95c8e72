"""A rule's Markdown as harmless HTML."""

from __future__ import annotations

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "code", "pre", "blockquote", "br", "a", "hr"}
_READER = MarkdownIt("commonmark", {"html": False})


@lru_cache(maxsize=256)
def as_html(markdown: str) -> Markup:
    """Without its first heading, which the page shows itself. Cleaned although the pages are our own:
    brands will write rules one day.
    """
    html = _READER.render(_without_title(markdown))
    return Markup(nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"https", "mailto"}))  # noqa: S704


def _without_title(markdown: str) -> str:
    first, _, rest = markdown.lstrip().partition("\n")
    return rest if first.startswith("# ") else markdown
