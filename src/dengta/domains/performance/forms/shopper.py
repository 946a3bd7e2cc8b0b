"""What is entered about mystery visits."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Employee
from dengta.domains.performance.forms.raters import LinesField, TextField, UnitForm
from dengta.domains.performance.models import Scenario
from dengta.web.fields import DateField


class CriteriaField(LinesField):
    """One criterion per line with its weight."""

    def clean(self, value: Any) -> Any:
        """(criterion, weight) of each line."""
        found = []
        for number, (text, weight) in enumerate(super().clean(value), start=1):
            if not weight.isdecimal():
                raise forms.ValidationError(
                    gettext("Line {number} needs a whole number as its weight.").format(number=number)
                )
            found.append((text, int(weight)))
        return found


class ScenarioForm(UnitForm):
    """A scenario for the library."""

    title = forms.CharField(label=_("Title"), max_length=80)
    script = TextField(label=_("What the shopper says and does"), rows=5)
    criteria = CriteriaField(
        label=_("What is judged"), parts=2, rows=5, help_text=_("One per line: what is judged | its weight, such as 2")
    )


class PlanForm(UnitForm):
    """A plan."""

    title = forms.CharField(label=_("Title"), max_length=80)


class VisitForm(forms.Form):
    """Who visits whom with which scenario."""

    scenario = forms.ModelChoiceField(label=_("Scenario"), queryset=Scenario.objects.none())
    target = forms.ModelChoiceField(label=_("Who is visited"), queryset=Employee.objects.none())
    shopper = forms.ModelChoiceField(
        label=_("Who visits"), queryset=Employee.objects.none(),
        help_text=_("A stranger: nobody of the same team, nobody who leads it."),
    )  # fmt: skip
    visit_by = DateField(label=_("Visit by"))

    def __init__(
        self, *args: Any, scenarios: QuerySet[Scenario], people: QuerySet[Employee], shoppers: QuerySet[Employee],
        **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        for name, rows in (("scenario", scenarios), ("target", people), ("shopper", shoppers)):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]


class HandInForm(forms.Form):
    """What the shopper found."""

    def __init__(self, *args: Any, criteria: Sequence[Sequence[Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        steps = [("4", _("4 · entirely")), ("3", "3"), ("2", _("2 · in part")), ("1", "1"), ("0", _("0 · not at all"))]
        self.count = len(criteria)
        for place, (text, __) in enumerate(criteria):
            self.fields[f"c{place}"] = forms.TypedChoiceField(
                label=text, choices=[*steps, ("", _("No occasion"))], coerce=int, required=False, empty_value=None,
                initial="", widget=forms.RadioSelect,
            )  # fmt: skip
        self.fields["visited_on"] = DateField(label=_("Day of the visit"))
        self.fields["report"] = TextField(
            label=_("What happened, in order"), rows=6, max_length=4000,
            help_text=_("The person visited reads this after closing. Please write nothing by which they know you."),
        )  # fmt: skip

    def answers(self) -> list[int | None]:
        """0 to 4 for each criterion, or none."""
        return [self.cleaned_data.get(f"c{place}") for place in range(self.count)]


class EvidenceForm(forms.Form):
    """A picture."""

    picture = forms.FileField(
        label=_("Picture"), widget=forms.ClearableFileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
        help_text=_("PNG or JPEG, up to 15 MB. It is drawn anew, without place, device and name of the file."),
    )  # fmt: skip


class ObjectionForm(forms.Form):
    """What is wrong with a visit."""

    text = TextField(label=_("What is wrong with it"), rows=5)


class DecisionForm(forms.Form):
    """What comes of an objection."""

    upheld = forms.TypedChoiceField(
        label=_("What you decide"), widget=forms.RadioSelect, coerce=lambda value: value == "yes",
        choices=(("yes", _("Upheld: the visit does not count")), ("no", _("Not upheld: the visit counts"))),
    )  # fmt: skip
    decision = TextField(label=_("Why"), rows=4)
