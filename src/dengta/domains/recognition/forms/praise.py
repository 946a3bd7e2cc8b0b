"""What is entered about praise and the wall, and how their lists are narrowed."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.shared_praise import Aspect, Praise
from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import WallSource
from dengta.web import lists


class ColleagueField(forms.CharField):
    """A colleague by name or staff number, among those that the view allows."""

    queryset: QuerySet[Employee] = Employee.objects.none()

    def clean(self, value: Any) -> Any:
        """The person meant; nobody, or several of that name, are refused with what to write instead."""
        word = str(super().clean(value)).strip()
        found = list(self.queryset.filter(Q(name=word) | Q(number=word.upper()))[:2])
        if not found:
            raise forms.ValidationError(
                _("There is no colleague “{word}” here. Please check the name.").format(word=word)
            )
        if len(found) > 1:
            raise forms.ValidationError(_("Several colleagues have this name. Please write the staff number."))
        return found[0]


class TextField(forms.CharField):
    """Some sentences."""

    def __init__(self, *, max_length: int, **options: Any) -> None:
        super().__init__(max_length=max_length, widget=forms.Textarea(attrs={"rows": 3}), **options)


class CaseForm(forms.Form):
    """Praise with a case: the three parts that others learn from."""

    receiver = ColleagueField(label=_("Colleague"), max_length=60, help_text=_("Name or staff number"))
    happened = TextField(
        label=_("What happened"), max_length=400, help_text=_("The situation, without saying who the customer was.")
    )
    did = TextField(
        label=_("What they did"), max_length=300, help_text=_("Seen and heard, not guessed. Colleagues copy this part.")
    )
    changed = TextField(
        label=_("What it changed"), max_length=400, help_text=_("For the customer, for the team, or for you.")
    )
    tags = forms.MultipleChoiceField(
        label=_("What it shows"), choices=Aspect.choices, widget=forms.CheckboxSelectMultiple,
        help_text=_("One to three."),
    )  # fmt: skip
    contact = forms.RegexField(
        regex=r"^[\w.:/#-]+$", label=_("Number of the contact"), max_length=80, required=False,
        help_text=_("Where you want the team to look it up. It never appears on the wall."),
        error_messages={"invalid": _("Letters, digits and - . : / # only, as in the contact system.")},
    )  # fmt: skip

    def __init__(self, *args: Any, people: "QuerySet[Employee]", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["receiver"].queryset = people  # type: ignore[attr-defined]


class CaseFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """By what it shows, and by words."""

    q = django_filters.CharFilter(method="by_words", label=_("Search"))
    tag = django_filters.ChoiceFilter(
        field_name="tags__tag", choices=Aspect.choices, label=_("What it shows"), empty_label=_("Everything")
    )

    class Meta:
        model = Praise
        fields: list[str] = []

    def by_words(self, rows: Any, _name: str, value: str) -> Any:
        """In the case, or who was praised."""
        found = rows.filter(text__icontains=value) | rows.filter(receiver__name__icontains=value)
        return found | rows.filter(case__happened__icontains=value) | rows.filter(case__changed__icontains=value)


class WallFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """What of the wall is shown. It narrows four sources at once, so the view reads what was chosen."""

    kind = django_filters.ChoiceFilter(
        choices=WallSource.choices, label=_("Kind"), empty_label=_("All kinds"), method="leave"
    )
    tag = django_filters.ChoiceFilter(
        choices=Aspect.choices, label=_("What it shows"), empty_label=_("Everything it shows"), method="leave"
    )
    team = django_filters.ChoiceFilter(label=_("Team"), empty_label=_("All teams"), method="leave")

    class Meta:
        model = Praise
        fields: list[str] = []

    def __init__(self, *args: Any, teams: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        lists.offer(self, "team", ((str(team.pk), team.name) for team in teams))

    def leave(self, rows: Any, _name: str, _value: str) -> Any:
        """The rows are not of one model."""
        return rows

    def chosen(self, name: str) -> str:
        """What was chosen, or nothing; nonsense is nothing."""
        return str(self.form.cleaned_data.get(name) or "") if self.form.is_valid() else ""
