"""The record of an important talk, and what is put under it."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.forms.one_on_ones import DayField
from dengta.domains.communication.models import Talk
from dengta.domains.communication.services.talks import Words
from dengta.domains.people.models import Employee


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class WordsForm(forms.Form):
    """What the talk was."""

    held_on = DayField(label=_("Day"))
    place = forms.CharField(label=_("Place"), max_length=80)
    topic = forms.CharField(label=_("Topic"), max_length=120)
    said = forms.CharField(
        label=_("What was said"), max_length=2000, widget=_lines(6), help_text=_("Facts first; both sides' words.")
    )
    agreements = forms.CharField(
        label=_("What was agreed"), max_length=1000, widget=_lines(4), help_text=_("Who does what until when.")
    )

    def words(self) -> Words:
        """What was written, as the service takes it."""
        data = self.cleaned_data
        return Words(**{name: data[name] for name in ("held_on", "place", "topic", "said", "agreements")})


class TalkForm(WordsForm):
    """The same with whom and about what kind of matter."""

    person = forms.ModelChoiceField(label=_("With whom"), queryset=Employee.objects.none())
    kind = forms.ChoiceField(label=_("Kind"), choices=Talk.Kind.choices)

    field_order = ("person", "kind")

    def __init__(self, *args: Any, people: QuerySet[Employee], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class VersionForm(forms.Form):
    """Which version was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    own_view = forms.CharField(
        label=_("My own view"), max_length=600, required=False, widget=_lines(3),
        help_text=_("It stands beside the record, word for word."),
    )  # fmt: skip


class SignForm(VersionForm):
    """The own name."""

    name = forms.CharField(label=_("Your name"), max_length=80, help_text=_("Typed, it is your signature."))


class RefuseForm(VersionForm):
    """Why one does not sign."""

    reason = forms.CharField(
        label=_("Why I do not sign"), max_length=600, widget=_lines(3),
        help_text=_("A refusal has no consequence by itself. It stays on record with your reason."),
    )  # fmt: skip
