"""What we add to a mail by ourselves is in the language of the brand, whatever its writer reads."""

from __future__ import annotations

from django.utils import translation

from heedful.interactions.tests.factories import mail_in
from heedful.replies.originals import passed_on
from heedful.team.models import Brand
from heedful.team.tests.factories import Cast


def test_a_forward_of_a_german_brand_says_so_in_german(cast: Cast) -> None:
    Brand.objects.filter(pk=cast.brand.pk).update(language="de")
    original = mail_in(cast.brand.pk, "Where is it?")
    with translation.override("fr"):
        plain, laid_out = passed_on(original)
    assert plain.startswith("---------- Weitergeleitete Nachricht ----------\nVon: ")
    assert "Betreff: " in laid_out
