"""What the sender wrote this time: quotations and signature taken off, told by structure rather than by language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from heedful.channels.email.attribution import attribution_above, unquoted_attribution_at
from heedful.channels.email.forwarded import forward_at
from heedful.channels.email.header_block import header_block_at
from heedful.channels.email.own_text import drop_own_text
from heedful.channels.email.signatures import signature_at

# Marks that the HTML reader leaves in its text where a mail program named its quotation or signature.
CUT, RESUME = "\ufdd0", "\ufdd1"
# Stands in for a quotation that was taken out; splits what is before from what is after.
_GAP = "\ufdd2"

_QUOTED = re.compile(r"^[ \t]{0,2}[>＞]")
_COMPARISON = re.compile(r"^[ \t]{0,2}>\s?=?\s?[\d€$£]")
_DASHED_WORDS = re.compile(r"^\s*-{3,}\s?[^-\n]{2,60}?\s?-{3,}\s*$")
_RULE = re.compile(r"^\s*[_-]{10,}\s*$")
_DELIMITER = re.compile(r"^\s*#{2}-\s?.{3,120}-#{2}\s*$")
_MAX_LINES = 20_000


def strip_quotes(
    text: str, own_last: str = "", *, subject: str = "", is_reply: bool = True, is_forward: bool | None = None
) -> str:
    """The new text of a reply, white space tidied. `own_last` is the text of our own last mail, if known.

    Without any mark of a quotation or signature nothing but white space changes; a forward is left whole.
    """
    lines = text.split("\n")[:_MAX_LINES]
    bare = unmarked(text).split("\n")
    if is_forward or (is_forward is None and forward_at(bare, subject) is not None):
        return tidy(bare)
    lines = _drop_marked(lines) if CUT in text else lines
    if own_last:
        lines = drop_own_text(lines, own_last)
    lines = lines[: _first_cut(lines, is_reply=is_reply)]
    return tidy(_drop_signatures(_drop_quoted(lines, is_reply=is_reply)))


def tidy(lines: Sequence[str]) -> str:
    """Paragraphs with one blank line between, no white space at the ends of lines."""
    kept: list[str] = []
    for line in lines:
        words = "" if line == _GAP else " ".join(line.split())
        if words or (kept and kept[-1]):
            kept.append(words)
    return "\n".join(kept).strip()


def unmarked(text: str) -> str:
    """The text without the marks of the HTML reader."""
    if CUT not in text and RESUME not in text:
        return text
    return "\n".join(line for line in text.split("\n") if line not in (CUT, RESUME))


def _drop_marked(lines: list[str]) -> list[str]:
    kept: list[str] = []
    cutting = False
    for line in lines:
        if line == CUT:
            cutting = True
            kept.append(_GAP)
        elif line == RESUME:
            cutting = False
        elif not cutting:
            kept.append(line)
    return kept


def _first_cut(lines: list[str], *, is_reply: bool) -> int:
    """The line from which everything is an older mail, put there without '>' marks."""
    for index, line in enumerate(lines):
        if not line.strip() or _QUOTED.match(line):
            continue
        if line.lstrip().startswith("##-") and _DELIMITER.match(line):
            return index
        if not is_reply:
            continue
        if header_block_at(lines, index):
            return _above_rule(lines, index)
        count = unquoted_attribution_at(lines, index)
        if count and not _quote_follows(lines, index + count):
            return _above_rule(lines, index)
    return len(lines)


def _above_rule(lines: list[str], index: int) -> int:
    """Takes the '-----Original Message-----' or the long rule above an older mail with it."""
    above = index - 1
    while above >= 0 and index - above <= 2 and not lines[above].strip():
        above -= 1
    if above >= 0 and (_DASHED_WORDS.match(lines[above]) or _RULE.match(lines[above])):
        return above
    return index


def _quote_follows(lines: list[str], start: int) -> bool:
    near = [line for line in lines[start : start + 4] if line.strip()]
    return bool(near and _QUOTED.match(near[0]))


def _drop_quoted(lines: list[str], *, is_reply: bool) -> list[str]:
    """Takes out '>' blocks together with the attribution above each."""
    kept: list[str] = []
    index = 0
    while index < len(lines):
        end = _block_end(lines, index)
        if end == index:
            kept.append(lines[index])
            index += 1
            continue
        first = attribution_above(kept, len(kept))
        if _is_quotation(lines[index:end], attributed=first < len(kept), is_reply=is_reply):
            kept[first:] = [_GAP]
        else:
            kept.extend(lines[index:end])
        index = end
    return kept


def _block_end(lines: list[str], start: int) -> int:
    end = start
    while end < len(lines) and _QUOTED.match(lines[end]):
        end += 1
    return end


def _is_quotation(block: list[str], *, attributed: bool, is_reply: bool) -> bool:
    if attributed:
        return True
    # '> 20 euros' is arithmetic; in a mail that answers nothing, '>' is the writer's own.
    return is_reply and not all(_COMPARISON.match(line) for line in block)


def _drop_signatures(lines: list[str]) -> list[str]:
    """Each stretch between two quotations may end in a signature."""
    kept: list[str] = []
    stretch: list[str] = []
    for line in [*lines, _GAP]:
        if line == _GAP:
            kept += [*stretch[: signature_at(stretch)], _GAP]
            stretch = []
        else:
            stretch.append(line)
    return kept
