"""What is entered about a workplace."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.forms.inputs import DayField, Offering, PersonField, TeamField, TextField

PHOTO_HELP = _("PNG or JPEG, up to 8 MB. Please of things, not of people.")


class PhotoField(forms.FileField):
    """A photo of a thing."""

    def __init__(self) -> None:
        widget = forms.ClearableFileInput(attrs={"accept": ".png,.jpg,.jpeg"})
        super().__init__(label=_("Photo"), required=False, help_text=PHOTO_HELP, widget=widget)


class StartForm(Offering):
    """Which team."""

    unit = TeamField(label=_("Team"))


class JudgeForm(Offering):
    """How a line looks."""

    ok = forms.TypedChoiceField(
        label=_("How does it look?"), choices=(("yes", _("Fine")), ("no", _("To be put right"))),
        widget=forms.RadioSelect, coerce=lambda value: value == "yes",
        help_text=_("To be put right: then please say what was found, who sees to it, and by when."),
    )  # fmt: skip
    note = TextField(label=_("What was found"), max_length=300, rows=2, required=False)
    owner = PersonField(
        label=_("Who sees to it"), required=False, help_text=_("Whoever organises it, not whoever it came from.")
    )
    due_on = DayField(label=_("To be put right by"), required=False)
    photo = PhotoField()


class FixForm(forms.Form):
    """What the team did."""

    note = TextField(label=_("What the team did"), max_length=300, rows=2)
    photo = PhotoField()
