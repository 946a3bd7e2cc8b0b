"""What can be entered about a person: card, contract, skill, move, role, own words, private data."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.forms.fields import ReasonField, UnitField, WithUnits
from dengta.domains.people.models import Employee, Employment, Move, PrivateData, Skill
from dengta.domains.people.models.skills import MOST
from dengta.foundation.access import Role
from dengta.web.fields import DateField


class CardForm(forms.ModelForm[Employee]):
    """What colleagues see."""

    class Meta:
        model = Employee
        fields = ("name", "email", "grade")


class OwnWords(forms.ModelForm[Employee]):
    """What somebody says about themself."""

    class Meta:
        model = Employee
        fields = ("nickname", "about")
        widgets = {"about": forms.Textarea(attrs={"rows": 3})}
        labels = {"about": _("About me")}


class TermsForm(forms.Form):
    """The terms of a contract."""

    kind = forms.ChoiceField(label=_("Contract type"), choices=Employment.Kind.choices)
    term = forms.ChoiceField(label=_("Term"), choices=Employment.Term.choices)
    signed_on = DateField(label=_("Signed on"), required=False)
    ends_on = DateField(label=_("Contract ends on"), required=False, help_text=_("Only for a fixed term."))
    probation_ends_on = DateField(label=_("Probation ends on"), required=False)


class ContractForm(TermsForm):
    """A next contract, or a change of the running one."""

    what = forms.ChoiceField(
        label=_("What is it"),
        choices=(("renew", _("The next contract is signed")), ("amend", _("The running contract changes"))),
        widget=forms.RadioSelect,
        initial="renew",
    )
    on = DateField(label=_("Takes effect on"))

    field_order = ("what", "on")


class HireForm(TermsForm, WithUnits):
    """Somebody who joins without having been a candidate here: a transfer, an acquisition."""

    number = forms.CharField(label=_("Staff number"), max_length=40)
    name = forms.CharField(label=_("Name"), max_length=80)
    email = forms.EmailField(label=_("Work e-mail"), required=False)
    grade = forms.CharField(label=_("Grade"), max_length=20, required=False)
    team = UnitField(label=_("Team"))
    on = DateField(label=_("First working day"))

    field_order = ("number", "name", "team", "on", "email", "grade")


class LeaveForm(forms.Form):
    """The last day of somebody."""

    last_day = DateField(label=_("Last working day"))
    reason = ReasonField()


class SkillForm(forms.Form):
    """A level with what shows it."""

    skill = forms.ModelChoiceField(label=_("Skill"), queryset=Skill.objects.filter(retired_on=None))
    level = forms.TypedChoiceField(
        label=_("Level"), coerce=int, choices=[(level, str(level)) for level in range(1, MOST + 1)], initial=3
    )
    evidence = forms.CharField(label=_("What shows it"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    certificate = forms.CharField(label=_("Certificate"), max_length=120, required=False)
    expires_on = DateField(label=_("Holds until"), required=False)


class CatalogueForm(forms.ModelForm[Skill]):
    """A skill of the catalogue."""

    class Meta:
        model = Skill
        fields = ("code", "name", "name_en", "category", "needs_certificate")
        labels = {"name": _("Name of the skill")}

    def clean_code(self) -> str:
        """The code of a known skill stays: it is what files and rules call it."""
        return self.instance.code or str(self.cleaned_data["code"])


class MoveForm(WithUnits):
    """A proposal to somebody."""

    to = UnitField(label=_("New team"))
    kind = forms.ChoiceField(label=_("Kind"), choices=Move.Kind.choices)
    on = DateField(label=_("From"))
    reason = ReasonField(help_text=_("The person reads it before answering."))


class AnswerForm(forms.Form):
    """A yes or no with a few words."""

    note = forms.CharField(label=_("A few words"), max_length=300, required=False, widget=forms.Textarea({"rows": 2}))


class SignForm(forms.Form):
    """The own name."""

    signature = forms.CharField(label=_("Your name"), max_length=80)


class RoleForm(WithUnits):
    """A role at a unit for a time."""

    role = forms.TypedChoiceField(label=_("Role"), coerce=Role, choices=Role.choices)
    unit = UnitField(label=_("At"))
    on = DateField(label=_("From"))
    until = DateField(label=_("Until the day before"), required=False)


class WishForm(forms.Form):
    """Which private data shall become what; empty means: stays as it is."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, label in PrivateData.labels().items():
            self.fields[name] = forms.CharField(label=label, max_length=200, required=False)
        self.fields["reason"] = forms.CharField(label=_("Reason"), max_length=300)

    @property
    def wishes(self) -> dict[str, str]:
        """The fields that were filled."""
        return {name: self.cleaned_data[name] for name in PrivateData.FIELDS if self.cleaned_data.get(name)}


class PrivateForm(forms.Form):
    """Private data as HR enters them."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, label in PrivateData.labels().items():
            self.fields[name] = forms.CharField(label=label, max_length=200, required=False)
