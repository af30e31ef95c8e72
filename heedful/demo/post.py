"""Customers' e-mails as real bytes: plain or with HTML, quoting, signed, from many kinds of programs."""

from __future__ import annotations

from dataclasses import dataclass
from email.header import Header
from email.message import Message
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime, formataddr
from html import escape
from random import Random
from zoneinfo import ZoneInfo

from heedful.demo.crowd import Persona
from heedful.demo.photo import draw_photo
from heedful.demo.tongue import clock, day_of_month
from heedful.events.instant import to_datetime

WROTE = {
    "en": "On {date} at {time}, {who} wrote:", "de": "Am {date} um {time} schrieb {who}:",
    "fr": "Le {date} à {time}, {who} a écrit :", "es": "El {date} a las {time}, {who} escribió:",
    "it": "Il giorno {date} alle ore {time} {who} ha scritto:", "nl": "Op {date} om {time} schreef {who}:",
    "pl": "{date} o {time} {who} napisał(a):", "pt": "{who} escreveu no dia {date} às {time}:",
    "sv": "Den {date} kl. {time} skrev {who}:",
}  # fmt: skip
POCKET = {"en": "Sent from my phone", "de": "Von meinem Handy gesendet", "fr": "Envoyé de mon téléphone"}
LEGACY = {"ja": "iso-2022-jp", "pl": "iso-8859-2", "de": "iso-8859-1", "fr": "windows-1252", "uk": "koi8-u"}
RIGHT_TO_LEFT = {"ar", "he"}


@dataclass(frozen=True, slots=True)
class Answered:
    """The mail of ours that is answered."""

    message_id: str
    text: str
    who: str
    at: int


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail that a customer writes."""

    persona: Persona
    to: str
    subject: str
    text: str
    at: int
    message_id: str
    timezone: str
    answered: Answered | None = None
    references: tuple[str, ...] = ()
    is_reply: bool = False
    has_photo: bool = False


def write_letter(letter: Letter, chance: Random) -> bytes:
    """The bytes as a server would hand them over."""
    mail = _body(letter, chance)
    mail["From"] = formataddr((letter.persona.name, letter.persona.address))
    mail["To"] = letter.to
    subject = f"Re: {letter.subject}" if letter.is_reply else letter.subject
    mail["Subject"] = Header(subject, None if subject.isascii() else "utf-8").encode()
    mail["Date"] = format_datetime(to_datetime(letter.at).astimezone(ZoneInfo(letter.timezone)))
    mail["Message-ID"] = f"<{letter.message_id}>"
    if letter.answered:
        mail["In-Reply-To"] = f"<{letter.answered.message_id}>"
        mail["References"] = "\n ".join(f"<{one}>" for one in letter.references)
    return mail.as_bytes().replace(b"\n", b"\r\n")


def _body(letter: Letter, chance: Random) -> Message:
    style = chance.random()
    text = letter.text + _below(letter, chance)
    quote = _quote(letter) if letter.answered and style < 0.7 else ""
    body: Message = MIMEText(text + quote + "\n", "plain", _charset(text + quote, letter.persona.language, chance))
    if style < 0.45:
        body = MIMEMultipart("alternative", None, [body, MIMEText(_html(text, quote, letter), "html", "utf-8")])
    if letter.has_photo:
        photo = MIMEImage(draw_photo(chance), "png", name=f"IMG_{chance.randint(1000, 9999)}.png")
        photo["Content-Disposition"] = f'attachment; filename="{photo.get_param("name")}"'
        body = MIMEMultipart("mixed", None, [body, photo])
    return body


def _below(letter: Letter, chance: Random) -> str:
    """What programs put under a mail."""
    roll = chance.random()
    if letter.persona.company and roll < 0.6:
        return f"\n\n-- \n{letter.persona.name}\n{letter.persona.company}\n{letter.persona.phone}"
    pocket = POCKET.get(letter.persona.language)
    return f"\n\n{pocket}" if pocket and roll < 0.12 else ""


def _quote(letter: Letter) -> str:
    answered = letter.answered
    if answered is None:
        return ""
    language = letter.persona.language if letter.persona.language in WROTE else "en"
    moment = to_datetime(answered.at).astimezone(ZoneInfo(letter.timezone))
    date = f"{day_of_month(moment.date(), language)} {moment.year}"
    line = WROTE[language].format(date=date, time=clock(moment.hour * 60 + moment.minute, language), who=answered.who)
    return "\n\n" + "\n".join([line, "", *(f"> {row}" for row in answered.text.splitlines())])


def _html(text: str, quote: str, letter: Letter) -> str:
    direction = ' dir="rtl"' if letter.persona.language in RIGHT_TO_LEFT else ""
    html = "".join(f"<p>{_lines(part)}</p>" for part in text.split("\n\n"))
    if quote and letter.answered:
        head = escape(quote.strip().partition("\n")[0])
        html += f'<div class="gmail_quote"><div class="gmail_attr">{head}</div>'
        html += f"<blockquote>{_lines(letter.answered.text)}</blockquote></div>"
    return f"<html><body{direction}>{html}</body></html>"


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _charset(text: str, language: str, chance: Random) -> str:
    """Mostly UTF-8; some programs still write as they did twenty years ago."""
    legacy = LEGACY.get(language)
    if legacy is None or chance.random() < 0.6:
        return "utf-8"
    try:
        text.encode(legacy)
    except UnicodeEncodeError:
        return "utf-8"
    return legacy
