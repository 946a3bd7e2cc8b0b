"""What is entered about breaches, reminders, talks, trials, ties, reflections and lessons."""

from collections.abc import Sequence
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.people.models import Employee, Unit
from dengta.domains.recognition.forms.rule_book import SheetForm
from dengta.domains.recognition.models import Breach, Case, CoachingTalk, DeclaredTie, Reminder, Trial
from dengta.domains.recognition.selectors.breaches import LOOKS_OPEN
from dengta.web.fields import DateField, WordsField

Choices = Sequence[tuple[str, str]]


class PersonField(forms.ModelChoiceField[Employee]):
    """A colleague among those that the view allows."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Employee.objects.none(), **options)

    def label_from_instance(self, obj: Employee) -> str:
        """With the number, because two colleagues may carry one name."""
        return f"{obj.name} · {obj.number}"


class ConductForm(SheetForm):
    """A form that offers people and clauses: `Form(data, people=…, clauses=…)`."""

    def __init__(
        self, *args: Any, people: QuerySet[Employee] | None = None, clauses: Choices = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        if people is not None:
            self.fields["employee"].queryset = people  # type: ignore[attr-defined]
        if "clause" in self.fields:
            empty = [] if self.fields["clause"].required else [("", _("none"))]
            self.fields["clause"].choices = [*empty, *clauses]  # type: ignore[attr-defined]


class ReportForm(ConductForm):
    """What happened, with whom and when."""

    employee = PersonField(label=_("Person concerned"))
    clause = forms.ChoiceField(label=_("Which standard"))
    happened_on = DateField(label=_("It happened on"))
    known_on = DateField(label=_("It is known since"))
    source = forms.ChoiceField(
        label=_("Source"),
        choices=[
            (Case.Source.REPORT, Case.Source.REPORT.label), (Case.Source.ATTENDANCE, Case.Source.ATTENDANCE.label),
        ],
        help_text=_("A customer’s complaint becomes a case at once, because both sides have to be heard."),
    )  # fmt: skip
    words = WordsField(
        label=_("What happened"), required=False, insisted=True, max_length=1000,
        help_text=_("Facts, as somebody else could check them. The person reads it word for word."),
    )  # fmt: skip


class EndForm(ConductForm):
    """Why it ends so."""

    why = WordsField(
        label=_("Why, and what was done"), required=False, insisted=True, max_length=1000,
        help_text=_("It stands there with your name. The person reads it and may object."),
    )  # fmt: skip


def another_act() -> WordsField:
    """Why it is another act than the one of the same day that was dealt with; empty nearly always."""
    return WordsField(
        label=_("Another act of the same day, because"), required=False, rows=2, max_length=500,
        help_text=_("Only where this clause was dealt with for that day already. One breach leads to one measure."),
    )  # fmt: skip


class EndAsCaseForm(EndForm):
    """The same, with the clause that the case is about where the register names none."""

    clause = forms.ChoiceField(label=_("Which standard"))
    another = another_act()
    field_order = ("clause", "why", "another")

    def __init__(self, *args: Any, asks_clause: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not asks_clause:
            del self.fields["clause"]


class ContestForm(SheetForm):
    """What the person says."""

    objection = WordsField(label=_("How I see it"), required=False, insisted=True, rows=5, max_length=2000)


class VerdictForm(SheetForm):
    """Whether it stands."""

    verdict = forms.ChoiceField(label=_("What becomes of it"), choices=Breach.Verdict.choices)
    answer = WordsField(label=_("Why"), required=False, insisted=True, max_length=1000)


class RemindForm(ConductForm):
    """A word to somebody."""

    employee = PersonField(label=_("For whom the reminder is"))
    clause = forms.ChoiceField(label=_("About a clause"), required=False)
    standard = forms.CharField(
        label=_("Or what is expected"), max_length=120, required=False,
        help_text=_("In a few words, such as “call back within the hour”."),
    )  # fmt: skip
    text = WordsField(label=_("In a sentence"), rows=2, max_length=200, required=False, insisted=True)


class ReplyForm(SheetForm):
    """What the person says to it."""

    reply = WordsField(label=_("My answer"), rows=2, max_length=300, required=False, insisted=True)


class TalkForm(ConductForm):
    """A talk that was held."""

    employee = PersonField(label=_("With whom"))
    clause = forms.ChoiceField(label=_("Which standard"))
    held_on = DateField(label=_("Day of the talk"))
    agreed = WordsField(label=_("What was agreed"), max_length=500, required=False, insisted=True)


class TrialForm(SheetForm):
    """An experiment, before it begins."""

    unit = forms.ModelChoiceField(label=_("Who tries it"), queryset=Unit.objects.none())
    name = forms.CharField(label=pgettext_lazy("trial", "Name"), max_length=120)
    idea = WordsField(label=_("What is tried, and what it should change"), max_length=500)
    limits = WordsField(
        label=_("Where it stops"), rows=2, max_length=300,
        help_text=_("Such as “not with complaints; back to the old script at two bad ratings a day”."),
    )  # fmt: skip
    starts_on = DateField(label=_("From"))
    ends_on = DateField(label=_("Until"))

    def __init__(self, *args: Any, units: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class TieForm(SheetForm):
    """With whom one is close or at odds."""

    other = forms.CharField(label=_("Staff number of the colleague"), max_length=40)
    kind = forms.ChoiceField(label=_("We are"), choices=DeclaredTie.Kind.choices)

    def __init__(self, *args: Any, people: QuerySet[Employee], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = people

    def clean_other(self) -> Employee:
        """A colleague whom the reader may know of."""
        found = self.people.filter(number__iexact=self.cleaned_data["other"].strip()).first()
        if found is None:
            raise forms.ValidationError(_("Nobody you can know of has this number."))
        return found


class ReflectForm(SheetForm):
    """The leader’s own words."""

    text = WordsField(
        label=_("What I would do otherwise"), rows=8, max_length=2000, required=False, insisted=True,
        help_text=_("Only you and your own leader read it."),
    )  # fmt: skip


class LessonForm(SheetForm):
    """What can be learnt, without anybody in it."""

    unit = forms.ModelChoiceField(label=_("For whom"), queryset=Unit.objects.none())
    title = forms.CharField(label=_("Title"), max_length=100)
    text = WordsField(
        label=_("What can happen to anybody"), rows=6, max_length=3000,
        help_text=_("Without names, numbers, dates, teams, or anything by which one person is known."),
    )  # fmt: skip
    advice = WordsField(label=_("What helps"), rows=4, max_length=1500)

    def __init__(self, *args: Any, units: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class QuestionForm(SheetForm):
    """A question on it."""

    question = forms.CharField(label=_("Question"), max_length=200)
    right = forms.CharField(label=_("Right answer"), max_length=120)
    wrong = forms.CharField(label=_("Wrong answer"), max_length=120)
    wrong_too = forms.CharField(label=_("Another wrong answer"), max_length=120)


class WhyForm(SheetForm):
    """A reason."""

    why = WordsField(label=_("Why"), max_length=300, insisted=True, required=False)


class PeopleFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """By person."""

    q = django_filters.CharFilter(
        method="by_text", label=_("Name, pinyin or number"),
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Name, pinyin or number")}),
    )  # fmt: skip

    def by_text(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """By name, staff number or pinyin of the person."""
        text = value.strip()
        found = Q(employee__name__icontains=text) | Q(employee__number__istartswith=text)
        return rows.filter(found | Q(employee__pinyin__icontains=text.casefold()))


class BreachFilter(PeopleFilter):
    """By person, by how it stands, and those of leaders."""

    state = django_filters.ChoiceFilter(
        method="by_state", label=_("State"), empty_label=_("All states"),
        choices=[
            ("open", _("not ended yet")), ("late", _("left open")), ("contested", _("objection open")),
            *Breach.Ending.choices,
        ],
    )  # fmt: skip
    whose = django_filters.ChoiceFilter(
        method="by_rank", label=_("Whose"), empty_label=_("Everybody’s"), choices=[("leaders", _("of leaders"))]
    )

    class Meta:
        model = Breach
        fields: list[str] = []

    def by_state(self, rows: QuerySet[Breach], name: str, value: str) -> QuerySet[Breach]:
        """Open, left open after its days, or by how it ended."""
        if value == "late":
            return rows.filter(LOOKS_OPEN, due_on__lt=timezone.localdate())
        if value == "contested":
            return rows.filter(contested_at__isnull=False, verdict="")
        return rows.filter(LOOKS_OPEN) if value == "open" else rows.exclude(LOOKS_OPEN).filter(ending=value)

    def by_rank(self, rows: QuerySet[Breach], name: str, value: str) -> QuerySet[Breach]:
        """Those of people who lead others."""
        return rows.filter(is_leaders=True)


class ReminderFilter(PeopleFilter):
    """By person."""

    class Meta:
        model = Reminder
        fields: list[str] = []


class TalkFilter(PeopleFilter):
    """By person."""

    class Meta:
        model = CoachingTalk
        fields: list[str] = []


class TrialFilter(django_filters.FilterSet):  # type: ignore[misc]
    """By state."""

    state = django_filters.ChoiceFilter(
        method="by_state", label=_("State"), empty_label=_("All states"),
        choices=[("running", _("running")), ("ahead", _("ahead")), ("over", _("has ended"))],
    )  # fmt: skip

    class Meta:
        model = Trial
        fields: list[str] = []

    def by_state(self, rows: QuerySet[Trial], name: str, value: str) -> QuerySet[Trial]:
        """Running today, still ahead, or over."""
        today = timezone.localdate()
        if value == "ahead":
            return rows.filter(starts_on__gt=today, stopped_on=None)
        over = Q(ends_on__lt=today) | Q(stopped_on__isnull=False)
        return rows.filter(over) if value == "over" else rows.exclude(over).filter(starts_on__lte=today)
