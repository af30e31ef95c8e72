"""Address headers to parties: groups, comments, quoted and unquoted commas, raw bytes and encoded names."""

from __future__ import annotations

import re

from heedful.channels.email.headers import header_text
from heedful.channels.message import Party

_PIECE = re.compile(r'"(?:[^"\\]|\\.)*"?|\([^()]*\)|<[^<>]*>?|[,;:]|[^",;:<>()]+|.', re.DOTALL)
_BARE = re.compile(r"""(?:"[^"]{1,64}"|[^\s<>()"',;:]{1,128})@[^\s<>()"',;:@]{1,255}""")
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
MAX_NAME = 200


class _Entry:
    """One address being read: the words before it, its comment, what stands in angle brackets."""

    def __init__(self, words: str = "") -> None:
        self.words, self.comment, self.angle = words, "", ""

    def party(self, charset: str) -> Party | None:
        if self.angle:
            name = self.words if self.words.strip() else self.comment
            return Party(_address(self.angle), _name(name, charset))
        found = list(_BARE.finditer(self.words))
        if not found:
            return None
        before = self.words[: found[-1].start()]
        return Party(_address(found[-1].group()), _name(before or self.comment, charset))


def read_parties(value: bytes, charset: str = "") -> tuple[Party, ...]:
    """Everybody named in one address header, in order. Entries without any address are left out."""
    parties: list[Party] = []
    entry, in_group = _Entry(), False
    for piece in _PIECE.findall(value.decode("latin-1").replace("\0", "")):
        if piece == ":" and not entry.angle and "@" not in entry.words and not in_group:
            entry, in_group = _Entry(), True
        elif piece in ",;":
            party = entry.party(charset)
            parties += [party] if party else []
            # 'Doe, Kim <kim@...>' without quotes: the comma belongs to the name.
            carried = entry.words + ", " if piece == "," and not party and entry.words.strip() else ""
            entry, in_group = _Entry(carried), in_group and piece != ";"
        else:
            _take(entry, piece)
    last = entry.party(charset)
    return tuple(parties + ([last] if last else []))


def _take(entry: _Entry, piece: str) -> None:
    if piece.startswith("<"):
        entry.angle = piece.strip("<> \t") or entry.angle
    elif piece.startswith("(") and len(piece) > 1:
        entry.comment = piece[1:-1]
    else:
        entry.words += piece


def _address(text: str) -> str:
    """Lower case, without source route, mailto: or stray quotes."""
    text = "".join(text.split()).rpartition(":")[2].strip("'")
    raw = header_text(text.encode("latin-1"))
    return _UNSEEN.sub("", raw).lower()[:320]


def _name(words: str, charset: str) -> str:
    text = header_text(words.encode("latin-1"), charset)
    if '"' in text:
        text = re.sub(r"\\(.)", r"\1", text.replace('\\"', "\0")).replace('"', "").replace("\0", '"')
    text = _UNSEEN.sub("", text).strip().strip("'").strip(" ,")
    # A name that was encoded as a whole may carry its own quotes.
    return " ".join(text.split())[:MAX_NAME]
