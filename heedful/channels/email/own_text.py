"""Finds our own last mail inside a reply by its words, which works in every language and with every mail program."""

from __future__ import annotations

from heedful.channels.email.attribution import attribution_above

_SHORTEST_LINE = 12
_SHORTEST_BLOCK = 20


def drop_own_text(lines: list[str], own_last: str) -> list[str]:
    """The lines without those that repeat our mail, and without the attribution above them."""
    own_lines = {_plain(line) for line in own_last.split("\n")}
    own_words = _plain(own_last.replace("\n", " "))
    kept: list[str] = []
    for block in _blocks(lines):
        rest = [line for line in block if not _repeats(line, own_lines)]
        words = _plain(" ".join(rest))
        if len(words) >= _SHORTEST_BLOCK and words in own_words:
            rest = []
        if len(rest) < len(block) and not any(line.strip() for line in rest):
            del kept[attribution_above(kept, len(kept)) :]
        kept += rest
    return kept


def _repeats(line: str, own_lines: set[str]) -> bool:
    plain = _plain(line)
    return len(plain) >= _SHORTEST_LINE and plain in own_lines


def _plain(text: str) -> str:
    return " ".join(text.replace(">", " ").split()).casefold()


def _blocks(lines: list[str]) -> list[list[str]]:
    """Paragraphs, each blank line being a block of its own."""
    blocks: list[list[str]] = []
    for line in lines:
        if line.strip() and blocks and blocks[-1][-1].strip():
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks
