"""What can be entered about an announcement, its test, its consultation, and a receipt."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import Announcement, AnnouncementVersion, Receipt
from dengta.domains.communication.selectors.audience import audience_sources, topic_choices
from dengta.domains.communication.services.announcements import Frame, Words
from dengta.domains.communication.services.short_tests import FEWEST_OPTIONS, MOST_OPTIONS, QuestionText
from dengta.domains.people.models import Employee, Unit
from dengta.domains.people.selectors import organisation
from dengta.domains.people.selectors.people import members_of
from dengta.foundation.access import Actor
from dengta.web.lists import offer

LONG = forms.Textarea(attrs={"rows": 3})
MOMENT = "%Y-%m-%dT%H:%M"


class MomentField(forms.DateTimeField):
    """A day and a time, picked from the browser's own calendar, by the clock of the installation."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=[MOMENT], required=False, **options)


class DayField(forms.DateField):
    """A day, picked from the browser's own calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **options)


class WordsForm(forms.Form):
    """The text of a version and its dates."""

    title = forms.CharField(label=_("Title"), max_length=120)
    body = forms.CharField(
        label=_("Text"), max_length=8000, widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("What happens, from when on, and what people do differently. An empty line begins a paragraph."),
    )  # fmt: skip
    effective_at = MomentField(label=_("Takes effect"))
    confirm_by = MomentField(
        label=_("Confirmed by"), help_text=_("Without a deadline of its own: by the moment it takes effect.")
    )

    @property
    def words(self) -> Words:
        """The text as the service takes it."""
        names = ("title", "body", "effective_at", "confirm_by", "change_note", "asks_again")
        return Words(**{name: self.cleaned_data[name] for name in names if name in self.cleaned_data})


class VersionForm(WordsForm):
    """The next version of what is published."""

    change_note = forms.CharField(
        label=_("What changes, and why"), max_length=300, widget=LONG, help_text=_("Everybody reads it first.")
    )
    asks_again = forms.BooleanField(
        label=_("Everybody confirms it again"), required=False,
        help_text=_("Leave it out only for a slip of the pen: then dates and confirmations stay as they are."),
    )  # fmt: skip

    field_order = ("change_note", "title", "body", "asks_again", "effective_at", "confirm_by")


class AnnouncementForm(WordsForm):
    """A draft: text, class, audience, and what hangs on it."""

    kind = forms.ChoiceField(label=_("Class"), choices=Announcement.Kind.choices)
    units = forms.ModelMultipleChoiceField(
        label=_("For these units"),
        queryset=Unit.objects.none(),
        help_text=_("With everything below. Hold Ctrl to choose several."),
    )
    needs_confirmation = forms.BooleanField(
        label=_("Everybody confirms it"), required=False, help_text=_("Important matters and policy changes need it.")
    )
    gates_queue = forms.BooleanField(
        label=_("Keeps off the queue whoever has not confirmed when it takes effect"), required=False
    )
    topics = forms.MultipleChoiceField(
        label=_("Affected contacts"), required=False,
        help_text=_("Whoever has not confirmed gets none of these from the moment it takes effect."),
    )  # fmt: skip
    staff_interest = forms.BooleanField(
        label=_("A rule on the staff’s own interests"), required=False,
        help_text=_(
            "Pay, working hours, rest and leave, safety, insurance and welfare, training, discipline, quotas. The law "
            "asks for the staff’s opinion first."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, author: Actor, units: QuerySet[Unit], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        units_field = self.fields["units"]
        assert isinstance(units_field, forms.ModelMultipleChoiceField)
        units_field.queryset = units
        topics = topic_choices(author, today)
        self.fields["topics"].choices = topics  # type: ignore[attr-defined]
        if not any(choices for _label, choices in topics):
            del self.fields["topics"]
        for source in audience_sources():
            choices = [(each.key, each.label) for each in source.choices(author, today)]
            if choices:
                self.fields[f"audience_{source.name}"] = forms.MultipleChoiceField(
                    label=str(source.label), choices=choices, required=False
                )

    @property
    def narrowing(self) -> list[forms.BoundField]:
        """The fields that narrow the audience."""
        return [self[name] for name in self.fields if name.startswith("audience_")]

    @property
    def frame(self) -> Frame:
        """Everything but the text, as the service takes it."""
        data = self.cleaned_data
        audience = {
            name.removeprefix("audience_"): keys for name, keys in data.items() if name.startswith("audience_") and keys
        }
        return Frame(
            kind=data["kind"],
            units=[unit.pk for unit in data["units"]],
            audience=audience,
            topics=data.get("topics", ()),
            needs_confirmation=data["needs_confirmation"],
            gates_queue=data["gates_queue"],
            staff_interest=data["staff_interest"],
        )

    @staticmethod
    def initial_of(
        announcement: Announcement, version: AnnouncementVersion, lines: Mapping[str, list[str]]
    ) -> dict[str, Any]:
        """What stands in a draft, as the form shows it."""
        initial = initial_words(version)
        for name in ("kind", "needs_confirmation", "gates_queue", "staff_interest"):
            initial[name] = getattr(announcement, name)
        initial["units"] = [unit.pk for unit in announcement.units.all()]
        initial["topics"] = [topic.key for topic in announcement.topics.all()]
        return initial | {f"audience_{source}": keys for source, keys in lines.items()}


def initial_words(version: AnnouncementVersion) -> dict[str, Any]:
    """The words of a version, as the forms show them."""
    names = ("title", "body", "effective_at", "confirm_by", "change_note", "asks_again")
    return {name: getattr(version, name) for name in names}


class QuestionForm(forms.Form):
    """A question of the short test."""

    text = forms.CharField(label=_("Question"), max_length=300, widget=LONG)
    option_1 = forms.CharField(label=_("Answer 1"), max_length=200)
    option_2 = forms.CharField(label=_("Answer 2"), max_length=200)
    option_3 = forms.CharField(label=_("Answer 3"), max_length=200, required=False)
    option_4 = forms.CharField(label=_("Answer 4"), max_length=200, required=False)
    right = forms.TypedChoiceField(
        label=_("The right answer"), coerce=int,
        choices=[(place, str(place)) for place in range(1, MOST_OPTIONS + 1)], initial=1,
    )  # fmt: skip
    explanation = forms.CharField(
        label=_("Explanation"), max_length=300, widget=LONG, help_text=_("Shown to whoever missed the question.")
    )

    @property
    def question(self) -> QuestionText:
        """The question as the service takes it; empty answers at the end do not count."""
        data = self.cleaned_data
        options = [data[f"option_{place}"] for place in range(1, MOST_OPTIONS + 1)]
        while len(options) > FEWEST_OPTIONS and not options[-1].strip():
            options.pop()
        return QuestionText(data["text"], options, data["right"] - 1, data["explanation"])


class TestForm(forms.Form):
    """One go at the test: a choice for each question, in the order of this go."""

    __test__ = False  # not a test of ours, whatever its name begins with

    def __init__(self, *args: Any, questions: list[tuple[Any, list[tuple[int, str]]]], **options: Any) -> None:
        super().__init__(*args, **options)
        for question, answers in questions:
            self.fields[f"question_{question.pk}"] = forms.TypedChoiceField(
                label=question.text, choices=answers, coerce=int, widget=forms.RadioSelect
            )

    @property
    def answers(self) -> dict[int, int]:
        """Which answer was chosen for which question."""
        return {int(name.removeprefix("question_")): place for name, place in self.cleaned_data.items()}


class ConfirmForm(forms.Form):
    """A confirmation; with the own name where the class asks for it."""

    signature = forms.CharField(label=_("Your name"), max_length=80, required=False)


class MailForm(forms.Form):
    """A written receipt that lies elsewhere."""

    evidence = forms.CharField(
        label=_("Where the mail or the paper lies"), max_length=200,
        help_text=_("For example: mail of 18 November, 09:12, folder “Announcements”."),
    )  # fmt: skip


class WithdrawForm(forms.Form):
    """Why it is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=LONG)


