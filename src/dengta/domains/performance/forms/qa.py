"""What is entered about quality reviews, and how their list is narrowed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Employee, Unit
from dengta.domains.performance.models import QaForm, QaPlan, QaReview
from dengta.domains.performance.policies import qa as policies
from dengta.domains.performance.selectors.qa_items import MOST_POINTS, MOST_WEIGHT, NOT_APPLICABLE, Item
from dengta.domains.performance.selectors.qa_rhythm import MOST_DAYS, day_words
from dengta.domains.performance.selectors.qa_sampling import counted
from dengta.domains.performance.services.qa_disputes import Ruling
from dengta.domains.performance.services.qa_reviews import Given
from dengta.web.fields import DateField, WordsField

TIME = re.compile(r"^(\d{1,3}):([0-5]\d)$")
SAVE, SUBMIT = "save", "submit"


class QaFormsForm(forms.Form):
    """A form that may stand in a sheet over a list whose filters have the same names."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "qa_%s", **options})


def scale() -> forms.RadioSelect:
    """Answers side by side: Tab goes from item to item, the arrow keys from answer to answer."""
    return forms.RadioSelect(attrs={"class": "dt-scale"})


class MarkField(forms.CharField):
    """A second of the contact, as minutes and seconds."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "1:05", "autocomplete": "off"})
        super().__init__(**{"required": False, "max_length": 6, "widget": widget, **options})

    def clean(self, value: Any) -> int | None:
        """The second; None where nothing is entered."""
        text = super().clean(value).replace("：", ":").strip()
        if not text:
            return None
        found = TIME.match(text)
        if found is None:
            raise forms.ValidationError(_("Please write minutes and seconds, such as 1:05."))
        return int(found[1]) * 60 + int(found[2])


def points_from(value: str) -> int | None:
    """What a choice stands for; None: does not apply."""
    return None if value == NOT_APPLICABLE else int(value)


class ScoreForm(QaFormsForm):
    """The items of a form, each with its answer; `then` says whether it is kept as a draft or handed in.

    Whether everything is answered is asked by the service, so that a draft may be half done.
    """

    def __init__(self, *args: Any, items: Sequence[Item], blind: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.items = items
        for item in items:
            self.fields[f"p_{item.key}"] = forms.ChoiceField(
                label=item.text, choices=item.choices, required=False, help_text=item.help,
                widget=scale(),
            )  # fmt: skip
            # The service insists on it when the sheet is handed in; a draft may be half done.
            self.fields[f"p_{item.key}"].insisted = True  # type: ignore[attr-defined]
            self.fields[f"n_{item.key}"] = forms.CharField(label=_("Why"), max_length=500, required=False)
            if not blind:
                self.fields[f"q_{item.key}"] = forms.CharField(label=_("Quote"), max_length=500, required=False)
                self.fields[f"t_{item.key}"] = MarkField(label=_("Marked second"))
        if not blind:
            self.fields["summary"] = WordsField(
                label=_("What went well, and the one thing to work on"), required=False, max_length=2000
            )
        self.fields["then"] = forms.ChoiceField(
            choices=((SAVE, SAVE), (SUBMIT, SUBMIT)), required=False, widget=forms.HiddenInput
        )

    def rows(self) -> list[dict[str, Any]]:
        """The fields of each item, for the page."""
        names = {"points": "p", "note": "n", "quote": "q", "mark": "t"}
        return [
            {"item": item}
            | {name: self[f"{at}_{item.key}"] for name, at in names.items() if f"{at}_{item.key}" in self.fields}
            for item in self.items
        ]

    def answers(self) -> dict[str, Given]:
        """What was answered; items without an answer are left out."""
        data = self.cleaned_data
        return {
            item.key: Given(
                points=points_from(data[f"p_{item.key}"]),
                note=data.get(f"n_{item.key}", ""),
                quote=data.get(f"q_{item.key}", ""),
                second=data.get(f"t_{item.key}"),
            )
            for item in self.items
            if data.get(f"p_{item.key}")
        }


class DisputeForm(QaFormsForm):
    """Why the agent sees items otherwise; one field for each item that lost points."""

    def __init__(self, *args: Any, items: Sequence[tuple[Item, int | None]], **options: Any) -> None:
        super().__init__(*args, **options)
        for item, _points in items:
            self.fields[f"r_{item.key}"] = WordsField(label=item.text, rows=2, required=False)

    def reasons(self) -> dict[str, str]:
        """Reasons by item."""
        return {name.removeprefix("r_"): value for name, value in self.cleaned_data.items() if value}


class RulingForm(QaFormsForm):
    """What the second reviewer decides about each disputed item, and why."""

    def __init__(self, *args: Any, items: Sequence[tuple[Item, int | None]], **options: Any) -> None:
        super().__init__(*args, **options)
        for item, points in items:
            given = NOT_APPLICABLE if points is None else str(points)
            self.fields[f"p_{item.key}"] = forms.ChoiceField(
                label=item.text, choices=item.choices, initial=given, widget=scale()
            )
        self.fields["reason"] = WordsField(label=_("Reason, which the agent reads"), insisted=True, required=False)

    def rulings(self) -> dict[str, Ruling]:
        """Decisions by item."""
        return {
            name.removeprefix("p_"): Ruling(points_from(value))
            for name, value in self.cleaned_data.items()
            if name.startswith("p_")
        }


class NameReviewerForm(QaFormsForm):
    """Who decides a dispute that nobody who reviews for the team may decide."""

    person = forms.ModelChoiceField(
        label=_("Who decides"), queryset=Employee.objects.none(),
        help_text=_("Offered is whoever judges work here and has no part in this review."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: QuerySet[Employee], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class AgreeForm(QaFormsForm):
    """The agreed answer for each item, with its reason."""

    def __init__(self, *args: Any, items: Sequence[Item], **options: Any) -> None:
        super().__init__(*args, **options)
        self.items = items
        for item in items:
            self.fields[f"p_{item.key}"] = forms.ChoiceField(label=item.text, choices=item.choices, widget=scale())
            self.fields[f"n_{item.key}"] = forms.CharField(label=_("Reason"), max_length=500)

    def answers(self) -> dict[str, Given]:
        """Agreed answers by item."""
        data = self.cleaned_data
        return {item.key: Given(points_from(data[f"p_{item.key}"]), note=data[f"n_{item.key}"]) for item in self.items}


class BeginForm(QaFormsForm):
    """A contact picked by hand."""

    number = forms.CharField(
        label=_("Number of the contact"), max_length=80,
        help_text=_("A picked contact serves coaching. It never enters a score, because nobody drew it."),
    )  # fmt: skip
    # Not "form": in a sheet such a field hides the form that it stands in from htmx, and nothing is sent.
    qa_form = forms.ModelChoiceField(label=_("Form"), queryset=QaForm.objects.none())

    def __init__(self, *args: Any, forms_: QuerySet[QaForm], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["qa_form"].queryset = forms_  # type: ignore[attr-defined]


class WordsOfContactForm(QaFormsForm):
    """The words of a contact, and where its recording is."""

    words = forms.CharField(
        label=_("Transcript"), required=False, max_length=60_000, widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("One line whenever somebody speaks, such as “1:05 Agent: good morning”. Please leave out names and "
                    "numbers of the customer."),
    )  # fmt: skip
    recording_url = forms.URLField(
        label=_("Address of the recording"), required=False, max_length=500, assume_scheme="https",
        help_text=_("Opens in your telephone system, which asks who may listen."),
    )  # fmt: skip


class FormForm(QaFormsForm):
    """A new form."""

    unit = forms.ModelChoiceField(label=_("Client or team"), queryset=Unit.objects.none())
    name = forms.CharField(label=_("Name of the form"), max_length=80)
    like = forms.ModelChoiceField(
        label=_("Begin with the items of"), queryset=QaForm.objects.none(), required=False
    )  # fmt: skip

    def __init__(self, *args: Any, units: QuerySet[Unit], forms_: QuerySet[QaForm], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["like"].queryset = forms_  # type: ignore[attr-defined]


class ItemForm(QaFormsForm):
    """One item of a form."""

    section = forms.CharField(label=_("Section"), max_length=40)
    text = forms.CharField(label=_("What is looked at"), max_length=200)
    help = forms.CharField(label=_("How to judge it"), max_length=300, required=False)
    most = forms.IntegerField(
        label=_("Most points"), min_value=1, max_value=MOST_POINTS, initial=1,
        help_text=_("1: met or not met. More: a scale down to 0."),
    )  # fmt: skip
    weight = forms.IntegerField(label=_("Weight"), min_value=0, max_value=MOST_WEIGHT, initial=1)
    fatal = forms.BooleanField(
        label=_("Fatal: not met, the whole contact counts 0"), required=False
    )  # fmt: skip
    optional = forms.BooleanField(label=_("May not apply to a contact"), required=False, initial=True)

    def item(self, key: str) -> Item:
        """The item that was entered."""
        return replace(Item(key, "", "", 1, 1), **self.cleaned_data)


class PlanForm(QaFormsForm):
    """A sampling plan."""

    unit = forms.ModelChoiceField(label=_("Client or team"), queryset=Unit.objects.none())
    qa_form = forms.ModelChoiceField(label=_("Form"), queryset=QaForm.objects.none())
    name = forms.CharField(label=_("What the plan is called"), max_length=80)
    method = forms.ChoiceField(
        label=_("How contacts are found"), choices=QaPlan.Method.choices, widget=forms.RadioSelect,
        help_text=_("By signs of risk finds what to coach. It is biased on purpose and never enters a score."),
    )  # fmt: skip
    per_agent = forms.IntegerField(label=_("Contacts of each agent"), min_value=1, max_value=50, initial=4)
    period = forms.ChoiceField(label=_("In each"), choices=QaPlan.Period.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, units: QuerySet[Unit], forms_: QuerySet[QaForm], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["qa_form"].queryset = forms_  # type: ignore[attr-defined]


class RhythmForm(QaFormsForm):
    """On which day of its period a plan draws by itself."""

    draw_day = forms.TypedChoiceField(
        label=_("Draws by itself"), required=False, coerce=int, empty_value=None,
        help_text=_("In the morning of that day the period before is drawn, once. Contacts have to be in by then; "
                    "otherwise it is tried again each morning."),
    )  # fmt: skip

    def __init__(self, *args: Any, period: str, **options: Any) -> None:
        super().__init__(*args, **options)
        days = [(day, day_words(period, day)) for day in range(1, MOST_DAYS[period] + 1)]
        self.fields["draw_day"].choices = [("", _("By hand only")), *days]  # type: ignore[attr-defined]


class SessionForm(QaFormsForm):
    """A calibration session."""

    title = forms.CharField(label=_("Title"), max_length=80)
    number = forms.CharField(label=_("Number of the contact"), max_length=80, help_text=_("Not reviewed so far."))
    qa_form = forms.ModelChoiceField(label=_("Form"), queryset=QaForm.objects.none())
    reviewers = forms.ModelMultipleChoiceField(
        label=_("Who scores it"), queryset=Employee.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    closes_on = DateField(label=_("Scored by"))

    def __init__(
        self, *args: Any, forms_: QuerySet[QaForm], people: QuerySet[Employee], **options: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.fields["qa_form"].queryset = forms_  # type: ignore[attr-defined]
        self.fields["reviewers"].queryset = people  # type: ignore[attr-defined]


class CancelForm(QaFormsForm):
    """Why a calibration is called off."""

    reason = WordsField(label=_("Why it is called off"), insisted=True, required=False)


class CoachingForm(QaFormsForm):
    """What is worked on, with whom, until when."""

    item = forms.ChoiceField(label=_("What is worked on"))
    coach = forms.ModelChoiceField(label=_("Who coaches"), queryset=Employee.objects.none())
    steps = WordsField(label=_("What is practised, and how"), insisted=True)
    due_on = DateField(label=_("Until when"))

    def __init__(
        self, *args: Any, items: Sequence[tuple[str, str | Promise]], people: QuerySet[Employee],
        courses: Sequence[tuple[str, Any]] = (), **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.fields["item"].choices = items  # type: ignore[attr-defined]
        self.fields["coach"].queryset = people  # type: ignore[attr-defined]
        if courses:
            none = [("", _("No course"))]
            self.fields["course"] = forms.ChoiceField(label=_("Course"), choices=[*none, *courses], required=False)


class DoneForm(QaFormsForm):
    """How the coaching went."""

    note = WordsField(label=_("What was practised, and how it went"))


class ReviewFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """By agent, status, origin and days; `counts` keeps what enters a score."""

    q = django_filters.CharFilter(method="by_text", label=_("Agent or number of the contact"))
    status = django_filters.ChoiceFilter(
        choices=QaReview.Status.choices, label=_("Status"), empty_label=_("All statuses")
    )
    origin = django_filters.ChoiceFilter(
        choices=QaReview.Origin.choices, label=_("How it was found"), empty_label=_("Found in any way")
    )
    whose = django_filters.ChoiceFilter(
        method="by_whose", label=_("Whose"), empty_label=_("Of everybody"),
        choices=(("mine", _("Reviewed by me")), ("about_me", _("About my work"))),
    )  # fmt: skip
    since = django_filters.DateFilter(field_name="day", lookup_expr="gte", label=_("From"), widget=DateField.widget)
    until = django_filters.DateFilter(field_name="day", lookup_expr="lte", label=_("To"), widget=DateField.widget)
    agent = django_filters.NumberFilter(field_name="agent_id", widget=forms.HiddenInput)
    counts = django_filters.CharFilter(method="by_counting", widget=forms.HiddenInput)

    class Meta:
        model = QaReview
        fields: list[str] = []

    def by_text(self, rows: QuerySet[QaReview], name: str, value: str) -> QuerySet[QaReview]:
        """By name or number of the agent, or the number of the contact."""
        return rows.filter(
            Q(agent__name__icontains=value) | Q(agent__number__iexact=value) | Q(contact__external_id__iexact=value)
        )

    def by_whose(self, rows: QuerySet[QaReview], name: str, value: str) -> QuerySet[QaReview]:
        """Those one made, or those about oneself."""
        me = policies.own_id(self.request.user)
        return rows.filter(reviewer=me) if value == "mine" else rows.filter(agent=me)

    def by_counting(self, rows: QuerySet[QaReview], name: str, value: str) -> QuerySet[QaReview]:
        """Those that enter a score today."""
        return rows.filter(counted()).exclude(status=QaReview.Status.DISPUTED)


def initial_of(answers: Mapping[str, Any], clock: Any) -> dict[str, Any]:
    """What stands in the score form already."""
    first: dict[str, Any] = {}
    for key, row in answers.items():
        first[f"p_{key}"] = NOT_APPLICABLE if row.points is None else str(row.points)
        first[f"n_{key}"] = row.note
        if hasattr(row, "quote"):
            first[f"q_{key}"] = row.quote
            first[f"t_{key}"] = clock(row.second) if row.second is not None else ""
    return first
