"""Finds the few 'From: … Sent: … Subject: …' lines that mail programs put above an older mail, in any language."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LABEL = re.compile(r"^[\s>*_|\u200e\u200f\u202a-\u202e]*([^\W\d_][^\n:：*<>@]{0,28}?)[*_]?\s?[:：][*_]?\s*(.*)$")
_FROM = re.compile(
    r"^(?:from|von|de|da|van|från|fra|frá|lähettäjä|od|от|от кого|від|від кого|από|kimden|gönderen|feladó|de la|"
    r"expéditeur|remitente|mittente|remetente|afzender|absender|saatja|siuntėjas|no|šalje|nadawca|odesílatel|odosielateľ|"
    r"差出人|送信者|发件人|发送人|寄件者|寄件人|보낸 사람|보낸사람|발신|מאת|من|จาก|từ|dari|प्रेषक)$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"^(?:subject|betreff|objet|asunto|oggetto|onderwerp|assunto|ämne|emne|aihe|temat|předmět|predmet|tárgy|subiect|"
    r"тема|θέμα|konu|efni|teema|tema|件名|主题|主旨|主題|제목|נושא|הנושא|الموضوع|เรื่อง|chủ đề|perihal|subjek|विषय)$",
    re.IGNORECASE,
)
_DATED = re.compile(r"\b(?:1[89]|2[0-9])\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}[:.]\d\d|\d年|\d{4}년")
_MAX_LINES = 12


def header_block_at(lines: Sequence[str], index: int) -> int:
    """The number of lines of the block that starts here; 0 when there is none."""
    line = lines[index]
    if (":" not in line and "：" not in line) or not (first := _LABEL.match(line)):
        return 0
    fields = {first.group(1).strip(): first.group(2)}
    at, blanks = index + 1, 0
    while at < len(lines) and at - index < _MAX_LINES and len(fields) < 8:
        if found := _LABEL.match(lines[at]):
            if found.group(1).strip() in fields:
                break
            fields[found.group(1).strip()] = found.group(2)
            blanks = 0
        elif not lines[at].strip() and blanks == 0 and len(fields) < 3:
            blanks = 1
        elif not (lines[at].strip() and blanks == 0 and _continues(lines[at])):
            break
        at += 1
    return at - index if _is_mail_header(list(fields.items())) else 0


def _continues(line: str) -> bool:
    """A long To or Cc that goes on in the next line."""
    return "@" in line or line.startswith((" ", "\t"))


def _is_mail_header(fields: list[tuple[str, str]]) -> bool:
    labels = [label for label, _ in fields]
    if len(fields) < 2:
        return False
    has_address = "@" in fields[0][1]
    has_date = any(_DATED.search(value) for _, value in fields[1:4])
    if _FROM.match(labels[0]):
        has_subject = any(_SUBJECT.match(label) for label in labels[1:])
        return (has_date and (has_address or has_subject)) or (has_address and has_subject)
    if _DATED.search(fields[0][1]) and any(_FROM.match(label) and "@" in value for label, value in fields[1:3]):
        # Some web mailers put the date first.
        return True
    # A language we have no words for: an address first, a date soon, and at least three lines.
    return has_address and has_date and len(fields) >= 3