class ConsultationForm(forms.Form):
    """How long the draft is open for opinions."""

    closes_on = DayField(label=_("Opinions until the end of"))


class NegotiationForm(forms.Form):
    """The talk with the staff's representatives."""

    negotiated_with = forms.CharField(label=_("Talked over with"), max_length=120)
    on = DayField(label=_("On"))
    outcome = forms.CharField(label=_("Outcome"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))


class OpinionForm(forms.Form):
    """What somebody thinks of a draft."""

    text = forms.CharField(label=_("Your opinion"), max_length=1000, widget=forms.Textarea(attrs={"rows": 5}))


class AnswerForm(forms.Form):
    """What becomes of an opinion."""

    answer = forms.CharField(label=_("Answer"), max_length=1000, widget=LONG)


class AnnouncementFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """By words, class, and what is still to do."""

    q = django_filters.CharFilter(
        field_name="shown_title", lookup_expr="icontains", label=_("Title"),
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Words of the title")}),
    )  # fmt: skip
    kind = django_filters.ChoiceFilter(
        choices=Announcement.Kind.choices, label=_("Class"), empty_label=_("All classes")
    )
    state = django_filters.ChoiceFilter(
        method="by_state", label=_("With me"), empty_label=_("Everything"),
        choices=[("unread", _("Not read yet")), ("open", _("To confirm"))],
    )  # fmt: skip

    class Meta:
        model = Announcement
        fields: list[str] = []

    def by_state(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """What the reader has not read, or has not confirmed."""
        mine = rows.filter(is_mine=True, status=Announcement.Status.PUBLISHED)
        if value == "unread":
            return mine.filter(my_read_at=None)
        return mine.filter(my_confirmed_at=None, needs_confirmation=True)


class BoardFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """By state and class."""

    status = django_filters.ChoiceFilter(
        choices=Announcement.Status.choices, label=_("Status"), empty_label=_("All statuses")
    )
    kind = django_filters.ChoiceFilter(
        choices=Announcement.Kind.choices, label=_("Class"), empty_label=_("All classes")
    )

    class Meta:
        model = Announcement
        fields: list[str] = []


class ReceiptFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """By team and by how far people are; at first, who has not confirmed."""

    STATES = (
        ("open", _("Not confirmed")), ("unread", _("Not read")), ("failed", _("Test not passed")),
        ("confirmed", _("Confirmed")), ("all", _("Everybody")),
    )  # fmt: skip
    state = django_filters.ChoiceFilter(method="by_state", choices=STATES, label=_("State"), empty_label=None)
    team = django_filters.ChoiceFilter(method="by_team", label=_("Team"), empty_label=_("All teams"))

    def __init__(self, data: Any = None, *args: Any, **options: Any) -> None:
        asked = data.copy() if data is not None else {}
        asked.setdefault("state", "open")
        super().__init__(asked, *args, **options)
        units = organisation.teams_of(self.request.user, timezone.localdate())
        offer(self, "team", ((str(pk), name) for pk, name in units.values_list("pk", "name")))

    class Meta:
        model = Receipt
        fields: list[str] = []

    def by_state(self, rows: QuerySet[Receipt], name: str, value: str) -> QuerySet[Receipt]:
        """Where people stand."""
        narrowed: dict[str, dict[str, Any]] = {
            "open": {"confirmed_at": None},
            "unread": {"read_at": None, "confirmed_at": None, "tries": 0},
            "failed": {"tries__gt": 0, "passed_at": None},
            "confirmed": {"confirmed_at__isnull": False},
        }
        return rows.filter(**narrowed.get(value, {}))

    def by_team(self, rows: QuerySet[Receipt], name: str, value: str) -> QuerySet[Receipt]:
        """By unit, with everything below it today."""
        return rows.filter(employee__in=_members(int(value)))


class UnreadyFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """By team."""

    team = django_filters.ChoiceFilter(method="by_team", label=_("Team"), empty_label=_("All teams"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        units = organisation.teams_of(self.request.user, timezone.localdate())
        offer(self, "team", ((str(pk), name) for pk, name in units.values_list("pk", "name")))

    class Meta:
        model = Receipt
        fields: list[str] = []

    def by_team(self, rows: QuerySet[Receipt], name: str, value: str) -> QuerySet[Receipt]:
        """By unit, with everything below it today."""
        return rows.filter(employee__in=_members(int(value)))


def _members(unit_id: int) -> QuerySet[Any]:
    return Employee.objects.filter(members_of(unit_id, timezone.localdate())).values("pk")
