"""Bytes to text that can be stored, whatever the label says: repairs wrong, missing and unknown charsets."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

from heedful.channels.email.guessing import guess_text, repair_mojibake

# Labels that mean a larger set in practice: decoding by the larger one loses nothing.
_WIDER = {
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "johab": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    "iso2022_jp": "iso2022_jp_ext",
}
_ALIASES = {
    "ks_c_5601-1987": "cp949",
    "iso-8859-8-i": "iso8859-8",
    "iso-8859-6-i": "iso8859-6",
    "x-sjis": "cp932",
    "x-gbk": "gb18030",
    "x-euc-jp": "euc_jp",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    "unicode-1-1-utf-7": "utf-7",
    "utf8mb4": "utf-8",
    "windows-31j": "cp932",
    "cp50221": "iso2022_jp_ext",
    "cp-850": "cp850",
}
_UNLABELLED = {"", "ascii", "unknown", "default", "binary", "none"}
_MULTIBYTE = {"gb18030", "big5hkscs", "cp932", "cp949", "euc_jp", "hz"}
_NOT_TEXT = {"base64", "bz2", "hex", "quopri", "rot13", "uu", "zlib", "punycode", "idna", "undefined", "mbcs", "oem"}
_NOT_TEXT |= {"unicode_escape", "raw_unicode_escape", "unicode-escape", "raw-unicode-escape"}
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BREAKS = {"\x0b": "\n", "\x0c": "\n", "\x85": "\n"}


def decode(content: bytes, label: str = "") -> str:
    """Text without NUL, control characters or lone surrogates. Never raises."""
    if content.isascii() and b"\x1b" not in content and b"~{" not in content and label.lower() != "utf-7":
        return storable(content.decode("ascii"))
    return storable(repair_mojibake(_decode(content, codec_of(label))))


def storable(text: str) -> str:
    """What every database takes: no NUL, no lone surrogates, no control characters but tab and newline."""
    if not _UNSTORABLE.search(text):
        return text
    return _UNSTORABLE.sub(_replace_unstorable, text)


def _replace_unstorable(match: re.Match[str]) -> str:
    char = match.group()
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    return _BREAKS.get(char, "")


@lru_cache(maxsize=256)
def codec_of(label: str) -> str:
    """The codec to use for a label, or '' when the label says nothing that we can trust."""
    name = label.strip().strip("\"'").lower()
    name = _ALIASES.get(name, name)
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    if found in _NOT_TEXT or found in _UNLABELLED:
        return ""
    return _WIDER.get(found, found)


def _decode(content: bytes, codec: str) -> str:
    if not codec:
        return _decode_unlabelled(content)
    if codec == "utf-8":
        return _decode_claimed_utf8(content)
    if _is_surely_utf8(content, 3 if codec in _MULTIBYTE else 1) and not codec.startswith(("iso2022", "utf")):
        return content.decode("utf-8")
    return _decode_claimed(content, codec)


def _decode_unlabelled(content: bytes) -> str:
    if b"\x1b$" in content or b"\x1b(" in content:
        return _decode_claimed(content, "iso2022_jp_ext")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return guess_text(content)


def _decode_claimed_utf8(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    mended = content.decode("utf-8", "ignore")
    valid = sum(1 for char in mended if char > "\x7f")
    broken = content.decode("utf-8", "replace").count("\ufffd")
    if valid >= broken:
        return content.decode("utf-8", "replace")
    return guess_text(content)


def _is_surely_utf8(content: bytes, least: int) -> bool:
    """Real text in another charset is hardly ever valid UTF-8 by chance."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return sum(1 for char in text if char > "\x7f") >= least


def _decode_claimed(content: bytes, codec: str) -> str:
    try:
        text = content.decode(codec)
    except UnicodeDecodeError:
        if codec in _MULTIBYTE or codec.startswith(("iso2022", "utf")):
            return content.decode(codec, "replace")
        return guess_text(content, codec)
    except (ValueError, LookupError):
        return guess_text(content)
    return guess_text(content, codec) if codec == "cp1252" else text
