"""What the load report is asked for, in the query string."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, DateFilter, FilterSet

from dengta.foundation.notify.models import Notice


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class LoadFilter(FilterSet):  # type: ignore[misc]  # the library ships no types
    """The period, and only those above the limit. The rows are counted elsewhere; this is the form and its shapes."""

    start = DateFilter(label=_("From"), widget=_day(), method="as_it_is")
    end = DateFilter(label=_("to (included)"), widget=_day(), method="as_it_is")
    show = ChoiceFilter(
        label=_("Show"), choices=[("over", _("Above the limit only"))], empty_label=_("All"), method="as_it_is"
    )

    class Meta:
        model = Notice
        fields: tuple[str, ...] = ()

    def as_it_is(self, rows: QuerySet[Notice], name: str, value: Any) -> QuerySet[Notice]:
        """Nothing is narrowed here."""
        return rows

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked for and has the right shape; the rest as if it had not been asked."""
        self.form.is_valid()
        return dict(getattr(self.form, "cleaned_data", {}))
