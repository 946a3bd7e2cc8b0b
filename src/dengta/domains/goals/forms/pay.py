"""What is entered about formulas, tables and months."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.goals.models import PayFormula
from dengta.domains.goals.selectors.scoring import kpi_choices
from dengta.domains.people.models import Unit
from dengta.engines.pay import Steps
from dengta.web.fields import DateField, WordsField


class PayForm(forms.Form):
    """A form that may stand in a sheet over a list whose filters have the same names."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "pay_%s", **options})


class ShareField(forms.DecimalField):
    """A weight, entered as per cent."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=0, max_value=100, decimal_places=1, **options)

    def clean(self, value: Any) -> Any:
        """As a share of one."""
        percent = super().clean(value)
        return percent / 100 if percent is not None else None

    def prepare_value(self, value: Any) -> Any:
        """Back to per cent."""
        return f"{value * 100:.1f}".rstrip("0").rstrip(".") if isinstance(value, Decimal) else value


class ReasonForm(PayForm):
    """Why."""

    note = WordsField(label=_("Why it goes back"), required=False, insisted=True)


class FormulaForm(PayForm):
    """The frame of a formula."""

    unit = forms.ModelChoiceField(label=_("For whom"), queryset=Unit.objects.none())
    title = forms.CharField(label=_("Name of the formula"), max_length=80)
    starts_on = DateField(label=_("First day of the month from which it counts"))
    cap_low = forms.DecimalField(
        label=_("Lowest coefficient"), min_value=0, max_value=1, decimal_places=2, initial=Decimal("0.60")
    )
    cap_high = forms.DecimalField(
        label=_("Highest coefficient"), min_value=1, max_value=9, decimal_places=2, initial=Decimal("1.50")
    )
    small_sample = forms.ChoiceField(label=_("Where a sample is small"), choices=PayFormula.Small.choices)
    takes_factor = forms.BooleanField(
        label=_("Takes the factor of the appraisal"), required=False,
        help_text=_(
            "Where somebody hands over the factor that the published table gives, it multiplies the sum of the parts,"
            " within the coefficients above. A simulation counts it as 1."
        ),
    )  # fmt: skip
    budget = forms.DecimalField(
        label=_("Budget of a month"), min_value=0, max_digits=12, decimal_places=2, help_text=_("In yuan.")
    )

    def __init__(self, *args: Any, units: QuerySet[Unit] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if units is None:
            del self.fields["unit"]
        else:
            self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class StepsField(forms.CharField):
    """A table from score to coefficient, one step per line: “60 = 1.00”."""

    widget = forms.Textarea(attrs={"rows": 5})

    def clean(self, value: Any) -> Any:
        """As pairs of numbers."""
        steps: list[tuple[Decimal, Decimal]] = []
        for line in filter(None, map(str.strip, super().clean(value).replace("＝", "=").splitlines())):
            score, _equals, coefficient = line.partition("=")
            try:
                steps.append((Decimal(score.strip()), Decimal(coefficient.strip())))
            except InvalidOperation as unreadable:
                raise forms.ValidationError(_("Please write each step as score = coefficient.")) from unreadable
        return steps

    def prepare_value(self, value: Any) -> Any:
        """Back to lines."""
        return value if isinstance(value, str) else written(value or [])


def written(steps: Steps) -> str:
    """A table as it is entered."""
    return "\n".join(f"{float(score):g} = {Decimal(coefficient):.2f}" for score, coefficient in steps)


class PartForm(PayForm):
    """A KPI of a formula."""

    kpi = forms.ChoiceField(label=_("KPI"))
    weight = ShareField(label=_("Weight in per cent"))
    baseline = forms.FloatField(
        label=_("Baseline: scores 0"), help_text=_("Shares as a number between 0 and 1, times in seconds.")
    )
    target = forms.FloatField(label=_("Target: scores 100"), help_text=_("In between, the score is linear."))
    steps = StepsField(
        label=_("From score to coefficient"), initial="0 = 0.80\n60 = 1.00\n80 = 1.10\n95 = 1.20",
        help_text=_("One step per line, beginning with score 0; a coefficient never falls and is never below zero."),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kpi"].choices = kpi_choices()  # type: ignore[attr-defined]


class TableForm(PayForm):
    """The frame of a table of factors."""

    unit = forms.ModelChoiceField(label=_("For whom"), queryset=Unit.objects.none())
    title = forms.CharField(label=_("Name of the table"), max_length=80)
    starts_on = DateField(label=_("First day"))

    def __init__(self, *args: Any, units: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class StepForm(PayForm):
    """A step of a table of factors."""

    from_score = forms.DecimalField(label=_("From this score on"), min_value=0, max_value=100, decimal_places=2)
    factor = forms.DecimalField(label=_("Factor of the variable pay"), min_value=0, max_value=9, decimal_places=2)
    ability_plan = WordsField(
        label=_("What is done for the person’s ability"), max_length=200, required=False, insisted=True, rows=2
    )


class MonthForm(PayForm):
    """Which month is reckoned by which formula."""

    formula = forms.ModelChoiceField(label=_("Formula"), queryset=PayFormula.objects.none())
    month = DateField(label=_("A day of the month"))

    def __init__(self, *args: Any, formulas: QuerySet[PayFormula], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["formula"].queryset = formulas  # type: ignore[attr-defined]
