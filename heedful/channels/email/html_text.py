"""HTML to readable text: quotations become '>' lines, and what mail programs name as quoted is marked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html  # type: ignore[import-untyped]

from heedful.channels.email.charset import storable
from heedful.channels.email.html_guard import bare_words, is_hostile
from heedful.channels.email.quotes import CUT, RESUME

_PARAGRAPH = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "dl"}
_LINE = {"div", "tr", "li", "dt", "dd", "section", "article", "header", "footer", "address", "center", "hr", "form"}
_UNREAD = {
    "script",
    "style",
    "head",
    "title",
    "template",
    "noscript",
    "object",
    "iframe",
    "svg",
    "math",
    "select",
    "textarea",
}
_HIDDEN = re.compile(
    r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt)?\s*(?:;|$)",
    re.IGNORECASE,
)
# To the end of the mail: what follows the header block of Outlook is the older mail.
_CUT_TO_END = {"divRplyFwdMsg", "mail-editor-reference-message-container", "OLK_SRC_BODY_SECTION", "reply-intro"}
_CUT_IDS = {"Signature", "signature", "ms-outlook-mobile-signature", "AppleMailSignature", "isReplyContent"}
_CUT_CLASSES = {
    "gmail_attr", "gmail_signature", "moz-cite-prefix", "moz-signature", "yahoo_quoted", "protonmail_quote",
    "protonmail_signature_block", "tutanota_quote", "zmail_extra", "ntes-mailmaster-quote", "OutlookMessageHeader",
    "mailru-blockquote", "k9mail-signature",
}  # fmt: skip
_MAX_CHARS = 2_000_000
_MAX_DEPTH_PREFIX = 20


def html_to_text(source: str) -> str:
    """Text with `CUT` and `RESUME` lines (see `quotes`). Never raises; what cannot be read gives ''."""
    if is_hostile(source):
        return storable(bare_words(source[:_MAX_CHARS]))
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(source[:_MAX_CHARS].encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return ""
    writer = _Writer()
    for event, element in _walk(root):
        (writer.enter if event == "in" else writer.leave)(element)
    return writer.text()


def _walk(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Depth first without recursion; unread elements are left out with all they hold."""
    waiting: list[tuple[str, etree._Element]] = [("in", root)]
    while waiting:
        event, element = waiting.pop()
        if event == "in" and _is_unread(element):
            waiting.append(("tail", element))
            continue
        yield ("out" if event == "tail" else event), element
        if event == "in":
            waiting.append(("out", element))
            waiting.extend(("in", child) for child in reversed(element))


def _is_unread(element: etree._Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in _UNREAD:
        return True
    style = element.get("style")
    return bool(style and _HIDDEN.search(style)) or element.get("hidden") is not None


class _Writer:
    """Collects lines while the tree is walked."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self.quotes = 0
        self.cut_by: etree._Element | None = None
        self.keeps_space = 0

    def enter(self, element: etree._Element) -> None:
        tag = element.tag
        if self.quotes == 0 and self.cut_by is None and (kind := _cut_kind(element)):
            self._mark(CUT)
            self.cut_by = element if kind == "element" else element.getroottree().getroot()
        if tag == "br":
            self._break()
        elif tag in _PARAGRAPH or tag in _LINE:
            self._new_line(blank=_is_paragraph(element))
        self._open(element, tag)
        self._write(element.text)

    def _open(self, element: etree._Element, tag: str) -> None:
        if tag == "blockquote":
            self.quotes += 1
        elif tag == "pre":
            self.keeps_space += 1
        elif tag == "li":
            self.line.append("- ")
        elif tag in ("td", "th") and self.line:
            self.line.append(" ")
        elif tag == "img" and element.get("alt") and not element.get("src", "").startswith("http"):
            self.line.append(f"[{element.get('alt')}]")

    def leave(self, element: etree._Element) -> None:
        tag = element.tag
        if isinstance(tag, str) and not _is_unread(element):
            if tag in _PARAGRAPH or tag in _LINE:
                self._new_line(blank=_is_paragraph(element))
            self.quotes -= tag == "blockquote"
            self.keeps_space -= tag == "pre"
            if self.cut_by is element:
                self._mark(RESUME)
                self.cut_by = None
        self._write(element.tail)

    def _write(self, text: str | None) -> None:
        if not text:
            return
        if self.keeps_space:
            first, *others = text.split("\n")
            self.line.append(first)
            for other in others:
                self._break()
                self.line.append(other)
        else:
            self.line.append(text)

    def _new_line(self, *, blank: bool = False) -> None:
        text = "".join(self.line)
        # A paragraph of one hard space is how Outlook writes a blank line.
        if text.strip() or "\xa0" in text:
            self._break()
        self.line.clear()
        prefix = self._prefix().rstrip()
        if blank and self.lines and self.lines[-1] not in (prefix, CUT, RESUME):
            self.lines.append(prefix)

    def _break(self) -> None:
        text = "".join(self.line)
        text = text.rstrip() if self.keeps_space else " ".join(text.split())
        self.lines.append((self._prefix() + text).rstrip())
        self.line.clear()

    def _prefix(self) -> str:
        return ">" * min(self.quotes, _MAX_DEPTH_PREFIX) + " " if self.quotes else ""

    def _mark(self, mark: str) -> None:
        self._new_line()
        self.lines.append(mark)

    def text(self) -> str:
        self._new_line()
        # storable() would take the marks away with all other unsafe characters.
        return "\n".join(line if line in (CUT, RESUME) else storable(line) for line in self.lines).strip("\n")


def _is_paragraph(element: etree._Element) -> bool:
    """Outlook makes one paragraph of each line."""
    return element.tag in _PARAGRAPH and not element.get("class", "").startswith(("MsoNormal", "Mso", "x_MsoNormal"))


def _cut_kind(element: etree._Element) -> str:
    name = element.get("id") or ""
    if name in _CUT_TO_END or name.removeprefix("x_") in _CUT_TO_END:
        return "rest"
    if name in _CUT_IDS or name.startswith(("yahoo_quoted", "protonmail_quote")):
        return "element"
    if element.get("name") == "quote":
        return "element"
    classes = element.get("class")
    return "element" if classes and not _CUT_CLASSES.isdisjoint(classes.split()) else ""
