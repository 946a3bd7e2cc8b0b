"""What this installation knows or decided about days, beyond what is shipped."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DayKind(models.TextChoices):
    """What a day is to pay and roster, before anybody's own rest pattern."""

    WORKDAY = "workday", _("Working day")
    REST = "rest", _("Rest day")
    STATUTORY = "statutory", _("Statutory holiday")
    SWAPPED_REST = "swapped_rest", _("Swapped rest day")
    MAKEUP = "makeup", _("Make-up working day")


class HolidayNotice(models.Model):
    """The yearly notice, as entered here when it came out after this version of Dengta."""

    year = models.PositiveSmallIntegerField(unique=True)
    # ISO dates. Statutory days are not part of it: they follow from the regulation.
    rest = models.JSONField(default=list)
    makeup = models.JSONField(default=list)
    source = models.CharField(_("where it was published"), max_length=300)

    def __str__(self) -> str:
        return f"holiday notice {self.year}"


class DayType(models.Model):
    """A day that is something else here than the notice says."""

    date = models.DateField(unique=True)
    kind = models.CharField(max_length=12, choices=DayKind.choices)
    reason = models.CharField(_("reason"), max_length=200)

    def __str__(self) -> str:
        return f"{self.date} {self.kind}"
