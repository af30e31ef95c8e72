"""Where a signature begins, and the lines that telephones add by themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MARK = re.compile(r"^(?:--|—|–-) ?$")
_DASHES = ("-", "—", "–")
_MOST_LINES = 12
_DEVICE = (
    r"iphone|ipad|ipod|android|samsung|galaxy|huawei|xiaomi|redmi|nokia|pixel|blackberry|smartphone|handy|mobil\w*|"
    r"outlook|yahoo|gmx|web\.de|proton ?mail|mail\.ru|thunderbird|fairphone|windows|foxmail|aquamail|bluemail|k-9 mail"
)
_SENT = (
    r"sent (?:from|with|via)|gesendet (?:von|mit|über)|von meinem|diese nachricht wurde von|"
    r"envoyé (?:de|depuis|à partir)|"
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
    marks = [index for index, line in enumerate(lines) if line[:1] in _DASHES and _MARK.match(line)]
    exact = next((index for index in marks if lines[index] == "-- "), None)
    if exact is not None and _filled(lines[exact + 1 :]) <= 2 * _MOST_LINES:
        end = exact
    elif len(marks) == 1 and 0 < _filled(lines[marks[0] + 1 :]) <= _MOST_LINES:
        # A bare dash line is a divider to some people: only one, with little after it, is a signature.
        end = marks[0]
    return _without_device_lines(lines, end)


def _filled(lines: Sequence[str]) -> int:
    return sum(1 for line in lines if line.strip())


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
