"""What is entered about the chain from vision to action."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.goals.forms.pay import PayForm
from dengta.domains.goals.models import StrategyStep
from dengta.domains.goals.selectors.strategy import GoalSeen
from dengta.domains.people.models import Employee, Unit
from dengta.web.fields import DateField


class StepForm(PayForm):
    """A link of the chain."""

    unit = forms.ModelChoiceField(label=_("For whom"), queryset=Unit.objects.none())
    kind = forms.ChoiceField(label=_("What it is"), choices=StrategyStep.Kind.choices)
    title = forms.CharField(label=_("In one sentence"), max_length=120)
    text = forms.CharField(
        label=_("What it means"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    parent = forms.ModelChoiceField(
        label=_("Under"), queryset=StrategyStep.objects.none(), required=False,
        help_text=_("A strategy under a vision, a goal under a strategy, an action under a goal."),
    )  # fmt: skip
    goal_id = forms.TypedChoiceField(label=_("Goal of the goal tree"), required=False, coerce=int, empty_value=None)
    owner = forms.ModelChoiceField(label=_("Who does it"), queryset=Employee.objects.none(), required=False)
    due_on = DateField(label=_("Until when"), required=False)

    def __init__(
        self, *args: Any, units: QuerySet[Unit], above: QuerySet[StrategyStep], people: QuerySet[Employee],
        goals: Sequence[GoalSeen], **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        for name, rows in (("unit", units), ("parent", above), ("owner", people)):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        choices = [("", _("None")), *((goal.goal_id, goal.title) for goal in goals)]
        self.fields["goal_id"].choices = choices  # type: ignore[attr-defined]


class HangForm(PayForm):
    """Under which link it hangs."""

    parent = forms.ModelChoiceField(label=_("Under"), queryset=StrategyStep.objects.none())

    def __init__(self, *args: Any, above: QuerySet[StrategyStep], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["parent"].queryset = above  # type: ignore[attr-defined]
