"""What is entered about how the policy is judged."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.people.models import Unit
from dengta.domains.recognition.forms.rule_book import SheetForm
from dengta.domains.recognition.models import PolicyChange
from dengta.web.fields import DateField, WordsField


class AnswerForm(SheetForm):
    """Why everybody got the same."""

    answer = WordsField(label=_("My answer"), rows=4, max_length=1000, insisted=True, required=False)


class LookForm(SheetForm):
    """What is behind a group that stands out."""

    answer = WordsField(label=_("What I found"), rows=5, max_length=1000, insisted=True, required=False)


class ChangeForm(SheetForm):
    """What changed, where and since when."""

    kind = forms.ChoiceField(label=_("Kind"), choices=PolicyChange.Kind.choices)
    title = forms.CharField(
        label=pgettext_lazy("policy change", "What changed"), max_length=200,
        help_text=_("In a line, such as “Bonus for solved contacts instead of speed”."),
    )  # fmt: skip
    unit = forms.ModelChoiceField(
        label=_("For whom it holds"), queryset=Unit.objects.none(),
        help_text=_("With all teams below it. Teams it leaves as they were are what it is compared with."),
    )  # fmt: skip
    since = DateField(label=pgettext_lazy("policy change", "Since"))

    def __init__(self, *args: Any, units: "QuerySet[Unit]", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
