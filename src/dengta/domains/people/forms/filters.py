"""How the lists of this room are narrowed."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Candidate, ChangeRequest, Employee, Move, Skill
from dengta.domains.people.selectors import organisation
from dengta.domains.people.selectors import people as selectors
from dengta.web.lists import offer


class PeopleFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """By words, team with all below it, status and skill."""

    q = django_filters.CharFilter(
        method="by_text",
        label=_("Name, pinyin or number"),
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Name, pinyin or number")}),
    )
    team = django_filters.ChoiceFilter(method="by_team", label=_("Team"), empty_label=_("All teams"))
    status = django_filters.ChoiceFilter(
        choices=Employee.Status.choices, label=_("Status"), empty_label=_("All statuses")
    )
    skill = django_filters.ChoiceFilter(method="by_skill", label=_("Skill"), empty_label=_("All skills"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # Read once: a model choice field asks the database three times for the same options.
        units = organisation.teams_of(self.request.user, timezone.localdate())
        offer(self, "team", ((str(pk), name) for pk, name in units.values_list("pk", "name")))
        skills = Skill.objects.filter(retired_on=None)
        offer(self, "skill", ((str(skill.pk), skill.label) for skill in skills))

    class Meta:
        model = Employee
        fields: list[str] = []

    def by_text(self, rows: QuerySet[Employee], name: str, value: str) -> QuerySet[Employee]:
        """By name, spelling, initials or number."""
        return selectors.matching(rows, value)

    def by_team(self, rows: QuerySet[Employee], name: str, value: str) -> QuerySet[Employee]:
        """By unit, with everything below it today."""
        return rows.filter(selectors.members_of(int(value), timezone.localdate()))

    def by_skill(self, rows: QuerySet[Employee], name: str, value: str) -> QuerySet[Employee]:
        """By a skill that is valid today, among what the reader may know of."""
        return rows.filter(selectors.holding_skill(int(value), timezone.localdate(), seen_by=self.request.user))


def _status_filter(label: Any, choices: Any) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(field_name="status", choices=choices, label=label, empty_label=_("All statuses"))


class CandidateFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """By status."""

    status = _status_filter(_("Status"), Candidate.Status.choices)

    class Meta:
        model = Candidate
        fields: list[str] = []


class RequestFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """By status."""

    status = _status_filter(_("Status"), ChangeRequest.Status.choices)

    class Meta:
        model = ChangeRequest
        fields: list[str] = []


class MoveFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """By status."""

    status = _status_filter(_("Status"), Move.Status.choices)

    class Meta:
        model = Move
        fields: list[str] = []
