"""Where a signature begins, and the lines that telephones add by themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MARK = re.compile(r"^(?:--|—|–-) ?$")
_MOST_LINES = 12
_DEVICE = (
    r"iphone|ipad|ipod|android|samsung|galaxy|huawei|xiaomi|redmi|nokia|pixel|blackberry|smartphone|handy|mobil\w*|"
    r"outlook|yahoo|gmx|web\.de|proton ?mail|mail\.ru|thunderbird|fairphone|windows|foxmail|aquamail|bluemail|k-9 mail"
)
_SENT = (
    r"sent (?:from|with|via)|gesendet (?:von|mit|über)|von meinem|diese nachricht wurde von|envoyé (?:de|depuis|à partir)|"
    r"enviado (?:desde|do|de|a partir|con|com)|inviato (?:da|dal|con)|verzonden (?:vanaf|via|met|van)|verstuurd vanaf|"
    r"skickat från|sendt fra|lähetetty|wysłan[eoy] z|odesláno z|odoslané z|elküldve|küldve|trimis (?:de|din)|"
    r"отправлено (?:с|из)|надіслано з|στάλθηκε από|gönderildi|get outlook|outlook für|outlook pour|"
    r"obtenir outlook|télécharger outlook|obtener outlook|scarica outlook|ottieni outlook|download outlook|holen sie|"
    r"obter o outlook|hämta outlook|hent outlook|skaffa outlook|skaff deg outlook|pobierz outlook|"
    r"から送信|发自我的|發自我的|傳送自|发自|에서 보냄|נשלח מ|أرسلت من|ส่งจาก"
)
_STARTS_SENT = re.compile(rf"^\W*(?:{_SENT})", re.IGNORECASE)
_MENTIONS_SENT = re.compile(_SENT, re.IGNORECASE)
_MENTIONS_DEVICE = re.compile(rf"(?:{_DEVICE})", re.IGNORECASE)
_LONGEST_DEVICE_LINE = 90


def signature_at(lines: Sequence[str]) -> int:
    """The line where the signature of this piece of text begins; its length when there is none."""
    end = len(lines)
    for index, line in enumerate(lines):
        # A dash line alone is a divider to some people: only what is short after it is a signature.
        if _MARK.match(line) and _is_short(lines[index + 1 :], exact=line.startswith("-- ")):
            end = index
            break
    return _without_device_lines(lines, end)


def _is_short(rest: Sequence[str], *, exact: bool) -> bool:
    filled = [line for line in rest if line.strip()]
    if any(_MARK.match(line) for line in rest):
        return False
    return len(filled) <= _MOST_LINES * (2 if exact else 1) and bool(filled or exact)


def _without_device_lines(lines: Sequence[str], end: int) -> int:
    """'Sent from my telephone' as the last line or two."""
    last = _last_filled(lines, end)
    for _ in range(2):
        if last < 0 or not _is_device_line(lines[last]):
            break
        end = last
        last = _last_filled(lines, end)
    return end


def _last_filled(lines: Sequence[str], end: int) -> int:
    last = end - 1
    while last >= 0 and not lines[last].strip():
        last -= 1
    return last


def _is_device_line(line: str) -> bool:
    if len(line) > _LONGEST_DEVICE_LINE:
        return False
    said = _STARTS_SENT.match(line) or (_MENTIONS_SENT.search(line) and len(line) <= 45)
    return bool(said and _MENTIONS_DEVICE.search(line))
