"""Private data in a text: phone and card numbers, addresses, order numbers. Works in any language, in linear time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

from heedful.coach.finding import Span
from heedful.coach.reading.patterns import Late

Kind = Literal["bank account", "card number", "e-mail address", "phone number", "street address", "reference number"]

_DIGITS = Late(r"(?<![\w.,])\+?\(?\d(?:[ ().\-/–]{0,2}\d){5,22}(?![\w]|[.,:]\d)")
_DATE_OR_RANGE = Late(
    r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d\d|(?:19|20)\d\d ?[-–/] ?(?:19|20)\d\d"
    r"|\d{1,2}[.:]\d\d ?[-–] ?\d{1,2}[.:]\d\d|\d{1,3}(?:[.,]\d{3})+"
)
_IBAN = Late(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_THINGS = (
    r"order|job|ticket|booking|invoice|customer|account|pass|card|policy|contract|reference|ref|case|parcel|tracking"
    r"|membership|member|reservation|claim|repair|passport|subscription|delivery|consignment|number|no\.|id"
    r"|bestellung|auftrag|rechnung|kundennummer|auftragsnummer|bestellnummer|rechnungsnummer|vertrag|buchung|nummer|nr\."
    r"|commande|facture|dossier|réservation|contrat|numéro|n°|pedido|factura|reserva|contrato|número|núm\."
)
_REFERENCE = Late(
    rf"(?i)\b(?:{_THINGS})(?:[ ]?(?:number|no\.?|nr\.?|id|ref|code|nummer|n°))?[ ]{{0,2}}[:#]?[ ]{{0,2}}"
    r"((?:ending (?:in |with )?)?#?[a-z]{0,4}-?\d[\d-]{1,20}[a-z]?)\b"
)
_STREET = Late(
    r"\b\d{1,4}[a-z]?,? (?:[A-Z][\w'’-]{1,20} ){1,3}(?:Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Drive|Close|Way|Court|Square"
    r"|Terrace|Place|Gardens|Hill|Row|Crescent|Boulevard|Blvd)\b"
    r"|\b[A-ZÄÖÜ][\w-]{2,24}(?:straße|strasse|str\.|weg|gasse|platz|allee|ufer) \d{1,4}[a-z]?\b"
    r"|\b\d{1,4}(?: bis| ter)?,? (?:rue|avenue|boulevard|chemin|impasse|place|quai) [A-ZÀ-Üa-zà-ü'’ -]{3,30}"
    r"|\b(?:[Cc]alle|[Aa]venida|[Pp]laza|[Pp]aseo) [A-ZÁ-Úa-zá-ú ]{3,30},? ?(?:n[º°.] ?)?\d{1,4}\b"
)
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")


_KINDS = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Private:
    """One private detail: what kind and where."""

    kind: Kind
    span: Span
    text: str


def private_in(text: str) -> list[Private]:
    """In order of the text, without overlaps; the more telling kind wins."""
    found: list[Private] = []
    if "@" in text:
        found += _addresses(text)
    if _DIGIT.search(text) is not None:
        found += [_of("bank account", text, m.span()) for m in _IBAN.finditer(text) if _is_iban(m.group())]
        found += _numbers(text)
        found += [_of("street address", text, m.span()) for m in _STREET.finditer(text)]
        found += _references(text)
    return _without_overlaps(found)


def _of(kind: Kind, text: str, at: tuple[int, int]) -> Private:
    return Private(kind, Span(*at), text[at[0] : at[1]])


def _addresses(text: str) -> list[Private]:
    """Around each @, outwards: no pattern that could run away on a long row of letters."""
    found: list[Private] = []
    at = text.find("@")
    floor = 0
    while at >= 0:
        start, end = at, at + 1
        while start > max(floor, at - 64) and (text[start - 1].isalnum() or text[start - 1] in "._%+-"):
            start -= 1
        while end < min(len(text), at + 254) and (text[end].isalnum() or text[end] in ".-"):
            end += 1
        host = text[at + 1 : end].rstrip(".-")
        if start < at and "." in host.strip("."):
            found.append(_of("e-mail address", text, (start, at + 1 + len(host))))
        floor = end
        at = text.find("@", end)
    return found


def _numbers(text: str) -> list[Private]:
    found: list[Private] = []
    for match in _DIGITS.finditer(text):
        raw = match.group()
        digits = "".join(char for char in raw if char.isdigit())
        if _DATE_OR_RANGE.fullmatch(raw.strip()):
            continue
        if 13 <= len(digits) <= 19 and _passes_luhn(digits):
            found.append(_of("card number", text, match.span()))
        elif 7 <= len(digits) <= 15 and (raw[0] in "+0(" or (len(raw) > len(digits) + 1 and len(digits) >= 9)):
            found.append(_of("phone number", text, match.span()))
    return found


def _references(text: str) -> list[Private]:
    found: list[Private] = []
    for match in _REFERENCE.finditer(text):
        number = match.group(1)
        digits = sum(char.isdigit() for char in number)
        if digits >= 3 and not _YEAR.fullmatch(number):
            found.append(_of("reference number", text, match.span(1)))
    return found


def _passes_luhn(digits: str) -> bool:
    total = 0
    for place, char in enumerate(reversed(digits)):
        value = int(char) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _is_iban(raw: str) -> bool:
    flat = raw.replace(" ", "")
    if not 15 <= len(flat) <= 34:
        return False
    return int("".join(str(int(char, 36)) for char in flat[4:] + flat[:4])) % 97 == 1


def _without_overlaps(found: list[Private]) -> list[Private]:
    """Where two overlap, the kind that was looked for first stays."""
    rank = {kind: place for place, kind in enumerate(_KINDS)}
    kept: list[Private] = []
    for one in sorted(found, key=lambda one: (one.span, rank[one.kind])):
        if not kept or one.span.start >= kept[-1].span.end:
            kept.append(one)
        elif rank[one.kind] < rank[kept[-1].kind]:
            kept[-1] = one
    return kept
