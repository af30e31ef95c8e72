"""The mail as it will go out: laid out, signed, with what it passes on."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from heedful.channels.email.markup import content_id_of, has_marks, pictures_in, to_html
from heedful.channels.email.text_html import html_from_text
from heedful.interactions.queries import conversation
from heedful.replies.forms import DraftForm, HeadingForm
from heedful.replies.models import Draft
from heedful.replies.originals import passed_on
from heedful.replies.pages.answers import cleaned, says_no_in_words
from heedful.replies.pages.head import head_of, summary_of
from heedful.replies.queries import draft_of
from heedful.ui.zone import in_local_time


@require_POST
@in_local_time
@says_no_in_words
def proof(request: HttpRequest, conversation_id: int, kind: str) -> HttpResponse:
    """Nothing is kept or sent; the same functions make the page that make the mail."""
    if kind not in {Draft.Kind.REPLY, Draft.Kind.FORWARD}:
        raise Http404("Notes go nowhere.")
    viewer = request.viewer  # type: ignore[attr-defined]
    text = cleaned(DraftForm({"text": request.POST.get("text", ""), "version": 0}))["text"]
    is_signed = cleaned(HeadingForm(request.POST))["is_signed"]
    talk = conversation(viewer, conversation_id)
    draft = draft_of(viewer, talk.id, kind)
    head = head_of(viewer, talk, draft, kind)
    pictures = {file.content_id.partition("@")[0]: file for file in head.files if file.is_inline}
    body = to_html(text, pictures) if has_marks(text) or pictures_in(text) else html_from_text(text)
    for token, file in pictures.items():
        body = body.replace(f'src="cid:{content_id_of(token)}"', f'src="{_address(file.pk)}"')
    shown = {
        "body": body,
        "signature": head.signature_html if is_signed else "",
        "original": passed_on(head.original)[0] if head.original else "",
        "summary": summary_of(head.heading),
        "subject": talk.subject,
        "files": [file for file in head.files if file.content_id.partition("@")[0] not in pictures_in(text)],
    }
    return render(request, "replies/_proof.html", shown)


def _address(file_id: int) -> str:
    return reverse("draft_file", args=[file_id])
