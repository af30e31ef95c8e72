"""In which language somebody is written to who is not looking at a page now."""

from __future__ import annotations

from heedful.team.models import Brand, Person
from heedful.ui.languages import first_spoken


def language_of_reader(person: Person) -> str:
    """Their own choice; who leaves it to the browser is written to in the language of their first brand."""
    if person.language:
        return first_spoken(person.language)
    brands = Brand.objects.filter(memberships__person=person).order_by("id")
    return first_spoken(*brands.values_list("language", flat=True)[:1])
