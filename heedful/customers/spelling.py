"""How names, companies and addresses are compared: one spelling for each, the words one finds somebody by, and
what they may be known again by. Plain text in, plain text out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

NAME_LENGTH = 200
WORD_LENGTH = 60
MOST_WORDS = 80
FEWEST_DIGITS = 4  # of a number that one starts to type
NUMBER = 9  # digits at the end of a phone number that tell it from others, whatever stands before them
SHORTEST_NUMBER, LONGEST_NUMBER = 7, 15
MOST_SIGNED, LAST_LINES = 800, 8  # letters and lines at the end of a message
NUMBER_CHANNELS = frozenset({"phone", "sms"})
NOT_PROVEN = "(not proven)"  # the switchboard writes it behind the name of a sender whom nothing proves
DOTLESS = frozenset({"gmail.com", "googlemail.com"})  # where dots in an address mean nothing
FORMS = frozenset(
    """ab aps as ag bv bvba co company corp eg ev gbr gesmbh gmbh inc kg kgaa limited llc llp ltd nv oy oyj plc pty sa
    sarl sas se sl spa srl the ug und and et y""".split()
)
PARTS = re.compile(r"[\W_]+")
EDGES = " \t\r\n.,;:!?\"'`´’‘“”„«»()[]{}<>|/\\%_*#&-–—"


def name_key(name: str) -> str:
    """How a name is looked up: without capitals, single spaces."""
    return " ".join(name.casefold().split())[:NAME_LENGTH]


def normal_address(channel: str, address: str) -> str:
    """One spelling per address: mail in lower case, phone numbers as digits with a leading plus."""
    address = address.strip()
    if channel in NUMBER_CHANNELS:
        digits = digits_of(address)
        plus = address.startswith(("+", "00"))
        return (f"+{digits.removeprefix('00') if address.startswith('00') else digits}" if plus else digits)[:320]
    return address.lower()[:320]


def fold(text: str) -> str:
    """Without capitals and accents, so that Müller is found by muller."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def digits_of(text: str) -> str:
    return "".join(letter for letter in text if letter in "0123456789")


def words_of(names: Iterable[str], addresses: Iterable[tuple[str, str]]) -> list[str]:
    """What somebody is found by: each word of their names and companies, each part and the whole of an address."""
    found: dict[str, None] = {}
    for value in names:
        found.update(dict.fromkeys(_words(value)))
    for channel, value in addresses:
        if channel in NUMBER_CHANNELS:
            digits = digits_of(value).lstrip("0")
            found.update(dict.fromkeys(digits[at:] for at in range(len(digits) - FEWEST_DIGITS + 1)))
        else:
            found.update(dict.fromkeys(_words(value)))
    return list(found)[:MOST_WORDS]


def typed_words(text: str) -> list[str]:
    """What somebody types, as beginnings of words. A number is one word, however it is grouped."""
    digits = digits_of(text)
    if len(digits) >= FEWEST_DIGITS and not text.strip("0123456789 \t+()-/.–"):
        return [digits.lstrip("0")[:WORD_LENGTH]] if digits.strip("0") else []
    words = (word.strip(EDGES)[:WORD_LENGTH] for word in fold(text).split())
    return list(dict.fromkeys(word for word in words if word))[:6]


def marks_of(name: str, company: str, addresses: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Everything on a card that somebody may be known again by: its kind and its spelling."""
    found = {("name", name_mark(name)), ("company", company_mark(company))}
    for channel, value in addresses:
        if "@" in value:
            found |= {("mail", mail_mark(value)), ("domain", domain_mark(value))}
        elif channel in NUMBER_CHANNELS:
            found.add(("phone", number_mark(value)))
    return {(kind, value) for kind, value in found if value}


def marks_under(text: str, author: str) -> set[tuple[str, str]]:
    """The numbers and mail addresses in the last lines of a message: where people sign, and say who else they are."""
    found: set[tuple[str, str]] = set()
    for line in text[-MOST_SIGNED:].splitlines()[-LAST_LINES:]:
        for word in line.split():
            if "@" in word:
                found.add(("mail", mail_mark(word.strip(EDGES))))
        found |= {("phone", number_mark(run)) for run in _numbers(line)}
    return {(kind, value) for kind, value in found if value and value != mail_mark(author)}


def name_mark(name: str) -> str:
    """Names of one word are shared by too many, and one that nothing proves is no evidence."""
    if NOT_PROVEN in name or "@" in name:
        return ""
    words = sorted(part for part in PARTS.split(fold(name)) if part)
    return " ".join(words)[:NAME_LENGTH] if len(words) > 1 else ""


def company_mark(company: str) -> str:
    """Without the legal form: 'Berg & Co. GmbH' and 'berg' are one."""
    words = [part for part in PARTS.split(fold(company).replace(".", "")) if part]
    return " ".join([word for word in words if word not in FORMS] or words)[:NAME_LENGTH]


def mail_mark(address: str) -> str:
    """Without what one may write behind a plus."""
    local, at, domain = address.casefold().strip().rpartition("@")
    local = local.partition("+")[0] or local
    if domain in DOTLESS:
        local = local.replace(".", "")
    return f"{local}@{domain}" if at and local and "." in domain else ""


def domain_mark(address: str) -> str:
    domain = address.casefold().rpartition("@")[2] if "@" in address else ""
    return domain if "." in domain else ""


def number_mark(number: str) -> str:
    """Its last digits: +49 151 2345678 and 0151 2345678 are one."""
    digits = digits_of(number)
    return digits[-NUMBER:] if len(digits.lstrip("0")) >= SHORTEST_NUMBER else ""


def _numbers(line: str) -> Iterator[str]:
    """Runs of digits as a telephone number is written; a date or a price has too few or too many of them."""
    run = ""
    for letter in line + "\n":
        if letter in "0123456789 +()-/.":
            run += letter
        else:
            if SHORTEST_NUMBER <= len(digits_of(run)) <= LONGEST_NUMBER and run.strip()[:1] in {"0", "+", "("}:
                yield run
            run = ""


def _words(text: str) -> Iterator[str]:
    for word in fold(text).split():
        if whole := word.strip(EDGES)[:WORD_LENGTH]:
            yield whole
            yield from (part[:WORD_LENGTH] for part in PARTS.split(whole) if part and part != whole)
