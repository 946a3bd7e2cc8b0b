"""What a request says, going up or across, and what is answered."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.forms.delegations import Day, Words
from dengta.domains.communication.forms.persons import PersonField
from dengta.domains.communication.models import WorkRequest
from dengta.domains.communication.models.requests import SUMMARY
from dengta.domains.people.models import Employee

LONG, OPTION = 2000, 500


class _WithOptions(forms.Form):
    """Up to three ways, given to the service as one list."""

    option_names = ("option_1", "option_2", "option_3")

    def asked(self) -> dict[str, Any]:
        """What the service takes."""
        data = {name: value for name, value in self.cleaned_data.items() if name not in self.option_names}
        return {**data, "options": [self.cleaned_data[name] for name in self.option_names]}


def _option(label: Any, *, required: bool = False) -> forms.CharField:
    return Words(label=label, rows=2, max_length=OPTION, required=required)


class UpForm(_WithOptions):
    """To the next level."""

    summary = forms.CharField(label=_("In one line"), max_length=SUMMARY)
    facts = Words(
        label=_("The facts"), max_length=LONG, help_text=_("Figures with unit and period, and where they come from.")
    )
    option_1 = _option(_("Option A"))
    option_2 = _option(_("Option B"))
    option_3 = _option(_("Option C"))
    proposal = Words(label=_("What I recommend, and why"), max_length=LONG)
    urgent = forms.BooleanField(
        label=_("Urgent: rings the bell at once"),
        required=False,
        help_text=_("Otherwise it waits in the inbox. Urgent is what harms customers or people today."),
    )


class AcrossForm(_WithOptions):
    """To another department."""

    department = forms.CharField(label=_("Department"), max_length=80)
    addressee_id = PersonField(
        label=_("Who answers there"),
        required=False,
        help_text=_("Staff number or full name. Empty: somebody without an account; you send them a link afterwards."),
    )
    summary = forms.CharField(
        label=_("In one line"),
        max_length=SUMMARY,
        help_text=_("At most 100 characters: it is what the other side reads first."),
    )
    authority = Words(
        label=_("What we can do ourselves"),
        max_length=LONG,
        rows=2,
        help_text=_("Begin with “we”: what lies in our own hands, and where it ends."),
    )
    their_need = Words(
        label=_("What the other side needs"),
        max_length=LONG,
        rows=2,
        help_text=_("Their goal in this, as they would say it."),
    )
    facts = Words(label=_("Fact"), max_length=LONG)
    cause = Words(label=_("Cause, as far as we see it"), max_length=LONG, rows=2)
    cause_code = forms.ChoiceField(label=_("Where it comes from"), choices=WorkRequest.Cause.choices)
    proposal = Words(label=_("What we propose"), max_length=LONG)
    option_1 = _option(_("Option A"))
    option_2 = _option(_("Option B"))
    option_3 = _option(_("Option C"))
    needed_by = Day(label=_("Needed by"))
    concerns_customer = forms.BooleanField(
        label=_("A customer waits for the result"),
        required=False,
        help_text=_("Then it can only be closed with what the customer was told."),
    )
    urgent = forms.BooleanField(label=_("Urgent: rings the bell at once"), required=False)

    def __init__(self, *args: Any, people: QuerySet[Employee], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["addressee_id"]
        assert isinstance(field, PersonField)
        field.people = people

    @property
    def parts(self) -> dict[str, str]:
        """Where the own position, the cause and the request are written, for the hints on what is left open."""
        fields = {"position": "authority", "cause": "cause", "request": "proposal"}
        return {part: str(self.data.get(name, "")) for part, name in fields.items()}

    @property
    def spoken(self) -> list[str]:
        """Everything that the other side will read, for the hints on wording."""
        names = ("summary", "authority", "their_need", "facts", "cause", "proposal", *self.option_names)
        return [str(self.data.get(name, "")) for name in names]


class AnswerForm(forms.Form):
    """Yes, in part, or no."""

    verdict = forms.ChoiceField(label=_("Answer"), choices=WorkRequest.Verdict.choices, widget=forms.RadioSelect)
    text = Words(
        label=_("In words"),
        max_length=LONG,
        required=False,
        help_text=_("A no needs its reason, best with what would be possible; in part: what not, and why."),
    )
    owner = forms.CharField(label=_("Who does it"), max_length=80, required=False)
    promised = Words(label=_("What is promised"), max_length=LONG, rows=2, required=False)
    promised_until = Day(label=_("Until"), required=False)


class OutsideForm(AnswerForm):
    """The same for somebody outside, who answers in the own name."""

    owner = None  # type: ignore[assignment]  # Django takes the field away


class CodeForm(forms.Form):
    """The code that came by another way."""

    code = forms.CharField(
        label=_("Access code"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        help_text=_("Six digits, sent or told to you apart from the link."),
    )


class CloseForm(forms.Form):
    """What came of it."""

    kept = forms.TypedChoiceField(
        label=_("Was it done as promised?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        initial="yes",
    )
    result = Words(label=_("Result"), max_length=LONG)
    cause_code = forms.ChoiceField(label=_("Where it came from"), choices=WorkRequest.Cause.choices)
    customer_reply = Words(label=_("What the customer was told"), max_length=LONG, required=False, insisted=True)

    def __init__(self, *args: Any, customer_waits: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not customer_waits:
            del self.fields["customer_reply"]


class WithdrawForm(forms.Form):
    """Why it is taken back, and what the customer hears who waits for it."""

    reason = Words(label=_("Reason"), max_length=300)
    customer_reply = Words(label=_("What the customer was told"), max_length=LONG, required=False, insisted=True)

    def __init__(self, *args: Any, customer_waits: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not customer_waits:
            del self.fields["customer_reply"]


class LinkForm(forms.Form):
    """For whom a link is."""

    recipient = forms.CharField(label=_("For whom"), max_length=80, help_text=_("Name and department, as they sign."))


class RemarkForm(forms.Form):
    """What the figures do not say."""

    remark = Words(label=_("What the figures do not say"), rows=5, max_length=LONG)


class StatementForm(forms.Form):
    """Risks of the month."""

    unit_id = forms.TypedChoiceField(label=_("Team"), coerce=int)
    risks = Words(
        label=_("Risks"),
        rows=5,
        max_length=LONG,
        help_text=_("What could go wrong in the next weeks, and what you already do. “None” is an answer too."),
    )

    def __init__(self, *args: Any, groups: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit_id"].choices = groups  # type: ignore[attr-defined]


class RequestFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """By direction and status."""

    direction = django_filters.ChoiceFilter(
        choices=WorkRequest.Direction.choices, label=_("Direction"), empty_label=_("Up and across")
    )
    status = django_filters.ChoiceFilter(
        choices=WorkRequest.Status.choices, label=_("Status"), empty_label=_("All statuses")
    )

    class Meta:
        model = WorkRequest
        fields: list[str] = []
