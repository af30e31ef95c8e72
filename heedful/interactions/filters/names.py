"""What brands call their tags, people and teams, and who is meant by 'me', 'mine' and 'nobody'."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cached_property

from django.utils.translation import gettext as _

from heedful.interactions.filters.parse import FilterError
from heedful.interactions.filters.tree import Condition
from heedful.interactions.models import Tag
from heedful.interactions.tag_names import key_of
from heedful.team.models import Brand, Membership, Team
from heedful.team.viewer import Viewer

NOBODY = ("nobody", "none", "no one")


class Names:
    """Asked at most once per kind, and only for what a filter names."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer

    def is_nobody(self, one: Condition) -> bool:
        return one.value.casefold() in NOBODY

    def is_one(self, one: Condition) -> bool:
        """Whether a condition leads to somebody in particular."""
        return not self.is_nobody(one)

    def tags(self, one: Condition) -> list[int]:
        return _ids(one, self.tag_names, _("There is no tag '%(value)s'."))

    def people(self, one: Condition) -> list[int]:
        if one.value.casefold() == "me":
            return [self.viewer.person_id]
        return _ids(one, self.people_names, _("Nobody here is called '%(value)s'."))

    def teams(self, one: Condition) -> list[int]:
        if one.value.casefold() in {"mine", "my", "my team", "my teams"}:
            mine = Team.people.through.objects.filter(person_id=self.viewer.person_id)
            return list(mine.values_list("team_id", flat=True))
        return _ids(one, self.team_names, _("There is no team '%(value)s'."))

    def brands(self, one: Condition) -> list[int]:
        return _ids(one, self.brand_names, _("There is no brand '%(value)s' of yours."))

    @cached_property
    def tag_names(self) -> list[tuple[int, str]]:
        return list(
            Tag.objects.filter(brand_id__in=self.viewer.brand_ids).order_by("name_key").values_list("id", "name")
        )

    @cached_property
    def people_names(self) -> list[tuple[int, str]]:
        rows = Membership.objects.filter(brand_id__in=self.viewer.brand_ids).order_by("person__name")
        return list(dict.fromkeys(rows.values_list("person_id", "person__name")))

    @cached_property
    def team_names(self) -> list[tuple[int, str]]:
        return list(Team.objects.filter(brand_id__in=self.viewer.brand_ids).order_by("name").values_list("id", "name"))

    @cached_property
    def brand_names(self) -> list[tuple[int, str]]:
        return list(Brand.objects.filter(pk__in=self.viewer.brand_ids).order_by("name").values_list("id", "name"))


def _ids(one: Condition, names: Iterable[tuple[int, str]], sorry: str) -> list[int]:
    """All that bear the name; else the first words of it, when only one thing is meant."""
    wanted, known = key_of(one.value), [(number, key_of(name), name) for number, name in names]
    whole = [number for number, key, _name in known if key == wanted]
    if whole:
        return whole
    begun = [number for number, key, _name in known if key.startswith(wanted + " ")]
    if len(begun) == 1:
        return begun
    near = get_close_matches(wanted, [key for _number, key, _name in known], 1)
    named = next((name for _number, key, name in known if near and key == near[0]), "")
    hint = " " + _("Did you mean %(near)s?") % {"near": named} if named else ""
    raise FilterError(sorry % {"value": one.value[:40]} + hint, one.at)
