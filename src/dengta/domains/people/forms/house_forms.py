"""The questions of the interview and the items of the checklist, as HR writes them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import InterviewCriterion, OnboardingItem
from dengta.domains.people.models.hiring import HEAVIEST

LONG = forms.Textarea(attrs={"rows": 2})
PLACE = _("The smallest number stands first.")


class CriterionForm(forms.ModelForm[InterviewCriterion]):
    """A question with its weight and the answers it is measured by."""

    weight = forms.TypedChoiceField(
        label=_("Weight"), coerce=int, choices=[(weight, str(weight)) for weight in range(1, HEAVIEST + 1)], initial=1
    )

    class Meta:
        model = InterviewCriterion
        fields = (
            "name", "name_en", "part", "weight", "position",
            "strong", "strong_en", "fair", "fair_en", "weak", "weak_en",
        )  # fmt: skip
        labels = {"name": _("Question"), "name_en": _("Question in English")}
        widgets = dict.fromkeys(("strong", "strong_en", "fair", "fair_en", "weak", "weak_en"), LONG)
        help_texts = {"strong": _("How an answer sounds that earns five points."), "position": PLACE}


class ItemForm(forms.ModelForm[OnboardingItem]):
    """An item of the first weeks."""

    days = forms.IntegerField(label=_("Days to do it"), min_value=1, max_value=365, initial=7)

    class Meta:
        model = OnboardingItem
        fields = ("name", "name_en", "kind", "role", "days", "signed", "blocks", "position")
        labels = {"name": _("Item"), "name_en": _("Item in English")}
        help_texts = {"role": _("Empty: for everybody."), "position": PLACE}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["days"].help_text = _("Counted from the first working day.")
