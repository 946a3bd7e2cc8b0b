"""What is entered where a case is judged: the finding, the proposal, and an attempt in good faith."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dengta.domains.recognition.forms.cases import LONG
from dengta.domains.recognition.forms.rule_book import SheetForm
from dengta.domains.recognition.models import Case, Evidence, Measure, ShieldReview, Trial
from dengta.web.fields import WordsField


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
    on_figures = forms.ChoiceField(
        label=_("Does it rest on a drop of the team’s figures?"),
        required=False,
        choices=[("", "–"), ("no", _("No, on what this person did")), ("yes", _("Yes"))],
        help_text=_("A drop of satisfaction is searched for its causes before anybody answers for it."),
    )

    def __init__(self, *args: Any, pieces: Iterable[Evidence], trials: Sequence[Trial], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["evidence"].choices = [(one.code, f"{one.code} · {one.reference}") for one in pieces]  # type: ignore[attr-defined]
        if trials:
            self.fields["no_trial"] = WordsField(
                label=_("Why it was no part of a registered trial"),
                rows=3,
                max_length=LONG,
                required=False,
                help_text=_(
                    "On that day there ran: {trials}. If it was part of it, say so on the page of the case instead: "
                    "somebody else looks at it first."
                ).format(trials=_(", ").join(one.name for one in trials)),
            )


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
    safety = WordsField(
        label=_("Why waiting for an appeal would put somebody in danger"),
        rows=2,
        max_length=LONG,
        required=False,
        help_text=_(
            "Only where it would: it is then carried out before the appeal. Possible for a transfer of duty and a "
            "separation review; HR or the next level agrees with it, and the person reads why."
        ),
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

    outcome = forms.ChoiceField(label=_("Is it shielded"))
    exclusion = forms.ChoiceField(
        label=_("What excludes the shield"),
        required=False,
        choices=[("", _("nothing")), *ShieldReview.Exclusion.choices],
    )
    words = WordsField(label=_("Why"), rows=4, max_length=LONG, insisted=True, required=False)

    def __init__(self, *args: Any, in_trial: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        without = () if in_trial else (ShieldReview.Outcome.NOT_PART,)
        field: Any = self.fields["outcome"]
        field.choices = [one for one in ShieldReview.Outcome.choices if one[0] not in without]
