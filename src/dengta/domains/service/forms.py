"""Forms of the service room: what a screen shows, and what people write into it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.choices import BaseChoiceIterator
from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Unit
from dengta.domains.service.models import Channel
from dengta.domains.service.selectors.choices import Choice, Choices
from dengta.domains.service.selectors.periods import PERIODS


class DateInput(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"

    def format_value(self, value: Any) -> str:
        """As the picker wants it, whatever the language."""
        return value.isoformat() if isinstance(value, date) else str(value or "")


class Offered(BaseChoiceIterator):
    """Choices in the shape that Django wants already: it need not look through hundreds of them."""

    def __init__(self, choices: Iterable[tuple[str, Any]]) -> None:
        self._choices = list(choices)

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        """Value and label of each."""
        return iter(self._choices)


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
        for name in set(self.fields) - set(shown):
            del self.fields[name]
        self._offer("period", ((key, PERIODS[key]) for key in periods))
        self._offer_rows("unit", _("All units"), choices.units)
        self._offer_rows("queue", _("All queues"), choices.queues)
        self._offer("channel", [("", _("All channels")), *((str(key), word) for key, word in Channel.choices)])
        self._offer_rows("type", _("All topics"), choices.topics)

    def _offer_rows(self, name: str, all_of_them: Promise, rows: Iterable[Choice]) -> None:
        self._offer(name, [("", all_of_them), *((str(row.pk), row.name) for row in rows)])

    def _offer(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        field = self.fields.get(name)
        if isinstance(field, forms.ChoiceField):
            field.choices = Offered(choices)


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


class SpanField(forms.CharField):
    """A length of time as people type it, in seconds: 45, 5:00 for five minutes, 4:00:00 for four hours."""

    def to_python(self, value: Any) -> Any:
        """Seconds; None where nothing is said."""
        text = unicodedata.normalize("NFKC", super().to_python(value) or "")
        if not text:
            return None
        if re.fullmatch(r"\d{1,7}(:[0-5]?\d){0,2}", text) is None:
            raise forms.ValidationError(_("Write seconds, or 5:00 for five minutes, or 4:00:00 for four hours."))
        parts = [int(part) for part in text.split(":")]
        return sum(part * 60**power for power, part in enumerate(reversed(parts)))

    def prepare_value(self, value: Any) -> Any:
        """Below a minute seconds, above it with colons."""
        if not isinstance(value, int) or value < 60:
            return value
        minutes, seconds = divmod(value, 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}" if minutes >= 60 else f"{minutes}:{seconds:02}"


class TimeInput(forms.TimeInput):
    """The browser's own clock."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class PromisesForm(forms.Form):
    """What is promised for a queue, and when it is open."""

    answer_target_s = SpanField(
        label=_("Answer within"), help_text=_("Seconds, or 5:00 for five minutes, or 4:00:00 for four hours")
    )
    answer_goal = forms.DecimalField(
        label=_("Share to be answered in time, in per cent"), min_value=1, max_value=100, max_digits=4, decimal_places=1
    )
    reply_target_s = SpanField(
        label=_("First reply within"), required=False, help_text=_("For writing customers; empty: nothing is promised")
    )
    next_target_s = SpanField(label=_("Later replies within"), required=False)
    resolve_target_s = SpanField(label=_("Resolved within"), required=False)
    opens_at = forms.TimeField(
        label=_("Opens at"), required=False, widget=TimeInput, help_text=_("Both empty: open round the clock")
    )
    closes_at = forms.TimeField(label=_("Closes at"), required=False, widget=TimeInput)
    past_midnight = forms.BooleanField(label=_("Open past midnight"), required=False)
    weekdays = forms.MultipleChoiceField(
        label=_("Open on"),
        choices=[(str(day + 1), name) for day, name in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple({"class": "dt-scale"}),
    )
    reason = forms.CharField(label=_("Reason for the change"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


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
