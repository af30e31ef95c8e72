"""The customers: invented from the name lists, each with a place to live and ways to be reached."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from random import Random

from heedful.demo.firm import Firm, NameGroup

POSTBOXES = ("postbox.example", "mailhaven.example", "seawall.example", "brightmail.example", "kettle.example")
HANDLES = ("redkite", "quayside", "sunny.window", "lateferry", "greendoor", "twosugars", "northlight", "smallboat")
LATIN = re.compile(r"[A-Za-z]")
NOT_IN_ADDRESS = re.compile(r"[^a-z0-9]+")
SHOPS = {"020 913 0142", "020 913 0177"}


@dataclass(frozen=True, slots=True)
class Persona:
    """One customer of one brand."""

    brand: str
    language: str
    first: str
    last: str
    name: str
    child: str
    address: str
    handle: str
    phone: str
    street: str
    town: str
    company: str


class Crowd:
    """Invents people; nobody shares an address, a telephone number or a whole name."""

    def __init__(self, firm: Firm, chance: Random) -> None:
        self._firm = firm
        self._chance = chance
        self._taken: set[str] = set(SHOPS)

    def invent(self, brand: str, language: str, *, at_work: bool) -> Persona:
        group, first, last, name = self._name(language)
        lists = self._firm.lists
        company = self._chance.choice(lists["companies"]["names"]) if at_work else ""
        address, handle = self._address(first, last, company)
        return Persona(
            brand=brand,
            language=language,
            first=first,
            last=last,
            name=name,
            child=self._chance.choice([other for other in group.first if other != first]),
            address=address,
            handle=handle,
            phone=self._phone(),
            street=self._chance.choice(lists["streets"]["names"]),
            town=self._town(language),
            company=company,
        )

    def round_of(self, brand: str) -> Persona:
        """The contact on whose page our own meetings are told."""
        firm = self._firm
        return Persona(
            brand, "en", "Tuesday", "round", firm.round_name, "", firm.round_mail, "round", self._phone(),
            firm.lists["streets"]["names"][0], firm.lists["company"]["town"], "",
        )  # fmt: skip

    def _name(self, language: str) -> tuple[NameGroup, str, str, str]:
        groups = [group for group in self._firm.names if group.language == language]
        if language == "en" and self._chance.random() < 0.2:  # people move to harbour towns
            groups = [group for group in self._firm.names if LATIN.match(group.first[0])]
        for _ in range(200):
            group = self._chance.choice(groups)
            first, last = self._chance.choice(group.first), self._chance.choice(group.last)
            name = last + first if group.family_first else f"{first} {last}"
            if name not in self._taken:
                break
        self._taken.add(name)
        return group, first, last, name

    def _address(self, first: str, last: str, company: str) -> tuple[str, str]:
        parts = [ascii_of(first), ascii_of(last)]
        if not all(parts):
            parts = [self._chance.choice(HANDLES)]
        domain = f"{ascii_of(company)[:24].strip('-')}.example" if company else self._chance.choice(POSTBOXES)
        local = self._chance.choice([".".join(parts), parts[0] + parts[-1][:1], parts[-1] + "." + parts[0][:1]])
        address = f"{local}@{domain}"
        while address in self._taken:
            address = f"{local}{self._chance.randint(2, 99)}@{domain}"
        self._taken.add(address)
        return address, address.partition("@")[0].replace("-", "_")

    def _phone(self) -> str:
        phone = "020 913 0142"
        while phone in self._taken:
            phone = f"020 913 {self._chance.randint(0, 9999):04d}"
        self._taken.add(phone)
        return phone

    def _town(self, language: str) -> str:
        home: str = self._firm.lists["company"]["town"]
        if language == "en" and self._chance.random() < 0.5:
            return home
        return self._chance.choice(self._firm.lists["towns"][language])


def ascii_of(words: str) -> str:
    """Letters and digits for an address; empty where the script has none of ours."""
    plain = unicodedata.normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode()
    return NOT_IN_ADDRESS.sub("-", plain).strip("-")
