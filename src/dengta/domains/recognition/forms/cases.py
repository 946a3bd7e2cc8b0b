"""What is entered in a case, and how the lists of cases are narrowed."""

from collections.abc import Iterable, Sequence
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.people.models import Employee
from dengta.domains.recognition.forms.conduct import another_act
from dengta.domains.recognition.forms.rule_book import SheetForm
from dengta.domains.recognition.models import Case, CaseAppeal, Evidence, Measure, SeparationProof, ShieldReview
from dengta.domains.recognition.selectors.case_lists import RUNNING, waiting_for
from dengta.web.fields import DateField, WordsField
from dengta.web.lists import offer

LONG = 4000


class ColleagueField(forms.CharField):
    """Somebody by staff number or whole name; gives the employee, or None where nothing is entered."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            **{"max_length": 80, "help_text": _("Staff number or full name."), "required": False, **options}
        )

    def clean(self, value: Any) -> Employee | None:
        """The one person meant."""
        text = super().clean(value)
        if not text:
            return None
        found = list(Employee.objects.filter(Q(number__iexact=text) | Q(name=text)).select_related("account")[:2])
        if not found:
            raise forms.ValidationError(_("There is nobody with this number or name."), code="nobody")
        if len(found) > 1:
            raise forms.ValidationError(
                _("Several people have this name. Please enter the staff number."), code="several"
            )
        return found[0]


class PersonChoice(forms.ModelChoiceField[Employee]):
    """Somebody out of a short list, in the order of the list: whoever is nearest stands first."""

    def __init__(self, *, people: Sequence[Employee] = (), **options: Any) -> None:
        self.order = [one.pk for one in people]
        super().__init__(queryset=Employee.objects.filter(pk__in=self.order).select_related("account"), **options)
        self.empty_label = None
        self.choices = [(one.pk, f"{one.name} · {one.number}") for one in people]

    def label_from_instance(self, obj: Employee) -> str:
        """With the number, because two colleagues may carry one name."""
        return f"{obj.name} · {obj.number}"


class WordsForm(SheetForm):
    """Some sentences; what they are about is said by the page."""

    words = WordsField(label=_("In my own words"), rows=5, max_length=LONG, insisted=True, required=False)

    def __init__(self, *args: Any, label: Any = None, help_text: Any = "", **options: Any) -> None:
        super().__init__(*args, **options)
        if label is not None:
            self.fields["words"].label = label
        self.fields["words"].help_text = help_text


class OpenForm(forms.Form):
    """One fact, one clause, one handler."""

    clause = forms.ChoiceField(
        label=_("By which clause"),
        help_text=_("Conduct that was published, signed and in force on that day. Type its code to find it."),
    )
    happened_on = DateField(label=_("Happened on"))
    known_on = DateField(label=_("Known since"), help_text=_("From this day the clock of the decision runs."))
    source = forms.ChoiceField(
        label=_("Source of the fact"),
        choices=[one for one in Case.Source.choices if one[0] != Case.Source.CHECKLIST],
    )
    contact = forms.CharField(
        label=_("Contact"), max_length=40, required=False, help_text=_("Of a customer’s complaint: its number.")
    )
    words = WordsField(
        label=_("What is said to have happened"),
        rows=4,
        max_length=LONG,
        insisted=True,
        required=False,
        help_text=_("Facts with time and place, no verdict: nothing is found yet."),
    )
    reported_by = ColleagueField(label=_("Who reported it"))
    complainant = ColleagueField(label=_("Who complained"))
    another = another_act()

    def __init__(self, *args: Any, clauses: Iterable[Any], handlers: Sequence[Employee], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["clause"].choices = list(clauses)  # type: ignore[attr-defined]
        self.fields["handler"] = PersonChoice(
            label=_("Who handles it"),
            people=handlers,
            help_text=_("Leads there or looks after the people, and has no part in it."),
        )


class EvidenceForm(SheetForm):
    """One piece: where it is found and what it shows."""

    kind = forms.ChoiceField(label=_("Kind of evidence"), choices=Evidence.Kind.choices)
    reference = forms.CharField(
        label=_("Where it is found"),
        max_length=120,
        help_text=_("A record, a file, a number: so that anybody can look it up."),
    )
    words = WordsField(label=_("What it proves"), rows=4, max_length=LONG, required=False)
    witness = ColleagueField(label=_("Witness"))
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("PDF, PNG or JPEG, up to 10 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )

    def __init__(self, *args: Any, of_person: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if of_person:
            # Whoever bears witness decides nothing: the handler names them, at the person's word.
            del self.fields["witness"]
            kind: Any = self.fields["kind"]
            kind.choices = [one for one in Evidence.Kind.choices if one[0] != Evidence.Kind.WITNESS]


class FindingForm(forms.Form):
    """Facts, cause and evidence, and what speaks for the person."""

    words = WordsField(label=_("What is found"), rows=5, max_length=LONG, insisted=True, required=False)
    cause = forms.ChoiceField(
        label=_("What it came from"),
        choices=Case.Cause.choices,
        widget=forms.RadioSelect,
        help_text=_("Only own conduct can lead to a measure. Anything else ends the case, and the cause is mended."),
    )
    evidence = forms.MultipleChoiceField(
        label=_("Evidence it rests on"), required=False, widget=forms.CheckboxSelectMultiple
    )
    mitigating = WordsField(label=_("What speaks for the person"), rows=3, max_length=LONG, required=False)
    harm = forms.BooleanField(label=_("Somebody was harmed"), required=False)

    def __init__(self, *args: Any, pieces: Iterable[Evidence], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["evidence"].choices = [(one.code, f"{one.code} · {one.reference}") for one in pieces]  # type: ignore[attr-defined]


class ProposalForm(forms.Form):
    """A grade of the scale, and why."""

    measure = forms.TypedChoiceField(
        label=_("Which measure"), choices=Measure.choices, coerce=int, widget=forms.RadioSelect
    )
    words = WordsField(
        label=_("Why this measure"),
        rows=4,
        max_length=LONG,
        insisted=True,
        required=False,
        help_text=_("How grave, how often, what speaks for the person. Results at work count neither way."),
    )
    leniency = forms.ChoiceField(
        label=_("Why less"),
        required=False,
        choices=[
            ("", "–"),
            *((key, label) for key, label in Case.Leniency.choices if key != Case.Leniency.GOOD_FIGURES),
        ],
        help_text=_("Only where it is less than the table, or than similar cases led to. A second person agrees."),
    )
    is_for_safety = forms.BooleanField(
        label=_("Waiting would put somebody in danger: carry it out before the appeal"), required=False
    )

    def __init__(self, *args: Any, allowed: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["measure"].choices = [  # type: ignore[attr-defined]
            (one.value, _marked(one, allowed)) for one in Measure
        ]


def _marked(measure: Measure, allowed: Any) -> Any:
    if measure < allowed.least:
        return _("{measure} (less than the table says)").format(measure=measure.label)
    if measure > allowed.most:
        return _("{measure} (more than the table allows)").format(measure=measure.label)
    return measure.label


class PersonForm(SheetForm):
    """Somebody out of a list, and why."""

    def __init__(self, *args: Any, people: Sequence[Employee], label: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"] = PersonChoice(label=label, people=people)
        self.fields["reason"] = WordsField(label=_("Why"), max_length=LONG, insisted=True, required=False)


class ExtendForm(SheetForm):
    """Until when, and why."""

    until = DateField(label=_("More time until"))
    reason = WordsField(label=_("Why it needs more time"), max_length=LONG, insisted=True, required=False)


class DeliverForm(SheetForm):
    """How the letter reached the person."""

    delivery = forms.ChoiceField(label=_("How it was delivered"), choices=Case.Delivery.choices)
    words = WordsField(
        label=_("What proves it"),
        max_length=LONG,
        insisted=True,
        required=False,
        help_text=_("Signed receipt, two witnesses by name, number of the registered letter."),
    )


class AppealDecisionForm(SheetForm):
    """The decision stands, a milder one, or none; never a worse one."""

    outcome = forms.ChoiceField(label=_("Decision of the appeal"), choices=CaseAppeal.Outcome.choices)
    measure = forms.TypedChoiceField(
        label=_("Milder measure"), required=False, empty_value=None, help_text=_("Only where it is made milder.")
    )
    words = WordsField(label=_("Why"), rows=5, max_length=LONG, insisted=True, required=False)

    def __init__(self, *args: Any, below: int, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["measure"]
        field.choices = [("", "–"), *((one.value, one.label) for one in Measure if one < below)]
        field.coerce = int


class CloseForm(SheetForm):
    """Why it ends without a measure."""

    closing = forms.ChoiceField(label=_("Why it ends without a measure"))
    words = WordsField(label=_("In words"), rows=4, max_length=LONG, insisted=True, required=False)

    def __init__(self, *args: Any, by_handler: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [one for one in Case.Closing.choices if (one[0] == Case.Closing.SHIELDED) is by_handler]
        field: Any = self.fields["closing"]
        field.choices = [one for one in choices if one[0] != Case.Closing.LIFTED]


class GoodFaithForm(SheetForm):
    """What was tried, in a trial or without one."""

    trial_id = forms.TypedChoiceField(label=_("Registered trial"), required=False, coerce=int, empty_value=None)
    words = WordsField(
        label=_("What was tried, and why in good faith"), rows=4, max_length=LONG, insisted=True, required=False
    )

    def __init__(self, *args: Any, trials: Iterable[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", _("none: an attempt without a trial")), *((one.pk, one.name) for one in trials)]
        self.fields["trial_id"].choices = choices  # type: ignore[attr-defined]


class GoodFaithReviewForm(SheetForm):
    """Shielded or not, and what excludes the shield."""

    outcome = forms.ChoiceField(label=_("Is it shielded"), choices=ShieldReview.Outcome.choices)
    exclusion = forms.ChoiceField(
        label=_("What excludes the shield"),
        required=False,
        choices=[("", _("nothing")), *ShieldReview.Exclusion.choices],
    )
    words = WordsField(label=_("Why"), rows=4, max_length=LONG, insisted=True, required=False)


class SeparationForm(forms.ModelForm[SeparationProof]):
    """The ground, the five proofs, and the word of the union."""

    class Meta:
        model = SeparationProof
        fields = (
            "ground",
            "rule_adopted",
            "rule_known",
            "facts_proven",
            "person_heard",
            "is_proportionate",
            "was_trained",
            "is_shielded",
            "union_told_on",
            "union_reply",
        )
        field_classes = {"union_told_on": DateField}
        labels = {
            "was_trained": _("trained or transferred, and proven again (of incompetence)"),
            "is_shielded": _("protected by LCL art. 42 (ill, pregnant, injured at work …)"),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("union_told_on", "union_reply"):
            self.fields[name].required = False

    def _post_clean(self) -> None:
        """The service refuses what is no ground, with the law; not the database."""


def _rows(rows: QuerySet[Case], role: str, actor: Any) -> QuerySet[Case]:
    return rows.filter(waiting_for(actor, role))


WAITING = (
    ("any", _("Waits for me")),
    ("handle", pgettext_lazy("waits for me", "to handle")),
    ("approve", pgettext_lazy("waits for me", "to agree with")),
    ("decide", pgettext_lazy("waits for me", "to decide")),
    ("hear", pgettext_lazy("waits for me", "appeal to hear")),
)


class CaseFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library ships no types
    """By number or person, what waits, state, clause and unit."""

    q = django_filters.CharFilter(
        method="by_text",
        label=_("Case or person"),
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Case or person")}),
    )
    waits = django_filters.ChoiceFilter(
        method="by_waiting", label=_("What waits"), choices=WAITING, empty_label=pgettext_lazy("cases", "Whoever acts")
    )
    state = django_filters.ChoiceFilter(
        method="by_state",
        label=_("State"),
        choices=[("running", _("Not over")), *Case.State.choices],
        empty_label=pgettext_lazy("cases", "All states"),
    )
    clause = django_filters.ChoiceFilter(
        field_name="version__clause", label=_("Clause"), empty_label=pgettext_lazy("cases", "All clauses")
    )
    unit = django_filters.ChoiceFilter(label=_("Unit"), empty_label=pgettext_lazy("cases", "All units"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # Of the cases of the list alone: nobody learns here where else there are some.
        rows = self.queryset.order_by()
        clauses = rows.values_list("version__clause", "version__clause__code").distinct()
        units = rows.values_list("unit", "unit__name").distinct()
        offer(self, "clause", sorted(((str(pk), code) for pk, code in clauses), key=lambda one: one[1]))
        offer(self, "unit", sorted(((str(pk), name) for pk, name in units), key=lambda one: one[1]))

    class Meta:
        model = Case
        fields: list[str] = []

    def by_text(self, rows: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """By the beginning of the number, or by whom it is about."""
        text = value.strip()
        about = Q(employee__name__icontains=text) | Q(employee__number__iexact=text)
        return rows.filter(Q(number__startswith=text) | about | Q(employee__pinyin__icontains=text.casefold()))

    def by_waiting(self, rows: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """What waits for the reader."""
        return _rows(rows, value, self.request.user)

    def by_state(self, rows: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        """One state, or all that are not over."""
        return rows.filter(state__in=RUNNING) if value == "running" else rows.filter(state=value)


class PeopleFilter(django_filters.FilterSet):  # type: ignore[misc]
    """By name or number."""

    q = django_filters.CharFilter(
        method="by_text",
        label=_("Name, pinyin or number"),
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Name, pinyin or number")}),
    )

    class Meta:
        model = Employee
        fields: list[str] = []

    def by_text(self, rows: QuerySet[Employee], name: str, value: str) -> QuerySet[Employee]:
        """By name, staff number or pinyin."""
        text = value.strip()
        found = Q(name__icontains=text) | Q(number__istartswith=text) | Q(pinyin__icontains=text.casefold())
        return rows.filter(found)
