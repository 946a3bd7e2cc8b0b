"""What is entered about a meeting."""

from datetime import datetime
from typing import Any

import django_filters
from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.communication.forms.inputs import (
    DayField,
    MomentField,
    Offering,
    PersonField,
    TeamField,
    TextField,
)
from dengta.domains.communication.models import Meeting, MeetingCase, Statement
from dengta.domains.communication.selectors.clock import written
from dengta.domains.communication.selectors.proposals import Offer
from dengta.engines.placing import Gathering


class TimeForm(forms.Form):
    """When: one of the quiet times, or any other."""

    proposed = forms.TypedChoiceField(
        label=_("Quiet times"),
        required=False,
        widget=forms.RadioSelect,
        coerce=datetime.fromisoformat,
        empty_value=None,
        error_messages={
            "invalid_choice": _("This time is not quiet any more, or not for so long. Please choose anew.")
        },
    )
    starts_at = MomentField(label=_("Begins"), required=False, help_text=_("Counts where no quiet time is chosen."))

    def __init__(self, *args: Any, offer: Offer | None, **options: Any) -> None:
        super().__init__(*args, **options)
        # One of the two is needed; which, nobody can say beforehand.
        for name in ("proposed", "starts_at"):
            self.fields[name].insisted = True  # type: ignore[attr-defined]
        self.none_known = _("No quiet time of this team is known. Please choose a time yourself.")
        if offer is None:
            self.none_known = _("Choose the team, and its quiet times appear here.")
        if not offer or not offer.times:
            del self.fields["proposed"]
            self.fields["starts_at"].help_text = ""
            return
        proposed = self.fields["proposed"]
        proposed.help_text = str(offer.basis)
        proposed.choices = [  # type: ignore[attr-defined]
            *((at.isoformat(), self._said(at, one, offer.crew)) for at, one in offer.times),
            ("", _("Another time")),
        ]

    @staticmethod
    def _said(at: datetime, one: Gathering, crew: int) -> str:
        when = written(at)
        if one.short < 0.5:
            there = _("{when}: {there} of {crew} are there, and nobody is missing at the contacts")
            return there.format(when=when, there=len(one.there), crew=crew)
        there = _("{when}: {there} of {crew} are there; the contacts would need about {short} more")
        return there.format(when=when, there=len(one.there), crew=crew, short=round(one.short))

    def clean(self) -> dict[str, Any]:
        """The time that was chosen stands in `starts_at`."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = data.pop("proposed", None) or data.get("starts_at")
        if chosen is None and not self.errors:
            self.add_error("starts_at", forms.ValidationError(_("When does it begin?"), code="required"))
        return {**data, "starts_at": chosen}


# Another team, or another length, has other quiet times.
ASKS_FOR_TIMES = {
    "hx-get": reverse_lazy("meetings:quiet"),
    "hx-target": "#quiet-times",
    "hx-trigger": "change",
    "hx-include": "#call_unit, #call_minutes_long",
}
LENGTH = 30


class CallForm(TimeForm, Offering):
    """A new meeting."""

    unit = TeamField(label=_("Team"), widget=forms.Select(attrs=ASKS_FOR_TIMES))
    kind = forms.ChoiceField(label=_("Kind"), choices=Meeting.Kind.choices)
    minutes_long = forms.IntegerField(
        label=_("Length in minutes"), min_value=5, max_value=240, initial=LENGTH,
        widget=forms.NumberInput(attrs=ASKS_FOR_TIMES),
    )  # fmt: skip
    place = forms.CharField(label=_("Place"), max_length=80, required=False)
    topic = forms.CharField(label=_("Main topic"), max_length=200, required=False)

    field_order = ("unit", "kind", "minutes_long", "proposed", "starts_at", "place", "topic")

    def __init__(self, *args: Any, **options: Any) -> None:
        # It stands in a sheet over a list whose filter has a kind too.
        super().__init__(*args, **{"auto_id": "call_%s", **options})


class ReasonForm(forms.Form):
    """Why."""

    reason = TextField(label=_("Reason"), max_length=300)


class StatementForm(forms.ModelForm[Statement]):
    """The own month."""

    class Meta:
        model = Statement
        fields = ("results", "mistakes", "analysis", "presents", "shared")
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in ("results", "mistakes", "analysis")}
        help_texts = {
            "mistakes": _("Whoever names a mistake and its cause helps all of us. It has no consequence for you."),
            "shared": _("Without this only you and your leaders read it."),
        }


class CaseForm(Offering):
    """A service case."""

    kind = forms.ChoiceField(label=_("Kind"), choices=MeetingCase.Kind.choices)
    title = forms.CharField(label=pgettext_lazy("of a text", "Title"), max_length=120)
    what = TextField(label=_("What happened"), rows=4)
    lesson = TextField(label=_("What we take from it"), max_length=1000)
    employee = PersonField(
        label=_("Who is praised"), required=False, help_text=_("Only for praise. A case to learn from names nobody.")
    )


class AwardForm(Offering):
    """An award."""

    employee = PersonField(label=_("Who is honoured"))
    title = forms.CharField(label=_("Award"), max_length=80)
    reason = TextField(label=_("What for"), max_length=300, rows=2)


class ActionForm(Offering):
    """An action."""

    what = forms.CharField(label=_("What is done"), max_length=200)
    owner = PersonField(label=_("By whom"))
    due_on = DayField(label=_("Until"))


class MinutesForm(forms.Form):
    """The draft of the minutes."""

    topic = forms.CharField(label=_("Main topic"), max_length=200, required=False)
    minutes = TextField(label=_("Minutes of the meeting"), rows=14, max_length=20000, required=False)


class AddendumForm(forms.Form):
    """What is added to published minutes."""

    text = TextField(label=_("Addendum"), rows=4)


class OutcomeForm(forms.Form):
    """What came of an action."""

    note = TextField(label=_("What came of it"), max_length=300, rows=2)


class MeetingFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """By kind and state."""

    kind = django_filters.ChoiceFilter(choices=Meeting.Kind.choices, label=_("Kind"), empty_label=_("All kinds"))
    state = django_filters.ChoiceFilter(choices=Meeting.State.choices, label=_("State"), empty_label=_("All states"))

    class Meta:
        model = Meeting
        fields: list[str] = []
