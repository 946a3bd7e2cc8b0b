"""Rows with validity dates: from `valid_from` on, until the day before `valid_to` (open when null)."""

from datetime import date
from typing import TypeVar

from django.db import models
from django.db.models import F, Q

D = TypeVar("D", bound="Dated")


class DatedManager(models.Manager[D]):
    """Asks dated rows about a day or a period."""

    def on(self, day: date) -> models.QuerySet[D]:
        """Rows valid on `day`."""
        return self.filter(valid_on(day))

    def overlapping(self, start: date, end: date | None) -> models.QuerySet[D]:
        """Rows valid on any day of [start, end)."""
        rows = self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=start))
        return rows if end is None else rows.filter(valid_from__lt=end)


def valid_on(day: date, prefix: str = "") -> Q:
    """The condition "valid on `day`", for use behind a relation (`prefix` as "memberships__")."""
    begun = Q(**{f"{prefix}valid_from__lte": day})
    open_ended = Q(**{f"{prefix}valid_to__isnull": True})
    return begun & (open_ended | Q(**{f"{prefix}valid_to__gt": day}))


class Dated(models.Model):
    """Base of rows with validity dates. Each model adds `objects = DatedManager()`."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


def ends_after_it_begins(name: str) -> models.CheckConstraint:
    """Every dated table carries this constraint under a name of its own."""
    return models.CheckConstraint(condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name=name)
