"""What is entered about improvement plans, and how their list is narrowed."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.communication.selectors.crews import teams_led
from dengta.domains.people.models import Employee
from dengta.domains.performance.forms.cause_analyses import SheetForm, WordsField
from dengta.domains.performance.models import ImprovementPlan
from dengta.domains.performance.selectors.plan_figures import measurable
from dengta.web.fields import DateField
from dengta.web.lists import offer


class PersonField(forms.ModelChoiceField[Employee]):
    """A colleague among those that the view allows."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Employee.objects.none(), **options)

    def label_from_instance(self, obj: Employee) -> str:
        """With the number, because two colleagues may carry one name."""
        return f"{obj.name} · {obj.number}"


class PeopleForm(SheetForm):
    """A form that offers people and figures: `Form(data, people=…)`."""

    def __init__(self, *args: Any, people: QuerySet[Employee] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            if isinstance(field, PersonField) and people is not None:
                field.queryset = people
            elif name == "kpi":
                field.choices = [(kpi.key, kpi.name) for kpi in measurable()]  # type: ignore[attr-defined]


class BeginForm(PeopleForm):
    """For whom, because of which figure, from when until when."""

    employee = PersonField(label=_("For whom"))
    kpi = forms.ChoiceField(label=_("Figure it rests on"))
    reason = WordsField(
        label=_("What I have seen, and what should get better"),
        required=False,
        help_text=_("Facts and examples. The person reads it word for word."),
    )
    starts_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"))


class GoalForm(PeopleForm):
    """A figure and what it should reach, in per cent."""

    kpi = forms.ChoiceField(label=_("Figure"))
    target = forms.DecimalField(
        label=_("Goal, in per cent"), max_digits=4, decimal_places=1, min_value=0, max_value=100
    )

    def clean_target(self) -> float:
        """As a share, the way figures are kept."""
        return float(self.cleaned_data["target"]) / 100


class SupportForm(PeopleForm):
    """What the house gives."""

    what = forms.CharField(
        label=_("What helps"),
        max_length=200,
        help_text=_("For example: two coached hours a week, a course, quieter queues for the start."),
    )
    helper = PersonField(label=_("Who gives it"))
    due_on = DateField(label=_("Until when"))


class CheckpointForm(SheetForm):
    """A day on which both look."""

    due_on = DateField(label=_("Checkpoint on"))


class HoldForm(SheetForm):
    """What both take from the data."""

    note = WordsField(
        label=_("What we saw, and what we agreed"),
        required=False,
        help_text=_("The figures are measured when you save, and stand beside it. Goals cannot be changed after that."),
    )


class ObjectionForm(SheetForm):
    """Why the person does not agree."""

    objection = WordsField(label=_("What I do not agree with, and why"), required=False)


class DecisionForm(SheetForm):
    """What the next level says to an objection."""

    start = forms.ChoiceField(
        label=_("Decision"),
        choices=(("no", _("Drop the plan")), ("yes", _("Begin it all the same"))),
    )
    answer = WordsField(label=_("My answer to the objection"), required=False)

    def clean_start(self) -> bool:
        """Whether it begins."""
        return bool(self.cleaned_data["start"] == "yes")


class ExtendForm(SheetForm):
    """More time, once."""

    ends_on = DateField(label=_("New last day"))
    reason = WordsField(label=_("Why more time"), required=False)


class FinishForm(SheetForm):
    """What came of it."""

    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=(
            (ImprovementPlan.State.REACHED, ImprovementPlan.State.REACHED.label),
            (ImprovementPlan.State.ENDED, ImprovementPlan.State.ENDED.label),
        ),
    )
    text = WordsField(
        label=_("In words"),
        required=False,
        help_text=_("Nothing follows from the outcome by itself: a talk does, between two people."),
    )


class WordForm(SheetForm):
    """Some sentences, such as a reason."""

    text = WordsField(label=_("In my own words"), required=False)


class GroundsFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """Which team, and because of which figure. Both are read by the view before the list is made."""

    unit = django_filters.ChoiceFilter(method="as_it_is", label=_("Team"), empty_label=None)
    kpi = django_filters.ChoiceFilter(method="as_it_is", label=_("Figure"), empty_label=None)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        teams = teams_led(self.request.user, timezone.localdate()).order_by("name", "pk")
        offer(self, "unit", [(str(pk), name) for pk, name in teams.values_list("pk", "name")])
        offer(self, "kpi", [(kpi.key, kpi.name) for kpi in measurable()])

    class Meta:
        model = Employee
        fields: list[str] = []

    def as_it_is(self, rows: QuerySet[Employee], name: str, value: str) -> QuerySet[Employee]:
        """Nothing: the list is made for them already."""
        return rows


class PlanFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """By how far it is."""

    state = django_filters.ChoiceFilter(
        choices=ImprovementPlan.State.choices, label=_("State"),
        empty_label=pgettext_lazy("improvement plan", "All states"),
    )  # fmt: skip

    class Meta:
        model = ImprovementPlan
        fields = ["state"]
