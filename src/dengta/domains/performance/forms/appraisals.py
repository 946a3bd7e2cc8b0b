"""What is entered about cycles and appraisals."""

from collections.abc import Mapping, Sequence
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Employee, Unit
from dengta.domains.performance.models import Appraisal
from dengta.web.fields import DateField

WEIGHT = "weight_"


class WordsField(forms.CharField):
    """A few sentences; an empty one is refused by the service, which says why it is needed."""

    def __init__(self, *, rows: int = 4, insisted: bool = True, **options: Any) -> None:
        self.insisted = insisted
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(**{"max_length": 2000, "required": False, "widget": widget, **options})


class ScoreField(forms.FloatField):
    """A score of a hundred, to one place."""

    def __init__(self, **options: Any) -> None:
        widget = forms.NumberInput(attrs={"min": 0, "max": 100, "step": "0.1", "inputmode": "decimal"})
        super().__init__(**{"min_value": 0, "max_value": 100, "widget": widget, **options})


class CycleForm(forms.Form):
    """The plan of a cycle: period, dates, and a weight for each source."""

    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none())
    title = forms.CharField(label=_("Title"), max_length=80, help_text=_("For example: third quarter 2026"))
    starts_on = DateField(label=_("First day of the period"))
    ends_on = DateField(label=_("Last day of the period"))
    scores_until = DateField(label=_("Leaders score until"))
    talks_until = DateField(label=_("Talks until"))

    def __init__(self, *args: Any, units: QuerySet[Unit], sources: Mapping[str, str | Promise], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        for key, name in sources.items():
            self.fields[WEIGHT + key] = forms.IntegerField(
                label=_("Weight: {name}").format(name=name), min_value=0, max_value=100, initial=0, required=False,
                help_text=_("In percent; 0 leaves it out"),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The weights together, by the key of their source."""
        data: dict[str, Any] = super().clean() or {}
        weights = {name.removeprefix(WEIGHT): data.pop(name) or 0 for name in list(data) if name.startswith(WEIGHT)}
        return {**data, "weights": weights}


class ScoreForm(forms.Form):
    """The leader's own judgement, or that of a second reader."""

    score = ScoreField(label=_("Score"), help_text=_("From 0 to 100: your own judgement, besides the figures"))
    words = WordsField(
        label=_("Reasons for the score"), help_text=_("What you saw, with examples. The person reads this.")
    )


class CalibrateForm(forms.Form):
    """Another score, with the reason."""

    score = ScoreField(label=_("New score"))
    reason = WordsField(label=_("Reason"), help_text=_("Compared with whom and with what? The person reads this."))


class OwnPartForm(forms.Form):
    """What the person says."""

    words = WordsField(
        label=_("Your written part"),
        max_length=4000,
        rows=6,
        help_text=_("What went well, what did not, and what you need. It stays beside your leader’s part."),
    )


class LeaderPartForm(forms.Form):
    """What the leader says, and what is planned."""

    words = WordsField(label=_("Your written part"), max_length=4000, rows=6)
    ability_plan = WordsField(
        label=_("What comes next"),
        insisted=False,
        help_text=_(
            "What the person is to learn or try, with whose help, until when. Where a table is published it begins"
            " with what the table says of the score; make it fit the person."
        ),
    )


class ObjectionForm(forms.Form):
    """Which number, and why."""

    key = forms.ChoiceField(label=_("Which number"))
    words = WordsField(label=_("What is wrong with it"), help_text=_("Name the contact, day or review, if you can."))

    def __init__(self, *args: Any, numbers: Sequence[tuple[str, str | Promise]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["key"].choices = numbers  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """The answer to an objection."""

    upheld = forms.TypedChoiceField(
        label=_("What is decided"), choices=[("no", _("The number stands")), ("yes", _("The number is corrected"))],
        coerce=lambda word: word == "yes", widget=forms.RadioSelect,
    )  # fmt: skip
    score = ScoreField(label=_("Corrected score"), required=False, help_text=_("Only when the number is corrected"))
    answer = WordsField(label=_("Why"))


class AppealAnswerForm(AnswerForm):
    """The decision about an appeal: of all numbers one can be set anew."""

    key = forms.ChoiceField(
        label=_("Which number"), required=False, help_text=_("Only when a number is corrected: the one it is about")
    )
    field_order = ("upheld", "key", "score", "answer")

    def __init__(self, *args: Any, numbers: Sequence[tuple[str, str | Promise]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["key"].choices = numbers  # type: ignore[attr-defined]


class HandOverForm(forms.Form):
    """Who takes an appraisal over, and why."""

    leader = forms.ModelChoiceField(
        label=_("Who takes it over"), queryset=Employee.objects.none(),
        help_text=_("Offered is whoever leads the team or a level above it and has no other part in this appraisal."),
    )  # fmt: skip
    reason = WordsField(label=_("Reason"), help_text=_("Both leaders read this, and it stays on record."))

    def __init__(self, *args: Any, people: Sequence[Employee], **options: Any) -> None:
        super().__init__(*args, **options)
        rows = Employee.objects.filter(pk__in=[one.pk for one in people])
        self.fields["leader"].queryset = rows.order_by("pinyin", "pk")  # type: ignore[attr-defined]


class AppealForm(forms.Form):
    """Why the whole should be looked at again."""

    words = WordsField(label=_("What should be looked at again"), max_length=4000, rows=6)


class PayMonthForm(forms.Form):
    """To which month of pay."""

    month = DateField(label=_("A day of the month"))


class AppraisalFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """The people of a cycle by name, team and stage."""

    q = django_filters.CharFilter(label=_("Name or number"), method="named")
    state = django_filters.ChoiceFilter(label=_("Stage"), choices=Appraisal.State.choices)

    class Meta:
        model = Appraisal
        fields: Sequence[str] = ()

    def named(self, rows: QuerySet[Appraisal], name: str, value: str) -> QuerySet[Appraisal]:
        """By name or number."""
        return rows.filter(Q(employee__name__icontains=value) | Q(employee__number__icontains=value))
