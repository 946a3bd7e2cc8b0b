"""What is said in a stand-up, and what stands in the way."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Employee


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class WordsForm(forms.Form):
    """One praise and one lesson; both may stay empty."""

    praise = forms.CharField(
        label=_("One praise"), max_length=300, required=False, widget=_lines(2),
        help_text=_("Who did what, and what it was good for."),
    )  # fmt: skip
    lesson = forms.CharField(
        label=_("One lesson"), max_length=300, required=False, widget=_lines(2),
        help_text=_("What we learned yesterday, without a name."),
    )  # fmt: skip


class EndForm(WordsForm):
    """The same with who was there: everybody, until somebody is taken out."""

    present = forms.ModelMultipleChoiceField(
        label=_("Who was there"), queryset=Employee.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    field_order = ("praise", "lesson", "present")

    def __init__(self, *args: Any, members: QuerySet[Employee], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["present"].queryset = members  # type: ignore[attr-defined]


class RoundForm(forms.Form):
    """The three questions of the round; one answer is enough."""

    done = forms.CharField(label=_("What did I finish?"), max_length=200, required=False, widget=_lines(2))
    planned = forms.CharField(label=_("What do I do today?"), max_length=200, required=False, widget=_lines(2))
    blocked = forms.CharField(
        label=_("What is in my way?"), max_length=200, required=False, widget=_lines(2),
        help_text=_("It becomes a blocker that comes up every day until somebody says what came of it."),
    )  # fmt: skip


class BlockerForm(forms.Form):
    """What stands in the way, and who looks after it."""

    text = forms.CharField(label=_("What is in the way"), max_length=200, widget=_lines(2))
    owner = forms.ModelChoiceField(label=_("Who looks after it"), queryset=Employee.objects.none())

    def __init__(self, *args: Any, members: QuerySet[Employee], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].queryset = members  # type: ignore[attr-defined]


class OutcomeForm(forms.Form):
    """What came of a blocker."""

    outcome = forms.CharField(label=_("What came of it"), max_length=300, widget=_lines(3))


class AddendumForm(forms.Form):
    """What was forgotten in the minutes."""

    text = forms.CharField(
        label=_("Addendum"), max_length=300, widget=_lines(3),
        help_text=_("It stands under the minutes with your name; the minutes themselves do not change."),
    )  # fmt: skip
