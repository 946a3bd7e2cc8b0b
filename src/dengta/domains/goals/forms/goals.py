"""What is entered about goals that exist: drivers, owner, closing, hand-made targets, versions, answers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from dengta.domains.goals.models import Goal, PlanMonth
from dengta.domains.goals.selectors.goal_measures import offered
from dengta.domains.people.models import Employee, Unit
from dengta.web.fields import WordsField


class RoomForm(forms.Form):
    """A form that may stand in a sheet over a page with fields of the same names."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "goal_%s", **options})


def words_field(label: Any, *, help_text: Any = "", most: int = 500, insisted: bool = True) -> forms.CharField:
    """A few sentences; `insisted`: an empty one is refused by the service, with its reason."""
    return WordsField(label=label, help_text=help_text, max_length=most, required=False, insisted=insisted)


def number_field(label: Any, *, help_text: Any = "", required: bool = True) -> forms.FloatField:
    """A number with decimals."""
    return forms.FloatField(
        label=label, help_text=help_text, required=required,
        widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
    )  # fmt: skip


class OwnerForm(RoomForm):
    """Who answers for the goal."""

    owner = forms.ModelChoiceField(label=_("Owner"), queryset=Employee.objects.none())

    def __init__(self, *args: Any, people: Sequence[Employee], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].queryset = Employee.objects.filter(pk__in=[one.pk for one in people]).order_by("pk")  # type: ignore[attr-defined]


class CloseForm(RoomForm):
    """How it ended."""

    note = words_field(_("How did it end, and what do we keep of it?"), most=300)


class DriverForm(RoomForm):
    """A figure of daily work, and the number it is to reach."""

    kpi = forms.ChoiceField(label=_("Figure of daily work"))
    aim = number_field(_("Number it is to reach"), help_text=_("Shares in percent, times in seconds"))

    def __init__(self, *args: Any, goal: Goal, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kpi"].choices = [  # type: ignore[attr-defined]
            (one.kpi.key, one.name) for one in offered() if one.kpi.key != goal.kpi and not one.instead
        ]


class AdjustForm(RoomForm):
    """A target by hand."""

    value = number_field(_("Target"))
    reason = words_field(_("Why"), most=300)
    balance = forms.BooleanField(
        label=_("Let the others make up for it, so that the parts add up again"), required=False
    )


class NameGapForm(RoomForm):
    """Why the parts do not make up the whole."""

    reason = words_field(
        _("Why the parts do not make up the whole"),
        help_text=_("The owner of the goal carries the difference. It stands beside the target for everybody to see."),
        most=300,
    )


class ReplanForm(RoomForm):
    """The rest of the period."""

    reason = words_field(_("Why"), help_text=_("Everybody whose target changes reads it."), most=300)
    target = number_field(
        _("Another target for the whole period"),
        required=False,
        help_text=_("Leave it empty to keep the target. A higher one needs an answer to what the teams get for it."),
    )


class VolumesForm(RoomForm):
    """What is expected in each open month."""

    def __init__(self, *args: Any, months: Sequence[PlanMonth], **options: Any) -> None:
        super().__init__(*args, **options)
        self.months = list(months)
        for month in self.months:
            self.fields[_name(month.month)] = forms.FloatField(
                label=date_format(month.month, "YEAR_MONTH_FORMAT"), min_value=0, initial=round(month.volume),
                widget=forms.NumberInput(attrs={"step": "any", "inputmode": "numeric"}),
            )  # fmt: skip

    def volumes(self) -> dict[date, float]:
        """What was entered, by month."""
        return {month.month: self.cleaned_data[_name(month.month)] for month in self.months}


def _name(month: date) -> str:
    return f"volume_{month:%Y_%m}"


class QuestionForm(RoomForm):
    """What a team needs; which one, where the reader may ask for several."""

    unit = forms.ModelChoiceField(
        label=_("For which team"), queryset=Unit.objects.none(), required=False, empty_label=None
    )
    question = words_field(
        _("What does the team need for a higher target?"),
        help_text=_("People, time, training, tools, fewer other tasks."),
    )

    def __init__(self, *args: Any, units: Sequence[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        self.units = units
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units]).order_by("name", "pk")  # type: ignore[attr-defined]
        if len(units) == 1:
            del self.fields["unit"]

    def unit_id(self) -> int:
        """The team asked for; the first one where none was chosen."""
        chosen = self.cleaned_data.get("unit") or self.units[0]
        return int(chosen.pk)


class AnswerForm(RoomForm):
    """An answer that is kept."""

    answer = words_field(_("Answer"))


class RebaseForm(RoomForm):
    """A target that can be reached."""

    proposed = number_field(_("Target that can be reached"))
    reason = words_field(_("What happened, and why pressing harder would not help"))


class DecideForm(RoomForm):
    """Yes or no, with an answer."""

    accept = forms.TypedChoiceField(
        label=_("Decision"), coerce=lambda value: value == "yes", widget=forms.RadioSelect,
        choices=(("yes", _("Take the new base")), ("no", _("Keep the old one"))),
    )  # fmt: skip
    answer = words_field(_("Answer"))


class AcknowledgeForm(RoomForm):
    """I have read my target."""

    objects = forms.BooleanField(label=_("I object to this target"), required=False)
    note = words_field(
        _("Note"),
        help_text=_("What you want to say about it. An objection is answered; the target is not taken back by it."),
        insisted=False,
    )
