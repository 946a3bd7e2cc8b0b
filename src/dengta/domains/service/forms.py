"""Forms of the service room: what a screen shows, and what people write into it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Unit
from dengta.domains.service.models import Channel
from dengta.domains.service.selectors.choices import Choices
from dengta.domains.service.selectors.periods import PERIODS


class DateInput(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"

    def format_value(self, value: Any) -> str:
        """As the picker wants it, whatever the language."""
        return value.isoformat() if isinstance(value, date) else str(value or "")


class FilterForm(forms.Form):
    """Period, unit, queue and channel: the same everywhere. Choices are what the reader may see."""

    period = forms.ChoiceField(label=_("Period"), required=False)
    start = forms.DateField(label=_("Period from"), required=False, widget=DateInput)
    end = forms.DateField(label=_("Period until"), required=False, widget=DateInput)
    day = forms.DateField(label=_("Day"), required=False, widget=DateInput)
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    queue = forms.ChoiceField(label=_("Queue"), required=False)
    channel = forms.ChoiceField(label=_("Channel"), required=False)
    type = forms.ChoiceField(label=_("Topic"), required=False)

    def __init__(
        self,
        data: Any,
        *,
        periods: Iterable[str],
        shown: Iterable[str],
        choices: Choices,
    ) -> None:
        super().__init__(data)
        self._offer("period", [(key, PERIODS[key]) for key in periods])
        self._offer("unit", [("", _("All units")), *((str(unit.pk), unit.name) for unit in choices.units)])
        self._offer("queue", [("", _("All queues")), *((str(queue.pk), queue.name) for queue in choices.queues)])
        self._offer("channel", [("", _("All channels")), *((str(key), word) for key, word in Channel.choices)])
        self._offer("type", [("", _("All topics")), *((str(kind.pk), kind.name) for kind in choices.topics)])
        for name in set(self.fields) - set(shown):
            del self.fields[name]

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class SaveViewForm(forms.Form):
    """A name for what is on screen."""

    name = forms.CharField(label=_("Name of this view"), max_length=60)
    query = forms.CharField(max_length=500, required=False, widget=forms.HiddenInput)


class BoardForm(forms.Form):
    """A new link for a television."""

    unit = forms.ModelChoiceField(label=_("Board of"), queryset=Unit.objects.none(), empty_label=None)
    name = forms.CharField(label=_("Where it hangs"), max_length=60, help_text=_("For example: second floor, east"))
    days = forms.IntegerField(label=_("Open for days"), min_value=1, max_value=3650, initial=90)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = units


class ContestForm(forms.Form):
    """What is wrong with a figure, in the words of the person it is about."""

    reason = forms.CharField(
        label=_("What is wrong with it"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Your supervisor reads this and answers. The figure is marked as contested until then."),
    )


class AnswerForm(forms.Form):
    """The answer to an objection."""

    answer = forms.CharField(label=_("Your answer"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


class CorrectionForm(forms.Form):
    """A corrected contact. The reason is kept with the change, for everybody the figure is about."""

    handle_s = forms.IntegerField(label=_("Handled for (seconds)"), min_value=0, max_value=7 * 86400, required=False)
    wrap_s = forms.IntegerField(label=_("After-contact work (seconds)"), min_value=0, max_value=86400, required=False)
    transfers = forms.IntegerField(label=_("Times passed on"), min_value=0, max_value=50)
    reason = forms.CharField(
        label=_("Reason for the correction"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
