"""The body of a mail of ours: the words, what stands under them, and what it passes on."""

from __future__ import annotations

from heedful.channels.email.markup import to_html, to_plain
from heedful.channels.email.text_html import html_from_text
from heedful.interactions.models import Interaction

MARK = "-- "  # mail programs know by it where a signature begins


def body_of(interaction: Interaction) -> tuple[str, str]:
    """(plain, HTML). The HTML is empty where the plain words say it all; the wire then makes its own."""
    signed, passed_on = interaction.extra.get("signed", ""), interaction.extra.get("passed_on", "")
    if not (interaction.html or signed or passed_on):
        return interaction.text, ""
    text, page = interaction.text.rstrip("\n"), interaction.html or html_from_text(interaction.text)
    if signed:
        text += f"\n\n{MARK}\n{to_plain(signed)}"
        page += f"\n<p>{MARK}</p>\n<div>{to_html(signed)}</div>"
    if passed_on:
        text += f"\n\n{passed_on}"
        page += f"\n{interaction.extra.get('passed_on_html', '')}"
    return text.lstrip("\n"), page
