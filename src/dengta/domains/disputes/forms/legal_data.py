"""Entering legal data."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.selectors.labour_law import region_choices
from dengta.engines.labour_law.params import Parameter, Switch
from dengta.web.fields import DateField


class _InRegion(forms.Form):
    """What holds in a region from a day on."""

    region = forms.ChoiceField(label=_("Region"), choices=region_choices)
    valid_from = DateField(label=_("In force from"))


class FigureForm(_InRegion):
    """A figure of local law."""

    parameter = forms.ChoiceField(label=_("Local standard"))
    value = forms.DecimalField(label=_("Value"), max_digits=12, decimal_places=2)
    valid_to = DateField(label=_("Until before"), required=False, help_text=_("Empty: until another one is entered."))
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        help_text=_("Where it was published: title and number of the notice, address."),
    )
    field_order = ("parameter", "region", "value", "valid_from", "valid_to", "source")

    def __init__(self, *args: Any, parameters: tuple[Parameter, ...], language: str, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(one.name, f"{one.label.said(language)} ({one.unit.said(language)})") for one in parameters]
        self.fields["parameter"].choices = choices  # type: ignore[attr-defined] # a choice field


class AnswerForm(_InRegion):
    """The answer of the house to an open question."""

    answer = forms.ChoiceField(label=_("How it is read"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ("answer", "region", "valid_from", "reason")

    def __init__(self, *args: Any, switch: Switch, language: str, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(one.key, one.label.said(language)) for one in switch.options]
        self.fields["answer"].choices = choices  # type: ignore[attr-defined] # a choice field


class DaysField(forms.CharField):
    """Days in a row of text: one a line, or with commas between them."""

    widget = forms.Textarea(attrs={"rows": 4})

    def clean(self, value: Any) -> Any:
        """The days. Names the words that are none."""
        words = str(super().clean(value) or "").replace(",", " ").replace("，", " ").replace("、", " ").split()
        days = []
        for word in words:
            try:
                days.append(date.fromisoformat(word))
            except ValueError as wrong:
                message = _("%(word)s is not a day. Write it as 2027-02-09.")
                raise forms.ValidationError(message, params={"word": word}) from wrong
        return days


class NoticeForm(forms.Form):
    """The yearly holiday notice."""

    year = forms.IntegerField(label=_("Year"), min_value=2008, max_value=2100)
    rest = DaysField(
        label=_("Days off of the notice"),
        help_text=_("The days of the breaks that are not statutory holidays, one a line. Statutory days are known."),
    )
    makeup = DaysField(
        label=_("Weekend days that are worked"), required=False, help_text=_("One a line. Example: 2026-02-14.")
    )
    source = forms.CharField(label=_("Source"), max_length=300, help_text=_("Number and address of the notice."))
