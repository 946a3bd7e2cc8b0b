"""What is entered about pay bases and hours, and how their list is narrowed."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.goals.forms.pay import PayForm
from dengta.domains.goals.models import FixedPer, PayBase
from dengta.domains.people.selectors import organisation
from dengta.domains.people.selectors import people as selectors
from dengta.web.fields import DateField
from dengta.web.lists import offer


class PayBaseFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """By words, team with all below it, when it holds, and what the wage is agreed for."""

    q = django_filters.CharFilter(
        method="by_text",
        label=_("Name, pinyin or number"),
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Name, pinyin or number")}),
    )
    team = django_filters.ChoiceFilter(method="by_team", label=_("Team"), empty_label=_("All teams"))
    when = django_filters.ChoiceFilter(
        method="as_it_is", label=_("When it holds"), empty_label=_("In force today"),
        choices=(("later", _("From a day to come")), ("past", _("No longer")), ("all", _("All entries"))),
    )  # fmt: skip
    per = django_filters.ChoiceFilter(
        field_name="fixed_per", label=_("Fixed wage for"), empty_label=_("Month or hour"), choices=FixedPer.choices
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        units = organisation.teams_of(self.request.user, timezone.localdate())
        offer(self, "team", ((str(pk), name) for pk, name in units.values_list("pk", "name")))

    class Meta:
        model = PayBase
        fields: list[str] = []

    def by_text(self, rows: QuerySet[PayBase], name: str, value: str) -> QuerySet[PayBase]:
        """By name, spelling, initials or number."""
        people = selectors.matching(selectors.people(self.request.user, timezone.localdate()), value)
        return rows.filter(employee__in=people.values("pk"))

    def by_team(self, rows: QuerySet[PayBase], name: str, value: str) -> QuerySet[PayBase]:
        """By unit, with everything below it today."""
        today = timezone.localdate()
        people = selectors.people(self.request.user, today).filter(selectors.members_of(int(value), today))
        return rows.filter(employee__in=people.values("pk"))

    def as_it_is(self, rows: QuerySet[PayBase], name: str, value: str) -> QuerySet[PayBase]:
        """Nothing: which entries are asked for is decided before, because today is asked for by saying nothing."""
        return rows


class AmountsForm(PayForm):
    """Amounts, and why they are entered."""

    fixed = forms.DecimalField(label=_("Fixed wage"), max_digits=9, decimal_places=2, help_text=_("In yuan."))
    fixed_per = forms.ChoiceField(
        label=_("Fixed wage for"), choices=FixedPer.choices, widget=forms.RadioSelect, initial=FixedPer.MONTH
    )
    variable = forms.DecimalField(
        label=_("Base: performance pay at coefficient 1"), max_digits=9, decimal_places=2, help_text=_("In yuan.")
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("The person reads it.")
    )


class ChangeForm(AmountsForm):
    """Other amounts from a day on."""

    since = DateField(label=_("From which day"))
    field_order = ("since", "fixed", "fixed_per", "variable", "reason")


class HoursForm(PayForm):
    """How many hours in a month."""

    month = DateField(label=_("A day of the month"))
    hours = forms.DecimalField(label=_("Hours"), max_digits=5, decimal_places=2)
    reason = forms.CharField(label=_("Reason"), required=False, max_length=200)
