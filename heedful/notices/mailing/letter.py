"""The digest as a mail: one line for each notice, as text and as HTML, nothing of what was said."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heedful.notices.mailing.ending import token_for
from heedful.notices.models import Choices, Digest
from heedful.notices.places import place_of
from heedful.notices.queries import Line, unread_in
from heedful.notices.sentences import sentence
from heedful.team.queries.reader import language_of_reader
from heedful.team.viewer import viewer_of
from heedful.ui.languages import speaking
from heedful.ui.times import short

MOST = 40  # lines; the list behind the bell has all


@dataclass(frozen=True, slots=True)
class Told:
    """A notice in words."""

    words: str
    about: str
    when: str
    address: str


def letter_of(digest: Digest) -> EmailMultiAlternatives | None:
    """None when meanwhile everything was read, or its reader may no longer see it. In the reader's language."""
    with speaking(language_of_reader(digest.person)):
        return _letter_of(digest)


def _letter_of(digest: Digest) -> EmailMultiAlternatives | None:
    person, viewer = digest.person, viewer_of(digest.person)
    lines = unread_in(viewer, digest.pk, limit=MOST + 1)
    if not lines or not person.is_active:
        return None
    with timezone.override(ZoneInfo(Choices.objects.get(pk=person.pk).zone)):
        told = [_told(line) for line in lines[:MOST]]
    count = digest.notices.filter(read_at=None).count()
    subject = ngettext("%(num)d notice for you", "%(num)d notices for you", count) % {"num": count}
    context = {
        "name": person.name,
        "told": told,
        "is_more": len(lines) > MOST,
        "all": _absolute("notices"),
        "choices": _absolute("settings_notices"),
        "stop": f"{settings.PUBLIC_URL}{reverse('digest_ending', args=[token_for(person.pk)])}",
    }
    stop = f"<{context['stop']}>"
    letter = EmailMultiAlternatives(
        subject=subject, body=_text(context), to=[person.email], headers={"List-Unsubscribe": stop}
    )
    letter.attach_alternative(render_to_string("notices/mail.html", context, using="jinja2"), "text/html")
    return letter


def _told(line: Line) -> Told:
    about = f"{line.customer_name or _('Somebody without a name')}: {line.subject}"
    if line.account_id:
        about = line.account_reason
    return Told(sentence(line), " ".join(about.split()), short(line.at), f"{settings.PUBLIC_URL}{place_of(line)}")


def _text(context: dict[str, object]) -> str:
    return render_to_string("notices/mail.txt", context, using="jinja2")


def _absolute(name: str) -> str:
    return f"{settings.PUBLIC_URL}{reverse(name)}"
