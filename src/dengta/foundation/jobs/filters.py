"""How the lists of jobs can be narrowed."""

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet

from dengta.foundation.jobs.models import Job


class JobFilter(FilterSet):  # type: ignore[misc]  # the library ships no types
    """By state."""

    state = ChoiceFilter(label=_("State"), choices=Job.State.choices, empty_label=_("All states"))

    class Meta:
        model = Job
        fields = ("state",)
