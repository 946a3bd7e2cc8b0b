"""What is entered about scorecards."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dengta.domains.goals.forms.pay import PayForm
from dengta.domains.goals.models import ScorecardLine
from dengta.web.fields import DateField


class PeriodForm(PayForm):
    """For which period."""

    start = DateField(label=_("First day"))
    end = DateField(label=_("First day after it"))


class LineForm(PayForm):
    """A goal of a perspective, with all that belongs to it."""

    perspective = forms.ChoiceField(label=_("Perspective"), choices=ScorecardLine.Perspective.choices)
    goal = forms.CharField(label=_("Goal"), max_length=200, required=False)
    measure = forms.CharField(label=_("Measure"), max_length=120, required=False)
    target = forms.CharField(label=_("Target value"), max_length=60, required=False)
    actions = forms.CharField(
        label=_("Action plan"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    task = forms.CharField(label=_("First task"), max_length=200, required=False)
    due_on = DateField(label=_("Until when"))


class TaskForm(PayForm):
    """One more task."""

    title = forms.CharField(label=_("Task"), max_length=200, required=False)
    due_on = DateField(label=_("Until when"))
