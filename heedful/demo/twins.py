"""In each brand somebody who stands in the list twice: once as written down in a hurry at the counter."""

from __future__ import annotations

from django.db.models import Count

from heedful.customers.models import Address, Customer
from heedful.demo.stage import Stage
from heedful.events.instant import DAY, HOUR
from heedful.switchboard.doors.counter import CounterNote, log_interaction

DIAL = "+353 "  # the country that the firm is in (people.toml)
# How the second card came about: the words of the note, and what they gave of themselves.
HURRIES = (
    ("Came by to say thanks, and asked us to use the address at work from now on.", "mail", 9 * DAY),
    ("Rang from another telephone about collecting on Saturday. Will ring again.", "phone", 5 * DAY),
)


def leave_twins(stage: Stage, until: int) -> None:
    """One by the same name with another mail address, one by the same number under a shorter name."""
    for (slug, brand), (words, what, ago) in zip(stage.brands.items(), HURRIES, strict=False):
        known = _well_known(brand.pk)
        if known is None:
            continue
        name, number = known.customer.name, known.value
        first, last = name.split(" ", 1)
        address = f"{first}.{last.split()[-1]}@quay-works.example".lower() if what == "mail" else DIAL + number[1:]
        note = CounterNote(
            key=f"twin-{slug}-{until}", brand_id=brand.pk, text=words, kind="visit" if what == "mail" else "call",
            new_name=name if what == "mail" else f"{first[0]}. {last}", new_address=address,
            happened_at=until - ago - 2 * HOUR,
        )  # fmt: skip
        viewer = next(viewer for viewer in map(stage.viewer, _firsts(stage)) if viewer.may_see(brand.pk))
        log_interaction(viewer=viewer, note=note)


def _well_known(brand_id: int) -> Address | None:
    """The number of whoever was in touch most often, of those with a name of two parts or more."""
    numbers = Address.objects.filter(brand_id=brand_id, channel="phone", value__startswith="0")
    named = Customer.objects.filter(pk__in=numbers.values("customer_id"), name__regex="^[A-Za-z]+ [A-Za-z ]+$")
    row = named.annotate(contacts=Count("interactions")).order_by("-contacts", "pk").first()
    return None if row is None else numbers.select_related("customer").filter(customer=row).order_by("pk").first()


def _firsts(stage: Stage) -> list[str]:
    return [person.first for person in stage.firm.staff[1:]]
