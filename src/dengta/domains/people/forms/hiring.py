"""Posts, candidates and the interview form, which is made from the criteria."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.forms.fields import ReasonField, UnitField, WithUnits
from dengta.domains.people.models import InterviewCriterion, Skill
from dengta.domains.people.models.hiring import BEST_SCORE
from dengta.domains.people.models.skills import MOST
from dengta.web.fields import DateField


class PostForm(WithUnits):
    """A line of the post plan."""

    unit = UnitField(label=_("Unit"))
    grade = forms.CharField(label=_("Grade"), max_length=20)
    skill = forms.ModelChoiceField(
        label=_("With the skill"), queryset=Skill.objects.filter(retired_on=None), required=False
    )
    skill_level = forms.TypedChoiceField(
        label=_("At least level"), coerce=int, choices=[(level, str(level)) for level in range(1, MOST + 1)]
    )
    needed = forms.IntegerField(label=_("Posts needed"), min_value=0, max_value=9999)
    on = DateField(label=_("From"))
    demand = ReasonField(label=_("Company demand"), help_text=_("Which need of the company stands behind it."))


class CandidateForm(WithUnits):
    """Somebody who applies."""

    name = forms.CharField(label=_("Name"), max_length=80)
    unit = UnitField(label=_("For"))
    grade = forms.CharField(label=_("Grade"), max_length=20, required=False)
    phone = forms.CharField(label=_("Mobile phone"), max_length=40, required=False)
    source = forms.CharField(label=_("Where they heard of us"), max_length=80, required=False)


class InterviewForm(forms.Form):
    """For every question a score and the words that earned it. A question that was changed while somebody wrote is
    asked again, because its fields carry the version."""

    held_on = DateField(label=_("Held on"))

    def __init__(self, *args: Any, criteria: Sequence[InterviewCriterion], **options: Any) -> None:
        super().__init__(*args, **options)
        self.criteria = criteria
        scores = [(score, str(score)) for score in range(1, BEST_SCORE + 1)]
        for criterion in criteria:
            self.fields[f"score_{criterion.pk}"] = forms.TypedChoiceField(
                label=criterion.label, coerce=int, choices=scores, widget=forms.RadioSelect({"class": "dt-scale"})
            )
            self.fields[f"words_{criterion.pk}"] = forms.CharField(
                label=format_lazy(_("What earned the score for “{question}”"), question=criterion.label),
                max_length=500,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.fields["summary"] = forms.CharField(
            label=_("Summary"), required=False, widget=forms.Textarea(attrs={"rows": 3})
        )

    @property
    def questions(self) -> list[tuple[InterviewCriterion, forms.BoundField, forms.BoundField]]:
        """Criterion, score and words, for the template."""
        return [(item, self[f"score_{item.pk}"], self[f"words_{item.pk}"]) for item in self.criteria]

    @property
    def scores(self) -> dict[str, tuple[int, str]]:
        """As the service takes them."""
        data = self.cleaned_data
        return {item.code: (data[f"score_{item.pk}"], data[f"words_{item.pk}"]) for item in self.criteria}


class HireCandidateForm(forms.Form):
    """What a candidate needs to become a colleague."""

    number = forms.CharField(label=_("Staff number"), max_length=40)
    on = DateField(label=_("First working day"))
    email = forms.EmailField(label=_("Work e-mail"), required=False)


class DeclineForm(forms.Form):
    """Why not."""

    reason = ReasonField()
