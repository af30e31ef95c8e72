"""What a forward passes on: the original with its headers, in words and as it was laid out, and its files."""

from __future__ import annotations

from html import escape

from django.utils.translation import gettext as _

from heedful.channels.email.text_html import html_from_text
from heedful.interactions.models import Interaction
from heedful.interactions.queries import NotFound
from heedful.team.viewer import Viewer
from heedful.ui.languages import speaking
from heedful.ui.times import exact


def original_of(viewer: Viewer, conversation_id: int, interaction_id: int | None = None) -> Interaction:
    """The message to pass on: the named one, else the newest that came in. NotFound for none; notes stay inside."""
    rows = Interaction.objects.filter(
        conversation_id=conversation_id, brand_id__in=viewer.brand_ids, withdrawn_at=None
    ).exclude(direction="internal")  # fmt: skip
    if interaction_id is not None:
        rows = rows.filter(pk=interaction_id)
    found = rows.filter(direction="in").order_by("-sort_key").first() or rows.order_by("-sort_key").first()
    if found is None:
        raise NotFound(_("There is no message here that could be passed on."))
    return found


def passed_on(original: Interaction) -> tuple[str, str]:
    """(plain, HTML) of the original under a line that says so, in the language of the brand: it goes out."""
    with speaking(original.brand.language):
        head, title = _head(original), _("---------- Forwarded message ----------")
    body = original.full_text or original.text
    plain = "\n".join([title, *[f"{name}: {value}" for name, value in head], "", body])
    lines = "<br>\n".join(f"{escape(name)}: {escape(value)}" for name, value in head)
    # Remote pictures were put out of reach when the mail came in, and stay so.
    inside = original.html or html_from_text(body)
    return plain, f"<p>{escape(title)}<br>\n{lines}</p>\n<div>{inside}</div>"


def _head(original: Interaction) -> list[tuple[str, str]]:
    sender = (
        f"{original.author_name} <{original.author_address}>".strip()
        if original.author_address
        else original.author_name
    )
    lines = [
        (_("From"), sender),
        (_("Date"), exact(original.happened_at)),
        (_("Subject"), original.subject),
        (_("To"), ", ".join(original.extra.get("to", ()))),
        (_("Cc"), ", ".join(original.extra.get("cc", ()))),
    ]
    return [(name, " ".join(value.split())) for name, value in lines if value.strip()]
