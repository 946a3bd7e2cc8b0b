"""The clock of the database: leases compare moments written by different machines, so one clock must write them all."""

from datetime import timedelta

from django.db.models import DateTimeField, ExpressionWrapper
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Now


def from_now(delta: timedelta) -> "ExpressionWrapper[CombinedExpression]":
    """The moment `delta` from now, as an expression for updates and filters."""
    return ExpressionWrapper(Now() + delta, output_field=DateTimeField())
