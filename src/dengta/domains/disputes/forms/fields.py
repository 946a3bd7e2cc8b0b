"""Fields that the calculators share: money, hours, days, and the region whose law is asked."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.selectors.labour_law import region_choices
from dengta.web.fields import DateField

# Choices as forms want them: what is sent, and the words.
Choices = list[tuple[str, Any]]


class Money(forms.DecimalField):
    """An amount in yuan."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": Decimal(0), "max_digits": 12, "decimal_places": 2, **options})


class Number(forms.DecimalField):
    """Hours, days, years or months, with parts."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": Decimal(0), "max_digits": 8, "decimal_places": 2, **options})


class Whole(forms.IntegerField):
    """Whole days or months."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": 1200, **options})


class Day(DateField):
    """A day."""


class Choice(forms.ChoiceField):
    """One of several."""


class Yes(forms.BooleanField):
    """A box to tick."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, **options})


class CalculatorForm(forms.Form):
    """What every calculator asks: the region whose law holds."""

    region = forms.ChoiceField(
        label=_("Region"), help_text=_("Whose law holds: where the work is done."), initial="CN", choices=region_choices
    )
    # Figures of local law that may be left empty where they are known of the region, and that the answer needs.
    needs: tuple[str, ...] = ()

    def complete(self, figures: Mapping[str, Any]) -> bool:
        """Fill what was left empty with the figures of the region. False where one that is needed is not known."""
        for name, figure in figures.items():
            if name in self.fields and self.cleaned_data.get(name) is None:
                self.cleaned_data[name] = figure
        for name in self.needs:
            if self.cleaned_data.get(name) is None:
                self.add_error(name, _("This figure is not known for the region. Please fill it in."))
        return not self.errors

    def facts(self) -> dict[str, Any]:
        """What was filled in, without the region."""
        return {name: value for name, value in self.cleaned_data.items() if name != "region"}
