"""From the readable pieces of a mail to one text, one HTML and the new text."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from heedful.channels.email.content import Body
from heedful.channels.email.html_text import html_to_text
from heedful.channels.email.quotes import strip_quotes, tidy, unmarked
from heedful.channels.email.sanitise import SafeHtml, sanitise

MAX_TEXT = 1_000_000
MAX_HTML = 2_000_000
_PGP_SIGNED = re.compile(r"-----BEGIN PGP SIGNED MESSAGE-----\n(?:[A-Za-z-]{1,30}: [^\n]*\n)*\n")
_PGP_SEAL = "-----BEGIN PGP SIGNATURE-----"
_STUB_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Readable:
    """`marked` is what quotations are told from: the text, or the HTML's text with its marks."""

    text: str
    marked: str
    html_marked: str
    safe: SafeHtml
    signed: bool = False
    encrypted: bool = False
    truncated: bool = False


def readable(bodies: list[Body]) -> Readable:
    from_html = {id(body): html_to_text(body.text) for body in bodies if body.kind == "text/html"}
    marked = "\n\n".join(_texts(bodies, from_html))
    markup = "\n".join(_markups(bodies))
    safe = sanitise(markup[:MAX_HTML]) if markup else SafeHtml("")
    text, signed = _without_armour(marked)
    return Readable(
        text=unmarked(text).strip("\n")[:MAX_TEXT],
        marked=text[:MAX_TEXT],
        html_marked="\n\n".join(from_html.values())[:MAX_TEXT],
        safe=safe,
        signed=signed,
        encrypted="-----BEGIN PGP MESSAGE-----" in text,
        truncated=len(text) > MAX_TEXT or len(markup) > MAX_HTML or safe.refused,
    )


def _texts(bodies: list[Body], from_html: dict[int, str]) -> list[str]:
    """Plain text where there is any; the text of the HTML where its alternative is missing or empty."""
    plain_groups = {body.group for body in bodies if body.kind == "text/plain" and body.group and body.text.strip()}
    pieces = []
    for body in bodies:
        if body.kind == "text/plain":
            pieces.append(body.text.strip("\n"))
        elif body.group not in plain_groups:
            pieces.append(from_html[id(body)])
    return [piece for piece in pieces if piece.strip()]


def _markups(bodies: list[Body]) -> list[str]:
    """Nothing when there is no HTML at all; else also the plain pieces that stand alone."""
    html_groups = {body.group for body in bodies if body.kind == "text/html"}
    if not html_groups:
        return []
    alone = [body for body in bodies if body.kind == "text/html" or not body.group or body.group not in html_groups]
    return [
        body.text if body.kind == "text/html" else f"<p>{html.escape(body.text.strip()).replace(chr(10), '<br>')}</p>"
        for body in alone
        if body.text.strip()
    ]


def _without_armour(text: str) -> tuple[str, bool]:
    """The text of an inline PGP signature, and whether there was one."""
    start = _PGP_SIGNED.search(text) if "-----BEGIN PGP SIGNED" in text else None
    if not start:
        return text, False
    inside, seal, rest = text[start.end() :].partition(_PGP_SEAL)
    after = rest.partition("-----END PGP SIGNATURE-----")[2] if seal else ""
    inside = re.sub(r"(?m)^- ", "", inside)
    return text[: start.start()] + inside.rstrip("\n") + after, True


def new_text(body: Readable, *, is_reply: bool, is_forward: bool) -> str:
    """What the sender wrote this time. The HTML may name its quotation where the plain text does not show it."""
    stripped = strip_quotes(body.marked, is_reply=is_reply, is_forward=is_forward)
    if is_forward or not is_reply or not body.html_marked or body.marked == body.html_marked:
        return stripped
    if stripped != tidy(body.marked.split("\n")) or not stripped:
        return stripped
    by_html = strip_quotes(body.html_marked, is_reply=True, is_forward=False)
    return by_html if by_html and len(by_html) < 0.9 * len(stripped) else stripped
