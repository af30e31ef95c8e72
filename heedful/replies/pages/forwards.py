"""A message on its way to somebody else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from heedful.replies.actions import CannotSend, forward_mail
from heedful.replies.forms import ForwardForm, HeadingForm
from heedful.replies.models import Draft
from heedful.replies.pages.answers import Refusal, cleaned, says_no_in_words
from heedful.replies.pages.heading import heading_from
from heedful.replies.pages.sending import composer_again, refused
from heedful.switchboard.actions import NoMailbox
from heedful.ui.zone import in_local_time


@require_POST
@in_local_time
@says_no_in_words
def forwards(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """Pass it on; held for ten seconds like a reply."""
    viewer = request.viewer  # type: ignore[attr-defined]
    try:
        written = cleaned(ForwardForm(request.POST))
        heading = heading_from(viewer, conversation_id, Draft.Kind.FORWARD, cleaned(HeadingForm(request.POST)))
        forward_mail(viewer=viewer, conversation_id=conversation_id, heading=heading, **written)
    except (CannotSend, NoMailbox) as error:
        return refused(request, conversation_id, Draft.Kind.FORWARD, Refusal(422, str(error)))
    except Refusal as refusal:
        return refused(request, conversation_id, Draft.Kind.FORWARD, refusal)
    return composer_again(request, conversation_id, status=201)
