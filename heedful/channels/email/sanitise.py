"""Mail HTML that is safe to show: nothing runs, nothing is fetched, links can only lead outwards."""

from __future__ import annotations

import re
from dataclasses import dataclass

import nh3

from heedful.channels.email.html_guard import is_hostile

_TAGS = {
    "a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "center", "cite", "code", "col", "colgroup", "dd",
    "del", "div", "dl", "dt", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li",
    "ol", "p", "pre", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "tt", "u", "ul", "wbr",
}  # fmt: skip
_GONE_WITH_CONTENT = {
    "script", "style", "title", "head", "template", "noscript", "iframe", "object", "embed", "applet", "svg", "math",
    "select", "textarea", "audio", "video", "noframes", "frameset", "xml",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"dir", "lang", "title", "align", "valign", "style"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start", "type"},
    "li": {"value"},
    "table": {"border", "cellpadding", "cellspacing"},
}
# No colours: black on black in the dark theme is a way to hide words. No sizes or positions: nothing may cover us.
_STYLES = {"font-weight", "font-style", "text-decoration", "text-align", "white-space"}
_LINKS = re.compile(r"^(?:https?://|mailto:|tel:)", re.IGNORECASE)
_REMOTE = re.compile(r"^\s*(?:https?:)?//", re.IGNORECASE)
_MARK = "heedful-remote-image:"
_CID = re.compile(r"\bcid:([^\"'\s>]{1,200})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SafeHtml:
    html: str
    remote_images: int = 0
    content_ids: frozenset[str] = frozenset()
    refused: bool = False


def _filter(_tag: str, attribute: str, value: str) -> str | None:
    if attribute == "href":
        return value if _LINKS.match(value.strip()) else None
    if attribute != "src":
        return value
    value = value.strip()
    if value.lower().startswith("cid:"):
        return value
    # The attribute is renamed below, once the cleaner has written its well-formed HTML.
    return _MARK + value if _REMOTE.match(value) else None


_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags=_GONE_WITH_CONTENT,
    attributes=_ATTRIBUTES,
    attribute_filter=_filter,
    link_rel="noopener noreferrer nofollow",
    set_tag_attribute_values={"a": {"target": "_blank"}},
    url_schemes={"http", "https", "mailto", "tel", "cid"},
    filter_style_properties=_STYLES,
)


def sanitise(source: str) -> SafeHtml:
    if is_hostile(source):
        return SafeHtml("", refused=True)
    cleaned = _CLEANER.clean(source.replace(_MARK, ""))
    marked = f'src="{_MARK}'
    remote = cleaned.count(marked)
    cleaned = cleaned.replace(marked, 'data-remote-src="').replace(' style=""', "")
    return SafeHtml(cleaned.strip(), remote, frozenset(_CID.findall(cleaned)))
