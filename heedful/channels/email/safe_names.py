"""File names that are safe to show and to save under, and a check that a file is what it claims to be."""

from __future__ import annotations

import mimetypes
import re
import unicodedata

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
_UNFIT = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_MAX_BYTES = 180
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!")
_MARKUP = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s{0,64}<(?:!doctype html|html|script|svg|iframe|body|head|\?xml[^>]{0,200}>\s{0,64}<svg)",
    re.IGNORECASE,
)
_HARMLESS = ("image/", "audio/", "video/", "application/pdf", "text/plain")


def safe_name(name: str, content_type: str = "") -> str:
    """The last piece of the path, without control or direction marks, short enough for any disk."""
    last = _UNSEEN.sub("", name).replace("\\", "/").rstrip("/").rpartition("/")[2]
    last = _UNFIT.sub("_", unicodedata.normalize("NFC", last)).strip().strip(".").strip()
    if not last:
        return "attachment" + extension_for(content_type)
    if _RESERVED.match(last):
        last = "_" + last
    return _shortened(last)


def _shortened(name: str) -> str:
    if len(name.encode()) <= _MAX_BYTES:
        return name
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension.encode()) > 20:
        stem, dot, extension = name, "", ""
    room = _MAX_BYTES - len((dot + extension).encode())
    return stem.encode()[:room].decode("utf-8", "ignore").rstrip() + dot + extension


def extension_for(content_type: str) -> str:
    if content_type == "message/rfc822":
        return ".eml"
    return mimetypes.guess_extension(content_type, strict=True) or ""


def hides_active_content(content_type: str, content: bytes) -> bool:
    """A picture or document that is really a program or a web page."""
    if not content_type.startswith(_HARMLESS):
        return False
    head = content[:512]
    if head.startswith(_PROGRAMS) and content_type != "text/plain":
        return True
    return content_type not in ("image/svg+xml", "text/plain") and bool(_MARKUP.match(head))
