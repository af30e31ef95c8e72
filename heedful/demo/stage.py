"""Found the firm: brands, people, teams and mailboxes, through the room `team`'s own actions."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import transaction

from heedful.customers.models import Customer
from heedful.demo.crowd import Persona
from heedful.demo.firm import Colleague, Firm
from heedful.events.actions import Subject, record
from heedful.events.instant import MINUTE, as_if_at, now
from heedful.switchboard import kinds as switchboard
from heedful.switchboard.models import Account
from heedful.team.actions import (
    BrandWish,
    FirstBrand,
    accept,
    accept_as,
    change_team,
    found_brand,
    invite,
    set_up_first,
    update_brand,
)
from heedful.team.models import Brand, Membership, Person, Team
from heedful.team.viewer import Viewer, viewer_of

GOALS = {"rosin-and-reed": 240, "early-tide": 120}
NOT_CONNECTED = "Demo: not connected"


@dataclass
class Stage:
    """The rows that the tellings need: brands, mailboxes, and how each colleague looks at them."""

    firm: Firm
    passphrase: str
    coached_since: int
    brands: dict[str, Brand] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    viewers: dict[str, Viewer] = field(default_factory=dict)
    customers: dict[Persona, Customer] = field(default_factory=dict)

    def viewer(self, first: str) -> Viewer:
        """How somebody looks, by first name."""
        if first not in self.viewers:
            colleague = next(person for person in self.firm.staff if person.first == first)
            self.viewers[first] = viewer_of(Person.objects.get(email=colleague.mail))
        return self.viewers[first]

    @property
    def owner(self) -> Viewer:
        return self.viewer(self.firm.staff[0].first)


def found_firm(stage: Stage, *, at: int, later: frozenset[str]) -> Stage:
    """Everything but the customers. Those named in `later` join when their day comes."""
    with as_if_at(at), transaction.atomic():
        _found_brands(stage)
    with as_if_at(at + 30 * MINUTE), transaction.atomic():
        for colleague in stage.firm.staff[1:]:
            if colleague.first not in later:
                join(stage, colleague)
        for slug, brand in stage.brands.items():
            stage.accounts[slug] = _mailbox(stage, slug, brand)
    return stage


def join(stage: Stage, colleague: Colleague) -> None:
    """Invited, accepted, and a member of the team of their first brand."""
    for slug in colleague.brands:
        brand = stage.brands[slug]
        token = invite(viewer=stage.owner, email=colleague.mail, brand_id=brand.pk, role=colleague.role).token
        person = Person.objects.filter(email=colleague.mail).first()
        if person is None:
            person = accept(token=token, name=colleague.name, passphrase=stage.passphrase)
        else:
            accept_as(token=token, viewer=viewer_of(person))
    _gather_teams(stage)
    stage.viewers.pop(colleague.first, None)


def _found_brands(stage: Stage) -> None:
    owner = stage.firm.staff[0]
    first, *others = stage.firm.trades.values()
    _, brand = set_up_first(wish=FirstBrand(first.name, first.timezone, owner.name, owner.mail, stage.passphrase))
    stage.brands[first.slug] = brand
    for trade in others:
        stage.brands[trade.slug] = found_brand(viewer=stage.owner, name=trade.name, timezone=trade.timezone)
        stage.viewers.clear()
    for slug, brand in stage.brands.items():
        trade = stage.firm.trades[slug]
        wish = BrandWish(trade.name, trade.timezone, trade.sign_off, GOALS.get(slug, 240))
        stage.brands[slug] = update_brand(viewer=stage.owner, brand_id=brand.pk, wish=wish)


def _gather_teams(stage: Stage) -> None:
    for slug, name in stage.firm.teams.items():
        brand = stage.brands[slug]
        mails = [person.mail for person in stage.firm.staff if stage.firm.teams[slug].lower() == person.team.lower()]
        members = Membership.objects.filter(brand=brand, person__email__in=mails)
        team = Team.objects.get(brand=brand)
        change_team(viewer=stage.owner, team_id=team.pk, name=name, people=members.values_list("person_id", flat=True))


def _mailbox(stage: Stage, slug: str, brand: Brand) -> Account:
    """A mailbox without servers: nothing is fetched, nothing leaves the house."""
    account = Account.objects.create(
        brand=brand,
        team=Team.objects.get(brand=brand),
        channel="email",
        name=brand.name,
        address=stage.firm.trades[slug].mail,
        settings={"pretend": True},
        state=Account.State.PAUSED,
        state_reason=NOT_CONNECTED,
        state_at=now(),
        created_at=now(),
    )
    owner = stage.owner.person_id
    record(switchboard.CONNECTED, Subject(brand.pk), person_id=owner, account_id=account.pk, address=account.address)
    return account
