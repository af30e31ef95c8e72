"""Content-Type and Content-Disposition: the value and its parameters, split and percent-encoded ones joined."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from heedful.channels.email.charset import decode
from heedful.channels.email.headers import header_text

_PARAM = re.compile(r';\s*([^\s=;"]{1,80})\s*=\s*("(?:[^"\\]|\\.)*"?|[^;]*)')
_SECTION = re.compile(r"^([^*]+)\*(?:(\d{1,3})(\*)?)?$")
_TYPE = re.compile(r"^[\w.+-]{1,60}/[\w.+-]{1,80}$", re.ASCII)
_LIMIT = 8_000


def content_type_of(raw: bytes, default: str = "text/plain") -> tuple[str, dict[str, str]]:
    """The media type in lower case, or `default` when there is none that makes sense."""
    value, params = read_params(raw)
    value = value.partition("(")[0].strip().strip("\"'").lower()
    if _TYPE.match(value):
        return value, params
    return ("text/plain" if value == "text" else default), params


def read_params(raw: bytes) -> tuple[str, dict[str, str]]:
    value = raw[:_LIMIT].decode("latin-1").replace("\0", "")
    head = value.partition(";")[0].strip()
    plain: dict[str, str] = {}
    split: dict[str, list[tuple[int, bool, str]]] = {}
    for name, found in _PARAM.findall(value[len(head) :]):
        key, content = name.lower(), _unquoted(found)
        section = _SECTION.match(key)
        if section:
            order, encoded = int(section.group(2) or 0), bool(section.group(3)) or section.group(2) is None
            split.setdefault(section.group(1), []).append((order, encoded, content))
        else:
            plain.setdefault(key, header_text(content.encode("latin-1")))
    return head, plain | {key: _join(sections) for key, sections in split.items()}


def _unquoted(content: str) -> str:
    content = content.strip()
    if not content.startswith('"'):
        return content
    body = content[1:-1] if len(content) > 1 and content.endswith('"') else content[1:]
    # Only quotes and backslashes are escaped: Windows paths come with lone backslashes.
    return re.sub(r'\\(["\\])', r"\1", body)


def _join(sections: list[tuple[int, bool, str]]) -> str:
    """RFC 2231: 'charset'language'text' in the first section, the rest follow by number."""
    charset, joined = "", b""
    for position, (_, encoded, content) in enumerate(sorted(sections, key=lambda section: section[0])):
        text = content
        if encoded and position == 0 and content.count("'") >= 2:
            charset, _, text = content.split("'", 2)
        raw = text.encode("latin-1")
        joined += unquote_to_bytes(raw) if encoded else raw
    return decode(joined, charset or "utf-8")
