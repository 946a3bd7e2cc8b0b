"""Totals of the ledger by client, cause and month, and who may look after a lesson."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncMonth

from dengta.domains.goals.models import ClientPenalty
from dengta.domains.goals.policies import penalties as policies
from dengta.domains.people.models import Account
from dengta.domains.people.selectors.organisation import leading
from dengta.foundation.access import Actor


def ledger(actor: Actor) -> QuerySet[ClientPenalty]:
    """What this person may read."""
    return policies.read.scope(actor, ClientPenalty.objects.select_related("unit", "lesson_owner__employee"))


@dataclass(frozen=True)
class Total:
    """What was deducted, of one client or for one cause or month."""

    label: str
    amount: Decimal
    count: int


def by_cause(actor: Actor, *, since: date) -> Sequence[Total]:
    """The largest first. One query."""
    rows = ledger(actor).filter(start__gte=since).order_by().values("cause")
    found = rows.annotate(total=Sum("amount"), n=Count("pk")).order_by("-total", "cause")
    return [Total(str(ClientPenalty.Cause(row["cause"]).label), row["total"], row["n"]) for row in found]


def by_client(actor: Actor, *, since: date) -> Sequence[Total]:
    """The largest first. One query."""
    rows = ledger(actor).filter(start__gte=since).order_by().values("unit__name")
    found = rows.annotate(total=Sum("amount"), n=Count("pk")).order_by("-total", "unit__name")
    return [Total(row["unit__name"], row["total"], row["n"]) for row in found]


def by_month(actor: Actor, *, since: date) -> Sequence[Total]:
    """Month by month, the oldest first. One query."""
    rows = ledger(actor).filter(start__gte=since).order_by().annotate(month=TruncMonth("start")).values("month")
    found = rows.annotate(total=Sum("amount"), n=Count("pk")).order_by("month")
    return [Total(f"{row['month']:%Y-%m}", row["total"], row["n"]) for row in found]


def lesson_owners(unit_id: int, day: date) -> QuerySet[Account]:
    """Accounts of those who lead this client or the house above it: a lesson is looked after by who can mend it."""
    accounts = [one.employee.account_id for one in leading(unit_id, day) if one.employee.account_id is not None]
    return Account.objects.filter(pk__in=accounts).select_related("employee").order_by("employee__pinyin", "pk")
