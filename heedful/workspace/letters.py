"""The formatted body of a mail as a page of its own, for a frame in which nothing can run.

The HTML was cleaned when it came in; pictures of the mail itself get our addresses, remote ones wait for a click.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from urllib.parse import unquote

from django.urls import reverse

from heedful.interactions.models import Attachment

CONTENT_ID = re.compile(r'(\ssrc=")cid:([^"]{1,300})"', re.IGNORECASE)
REMOTE = " data-remote-src="
CALM = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
OWN_PICTURES = CALM + "img-src 'self' data:"
ALL_PICTURES = CALM + "img-src 'self' data: https: http:"
LOOK = (
    "body{margin:12px;font:15px/1.5 system-ui,sans-serif;color:#222;background:#fff;overflow-wrap:anywhere}"
    "img{max-width:100%;height:auto}table{max-width:100%}pre{white-space:pre-wrap}"
    "blockquote{margin:0 0 0 .5em;padding-inline-start:.8em;border-inline-start:2px solid #ccc;color:#555}"
    "img[data-remote-src]{display:inline-block;min-width:2em;min-height:1em;border:1px dashed #999}"
)
HEAD = f'<!doctype html><html><head><meta charset="utf-8"><title>-</title><style>{LOOK}</style></head>'


def letter(html: str, files: Iterable[Attachment], *, with_remote: bool) -> str:
    """A whole document around the cleaned HTML."""
    addresses = {
        file.content_id.strip("<>"): reverse("attachment", args=[file.pk]) for file in files if file.content_id
    }

    def place(match: re.Match[str]) -> str:
        address = addresses.get(match[2]) or addresses.get(unquote(match[2]), "")
        return f'{match[1]}{escape(address)}"'

    body = CONTENT_ID.sub(place, html)
    if with_remote:
        body = body.replace(REMOTE, ' referrerpolicy="no-referrer" src=')
    return f"{HEAD}<body>{body}</body></html>"


def policy(*, with_remote: bool) -> str:
    """What the frame may load: nothing runs in it, whatever it holds."""
    return ALL_PICTURES if with_remote else OWN_PICTURES
